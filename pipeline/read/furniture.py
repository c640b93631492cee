"""Running headers, footers and margin lines: what stands at one place on several pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.fold import fold
from pipeline.read.glyphs import Style, Word
from pipeline.read.printed import Row, rows_of

ZONE = 0.13  # of the page's height, at its top and at its bottom
MOST_ROWS = 3
NEAR = 4.0  # points: rows at one place on two pages differ by less
AROUND = 2  # pages before and behind: odd and even pages may differ
SMALLER = 0.95  # times the size of the text
LONGEST = 12  # words of a header that differs from page to page
NUMBERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """A row near the top or the bottom of a page, `at` points from there; `key` is what it says
    without numbers."""

    side: str
    at: float
    key: str
    style: Style
    words: tuple[Word, ...]


def edges_of(words: Iterable[Word], top: float, bottom: float) -> list[Edge]:
    """The rows near the edges of a page, from the outermost inwards on each side."""
    rows = rows_of(words)
    zone = ZONE * (bottom - top)
    upper = [as_edge("top", row, row.top - top) for row in rows[:MOST_ROWS]]
    lower = [as_edge("bottom", row, bottom - row.bottom) for row in rows[::-1][:MOST_ROWS]]
    return [edge for edge in (*upper, *lower) if edge.at <= zone]


def as_edge(side: str, row: Row, at: float) -> Edge:
    """A row as an edge."""
    words = tuple(sorted(row.words, key=lambda word: word.x0))
    key = NUMBERS.sub(" ", fold(" ".join(word.text for word in words))).strip()
    return Edge(side, at, key, words[0].style, words)


def running(edges: Sequence[Edge], others: Iterable[Sequence[Edge]], body: Style) -> list[Edge]:
    """Those of a page's edges that are running: they stand on other pages too.

    A row further in counts only below running ones, or above them.
    """
    every = [edge for page in others for edge in page]
    found: list[Edge] = []
    for side in ("top", "bottom"):
        for edge in (one for one in edges if one.side == side):
            if not any(repeats(edge, other, body) for other in every):
                break
            found.append(edge)
    return found


def repeats(edge: Edge, other: Edge, body: Style) -> bool:
    """Whether two rows are the same running header or footer."""
    if edge.side != other.side or abs(edge.at - other.at) > NEAR:
        return False
    if edge.key == other.key:
        return True
    small = edge.style.size <= SMALLER * body.size and edge.style == other.style
    return small and max(len(edge.words), len(other.words)) <= LONGEST
