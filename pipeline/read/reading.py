"""Pages into the reading text: every letter with its box, every line with its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from pipeline.read.areas import Areas, Drawn, areas_of
from pipeline.read.columns import Strip
from pipeline.read.flow import Laid, lay_out
from pipeline.read.furniture import AROUND, Edge, edges_of, running
from pipeline.read.gaps import set_gaps
from pipeline.read.glyphs import SLANTED, Char, Frame, Marks, Sheet, Word, words_of
from pipeline.read.messages import Kept, Reading, Rect
from pipeline.read.printed import Printed, print_lines
from pipeline.read.styles import Style, is_emphasised

MARGIN = 0.15  # of the glyphs of a page: text turned another way that is no more is a margin's
SOFT = "\u00ad"
NONE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Source:
    """What one page of a PDF holds, as pdfplumber gives it."""

    number: int
    sheet: Sheet
    chars: Sequence[Char]
    shapes: Sequence[Drawn]
    links: tuple[tuple[Rect, str], ...] = ()


@dataclass(slots=True)
class Page:
    """A page's words by how far they are turned, and what is drawn around them."""

    number: int
    box: Rect
    words: dict[int, list[Word]]
    areas: dict[int, Areas]
    edges: list[Edge]
    links: tuple[tuple[Rect, str], ...]
    main: int = 0


def read_pages(sources: Iterable[Source]) -> Reading:
    """The reading text of some pages; each is let go of when two more have been looked at."""
    reader = Reader()
    for source in sources:
        reader.take(source)
    return reader.finish()


def show_hyphens(reading: Reading) -> None:
    """Makes hyphens of soft ones: what is drawn is there to be seen, and many fonts give every
    hyphen as a soft one."""
    reading.text = ["-" if letter == SOFT else letter for letter in reading.text]


