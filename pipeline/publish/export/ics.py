"""iCalendar (RFC 5545): an all-day entry for each occurrence that has dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from icalendar import Calendar, Event

from pipeline.publish.dataset import Dataset, Record
from pipeline.publish.export import Exported
from pipeline.publish.export.entries import ONLINE, PRECISIONS, WANTED, Entry, entries, place_of
from pipeline.publish.words import many

DOMAIN = "iscm-highlights"
DAY = dt.timedelta(days=1)


__all__ = ["WANTED", "make"]


def make(dataset: Dataset) -> Exported:
    """One calendar; what has no date stands in none, and is counted."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{DOMAIN}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"ISCM Highlights {dataset.name}")
    every = list(entries(dataset))
    firsts = {one.event_id: uid(one, dated(one)[0]) for one in every if dated(one)}
    # No clock: the day after the last report's year stands for the time of writing.
    stamp = dt.datetime(dataset.last_year + 1, 1, 1, tzinfo=dt.UTC)
    for one in every:
        for occurrence in dated(one):
            calendar.add_component(component(one, occurrence, firsts, stamp))
    return Exported({f"iscm-{dataset.name}.ics": calendar.to_ical()}, tuple(without_dates(every)))


def dated(entry: Entry) -> list[Record]:
    """The occurrences of an event that have dates."""
    return [one for one in entry.occurrences if one["start_date"]]


def uid(entry: Entry, occurrence: Record) -> str:
    """The id of an occurrence, the same in every export."""
    return f"{entry.uid}/{occurrence['position']}@{DOMAIN}"


def component(
    entry: Entry, occurrence: Record, firsts: Mapping[str, str], stamp: dt.datetime
) -> Event:
    """An occurrence as an all-day entry; `firsts` has the ids of the first ones of events."""
    first, last = occurrence["start_date"], occurrence["end_date"]
    if not (isinstance(first, dt.date) and isinstance(last, dt.date)):
        raise TypeError(f"{entry.event_id}: an occurrence without dates")
    event = Event()
    event.add("uid", uid(entry, occurrence))
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    event.add("dtend", last + DAY)  # RFC 5545: the day after the last one
    event.add("summary", entry.name)
    event.add("description", "\n".join(described(entry, occurrence)))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(entry.event["event_type"]), *theme_ids(entry)])
    if where := place_of(occurrence) or ("Online" if occurrence["format"] == ONLINE else ""):
        event.add("location", where)
    if occurrence["latitude"] is not None and occurrence["format"] != ONLINE:
        event.add("geo", (occurrence["latitude"], occurrence["longitude"]))
    for other in entry.linked:
        if other in firsts:
            event.add("related-to", firsts[other], {"RELTYPE": "SIBLING"})
    return event


def theme_ids(entry: Entry) -> list[str]:
    """The ids of an event's themes."""
    return [str(row["theme_id"]) for row in entry.themes]


def described(entry: Entry, occurrence: Record) -> Iterator[str]:
    """What is said of an occurrence, a line each."""
    event = entry.event
    if event["summary"]:
        yield str(event["summary"])
    yield f"{entry.mechanism['name']}, ISCM Highlights {event['report_year']}, {entry.event_id}"
    if occurrence["format"]:
        yield f"Format: {occurrence['format']}"
    if note := PRECISIONS.get(str(occurrence["date_precision"])):
        yield f"Date: {note} ({occurrence['date_text']})"
    for other in entry.linked:
        yield f"May be the same event as {other}"


def without_dates(every: list[Entry]) -> Iterator[str]:
    """A line that counts what has no date, where anything has none."""
    events = sum(not dated(one) for one in every)
    placed = sum(len(one.occurrences) - len(dated(one)) for one in every)
    if events or placed:
        yield (
            f"a calendar cannot hold {many(events, 'event')} without any date, nor "
            f"{many(placed, 'occurrence')} with a place only"
        )
