"""The output contract: tables, columns, types, keys and vocabularies, in one place.

The CSV columns, the validation of `iscm check` and `datapackage.json` all come from `TABLES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

VERSION = "1.0"

EVENT_TYPES = (
    "summit", "ministerial_meeting", "senior_officials_meeting", "conference", "consultation",
    "technical_meeting", "working_group_meeting", "steering_committee_meeting",
    "thematic_meeting", "special_meeting", "intersessional_meeting", "roundtable", "workshop",
    "seminar", "webinar", "training", "meeting",
)  # fmt: skip
OCCURRENCE_FORMATS = ("in_person", "virtual", "hybrid")
FORMATS = (*OCCURRENCE_FORMATS, "mixed")
FORMAT_BASES = ("stated", "place", "type")
PRECISIONS = ("day", "month", "year")
ROLES = ("partner", "host", "chair", "organizer")
PARTY_TYPES = ("mechanism", "country", "organization")
MECHANISM_KINDS = ("regional", "interregional", "global")
THEME_KINDS = ("theme", "initiative")
THEME_IDS = (  # an open list
    "asylum-refugees", "border-management", "counter-trafficking", "counter-smuggling", "data",
    "irregular-migration", "integration", "labour-migration", "migration-development",
    "migrant-health", "covid-19", "policy-governance", "migration-law", "gender",
    "mixed-migration", "return-reintegration", "technology", "youth-minors", "gcm", "gcr", "sdgs",
    "climate-environment", "diaspora-remittances", "free-movement", "legal-pathways",
    "migrants-rights", "public-narratives",
)  # fmt: skip
PUBLICATION_KINDS = ("publication", "link")
RESIDUE_REASONS = ("furniture", "unmatched")
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is a Table Schema type; `enum` a closed vocabulary; `pattern` a regex;
    `decimals` those that a number is written with."""

    name: str
    kind: str = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that must stand in another table's columns of the given names."""

    columns: tuple[str, ...]
    table: str
    reference: tuple[str, ...]


