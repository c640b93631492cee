"""Characters of a PDF page into words, each in the frame in which its text stands upright.

Text may be turned on the page (a margin line, a table on its side). A frame is the page turned so
that such text reads from left to right; all of the layout is done in frames, and only the glyphs
keep the boxes of the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from pipeline.model import LOST, MARKS
from pipeline.read.messages import Rect
from pipeline.read.styles import Style

Glyph: TypeAlias = tuple[str, float, float, float, float]  # its text and its box on the page

SAME_BASE = 0.25  # of the size: the bottoms of two glyphs of one word differ less
UNSEEN = 0.06  # of the size: a space glyph that leaves no wider gap is none to the eye
DESCENT = 0.22  # of the size: how far the letters of most fonts reach below their base line
TOUCHING = 0.15  # of the size: a wider gap between two glyphs is a space
SPACE = 1.3  # of the size: a wider gap may lie between two columns, though a space is drawn in it
UNDRAWN = 0.7  # of the size: the same on a page that draws no spaces
OVERLAP = 0.5  # of the size: a glyph that begins so far back in the one before begins anew
OVERPRINT = 1.2  # points: the same word so near is the same word, drawn twice to look bold
SLANTED = 4  # in the place of quarters: text across the page, as that of a watermark
SLANT = 0.1  # of the larger side of a text's slope: more is no quarter
SMALLEST = 0.5  # points: a smaller glyph is not there to be read
UNMAPPED = re.compile(r"\(cid:\d+\)")
SUBSET = re.compile(r"^[A-Z]{6}\+")
SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Char(NamedTuple):
    """A character as it is drawn: its text, which may be several letters or none, the box that
    pdfplumber gives it, in points, its matrix and its colour."""

    text: str
    fontname: str
    box: Rect
    matrix: tuple[float, float, float, float, float, float]
    colour: str


@dataclass(slots=True, eq=False)
class Word:
    """Glyphs without a gap between them, and their box in the frame.

    `spaces` is the number of space glyphs that were drawn right before it; -1 where it was not
    drawn right after another word of its line, so that only its place tells. `lead` is the white
    before it, in points, where that is but a space of its line.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    glyphs: list[Glyph]
    spaces: int = -1
    lead: float = 0.0

    @property
    def text(self) -> str:
        """The word as it reads."""
        return "".join(glyph[0] for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The height of its glyphs in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A page, its corners those of the box `page`, turned by quarters, counter-clockwise."""

    turn: int
    page: Rect

    def place(self, box: Rect) -> Rect:
        """A box of the page in the frame."""
        x0, top, x1, bottom = box
        width, height = self.page[2], self.page[3]
        if self.turn == 1:  # the text reads from the bottom to the top
            return height - bottom, x0, height - top, x1
        if self.turn == 2:
            return width - x1, height - bottom, width - x0, height - top
        if self.turn == 3:
            return top, width - x1, bottom, width - x0
        return box

    def back(self, box: Rect) -> Rect:
        """A box of the frame on the page."""
        x0, top, x1, bottom = box
        width, height = self.page[2], self.page[3]
        if self.turn == 1:
            return top, height - x1, bottom, height - x0
        if self.turn == 2:
            return width - x1, height - bottom, width - x0, height - top
        if self.turn == 3:
            return width - bottom, x0, width - top, x1
        return box


def turn_of(char: Char) -> int:
    """How far the text of a character is turned, in quarters; `SLANTED` for any other way."""
    a, b = char.matrix[:2]
    if min(abs(a), abs(b)) > SLANT * max(abs(a), abs(b)):
        return SLANTED
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


class Marks:
    """Gives each glyph that says no letters a mark of its own, as far as marks go."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], str] = {}

    def mark(self, font: str, glyph: str) -> str:
        """The mark of a glyph of a font; `glyph` is empty where nothing tells it from others."""
        if not glyph:
            return LOST
        free = MARKS.start + len(self.given)
        return self.given.setdefault((font, glyph), chr(free) if free in MARKS else LOST)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as its characters have it: the box of what a reader sees of it, and the place of the
    corner at its bottom left, from which their matrices count."""

    box: Rect
    corner: tuple[float, float]

    def holds(self, char: Char) -> bool:
        """Whether the middle of a character lies on the page."""
        left, top, right, bottom = self.box
        x0, y0, x1, y1 = char.box
        return 2 * left <= x0 + x1 <= 2 * right and 2 * top <= y0 + y1 <= 2 * bottom

    def base(self, char: Char) -> tuple[float, float]:
        """The point on the page that a character is drawn from, on its base line."""
        right, up = char.matrix[4:6]
        return self.corner[0] + right, self.corner[1] - up


def words_of(chars: Sequence[Char], page: Sheet, marks: Marks) -> dict[int, list[Word]]:
    """The words of a page by how far they are turned, in the order in which they were drawn.

    `marks` are those of the file. Glyphs outside the page, or too small to be seen, are no part of
    it; where all of them are outside, they are all there is to read.
    """
    return build(chars, page, marks, bounded=True) or build(chars, page, marks, bounded=False)


def build(
    chars: Sequence[Char], page: Sheet, marks: Marks, *, bounded: bool
) -> dict[int, list[Word]]:
    """The words of a page as `words_of` gives them, those outside it too unless `bounded`."""
    builders: dict[int, Builder] = {}
    shifts = shifts_of(chars, page)
    undrawn = 0.0 if any(char.text == " " for char in chars) else UNDRAWN
    for char in chars:
        turn = turn_of(char)
        if turn not in builders:
            builders[turn] = Builder(Frame(turn, page.box), marks, shifts, undrawn)
        if not bounded or page.holds(char):
            builders[turn].take(char)
    return {turn: found for turn in sorted(builders) if (found := builders[turn].finish())}


def shifts_of(chars: Iterable[Char], page: Sheet) -> dict[str, float]:
    """How far down the boxes of each font are to be moved, in sizes, so that those of all fonts
    reach equally far below the base line: what fonts say of that themselves differs."""
    counts: dict[str, Counter[float]] = defaultdict(Counter)
    for char in chars:
        _, top, _, bottom = char.box
        if turn_of(char) == 0 and bottom - top > SMALLEST:
            below = bottom - page.base(char)[1]
            counts[char.fontname][round(below / (bottom - top), 2)] += 1
    return {font: DESCENT - found.most_common(1)[0][0] for font, found in counts.items()}


class Builder:
    """Puts together the words of one frame."""

    def __init__(
        self, frame: Frame, marks: Marks, shifts: Mapping[str, float], undrawn: float
    ) -> None:
        self.frame, self.marks, self.shifts, self.undrawn = frame, marks, shifts, undrawn
        self.words: list[Word] = []
        self.word: Word | None = None
        self.spaces = 0
        self.last = ("", 0.0)  # the glyph drawn last, and where it begins
        self.styles: dict[tuple[str, int, str], Style] = {}

    def take(self, char: Char) -> None:
        """Adds a character: to the word that it touches, else to a new one."""
        text = char.text if len(char.text) == 1 else self.spell_out(char.text, char.fontname)
        if text.isspace():
            self.spaces += 1
            return
        x0, top, x1, bottom = self.frame.place(char.box)
        size = bottom - top
        if size < SMALLEST:
            return
        shift = self.shifts.get(char.fontname, 0.0) * size
        top, bottom = top + shift, bottom + shift
        word, spaces, lead = self.word, -1, 0.0
        if word is not None and abs(bottom - word.bottom) <= SAME_BASE * size:
            gap = x0 - word.x1
            spaces = self.spaces if gap > UNSEEN * size else 0
            if not spaces and -OVERLAP * size <= gap <= TOUCHING * size:
                self.extend(word, char, text, (x0, top, x1, bottom))
                return
            spaces = spaces if gap >= -OVERLAP * size else -1
            widest = SPACE if spaces > 0 else self.undrawn
            lead = gap if spaces >= 0 and gap <= widest * size else 0.0
        self.word = Word(x0, top, x1, bottom, self.style(char, size), [], spaces, lead)
        self.words.append(self.word)
        self.spaces, self.last = 0, (text, x0)
        self.add(self.word, text, char.box)

    def extend(self, word: Word, char: Char, text: str, place: Rect) -> None:
        """Adds a character to the word that it touches, unless it is the last one once more."""
        x0, top, x1, bottom = place
        self.spaces = 0
        if text == self.last[0] and x0 - self.last[1] < OVERPRINT / 2:
            return  # drawn twice, to look bold
        self.last = (text, x0)
        self.add(word, text, char.box)
        word.x1 = max(word.x1, x1)
        word.top, word.bottom = min(word.top, top), max(word.bottom, bottom)

    def add(self, word: Word, text: str, box: Rect) -> None:
        """Adds the letters that a glyph draws; those of a ligature share its box evenly."""
        if len(text) == 1:
            word.glyphs.append((text, *box))
            return
        x0, top, x1, bottom = box
        step = (x1 - x0) / len(text) if self.frame.turn in (0, 2) else 0.0
        for at, letter in enumerate(text):
            start = x0 + at * step
            word.glyphs.append((letter, start, top, start + step if step else x1, bottom))

    def spell_out(self, text: str, font: str) -> str:
        """The letters of a glyph, with marks for those that its font does not tell."""
        return UNMAPPED.sub(lambda found: self.marks.mark(font, found.group()), text) or LOST

    def style(self, char: Char, size: float) -> Style:
        """The style of a character, one value for all that are alike."""
        key = (char.fontname, round(size * 2), char.colour)
        if key not in self.styles:
            font = SUBSET.sub("", char.fontname)
            self.styles[key] = Style(font, round(size * 2) / 2, char.colour)
        return self.styles[key]

    def finish(self) -> list[Word]:
        """The words, those drawn twice only once."""
        return list(once(self.words))


def once(words: Iterable[Word]) -> Iterator[Word]:
    """The words without those that overprint another."""
    seen: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for word in words:
        places = seen[word.text]
        if any(abs(word.x0 - x) < OVERPRINT and abs(word.top - y) < OVERPRINT for x, y in places):
            continue
        places.append((word.x0, word.top))
        yield word
