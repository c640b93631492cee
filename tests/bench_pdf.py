"""What reading PDFs costs, measured where it happens: in one process, without the spawning.

Prints a JSON object; `make bench` runs it as a program of its own.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
from drawn import Page, pdf

from pipeline.read.child import source_of
from pipeline.read.reading import Source, read_pages

PDFS = Path(__file__).resolve().parent / "pdfs"
FILES = sorted((PDFS / "others").glob("iscm-2020-*.pdf"))
RUNS = 5
PAGES = 200
LINE = "Senior Officials met in Lima on 5 May 2019 and discussed labour migration"


def main() -> None:
    """Prints the worst ratio over some files, with its file, and the growth of memory in MB."""
    ratios = {path.name: ratio(path) for path in FILES}
    worst = max(ratios, key=lambda name: ratios[name])
    print(json.dumps({"ratio": ratios[worst], "file": worst, "growth": growth()}))


def ratio(path: Path) -> float:
    """How many times as long as plain `page.chars` it takes to read a file; the best of several
    runs of each, taken in turns."""
    plain = whole = float("inf")
    for _ in range(RUNS):
        plain = min(plain, timed(lambda: [characters(page) for page in pages(path)]))
        whole = min(whole, timed(lambda: read_pages(source_of(page) for page in pages(path))))
    return whole / plain


def timed(task: Callable[[], object]) -> float:
    """The processor time of a task in seconds."""
    begun = time.process_time()
    task()
    return time.process_time() - begun


def pages(path: Path) -> Iterator[pdfplumber.page.Page]:
    """The pages of a file, each closed behind the next."""
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            yield page
            page.close()


def characters(page: pdfplumber.page.Page) -> int:
    """The number of a page's characters, as pdfplumber gives them by itself."""
    return len(page.chars)


def growth() -> float:
    """How much more memory in MB the last half of many pages takes than the first."""
    page = Page().lines(40, 60, [LINE] * 50).lines(330, 60, [LINE[:45]] * 50)
    peaks: list[float] = []

    def sources(opened: pdfplumber.PDF) -> Iterator[Source]:
        for number, one in enumerate(opened.pages, 1):
            yield source_of(one)
            one.close()
            if number in (PAGES // 2, PAGES):
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    with pdfplumber.open(BytesIO(pdf(*[page] * PAGES))) as opened:
        read_pages(sources(opened))
    kilo = 1024 if sys.platform != "darwin" else 1024**2
    return (peaks[1] - peaks[0]) / kilo


if __name__ == "__main__":
    main()
