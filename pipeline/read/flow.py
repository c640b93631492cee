"""The reading order of a page: boxes and tables set apart, columns one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.read.areas import Areas, around
from pipeline.read.boxes import BESIDE, Boxes, is_beside, is_table, is_tile
from pipeline.read.breaks import levels
from pipeline.read.columns import Strip, gutters
from pipeline.read.glyphs import Word
from pipeline.read.messages import Rect
from pipeline.read.pieces import Block, Piece, as_block, box_of, inside_of, split, words_in
from pipeline.read.printed import Printed, print_lines
from pipeline.read.styles import Style, is_emphasised
from pipeline.read.tables import are_bold, holds, ruled_lines, table_lines, unruled_rows

MANY_BOXES = 4  # with text on one page: they are how it is set, not what stands beside it
BACKGROUND = 0.6  # of a page's words lie in a box that is but a ground
APART = 0.6  # of its size: a line so far below another does not go on with it


@dataclass(frozen=True, slots=True)
class Region:
    """What the layout took a part of a page for, in its frame: a `column`, `table` or `aside`."""

    kind: str
    box: Rect


@dataclass(slots=True)
class Laid:
    """The lines of a page: those of the flow in reading order, and asides, each with the place in
    the flow (an index) that it is to be read at."""

    flow: list[Printed] = field(default_factory=list)
    asides: list[tuple[int, list[Printed]]] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


def lay_out(words: Sequence[Word], areas: Areas, body: Style, known: list[Strip]) -> Laid:
    """The lines of some words, with what is drawn around them.

    `body` is the style of most of the report's text; `known` are gutters of pages before, to which
    those of this page are added.
    """
    return Page(areas, body, known).lay_out(list(words))


class Page:
    """Lays out one frame of a page."""

    def __init__(self, areas: Areas, body: Style, known: list[Strip]) -> None:
        self.areas, self.body, self.known = areas, body, known
        self.boxes = Boxes(body, known)
        self.regions: list[Region] = []

    def lay_out(self, words: list[Word]) -> Laid:
        """The lines of the flow and of the asides."""
        pieces = self.set_tables(words)
        pieces, asides = self.set_boxes(pieces)
        flow = self.arrange(pieces)
        for aside in asides:
            bound(flow, aside)
        placed = [(place_of(one, flow), one.lines) for one in asides]
        return Laid(flow, sorted(placed, key=lambda one: one[0]), self.regions)

    def set_tables(self, words: list[Word]) -> list[Piece]:
        """The words and, in the place of those in ruled tables, blocks."""
        pieces: list[Piece] = []
        for table in self.areas.tables:
            inside = [word for word in words if holds(table.box, word)]
            lines = ruled_lines(table, inside)
            if lines:
                self.regions.append(Region("table", table.box))
                pieces.append(as_block(lines, table.box))
                words = [word for word in words if not holds(table.box, word)]
        return [*words, *pieces]

    def set_boxes(self, pieces: list[Piece]) -> tuple[list[Piece], list[Block]]:
        """The pieces with boxes across the page as blocks, and the boxes that stand aside."""
        asides: list[Block] = []
        filled = [(box, inside_of(box, pieces)) for box in self.areas.boxes]
        prose = [box for box, inside in filled if inside and not self.boxes.is_banner(inside)]
        if len(prose) >= MANY_BOXES:
            return pieces, asides
        total = len(pieces)
        for box in prose:
            inside = inside_of(box, pieces)
            if not inside or len(inside) > BACKGROUND * total:
                continue
            taken = set(map(id, inside))
            outside = [one for one in pieces if id(one) not in taken]
            kind = self.boxes.kind_of(box, inside, outside)
            if kind == "flow":
                continue
            made = as_block(self.arrange(inside), box)
            if kind == "block" or is_table(made) or is_tile(box, prose):
                pieces = [*outside, made]
                continue
            self.regions.append(Region("aside", box))
            asides.append(made)
            breaks = not is_beside(box, outside) and not self.boxes.interrupts(box, outside)
            pieces = [*outside, Block(*box, [], made.size)] if breaks else outside
        return pieces, asides

    def arrange(self, pieces: Sequence[Piece]) -> list[Printed]:
        """The lines of some pieces in reading order."""
        if not pieces:
            return []
        found = gutters(pieces, self.known)
        if not found:
            return self.column(pieces)
        if len(found) == 1 and (parts := self.bands(pieces, found[0])):
            return [line for part in parts for line in self.arrange(part)]
        return self.side_by_side(pieces, found)

    def bands(self, pieces: Sequence[Piece], strip: Strip) -> list[list[Piece]]:
        """What lies above, beside and below a strip; none where all lies beside it."""
        above = [one for one in pieces if one.middle < strip.top]
        below = [one for one in pieces if one.middle > strip.bottom]
        if not above and not below:
            return []
        beside = [one for one in pieces if strip.top <= one.middle <= strip.bottom]
        edge = self.hanging(beside, strip) if below else strip.bottom
        below += [one for one in beside if one.top >= edge]
        beside = [one for one in beside if one.top < edge]
        start = min(one.top for one in beside if one.x0 >= strip.x1 - 1)
        above += [one for one in beside if one.bottom <= start]
        beside = [one for one in beside if one.bottom > start]
        return [part for part in (above, beside, below) if part]

    def hanging(self, pieces: Sequence[Piece], strip: Strip) -> float:
        """Where headings begin that end the left column below all others: they head what follows
        across the page. Where the strip ends without such."""
        others = max((one.bottom for one in pieces if one.x0 >= strip.x1 - 1), default=0.0)
        words = [one for one in pieces if isinstance(one, Word) and one.x1 <= strip.x0 + 1]
        lines = print_lines(words)
        edge = strip.bottom
        for before, line in zip(reversed([None, *lines[:-1]]), reversed(lines), strict=True):
            if not is_emphasised(line.style, self.body) or line.top < others:
                break
            if before is None or set_apart(before, line):
                edge = line.top
        return edge

    def side_by_side(self, pieces: Sequence[Piece], found: Sequence[Strip]) -> list[Printed]:
        """The lines of columns that run from the top of the pieces to their bottom."""
        columns = split(pieces, found)
        parts = levels(columns, self.body)
        if parts:
            self.remember(found)
            return [line for part in parts for line in self.arrange(part)]
        tables = paired(columns) or [columns]
        found_rows = [self.table_rows(table) for table in tables]
        if all(found_rows):
            self.regions.append(Region("table", around(map(box_of, pieces))))
            return [line for rows in found_rows for line in table_lines(rows)]
        self.remember(found)
        return [line for column in columns for line in self.arrange(column)]

    def remember(self, found: Iterable[Strip]) -> None:
        """Adds gutters to the known ones, each place once."""
        for strip in found:
            if not any(is_same_place(strip, other) for other in self.known):
                self.known.append(strip)

    def table_rows(self, columns: Sequence[Sequence[Piece]]) -> list[list[list[Printed]]]:
        """The rows of columns that are a table; none where they are not."""
        words = [words_in(column) for column in columns]
        if any(len(a) < len(b) for a, b in zip(words, columns, strict=True)):
            return []
        return unruled_rows(words, self.areas.rules)

    def column(self, pieces: Sequence[Piece]) -> list[Printed]:
        """The lines of one column, its blocks among them by their tops."""
        box = around(map(box_of, pieces))
        lines = print_lines(words_in(pieces))
        if lines:
            self.regions.append(Region("column", box))
        for line in lines:
            line.column = box
        found: list[Block | Printed] = [*lines, *(one for one in pieces if isinstance(one, Block))]
        ordered: list[Printed] = []
        for one in sorted(found, key=lambda one: (round(one.top), one.x0)):
            ordered.extend(one.lines if isinstance(one, Block) else [one])
        return ordered


def is_same_place(strip: Strip, other: Strip) -> bool:
    """Whether two strips stand at one place from left to right."""
    return abs(strip.x0 - other.x0) < 1 and abs(strip.x1 - other.x1) < 1


def paired(columns: Sequence[Sequence[Piece]]) -> list[Sequence[Sequence[Piece]]]:
    """Four columns as two tables beside each other, of bold labels and what belongs to them; none
    where they are not."""
    if len(columns) != 4:  # noqa: PLR2004 - two of two
        return []
    pairs = [columns[:2], columns[2:]]
    lines = [[print_lines(words_in(column)) for column in pair] for pair in pairs]
    return pairs if all(are_bold(*pair) for pair in lines) else []


def bound(flow: Iterable[Printed], aside: Block) -> None:
    """Notes on the lines beside an aside, in a column that it reaches into, where they end."""
    beside = [
        line
        for line in flow
        if line.column
        and aside.top < (line.top + line.bottom) / 2 < aside.bottom
        and line.x1 <= aside.x0 + BESIDE
        and line.column[2] > aside.x0
    ]
    for line in beside:
        line.edge = max(one.x1 for one in beside if one.column is line.column)


def set_apart(before: Printed, line: Printed) -> bool:
    """Whether a line is set in another style than the one before it, or well below it."""
    return before.style != line.style or line.top - before.bottom > APART * line.size


def place_of(aside: Block, flow: Sequence[Printed]) -> int:
    """Where in the flow an aside is to be read: at the first gap after what stands above it."""
    above = [
        at
        for at, line in enumerate(flow)
        if line.x0 < aside.x1 and aside.x0 < line.x1 and line.bottom <= aside.top + BESIDE
    ]
    if not above:
        return len(flow)
    at = above[-1] + 1
    while at < len(flow) and not flow[at].gap:
        at += 1
    return at
