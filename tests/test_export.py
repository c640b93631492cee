"""Exports: each read back by its own tool and compared with the tables, row by row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import geojson
import icalendar
import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib
from conftest import ROOT, Iscm, snapshot

from pipeline.cli import main
from pipeline.contract import TABLES, Table, table, unguard
from pipeline.model import InputError
from pipeline.panelschema import PANEL, YEARLY
from pipeline.publish.export import KINDS, export
from pipeline.publish.links import counted_twice
from pipeline.tablefile import value

REPORT = ROOT / "extracted" / "2020"
SDO = rdflib.Namespace("https://schema.org/")
MODES = {
    "in_person": SDO.OfflineEventAttendanceMode,
    "virtual": SDO.OnlineEventAttendanceMode,
    "hybrid": SDO.MixedEventAttendanceMode,
    "mixed": SDO.MixedEventAttendanceMode,
}

Row = dict[str, object]


def rows(folder: Path, one: Table) -> list[Row]:
    """The rows of a written table as values, read by Python's csv module."""
    with (folder / f"{one.name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {column.name: value(unguard(row[column.name]), column) for column in one.columns}
            for row in csv.DictReader(file)
        ]


def of_event(folder: Path, name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(folder, table(name)):
        found.setdefault(str(row["event_id"]), []).append(row)
    return found


def exported(kind: str, folder: Path, out: Path) -> Path:
    """The first file of an export."""
    written, _ = export([folder], kind, out)
    return written[0]


@pytest.fixture(params=["report", "small", "panel"])
def folder(request: pytest.FixtureRequest, years: Path) -> Path:
    return {"report": REPORT, "small": years / "2019", "panel": years / "all"}[request.param]


def schema_of(folder: Path) -> Iterable[Table]:
    return PANEL if folder.name == "all" else TABLES


def test_sqlite(folder: Path, tmp_path: Path) -> None:
    base = sqlite3.connect(exported("sqlite", folder, tmp_path))
    base.row_factory = sqlite3.Row
    for one in schema_of(folder):
        found = [dict(row) for row in base.execute(f'SELECT * FROM "{one.name}"')]
        stored = [
            {name: str(cell) if isinstance(cell, dt.date) else cell for name, cell in row.items()}
            for row in rows(folder, one)
        ]
        assert sorted(found, key=str) == sorted(stored, key=str)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_sqlite_has_keys_indexes_and_views_that_run(folder: Path, tmp_path: Path) -> None:
    base = sqlite3.connect(exported("sqlite", folder, tmp_path))
    for one in YEARLY[:9]:
        info = base.execute(f'PRAGMA table_info("{one.name}")').fetchall()
        assert {row[1] for row in info if row[5]} == set(one.primary_key)
        foreign = base.execute(f'PRAGMA foreign_key_list("{one.name}")').fetchall()
        assert {row[2] for row in foreign} == {key.table for key in one.foreign_keys}
    named = base.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    assert len(named) >= 11
    for (name,) in named:
        assert base.execute(f'SELECT * FROM "{name}"').description
    plan = base.execute("EXPLAIN QUERY PLAN SELECT * FROM events WHERE event_type = 'som'")
    assert "USING INDEX" in str(plan.fetchall())


def test_sqlite_counts_once_what_two_mechanisms_report(years: Path, tmp_path: Path) -> None:
    base = sqlite3.connect(exported("sqlite", years / "all", tmp_path))
    found = base.execute("SELECT * FROM meetings_per_year ORDER BY report_year").fetchall()
    assert found == [(2018, 3, 3, 3, 0), (2019, 5, 4, 5, 0), (2020, 2, 2, 2, 0)]


def test_a_row_that_gathers_others_is_the_one_that_is_left_out(tmp_path: Path) -> None:
    base = sqlite3.connect(exported("sqlite", REPORT, tmp_path))
    left = {
        one
        for (one,) in base.execute(
            "SELECT event_id FROM events EXCEPT SELECT event_id FROM distinct_events"
        )
    }
    linked = base.execute("SELECT event_id, other_event_id FROM possible_duplicates").fetchall()
    assert left == {"2020-gfmd-03"}
    assert left == counted_twice([(one, other, "") for one, other in linked])
    assert all(left & set(pair) for pair in linked)


def test_links_are_those_of_the_findings(tmp_path: Path) -> None:
    base = sqlite3.connect(exported("sqlite", REPORT, tmp_path))
    found = base.execute("SELECT event_id, other_event_id FROM possible_duplicates").fetchall()
    told = [
        (row["record_id"], row["original"])
        for row in rows(REPORT, table("findings"))
        if row["code"] == "possible-duplicate"
    ]
    assert sorted(found) == sorted(told)
    assert told


def test_parquet(folder: Path, tmp_path: Path) -> None:
    exported("parquet", folder, tmp_path)
    for one in schema_of(folder):
        path = tmp_path / f"{one.name}.parquet"
        assert pq.read_table(path).to_pylist() == rows(folder, one)
        known = duckdb.sql(f"SELECT * FROM '{path}'")
        assert [dict(zip(known.columns, row, strict=True)) for row in known.fetchall()] == rows(
            folder, one
        )
        kinds = dict(zip(known.columns, map(str, known.types), strict=True))
        for column in one.columns:
            wanted = {
                "date": "DATE",
                "boolean": "BOOLEAN",
                "number": "DOUBLE",
                "integer": "INTEGER",
            }
            assert kinds[column.name] == wanted.get(column.kind, kinds[column.name])


def test_xlsx(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported("xlsx", folder, tmp_path))
    for one in schema_of(folder):
        sheet = book[one.name]
        header, *lines = sheet.iter_rows()
        assert tuple(cell.value for cell in header) == one.names
        found = [
            {name: plain(cell.value) for name, cell in zip(one.names, line, strict=True)}
            for line in lines
        ]
        assert found == rows(folder, one)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
        assert not any(cell.data_type == "f" for line in lines for cell in line)


def plain(cell: object) -> object:
    """A cell of Excel as the value that it was written from: Excel has no days without hours."""
    return cell.date() if isinstance(cell, dt.datetime) else cell


def test_ics(folder: Path, tmp_path: Path) -> None:
    path = exported("ics", folder, tmp_path)
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = {row["event_id"]: row for row in rows(folder, table("events"))}
    wanted = {
        f"{events[row['event_id']]['report_year']}.{events[row['event_id']]['event_key']}"
        f"/{row['position']}@iscm-highlights": row
        for row in rows(folder, table("occurrences"))
        if row["start_date"]
    }
    found = {str(one["uid"]): one for one in calendar.walk("VEVENT")}
    assert found.keys() == wanted.keys()
    assert len(calendar.walk("VEVENT")) == len(found)
    for uid, one in found.items():
        row = wanted[uid]
        last = row["end_date"]
        assert isinstance(last, dt.date)
        assert one["dtstart"].dt == row["start_date"]
        assert one["dtend"].dt == last + dt.timedelta(days=1)
        assert str(one["summary"]).endswith(str(events[row["event_id"]]["title"]))
        placed = row["latitude"] is not None and row["format"] != "virtual"
        assert ("geo" in one) == placed
    assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))


