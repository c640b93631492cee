"""What a comparison finds, as values: changes, statements in sentences, findings, figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read: its words in the report, page and line, and the rules that read it.

    All are empty where a value was made from no words.
    """

    words: str = ""
    page: str = ""
    line: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its old and its new value, empty where a side has none, and their sources."""

    old: str
    new: str
    was: Source = Source()
    now: Source = Source()


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was added, removed or changed; of an event with all that hangs on it.

    A field of an event is its column; of what hangs on it `occurrences/1/city`,
    `event_themes/data`, `event_parties/host/PER`. An id is empty on the side that lacks the record;
    `mechanism` is what that of an event is called.
    """

    kind: str
    table: str
    old_id: str
    new_id: str
    title: str
    fields: Mapping[str, FieldChange]
    mechanism: str = ""


@dataclass(frozen=True, slots=True)
class DiffFinding:
    """A thing that a reader of both sides should check."""

    code: str
    severity: str
    record_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A table of numbers: what they count, and for each name the old and the new number."""

    title: str
    rows: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Two extractions compared; `old` and `new` are what the sides are called."""

    old: str
    new: str
    changes: tuple[Change, ...]
    statements: tuple[str, ...] = ()
    findings: tuple[DiffFinding, ...] = ()
    figures: tuple[Figures, ...] = field(default=())
