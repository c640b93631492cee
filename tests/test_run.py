"""One run and the next: folders swapped whole, what is up to date, the same bytes anywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from conftest import SMALL, Iscm, snapshot
from rich.console import Console

import pipeline
from pipeline import folder
from pipeline.closing import show
from pipeline.contract import TABLES
from pipeline.model import InputError
from pipeline.run import Options, run
from pipeline.state import FILE, Summary


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_a_report_becomes_a_folder(source: Path, out: Path) -> None:
    outcome = run([source.parent], out, Options())
    files = {f"2019/{table.name}.csv" for table in TABLES}
    assert snapshot(out).keys() == files | {"2019/report.txt", "2019/datapackage.json", FILE}
    assert (out / "2019" / "report.txt").read_text() == SMALL
    assert outcome.fresh == 1
    (summary,) = outcome.summaries
    assert (summary.source, summary.folder, summary.sections) == ("iscm-2019.txt", "2019", 2)


def test_a_second_run_finds_it_up_to_date(source: Path, out: Path) -> None:
    first = run([source], out, Options())
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    second = run([source], out, Options())
    assert (second.fresh, second.summaries) == (0, first.summaries)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def change_source(source: Path, out: Path) -> Options:
    source.write_text(SMALL.replace("8 May", "9 May"))
    return Options()


def add_sidecar(source: Path, out: Path) -> Options:
    source.with_suffix(".yml").write_text("origin: a shelf\n")
    return Options()


def change_cell(source: Path, out: Path) -> Options:
    events = out / "2019" / "events.csv"
    events.write_text(events.read_text().replace("workshop", "webinar"))
    return Options()


def remove_table(source: Path, out: Path) -> Options:
    (out / "2019" / "residue.csv").unlink()
    return Options()


def add_file(source: Path, out: Path) -> Options:
    (out / "2019" / "more.csv").touch()
    return Options()


def remove_folder(source: Path, out: Path) -> Options:
    shutil.rmtree(out / "2019")
    return Options()


def lose_state(source: Path, out: Path) -> Options:
    (out / FILE).unlink()
    return Options()


def break_state(source: Path, out: Path) -> Options:
    (out / FILE).write_text('{"2019": {"files": 3}}')
    return Options()


def say_year(source: Path, out: Path) -> Options:
    return Options(year=2019)


def force(source: Path, out: Path) -> Options:
    return Options(force=True)


@pytest.mark.parametrize(
    "change",
    [
        change_source,
        add_sidecar,
        change_cell,
        remove_table,
        add_file,
        remove_folder,
        lose_state,
        break_state,
        say_year,
        force,
    ],
)
def test_what_makes_it_stale(change: object, source: Path, out: Path) -> None:
    assert callable(change)
    run([source], out, Options())
    wanted = snapshot(out / "2019").keys()
    options = change(source, out)
    assert run([source], out, options).fresh == 1
    assert snapshot(out / "2019").keys() == wanted
    assert run([source], out, Options(year=options.year)).fresh == 0


def test_only_what_is_stale_is_extracted(source: Path, out: Path) -> None:
    run([source], out, Options())
    source.with_name("iscm-2018.txt").write_text(SMALL.replace("2019", "2018"))
    outcome = run([source.parent], out, Options())
    assert outcome.fresh == 1
    assert [one.folder for one in outcome.summaries] == ["2018", "2019"]


def test_the_year_that_is_given_wins(source: Path, out: Path) -> None:
    source.with_suffix(".yml").write_text("year: 2017\n")
    run([source], out, Options(year=2016))
    assert (out / "2016").is_dir()


def test_a_sidecar_may_give_what_the_title_lacks(source: Path, out: Path) -> None:
    source.write_text(SMALL.replace("2019 ", ""))
    source.with_suffix(".yml").write_text("year: 2017\n")
    run([source], out, Options())
    assert (out / "2017").is_dir()


def test_an_edition_in_another_language_has_its_own_folder(source: Path, out: Path) -> None:
    run([source], out, Options(language="fr"))
    run([source], out, Options())
    assert {path.name for path in out.iterdir()} == {"2019", "2019-fr", FILE}


def test_a_run_that_fails_leaves_the_old_folder(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([source], out, Options())
    before = snapshot(out)

    def full(*of: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "stage", full)
    with pytest.raises(OSError, match="No space left"):
        run([source], out, Options(force=True))
    assert snapshot(out) == before


def test_a_first_run_that_fails_leaves_no_folder(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "stage", lambda *of: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run([source], out / "deeper", Options())
    assert not out.exists()


def test_what_a_run_killed_while_writing_left_is_removed(source: Path, out: Path) -> None:
    run([source], out, Options())
    before = snapshot(out)
    (out / f"{folder.NEW}2019").mkdir()
    (out / f"{folder.NEW}2019" / "events.csv").write_text("half")
    assert run([source], out, Options()).fresh == 0
    assert snapshot(out) == before


def test_what_a_run_killed_while_swapping_moved_away_is_put_back(source: Path, out: Path) -> None:
    run([source], out, Options())
    before = snapshot(out)
    (out / "2019").rename(out / f"{folder.OLD}2019")
    (out / f"{folder.NEW}2019").mkdir()
    assert run([source], out, Options()).fresh == 0
    assert snapshot(out) == before


def test_what_a_run_killed_after_swapping_left_is_removed(source: Path, out: Path) -> None:
    run([source], out, Options())
    before = snapshot(out)
    shutil.copytree(out / "2019", out / f"{folder.OLD}2019")
    run([source], out, Options())
    assert snapshot(out) == before


def test_the_tables_as_python_sees_them(source: Path, out: Path) -> None:
    run([source], out, Options())
    made, loaded = pipeline.extract(source), pipeline.load(out / "2019")
    assert list(made) == list(loaded) == [table.name for table in TABLES]
    for name, frame in made.items():
        pd.testing.assert_frame_equal(frame, loaded[name])


def test_a_folder_that_is_no_extraction_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no datapackage\.json of an extraction"):
        pipeline.load(tmp_path)


@pytest.mark.slow
def test_the_same_bytes_anywhere(iscm: Iscm, source: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    tilted = {"TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "1", "ISCM_CACHE": str(there)}
    plain = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
    assert iscm("extract", source, "--out", here, env=plain).returncode == 0
    name = Path("..") / source.relative_to(tmp_path)
    there.mkdir()
    assert iscm("extract", name, "--out", "out", cwd=there, env=tilted).returncode == 0
    assert snapshot(here / "2019") == snapshot(there / "out" / "2019")


@pytest.mark.slow
def test_a_run_that_finds_all_up_to_date_imports_nothing_heavy(
    iscm: Iscm, source: Path, tmp_path: Path
) -> None:
    first = iscm("extract", source, "--out", "out")
    done = iscm("extract", source, "--out", "out", env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert imported.isdisjoint({"pandas", "numpy", "spacy", "pdfplumber", "dateparser"})
    assert done.stdout == "out is up to date\n" + first.stdout


@pytest.mark.slow
def test_the_closing_table_is_plain_and_fits(iscm: Iscm, source: Path) -> None:
    table = iscm("extract", source, "--out", "out").stdout
    assert "\x1b" not in table
    *_, line = table.splitlines()
    assert line.startswith("iscm-2019.txt") and line.endswith("out/2019")
    assert max(map(len, table.splitlines())) <= 80


def test_the_closing_table_cuts_no_path(capsys: pytest.CaptureFixture[str]) -> None:
    deep = Path("/".join(["a folder"] * 20))
    summary = Summary("iscm-2019.txt", "2019", 31, 52, 79, 0.973, 0, 3, 17)
    show(Console(), [summary], deep)
    *_, line = capsys.readouterr().out.splitlines()
    assert line.split()[:8] == ["iscm-2019.txt", "31", "52", "79", "97.3%", "0", "3", "17"]
    assert line.rstrip().endswith(f"{deep}/2019")
