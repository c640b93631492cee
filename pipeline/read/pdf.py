"""PDF sources: the reading text of a PDF's pages, read in a process of its own."""

from __future__ import annotations

import hashlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from pipeline.model import Box, Boxes, Finding, InputError, Line, Link, Region, Report, Stretch
from pipeline.read.limits import Limits, raise_it
from pipeline.read.messages import Kept, Reading, Request, Trouble

HEADER = b"%PDF-"
HEAD = 1024  # bytes in which a PDF's header stands, and its end mark before the end of the file
END = b"%%EOF"
PACKAGE = Path(__file__).resolve().parent.parent.parent
CHUNK = 1 << 16
MANY_LINES = 6  # of a column tell how wide it is
LINES = {
    "password": "encrypted; give its password with --password",
    "wrong-password": "encrypted, and --password does not open it; give the right one",
    "encryption": (
        "encrypted in a way that no password would help with ({detail}); "
        "save a copy without encryption, such as 'qpdf --decrypt {name} copy.pdf' makes"
    ),
    "no-pdf": "no readable PDF ({detail}); get the file again, or try 'qpdf {name} mended.pdf'",
    "damaged": "a damaged PDF ({detail}); get the file again, or try 'qpdf {name} mended.pdf'",
    "no-pages": "a PDF without pages; get the file again",
    "no-page": "no page {0}; it has {1}",
    "no-text": (
        "no text layer: none of its pages ({0}) has text, as in a scan; "
        "make one with 'ocrmypdf {name} with-text.pdf'"
    ),
    "no-characters": (
        "no text layer that can be read: its fonts do not say which characters they draw; "
        "make one with 'ocrmypdf --force-ocr {name} with-text.pdf'"
    ),
    "pages": "{0} pages, more than {limits.pages}; give a report, {raise_pages}",
    "characters": (
        "{1} characters on page {0}, more than {limits.characters}; "
        "give a report, {raise_characters}"
    ),
    "seconds": "not read within {limits.seconds} seconds; give a report, {raise_seconds}",
    "page_seconds": (
        "a page that is not read within {limits.page_seconds} seconds; "
        "mend the file, {raise_page_seconds}"
    ),
    "memory": "more than {limits.megabytes} MB to read it; mend the file, {raise_megabytes}",
    "broken-off": (
        "the PDF reader broke off; get the file again, try 'qpdf {name} mended.pdf', "
        "{raise_megabytes}"
    ),
}


def is_pdf(path: Path, content: bytes) -> bool:
    """Whether a file is, or by its name claims to be, a PDF."""
    return path.suffix.lower() == ".pdf" or HEADER in content[:HEAD]


def read_pdf(path: Path, content: bytes, *, password: str = "", limits: Limits) -> Report:
    """The report of a PDF, its year and language not yet settled.

    Raises `InputError` for a file that is encrypted, damaged, without text or beyond the limits.
    """
    if not content:
        raise InputError(f"{path}: an empty file; get it again")
    answer = ask(Request(path, password, limits))
    if not isinstance(answer, Reading):
        raise TypeError(f"a reading was asked for, not {type(answer).__name__}")
    return Report(
        text="".join(answer.text),
        lines=tuple(lines_of(answer)),
        page_count=answer.pages,
        source_file=path.name,
        source_sha256=hashlib.sha256(content).hexdigest(),
        boxes=Boxes(answer.boxes),
        furniture=tuple(Stretch(*pair) for pair in answer.furniture),
        asides=tuple(Stretch(*pair) for pair in answer.asides),
        links=tuple(Link(*link) for link in answer.links),
        regions=tuple(Region(page, kind, Box(*box)) for page, kind, box in answer.regions),
        findings=tuple(findings_of(answer, content)),
    )


def draw_page(request: Request) -> bytes:
    """A picture of a page as PNG; `InputError` where there is no such page."""
    answer = ask(request)
    if not isinstance(answer, bytes):
        raise TypeError(f"a picture was asked for, not {type(answer).__name__}")
    return answer


