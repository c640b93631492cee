"""Running headers, footers and margin lines: what stands at one place on several pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.fold import fold
from pipeline.read.glyphs import Word
from pipeline.read.printed import Row, rows_of
from pipeline.read.styles import Style

ZONE = 0.13  # of the page's height, at its top and at its bottom
MOST_ROWS = 3
NEAR = 4.0  # points: rows at one place on two pages differ by less
AROUND = 2  # pages before and behind: odd and even pages may differ
SMALLER = 0.95  # times the size of the text
LONGEST = 12  # words of a header that is told by its place
NUMBERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """A row near the top or the bottom of a page, `at` points from there; `key` is what it says
    without numbers. `apart`: it stands well apart from the row further in; `numbered`: it does,
    and begins or ends with the page's number."""

    side: str
    at: float
    key: str
    style: Style
    words: tuple[Word, ...]
    apart: bool
    numbered: bool


def edges_of(words: Iterable[Word], top: float, bottom: float, number: int) -> list[Edge]:
    """The rows near the edges of a page, from the outermost inwards on each side; `number` is that
    of the page."""
    rows = rows_of(words)
    zone = ZONE * (bottom - top)
    whites = [*(below.top - row.bottom for row, below in pairwise(rows)), 0.0]
    upper = [
        as_edge("top", row, row.top - top, white, number)
        for row, white in zip(rows[:MOST_ROWS], whites, strict=False)
    ]
    lower = [
        as_edge("bottom", row, bottom - row.bottom, white, number)
        for row, white in zip(rows[::-1][:MOST_ROWS], [*whites[-2::-1], 0.0], strict=False)
    ]
    return [edge for edge in (*upper, *lower) if edge.at <= zone]


def as_edge(side: str, row: Row, at: float, white: float, number: int) -> Edge:
    """A row as an edge; `white` is the white space between it and the row further in."""
    words = tuple(sorted(row.words, key=lambda word: word.x0))
    key = NUMBERS.sub(" ", fold(" ".join(word.text for word in words))).strip()
    apart = white >= row.bottom - row.top and len(words) <= LONGEST
    ends = {word.text.strip("|–—-· ") for word in (words[0], words[-1])}
    return Edge(side, at, key, words[0].style, words, apart, apart and str(number) in ends)


def running(edges: Sequence[Edge], others: Iterable[Sequence[Edge]], body: Style) -> list[Edge]:
    """Those of a page's edges that are running: they stand on other pages too, or are numbered.

    A row further in counts only below running ones, or above them.
    """
    every = [edge for page in others for edge in page]
    found: list[Edge] = []
    for side in ("top", "bottom"):
        for edge in (one for one in edges if one.side == side):
            if not edge.numbered and not any(repeats(edge, other, body) for other in every):
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
    return small and edge.apart and other.apart
