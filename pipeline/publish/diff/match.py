"""Which event of one run of a report is which event of another: by what they say, not by their ids,
which shift when an event is inserted before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.check.alike import ratio, words_f1
from pipeline.check.rows import Row, Two
from pipeline.publish.diff.side import Side

SAME_TITLE, SAME_WORDS = 0.8, 0.6  # from 0 to 1
HALF, LITTLE, STILL_LESS = 0.5, 0.3, 0.2
SAME_KEY = 0.8  # between two languages
LEAST = 1.25  # of what speaks for two events being one
LEAST_ELSEWHERE = 2.0  # in the sections of two mechanisms
DISTANCE = 0.001  # a place further in the order


@dataclass(frozen=True, slots=True)
class Told:
    """What an event is matched by."""

    row: Row
    at: int
    days: frozenset[tuple[str, str]]
    places: frozenset[tuple[str, str]]


def match_events(old: Side, new: Side) -> tuple[Two, ...]:
    """The events of both sides, each once: those of the new side in its order, each removed one
    where it stood."""
    one, other = told(old), told(new)
    # Words say little where two editions have two languages.
    weight = SAME_KEY if old.extracted.language != new.extracted.language else 0.0
    chosen = dict(best(one, other, LEAST, weight))
    left = [each for each in one if each.at not in chosen]
    free = [each for each in other if each.at not in set(chosen.values())]
    chosen |= dict(best(left, free, LEAST_ELSEWHERE))
    return tuple(in_order(old["events"], new["events"], chosen))


def told(side: Side) -> list[Told]:
    """The events of a side as they are matched."""
    occurrences = side.parts["occurrences"]
    found = []
    for at, row in enumerate(side["events"]):
        own = occurrences.get(row["event_id"], ())
        days = {(one["start_date"], one["end_date"]) for one in own if one["start_date"]}
        if row["start_date"] and not days:
            days = {(row["start_date"], row["end_date"])}
        places = {
            (one["city"], one["country_code"] or one["format"])
            for one in own
            if one["country_code"] or one["format"]
        }
        found.append(Told(row, at, frozenset(days), frozenset(places)))
    return found


def best(
    old: Sequence[Told], new: Sequence[Told], least: float, weight: float | None = None
) -> Iterator[tuple[int, int]]:
    """The pairs of positions that fit best, each position once: within each mechanism, where
    `weight` says how much one `event_key` counts, or else whatever the mechanisms."""
    by_mechanism: dict[str, list[Told]] = {}
    for other in new:
        by_mechanism.setdefault(other.row["mechanism_id"], []).append(other)
    graded = []
    for one in old:
        near = new if weight is None else by_mechanism.get(one.row["mechanism_id"], ())
        for other in near:
            grade = likeness(one, other)
            if weight and one.row["event_key"] == other.row["event_key"]:
                grade += weight
            if grade >= least:
                graded.append((-grade + DISTANCE * abs(one.at - other.at), one.at, other.at))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, at, to in sorted(graded):
        if at not in taken_old and to not in taken_new:
            taken_old.add(at)
            taken_new.add(to)
            yield at, to


def likeness(one: Told, other: Told) -> float:
    """What speaks for two events being one: title, days, summary, place, type and ordinal.

    Two titles or two summaries that are not alike speak against nothing: they may be mended.
    """
    titles = ratio(one.row["title"], other.row["title"])
    grade = 1.0 if titles >= SAME_TITLE else HALF if titles >= HALF else 0.0
    grade += shared(one.days, other.days)
    grade += summaries(one.row["summary"], other.row["summary"])
    if one.places and one.places == other.places:
        grade += LITTLE
    if one.row["event_type"] == other.row["event_type"]:
        grade += STILL_LESS
    ordinals = one.row["ordinal"], other.row["ordinal"]
    if all(ordinals):
        grade += LITTLE if ordinals[0] == ordinals[1] else -HALF
    return grade


def shared(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    """What the days of two events say; two that have none may be one."""
    if one == other:
        return 1.0 if one else LITTLE
    return HALF if one & other else 0.0


def summaries(one: str, other: str) -> float:
    """What the summaries of two events say; two that have none may be one."""
    if not (one or other):
        return LITTLE
    return 1.0 if words_f1(one, other) >= SAME_WORDS else 0.0


def in_order(old: Sequence[Row], new: Sequence[Row], chosen: dict[int, int]) -> Iterator[Two]:
    """Both sides in one order: that of the new one, with each removed event where it stood."""
    origins = {to: at for at, to in chosen.items()}
    waiting = iter([at for at in range(len(old)) if at not in chosen])
    lost = next(waiting, None)
    for to, row in enumerate(new):
        at = origins.get(to)
        while lost is not None and at is not None and lost < at:
            yield Two(old[lost], None)
            lost = next(waiting, None)
        yield Two(old[at] if at is not None else None, row)
    while lost is not None:
        yield Two(old[lost], None)
        lost = next(waiting, None)
