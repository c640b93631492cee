"""Two states of code and rules, each run as a program of its own on the same reports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.sidecar import sidecar_path

AT_A_TIME = 2  # programs
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Side:
    """One side's extraction of a report: its folder, or the line that says why there is none."""

    folder: Path | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """A report as both sides extract it."""

    source: Path
    before: Side
    after: Side


def extract_sides(
    sources: Iterable[Path], codes: Mapping[str, Path], work: Path, tell: Callable[[str], None]
) -> tuple[Sides, ...]:
    """The reports as both sides extract them, below the folder `work`, in their order.

    `codes` holds the folders with the `pipeline` and the `rules` of `BEFORE` and `AFTER`.
    """

    def extract(numbered: tuple[int, Path]) -> Sides:
        number, source = numbered
        tell(f"extracting {source}")
        place = work / f"{number}-{source.stem}"  # two reports may have one name, or one year
        copied = copy_source(source, place / "source")
        sides = [extract_side(codes[one], copied, place / one) for one in (BEFORE, AFTER)]
        return Sides(source, *sides)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return tuple(pool.map(extract, enumerate(sources)))


def copy_source(source: Path, folder: Path) -> Path:
    """A copy of a report with its sidecar, in a folder of its own."""
    folder.mkdir(parents=True)
    for one in (source, sidecar_path(source)):
        if one.is_file():
            shutil.copyfile(one, folder / one.name)
    return folder / source.name


def extract_side(code: Path, source: Path, out: Path) -> Side:
    """What the code and the rules of a folder make of a report."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "extract", source, "--out", out, "--force"],
        cwd=code,
        env=os.environ | {"PYTHONPATH": str(code)},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stderr.replace(f"{source.parent}{os.sep}", "").splitlines()
        return Side(error=next((line for line in reversed(said) if line.strip()), "says nothing"))
    years = sorted(one for one in out.iterdir() if one.name[:1].isdigit())
    return Side(years[0]) if years else Side(error="writes no folder of a year")
