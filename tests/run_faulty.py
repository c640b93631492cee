"""Runs `iscm extract` on every file of a folder of broken and odd PDFs, and prints how each ended.

    .venv/bin/python tests/run_faulty.py FOLDER

The folder's LIST.tsv names each file and, in its column `expected`, how it is to end: `text` (the
PDF is read; as none holds a mechanism's heading, the message says so), `clear error` (a line about
the PDF), or either. Exit status 1 where one ends otherwise, writes anything, takes more than 20
seconds or more than 1.5 GB.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS, MOST_MEGABYTES = 20.0, 1500.0
READ = "no mechanism heading"
BAD_INPUT = 2
RUN = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "pipeline", *sys.argv[1:]], capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
sys.stdout.buffer.write(b"%d %d\\n" % (done.returncode, peak) + done.stderr)
"""


@dataclass(frozen=True)
class Ending:
    """How one file ended; `wrong` says what is not as it should be, empty where all is."""

    file: str
    expected: str
    ended: str
    seconds: float
    megabytes: float
    message: str
    wrong: str


def main() -> None:
    """Prints the table."""
    endings = list(run_all(Path(sys.argv[1])))
    for one in endings:
        print(
            f"{one.file:<46}{one.expected:<22}{one.ended:<13}{one.seconds:6.1f} s"
            f"{one.megabytes:7.0f} MB  {one.wrong.upper()}{' ' if one.wrong else ''}{one.message}"
        )
    wrong = sum(bool(one.wrong) for one in endings)
    print(f"{len(endings)} files, {wrong} not as expected")
    sys.exit(wrong > 0)


def run_all(folder: Path) -> Iterator[Ending]:
    """How each file of a folder ends."""
    with (folder / "LIST.tsv").open(encoding="utf-8", newline="") as listed:
        for row in csv.DictReader(listed, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield run_one(folder / row["file"], row["expected"])


def run_one(path: Path, expected: str) -> Ending:
    """How one file ends."""
    with tempfile.TemporaryDirectory() as work:
        out = Path(work, "out")
        begun = time.perf_counter()
        words = ["extract", str(path), "--out", str(out)]
        done = subprocess.run(
            [sys.executable, "-c", RUN, *words], cwd=ROOT, capture_output=True, check=True
        )
        seconds = time.perf_counter() - begun
        wrote = out.exists()
    first, _, said = done.stdout.decode().partition("\n")
    status, peak = map(int, first.split())
    message = said.strip().removeprefix(f"{path}: ")
    ended = "text" if READ in message else "clear error"
    megabytes = peak / (1024 if sys.platform != "darwin" else 1024**2)
    wrongs = {
        "ended otherwise": ended not in expected.split(" or "),
        f"exit status {status}": status != BAD_INPUT,
        "not one line": len(said.strip().splitlines()) != 1,
        "wrote something": wrote,
        "slow": seconds > MOST_SECONDS,
        "large": megabytes > MOST_MEGABYTES,
    }
    wrong = ", ".join(name for name, holds in wrongs.items() if holds)
    return Ending(path.name, expected, ended, seconds, megabytes, message, wrong)


if __name__ == "__main__":
    main()
