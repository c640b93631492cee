"""Which events of two mechanisms look like one event that both report: who counts would count it
twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Days: TypeAlias = frozenset[tuple[str, str]]
Mark: TypeAlias = frozenset[str] | tuple[Days, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What two events are compared by: first and last days as ISO dates, cities or else country
    codes, and the mechanisms that are parties."""

    event_id: str
    mechanism_id: str
    event_type: str
    days: Days
    places: frozenset[str]
    mechanisms: tuple[str, ...]


def alike(meetings: Sequence[Meeting]) -> Iterator[tuple[Meeting, Meeting, str]]:
    """Each meeting with each that it looks like, and why; both ways round, in their order."""
    by_mark: dict[Mark, list[Meeting]] = {}
    for one in meetings:
        for mark in marks(one):
            by_mark.setdefault(mark, []).append(one)
    for one in meetings:
        near = {other.event_id: other for mark in marks(one) for other in by_mark[mark]}
        for other in near.values():
            if why := likeness(one, other):
                yield one, other, why


def marks(meeting: Meeting) -> Iterator[Mark]:
    """What two meetings share that may look like one: a pair of mechanisms, or days and a place."""
    for party in meeting.mechanisms:
        yield frozenset({meeting.mechanism_id, party})
    if meeting.days and meeting.places:
        yield meeting.days, meeting.places


def likeness(one: Meeting, other: Meeting) -> str:
    """Why meetings of two mechanisms look like one event; empty where they do not."""
    if one.mechanism_id == other.mechanism_id:
        return ""
    unlike = one.days and other.days and one.days != other.days
    mutual = other.mechanism_id in one.mechanisms and one.mechanism_id in other.mechanisms
    if mutual and not unlike:
        return "each names the other's mechanism as a party"
    same = bool(one.days and one.places) and one.event_type == other.event_type
    if same and (one.days, one.places) == (other.days, other.places):
        return "days, place and type are the same"
    return ""
