"""The layouts that are drawn with ReportLab."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from drawn import (
    A4,
    LETTER,
    Frame,
    Page,
    Panel,
    Rect,
    Report,
    Setter,
    Style,
    balance,
    columns,
    foot,
    height,
    hung,
    on_side,
    place,
    rotated,
    save,
    scanned,
)


@dataclass(frozen=True)
class Sheet:
    """The styles of a layout."""

    title: Style
    head: Style
    body: Style
    band: Style
    label: Style
    url: Style

    @property
    def note(self) -> Style:
        """The style of a line that stands between a heading and its text."""
        return replace(self.body, colour=self.head.colour, align="left", room=3)


def section(setter: Setter, part: Report, sheet: Sheet) -> None:
    """Sets a mechanism's heading and text."""
    setter.paragraph(part["heading"], sheet.head)
    if "anniversary" in part:
        setter.paragraph(part["anniversary"], sheet.note)
    for text in part.get("paragraphs", []):
        setter.paragraph(text, sheet.body)
    for text in part.get("bullets", []):
        setter.paragraph(f"• {text}", replace(sheet.body, indent=7))


def matrix(setter: Setter, report: Report, sheet: Sheet) -> None:
    """Sets the matrix as lines of text."""
    for group in report["matrix"]["groups"]:
        setter.paragraph(group["heading"], sheet.label)
        for row in group["rows"]:
            text = row["label"] + report["separator"] + row["items"]
            setter.paragraph(text, replace(sheet.body, align="left", hyphens=False, indent=10))


def popular(setter: Setter, report: Report, sheet: Sheet) -> None:
    """Sets the list of popular themes."""
    setter.paragraph(report["popular"]["heading"], sheet.label)
    for item in report["popular"]["items"]:
        setter.paragraph(item, replace(sheet.body, align="left", hyphens=False, before=3))


def short(url: str) -> str:
    """A URL cut short in its middle."""
    return url if len(url) < 50 else f"{url[:30]}…{url[-14:]}"


def publications(setter: Setter, report: Report, sheet: Sheet, cut: bool = False) -> None:
    """Sets titles and URLs, then the closing lines."""
    for item in report["publications"]["items"]:
        mark = item.get("mark", "")
        setter.paragraph(f"{mark} {item['title']}".strip(), replace(sheet.label, before=5, room=5))
        shown = short(item["url"]) if cut else item["url"]
        setter.paragraph(shown, replace(sheet.url, room=3), item["url"])
    setter.skip(6)
    for line in report["closing"]:
        setter.paragraph(line["label"], replace(sheet.label, before=3))
        if "url" in line:
            setter.paragraph(line["url"], sheet.url, line["url"])
        else:
            setter.paragraph(line["text"], sheet.body)


def box(setter: Setter, report: Report, sheet: Sheet) -> None:
    """Sets the text of the box."""
    setter.paragraph(report["box"]["heading"], sheet.band)
    for text in report["box"]["paragraphs"]:
        setter.paragraph(text, sheet.body)


def panel(page: Page, rect: Rect, look: Panel, fill: Callable[[Setter], None]) -> Rect:
    """Sets text on a panel as high as the text, hung from the rectangle's top; tells its place."""
    margin = 9.0
    tall = height(rect.width - 2 * margin, fill) + 2 * margin
    drawn = Rect(rect.x, rect.top - tall, rect.width, tall)
    page.panels.append(replace(look, rect=drawn))
    place(page, drawn.inner(margin), fill)
    return drawn


def banner(page: Page, rect: Rect, text: str, look: tuple[str, Style]) -> None:
    """A title on a band of colour."""
    colour, style = look
    page.panels.append(Panel(rect, fill=colour))
    inner = Rect(rect.x + 8, rect.y, rect.width - 16, rect.height - 5)
    place(page, inner, lambda s: s.paragraph(text, style))


def mechanisms(setter: Setter, report: Report, sheet: Sheet) -> None:
    """Sets all mechanisms."""
    for part in report["sections"]:
        section(setter, part, sheet)


