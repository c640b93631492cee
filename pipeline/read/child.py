"""The child process that opens PDFs, alone with pdfplumber: what goes wrong there stays there.

`main` takes a pickled `Request` on standard input, and answers on standard output with a dot for
each page done, then a line feed and a pickled answer: a `Reading`, a picture (PNG) or a `Trouble`.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem

from pipeline.model import is_lost
from pipeline.read.glyphs import Char, Sheet
from pipeline.read.limits import Limits
from pipeline.read.messages import BEAT, Reading, Rect, Request, Trouble
from pipeline.read.reading import Source, read_pages

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

    from pipeline.read.areas import Drawn

INKS = ("cyan", "magenta", "yellow", "black")
LONGEST_REASON = 70  # characters
RESOLUTION = 150  # dots an inch of a picture
READABLE = 0.5  # of the glyphs must say which character they draw


class Refused(Exception):
    """The file is not read, and its one argument, a `Trouble`, says why."""


def main() -> None:
    """Answers one request."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may write an answer
    request = pickle.load(sys.stdin.buffer)
    answer = respond(request, answers)
    answers.write(b"\n")
    pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()
    os._exit(0)  # what pdfminer keeps need not be taken apart


def respond(request: Request, beats: BinaryIO) -> Reading | bytes | Trouble:
    """The answer to a request; any error of the libraries on the way is trouble with the file."""
    bound_memory(request.limits.megabytes)
    try:
        return answer(request, beats)
    except Refused as refused:
        trouble: Trouble = refused.args[0]
        return trouble
    except MemoryError:
        bound_memory(0)  # to say so takes some
        return Trouble("memory")
    except Exception as error:  # noqa: BLE001 - a damaged file may raise anything in pdfminer
        return Trouble("damaged", reason(error))


def bound_memory(megabytes: int) -> None:
    """Keeps this process from taking more memory, where the system can do that; 0 lifts the
    bound."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20 if megabytes else hard, hard))
    except (ImportError, OSError, ValueError):
        pass  # the limit in seconds is left


def answer(request: Request, beats: BinaryIO) -> Reading | bytes:
    """The reading text or the picture that was asked for."""
    with open_pdf(request) as pdf:
        pages = page_list(pdf, request.limits)
        if request.page:
            return draw(pages, request)
        reading = read_pages(beating(pages, request.limits, beats))
    refuse_unreadable(reading)
    return reading


def open_pdf(request: Request) -> PDF:
    """The opened file; `Trouble` where it is encrypted or no PDF.

    Without layout analysis, which would cost as much as all the rest, and whose lines run over
    columns; without Unicode normalisation, which would take ligatures apart that have one box.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return pdfplumber.open(
            request.path, password=request.password or None, raise_unicode_errors=False
        )
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise Refused(Trouble("wrong-password" if request.password else "password")) from None
        if isinstance(cause, PDFEncryptionError):
            raise Refused(Trouble("encryption", reason(cause))) from None
        raise Refused(Trouble("no-pdf", reason(cause))) from None


def page_list(pdf: PDF, limits: Limits) -> list[Page]:
    """The pages of a file; `Trouble` where there are none or too many."""
    pages = pdf.pages
    if not pages:
        raise Refused(Trouble("no-pages"))
    if len(pages) > limits.pages:
        raise Refused(Trouble("pages", values=(len(pages),)))
    return pages


def beating(pages: Iterable[Page], limits: Limits, beats: BinaryIO) -> Iterator[Source]:
    """What each page holds; each is closed, and a beat sent, when it has been looked at."""
    for page in pages:
        source = source_of(page)
        if len(source.chars) > limits.characters:
            raise Refused(Trouble("characters", values=(page.page_number, len(source.chars))))
        yield source
        page.close()
        beats.write(BEAT)
        beats.flush()


