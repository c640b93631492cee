"""The comparison with the gold: when cells agree, which events pair, what the scores count."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.console import Console
from small import change, write_small

from pipeline.check.alike import (
    Agreement,
    agrees,
    exact,
    same_city,
    same_heading,
    same_summary,
    same_title,
    words_f1,
)
from pipeline.check.floors import read_floors, under_floors
from pipeline.check.folders import check_folder
from pipeline.check.gold import compare, score
from pipeline.check.scores import FieldScore
from pipeline.check.show import render
from pipeline.model import InputError

GOLD = Path(__file__).parent / "gold"

AGREEMENTS = [
    (exact, "virtual", "virtual", True),
    (exact, "virtual", "", False),
    (exact, "a | b", "b", True),
    (exact, "a | b", "a | b", False),
    (exact, "a | ", "", True),
    (exact, " | a", "", True),
    (exact, "a", "", False),
    (exact, "*", "anything", True),
    (exact, "a | *", "", True),
    (same_title, "Technical Experts’ Meeting", "technical experts' meeting.", True),
    (same_title, "The SOM", "SOM", True),
    (same_title, "4th SOM", "SOM", False),
    (same_title, "SOM | 4th SOM", "4th SOM", True),
    (same_title, "Anti–Trafficking Work\u00a0shop", "Anti-Trafficking Work shop", True),
    (same_heading, "Almaty Process", "Almaty Process (AP)", False),
    (same_heading, "", "", True),
    (same_summary, "discussed asylum and data", "discussed data and asylum", True),
    (same_summary, "discussed asylum, data and return", "discussed asylum", False),
    (same_summary, "", "", True),
    (same_summary, "", "discussed asylum", False),
    (same_summary, "discussed asylum | ", "", True),
    (same_city, "San José", "San Jose", True),
    (same_city, "The Hague", "Hague", True),
    (same_city, "Kyiv", "Kiev", True),
    (same_city, "Lima", "Quito", False),
    (same_city, "", "Lima", False),
]


@pytest.mark.parametrize(("same", "want", "got", "right"), AGREEMENTS)
def test_when_a_cell_agrees(same: Agreement, want: str, got: str, right: bool) -> None:
    assert agrees(want, got, same) is right


def test_words_are_counted_as_often_as_they_stand() -> None:
    assert words_f1("on data, data and data", "on data") == 2 * 2 / (5 + 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which all holds."""
    return write_small(tmp_path / "out" / "2020")


def gold_of(folder: Path) -> Path:
    """The same tables as gold, in the columns that a reader can know."""
    gold = write_small(folder.parent.parent / "gold" / "2020")
    for name in ("provenance.csv", "residue.csv", "findings.csv", "reports.csv"):
        (gold / name).unlink()
    return gold


def by_field(scores: Iterable[FieldScore]) -> dict[str, FieldScore]:
    return {one.field: one for one in scores}


def wrong(folder: Path, gold: Path) -> dict[str, float]:
    """The fields whose score is not 1."""
    return {one.field: one.score for one in score(folder, gold) if one.score != 1}


def lines(folder: Path, gold: Path) -> list[str]:
    return [one.line for one in compare(folder, gold).differences]


def test_the_gold_agrees_with_itself(folder: Path) -> None:
    assert wrong(folder, gold_of(folder)) == {}
    assert lines(folder, gold_of(folder.parent)) == []


def test_a_wrong_cell_costs_a_share_of_the_gold_and_names_the_rule(folder: Path) -> None:
    gold = gold_of(folder)
    change(folder, "events.csv", ",webinar,", ",workshop,")
    assert wrong(folder, gold) == {"events.event_type": 0.5}
    assert lines(folder, gold) == ["~ 2020-ocam-02 event_type: want webinar, got workshop  by.hand"]


def test_a_wrong_place_costs_the_event_and_the_occurrence(folder: Path) -> None:
    gold = gold_of(folder)
    change(folder, "occurrences.csv", "Lima,PER", "Quito,ECU")
    assert wrong(folder, gold) == {"events.places": 0.5, "occurrences": 0.0}
    assert lines(folder, gold)[0] == "~ 2020-ocam-01 places: want Lima PER, got Quito ECU"


def test_a_missing_event_costs_its_occurrences_themes_and_parties(folder: Path) -> None:
    gold = gold_of(folder)
    for name in ("events", "occurrences", "event_themes", "event_parties"):
        path = folder / f"{name}.csv"
        kept = [line for line in path.read_text().splitlines(True) if "2020-ocam-01" not in line]
        path.write_text("".join(kept))
    found = by_field(score(folder, gold))
    assert (found["events"].precision, found["events"].recall) == (1.0, 0.5)
    assert found["events.title"].score == 0.5
    assert [found[name].recall for name in ("occurrences", "event_themes", "event_parties")] == [
        0.0,
        0.5,
        0.0,
    ]
    assert lines(folder, gold) == ["- events 2020-ocam-01: 50th Meeting, 2020-06-30"]


def test_an_extra_event_costs_precision(folder: Path) -> None:
    gold = gold_of(folder)
    extra = "2020-ocam-03,ocam.training..,2020,ocam,3,Visit,training,,1,,,,,"
    path = folder / "events.csv"
    path.write_text(path.read_text() + extra + "\n")
    found = by_field(score(folder, gold))
    assert (found["events"].precision, found["events"].recall) == (2 / 3, 1.0)
    assert lines(folder, gold) == ["+ events 2020-ocam-03: Visit"]