def lines_of(reading: Reading) -> Iterator[Line]:
    """The lines of a reading, with the room that each has."""
    edges = usual_edges(reading.lines)
    for one in reading.lines:
        width = one.x1 - one.x0
        room = 0
        if width > 0 and one.right > one.left:
            right = one.right
            if not one.bounded:
                right = usual_edge(right, edges[round(one.left)])
            room = round((one.end - one.start) * (right - one.x0) / width)
        yield Line(one.start, one.end, one.page, one.number, room, one.style, one.lead)


def usual_edges(lines: Iterable[Kept]) -> dict[int, dict[float, int]]:
    """The right edges of the columns that begin at one place, with the number of their lines."""
    edges: dict[int, dict[float, int]] = defaultdict(lambda: defaultdict(int))
    for one in lines:
        if one.end > one.start and one.right > one.left and not one.bounded:
            for near in range(round(one.left) - 1, round(one.left) + 2):
                edges[near][one.right] += 1
    return edges


def usual_edge(right: float, edges: Mapping[float, int]) -> float:
    """Where a column ends to the right: at its longest line, and where it has few lines, at the
    next edge of a column that begins where it does and has more."""
    if edges[right] >= MANY_LINES:
        return right
    wider = (edge for edge in sorted(edges) if edge > right and edges[edge] > edges[right])
    return next(wider, right)


def findings_of(reading: Reading, content: bytes) -> Iterator[Finding]:
    """What is to be said of a PDF as a whole, and of its pages."""
    if END not in content[-HEAD:]:
        yield Finding(
            "pdf-cut-short",
            "warning",
            "the PDF lacks its end mark and may be cut short; get the file again",
        )
    for page in reading.empty:
        yield Finding(
            "page-without-text",
            "warning",
            f"page {page} has no text, which a picture on it may hold; look at it, or give the "
            "PDF a text layer with ocrmypdf",
            page=page,
        )


def ask(request: Request) -> object:
    """The child's answer to a request, the program's own line where there is none."""
    child = subprocess.Popen(
        [sys.executable, "-c", "from pipeline.read.child import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path_of_package()},
    )
    try:
        answer = talk(child, request)
    finally:
        child.kill()
        child.wait()
    if isinstance(answer, Trouble):
        raise InputError(f"{request.path}: {line_of(answer, request)}")
    return answer


def path_of_package() -> str:
    """Where a child finds this very package, whatever folder it starts in."""
    return os.pathsep.join(filter(None, [str(PACKAGE), os.environ.get("PYTHONPATH", "")]))


def line_of(trouble: Trouble, request: Request) -> str:
    """What the user reads of a trouble."""
    limits = request.limits
    raised = {f"raise_{name}": raise_it(name, limits) for name in Limits.__dataclass_fields__}
    return LINES[trouble.code].format(
        *trouble.values, detail=trouble.detail, name=request.path.name, limits=limits, **raised
    )


def talk(child: subprocess.Popen[bytes], request: Request) -> object:
    """Hands a request to the child and waits for its answer as long as the limits allow."""
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the child has no pipes")
    try:
        with child.stdin as pipe:
            pickle.dump(request, pipe)
    except BrokenPipeError:
        return Trouble("broken-off")
    chunks: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=pump, args=(child.stdout, chunks), daemon=True).start()
    return listen(chunks, request.limits)


def pump(pipe: IO[bytes], chunks: queue.Queue[bytes]) -> None:
    """Passes on what a pipe gives, at last an empty chunk."""
    while chunk := os.read(pipe.fileno(), CHUNK):
        chunks.put(chunk)
    chunks.put(b"")


def listen(chunks: queue.Queue[bytes], limits: Limits) -> object:
    """The answer in the chunks that the child sends; `Trouble` where it takes too long."""
    deadline = time.monotonic() + limits.seconds
    heard = bytearray()
    while True:
        left = deadline - time.monotonic()
        try:
            chunk = chunks.get(timeout=max(0.0, min(left, limits.page_seconds)))
        except queue.Empty:
            return Trouble("seconds" if left <= limits.page_seconds else "page_seconds")
        if not chunk:
            break
        heard += chunk
    _, mark, answer = bytes(heard).partition(b"\n")
    return pickle.loads(answer) if mark and answer else Trouble("broken-off")
