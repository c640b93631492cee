"""What changed between two extractions of one report: rows and cells, by their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pipeline.check.rows import Row, Two
from pipeline.contract import DERIVED_FROM, EVENT_PARTS, table
from pipeline.workbench.rowpairs import Paired
from pipeline.workbench.written import Written

NEVER = {  # made of other cells, numbers that shift, and what is no reading
    "event_id", "event_key", "position", "record_id", "original", "page", "line", "start", "end",
    "pipeline_version", "rules_sha256",
}  # fmt: skip
HEADS = {"events": "event_type"}  # whose rule tells most of a row, where not that of its key
WORD = re.compile(r"[a-z0-9-]+")  # an `event_id` is one
SAID = {  # what a reader needs to see of a row that one side lacks
    "mechanisms": ("name",),
    "events": ("title",),
    "occurrences": ("date_text", "place_text"),
    "event_themes": ("evidence",),
    "event_parties": ("name",),
    "themes": ("label",),
    "mechanism_themes": ("mechanism_text",),
    "publications": ("title",),
    "findings": ("message",),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is new (`+`) or lost (`-`), or a cell with another value (`~`).

    `key` is the `event_key` of its event, or its table and record; `what` the row of the event
    or the column; `old_record` and `new_record` are the ids on each side, empty where it lacks
    the row; `rule` read the value, the new one where there is one; `mark` is "gained" or "lost"
    where the gold knows it.
    """

    sign: str
    table: str
    column: str
    key: str
    what: str
    old: str
    new: str
    rule: str
    old_record: str
    new_record: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the report, and the changes of the rows that are read from it."""

    start: int
    text: str
    changes: tuple[Change, ...]


def find_passages(old: Written, new: Written, paired: Paired) -> tuple[Passage, ...]:
    """The passages of a report whose rows changed, in the order of the report."""
    found = [
        (quote(name, two, old, new), change)
        for name, rows in paired.rows.items()
        for two in rows
        for change in changes_of(name, two, (old, new), paired.ids)
    ]
    told = {said(change) for _, change in found if change.table == "events"}
    kept = [
        (where, change)
        for where, change in found
        if change.table != "occurrences" or change.sign != "~" or said(change) not in told
    ]
    kept.sort(key=lambda one: one[0])
    return tuple(
        Passage(start, text, tuple(change for _, change in group))
        for (start, text), group in groupby(kept, key=lambda one: one[0])
    )


def said(change: Change) -> tuple[str, ...]:
    """What a changed cell says of its event: the event's cells repeat those of its occurrences."""
    return change.new_record.split("/")[0], change.column, change.old, change.new


def quote(name: str, two: Two, old: Written, new: Written) -> tuple[int, str]:
    """Where the sentence of a row begins and its words, of the new side where that has the row."""
    if two.new is not None:
        return new.quote(name, two.new)
    return old.quote(name, two.old) if two.old is not None else (0, "")


def changes_of(
    name: str, two: Two, sides: tuple[Written, Written], ids: Mapping[str, str]
) -> Iterator[Change]:
    """The changes of a row: that it is new or lost, or each cell that differs.

    An old `event_id` in the words of a cell is read as `ids` says.
    """
    if two.old is None or two.new is None:
        for row, side in zip((two.old, two.new), sides, strict=True):
            if row is not None:
                yield row_change(name, row, side, lost=two.new is None)
        return
    old, new = two.old, two.new
    differ = [one for one in table(name).names if retold(old[one], ids) != new[one]]
    for column in differ:
        if DERIVED_FROM.get(column) not in differ and not is_numbering(name, column):
            yield cell_change(name, column, (old, new), sides)


def retold(text: str, ids: Mapping[str, str]) -> str:
    """A text with its `event_id`s read as `ids` says."""
    return WORD.sub(lambda word: ids.get(word[0], word[0]), text)


def is_numbering(name: str, column: str) -> bool:
    """Whether a column tells no change of its own."""
    return column in NEVER or (column == "report_year" and name != "reports")


def row_change(name: str, row: Row, side: Written, *, lost: bool) -> Change:
    """The change that a row is new, or lost."""
    text = " ".join(filter(None, (row[column] for column in SAID.get(name, ()))))
    record = side.record(name, row)
    return Change(
        sign="-" if lost else "+",
        table=name,
        column=table(name).key_field,
        key=key_of(name, row, side),
        what=what_of(name, row, side),
        old=text if lost else "",
        new="" if lost else text,
        rule=side.rules.get((name, record, HEADS.get(name, table(name).key_field)), ""),
        old_record=record if lost else "",
        new_record="" if lost else record,
    )


def cell_change(
    name: str, column: str, rows: tuple[Row, Row], sides: tuple[Written, Written]
) -> Change:
    """The change that a cell has another value."""
    (old, new), (before, after) = rows, sides
    records = before.record(name, old), after.record(name, new)
    side, record = (after, records[1]) if new[column] else (before, records[0])
    return Change(
        sign="~",
        table=name,
        column=column,
        key=key_of(name, new, after),
        what=f"{what_of(name, new, after)} {column}".strip(),
        old=old[column],
        new=new[column],
        rule=side.rules.get((name, record, column), ""),
        old_record=records[0],
        new_record=records[1],
    )


def key_of(name: str, row: Row, side: Written) -> str:
    """What a row is shown by: the `event_key` of its event, else its table and record."""
    record = side.record(name, row)
    event_key = side.keys.get(record.split("/")[0])
    return event_key or f"{row['table'] or name}/{record}".rstrip("/")


def what_of(name: str, row: Row, side: Written) -> str:
    """Which row of an event, or which finding, is meant; empty where the key says it."""
    if name == "findings":
        return f"finding {row['code']}"
    _, _, rest = side.record(name, row).partition("/")
    return f"{name} {rest}" if name in EVENT_PARTS else ""
