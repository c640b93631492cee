"""`iscm explain`: the words and rules behind each field of a written record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from conftest import ROOT
from rich.console import Console
from small import write_small
from test_cli import call, refused

from pipeline.check.rows import read_rows
from pipeline.datapackage import table_file
from pipeline.publish.explain import Explanation, explain
from pipeline.publish.explainview import render
from pipeline.publish.lookup import RECORDS, Found, ReportFolder, Wanted, find_records, records_of
from tests.parts import rules

EXTRACTED = ROOT / "extracted" / "2020"


@lru_cache(maxsize=1)
def every_record() -> tuple[Found, ...]:
    """All records of the report of 2020."""
    return tuple(records_of(ReportFolder(EXTRACTED), RECORDS))


def shown(one: Explanation) -> str:
    """What is printed of an explanation where it is piped."""
    console = Console(file=io.StringIO(), width=80)
    render(one, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def read_fields(one: Explanation) -> Iterator[str]:
    """The fields that an explanation gives words for."""
    for reading in one.readings:
        yield from (name for name, _ in reading.fields)


def test_every_record_of_a_report_is_explained() -> None:
    text = ReportFolder(EXTRACTED).text
    for found in every_record():
        one = explain(found, rules())
        values = {name for name in found.table.names if found.row[name]}
        unread = {name for name, _ in one.unread}
        assert set(read_fields(one)) | unread == values, found.record_id
        assert all(
            excerpt.text in text and excerpt.runs
            for reading in one.readings
            for part in reading.parts
            for excerpt in part.excerpts
        )
        assert all(len(line) <= 80 for line in shown(one).splitlines()), found.record_id
        assert "\x1b" not in shown(one)


def test_each_rule_behind_a_value_is_known() -> None:
    for found in every_record():
        for reading in explain(found, rules()).readings:
            for part in reading.parts:
                assert part.rule.place.startswith("rules/"), (found.record_id, part.rule)


def test_each_date_and_place_is_attached_by_a_rule() -> None:
    for found in every_record():
        if found.table.name == "occurrences":
            key = explain(found, rules(), "position").readings[0]
            assert all(part.rule.id.startswith("attach.") for part in key.parts), found.record_id


def test_a_record_is_found_by_its_event_key() -> None:
    event = next(one for one in every_record() if one.table.name == "events")
    part = next(one for one in every_record() if one.table.name == "occurrences")
    for one in (event, part):
        assert find_records(ROOT / "extracted", Wanted(one.key, year=2020)) == [one]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small written folder, made by hand."""
    return write_small(tmp_path / "2020")


def test_the_words_of_a_field_stand_in_brackets(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = read_rows(folder / table_file("events"))[0]
    assert call("explain", event["event_id"], "title", "--in", folder) == 0
    out = capsys.readouterr().out
    assert f"[{event['title']}]" in out
    assert "by.hand" in out


def test_several_records_are_listed_with_their_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for year in ("2020", "2020-fr"):
        write_small(tmp_path / year)
    assert call("explain", "2020", "--in", tmp_path) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "2 records fit; choose one:"
    assert out[1] == f"  iscm explain 2020 --table reports --in {tmp_path}/2020"
    assert out[2] == f"  iscm explain 2020 --table reports --in {tmp_path}/2020-fr"


BAD = {
    "record": (["2020-bali-proces-01"], "no record '2020-bali-proces-01'; nearest: 2020-bali-"),
    "record of a table": (["gcm", "--table", "events"], "no record 'gcm' in events; nearest: "),
    "field": (["2020-bali-process-01", "titel"], "events: no field 'titel'; nearest: title; known"),
    "field of a part": (
        ["2020-bali-process-01", "city"],
        "events: no field 'city'; occurrences have it: iscm explain 2020-bali-process-01/1 city",
    ),
    "field of the event": (
        ["2020-bali-process-01/1", "title"],
        "occurrences: no field 'title'; events have it: iscm explain 2020-bali-process-01 title",
    ),
    "field of nothing here": (["rcm", "city", "--table", "mechanisms"], "none belongs to rcm"),
    "table": (["gcm", "--table", "event"], "--table event: no table with records; nearest: events"),
    "year": (["gcm", "--year", "2019"], "no report of 2019; nearest: 2020"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_there_is_named_with_the_nearest(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words, line = BAD[name]
    assert line in refused(capsys, "explain", *words, "--in", ROOT / "extracted")


def test_a_folder_without_an_extraction(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "explain", "2020", "--in", tmp_path)
    assert line == f"{tmp_path}: no extracted report here; run iscm extract first"
