"""Breaks across columns: where all of them end, and others begin below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.read.boxes import ENDS, LEVEL
from pipeline.read.columns import usual_size
from pipeline.read.pieces import Piece, halves, widest_gap, words_in
from pipeline.read.printed import Printed, print_lines
from pipeline.read.styles import Style, is_emphasised

OPEN = (",", "-", "\u00ad", "‐")  # after which a sentence goes on
BAND = 1.5  # of the size: white space across columns that may end them
BAND_WIDER = 1.3  # times any other in them
WIDE_BAND = 2.5  # of the size: wider white space need only be the widest
MANY_COLUMNS = 3  # in which headings do not stand level by chance
HEADED = 2.0  # of the size: white space in other columns that leaves room for a heading
BALANCED = 2.5  # of the size: columns that end together differ by less


def levels(columns: Sequence[Sequence[Piece]], body: Style) -> list[list[Piece]]:
    """What stands above and below a break across all columns; none without one.

    A break is white space that is wider than any other in them, or that a heading in the first
    of them leaves in all others. No sentence goes on over it. `body` is the style of the text.
    """
    pieces = [one for column in columns for one in column]
    size = usual_size(pieces)
    for at in (white_break(columns, size), *headed_breaks(columns, body)):
        if at and is_break(columns, at, size):
            return halves(pieces, at)
    return []


def white_break(columns: Sequence[Sequence[Piece]], size: float) -> float:
    """Where the widest white space across all columns begins, 0 where there are others as
    wide."""
    white, at = widest_gap([one for column in columns for one in column])
    others = max(widest_gap(part)[0] for column in columns for part in halves(column, at))
    least = others if white >= WIDE_BAND * size else BAND_WIDER * others
    return at if white >= max(BAND * size, least) else 0.0


def headed_breaks(columns: Sequence[Sequence[Piece]], body: Style) -> Iterator[float]:
    """Where headings of the first column begin below which all columns begin anew, level."""
    if len(columns) < MANY_COLUMNS:
        return  # in two, headings stand level by chance
    size = usual_size([one for column in columns for one in column])
    rest = [one for column in columns[1:] for one in column]
    for line in print_lines(words_in(columns[0])):
        if not is_emphasised(line.style, body):
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


def is_break(columns: Sequence[Sequence[Piece]], at: float, size: float) -> bool:
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