def test_events_pair_by_wording_and_dates_whatever_their_ids(folder: Path) -> None:
    gold = gold_of(folder)
    for name in ("events", "occurrences", "event_themes", "event_parties"):
        path = folder / f"{name}.csv"
        text = path.read_text().replace("ocam-01", "ocam-x").replace("ocam-02", "ocam-01")
        header, *rest = text.replace("ocam-x", "ocam-02").splitlines(True)
        path.write_text("".join([header, *reversed(rest)]))
    assert wrong(folder, gold) == {}


def test_events_that_share_nothing_do_not_pair(folder: Path) -> None:
    gold = gold_of(folder)
    change(folder, "events.csv", "webinars,webinar", "Border visit,training")
    change(folder, "events.csv", "discussed asylum", "looked at fences")
    assert by_field(score(folder, gold))["events"].right == 1


@pytest.mark.parametrize("kept", [True, False])
def test_having_or_lacking_an_optional_row_is_right(folder: Path, kept: bool) -> None:
    gold = gold_of(folder)
    path = gold / "event_themes.csv"
    header, *rest = path.read_text().splitlines()
    rows = [header + ",optional", rest[0] + ",false", rest[1] + ",true"]
    path.write_text("\n".join(rows) + "\n")
    if not kept:
        change(folder, "event_themes.csv", f"\n{rest[1]}", "")
    themes = by_field(score(folder, gold))["event_themes"]
    assert (themes.gold, themes.found, themes.right) == (1, 1, 1)


def test_a_column_that_the_gold_lacks_is_not_compared(folder: Path) -> None:
    gold = gold_of(folder)
    (gold / "publications.csv").write_text("report_year,title\n2020,A guide\n")
    (gold / "mechanisms.csv").write_text("report_year,mechanism_id\n2020,ocam\n")
    assert wrong(folder, gold) == {}


def test_a_folder_without_events_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no events\.csv here"):
        score(tmp_path, GOLD / "2020")


FLOORS = [
    ({"events": 0.99}, []),
    ({"events": 0.98}, []),
    ({"events": 0.991}, ["events: 0.990 is under its floor 0.991"]),
    ({}, ["events: no floor; write 0.990"]),
    ({"events": 0.99, "event": 1.0}, ["event: no such field; remove its floor"]),
]


@pytest.mark.parametrize(("floors", "says"), FLOORS)
def test_what_does_not_hold_of_the_floors(floors: dict[str, float], says: list[str]) -> None:
    assert under_floors([FieldScore("events", 100, 100, 99)], floors) == says


BAD_FLOORS = [
    ("a: b: c", "floors.yml:1: not YAML"),
    ("- events", "floors by folder are expected"),
    ("2020: 1", "2020: fields with floors are expected"),
    ("2020: {events: 2}", "2020: events: 2 is no score from 0 to 1"),
    ("2020: {events: yes}", "2020: events: True is no score"),
]


@pytest.mark.parametrize(("content", "says"), BAD_FLOORS)
def test_floors_that_cannot_be_read_are_bad_input(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "floors.yml").write_text(content)
    with pytest.raises(InputError, match=says):
        read_floors(tmp_path)


def write_floors(gold: Path, floors: dict[str, float]) -> None:
    """Writes floors for the gold of 2020."""
    said = "".join(f"  {field}: {floor:.3f}\n" for field, floor in floors.items())
    (gold.parent / "floors.yml").write_text(f'"2020":\n{said}')


def test_a_score_under_its_floor_fails_the_check(folder: Path) -> None:
    gold = gold_of(folder)
    floors = {one.field: 1.0 for one in score(folder, gold)}
    write_floors(gold, floors)
    assert check_folder(folder, gold.parent).ok
    change(folder, "events.csv", ",2,,,virtual", ",3,,,virtual")
    result = check_folder(folder, gold.parent)
    assert not result.ok
    assert result.folders[0].problems == (
        f"{gold.parent}/floors.yml: 2020: events.event_count: 0.500 is under its floor 1.000",
    )


def test_a_score_above_its_floor_gives_a_hint_and_holds(folder: Path) -> None:
    gold = gold_of(folder)
    write_floors(gold, {one.field: 1.0 for one in score(folder, gold)} | {"events": 0.5})
    result = check_folder(folder, gold.parent)
    assert result.ok
    assert result.folders[0].hints == (
        f"{gold.parent}/floors.yml: 2020: events: 1.000 is above its floor 0.500; raise it",
    )


def test_gold_is_found_by_the_name_of_the_folder(folder: Path, tmp_path: Path) -> None:
    gold = gold_of(folder)
    write_small(gold.parent / "2019")
    write_floors(gold, {one.field: 1.0 for one in score(folder, gold)})
    assert check_folder(folder, gold.parent).ok
    assert check_folder(folder.parent, gold.parent).ok
    other = write_small(tmp_path / "other" / "2021")
    with pytest.raises(InputError, match="no gold for 2021; known is 2019, 2020"):
        check_folder(other, gold.parent)
    with pytest.raises(InputError, match="no such folder"):
        check_folder(folder, tmp_path / "nowhere")


def test_the_scores_are_printed_within_80_columns(folder: Path) -> None:
    gold = gold_of(folder)
    write_floors(gold, {"events": 1.0})
    file = io.StringIO()
    render(check_folder(folder, gold.parent), Console(file=file, width=80))
    table = file.getvalue().splitlines()[:22]
    assert table[0].split()[:3] == ["field", "gold", "found"]
    assert table[5].split() == ["events", "2", "2", *["1.000"] * 5]
    assert table[6].split() == ["events.title", "2", "2", *["1.000"] * 4, "-"]
    assert max(len(line) for line in table) <= 80


def test_every_field_of_the_gold_has_a_floor() -> None:
    fields = {one.field for one in score(GOLD / "2020", GOLD / "2020")}
    for floors in read_floors(GOLD).values():
        assert set(floors) == fields
