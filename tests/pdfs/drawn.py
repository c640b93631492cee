"""A small typesetter over ReportLab: words set into frames, drawn as the layout asks for."""

import functools
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyphen
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = {
    "Serif": "liberation/LiberationSerif-Regular.ttf",
    "Serif-Bold": "liberation/LiberationSerif-Bold.ttf",
    "Serif-Italic": "liberation/LiberationSerif-Italic.ttf",
    "Sans": "liberation/LiberationSans-Regular.ttf",
    "Sans-Bold": "liberation/LiberationSans-Bold.ttf",
    "Narrow": "dejavu/DejaVuSansCondensed.ttf",
    "Narrow-Bold": "dejavu/DejaVuSansCondensed-Bold.ttf",
    "Carlito": "crosextra/Carlito-Regular.ttf",
    "Carlito-Bold": "crosextra/Carlito-Bold.ttf",
    "Caladea": "crosextra/Caladea-Regular.ttf",
    "Caladea-Bold": "crosextra/Caladea-Bold.ttf",
}
A4 = (595.28, 841.89)
LETTER = (612.0, 792.0)
Report = dict[str, Any]
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Style:
    """How a paragraph is set."""

    font: str
    size: float
    colour: str = "#1a1a1a"
    align: str = "left"
    lead: float = 1.2
    before: float = 0
    after: float = 0
    indent: float = 0
    tracking: float = 0
    hyphens: bool = False
    room: int = 1  # lines that must fit into the frame for the paragraph to begin there

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.size * self.lead

    def width(self, text: str) -> float:
        """The width of a word."""
        return pdfmetrics.stringWidth(text, self.font, self.size) + self.tracking * len(text)


