"""A comparison for a reader in a terminal: sentences first, then tables, then each change."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.contract import DERIVED_FROM
from pipeline.publish.diff.values import ADDED, CHANGED, REMOVED, Change, Diff, FieldChange, Source

SIGNS = {ADDED: "+", REMOVED: "-", CHANGED: "~"}
BRIEFLY = ("summary", "date_text", "place_text")
EMPTY = "(empty)"
REPEATS = ("start_date", "end_date", "format", "format_basis")  # an event's, its occurrences' too


def show(found: Diff) -> str:
    """The comparison as lines."""
    return "\n".join(lines_of(found)) + "\n"


def lines_of(found: Diff) -> Iterator[str]:
    """The lines of a comparison."""
    yield f"{found.old} → {found.new}"
    yield ""
    yield from found.statements
    for figures in found.figures:
        yield ""
        width = max((len(name) for name, _, _ in figures.rows), default=0)
        yield f"{figures.title:<{max(width, len(figures.title))}}{found.old:>9}{found.new:>9}"
        for name, old, new in figures.rows:
            yield f"{name:<{max(width, len(figures.title))}}{old:>9}{new:>9}"
    yield ""
    for change in found.changes:
        yield from lines_of_change(change)


def lines_of_change(change: Change) -> Iterator[str]:
    """A change: the record, then its fields; of a record that one side lacks, what it says."""
    ids = " → ".join(dict.fromkeys(one for one in (change.old_id, change.new_id) if one))
    yield f"{SIGNS[change.kind]} {change.table} {ids}  {change.title}"
    if change.kind != CHANGED:
        yield from briefly(change)
        return
    for name, one in change.fields.items():
        if not repeated(name, change):
            yield f"    {name}: {one.old or EMPTY} → {one.new or EMPTY}"
            yield from sources(one)


def briefly(change: Change) -> Iterator[str]:
    """What a record that one side lacks says: the words that its days and place were read from."""
    for name, one in change.fields.items():
        if name.rpartition("/")[2] in BRIEFLY:
            yield f"    {name}: {one.old or one.new}"


def repeated(name: str, change: Change) -> bool:
    """Whether a field says again what another one that changed says: of an event what one of its
    occurrences says, of a place what its city or its code does."""
    row, _, column = name.rpartition("/")
    if column in DERIVED_FROM and f"{row}/{DERIVED_FROM[column]}" in change.fields:
        return True
    if change.table != "events" or name not in REPEATS:
        return False
    one = change.fields[name]
    return any(
        other.endswith(f"/{name}") and (each.old, each.new) == (one.old, one.new)
        for other, each in change.fields.items()
    )


def sources(one: FieldChange) -> Iterator[str]:
    """The words behind both values, with the rules that read them."""
    if one.was == one.now:
        return
    for when, source in (("was", one.was), ("now", one.now)):
        if source != Source():
            yield f'        {when} "{source.words}"  line {source.line}  {", ".join(source.rules)}'
