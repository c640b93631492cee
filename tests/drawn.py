"""Small PDFs drawn by hand, each with the one fault or manner that a test is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Silent"}
SILENT = (  # a font that does not say which letters its glyphs are
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Silent /Encoding /Identity-H /DescendantFonts "
    b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Silent /DW 500 /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
)
WIDTH, HEIGHT = 595, 842


@dataclass
class Page:
    """A page in the making; places are in points from the top left, as a reader sees it."""

    content: list[str] = field(default_factory=list)
    extra: str = ""  # more entries of the page's dictionary

    def text(
        self,
        x: float,
        top: float,
        words: str,
        *,
        size: float = 10,
        font: str = "F1",
        matrix: str = "1 0 0 1",
    ) -> Page:
        """Sets words whose base line is `size` points below `top`."""
        shown = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        place = f"{matrix} {x:g} {HEIGHT - top - size:g} Tm"
        self.content.append(f"BT /{font} {size:g} Tf {place} ({shown}) Tj ET")
        return self

    def glyphs(self, x: float, top: float, *numbers: int, size: float = 10) -> Page:
        """Sets glyphs of the silent font by their numbers."""
        shown = "".join(f"{number:04x}" for number in numbers)
        place = f"1 0 0 1 {x:g} {HEIGHT - top - size:g} Tm"
        self.content.append(f"BT /F3 {size:g} Tf {place} <{shown}> Tj ET")
        return self

    def lines(self, x: float, top: float, lines: Iterable[str], **look: object) -> Page:
        """Sets lines 12 points below each other."""
        for number, line in enumerate(lines):
            self.text(x, top + 12 * number, line, **look)  # type: ignore[arg-type]
        return self

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Page:
        """Shades a box."""
        self.content.append(
            f"0.9 0.9 0.8 rg {x0:g} {HEIGHT - bottom:g} {x1 - x0:g} {bottom - top:g} re f 0 g"
        )
        return self

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> Page:
        """Draws the outline of a box."""
        self.content.append(f"{x0:g} {HEIGHT - bottom:g} {x1 - x0:g} {bottom - top:g} re S")
        return self


def pdf(*pages: Page, encoding: str = "/WinAnsiEncoding", end: bytes = b"%%EOF\n") -> bytes:
    """The pages as a file; `encoding` is that of the fonts."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{3 + len(FONTS) + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {encoding} >>".encode()
        for name in FONTS.values()
    ]
    objects[-1] = SILENT
    fonts = " ".join(f"/{name} {3 + at} 0 R" for at, name in enumerate(FONTS))
    for page in pages:
        stream = "\n".join(page.content).encode("cp1252")
        number = len(objects) + 2
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {number} 0 R "
            f"/Resources << /Font << {fonts} >> >> {page.extra} >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return b"".join(written(objects)) + end


def written(objects: Iterable[bytes]) -> Iterator[bytes]:
    """The objects with their cross-reference table."""
    at = 9
    yield b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        shown = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        places.append(at)
        at += len(shown)
        yield shown
    yield b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    yield from (b"%010d 00000 n \n" % place for place in places)
    yield b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n" % (len(places) + 1, at)


def link(x0: float, top: float, x1: float, bottom: float, uri: str) -> str:
    """What a page's dictionary says of a link over a box."""
    return (
        f"/Annots [<< /Type /Annot /Subtype /Link /Rect [{x0:g} {HEIGHT - bottom:g} {x1:g} "
        f"{HEIGHT - top:g}] /A << /S /URI /URI ({uri}) >> >>]"
    )


def put(path: Path, *pages: Page, **options: object) -> Path:
    """Writes the pages into a file."""
    path.write_bytes(pdf(*pages, **options))  # type: ignore[arg-type]
    return path
