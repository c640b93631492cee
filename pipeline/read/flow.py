"""The reading order of a page: boxes and tables set apart, columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from pipeline.read.areas import Areas, area, around
from pipeline.read.columns import Strip, gutters, usual_size
from pipeline.read.glyphs import Style, Word
from pipeline.read.messages import Rect
from pipeline.read.printed import Printed, print_lines
from pipeline.read.tables import are_bold, holds, ruled_lines, table_lines, unruled_rows

BANNER_LINES = 3  # of a box that is a heading with a ground of its own
MANY_BOXES = 4  # with text on one page: they are how it is set, not what stands beside it
LEVEL = 3.0  # points that the edges of boxes side by side differ by at most
MOST = 0.75  # of a box is filled by what it is the frame of
BACKGROUND = 0.6  # of a page's words lie in a box that is but a ground
BESIDE = 4.0  # points that what stands in a box's column may reach out of it
OPEN = (",", "-", "\u00ad", "‐")
BAND = 1.5  # of the size: white space across columns that may end them
BAND_WIDER = 1.3  # times any other in them
WIDE_BAND = 2.5  # of the size: wider white space need only be the widest
MANY_COLUMNS = 3
HEADED = 2.0  # of the size: white space in other columns that leaves room for a heading
BALANCED = 2.5  # of the size: columns that end together differ by less
APART = 0.6  # of its size: a line so far below another does not go on with it
HEAVIER = 1.06  # times the size of the text: a heading by its size
ENDS = (".", ":", ";", "!", "?", ")", "”", '"')


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


def lay_out(
    words: Sequence[Word], areas: Areas, body: Style, known: list[Strip] | None = None
) -> Laid:
    """The lines of some words, with what is drawn around them.

    `body` is the style of most of the report's text; `known` are gutters of pages before, to which
    those of this page are added.
    """
    return Page(areas, body, known if known is not None else []).lay_out(list(words))


def is_emphasised(style: Style | None, body: Style) -> bool:
    """Whether a style is one of headings: bolder or larger than the text, or of another colour."""
    if style is None or style == body:
        return False
    if style.size > HEAVIER * body.size or (style.bold and not body.bold):
        return True
    return style.colour != body.colour and style.size >= body.size / HEAVIER


class Page:
    """Lays out one frame of a page."""

    def __init__(self, areas: Areas, body: Style, known: list[Strip]) -> None:
        self.areas, self.body, self.known = areas, body, known
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
        prose = [box for box, inside in filled if inside and not self.is_banner(inside)]
        if len(prose) >= MANY_BOXES:
            return pieces, asides
        total = len(pieces)
        for box in prose:
            inside = inside_of(box, pieces)
            if not inside or len(inside) > BACKGROUND * total:
                continue
            taken = set(map(id, inside))
            outside = [one for one in pieces if id(one) not in taken]
            kind = self.kind_of(box, inside, outside)
            if kind == "flow":
                continue
            made = as_block(self.arrange(inside), box)
            if kind == "block" or is_table(made) or is_tile(box, prose):
                pieces = [*outside, made]
                continue
            self.regions.append(Region("aside", box))
            asides.append(made)
            breaks = not is_beside(box, outside) and not self.interrupts(box, outside)
            pieces = [*outside, Block(*box, [], made.size)] if breaks else outside
        return pieces, asides

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
        parts = self.levels(columns)
        if parts:
            self.known.extend(found)
            return [line for part in parts for line in self.arrange(part)]
        tables = paired(columns) or [columns]
        found_rows = [self.table_rows(table) for table in tables]
        if all(found_rows):
            self.regions.append(Region("table", around(map(box_of, pieces))))
            return [line for rows in found_rows for line in table_lines(rows)]
        self.known.extend(found)
        return [line for column in columns for line in self.arrange(column)]

    def levels(self, columns: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
        """What stands above and below a break across all columns; none without one.

        A break is white space that is wider than any other in them, or that a heading in the first
        of them leaves in all others. No sentence goes on over it.
        """
        pieces = [one for column in columns for one in column]
        size = usual_size(pieces)
        for at in (self.white_break(columns, size), *self.headed_breaks(columns, size)):
            if at and self.is_break(columns, at, size):
                return halves(pieces, at)
        return []

    def white_break(self, columns: Sequence[Sequence[Piece]], size: float) -> float:
        """Where the widest white space across all columns begins, 0 where there are others as
        wide."""
        white, at = widest_gap([one for column in columns for one in column])
        others = max(widest_gap(part)[0] for column in columns for part in halves(column, at))
        least = others if white >= WIDE_BAND * size else BAND_WIDER * others
        return at if white >= max(BAND * size, least) else 0.0

    def headed_breaks(self, columns: Sequence[Sequence[Piece]], size: float) -> Iterator[float]:
        """Where headings of the first column begin below which all columns begin anew, level."""
        if len(columns) < MANY_COLUMNS:
            return  # in two, headings stand level by chance
        rest = [one for column in columns[1:] for one in column]
        for line in print_lines(words_in(columns[0])):
            if not is_emphasised(line.style, self.body):
                continue
            above = max((one.bottom for one in rest if one.middle < line.top), default=0.0)
            tops = [
                min((one.top for one in column if one.top > line.bottom - LEVEL), default=0.0)
                for column in columns
            ]
            alone = not any(one.top < line.bottom and line.top < one.bottom for one in rest)
            room = min(tops) - above >= HEADED * size and above < line.top
            ends = [halves(column, line.top)[0] for column in columns]
            if alone and room and max(tops) - min(tops) <= LEVEL and are_balanced(ends, size):
                yield line.top

    def is_break(self, columns: Sequence[Sequence[Piece]], at: float, size: float) -> bool:
        """Whether columns end at a height and begin anew below it."""
        tops, bottoms = zip(*(halves(column, at) for column in columns), strict=True)
        if sum(map(bool, tops)) < 2 or not any(bottoms):
            return False
        if sum(map(bool, bottoms)) < 2 and not are_balanced(tops, size):
            return False
        ends = [print_lines(words_in(one)) for one in tops]
        starts = [print_lines(words_in(one)) for one in bottoms]
        threads = sum(seam(a, b) for a, b in zip(ends, starts, strict=True))
        across = sum(seam(a, b) for a, b in pairwise([*ends, *starts]))
        return across >= threads

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


def paired(columns: Sequence[Sequence[Piece]]) -> list[Sequence[Sequence[Piece]]]:
    """Four columns as two tables beside each other, of bold labels and what belongs to them; none
    where they are not."""
    if len(columns) != 4:  # noqa: PLR2004 - two of two
        return []
    pairs = [columns[:2], columns[2:]]
    lines = [[print_lines(words_in(column)) for column in pair] for pair in pairs]
    return pairs if all(are_bold(*pair) for pair in lines) else []


def words_in(pieces: Iterable[Piece]) -> list[Word]:
    """Those of some pieces that are words."""
    return [one for one in pieces if isinstance(one, Word)]


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


def widest_gap(pieces: Iterable[Piece]) -> tuple[float, float]:
    """The height in points of the tallest white space across some pieces, and where it begins."""
    widest, at = 0.0, 0.0
    bottom: float | None = None
    for one in sorted(pieces, key=lambda one: one.top):
        if bottom is not None and one.top - bottom > widest:
            widest, at = one.top - bottom, bottom
        bottom = one.bottom if bottom is None else max(bottom, one.bottom)
    return widest, at


def halves(pieces: Iterable[Piece], at: float) -> list[list[Piece]]:
    """The pieces above a height, and those below it."""
    above: list[Piece] = []
    below: list[Piece] = []
    for one in pieces:
        (above if one.middle < at else below).append(one)
    return [above, below]


def are_balanced(columns: Sequence[Sequence[Piece]], size: float) -> bool:
    """Whether columns end at nearly one height, as those do that end together."""
    ends = [max(one.bottom for one in column) for column in columns if column]
    return len(ends) == len(columns) and max(ends) - min(ends) <= BALANCED * size


def seam(before: Sequence[Printed], after: Sequence[Printed]) -> int:
    """Whether the text of some lines goes on with that of others: 1, not: -1, or no telling: 0."""
    if not before or not after:
        return 0
    last, first = before[-1].text.rstrip(), after[0].text.lstrip()
    if first[:1].islower():
        return -1 if last.endswith(ENDS) else 1
    return -1 if last.endswith(OPEN) else 0


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


def is_prose(pieces: Iterable[Piece]) -> bool:
    """Whether some pieces end as sentences do."""
    lines = print_lines(words_in(pieces))
    return bool(lines) and lines[-1].text.rstrip().endswith(".")


def as_block(lines: Sequence[Printed], box: Rect) -> Block:
    """A block of lines in a box, with a gap before it."""
    made = list(lines)
    made[0].gap = True
    return Block(*box, made, made[0].size)


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


def body_style(words: Iterable[Word], before: Counter[Style] | None = None) -> Style:
    """The style of most of the glyphs, of the pages `before` too, to which these are added."""
    sizes: Counter[Style] = before if before is not None else Counter()
    for word in words:
        sizes[word.style] += len(word.glyphs)
    return sizes.most_common(1)[0][0]
