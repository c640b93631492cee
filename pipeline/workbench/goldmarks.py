"""What the gold says of a change: scores of both sides, differences gone and new, marks of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.check.gold import (
    CELLS,
    COMPARED,
    DATES,
    PLACES,
    ROWS,
    compare,
    read,
    sure,
)
from pipeline.check.pairing import pair_events
from pipeline.check.scores import Comparison, Difference
from pipeline.contract import EVENT_PARTS, table
from pipeline.workbench.rowdiff import Change, Passage
from pipeline.workbench.rowpairs import renamed

GAINED, LOST = "gained", "lost"
LISTED = {**dict.fromkeys(DATES, "dates"), **dict.fromkeys(PLACES, "places")}  # by column


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that the two sides do not have alike: mean score and number of right ones of each."""

    field: str
    before: float
    after: float
    right_before: int
    right_after: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """One side of a report against its gold: scores and differences, and which rows are wrong.

    `wrong` holds extra rows and wrong cells as (table, record, column), for an extra row with an
    empty column; `optional` the rows, as (table, record), that are neither right nor wrong.
    """

    comparison: Comparison
    wrong: frozenset[tuple[str, str, str]]
    optional: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Both sides of a report against its gold."""

    before: Verdict
    after: Verdict


def judge(folder: Path, gold: Path) -> Verdict:
    """A report's folder against its gold; `InputError` for a gold without tables."""
    comparison = compare(folder, gold)
    wrong = frozenset(
        (one.field, one.record, "")
        if one.sign == "+"
        else (one.table or "events", one.record, one.field)
        for one in comparison.differences
        if one.sign != "-"
    )
    tables = read(gold)
    pairs = pair_events(tables, read(folder))
    ids = {pair.want["event_id"]: pair.got["event_id"] for pair in pairs}
    optional = frozenset(
        (name, renamed(table(name).record_id(row), ids))
        for name in EVENT_PARTS
        for row in tables[name]
        if not sure(row)
    )
    return Verdict(comparison, wrong, optional)


def field_changes(reports: Sequence[Verdicts]) -> tuple[tuple[FieldChange, ...], int]:
    """The fields whose score or number of right ones differs, and how many are the same."""
    before = [{one.field: one for one in report.before.comparison.scores} for report in reports]
    after = [{one.field: one for one in report.after.comparison.scores} for report in reports]
    found = [
        FieldChange(
            field,
            sum(one[field].score for one in before) / len(reports),
            sum(one[field].score for one in after) / len(reports),
            sum(one[field].right for one in before),
            sum(one[field].right for one in after),
        )
        for field in (before[0] if before else ())
    ]
    differ = [
        one for one in found if (one.before, one.right_before) != (one.after, one.right_after)
    ]
    return tuple(differ), len(found) - len(differ)


def differences_gone(both: Verdicts, ids: Mapping[str, str]) -> tuple[Difference, ...]:
    """What only the old side has other than the gold; `ids` are the new `event_id`s of old ones."""
    before, after = both.before.comparison, both.after.comparison
    return beyond(before.differences, after.differences, ids, {})


def differences_new(both: Verdicts, ids: Mapping[str, str]) -> tuple[Difference, ...]:
    """What only the new side has other than the gold; `ids` are as for those that are gone."""
    before, after = both.before.comparison, both.after.comparison
    return beyond(after.differences, before.differences, {}, ids)


def beyond(
    mine: Sequence[Difference],
    theirs: Sequence[Difference],
    my_ids: Mapping[str, str],
    their_ids: Mapping[str, str],
) -> tuple[Difference, ...]:
    """Those of the differences that the others do not hold, ids read as the mappings say."""
    left = Counter(essence(one, their_ids) for one in theirs)
    found = []
    for one in mine:
        what = essence(one, my_ids)
        if left[what]:
            left[what] -= 1
        else:
            found.append(one)
    return tuple(found)


def essence(one: Difference, ids: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two differences one: not the value found, which may be wrong in two ways."""
    record = one.record if one.sign == "-" else renamed(one.record, ids)  # "-": the gold's own id
    return one.sign, record, one.field, one.want


def mark(passages: Sequence[Passage], both: Verdicts) -> tuple[Passage, ...]:
    """The passages with their changes marked as gained or lost where the gold knows it."""
    return tuple(
        replace(
            passage,
            changes=tuple(replace(one, mark=mark_of(one, both)) for one in passage.changes),
        )
        for passage in passages
    )


def mark_of(change: Change, both: Verdicts) -> str:
    """`GAINED`, `LOST`, or nothing where both sides are as right, or the gold does not say."""
    before = is_right(change, change.old_record, both.before)
    after = is_right(change, change.new_record, both.after)
    if change.sign == "-":  # to lose a wrong row is a gain
        after = None if before is None else not before
    elif change.sign == "+":
        before = None if after is None else not after
    if before is None or after is None or before == after:
        return ""
    return GAINED if after else LOST


def is_right(change: Change, record: str, verdict: Verdict) -> bool | None:
    """Whether a row or a cell of one side is right; None where the gold does not say."""
    column = judged_column(change)
    if column is None or (change.table, record) in verdict.optional:
        return None
    event = ("events", record.split("/")[0], "")  # an extra event has nothing right
    return event not in verdict.wrong and (change.table, record, column) not in verdict.wrong


def judged_column(change: Change) -> str | None:
    """What the gold judges a change by: a column, or the whole row (empty), or nothing (None)."""
    if change.table not in COMPARED:
        return None
    if change.sign != "~" or change.column in ROWS.get(change.table, {}):
        return ""
    if change.table == "events":
        return LISTED.get(change.column) or (
            change.column if change.column in CELLS["events"] else None
        )
    return change.column if change.column in CELLS.get(change.table, {}) else None
