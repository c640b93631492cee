"""Ids that stay, and findings that compare events."""

from __future__ import annotations

import datetime as dt

from pipeline.identify import compare, identify
from pipeline.model import (
    Cell,
    Event,
    EventParty,
    EventTheme,
    Lists,
    MechanismTheme,
    Occurrence,
    Stretch,
)

AT = (Stretch(0, 1),)


def event(
    mechanism: str, day: int = 0, *, partner: str = "", city: str = "", theme: str = ""
) -> Event:
    date = Cell(dt.date(2019, 5, day), AT, "date.day") if day else None
    occurrence = Occurrence(AT, date, date, city=Cell(city, AT, "place.city") if city else None)
    party = EventParty(
        AT, Cell("partner"), Cell("mechanism"), Cell(partner, AT, "m"), Cell(partner)
    )
    return Event(
        mechanism,
        AT,
        Cell("Workshop", AT, "title.one"),
        Cell("workshop", AT, "noun.workshop"),
        occurrences=(occurrence,) if day or city else (),
        parties=(party,) if partner else (),
        themes=(EventTheme(AT, Cell(theme, AT, "t"), Cell(theme, AT, "t")),) if theme else (),
    )


def test_ids_count_within_a_mechanism_and_keys_stay_apart() -> None:
    found = identify([event("rcm", 3), event("gfmd"), event("rcm", 3), event("rcm")], 2019)
    assert [one.event_id for one in found] == [
        "2019-rcm-01", "2019-gfmd-01", "2019-rcm-02", "2019-rcm-03",
    ]  # fmt: skip
    assert [one.event_key for one in found] == [
        "rcm.workshop..2019-05-03", "gfmd.workshop..", "rcm.workshop..2019-05-03.2",
        "rcm.workshop..",
    ]  # fmt: skip


def codes(*events: Event, lists: Lists | None = None) -> list[tuple[str, str, str]]:
    found = compare(identify(events, 2019), lists or Lists())
    return [(one.code, one.record_id, one.original) for one in found]


def test_events_that_name_each_other_may_be_one() -> None:
    assert codes(event("rcm", partner="gfmd"), event("gfmd", partner="rcm")) == [
        ("possible-duplicate", "2019-rcm-01", "2019-gfmd-01"),
        ("possible-duplicate", "2019-gfmd-01", "2019-rcm-01"),
    ]


def test_events_of_the_same_days_and_place_may_be_one() -> None:
    assert len(codes(event("rcm", 3, city="Lima"), event("gfmd", 3, city="Lima"))) == 2
    assert codes(event("rcm", 3, city="Lima"), event("gfmd", 3, city="Quito")) == []
    assert codes(event("rcm", 3), event("gfmd", 3)) == []
    assert codes(event("rcm", 3, city="Lima"), event("rcm", 3, city="Lima")) == []


def test_one_that_is_named_alone_is_no_duplicate() -> None:
    assert codes(event("rcm", 3, partner="gfmd"), event("gfmd", 4, partner="rcm")) == []
    assert codes(event("rcm", partner="gfmd"), event("gfmd")) == []


def test_lists_and_events_are_compared_both_ways() -> None:
    pair = MechanismTheme(AT, Cell("data", AT, "t"), Cell("rcm", AT, "m"), Cell("RCM", AT, "m"))
    lists = Lists(pairs=(pair,))
    (finding,) = compare(identify([event("rcm", 3, theme="gender")], 2019), lists)
    assert finding.message == (
        "rcm: the lists give data, no event shows them; events show gender, the lists do not"
    )
    (silent,) = compare(identify([], 2019), lists)
    assert "it has no event of its own" in silent.message
    assert codes(event("rcm", 3, theme="data"), lists=lists) == []
