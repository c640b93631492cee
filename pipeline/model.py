"""The frozen values that the stages hand on to each other.

Offsets are code points, `start` included and `end` excluded; days are `datetime.date`, `first`
and `last` both included. Nothing here reads a file, a clock or a rule.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
LOST = "\ufffd"  # stands for a glyph whose font does not say which letters it draws
MARKS = range(0xE000, 0xE100)  # the same, a mark of its own for each such glyph of a report


def is_lost(char: str) -> bool:
    """Whether a character stands for a glyph that says no letters."""
    return char == LOST or ord(char) in MARKS


class InputError(Exception):
    """Bad input. Its text is the one line that the user reads: place, what is wrong, what to do."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A run of the reading text, `report.text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page in PDF points from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Boxes:
    """The box of each character, four numbers in `values`: x0, top, x1, bottom; four zeros for one
    that is not printed (a space, a line end)."""

    values: array[float]

    def around(self, start: int, end: int) -> Box | None:
        """The box around the characters between two offsets, with 2 decimals; None where none is
        printed."""
        x0, top, x1, bottom = (self.values[4 * start + at : 4 * end : 4] for at in range(4))
        printed = [at for at, edge in enumerate(x1) if edge]
        if not printed:
            return None
        return Box(
            round(min(x0[at] for at in printed), 2),
            round(min(top[at] for at in printed), 2),
            round(max(x1[at] for at in printed), 2),
            round(max(bottom[at] for at in printed), 2),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the reading text without its line end; `page` and `number` count from 1.

    `room` is the number of characters that a full line has where it stands, 0 where that is not
    known; `style` says how a line is set that stands out from the text, empty for any other;
    `lead` is the number of characters that it begins with as a heading is set, before others.
    """

    start: int
    end: int
    page: int
    number: int
    room: int = 0
    style: str = ""
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the reading text that leads to an address."""

    start: int
    end: int
    uri: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page as the layout saw it: a `column`, a `table` or an `aside`."""

    page: int
    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that a reader should check.

    `record_id` is empty while its record has no id: `identify` fills it in. `position` is that of
    the occurrence it is about, 0 for the event itself. `page` is that of a finding on a page as a
    whole, 0 for any other.
    """

    code: str
    severity: str
    message: str
    stretch: Stretch | None = None
    table: str = ""
    record_id: str = ""
    field: str = ""
    original: str = ""
    position: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The reading text and where each of its characters stands: the only holder of text.

    What a text does not tell is empty: the `boxes` of its characters; `furniture`, lines that the
    layout of the pages shows to be no text; `asides`, which stand beside the flow of the text or
    break it; `links`; `regions`; `findings` on the source itself. `year` is 0 and `language` empty
    until the run has settled them.
    """

    text: str
    lines: tuple[Line, ...]
    page_count: int
    source_file: str
    source_sha256: str
    boxes: Boxes | None = None
    furniture: tuple[Stretch, ...] = ()
    asides: tuple[Stretch, ...] = ()
    links: tuple[Link, ...] = ()
    regions: tuple[Region, ...] = ()
    findings: tuple[Finding, ...] = ()
    year: int = 0
    language: str = ""

    def line_index(self, offset: int) -> int:
        """The index in `lines` of the line that holds `offset` (or ends right before it)."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def line_at(self, offset: int) -> Line:
        """The line that holds `offset`."""
        return self.lines[self.line_index(offset)]

    def box_of(self, stretch: Stretch) -> Box | None:
        """The box around the characters of a stretch, None for a text source."""
        return self.boxes.around(stretch.start, stretch.end) if self.boxes else None

    def by_lines(self, stretch: Stretch) -> Iterator[Stretch]:
        """The parts of a stretch that lie in one line each, without white space at their ends."""
        for index in range(self.line_index(stretch.start), len(self.lines)):
            line = self.lines[index]
            if line.start >= stretch.end:
                return
            start, end = max(line.start, stretch.start), min(line.end, stretch.end)
            words = self.text[start:end]
            if words.strip():
                start += len(words) - len(words.lstrip())
                yield Stretch(start, start + len(words.strip()))


@dataclass(frozen=True, slots=True)
class View:
    """A mended text and its way back: `origins[i]` is the stretch that character `i` came from.

    A character put in by mending has an empty pair. Made by `pipeline.view` only.
    """

    text: str
    origins: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError("a view needs one origin for each character")


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """One value of a record, the stretches it was read from and the rule that read it."""

    value: T
    stretches: tuple[Stretch, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: `kind` is one of `pipeline.section.KINDS`.

    `start`/`end` hold the heading and the body in the reading text. `heading` and `body` are mended
    views; a paragraph break in the body is a line feed, every other white space one space.
    `furniture` are stretches inside the section that are no part of its text (page numbers,
    running headers).
    """

    kind: str
    start: int
    end: int
    heading: View
    body: View
    rule: str
    mechanism_id: str = ""
    anniversary: Cell[int] | None = None
    findings: tuple[Finding, ...] = ()


# --- what `find` sees -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`; `precision` is `day`, `month` or `year`."""

    first: dt.date
    last: dt.date
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Place:
    """A place: names in English, alpha-3 code, WGS 84 degrees (None for a country)."""

    city: str
    country_code: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0

    @property
    def is_state(self) -> bool:
        """Whether it can act: a country, or a city of a country's own name ("Singapore")."""
        return self.city in ("", self.country)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a section's view; `norm` is in lower case without accents, quotes straight."""

    start: int
    end: int
    text: str
    norm: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a section's view that a rule recognised.

    `value` is the rule's value (an id, a word of a vocabulary, a number in digits); `period` is set
    for dates only (None for a date that no calendar has), `place` for places and countries.
    `first`/`last` are token indices, `last` excluded.
    """

    kind: str
    value: str
    start: int
    end: int
    first: int
    last: int
    rule: str
    period: Period | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Syntax:
    """What a language's grammar needs beside its words: whether the noun of an event stands before
    the words that describe it, and the endings of infinitives and of participles (none: no ending
    tells them)."""

    noun_first: bool = False
    infinitives: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A section with its tokens, its mentions by kind and its sentences (token index pairs)."""

    section: Section
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    sentences: tuple[tuple[int, int], ...]
    findings: tuple[Finding, ...] = ()
    syntax: Syntax = Syntax()

    def of(self, kind: str) -> tuple[Mention, ...]:
        """The mentions of one kind, in the order of the text."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)


# --- what becomes rows: fields are named as the columns of the contract ------------------------


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A stretch of a record's key, and the rule that attached it to the record."""

    stretch: Stretch
    rule: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A dated or placed occurrence of an event; a cell that is None stays empty.

    `ties` say which date, place and format were attached to the event's head, and how.
    """

    ties: tuple[Tie, ...]
    start_date: Cell[dt.date] | None = None
    end_date: Cell[dt.date] | None = None
    date_precision: Cell[str] | None = None
    format: Cell[str] | None = None
    format_basis: Cell[str] | None = None
    city: Cell[str] | None = None
    country_code: Cell[str] | None = None
    country: Cell[str] | None = None
    latitude: Cell[float] | None = None
    longitude: Cell[float] | None = None
    date_text: Cell[str] | None = None
    place_text: Cell[str] | None = None

    @property
    def key(self) -> tuple[Stretch, ...]:
        """The stretches that the occurrence was read from."""
        return tuple(tie.stretch for tie in self.ties)


@dataclass(frozen=True, slots=True)
class EventTheme:
    """A theme that an event's own words show."""

    key: tuple[Stretch, ...]
    theme_id: Cell[str]
    evidence: Cell[str]


@dataclass(frozen=True, slots=True)
class EventParty:
    """A party to an event."""

    key: tuple[Stretch, ...]
    role: Cell[str]
    party_type: Cell[str]
    party_id: Cell[str]
    name: Cell[str]


@dataclass(frozen=True, slots=True)
class Event:
    """An event, or a series that shares one predicate, of one mechanism."""

    mechanism_id: str
    key: tuple[Stretch, ...]
    title: Cell[str]
    event_type: Cell[str]
    ordinal: Cell[int] | None = None
    event_count: Cell[int] | None = None
    format: Cell[str] | None = None
    format_basis: Cell[str] | None = None
    summary: Cell[str] | None = None
    occurrences: tuple[Occurrence, ...] = ()
    themes: tuple[EventTheme, ...] = ()
    parties: tuple[EventParty, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme or initiative of the report's own lists."""

    key: tuple[Stretch, ...]
    theme_id: Cell[str]
    kind: Cell[str]
    label: Cell[str]
    popular: Cell[bool]


@dataclass(frozen=True, slots=True)
class MechanismTheme:
    """A (theme, mechanism) pair of the report's own lists."""

    key: tuple[Stretch, ...]
    theme_id: Cell[str]
    mechanism_id: Cell[str]
    mechanism_text: Cell[str]


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication or link that the report lists."""

    key: tuple[Stretch, ...]
    kind: Cell[str]
    title: Cell[str]
    mechanism_id: Cell[str] | None
    url: Cell[str]


@dataclass(frozen=True, slots=True)
class Lists:
    """All that the report's own lists say, in the order of the report."""

    themes: tuple[Theme, ...] = ()
    pairs: tuple[MechanismTheme, ...] = ()
    publications: tuple[Publication, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """The printed title of a report, and the year that it prints (0 where it prints none)."""

    text: Cell[str]
    year: Cell[int]


@dataclass(frozen=True, slots=True)
class Sections:
    """The report cut into parts; every non-space character lies in a part, in `furniture`, or in
    the `preface`, the text before the first heading."""

    title: Title | None
    parts: tuple[Section, ...]
    furniture: tuple[Stretch, ...] = ()
    preface: tuple[Stretch, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