def test_geojson(folder: Path, tmp_path: Path) -> None:
    content = exported("geojson", folder, tmp_path).read_text(encoding="utf-8")
    collection = geojson.loads(content)
    assert collection.is_valid, collection.errors()
    by_id = {one["id"]: one for one in collection["features"]}
    occurrences = rows(folder, table("occurrences"))
    for row in occurrences:
        one = by_id.pop(f"{row['event_id']}/{row['position']}")
        for name, cell in row.items():
            if name not in ("latitude", "longitude"):
                told = str(cell) if isinstance(cell, dt.date) else cell
                assert one["properties"][name] == told
        if row["format"] == "virtual" or row["latitude"] is None:
            assert one["geometry"] is None
        else:
            assert one["geometry"]["coordinates"] == [row["longitude"], row["latitude"]]
    held = {row["event_id"] for row in occurrences}
    assert by_id.keys() == {row["event_id"] for row in rows(folder, table("events"))} - held
    assert all(one["geometry"] is None for one in by_id.values())


def test_jsonld(folder: Path, tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(exported("jsonld", folder, tmp_path), format="json-ld")
    occurrences, themes = (of_event(folder, name) for name in ("occurrences", "event_themes"))
    for event in rows(folder, table("events")):
        (one,) = graph.subjects(SDO.identifier, rdflib.Literal(event["event_id"]))
        assert (one, rdflib.RDF.type, SDO.Event) in graph
        assert str(graph.value(one, SDO.name)) == event["title"]
        for column, term in (("start_date", SDO.startDate), ("end_date", SDO.endDate)):
            day = graph.value(one, term)
            assert (str(day) if day else None) == (str(event[column]) if event[column] else None)
        assert graph.value(one, SDO.eventAttendanceMode) == MODES.get(str(event["format"]))
        told = {str(graph.value(about, SDO.termCode)) for about in graph.objects(one, SDO.about)}
        key = str(event["event_id"])
        assert told == {row["theme_id"] for row in themes.get(key, ())}
        own = occurrences.get(key, [])
        assert len(list(graph.objects(one, SDO.subEvent))) == (len(own) if len(own) > 1 else 0)


def test_all_reports_together(years: Path, tmp_path: Path) -> None:
    base = sqlite3.connect(exported("sqlite", years, tmp_path))
    panel = sqlite3.connect(exported("sqlite", years / "all", tmp_path / "all"))
    for name in ("events", "series", "possible_duplicates", "mechanisms"):
        query = f'SELECT * FROM "{name}"'
        assert base.execute(query).fetchall() == panel.execute(query).fetchall()
    assert base.execute("SELECT count(DISTINCT report_year) FROM provenance").fetchone() == (3,)


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_same_bytes(kind: str, folder: Path, tmp_path: Path) -> None:
    export([folder], kind, tmp_path / "one")
    export([folder], kind, tmp_path / "two")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


@pytest.fixture
def odd(years: Path, tmp_path: Path) -> Path:
    """A report whose cells are hard: formulas, `NA`, quotes, line ends, other scripts, markup."""
    folder = shutil.copytree(years / "2020", tmp_path / "2020")
    path = folder / "events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    at = lines[0].index("summary")
    lines[1][at] = '\'=HYPERLINK("http://x")'
    lines[2][at] = 'NA; "quoted"\nسؤال <b>, 3.5'
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(lines)
    path.write_bytes(text.getvalue().encode())
    return folder


def test_hard_cells_come_back(odd: Path, tmp_path: Path) -> None:
    wanted = [row["summary"] for row in rows(odd, table("events"))]
    assert wanted[0] == '=HYPERLINK("http://x")'
    out = tmp_path / "out"
    for kind in KINDS:
        export([odd], kind, out)
    base = sqlite3.connect(out / "iscm-2020.sqlite")
    assert [one for (one,) in base.execute("SELECT summary FROM events")] == wanted
    assert pq.read_table(out / "events.parquet")["summary"].to_pylist() == wanted
    sheet = openpyxl.load_workbook(out / "iscm-2020.xlsx")["events"]
    cells = [sheet.cell(number, sheet.max_column) for number in (2, 3)]
    assert [cell.value for cell in cells] == wanted
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert [cell.quotePrefix for cell in cells] == [True, False]
    features = json.loads((out / "iscm-2020.geojson").read_bytes())["features"]
    assert [one["properties"]["summary"] for one in features] == wanted
    calendar = icalendar.Calendar.from_ical((out / "iscm-2020.ics").read_bytes())
    for one, summary in zip(calendar.walk("VEVENT"), wanted, strict=True):
        assert str(one["description"]).startswith(str(summary))


def test_what_a_calendar_cannot_hold_is_said(tmp_path: Path) -> None:
    _, left_out = export([REPORT], "ics", tmp_path)
    (line,) = left_out
    assert "16 events without any date, nor 0 occurrences with a place" in line


def no_table(folder: Path) -> None:
    (folder / "events.csv").unlink()


def no_extraction(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


def other_contract(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_text(path.read_text().replace('_version": "1.0"', '_version": "0.9"'))


def a_key_twice(folder: Path) -> None:
    path = folder / "events.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")


def no_number(folder: Path) -> None:
    path = folder / "events.csv"
    path.write_text(path.read_text().replace(",17,1,", ",17th,1,"))


BROKEN = [
    (no_table, "events.csv: missing"),
    (no_extraction, "no datapackage.json of an extraction"),
    (other_contract, "tables of contract 0.9, but this program knows 1.0"),
    (a_key_twice, "events.csv:4: event_id '2020-bali-process-01' stands in line 2 too"),
    (no_number, "events.csv:2: ordinal: '17th' is no integer; iscm check says more"),
]


@pytest.mark.parametrize(("break_it", "says"), BROKEN)
def test_bad_folders_get_one_line_and_nothing_is_written(
    break_it: Callable[[Path], None], says: str, years: Path, tmp_path: Path
) -> None:
    folder, out = shutil.copytree(years / "2020", tmp_path / "2020"), tmp_path / "out"
    break_it(folder)
    with pytest.raises(InputError, match=re.escape(says)):
        export([folder], "sqlite", out)
    assert not out.exists()


def test_an_error_is_one_line_and_exit_2(
    years: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(years / "2020", tmp_path / "2020")
    no_table(folder)
    monkeypatch.setattr("sys.argv", ["iscm", "export", "--to", "sqlite", str(folder)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"{folder}/events.csv: missing; extract the report again\n"


def test_two_editions_of_a_year_have_the_same_ids(years: Path, tmp_path: Path) -> None:
    other = shutil.copytree(years / "2020", tmp_path / "2020-fr")
    with pytest.raises(InputError, match=r"'2020' stands in .* too; export one of them"):
        export([years / "2020", other], "sqlite", tmp_path / "out")


def test_the_panel_stands_alone(years: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the panel holds the years already"):
        export([years / "2020", years / "all"], "sqlite", tmp_path / "out")


def test_an_unknown_form(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--to excel: no such form; nearest: .*; known: sqlite"):
        export([REPORT], "excel", tmp_path)


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(years: Path, tmp_path: Path) -> None:
    (tmp_path / "residue.parquet" / "mine").mkdir(parents=True)
    (tmp_path / ".iscm-old-residue.parquet").mkdir()
    (tmp_path / ".iscm-old-residue.parquet" / "x").touch()
    (tmp_path / "events.parquet").write_bytes(b"older")
    before = snapshot(tmp_path)
    with pytest.raises(InputError, match="not writable .* nothing was changed; choose another"):
        export([years / "2019"], "parquet", tmp_path)
    assert snapshot(tmp_path) == before


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match="out: not writable"):
        export([REPORT], "sqlite", tmp_path / "out")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_as_a_program(kind: str, iscm: Iscm, tmp_path: Path) -> None:
    done = iscm("export", "--to", kind, "--out", tmp_path / "out", REPORT)
    assert done.returncode == 0
    written = [Path(line) for line in done.stdout.splitlines()]
    assert written
    assert all(path.is_file() for path in written)
