"""White gutters: where a part of a page falls into columns.

A gutter is a tall white strip with text on both sides, the text right of it set flush with it (or
that left of it). Gaps between the words of a line, however wide, do not line up like that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

LEAST_WIDTH = 3.5  # points that a gutter has at least
LEAST_EMS = 0.38  # of the usual size of the text, the same
LEAST_ROWS = 3  # on both sides of a gutter that stands nowhere else on the page
FLUSH = 0.5  # of the rows beside a gutter begin, or end, at one place
NEAR = 1.5  # points: edges that lie so near are at one place
NARROW = 2.5  # of the size: bullets and numbers stand left of their text, and are no column
CORE = 0.15  # of its height is left out at the top and at the bottom of a word
SLOTS = 3  # a line's height is looked at in so many steps


class Item(Protocol):
    """A word, or a block that is laid out already, with its box."""

    @property
    def x0(self) -> float: ...  # noqa: D102
    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def x1(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102
    @property
    def size(self) -> float: ...  # noqa: D102
    @property
    def lead(self) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Strip:
    """A white strip between `x0` and `x1`, from `top` to `bottom`, in points."""

    x0: float
    x1: float
    top: float
    bottom: float


def usual_size(items: Iterable[Item]) -> float:
    """The median size of the text in points."""
    return median([item.size for item in items])


def gutters(items: Sequence[Item], known: Iterable[Strip] = ()) -> list[Strip]:
    """The gutters among some items: all that run from the first to the last of them, from left to
    right; else the one between the most rows; none where there are no columns.

    Where one of the `known` gutters runs through, fewer rows are asked for.
    """
    if len(items) < 2:
        return []
    size = usual_size(items)
    top, bottom = min(one.top for one in items), max(one.bottom for one in items)
    best: tuple[int, float] = (0, 0.0)
    tallest: Strip | None = None
    through: list[Strip] = []
    for strip in white_strips(items, max(LEAST_WIDTH, LEAST_EMS * size), size / SLOTS):
        runs_through = strip.top <= top + size / 2 and strip.bottom >= bottom - size / 2
        is_known = runs_through and any(meets(strip, other) for other in known)
        rows = rows_beside(strip, items, size, 1 if is_known else LEAST_ROWS)
        if not rows:
            continue
        if runs_through:
            through.append(strip)
        if (rows, strip.bottom - strip.top) > best:
            best, tallest = (rows, strip.bottom - strip.top), strip
    if through:
        return apart(through)
    return [tallest] if tallest else []


def apart(strips: Iterable[Strip]) -> list[Strip]:
    """The strips from left to right, of those that overlap the widest."""
    found: list[Strip] = []
    for strip in sorted(strips, key=lambda one: one.x0 - one.x1):
        if all(strip.x1 <= other.x0 or other.x1 <= strip.x0 for other in found):
            found.append(strip)
    return sorted(found, key=lambda one: one.x0)


def white_strips(items: Sequence[Item], least: float, step: float) -> list[Strip]:
    """The strips that no wider or taller one holds, inside the text and `least` points wide.

    A sweep from top to bottom, `step` points at a time.
    """
    left, right = min(one.x0 for one in items), max(one.x1 for one in items)
    top = min(one.top for one in items)
    found: list[Strip] = []
    open_strips: dict[tuple[float, float], float] = {}
    slots = occupied(items, top, step)
    for number, slot in enumerate([*slots, [(left, right)]]):
        at = top + number * step
        whites = gaps(slot, left, right, least)
        goes_on: dict[tuple[float, float], float] = {}
        for (x0, x1), since in open_strips.items():
            whole = False
            for a, b in whites:
                start, end = max(a, x0), min(b, x1)
                if end - start >= least:
                    whole = whole or (start, end) == (x0, x1)
                    goes_on[start, end] = min(since, goes_on.get((start, end), at))
            if not whole and x0 > left and x1 < right:
                found.append(Strip(x0, x1, since, at))
        for white in whites:
            goes_on.setdefault(white, at)
        open_strips = outermost(goes_on)
    return found


def outermost(strips: dict[tuple[float, float], float]) -> dict[tuple[float, float], float]:
    """The open strips without those inside a wider one that is as old."""
    return {
        (x0, x1): since
        for (x0, x1), since in strips.items()
        if not any(
            a <= x0 and x1 <= b and (a, b) != (x0, x1) and before <= since
            for (a, b), before in strips.items()
        )
    }


def occupied(items: Iterable[Item], top: float, step: float) -> list[list[tuple[float, float]]]:
    """What is covered from left to right in each step from the top, unsorted."""
    slots: list[list[tuple[float, float]]] = []
    for item in items:
        rim = CORE * min(item.size, item.bottom - item.top)
        first = int((item.top + rim - top) / step)
        last = int((item.bottom - rim - top) / step)
        while len(slots) <= last:
            slots.append([])
        for number in range(max(0, first), last + 1):
            slots[number].append((item.x0 - item.lead, item.x1))
    return slots


def gaps(
    covered: list[tuple[float, float]], left: float, right: float, least: float
) -> list[tuple[float, float]]:
    """The gaps between the covered stretches, `least` points wide, with both margins."""
    found = []
    at = left
    for x0, x1 in sorted(covered):
        if x0 - at >= least:
            found.append((at, x0))
        at = max(at, x1)
    if right - at >= least:
        found.append((at, right))
    return found


def meets(strip: Strip, other: Strip) -> bool:
    """Whether two strips stand at one place of their pages."""
    return other.x0 < strip.x1 and strip.x0 < other.x1


def rows_beside(strip: Strip, items: Iterable[Item], size: float, least: int) -> int:
    """The rows on that side of a strip that has fewer; 0 where it is no gutter, as one has `least`
    rows on both sides."""
    ends: dict[int, float] = {}
    starts: dict[int, float] = {}
    leftmost: dict[int, float] = {}
    for one in items:
        if not strip.top <= (one.top + one.bottom) / 2 <= strip.bottom:
            continue
        height = max(1, round((one.bottom - one.top) / size))  # a block stands for many rows
        for step in range(height):
            row = round((one.bottom - step * size) / (size / 2))
            if one.x1 <= strip.x0 + 0.5:
                ends[row] = max(one.x1, ends.get(row, one.x1))
                leftmost[row] = min(one.x0, leftmost.get(row, one.x0))
            elif one.x0 >= strip.x1 - 0.5:
                starts[row] = min(one.x0, starts.get(row, one.x0))
    fewer = min(len(ends), len(starts))
    if not fewer or strip.x0 - min(leftmost.values()) < NARROW * size:
        return 0
    if fewer < least:
        return 0
    if least < LEAST_ROWS:
        return fewer
    return fewer if any(are_flush(edges) for edges in (starts.values(), ends.values())) else 0


def are_flush(edges: Iterable[float]) -> bool:
    """Whether half of the edges, and not too few of them, lie at one place."""
    every = list(edges)
    places = Counter(round(edge) for edge in every)
    place = max(places, key=lambda one: (places[one - 1] + places[one] + places[one + 1], -one))
    near = sum(abs(edge - place) <= NEAR for edge in every)
    return near >= max(LEAST_ROWS, FLUSH * len(every))
