"""Which meetings go on from year to year: pairs that a reader judged, ids and titles of series."""

from __future__ import annotations

import csv

import pytest
from conftest import ROOT

from pipeline.check.rows import Row
from pipeline.publish.meetingname import meeting_name, without_number
from pipeline.publish.series import continues, find_series, holding

PAIRS = ROOT / "tests" / "series" / "pairs.csv"
LEAST = 0.9  # of precision and of recall


def event(title: str, year: int, *, kind: str, ordinal: str = "", mechanism: str = "rcm") -> Row:
    cells = {
        "event_id": f"{year}-{mechanism}-01",
        "report_year": str(year),
        "mechanism_id": mechanism,
        "event_type": kind,
        "title": title,
        "ordinal": ordinal,
    }
    return Row(cells, 0)


def judged() -> list[tuple[bool, bool]]:
    """What the program says of each pair, and what the reader said."""
    found = []
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for pair in csv.DictReader(file):
            old, new = (
                event(
                    pair[f"{side}_title"],
                    int(pair[f"{side}_year"]),
                    kind=pair[f"{side}_event_type"],
                    ordinal=pair[f"{side}_ordinal"],
                    mechanism=pair["mechanism_id"],
                )
                for side in ("old", "new")
            )
            found.append((continues(holding(old), holding(new)), pair["verdict"] == "same"))
    return found


def test_pairs_are_told_as_a_reader_tells_them() -> None:
    found = judged()
    right = sum(got and want for got, want in found)
    assert len(found) == 60
    assert right / sum(got for got, _ in found) >= LEAST
    assert right / sum(want for _, want in found) >= LEAST


@pytest.mark.parametrize(
    ("old", "new", "kind", "same"),
    [
        (
            "15th Ad-Hoc Group SOM",
            "16th Senior Officials’ Meeting",
            "senior_officials_meeting",
            True,
        ),
        ("WG on the Black Sea", "Black Sea Working Group", "working_group_meeting", True),
        ("WG on the Black Sea", "Silk Routes Working Group", "working_group_meeting", False),
        ("Workshop on Data", "Workshop on Data", "workshop", False),
        ("webinars", "webinars", "webinar", False),
        ("Annual Meeting", "Board Meeting", "meeting", False),
        ("Panel meeting", "Panel meetings", "meeting", True),
        ("expert meetings", "expert meetings", "technical_meeting", False),
        ("Réunion des hauts fonctionnaires", "Senior Officials", "senior_officials_meeting", True),
        ("Intersessional meeting", "14th Intersessional meeting", "intersessional_meeting", True),
    ],
)
def test_what_is_one_meeting(old: str, new: str, kind: str, same: bool) -> None:
    one, other = event(old, 2019, kind=kind), event(new, 2020, kind=kind)
    assert continues(holding(one), holding(other)) is same


def test_a_numbered_workshop_goes_on_where_its_topic_does() -> None:
    old = event("4th Workshop on Data", 2019, kind="workshop", ordinal="4")
    new = event("Fifth Workshop on Data", 2020, kind="workshop", ordinal="5")
    other = event("5th Workshop on Visas", 2020, kind="workshop", ordinal="5")
    assert continues(holding(old), holding(new))
    assert not continues(holding(old), holding(other))


def test_numbers_far_apart_are_two_meetings() -> None:
    old = event("9th Meeting", 2019, kind="meeting", ordinal="9")
    new = event("61st Ordinary Meeting", 2020, kind="meeting", ordinal="61")
    assert not continues(holding(old), holding(new))


def test_a_series_has_its_usual_title_and_an_id_without_years() -> None:
    events = [
        event("15th SOM", 2018, kind="senior_officials_meeting", ordinal="15"),
        event("Workshop on Data", 2018, kind="workshop"),
        event(
            "16th Senior Officials’ Meeting", 2019, kind="senior_officials_meeting", ordinal="16"
        ),
        event("17th SOM", 2020, kind="senior_officials_meeting", ordinal="17"),
    ]
    (series,) = find_series(events, [])
    assert (series.series_id, series.title) == ("rcm.senior_officials_meeting", "SOM")
    assert [one.cells[-1] for one in series.members] == ["15", "16", "17"]


def test_an_event_of_one_year_is_no_series() -> None:
    twice = [event("Steering Committee", 2019, kind="steering_committee_meeting")] * 2
    assert find_series(twice, []) == ()


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("8th Ministerial Conference on Migration", "Ministerial Conference on Migration"),
        ("The Sixth SOM", "The SOM"),
        ("XXIV Vice-Ministerial Meeting", "Vice-Ministerial Meeting"),
        ("8e Conférence", "Conférence"),
        ("Meeting", "Meeting"),
    ],
)
def test_a_title_without_its_number(title: str, bare: str) -> None:
    assert without_number(title) == bare


def test_the_name_of_a_mechanism_is_no_part_of_a_meetings_name() -> None:
    assert not meeting_name("Bali Process SOM", "senior_officials_meeting", "bali-process").body


def test_neither_is_another_name_of_the_mechanism() -> None:
    kind = "senior_officials_meeting"
    events = [
        event("Senior Officials of the Regional Conference", 2019, kind=kind),
        event("Senior Officials", 2020, kind=kind),
    ]
    called = Row(
        {"mechanism_id": "rcm", "name": "Regional Conference on Migration", "acronym": ""}, 0
    )
    assert len(find_series(events, [called])) == 1
