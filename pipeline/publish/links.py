"""Entries of two mechanisms that look like one event: which they are, and which of them counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.check.pairing import by_event
from pipeline.check.rows import Row
from pipeline.likeness import Meeting, alike


def links(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, str, str]]:
    """Each two events of one year that look like one, both ways round: their ids and why.

    `tables` hold `events`, `occurrences` and `event_parties` of one year or of several.
    """
    by_year: dict[str, list[Meeting]] = {}
    for one in meetings(tables):
        by_year.setdefault(one.event_id[:4], []).append(one)
    for year in by_year.values():
        for one, other, why in alike(year):
            yield one.event_id, other.event_id, why


def counted_twice(pairs: Sequence[tuple[str, str, str]]) -> frozenset[str]:
    """The events that a count leaves out: of linked ones the one that gathers most others
    ("consultations with three mechanisms"), and of equals the later one by its id."""
    number = Counter(one for one, _, _ in pairs)
    return frozenset(one for one, other, _ in pairs if (number[other], other) < (number[one], one))


def meetings(tables: Mapping[str, Sequence[Row]]) -> Iterator[Meeting]:
    """The events as they are compared with each other."""
    occurrences, parties = (by_event(tables[name]) for name in ("occurrences", "event_parties"))
    for event in tables["events"]:
        key = event["event_id"]
        own = occurrences.get(key, ())
        places = (row["city"] or row["country_code"] for row in own)
        yield Meeting(
            key,
            event["mechanism_id"],
            event["event_type"],
            frozenset((row["start_date"], row["end_date"]) for row in own if row["start_date"]),
            frozenset(place for place in places if place),
            tuple(
                row["party_id"] for row in parties.get(key, ()) if row["party_type"] == "mechanism"
            ),
        )