class Cells(Protocol):
    """A row, as written or still to be written: its cells by the names of their columns."""

    def __getitem__(self, name: str, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the contract; `record` are the columns that make a `record_id`, joined by `/`,
    and `key_field` the column that carries the spans of a whole record in provenance."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    record: tuple[str, ...] = ()
    key_field: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return tuple(column.name for column in self.columns)

    def record_id(self, row: Cells) -> str:
        """The `record_id` of a row, as provenance and findings name it."""
        return "/".join(str(row[name]) for name in self.record)


ID = r"[a-z0-9]+(-[a-z0-9]+)*"
YEAR = Column("report_year", "year", required=True)
POSITION = Column("position", "integer", required=True, minimum=1)
FORMAT_BASIS = Column("format_basis", enum=FORMAT_BASES)
START_DATE, END_DATE = Column("start_date", "date"), Column("end_date", "date")
EVENT_ID = Column("event_id", required=True, pattern=rf"[0-9]{{4}}-{ID}-[0-9]{{2,}}")
MECHANISM_ID = Column("mechanism_id", required=True, pattern=ID)
THEME_ID = Column("theme_id", required=True, pattern=ID)
START = Column("start", "integer", minimum=0)
END = Column("end", "integer", minimum=0)
PAGE = Column("page", "integer", minimum=1)
LINE = Column("line", "integer", minimum=1)
TO_MECHANISMS = ForeignKey(("mechanism_id",), "mechanisms", ("mechanism_id",))
TO_EVENTS = ForeignKey(("event_id",), "events", ("event_id",))

TABLES = (
    Table(
        "reports",
        (
            YEAR,
            Column("title"),
            Column("language", required=True, pattern="[a-z]{2,3}"),
            Column("source_file", required=True),
            Column("source_sha256", required=True, pattern="[0-9a-f]{64}"),
            Column("page_count", "integer", required=True, minimum=1),
            Column("pipeline_version", required=True),
            Column("rules_sha256", required=True, pattern="[0-9a-f]{64}"),
        ),
        primary_key=("report_year",),
        record=("report_year",),
    ),
    Table(
        "mechanisms",
        (
            YEAR,
            MECHANISM_ID,
            Column("name", required=True),
            Column("acronym"),
            Column("kind", enum=MECHANISM_KINDS),
            Column("heading"),
            Column("position", "integer", minimum=1),
            Column("anniversary", "integer", minimum=1),
        ),
        primary_key=("mechanism_id",),
        record=("mechanism_id",),
        key_field="mechanism_id",
    ),
    Table(
        "events",
        (
            EVENT_ID,
            Column("event_key", required=True),
            YEAR,
            MECHANISM_ID,
            POSITION,
            Column("title", required=True),
            Column("event_type", required=True, enum=EVENT_TYPES),
            Column("ordinal", "integer", minimum=1),
            Column("event_count", "integer", minimum=1),
            START_DATE,
            END_DATE,
            Column("format", enum=FORMATS),
            FORMAT_BASIS,
            Column("summary"),
        ),
        primary_key=("event_id",),
        foreign_keys=(TO_MECHANISMS,),
        record=("event_id",),
        key_field="event_id",
    ),
    Table(
        "occurrences",
        (
            EVENT_ID,
            POSITION,
            START_DATE,
            END_DATE,
            Column("date_precision", enum=PRECISIONS),
            Column("format", enum=OCCURRENCE_FORMATS),
            FORMAT_BASIS,
            Column("city"),
            Column("country_code", pattern="[A-Z]{3}"),
            Column("country"),
            Column("latitude", "number", minimum=-90, maximum=90, decimals=4),
            Column("longitude", "number", minimum=-180, maximum=180, decimals=4),
            Column("date_text"),
            Column("place_text"),
        ),
        primary_key=("event_id", "position"),
        foreign_keys=(TO_EVENTS,),
        record=("event_id", "position"),
        key_field="position",
    ),
    Table(
        "event_themes",
        (EVENT_ID, THEME_ID, Column("evidence", required=True)),
        primary_key=("event_id", "theme_id"),
        foreign_keys=(TO_EVENTS,),
        record=("event_id", "theme_id"),
        key_field="theme_id",
    ),
    Table(
        "event_parties",
        (
            EVENT_ID,
            Column("role", required=True, enum=ROLES),
            Column("party_type", required=True, enum=PARTY_TYPES),
            Column("party_id", required=True),
            Column("name", required=True),
        ),
        primary_key=("event_id", "role", "party_id"),
        foreign_keys=(TO_EVENTS,),
        record=("event_id", "role", "party_id"),
        key_field="party_id",
    ),
    Table(
        "themes",
        (
            YEAR,
            THEME_ID,
            Column("kind", required=True, enum=THEME_KINDS),
            Column("label", required=True),
            Column("popular", "boolean", required=True),
        ),
        primary_key=("theme_id",),
        record=("theme_id",),
        key_field="theme_id",
    ),
    Table(
        "mechanism_themes",
        (YEAR, THEME_ID, MECHANISM_ID, Column("mechanism_text", required=True)),
        primary_key=("theme_id", "mechanism_id"),
        foreign_keys=(ForeignKey(("theme_id",), "themes", ("theme_id",)), TO_MECHANISMS),
        record=("theme_id", "mechanism_id"),
        key_field="mechanism_id",
    ),
    Table(
        "publications",
        (
            YEAR,
            POSITION,
            Column("kind", required=True, enum=PUBLICATION_KINDS),
            Column("title", required=True),
            Column("mechanism_id", pattern=ID),
            Column("url", required=True),
        ),
        primary_key=("position",),
        foreign_keys=(TO_MECHANISMS,),
        record=("position",),
        key_field="position",
    ),
    Table(
        "residue",
        (
            YEAR,
            PAGE,
            LINE,
            START,
            END,
            Column("reason", required=True, enum=RESIDUE_REASONS),
            Column("text", required=True),
        ),
        primary_key=("start",),
    ),
    Table(
        "findings",
        (
            YEAR,
            Column("code", required=True, pattern=ID),
            Column("severity", required=True, enum=SEVERITIES),
            Column("table"),
            Column("record_id"),
            Column("field"),
            Column("original"),
            PAGE,
            LINE,
            START,
            END,
            Column("message", required=True),
        ),
    ),
    Table(
        "provenance",
        (
            YEAR,
            Column("table", required=True),
            Column("record_id", required=True),
            Column("field", required=True),
            START,
            END,
            PAGE,
            LINE,
            Column("x0", "number"),
            Column("top", "number"),
            Column("x1", "number"),
            Column("bottom", "number"),
            Column("rule_id", required=True),
        ),
    ),
)

# The tables that hang on events.
EVENT_PARTS = tuple(one.name for one in TABLES if TO_EVENTS in one.foreign_keys)
# Cells of an occurrence that are derived from another one, and from which.
DERIVED_FROM = {"latitude": "city", "longitude": "city", "country": "country_code"}


def table(name: str) -> Table:
    """The table of that name; `KeyError` where the contract has none."""
    for one in TABLES:
        if one.name == name:
            return one
    raise KeyError(name)


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run such a cell


def guard(text: str) -> str:
    """A text cell as it is written: an apostrophe before what a spreadsheet would run."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def unguard(text: str) -> str:
    """The text cell that `guard` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