class Reader:
    """Reads page after page, with the neighbours of each in view."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.pending: list[Page] = []
        self.edges: dict[int, list[Edge]] = {}
        self.styles: Counter[Style] = Counter()
        self.marks = Marks()
        self.known: dict[int, list[Strip]] = defaultdict(list)

    def take(self, source: Source) -> None:
        """Looks at a page, and writes the one that has all its neighbours now."""
        page = look_at(source, self.marks)
        self.pending.append(page)
        self.edges[page.number] = page.edges
        if page.words:
            for word in page.words[page.main]:
                self.styles[word.style] += len(word.glyphs)
        if len(self.pending) > AROUND:
            self.write(self.pending.pop(0))

    def finish(self) -> Reading:
        """Writes what is pending."""
        for page in self.pending:
            self.write(page)
        show_hyphens(self.reading)
        return self.reading

    def write(self, page: Page) -> None:
        """Adds a page to the reading text."""
        writer = Writer(self.reading, page)
        self.edges.pop(page.number - AROUND - 1, None)
        if not page.words:
            self.reading.empty.append(page.number)
            return
        body = self.styles.most_common(1)[0][0]
        others = [edges for number, edges in self.edges.items() if number != page.number]
        edges = running(page.edges, others, body)
        writer.write_furniture(edge for edge in edges if edge.side == "top")
        taken = {id(word) for edge in edges for word in edge.words}
        margins = []
        for turn, words in self.layers(page):
            words = [word for word in words if id(word) not in taken]
            if turn != page.main and is_margin(page, turn):
                margins.append(words)
            elif words:
                laid = lay_out(words, page.areas[turn], body, self.known[turn])
                set_gaps(laid.flow, body)
                writer.write(laid, Frame(turn, page.box), body)
        writer.write_furniture(edge for edge in reversed(edges) if edge.side == "bottom")
        for words in margins:
            for line in print_lines(words):
                writer.write_line(line, furniture=True)

    def layers(self, page: Page) -> list[tuple[int, list[Word]]]:
        """The words of a page by how far they are turned, those of most of its text first."""
        return sorted(page.words.items(), key=lambda one: (one[0] != page.main, one[0]))


def look_at(source: Source, marks: Marks) -> Page:
    """The words of a page and what is drawn around them."""
    words = words_of(source.chars, source.sheet, marks)
    main = max(words, key=lambda turn: (turn != SLANTED, count(words[turn]), -turn)) if words else 0
    frames = {turn: Frame(turn, source.sheet.box) for turn in words}
    areas = {turn: areas_of(source.shapes, frame) for turn, frame in frames.items()}
    edges = []
    if words:
        _, top, _, bottom = frames[main].place(source.sheet.box)
        edges = edges_of(words[main], top, bottom, source.number)
    return Page(source.number, source.sheet.box, words, areas, edges, source.links, main)


def count(words: Iterable[Word]) -> int:
    """The number of glyphs of some words."""
    return sum(len(word.glyphs) for word in words)


def is_margin(page: Page, turn: int) -> bool:
    """Whether text turned another way than most of a page's is but a line in its margin, or
    written across the page."""
    return turn == SLANTED or count(page.words[turn]) <= MARGIN * count(page.words[page.main])


class Writer:
    """Writes one page into the reading text."""

    def __init__(self, reading: Reading, page: Page) -> None:
        self.reading, self.page = reading, page
        if reading.pages:
            self.put([("\f", None)])
        reading.pages += 1
        self.number = 0
        self.links: list[tuple[int, int, str]] = []

    def write(self, laid: Laid, frame: Frame, body: Style) -> None:
        """Writes the lines of one frame, each aside at its place."""
        asides = list(laid.asides)
        for at in range(len(laid.flow) + 1):
            while asides and asides[0][0] <= at:
                self.write_aside(asides.pop(0)[1], body)
                if at < len(laid.flow):
                    laid.flow[at].gap = True
            if at < len(laid.flow):
                self.write_line(laid.flow[at], body=body)
        for region in laid.regions:
            self.reading.regions.append((self.page.number, region.kind, frame.back(region.box)))

    def write_aside(self, lines: Sequence[Printed], body: Style) -> None:
        """Writes the lines of an aside."""
        set_gaps(lines, body)
        lines[0].gap = True
        start = self.reading.at
        for line in lines:
            self.write_line(line, body=body)
        self.reading.asides.append((start, self.reading.at))

    def write_furniture(self, edges: Iterable[Edge]) -> None:
        """Writes running headers or footers."""
        for edge in edges:
            for line in print_lines(edge.words):
                self.write_line(line, furniture=True)

    def write_line(
        self, line: Printed, *, body: Style | None = None, furniture: bool = False
    ) -> None:
        """Writes a line, below a blank one where there is a gap before it."""
        reading = self.reading
        if self.number and line.gap:
            self.keep(reading.at, line)
            self.put([("\n", None)])
        self.number += 1
        start = reading.at
        self.put(line.letters)
        stands_out = body is not None and is_emphasised(line.style, body)
        begins_so = body is not None and is_emphasised(line.first, body)
        self.keep(
            start, line, name_of(line.style) if stands_out else "", line.lead if begins_so else 0
        )
        if furniture:
            reading.furniture.append((start, reading.at))
        for box, uri in self.page.links:
            reading.links.extend((*run, uri) for run in runs_in(box, line.letters, start))
        self.put([("\n", None)])

    def keep(self, start: int, line: Printed, style: str = "", lead: int = 0) -> None:
        """Notes what is known of a line that begins at an offset and ends here."""
        left, _, right, _ = line.column or (line.x0, 0.0, line.x0, 0.0)
        place = (self.page.number, max(1, self.number))
        across = (left, line.edge or right, line.x0, line.x1)
        kept = Kept(start, self.reading.at, *place, style, *across, line.edge > 0, lead)
        self.reading.lines.append(kept)

    def put(self, letters: Iterable[tuple[str, Rect | None]]) -> None:
        """Adds letters with their boxes, cut to the page and rounded so that they hold them."""
        reading = self.reading
        left, top = (ceil(100 * edge) for edge in self.page.box[:2])
        right, bottom = (floor(100 * edge) for edge in self.page.box[2:])
        for letter, box in letters:
            reading.text.append(letter)
            x0, y0, x1, y1 = box or NONE
            x0, y0 = max(left, floor(100 * x0)) / 100, max(top, floor(100 * y0)) / 100
            x1, y1 = min(right, ceil(100 * x1)) / 100, min(bottom, ceil(100 * y1)) / 100
            reading.boxes.extend((x0, y0, x1, y1) if x0 < x1 and y0 < y1 else NONE)
            reading.at += 1


def name_of(style: Style | None) -> str:
    """A style as the lines of a report have it."""
    return f"{style.font} {style.size:g} {style.colour}" if style else ""


def runs_in(
    box: Rect, letters: Sequence[tuple[str, Rect | None]], start: int
) -> Iterator[tuple[int, int]]:
    """The runs of letters whose middles lie in a box, as offsets from `start` on."""
    first: int | None = None
    last = 0
    for at, (_, place) in enumerate(letters):
        if place is None:
            continue
        inside = (
            box[0] <= (place[0] + place[2]) / 2 <= box[2]
            and box[1] <= (place[1] + place[3]) / 2 <= box[3]
        )
        if inside:
            first = at if first is None else first
            last = at + 1
        elif first is not None:
            yield start + first, start + last
            first = None
    if first is not None:
        yield start + first, start + last