@dataclass(frozen=True)
class Grid:
    """Columns on a page, hung from a height."""

    page: int
    x: float
    top: float
    width: float
    count: int
    gutter: float
    before: tuple[Frame, ...] = ()

    def frames(self, tall: float) -> list[Frame]:
        """The columns at a height, after those of the pages before."""
        area = hung(self.x, self.top, self.width, tall)
        return [*self.before, *columns(self.page, area, self.count, self.gutter)]

    def fill(self, pages: list[Page], fill: Callable[[Setter], None], tallest: float) -> float:
        """Sets text into the columns, equally high; tells where they end."""
        tall = balance(self.frames, fill, tallest)
        fill(Setter(self.frames(tall), pages))
        return self.top - tall


ODD = Sheet(
    title=Style("Narrow-Bold", 22, "#ffffff"),
    head=Style("Narrow-Bold", 8.8, "#4a148c", before=6, after=1, room=3),
    body=Style("Narrow", 8.4, lead=1.27, hyphens=True),
    band=Style("Narrow-Bold", 9.5, "#4a148c", tracking=2, after=6),
    label=Style("Narrow-Bold", 9, before=4, after=2, room=2),
    url=Style("Narrow", 7.4, "#1a4f8b"),
)


def odd(report: Report, out: Path) -> None:
    """Sidebar on the left, three columns, the matrix on its side, words in no order."""
    pages = [Page(), Page(), Page(turn=on_side(A4)), Page()]
    banner(pages[0], Rect(34, 778, 527, 34), report["title"], ("#4a148c", ODD.title))
    side = Panel(Rect(34, 50, 104, 716), fill="#ede7f6")
    pages[0].panels.append(side)
    place(pages[0], side.rect.inner(9), partial(popular, report=report, sheet=ODD))
    first = tuple(columns(0, Rect(150, 50, 411, 716), 3, 12))
    text = partial(mechanisms, report=report, sheet=ODD)
    Grid(1, 34, 802, 527, 3, 14, first).fill(pages, text, 750)
    heading = report["matrix"]["heading"]
    place(pages[2], Rect(50, 505, 740, 30), lambda s: s.paragraph(heading, ODD.band))
    large = replace(ODD, body=replace(ODD.body, size=10.6), label=replace(ODD.label, size=11))
    text = partial(matrix, report=report, sheet=large)
    Grid(2, 50, 490, 740, 2, 24).fill(pages, text, 430)
    text = partial(publications, report=report, sheet=ODD)
    end = Grid(3, 34, 800, 527, 2, 20).fill(pages, text, 400)
    text = partial(box, report=report, sheet=ODD)
    look = replace(side, stroke="#4a148c")
    panel(pages[3], Rect(34, end - 20, 527, 0), look, text)
    foot(pages, Style("Narrow", 7.5, "#555555"))
    save(out, report["title"], pages, shuffle=True)


TURNED = Sheet(
    title=Style("Caladea-Bold", 26, "#0b3d2e", align="center"),
    head=Style("Caladea-Bold", 11, "#0b3d2e", before=9, after=2, room=3),
    body=Style("Caladea", 9.6, lead=1.25, align="justify", hyphens=True),
    band=Style("Caladea-Bold", 11, "#0b3d2e", tracking=2, after=6),
    label=Style("Caladea-Bold", 10.2, before=5, after=2, room=2),
    url=Style("Caladea", 9, "#1a4f8b"),
)