@dataclass(frozen=True)
class Rect:
    """A rectangle on a page, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    def inner(self, margin: float) -> "Rect":
        """The rectangle within a margin."""
        double = 2 * margin
        return Rect(self.x + margin, self.y + margin, self.width - double, self.height - double)


@dataclass(frozen=True)
class Frame:
    """A column on a page; text runs around the holes in it."""

    page: int
    rect: Rect
    holes: tuple[Rect, ...] = ()

    def span(self, top: float, bottom: float) -> tuple[float, float]:
        """The left edge and the width that a line between two heights has."""
        left, right = self.rect.x, self.rect.x + self.rect.width
        for hole in self.holes:
            if hole.y < top and hole.top > bottom:
                if hole.x <= left:
                    left = max(left, hole.x + hole.width)
                elif hole.x < right:
                    right = min(right, hole.x)
        return left, right - left


@dataclass(frozen=True)
class Word:
    """A word at its place, with the URI that it links to."""

    x: float
    y: float
    text: str
    style: Style
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """A filled or bordered rectangle."""

    rect: Rect
    fill: str = ""
    stroke: str = ""


@dataclass
class Page:
    """What is drawn on a page: first panels, then words; `turn` maps what is set to the sheet,
    except the page number of a page that is not stored turned."""

    panels: list[Panel] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    number: list[Word] = field(default_factory=list)
    picture: Image.Image | None = None  # fills the page
    turn: Matrix = UPRIGHT
    rotate: int = 0
    size: tuple[float, float] = A4


def fonts() -> None:
    """Makes the fonts known to ReportLab."""
    for name, path in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, Path("/usr/share/fonts/truetype") / path))


@functools.cache
def syllables() -> pyphen.Pyphen:
    """The syllables of English words."""
    return pyphen.Pyphen(lang="en_GB", left=2, right=3)


def cuts(word: str, hyphens: bool) -> Iterator[tuple[str, str]]:
    """The ways to end a line within a word, the longest beginnings first."""
    if word.startswith("http"):
        points = [m.end() for m in re.finditer(r"[/?=_-]", word) if 9 < m.end() < len(word)]
        yield from ((word[:k], word[k:]) for k in reversed(points))
        return
    yield from ((word[:k], word[k:]) for k in at_hyphens(word))
    if hyphens and re.fullmatch(r"[A-Za-z]?[a-z]{5,}[.,;:)”]*", word):
        letters = word.rstrip(".,;:)”")
        for k in reversed(syllables().positions(letters)):
            yield word[:k] + "-", word[k:]


def at_hyphens(word: str) -> list[int]:
    """Where a word has a hyphen of its own between letters, last first."""
    found = re.finditer(r"(?<=[A-Za-z]{2})-(?=[A-Za-z]{2})", word)
    return [m.end() for m in found][::-1]


def take(words: list[str], width: float, style: Style) -> list[str]:
    """Takes the words of a line off the list."""
    line: list[str] = []
    used, space = 0.0, style.width(" ")
    while words:
        need = style.width(words[0]) + (space if line else 0)
        if used + need <= width:
            used += need
            line.append(words.pop(0))
            continue
        left = width - used - (space if line else 0)
        for head, tail in cuts(words[0], style.hyphens):
            if style.width(head) <= left:
                line.append(head)
                words[0] = tail
                break
        break
    return line


@dataclass
class Setter:
    """Sets paragraphs one below the other into frames, one frame after the other."""

    frames: list[Frame]
    pages: list[Page]
    at: int = 0
    y: float = 0

    def __post_init__(self) -> None:
        self.y = self.frame.rect.top

    @property
    def frame(self) -> Frame:
        """The frame that is being filled."""
        return self.frames[self.at]

    def advance(self) -> None:
        """Goes on at the top of the next frame."""
        self.at += 1
        if self.at == len(self.frames):
            raise ValueError("the text is longer than its frames")
        self.y = self.frame.rect.top

    def ensure(self, height: float) -> None:
        """Goes on to the next frame unless so much room is left in this one."""
        if self.y - height < self.frame.rect.y - 0.01:
            self.advance()

    def skip(self, height: float) -> None:
        """Leaves white, but not at the top of a frame."""
        if self.y < self.frame.rect.top:
            self.y -= height

    def paragraph(self, text: str, style: Style, url: str = "") -> None:
        """Sets a paragraph; its words link to `url`."""
        self.skip(style.before)
        self.ensure(style.leading * style.room)
        words, first = text.split(), True
        while words:
            self.ensure(style.leading)
            left, width = self.frame.span(self.y, self.y - style.leading)
            inset = 0 if first else style.indent
            line = take(words, width - inset, style) if width > 50 else []
            self.y -= style.leading
            if line:
                box = Rect(left + inset, self.y, width - inset, style.leading)
                self.line(line, box, style, (not words, url))
                first = False
        self.y -= style.after

    def line(self, line: list[str], box: Rect, style: Style, how: tuple[bool, str]) -> None:
        """Sets the words of a line."""
        last, url = how
        gap = style.width(" ")
        free = box.width - sum(map(style.width, line)) - gap * (len(line) - 1)
        x = box.x + {"center": free / 2, "right": free}.get(style.align, 0)
        if style.align == "justify" and not last and len(line) > 1:
            gap += free / (len(line) - 1)
        base = box.y + style.leading - style.size * 0.95
        for word in line:
            self.pages[self.frame.page].words.append(Word(x, base, word, style, url))
            x += style.width(word) + gap


def height(width: float, fill: Callable[[Setter], None]) -> float:
    """How high the text is that `fill` sets at a width."""
    setter = Setter([Frame(0, Rect(0, 0, width, 1e5))], [Page()])
    fill(setter)
    return 1e5 - setter.y


def place(page: Page, rect: Rect, fill: Callable[[Setter], None]) -> None:
    """Sets text into one rectangle of a page."""
    fill(Setter([Frame(0, rect)], [page]))


def columns(page: int, area: Rect, count: int, gutter: float, *holes: Rect) -> list[Frame]:
    """Columns of the same width side by side."""
    width = (area.width - gutter * (count - 1)) / count
    lefts = [area.x + k * (width + gutter) for k in range(count)]
    return [Frame(page, Rect(x, area.y, width, area.height), holes) for x in lefts]


def hung(x: float, top: float, width: float, tall: float) -> Rect:
    """A rectangle by its upper left corner."""
    return Rect(x, top - tall, width, tall)


def balance(
    frames: Callable[[float], list[Frame]], fill: Callable[[Setter], None], tallest: float
) -> float:
    """The smallest height at which the text finds room in the frames made for that height."""
    tall = 30.0
    while tall < tallest:
        try:
            fill(Setter(frames(tall), [Page() for _ in range(9)]))
            return tall
        except ValueError:
            tall += 4
    return tallest


def mapped(turn: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = turn
    return a * x + c * y + e, b * x + d * y + f


def on_side(size: tuple[float, float]) -> Matrix:
    """Text that is read from the bottom of the sheet upwards."""
    return (0, 1, -1, 0, size[0], 0)


def rotated(page: Page, degrees: int) -> Page:
    """The page stored turned, so that a viewer which heeds /Rotate shows it upright."""
    width, tall = page.size
    turn: Matrix = (0, 1, -1, 0, tall, 0) if degrees == 90 else (0, -1, 1, 0, 0, width)
    return replace(page, turn=turn, rotate=degrees)


def corners(turn: Matrix, rect: Rect) -> tuple[float, float, float, float]:
    """The rectangle as it comes to lie: left, bottom, right, top."""
    x0, y0 = mapped(turn, rect.x, rect.y)
    x1, y1 = mapped(turn, rect.x + rect.width, rect.top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def draw_panel(canvas: Canvas, page: Page, panel: Panel) -> None:
    """Draws a rectangle."""
    x0, y0, x1, y1 = corners(page.turn, panel.rect)
    if panel.fill:
        canvas.setFillColor(HexColor(panel.fill))
    if panel.stroke:
        canvas.setStrokeColor(HexColor(panel.stroke))
    canvas.setLineWidth(0.8)
    canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=bool(panel.stroke), fill=bool(panel.fill))


def draw_word(canvas: Canvas, turn: Matrix, word: Word, tail: str) -> None:
    """Draws a word, and the space after it if `tail` is one."""
    text = canvas.beginText()
    x, y = mapped(turn, word.x, word.y)
    text.setTextTransform(*turn[:4], x, y)
    text.setFont(word.style.font, word.style.size)
    text.setCharSpace(word.style.tracking)
    text.setFillColor(HexColor(word.style.colour))
    text.textOut(word.text + tail)
    canvas.drawText(text)


def links(page: Page) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The URIs of a page with the rectangles of the words that link to them."""
    for word in page.words:
        if word.url:
            size = word.style.size
            rect = Rect(word.x, word.y - 0.2 * size, word.style.width(word.text), size)
            yield word.url, corners(page.turn, rect)


