"""The pieces that a page is laid out from: words, and blocks that are laid out already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.read.columns import Strip
from pipeline.read.glyphs import Word
from pipeline.read.messages import Rect
from pipeline.read.printed import Printed


@dataclass(slots=True, eq=False)
class Block:
    """Lines that are laid out already, as one item of the page around them."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: list[Printed]
    size: float
    lead: float = 0.0

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.top + self.bottom) / 2


Piece: TypeAlias = "Word | Block"


def as_block(lines: Sequence[Printed], box: Rect) -> Block:
    """A block of lines in a box, with a gap before it."""
    made = list(lines)
    made[0].gap = True
    return Block(*box, made, made[0].size)


def words_in(pieces: Iterable[Piece]) -> list[Word]:
    """Those of some pieces that are words."""
    return [one for one in pieces if isinstance(one, Word)]


def box_of(piece: Piece) -> Rect:
    """The box of a piece."""
    return piece.x0, piece.top, piece.x1, piece.bottom


def inside_of(box: Rect, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces whose middle lies in a box."""
    return [
        one
        for one in pieces
        if box[0] <= (one.x0 + one.x1) / 2 <= box[2] and box[1] <= one.middle <= box[3]
    ]


def split(pieces: Sequence[Piece], strips: Sequence[Strip]) -> list[list[Piece]]:
    """The pieces between the strips, from left to right."""
    edges = [(strip.x0 + strip.x1) / 2 for strip in strips]
    columns: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    for one in pieces:
        middle = (one.x0 + one.x1) / 2
        columns[sum(edge < middle for edge in edges)].append(one)
    return [column for column in columns if column]


def halves(pieces: Iterable[Piece], at: float) -> list[list[Piece]]:
    """The pieces above a height, and those below it."""
    above: list[Piece] = []
    below: list[Piece] = []
    for one in pieces:
        (above if one.middle < at else below).append(one)
    return [above, below]


def widest_gap(pieces: Iterable[Piece]) -> tuple[float, float]:
    """The height in points of the tallest white space across some pieces, and where it begins."""
    widest, at = 0.0, 0.0
    bottom: float | None = None
    for one in sorted(pieces, key=lambda one: one.top):
        if bottom is not None and one.top - bottom > widest:
            widest, at = one.top - bottom, bottom
        bottom = one.bottom if bottom is None else max(bottom, one.bottom)
    return widest, at
