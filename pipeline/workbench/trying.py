"""`iscm rules try`: what the program sees in a sentence, and the rows that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.assemble import Clause
from pipeline.find.dates import find_dates
from pipeline.find.finder import Finder
from pipeline.find.tokens import tokenize
from pipeline.model import InputError, Mention
from pipeline.nearest import nearest
from pipeline.rulebook import Rulebook
from pipeline.stages import Extraction
from pipeline.tabulate import Row
from pipeline.trial import EXAMPLE_YEAR, Setting, try_sentence

LEAP_YEARS = (1904, 1908)  # two years with the same days, before all reports
GIVEN = ("events", "occurrences", "event_themes", "event_parties", "findings", "residue")


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause of a sentence: what the grammar took it for, its words, and the mentions in it."""

    kind: str
    start: int
    end: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A sentence with what was seen in it: `text` is its view, which all offsets point into.

    `rules` names the rule behind each value, by table, record and field.
    """

    text: str
    setting: Setting
    pieces: tuple[Piece, ...]
    tables: Mapping[str, list[Row]]
    rules: Mapping[tuple[str, str, str], tuple[str, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether no rule knows a word of the sentence."""
        return not any(piece.mentions for piece in self.pieces)


def try_one(text: str, setting: Setting, finder: Finder) -> Tried:
    """What a sentence gives in a section of a mechanism; `finder` knows the setting's language.

    A year of 0 is the latest that a date of the sentence prints, else `EXAMPLE_YEAR`.
    """
    setting = replace(setting, year=setting.year or latest_year(text, finder) or EXAMPLE_YEAR)
    extraction = try_sentence(text, setting, finder)
    return Tried(
        extraction.readings[0].section.body.text,
        setting,
        tuple(pieces(extraction)),
        {name: extraction.tables[name] for name in GIVEN},
        rules_of(extraction),
    )


def latest_year(text: str, finder: Finder) -> int:
    """The latest year that a date of a text prints; 0 where none does."""
    tokens = tokenize(text)
    one, other = (list(find_dates(tokens, finder.calendar, year)) for year in LEAP_YEARS)
    printed = [date.period for date in one if date in other and date.period]  # no year put in
    return max((period.last.year for period in printed), default=0)


def pieces(extraction: Extraction) -> Iterator[Piece]:
    """The clauses in the order of the text, and what stands between them and was marked."""
    left = list(extraction.readings[0].mentions)
    at = 0
    for clause in extraction.clauses:
        yield from between(left, at, clause.start)
        inside = [one for one in left if clause.start <= one.start < clause.end]
        yield Piece(clause.kind, clause.start, end_of(clause, inside), tuple(inside))
        left = [one for one in left if one not in inside]
        at = max(at, clause.end)
    yield from between(left, at, len(extraction.readings[0].section.body.text))


def between(left: list[Mention], start: int, end: int) -> Iterator[Piece]:
    """A piece for the mentions between two clauses, where there are some."""
    found = [one for one in left if start <= one.start < end]
    if found:
        yield Piece("between", found[0].start, max(one.end for one in found), tuple(found))


def end_of(clause: Clause, inside: list[Mention]) -> int:
    """Where the words of a clause end; a mention may run on ("6, 9 and 13 July")."""
    return max([clause.end, *(one.end for one in inside)])


def rules_of(extraction: Extraction) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The rules behind each value, without repeats, in the order of the text."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for row in extraction.tables["provenance"]:
        key = str(row["table"]), str(row["record_id"]), str(row["field"])
        found.setdefault(key, {})[str(row["rule_id"])] = None
    return {key: tuple(rules) for key, rules in found.items()}


def setting_of(mechanism: str, year: int, language: str, rules: Rulebook) -> Setting:
    """Where a sentence is to stand; `InputError` for a mechanism that the rules do not know.

    An empty mechanism is the default of `Setting`, a year of 0 is left to the sentence.
    """
    if mechanism and mechanism not in rules.mechanisms:
        near = nearest(mechanism, rules.mechanisms)
        raise InputError(f"--mechanism {mechanism}: no rule has it; nearest: {near}")
    return Setting(mechanism or Setting().mechanism_id, year, language)


def to_json(tried: Tried) -> dict[str, object]:
    """A tried sentence as an object of JSON: offsets are code points of `text`."""
    return {
        "text": tried.text,
        "mechanism_id": tried.setting.mechanism_id,
        "report_year": tried.setting.year,
        "language": tried.setting.language,
        "clauses": [
            {
                "kind": piece.kind,
                "start": piece.start,
                "end": piece.end,
                "text": tried.text[piece.start : piece.end],
                "mentions": [
                    {
                        "kind": one.kind,
                        "value": value_of(one),
                        "start": one.start,
                        "end": one.end,
                        "text": tried.text[one.start : one.end],
                        "rule_id": one.rule,
                    }
                    for one in piece.mentions
                ],
            }
            for piece in tried.pieces
        ],
        **{name: [json_row(row) for row in rows] for name, rows in tried.tables.items()},
        "rules": [
            {"table": name, "record_id": record, "field": field, "rule_ids": list(rules)}
            for (name, record, field), rules in tried.rules.items()
        ],
    }


def json_row(row: Row) -> dict[str, object]:
    """A row whose days are ISO dates."""
    return {
        name: value if value is None or isinstance(value, str | int | float) else value.isoformat()
        for name, value in row.items()
    }


def value_of(mention: Mention) -> str:
    """What a mention says: its days, its place, or its rule's value."""
    if mention.period:
        first, last = mention.period.first.isoformat(), mention.period.last.isoformat()
        return first if first == last else f"{first}/{last}"
    if mention.place:
        place = mention.place
        return ", ".join(filter(None, (place.city, place.country_code)))
    return mention.value
