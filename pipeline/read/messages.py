"""What the program and the child process that reads PDFs say to each other; imports no library."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pipeline.read.limits import Limits

Rect: TypeAlias = tuple[float, float, float, float]  # x0, top, x1, bottom in points
Colour: TypeAlias = tuple[int, int, int, int]  # red, green, blue, alpha

BEAT = b"."  # sent for each page done


@dataclass(frozen=True, slots=True)
class Shape:
    """A box to be drawn into a picture; `stroke_width` in pixels, 0 for none."""

    box: Rect
    fill: Colour
    stroke: Colour
    stroke_width: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What the child is to do: read the file, or draw one page (`page` counts from 1)."""

    path: Path
    password: str
    limits: Limits
    page: int = 0
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a PDF is not read: one of the codes that `pipeline.read.pdf` has a line for."""

    code: str
    detail: str = ""
    values: tuple[int, ...] = ()


class Kept(NamedTuple):
    """What is kept of a line: its stretch, its place, its style where it stands out, and where its
    column and itself begin and end from left to right; `bounded`: its room ends there for sure;
    `lead` is the number of letters that it begins with in the style of a heading, where the rest of
    it is set otherwise."""

    start: int
    end: int
    page: int
    number: int
    style: str
    left: float
    right: float
    x0: float
    x1: float
    bounded: bool
    lead: int


@dataclass(slots=True)
class Reading:
    """The reading text of a PDF, and what is known of its letters and lines.

    `boxes` has four numbers a letter, all 0 for one that is not printed; `furniture` and `asides`
    are stretches, `links` stretches with their addresses, `regions` what the layout saw on each
    page, `empty` the pages without text.
    """

    text: list[str] = field(default_factory=list)
    boxes: array[float] = field(default_factory=lambda: array("f"))
    lines: list[Kept] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    asides: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    regions: list[tuple[int, str, Rect]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    pages: int = 0
    at: int = 0
