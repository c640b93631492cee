"""What is drawn on a page beside text: shaded and framed boxes, and the cells of ruled tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from pipeline.read.glyphs import Frame
from pipeline.read.messages import Rect

THIN = 3.0  # points: a narrower rectangle is a rule
SNAP = 3.0  # points: rules that lie so near meet
LEAST_WIDTH, LEAST_HEIGHT = 30.0, 8.0  # points of a box with text in it
STACKED = 2.5  # points: boxes of one width so near above each other are one
WHITE = 0.99  # of the light: a lighter filling is none
MOST_EDGES = 3000  # rules on a page; more are a drawing

Edge = dict[str, object]  # as pdfplumber's functions on tables want it


class Drawn(TypedDict):
    """What is used of a shape as pdfplumber has it; places are in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    stroke: NotRequired[bool]
    fill: NotRequired[bool]
    non_stroking_color: NotRequired[object]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: the boxes of its cells by rows; None where a row has no cell."""

    rows: tuple[tuple[Rect | None, ...], ...]
    box: Rect


@dataclass(frozen=True, slots=True)
class Areas:
    """The boxes and tables of a page in a frame, the smaller before the larger, and the rules from
    left to right on it."""

    boxes: tuple[Rect, ...] = ()
    tables: tuple[Table, ...] = ()
    rules: tuple[Rect, ...] = ()


def areas_of(shapes: Iterable[Drawn], frame: Frame) -> Areas:
    """What the rectangles, lines and curves of a page enclose."""
    rects: list[Rect] = []
    edges: list[Edge] = []
    for one in shapes:
        if not one.get("stroke") and not is_filled(one):
            continue
        box = frame.place((one["x0"], one["top"], one["x1"], one["bottom"]))
        edges.extend(edges_of(box))
        if box[2] - box[0] >= LEAST_WIDTH and box[3] - box[1] >= LEAST_HEIGHT:
            rects.append(box)
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP) if len(edges) <= MOST_EDGES else []
    tables = tuple(tables_of(merged))
    grids = tuple(one for one in tables if max(map(filled, one.rows)) > 1)
    framed = [one.box for one in tables if one not in grids]
    inner = [cell for one in grids for row in one.rows for cell in row if cell]
    boxes = [box for box in stack([*rects, *framed]) if not any(same(box, one) for one in inner)]
    boxes = [box for box in boxes if not any(within(box, one.box) for one in grids)]
    grids = tuple(sorted(grids, key=lambda one: area(one.box)))
    level = tuple(rule_of(one) for one in merged if one["orientation"] == "h")
    return Areas(tuple(sorted(boxes, key=area)), grids, level)


def rule_of(edge: Edge) -> Rect:
    """A rule as a box without height or width."""
    x0, top, x1, bottom = (float(str(edge[name])) for name in ("x0", "top", "x1", "bottom"))
    return x0, top, x1, bottom


def filled(row: Sequence[Rect | None]) -> int:
    """The number of cells of a row."""
    return sum(cell is not None for cell in row)


def is_filled(shape: Drawn) -> bool:
    """Whether a shape is filled with something other than white."""
    if not shape.get("fill"):
        return False
    colour = shape.get("non_stroking_color")
    values = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [float(one) for one in values if isinstance(one, (int, float))]
    if len(numbers) == 4:  # noqa: PLR2004 - cyan, magenta, yellow, black
        return any(one > 1 - WHITE for one in numbers)
    return not numbers or any(one < WHITE for one in numbers)


def edges_of(box: Rect) -> Iterator[Edge]:
    """The rules that a shape draws: itself where it is thin, else its four sides."""
    x0, top, x1, bottom = box
    across, down = (top + bottom) / 2, (x0 + x1) / 2
    if bottom - top <= THIN and x1 - x0 > THIN:
        yield edge(x0, across, x1, across)
    elif x1 - x0 <= THIN and bottom - top > THIN:
        yield edge(down, top, down, bottom)
    elif x1 - x0 > THIN:
        yield edge(x0, top, x1, top)
        yield edge(x0, bottom, x1, bottom)
        yield edge(x0, top, x0, bottom)
        yield edge(x1, top, x1, bottom)


def edge(x0: float, top: float, x1: float, bottom: float) -> Edge:
    """A rule as pdfplumber has it."""
    return {
        "object_type": "line",
        "orientation": "h" if top == bottom else "v",
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def tables_of(merged: list[Edge]) -> Iterator[Table]:
    """The grids that rules make, one of a single cell too."""
    cells = intersections_to_cells(edges_to_intersections(merged, SNAP, SNAP))
    for group in cells_to_tables(cells):
        yield as_table(group)


def as_table(cells: Sequence[Rect]) -> Table:
    """The cells of one grid by their rows."""
    lefts = sorted({cell[0] for cell in cells})
    rows = [
        tuple(
            next((cell for cell in cells if (cell[1], cell[0]) == (top, left)), None)
            for left in lefts
        )
        for top in sorted({cell[1] for cell in cells})
    ]
    return Table(tuple(rows), around(cells))


def stack(boxes: Iterable[Rect]) -> list[Rect]:
    """The boxes, those of one width that touch above each other as one."""
    found: list[Rect] = []
    for box in sorted(set(boxes), key=lambda one: (round(one[0]), round(one[2]), one[1])):
        last = found[-1] if found else None
        if last and is_stacked(last, box):
            found[-1] = around([last, box])
        elif not any(same(box, other) for other in found):
            found.append(box)
    return found


def is_stacked(above: Rect, below: Rect) -> bool:
    """Whether a box goes on with the one above it."""
    level = abs(above[0] - below[0]) <= STACKED and abs(above[2] - below[2]) <= STACKED
    return level and above[1] - STACKED <= below[1] <= above[3] + STACKED


def same(box: Rect, other: Rect) -> bool:
    """Whether two boxes are nearly one."""
    return all(abs(a - b) <= STACKED for a, b in zip(box, other, strict=True))


def within(box: Rect, other: Rect) -> bool:
    """Whether a box lies inside another, or is it."""
    return (
        other[0] - STACKED <= box[0]
        and other[1] - STACKED <= box[1]
        and box[2] <= other[2] + STACKED
        and box[3] <= other[3] + STACKED
    )


def around(boxes: Iterable[Rect]) -> Rect:
    """The box around some boxes."""
    every = list(boxes)
    return (
        min(one[0] for one in every),
        min(one[1] for one in every),
        max(one[2] for one in every),
        max(one[3] for one in every),
    )


def area(box: Rect) -> float:
    """The area of a box in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])