def source_of(page: Page) -> Source:
    """What a page holds, its links among it; what lies outside its crop box is not seen.

    Of a turned page the crop box is left aside, as pdfplumber turns it wrongly.
    """
    is_cropped = not page.rotation and is_inside(page.cropbox, page.bbox)
    box = page.cropbox if is_cropped else page.bbox
    x0, top, x1, bottom = (float(edge) for edge in box)
    sheet = Sheet((x0, top, x1, bottom), (float(page.mediabox[0]), float(page.mediabox[3])))
    chars, shapes = drawn_on(page)
    return Source(page.page_number, sheet, chars, shapes, links_of(page))


def drawn_on(page: Page) -> tuple[list[Char], list[Drawn]]:
    """The characters and the shapes of a page.

    The characters are taken from pdfminer's layout as it is: pdfplumber's own `page.chars`, which
    gives them the same boxes, takes longer to make a dictionary of each than all else here.
    """
    left, top = page.mediabox[:2]
    foot = float(top) + float(page.height)
    chars: list[Char] = []
    shapes: list[Drawn] = []
    for item in items_of(page.layout):
        if isinstance(item, LTChar):
            x0, low, x1, high = item.bbox
            box = (x0 + left, foot - high, x1 + left, foot - low)
            colour = colour_of(item.graphicstate.ncolor)
            chars.append(Char(item.get_text(), str(item.fontname), box, item.matrix, colour))
        elif isinstance(item, LTCurve):  # lines and rectangles are curves too
            shapes.append(cast("Drawn", page.process_object(item)))
    return chars, shapes


def colour_of(values: object) -> str:
    """A colour as `#rrggbb`, however the file gives it: black is black in grey, red-green-blue and
    in the four inks of printers. A pattern is named as pdfminer has it."""
    parts = values if isinstance(values, (tuple, list)) else (values,)
    lights = [float(part) for part in parts if isinstance(part, (int, float))]
    if len(lights) == len(INKS):
        lights = [(1 - ink) * (1 - lights[-1]) for ink in lights[:-1]]
    if len(lights) == 1:
        lights *= len(INKS) - 1
    if len(lights) != len(INKS) - 1:
        return str(values)
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, light))):02x}" for light in lights)


def items_of(container: Iterable[LTItem]) -> Iterator[LTItem]:
    """What a page draws, that of its forms too."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from items_of(item)
        else:
            yield item


def is_inside(box: Rect, other: Rect) -> bool:
    """Whether a box has some area, and none of it outside another."""
    x0, top, x1, bottom = box
    return other[0] <= x0 < x1 <= other[2] and other[1] <= top < bottom <= other[3]


def links_of(page: Page) -> tuple[tuple[Rect, str], ...]:
    """The places on a page that lead to an address; none where its annotations are damaged."""
    try:
        found = page.hyperlinks
    except Exception:  # noqa: BLE001 - the text of the page can be read without them
        return ()
    return tuple(
        ((float(one["x0"]), float(one["top"]), float(one["x1"]), float(one["bottom"])), uri)
        for one in found
        if (uri := str(one["uri"]).strip()).lower().startswith(("http:", "https:", "www."))
    )


def refuse_unreadable(reading: Reading) -> None:
    """`Trouble` where no page has text, or fonts do not say which characters they draw."""
    printed = [letter for letter in reading.text if not letter.isspace()]
    if not printed:
        raise Refused(Trouble("no-text", values=(reading.pages,)))
    if sum(map(is_lost, printed)) > (1 - READABLE) * len(printed):
        raise Refused(Trouble("no-characters"))


def draw(pages: list[Page], request: Request) -> bytes:
    """A picture of a page with shapes drawn in, as PNG."""
    if request.page > len(pages):
        raise Refused(Trouble("no-page", values=(request.page, len(pages))))
    image = pages[request.page - 1].to_image(resolution=RESOLUTION)
    for shape in request.shapes:
        image.draw_rect(shape.box, shape.fill, shape.stroke, shape.stroke_width)
    content = io.BytesIO()
    image.annotated.convert("RGB").save(content, format="PNG", optimize=True)
    return content.getvalue()


def reason(error: BaseException) -> str:
    """What an error of a library says, in a few words."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_REASON].strip(" :[")
