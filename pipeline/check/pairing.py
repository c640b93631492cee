"""Which event of an extraction is which event of the gold: by wording and dates, not by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.check.alike import agrees, best, ratio, words_f1
from pipeline.check.rows import Row

LEAST = 0.75  # no pair under this score
SAME_DATES, A_SHARED_DATE, NO_DATES = 1.0, 0.5, 0.3
SUMMARY_WEIGHT, DISTANCE_WEIGHT = 0.3, 0.01


@dataclass(frozen=True, slots=True)
class Pair:
    """An event of the gold and the extracted one that is paired with it, with their occurrences."""

    want: Row
    got: Row
    want_occurrences: tuple[Row, ...]
    got_occurrences: tuple[Row, ...]


def by_event(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """Rows by their `event_id`, in their order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["event_id"]].append(row)
    return {key: tuple(group) for key, group in found.items()}


def pair_events(
    gold: Mapping[str, Sequence[Row]], extracted: Mapping[str, Sequence[Row]]
) -> tuple[Pair, ...]:
    """The pairs within each mechanism, best first, in the order of the gold.

    Both mappings hold the rows of `events` and `occurrences`.
    """
    wanted, got = by_event(gold["occurrences"]), by_event(extracted["occurrences"])

    def pair(one: Row, other: Row) -> Pair:
        """Two events with their occurrences."""
        return Pair(one, other, wanted.get(one["event_id"], ()), got.get(other["event_id"], ()))

    pairs: list[Pair] = []
    for mechanism in dict.fromkeys(row["mechanism_id"] for row in gold["events"]):
        ones = [row for row in gold["events"] if row["mechanism_id"] == mechanism]
        others = [row for row in extracted["events"] if agrees(mechanism, row["mechanism_id"])]
        pairs += pick([[pair(one, other) for other in others] for one in ones])
    return tuple(pairs)


def pick(grid: list[list[Pair]]) -> list[Pair]:
    """The pairs of a grid (gold by extracted), the best first, none twice, in the gold's order."""
    scored = sorted(
        (-likeness(pair) + DISTANCE_WEIGHT * abs(row - column), row, column)
        for row, line in enumerate(grid)
        for column, pair in enumerate(line)
    )
    chosen: dict[int, int] = {}
    for cost, row, column in scored:
        if -cost >= LEAST and row not in chosen and column not in chosen.values():
            chosen[row] = column
    return [grid[row][chosen[row]] for row in sorted(chosen)]


def likeness(pair: Pair) -> float:
    """How alike two events are by title, dates and summary, their order left out."""
    return (
        best(ratio, pair.want["title"], pair.got["title"])
        + dates_likeness(pair)
        + SUMMARY_WEIGHT * best(words_f1, pair.want["summary"], pair.got["summary"])
    )


def dates_likeness(pair: Pair) -> float:
    """What the date spans of the occurrences of two events say about their being one."""
    want, got = spans(pair.want_occurrences), spans(pair.got_occurrences)
    if not want and not got:
        return NO_DATES
    shared = sum(any(same_span(one, other) for other in got) for one in want)
    back = sum(any(same_span(one, other) for one in want) for other in got)
    if shared == len(want) and back == len(got):
        return SAME_DATES
    return A_SHARED_DATE if shared else 0.0


def spans(occurrences: Iterable[Row]) -> set[tuple[str, str]]:
    """The date spans of the dated ones of some occurrences."""
    return {(row["start_date"], row["end_date"]) for row in occurrences if row["start_date"]}


def same_span(want: tuple[str, str], got: tuple[str, str]) -> bool:
    """Whether a span of days is the gold's."""
    return agrees(want[0], got[0]) and agrees(want[1], got[1])
