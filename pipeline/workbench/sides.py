"""Two states of code and rules, each run as a program of its own on the same reports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import InputError
from pipeline.read.sidecar import sidecar_path
from pipeline.rulebook import Rulebook
from pipeline.settle import Choice, settle

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
    sources: Sequence[Path],
    codes: Mapping[str, Path],
    work: Path,
    rules: Rulebook,
    tell: Callable[[str], None],
) -> tuple[Sides, ...]:
    """The reports as both sides extract them, below the folder `work`, in their order.

    `codes` holds the folders with the `pipeline` and the `rules` of `BEFORE` and `AFTER`; `rules`
    tell the years of the reports.
    """
    copied = [
        copy_source(source, work / f"{number}-{source.stem}")  # two reports may have one name
        for number, source in enumerate(sources)
    ]
    parts = batches(copied, rules)

    def extract(side: str) -> dict[Path, Side]:
        """Each copied report as one side's code and rules read it."""
        tell(f"extracting {len(sources)} reports {side} the change")
        found: dict[Path, Side] = {}
        for number, part in enumerate(parts):
            found |= extract_batch(codes[side], part, work / f"{side}-{number}")
        return found

    with ThreadPoolExecutor(len(codes)) as pool:
        before, after = pool.map(extract, (BEFORE, AFTER))
    return tuple(
        Sides(source, before[copy], after[copy])
        for source, copy in zip(sources, copied, strict=True)
    )


def copy_source(source: Path, folder: Path) -> Path:
    """A copy of a report with its sidecar, in a folder of its own."""
    folder.mkdir(parents=True)
    for one in (source, sidecar_path(source)):
        if one.is_file():
            shutil.copyfile(one, folder / one.name)
    return folder / source.name


def batches(sources: Iterable[Path], rules: Rulebook) -> list[dict[Path, str]]:
    """The reports by the names of their folders, in as many parts as reports share one.

    One program can extract a part, which saves its start for each report. A report whose year
    cannot be known is a part of its own, without a name.
    """
    parts: list[dict[Path, str]] = []
    for source in sources:
        try:
            name = settle(source, rules, Choice()).folder
        except InputError:
            name = ""
        free = [part for part in parts if name and not {name, ""} & set(part.values())]
        if free:
            free[0][source] = name
        else:
            parts.append({source: name})
    return parts


def extract_batch(code: Path, part: Mapping[Path, str], out: Path) -> dict[Path, Side]:
    """What the code and the rules of a folder make of reports; each alone where one fails."""
    error = run_extract(code, part, out)
    if not error and all(name and (out / name).is_dir() for name in part.values()):
        return {source: Side(out / name) for source, name in part.items()}
    return {
        source: extract_alone(code, source, out.with_name(f"{out.name}-{number}"))
        for number, source in enumerate(part)
    }


def extract_alone(code: Path, source: Path, out: Path) -> Side:
    """What the code and the rules of a folder make of one report."""
    error = run_extract(code, [source], out)
    if error:
        return Side(error=error.replace(f"{source.parent}{os.sep}", ""))
    years = sorted(one for one in out.iterdir() if one.name[:1].isdigit())
    return Side(years[0]) if years else Side(error="writes no folder of a year")


def run_extract(code: Path, sources: Iterable[Path], out: Path) -> str:
    """Extracts reports with the code and the rules of a folder; the line that says why it failed,
    empty where it did not."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "extract", *sources, "--out", out, "--force"],
        cwd=code,
        env=os.environ | {"PYTHONPATH": str(code)},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if not done.returncode:
        return ""
    said = done.stderr.splitlines()
    return next((line for line in reversed(said) if line.strip()), "says nothing")