def paint(canvas: Canvas, page: Page, shuffle: random.Random | None) -> None:
    """Draws a page; with `shuffle`, its words in a random order and without spaces."""
    canvas.setPageSize(page.size)
    canvas.setPageRotation(page.rotate)
    if page.picture:
        canvas.drawInlineImage(page.picture, 0, 0, *page.size)
    for panel in page.panels:
        draw_panel(canvas, page, panel)
    words = [(page.turn, word) for word in page.words]
    words += [(page.turn if page.rotate else UPRIGHT, word) for word in page.number]
    if shuffle:
        shuffle.shuffle(words)
    for turn, word in words:
        draw_word(canvas, turn, word, "" if shuffle else " ")
    for url, rect in links(page):
        canvas.linkURL(url, rect, relative=0)
    canvas.showPage()


def save(out: Path, title: str, pages: Iterable[Page], shuffle: bool = False) -> None:
    """Writes the pages as a PDF."""
    canvas = Canvas(str(out), invariant=1, pageCompression=1, lang="en")
    canvas.setTitle(title)
    seeded = random.Random(2020) if shuffle else None
    for page in pages:
        paint(canvas, page, seeded)
    canvas.save()


def scanned(text: str, lines: list[str]) -> Page:
    """A page that is a picture of text, as a scanner makes it."""
    picture = Image.new("1", (1240, 1754), 1)
    pen = ImageDraw.Draw(picture)
    folder = Path("/usr/share/fonts/truetype")
    pen.text((160, 170), text, 0, ImageFont.truetype(folder / FONTS["Serif-Bold"], 44))
    font = ImageFont.truetype(folder / FONTS["Serif"], 27)
    for number, line in enumerate(lines):
        pen.text((160, 290 + 42 * number), line, 0, font)
    return Page(picture=picture.rotate(0.6, fillcolor=1))


def foot(pages: list[Page], style: Style, form: str = "Page {} of {}") -> None:
    """Puts the page number at the foot of each page."""
    for number, page in enumerate(pages, 1):
        text = form.format(number, len(pages))
        x = (page.size[0] - style.width(text)) / 2
        for word in text.split(" "):
            page.number.append(Word(x, 24, word, style))
            x += style.width(word + " ")
