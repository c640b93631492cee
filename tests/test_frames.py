"""Tables as pandas frames: their types, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from small import MEETING, change, seal, write_small

import pipeline
from pipeline.contract import TABLES
from pipeline.model import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small(tmp_path / "2020")


def test_tables_have_the_types_of_the_contract(folder: Path) -> None:
    tables = pipeline.load(folder)
    assert list(tables) == [one.name for one in TABLES]
    event = tables.events.iloc[0]
    assert event.start_date == pd.Timestamp(2020, 6, 30)
    assert (event.ordinal, event.event_type) == (50, "meeting")
    assert tables.events.ordinal.dtype == "Int64"
    assert tables.events.event_type.dtype == "category"
    assert tables.occurrences.latitude.dtype == "Float64"
    assert tables.themes.popular.dtype == "boolean"


def test_what_is_missing_is_missing_and_na_is_a_text(folder: Path) -> None:
    change(folder, "events.csv", "webinars|".replace("|", ",webinar"), "NA,webinar")
    events = pipeline.load(folder).events
    assert events.title.tolist() == ["50th Meeting", "NA"]
    assert events.start_date.isna().tolist() == [False, True]
    assert events.ordinal.isna().tolist() == [False, True]
    assert pipeline.load(folder).occurrences.date_text.isna().tolist() == [False]


def test_a_guard_is_taken_off(folder: Path) -> None:
    change(folder, "events.csv", "addressed asylum", "'=1+1")
    assert pipeline.load(folder).events.summary[0] == "=1+1"


def test_a_table_without_rows_has_its_types(folder: Path) -> None:
    path = folder / "publications.csv"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    seal(folder)
    found = pipeline.load(folder).publications
    assert (len(found), found.position.dtype) == (0, "Int64")


def test_a_table_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(AttributeError, match="no table 'series' here; there are reports, "):
        _ = pipeline.load(folder).series


def missing(folder: Path) -> None:
    (folder / "themes.csv").unlink()


def other_columns(folder: Path) -> None:
    (folder / "themes.csv").write_text("report_year,theme\n")


def ragged(folder: Path) -> None:
    change(folder, "themes.csv", "false", "false,1")


def twice(folder: Path) -> None:
    path = folder / "events.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")


def no_date(folder: Path) -> None:
    change(folder, "events.csv", "2020-06-30,2020-06-30,in", "2020-06-31,2020-06-30,in")


def no_offset(folder: Path) -> None:
    change(folder, "findings.csv", ",46,", ",4 6,")


def strange_word(folder: Path) -> None:
    change(folder, "events.csv", "in_person", "in_persn")


def other_contract(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_text(
        path.read_text().replace('"contract_version": "1.0"', '"contract_version": "9"')
    )


def no_package(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (missing, r"themes\.csv: missing; extract the report again"),
        (other_columns, r"themes\.csv: not the columns of this version"),
        (ragged, r"themes\.csv:2: other than 5 cells"),
        (twice, rf"events\.csv:4: event_id '{MEETING}' stands in line 2 too"),
        (no_date, r"events\.csv:2: start_date: '2020-06-31' is no date; iscm check says more"),
        (no_offset, r"findings\.csv: start: '4 6' is no integer; iscm check .* says where"),
        (strange_word, r"events\.csv: format: 'in_persn' is not in the vocabulary"),
        (other_contract, r"tables of contract 9, but this program knows 1\.0"),
        (no_package, r"no datapackage\.json of an extraction; name a folder such as"),
    ],
)
def test_what_does_not_load(folder: Path, break_it, says: str) -> None:  # type: ignore[no-untyped-def]
    break_it(folder)
    with pytest.raises(InputError, match=says):
        pipeline.load(folder)
