"""Times of diff and exports beyond imports, in seconds, as one JSON object; for `bench.py`."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import icalendar
import jinja2
import pyarrow.parquet
import xlsxwriter

from pipeline.cli import spare_collections
from pipeline.publish.diff import compare, render
from pipeline.publish.export import KINDS, export

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "extracted" / "2020"
IMPORTED = (icalendar, jinja2, pyarrow.parquet, xlsxwriter)  # before the clock starts
FEW, MANY = 40, 80  # reports, to tell whether time grows with them alone
FIRST = 1000  # the year of the first of many reports
RUNS = 3


def main() -> None:
    """Prints the figures."""
    spare_collections()  # as the program does
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))))


def measure(folder: Path) -> dict[str, float]:
    """The figures by their names."""
    other = of_year(folder / "other", 2019)
    few, many = (reports(folder / str(count), count) for count in (FEW, MANY))
    out = folder / "exports"
    export([REPORT], "parquet", out)  # what is imported at the first use
    figures = {
        "diff": best(lambda: render(compare(other, REPORT), "text")),
        "exports": best(lambda: [export([REPORT], kind, out) for kind in KINDS]),
        "diff growth": growth(lambda one: compare(one, one), few, many),
    }
    for kind in KINDS:
        figures[f"{kind} growth"] = growth(
            lambda one, kind=kind: export([one], kind, out), few, many
        )
    return figures


def growth(task: Callable[[Path], object], few: Path, many: Path) -> float:
    """How often longer the task takes for twice as many reports."""
    return best(lambda: task(many)) / best(lambda: task(few))


def best(task: Callable[[], object]) -> float:
    """The best time of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        task()
        times.append(time.perf_counter() - begun)
    return min(times)


def reports(folder: Path, count: int) -> Path:
    """A folder of so many reports, each of a year of its own."""
    for year in range(FIRST, FIRST + count):
        of_year(folder / str(year), year)
    return folder


def of_year(folder: Path, year: int) -> Path:
    """The report of 2020 as if it were that of another year."""
    shutil.copytree(REPORT, folder)
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("2020", str(year)), encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
