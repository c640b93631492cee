"""What a shaded or framed box is to its page: ground of the text, part of it, or an aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.read.areas import area
from pipeline.read.columns import Strip, gutters
from pipeline.read.messages import Rect
from pipeline.read.pieces import Block, Piece, box_of, words_in
from pipeline.read.printed import Printed, print_lines
from pipeline.read.styles import Style, is_emphasised

BANNER_LINES = 3  # of a box that is a heading with a ground of its own
LEVEL = 3.0  # points that the edges of boxes side by side differ by at most
MOST = 0.75  # of a box is filled by what it is the frame of
BESIDE = 4.0  # points that what stands in a box's column may reach out of it
ENDS = (".", ":", ";", "!", "?", ")", "”", '"')  # after which a sentence does not go on


class Boxes:
    """Judges the boxes of one page by the text around them.

    `body` is the style of most of the report's text; `known` are the gutters known so far.
    """

    def __init__(self, body: Style, known: Sequence[Strip]) -> None:
        self.body, self.known = body, known

    def is_banner(self, pieces: Sequence[Piece]) -> bool:
        """Whether a box holds a heading alone."""
        words = words_in(pieces)
        if len(words) < len(pieces):
            return False
        lines = print_lines(words)
        heading = all(is_emphasised(line.style, self.body) or line.text.isupper() for line in lines)
        return len(lines) <= BANNER_LINES and heading

    def kind_of(self, box: Rect, inside: Sequence[Piece], outside: Sequence[Piece]) -> str:
        """How a box is read: in the `flow` as if it were none, as a `block` there, or `aside`."""
        if any(holds_most(box, one) for one in inside):
            return "flow"  # a table is its frame's content
        beside = is_beside(box, outside)
        if self.is_headed(inside) and (beside or is_prose(inside)):
            return "aside"
        if not beside:
            return "aside" if self.interrupts(box, outside) else "block"
        column = [one for one in outside if one.x0 < box[2] and box[0] < one.x1]
        aligned = all(box[0] - BESIDE <= one.x0 and one.x1 <= box[2] + BESIDE for one in column)
        return "flow" if column and aligned else "aside"

    def is_headed(self, pieces: Sequence[Piece]) -> bool:
        """Whether a box begins with a heading of its own, and has more than that."""
        lines = print_lines(words_in(pieces))
        if len(lines) < 2 or not lines[0].text.strip():
            return False
        own = is_emphasised(lines[0].style, self.body) or lines[0].text.isupper()
        return own and lines[-1].style != lines[0].style

    def interrupts(self, box: Rect, outside: Sequence[Piece]) -> bool:
        """Whether a sentence breaks off above a box across the page and goes on below it."""
        above = self.first_column([one for one in outside if one.bottom <= box[1] + BESIDE])
        below = self.first_column([one for one in outside if one.top >= box[3] - BESIDE])
        if not above or not below:
            return False
        last, first = above[-1].text.rstrip(), below[0].text.lstrip()
        return not last.endswith(ENDS) and first[:1].islower()

    def first_column(self, pieces: Sequence[Piece]) -> list[Printed]:
        """The lines of the leftmost column of some pieces."""
        words = words_in(pieces)
        found = gutters(words, self.known) if words else []
        edge = found[0].x0 + 1 if found else float("inf")
        return print_lines(word for word in words if word.x0 < edge)


def is_prose(pieces: Iterable[Piece]) -> bool:
    """Whether some pieces end as sentences do."""
    lines = print_lines(words_in(pieces))
    return bool(lines) and lines[-1].text.rstrip().endswith(".")


def is_table(block: Block) -> bool:
    """Whether all lines of a block are rows of tables."""
    return all(line.column is None for line in block.lines)


def is_tile(box: Rect, boxes: Iterable[Rect]) -> bool:
    """Whether a box has another of its width beside it, their tops level."""
    return any(
        abs(box[1] - other[1]) <= LEVEL and abs(box[2] - box[0] - other[2] + other[0]) <= LEVEL
        for other in boxes
        if other != box
    )


def holds_most(box: Rect, piece: Piece) -> bool:
    """Whether a piece is a block that fills most of a box."""
    return isinstance(piece, Block) and area(box_of(piece)) >= MOST * area(box)


def is_beside(box: Rect, pieces: Iterable[Piece]) -> bool:
    """Whether some of the pieces stand in the height of a box."""
    return any(box[1] < one.middle < box[3] for one in pieces)
