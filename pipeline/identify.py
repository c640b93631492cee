"""Identify: ids and keys for the events, and the findings that compare them with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.likeness import Meeting, alike
from pipeline.model import Event, Finding, Lists, Stretch

__all__ = ["Identified", "compare", "identify", "with_records"]


@dataclass(frozen=True, slots=True)
class Identified:
    """An event with its ids: `position` counts from 1 within its mechanism."""

    event: Event
    event_id: str
    event_key: str
    position: int


def identify(events: Iterable[Event], year: int) -> tuple[Identified, ...]:
    """The events with their ids, in their order."""
    positions: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    found = []
    for event in events:
        positions[event.mechanism_id] += 1
        position = positions[event.mechanism_id]
        key = event_key(event)
        keys[key] += 1
        suffix = f".{keys[key]}" if keys[key] > 1 else ""
        event_id = f"{year}-{event.mechanism_id}-{position:02d}"
        found.append(Identified(event, event_id, key + suffix, position))
    return tuple(found)


def event_key(event: Event) -> str:
    """What stays when a row is inserted before an event."""
    days = [one.start_date.value for one in event.occurrences if one.start_date]
    ordinal = event.ordinal.value if event.ordinal else ""
    first = min(days).isoformat() if days else ""
    return f"{event.mechanism_id}.{event.event_type.value}.{ordinal}.{first}"


def with_records(events: Sequence[Identified]) -> Iterator[Finding]:
    """The findings of the events, with the ids of the records that they are about."""
    for one in events:
        for finding in one.event.findings:
            about = f"/{finding.position}" if finding.position else ""
            yield replace(finding, record_id=one.event_id + about, table=finding.table or "events")


def compare(events: Sequence[Identified], lists: Lists) -> Iterator[Finding]:
    """The findings on events of two mechanisms that look like one, and on the report's lists."""
    yield from duplicates(events)
    yield from matrix_differences(events, lists)


def duplicates(events: Sequence[Identified]) -> Iterator[Finding]:
    """A finding on each of two rows that look like one event."""
    where = {one.event_id: first_stretch(one.event) for one in events}
    for one, other, why in alike([meeting(each) for each in events]):
        yield Finding(
            "possible-duplicate",
            "warning",
            f"may count meetings of {other.event_id} again: {why}",
            where[one.event_id],
            "events",
            one.event_id,
            "event_id",
            other.event_id,
        )


def meeting(one: Identified) -> Meeting:
    """An event as it is compared with events of other mechanisms."""
    event = one.event
    cells = [each.city or each.country_code for each in event.occurrences]
    return Meeting(
        one.event_id,
        event.mechanism_id,
        event.event_type.value,
        frozenset(
            (each.start_date.value.isoformat(), each.end_date.value.isoformat())
            for each in event.occurrences
            if each.start_date and each.end_date
        ),
        frozenset(cell.value for cell in cells if cell),
        tuple(
            each.party_id.value for each in event.parties if each.party_type.value == "mechanism"
        ),
    )


def first_stretch(event: Event) -> Stretch | None:
    """Where an event's title begins."""
    return event.title.stretches[0] if event.title.stretches else None


def matrix_differences(events: Sequence[Identified], lists: Lists) -> Iterator[Finding]:
    """One finding a mechanism of the lists: themes that they give it and no event shows, and the
    other way round."""
    listed: dict[str, list[str]] = {}
    where: dict[str, Stretch | None] = {}
    for pair in lists.pairs:
        mechanism_id = pair.mechanism_id.value
        listed.setdefault(mechanism_id, []).append(pair.theme_id.value)
        where.setdefault(mechanism_id, pair.mechanism_id.stretches[0])
    for mechanism_id, themes in listed.items():
        own = [one.event for one in events if one.event.mechanism_id == mechanism_id]
        shown = {theme.theme_id.value for event in own for theme in event.themes}
        missing = [theme for theme in dict.fromkeys(themes) if theme not in shown]
        extra = sorted(shown.difference(themes))
        if missing or extra:
            message = difference(mechanism_id, missing, extra, silent=not own)
            stretch = where[mechanism_id]
            yield Finding("matrix-differs", "info", message, stretch, "mechanisms", mechanism_id)


def difference(
    mechanism_id: str, missing: Sequence[str], extra: Sequence[str], *, silent: bool
) -> str:
    """What the lists say of a mechanism and its events do not, and the other way round."""
    parts = []
    if missing:
        events = "it has no event of its own" if silent else "no event shows them"
        parts.append(f"the lists give {', '.join(missing)}, {events}")
    if extra:
        parts.append(f"events show {', '.join(extra)}, the lists do not")
    return f"{mechanism_id}: {'; '.join(parts)}"
