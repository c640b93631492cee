"""What changed between paired records: fields with their old and new values, and their sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.check.rows import Row, Two
from pipeline.contract import EVENT_PARTS, table
from pipeline.publish.diff.side import Side
from pipeline.publish.diff.values import ADDED, CHANGED, REMOVED, Change, FieldChange, Source

# Made of other cells, or numbers that shift with the rows before.
DERIVED = frozenset({"event_id", "event_key", "report_year", "position"})
OF_THE_RUN = frozenset({"source_file", "source_sha256", "pipeline_version", "rules_sha256"})
# Tables beside the events: what a record is known by, and what it is called.
OTHERS = {
    "reports": ((), "title"),
    "mechanisms": (("mechanism_id",), "name"),
    "themes": (("theme_id",), "label"),
    "mechanism_themes": (("theme_id", "mechanism_id"), "mechanism_text"),
    "publications": (("url", "title"), "title"),
}
KEYS_OF_PARTS = {"event_themes": ("theme_id",), "event_parties": ("role", "party_id")}
SAID_OF_PARTS = {"event_themes": "evidence", "event_parties": "name"}


def event_changes(old: Side, new: Side, pairs: Iterable[Two]) -> Iterator[Change]:
    """The changes of events, with all that hangs on them; of a pair that is alike, none."""
    for two in pairs:
        fields = dict(columns("events", two, old, new))
        for name in EVENT_PARTS:
            fields |= dict(part_fields(name, two, old, new))
        if fields:
            yield change("events", two, fields, (old, new), "title")


def other_changes(old: Side, new: Side, unsaid: Collection[str] = frozenset()) -> Iterator[Change]:
    """The changes of the tables beside the events, each record by what it is known by.

    What a record that both sides have says in the `unsaid` columns is no change.
    """
    for name, (key, called) in OTHERS.items():
        for two in pair_keyed(old[name], new[name], key):
            fields = dict(columns(name, two, old, new))
            if two.old and two.new:
                fields = {name: one for name, one in fields.items() if name not in unsaid}
            if fields:
                yield change(name, two, fields, (old, new), called)


def change(
    name: str, two: Two, fields: dict[str, FieldChange], sides: tuple[Side, Side], called: str
) -> Change:
    """A change of a record; `called` is the column that it is called by."""
    row = two.new or two.old
    ids = [table(name).record_id(one) if one else "" for one in (two.old, two.new)]
    title, mechanism = row[called] if row else "", ""
    if name == "events" and row:
        side = sides[1] if two.new else sides[0]
        mechanism = side.names.get(row["mechanism_id"], row["mechanism_id"])
        title = f"{mechanism}: {title}"
    kind = CHANGED if all(ids) else ADDED if ids[1] else REMOVED
    return Change(kind, name, ids[0], ids[1], title, fields, mechanism)


def columns(name: str, two: Two, old: Side, new: Side) -> Iterator[tuple[str, FieldChange]]:
    """The cells of a record that differ, or all that a record has where one side lacks it."""
    for column in table(name).names:
        if column in DERIVED or column in OF_THE_RUN:
            continue
        was, now = (one[column] if one else "" for one in (two.old, two.new))
        if was != now:
            yield column, field_change(name, column, two, old, new)


def field_change(name: str, column: str, two: Two, old: Side, new: Side) -> FieldChange:
    """A cell with its value and its source on both sides."""
    return FieldChange(
        two.old[column] if two.old else "",
        two.new[column] if two.new else "",
        old.source(name, two.old, column) if two.old else Source(),
        new.source(name, two.new, column) if two.new else Source(),
    )


def part_fields(name: str, two: Two, old: Side, new: Side) -> Iterator[tuple[str, FieldChange]]:
    """What differs in the rows of a table that hang on an event."""
    before = old.parts[name].get(two.old["event_id"], ()) if two.old else ()
    after = new.parts[name].get(two.new["event_id"], ()) if two.new else ()
    if name == "occurrences":
        for part in pair_occurrences(before, after):
            row = part.new or part.old
            for column, one in columns(name, part, old, new):
                yield f"{name}/{row['position'] if row else ''}/{column}", one
        return
    for part in pair_keyed(before, after, KEYS_OF_PARTS[name]):
        said = SAID_OF_PARTS[name]
        one = field_change(name, said, part, old, new)
        if one.old != one.new:
            row = part.new or part.old
            key = "/".join(row[column] for column in KEYS_OF_PARTS[name]) if row else ""
            yield f"{name}/{key}", one


def pair_occurrences(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Two]:
    """The occurrences of two events: first those of the same days and place, then by their order;
    days alone tell before the order does."""
    left = list(old)
    pairs: dict[int, Row | None] = dict.fromkeys(range(len(new)))
    for names in (("start_date", "end_date", "city", "country_code"), ("start_date", "end_date")):
        for at, row in enumerate(new):
            same = [one for one in left if all(one[name] == row[name] for name in names)]
            if pairs[at] is None and same:
                pairs[at] = same[0]
                left.remove(same[0])
    for at, row in enumerate(new):
        if pairs[at] is None and left:
            pairs[at] = left.pop(0)
        yield Two(pairs[at], row)
    yield from (Two(one, None) for one in left)


def pair_keyed(old: Sequence[Row], new: Sequence[Row], key: tuple[str, ...]) -> Iterator[Two]:
    """Rows by what they are known by, those of the old side first."""
    known = {tuple(row[name] for name in key): row for row in new}
    seen = set()
    for row in old:
        this = tuple(row[name] for name in key)
        seen.add(this)
        yield Two(row, known.get(this))
    for this, row in known.items():
        if this not in seen:
            yield Two(None, row)