def turned(report: Report, out: Path) -> None:
    """Two columns; the pages are stored turned to the left or to the right."""
    pages = [Page() for _ in range(4)]
    pages[0].panels.append(Panel(Rect(45, 768, 505, 1.5), fill="#0b3d2e"))
    place(pages[0], Rect(45, 770, 505, 36), lambda s: s.paragraph(report["title"], TURNED.title))
    first = tuple(columns(0, Rect(45, 50, 505, 705), 2, 20))
    text = partial(mechanisms, report=report, sheet=TURNED)
    Grid(1, 45, 800, 505, 2, 20, first).fill(pages, text, 750)
    heading = report["matrix"]["heading"]
    place(pages[2], Rect(45, 750, 505, 50), lambda s: s.paragraph(heading, TURNED.band))
    text = partial(matrix, report=report, sheet=TURNED)
    end = Grid(2, 45, 750, 505, 1, 20).fill(pages, text, 700)
    place(pages[2], hung(45, end - 14, 505, 200), partial(popular, report=report, sheet=TURNED))
    text = partial(publications, report=report, sheet=TURNED)
    end = Grid(3, 45, 800, 505, 1, 20).fill(pages, text, 600)
    text = partial(box, report=report, sheet=TURNED)
    look = Panel(Rect(0, 0, 0, 0), fill="#e3eee9")
    panel(pages[3], Rect(45, end - 20, 505, 0), look, text)
    foot(pages, Style("Caladea", 9, "#555555"), "– {} –")
    save(out, report["title"], [rotated(page, (90, 270)[k % 2]) for k, page in enumerate(pages)])


BOXED = Sheet(
    title=Style("Sans-Bold", 23, "#ffffff"),
    head=Style("Sans-Bold", 9.8, "#b3261e", before=7, after=1, room=3),
    body=Style("Serif", 10.2, lead=1.22, align="justify", hyphens=True),
    band=Style("Sans-Bold", 9.5, "#b3261e", tracking=1.2, after=5),
    label=Style("Sans-Bold", 9.4, before=4, after=2, room=2),
    url=Style("Serif", 9, "#1a4f8b"),
)


def boxed(report: Report, out: Path) -> None:
    """Two columns; the box stands in the middle of the page, across parts of both."""
    pages = [Page() for _ in range(3)]
    banner(pages[0], Rect(42, 770, 511, 36), report["title"], ("#b3261e", BOXED.title))
    text = partial(box, report=report, sheet=BOXED)
    look = Panel(Rect(0, 0, 0, 0), fill="#f6e4e2", stroke="#b3261e")
    hole = panel(pages[0], Rect(167, 530, 261, 0), look, text)
    around = Rect(hole.x - 10, hole.y - 8, hole.width + 20, hole.height + 12)
    first = tuple(columns(0, Rect(42, 46, 511, 714), 2, 18, around))
    text = partial(mechanisms, report=report, sheet=BOXED)
    Grid(1, 42, 802, 511, 2, 18, first).fill(pages, text, 750)
    heading = report["matrix"]["heading"]
    place(pages[2], Rect(42, 760, 511, 40), lambda s: s.paragraph(heading, BOXED.band))
    text = partial(matrix, report=report, sheet=BOXED)
    end = Grid(2, 42, 770, 511, 2, 18).fill(pages, text, 400)
    place(pages[2], hung(42, end - 16, 511, 90), partial(popular, report=report, sheet=BOXED))
    text = partial(publications, report=report, sheet=BOXED)
    Grid(2, 42, end - 120, 511, 2, 18).fill(pages, text, 400)
    foot(pages, Style("Sans", 8, "#777777"), "{} / {}")
    save(out, report["title"], pages)


SIDED = Sheet(
    title=Style("Carlito-Bold", 28, "#00519e"),
    head=Style("Carlito-Bold", 11, "#00519e"),
    body=Style("Carlito", 11, lead=1.25),
    band=Style("Carlito-Bold", 12, "#00519e", tracking=2.5, before=12, after=6),
    label=Style("Carlito-Bold", 11, before=4, after=2, room=2),
    url=Style("Carlito", 10.5, "#00519e"),
)


@dataclass
class SideHeads:
    """Headings in the left margin, each at the height of its text on the right."""

    pages: list[Page]
    top: float
    low: float = 54
    page: int = 0

    def put(self, heads: list[str], fill: Callable[[Setter], None]) -> None:
        """Sets a text that is not broken by a page's end, with its headings beside it."""
        side = partial(self.side, heads=heads)
        tall = max(height(372, fill), height(118, side)) + 1
        if self.top - tall < self.low:
            self.page, self.top = self.page + 1, 738
        if self.page == len(self.pages):
            self.pages.append(Page(size=LETTER))
        here = self.pages[self.page]
        place(here, hung(54, self.top, 118, tall), side)
        place(here, hung(186, self.top, 372, tall), fill)
        self.top -= tall + 9

    @staticmethod
    def side(setter: Setter, heads: list[str]) -> None:
        """Sets the headings in the margin."""
        for text in heads:
            setter.paragraph(text, SIDED.head)


