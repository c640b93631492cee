"""`iscm check --reports`: every report that has gold, extracted for the check alone and scored."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SMALL, snapshot
from test_cli import call, refused

from pipeline.run import Options, run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports of one year, and as gold what is extracted from them."""
    for name in ("2019-one", "2019-two"):
        source = tmp_path / "reports" / f"iscm-{name}.txt"
        source.parent.mkdir(exist_ok=True)
        source.write_text(SMALL)
        run([source], tmp_path / "out", Options(force=True))
        shutil.copytree(tmp_path / "out" / "2019", tmp_path / "gold" / name)
    shutil.rmtree(tmp_path / "out")
    return source.parent


def check(reports: Path) -> int:
    """The exit status of the check."""
    return call("check", "--reports", reports, "--gold", reports.parent / "gold")


def test_reports_of_one_year_are_scored_each_against_its_gold(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = reports.parent / "gold" / "2019-two" / "events.csv"
    events.write_text(events.read_text().replace("Workshop on Migration Data", "Seminar"))
    before = snapshot(reports.parent)
    assert check(reports) == 0
    out = capsys.readouterr().out
    assert snapshot(reports.parent) == before
    one, two = out.split(f"{reports / 'iscm-2019-two.txt'}\n", 1)
    assert "21 of 21 fields at 1.000" in one
    assert "events.title" in two
    assert f"{reports / 'iscm-2019-two.txt'}: all holds" in two


def test_a_floor_of_a_report_holds(reports: Path) -> None:
    floors = reports.parent / "gold" / "floors.yml"
    floors.write_text('"2019-one":\n  events: 1.0\n')
    assert check(reports) == 1  # the other fields have no floor


def test_bad_input_of_reports(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = reports.parent / "gold"
    line = refused(capsys, "check", "--reports", reports)
    assert line == "--reports: nothing to score them against; give --gold too"
    one = reports / "iscm-2019-one.txt"
    line = refused(capsys, "check", "--reports", one, "--gold", gold)
    assert line == f"{gold}/2019-two: gold without a report; name the folder of iscm-2019-two.txt"
    one.rename(reports / "other.txt")
    (reports / "iscm-2019-two.txt").unlink()
    line = refused(capsys, "check", "--reports", reports, "--gold", gold)
    assert line == f"{gold}: no gold for these reports; known is 2019-one, 2019-two"


def test_several_reports_are_scored_together_and_have_a_floor_together(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = reports.parent / "gold"
    events = gold / "2019-two" / "events.csv"
    events.write_text(events.read_text().replace("Workshop on Migration Data", "Seminar"))
    floors = gold / "floors.yml"
    floors.write_text("all:\n  events.title: 0.5\n")
    assert check(reports) == 1  # the other fields have no floor
    shown = capsys.readouterr().out
    together = shown.partition("2 reports together:")[0].rpartition("field ")[2]
    title = next(line for line in together.splitlines() if line.startswith("events.title"))
    assert title.split()[1:] == ["4", "4", "0.750", "0.750", "0.750", "0.750", "0.500"]
    assert f"{floors}: all: events.title: 0.750 is above its floor 0.500; raise it" in shown
