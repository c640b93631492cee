"""The panel over all years: what it holds, when it is written anew, and what `check` says of it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from conftest import snapshot

import pipeline
from pipeline.check.folders import check_folder
from pipeline.cli import main
from pipeline.contract import TABLES
from pipeline.panelschema import PANEL, STAY_WITH_THEIR_YEARS
from pipeline.publish.panel import STATE, write_panel


@pytest.fixture
def out(years: Path, tmp_path: Path) -> Path:
    return shutil.copytree(years, tmp_path / "out")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def problems(folder: Path) -> list[str]:
    return [line for one in check_folder(folder).folders for line in one.problems]


def test_it_holds_the_rows_of_all_years_with_the_same_columns(years: Path) -> None:
    files = {path.name for path in (years / "all").iterdir()}
    assert files == {f"{one.name}.csv" for one in PANEL} | {"datapackage.json"}
    for one in TABLES:
        if one.name not in STAY_WITH_THEIR_YEARS:
            every = [
                row for year in (2018, 2019, 2020) for row in rows(years / f"{year}/{one.name}.csv")
            ]
            assert rows(years / "all" / f"{one.name}.csv") == every


def test_a_meeting_can_be_followed(years: Path) -> None:
    found = [
        (row["title"], row["report_year"], row["ordinal"])
        for row in rows(years / "all" / "series.csv")
        if row["mechanism_id"] == "bali-process"
    ]
    title = "Ad Hoc Group SOM"
    assert found == [(title, "2018", "14"), (title, "2019", "15"), (title, "2020", "17")]


def test_python_loads_it(years: Path) -> None:
    panel = pipeline.load(years / "all")
    assert sorted(panel.events.report_year.unique()) == [2018, 2019, 2020]
    assert len(panel.series) == 5


def test_check_knows_it(years: Path) -> None:
    assert problems(years) == []
    assert problems(years / "all") == []
    assert [one.folder.name for one in check_folder(years).folders][-1] == "all"


def test_it_is_written_anew_only_where_a_year_changed(out: Path) -> None:
    before = (out / "all" / "events.csv").stat().st_mtime_ns
    write_panel(out)
    assert (out / "all" / "events.csv").stat().st_mtime_ns == before
    shutil.rmtree(out / "2018")
    write_panel(out)
    assert {row["report_year"] for row in rows(out / "all" / "events.csv")} == {"2019", "2020"}
    assert problems(out) == []


def test_it_is_the_same_whatever_was_there_before(out: Path, years: Path) -> None:
    shutil.rmtree(out / "all")
    (out / STATE).unlink()
    write_panel(out)
    assert snapshot(out / "all") == snapshot(years / "all")


def test_of_a_year_with_several_editions_it_has_the_english_one(out: Path) -> None:
    shutil.copytree(out / "2018", out / "2018-es")
    shutil.copytree(out / "2018", out / "2018-fr")
    write_panel(out)
    assert [row["report_year"] for row in rows(out / "all" / "reports.csv")] == [
        "2018", "2019", "2020",
    ]  # fmt: skip
    assert problems(out / "all") == []


def test_without_an_english_one_the_first_by_its_language(out: Path) -> None:
    for language in ("fr", "es"):
        shutil.copytree(out / "2018", out / f"2018-{language}")
        report = out / f"2018-{language}" / "reports.csv"
        report.write_text(report.read_text().replace(",en,", f",{language},"))
    shutil.rmtree(out / "2018")
    write_panel(out)
    assert [row["language"] for row in rows(out / "all" / "reports.csv")] == ["es", "en", "en"]
    assert problems(out / "all") == []


def test_its_package_names_keys_with_the_year_and_every_source(years: Path) -> None:
    package = json.loads((years / "all" / "datapackage.json").read_bytes())
    schemas = {one["name"]: one["schema"] for one in package["resources"]}
    assert schemas["mechanisms"]["primaryKey"] == ["report_year", "mechanism_id"]
    assert schemas["events"]["primaryKey"] == ["event_id"]
    assert [one["title"][:20] for one in package["sources"][:3]] == [
        "ISCM Highlights 2018", "ISCM Highlights 2019", "ISCM Highlights 2020",
    ]  # fmt: skip


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("events.csv", "labour", "lobour", "events.csv:2: not the row of its year"),
        ("series.csv", ",14", ",13", "series.csv:2: ordinal: '13', but its event has '14'"),
        ("reports.csv", "2018,ISCM", "2017,ISCM", "reports.csv:2: report_year: no folder of 2017"),
        (
            "occurrences.csv",
            "2018-bali-process-01",
            "2018-bali-process-09",
            "is in no row of events",
        ),
    ],
)
def test_check_finds_what_is_wrong_in_it(
    out: Path, file: str, old: str, new: str, says: str
) -> None:
    edit(out / "all" / file, old, new)
    found = problems(out / "all")
    assert any(says in line for line in found), found


def test_a_year_that_cannot_be_read_is_left_out_and_said(
    out: Path, source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "2018" / "themes.csv").unlink()
    monkeypatch.setattr("sys.argv", ["iscm", "extract", str(source), "--out", str(out)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err.splitlines()
    assert (ended.value.code, len(said)) == (1, 1)
    assert "2018/themes.csv: missing; extract the report again; it is left out of" in said[0]
    assert {row["report_year"] for row in rows(out / "all" / "events.csv")} == {"2019", "2020"}


def test_nothing_is_written_over_somebodys_folder(
    out: Path, source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(out / "all")
    (out / "all").mkdir()
    (out / "all" / "letter.txt").write_text("mine")
    shutil.rmtree(out / "2019")
    before = snapshot(out)
    monkeypatch.setattr("sys.argv", ["iscm", "extract", str(source), "--out", str(out)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "all: no extraction, left as it is; choose another --out" in capsys.readouterr().err
    assert snapshot(out) == before