def texts(setter: Setter, some: list[str]) -> None:
    """Sets paragraphs one after the other."""
    for text in some:
        setter.paragraph(text, SIDED.body)


def sided(report: Report, out: Path) -> None:
    """One column of text, the headings beside it in the left margin, URLs cut in the middle."""
    pages = [Page(size=LETTER)]
    place(pages[0], Rect(54, 700, 504, 46), lambda s: s.paragraph(report["title"], SIDED.title))
    pages[0].panels.append(Panel(Rect(54, 702, 504, 1), fill="#00519e"))
    heads = SideHeads(pages, 690)
    for part in report["sections"]:
        notes = [part[key] for key in ("heading", "anniversary") if key in part]
        heads.put(notes, partial(texts, some=part["paragraphs"]))
    pages.append(Page(size=LETTER))
    setter = Setter([Frame(len(pages) - 1, Rect(54, 54, 504, 684))], pages)
    setter.paragraph(report["matrix"]["heading"], SIDED.band)
    matrix(setter, report, SIDED)
    setter.skip(10)
    popular(setter, report, SIDED)
    pages.append(Page(size=LETTER))
    setter = Setter([Frame(len(pages) - 1, Rect(54, 54, 504, 684))], pages)
    publications(setter, report, SIDED, cut=True)
    setter.skip(14)
    box(setter, report, SIDED)
    foot(pages, Style("Carlito", 9, "#777777"), "ISCM Highlights {}/{}")
    save(out, report["title"], pages)


SMALL = Sheet(
    title=Style("Serif-Bold", 20, "#222222"),
    head=Style("Serif-Bold", 12, "#222222", before=12, after=2, room=3),
    body=Style("Serif", 11.5, lead=1.3, after=2),
    band=Style("Serif-Bold", 12, "#222222", after=6),
    label=Style("Serif-Bold", 11.5, before=8, after=2, room=2),
    url=Style("Serif", 11.5, "#1a4f8b"),
)
LETTER_LINES = [
    "Dear colleagues,",
    "",
    "this page was signed by hand and put in as a picture.",
    "It holds no event, no theme and no publication.",
    "",
    "With kind regards,",
    "the secretariat",
]


def themes(setter: Setter, report: Report) -> None:
    """Sets all that comes after the mechanisms, the matrix as bullets."""
    setter.paragraph(report["matrix"]["heading"], SMALL.band)
    for group in report["matrix"]["groups"]:
        setter.paragraph(group["heading"], SMALL.label)
        for row in group["rows"]:
            text = "• " + row["label"] + report["separator"] + row["items"]
            setter.paragraph(text, replace(SMALL.body, indent=8))
    setter.skip(10)
    popular(setter, report, SMALL)
    setter.skip(14)
    setter.paragraph(report["publications"]["heading"], SMALL.band)
    publications(setter, report, SMALL)


def small_pages(report: Report) -> list[Page]:
    """The two pages of the small report."""
    pages = [Page(), Page()]
    setter = Setter([Frame(0, Rect(72, 72, 451, 698))], pages)
    setter.paragraph(report["title"], SMALL.title)
    for line in report["subtitle"]:
        setter.paragraph(line, SMALL.body)
    mechanisms(setter, report, SMALL)
    themes(Setter([Frame(1, Rect(72, 72, 451, 698))], pages), report)
    return pages


def small(report: Report, out: Path) -> None:
    """The small report in one column."""
    save(out, report["title"], small_pages(report))


def gap(report: Report, out: Path) -> None:
    """The small report with a picture of a page in between."""
    first, last = small_pages(report)
    save(out, report["title"], [first, scanned("A letter", LETTER_LINES), last])


def scan(text: str, out: Path) -> None:
    """A picture of a page."""
    save(out, text, [scanned(text, LETTER_LINES)])
