"""A comparison as CSV: a row for each field that changed."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.contract import guard
from pipeline.publish.diff.values import Change, Diff
from pipeline.tablefile import join_lines

COLUMNS = (
    "kind", "table", "old_id", "new_id", "field", "old", "new", "old_words", "old_rules",
    "new_words", "new_rules",
)  # fmt: skip


def show(found: Diff) -> str:
    """The changes; a record without fields has a row of its own."""
    lines = [line for one in found.changes for line in lines_of(one)]
    guarded = [tuple(guard(cell) for cell in line) for line in lines]
    return join_lines([COLUMNS, *guarded]).decode()


def lines_of(change: Change) -> Iterator[tuple[str, ...]]:
    """The rows of a change."""
    about = (change.kind, change.table, change.old_id, change.new_id)
    for name, one in change.fields.items():
        was, now = ((each.words, " ".join(each.rules)) for each in (one.was, one.now))
        yield (*about, name, one.old, one.new, *was, *now)
    if not change.fields:
        yield (*about, *[""] * (len(COLUMNS) - len(about)))
