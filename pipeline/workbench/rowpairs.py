"""Which row of one extraction is which row of another extraction of the same report.

Rows that are numbered are paired by where they were read from, so that one more row does not
shift those after it; other rows by what they are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.check.pairing import by_event
from pipeline.check.rows import Row, Two
from pipeline.contract import EVENT_PARTS, table
from pipeline.workbench.written import Span, Written

# What a numbered row is called by where two rows were read from the same words, or from others.
NAMES = {
    "events": ("event_key",),
    "occurrences": ("start_date", "end_date", "city"),
    "publications": ("url",),
}
FINDING = ("code", "table", "record_id", "field", "original", "start", "end")
ONE_ROW = ("reports",)  # no row of these can be another


@dataclass(frozen=True, slots=True)
class Paired:
    """The rows of both sides by table, and the new `event_id` of each old one that has one."""

    rows: Mapping[str, tuple[Two, ...]]
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the offsets of the characters that it and that its title were read from."""

    row: Row
    name: tuple[str, ...]
    where: frozenset[int]
    title: frozenset[int]


def pair_rows(old: Written, new: Written) -> Paired:
    """The rows of two extractions of one report, each row of either side once."""
    events = pair_placed(placed(old, "events"), placed(new, "events"))
    ids = {two.old["event_id"]: two.new["event_id"] for two in events if two.old and two.new}
    rows = {"events": events}
    for name in new.tables:
        if name in EVENT_PARTS:
            rows[name] = tuple(two for one in events for two in pair_parts(name, one, old, new))
        elif name in NAMES:
            rows.setdefault(name, pair_placed(placed(old, name), placed(new, name)))
        else:
            rows[name] = pair_keyed(name, old.tables[name], new.tables[name], ids)
    return Paired(rows, ids)


def pair_parts(name: str, event: Two, old: Written, new: Written) -> tuple[Two, ...]:
    """The rows of a table that hang on an event that both sides have; else none."""
    if event.old is None or event.new is None:
        return ()
    before = by_event(old.tables[name]).get(event.old["event_id"], ())
    after = by_event(new.tables[name]).get(event.new["event_id"], ())
    if name in NAMES:
        return pair_placed(placed(old, name, before), placed(new, name, after))
    return pair_keyed(name, before, after, {event.old["event_id"]: event.new["event_id"]})


def placed(side: Written, name: str, rows: Sequence[Row] | None = None) -> list[Placed]:
    """Rows of a table, all of them by default, with where they were read from."""
    return [
        Placed(
            row,
            tuple(row[column] for column in NAMES[name]),
            offsets(side.places(name, row)),
            offsets(side.spans.get((name, side.record(name, row), "title"), ())),
        )
        for row in (side.tables[name] if rows is None else rows)
    ]


def offsets(spans: Sequence[Span]) -> frozenset[int]:
    """The offsets that some spans cover."""
    return frozenset(at for start, end in spans for at in range(start, end))


def pair_placed(old: Sequence[Placed], new: Sequence[Placed]) -> tuple[Two, ...]:
    """Numbered rows by the words that they share, those that share most of them first.

    Of several that share as many, those of one name pair first, then those with most words of
    the title in common, then neighbours. Rows that share no word pair by name alone.
    """
    graded = sorted(
        (grade(one, other), -abs(at - to), -at, -to)
        for at, one in enumerate(old)
        for to, other in enumerate(new)
        if one.name == other.name or not one.where.isdisjoint(other.where)
    )
    chosen: dict[int, int] = {}
    for _, _, at, to in reversed(graded):
        if -at not in chosen and -to not in chosen.values():
            chosen[-at] = -to
    lost = (Two(one.row, None) for at, one in enumerate(old) if at not in chosen)
    origins = {to: old[at].row for at, to in chosen.items()}
    return (*lost, *(Two(origins.get(to), other.row) for to, other in enumerate(new)))


def grade(one: Placed, other: Placed) -> tuple[float, bool, float]:
    """How surely two rows are one, to be compared with other grades."""
    return share(one.where, other.where), one.name == other.name, share(one.title, other.title)


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """The part of the offsets of both that they have in common, from 0 to 1."""
    return len(one & other) / (len(one | other) or 1)


def pair_keyed(
    name: str, old: Sequence[Row], new: Sequence[Row], ids: Mapping[str, str]
) -> tuple[Two, ...]:
    """Rows by their keys; the old `event_id`s in them are read as the new ones of `ids`."""
    left: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in old:
        left[key_of(name, row, ids)].append(row)
    pairs = []
    for row in new:
        same = left[key_of(name, row, {})]
        pairs.append(Two(same.pop(0) if same else None, row))
    return (*(Two(row, None) for rows in left.values() for row in rows), *pairs)


def key_of(name: str, row: Row, ids: Mapping[str, str]) -> tuple[str, ...]:
    """What a row is about, ids of events read as `ids` says."""
    if name in ONE_ROW:
        return ()
    columns = FINDING if name == "findings" else table(name).record
    return tuple(renamed(row[column], ids) for column in columns)


def renamed(record: str, ids: Mapping[str, str]) -> str:
    """A record's id with the `event_id` that it begins with read as `ids` says."""
    event, slash, rest = record.partition("/")
    return ids.get(event, event) + slash + rest
