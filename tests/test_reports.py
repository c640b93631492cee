"""Reports of other years and other editors, each against what careful readers found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check.floors import read_floors, under_floors
from pipeline.check.folders import check_folder
from pipeline.check.gold import compare
from pipeline.run import Options, run

REPORTS = Path(__file__).parent / "reports"
GOLD = Path(__file__).parent / "gold"
NAMES = sorted(path.stem.removeprefix("iscm-") for path in REPORTS.glob("*.txt"))
FLOORS = read_floors(GOLD)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_reads_as_its_readers_read_it(name: str, tmp_path: Path) -> None:
    year = int(name[:4])
    run([REPORTS / f"iscm-{name}.txt"], tmp_path, Options(year=year, force=True))
    (folder,) = tmp_path.glob("*/")  # its year, and its language where it is not English
    comparison = compare(folder, GOLD / name)
    low = under_floors(comparison.scores, FLOORS[name])
    lines = [one.line for one in comparison.differences]
    assert not low, "\n".join([*low, *lines])


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_report_is_accounted_for(name: str, tmp_path: Path) -> None:
    run([REPORTS / f"iscm-{name}.txt"], tmp_path, Options(year=int(name[:4]), force=True))
    (result,) = check_folder(tmp_path).folders
    assert result.problems == ()
