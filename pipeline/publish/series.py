"""Which meetings go on from year to year: "15th SOM" and "16th Senior Officials' Meeting" are two
holdings of one series, workshops on two topics are not.

A series is told by its mechanism, the type of meeting and the words that name the body. A topic
counts where meetings of the type have nothing else to be told by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.check.rows import Row
from pipeline.panelschema import SERIES
from pipeline.publish.meetingname import (
    MeetingName,
    is_regular,
    meeting_name,
    slug,
    without_further,
    without_number,
)

# Bodies that meet again and again: what they talk about is no part of their name.
BODIES = frozenset({
    "summit", "ministerial_meeting", "senior_officials_meeting", "steering_committee_meeting",
    "intersessional_meeting",
})  # fmt: skip
# Meetings that are a body's where they are numbered or called regular, and else told by a topic.
MIXED = frozenset({"meeting", "conference", "technical_meeting"})
GROUPS = "working_group_meeting"  # told by their topics, unless they are spoken of together
FASTEST = 4  # holdings of one series in a year
LONGEST_REST = 10  # years between two holdings
ALIKE = 0.5  # of the words of two names, from 0 to 1


@dataclass(frozen=True, slots=True)
class Holding:
    """An event as it is compared with others; `ordinal` is 0 where none is printed."""

    event: Row
    year: int
    ordinal: int
    name: MeetingName
    regular: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An event of a series; `cells` are those of its row in `series`."""

    event: Row
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A meeting that goes on through two years or more, its events in order."""

    series_id: str
    title: str
    members: tuple[Member, ...]


def series_rows(years: Sequence[Mapping[str, Sequence[Row]]]) -> list[tuple[str, ...]]:
    """The rows of `series` over the tables of some years, which are in order."""
    events, mechanisms = (
        [row for year in years for row in year[name]] for name in ("events", "mechanisms")
    )
    return [member.cells for one in find_series(events, mechanisms) for member in one.members]


def find_series(events: Iterable[Row], mechanisms: Iterable[Row]) -> tuple[Series, ...]:
    """The series of events of several years, in the order of their first events.

    `events` are rows of `events`, year after year; each belongs to one series at most.
    `mechanisms` say what the mechanisms are called: their names are no part of a meeting's name.
    """
    names = {row["mechanism_id"]: f"{row['name']} {row['acronym']}" for row in mechanisms}
    chains: list[list[Holding]] = []
    awake: dict[tuple[str, str], list[list[Holding]]] = {}  # by mechanism and type
    for event in events:
        one = holding(event, names.get(event["mechanism_id"], ""))
        near = awake.setdefault((event["mechanism_id"], event["event_type"]), [])
        near[:] = [chain for chain in near if one.year - chain[-1].year <= LONGEST_REST]
        fitting = [chain for chain in near if continues(chain[-1], one)]
        if fitting:
            max(fitting, key=lambda chain: likeness(chain[-1], one)).append(one)
        else:
            near.append([one])
            chains.append(near[-1])
    lasting = [chain for chain in chains if len({one.year for one in chain}) > 1]
    ids: Counter[str] = Counter()
    return tuple(describe(chain, ids) for chain in lasting)


def holding(event: Row, mechanism: str = "") -> Holding:
    """An event as it is compared with others; `mechanism` is what its mechanism is called."""
    return Holding(
        event,
        int(event["report_year"]),
        int(event["ordinal"] or 0),
        meeting_name(event["title"], event["event_type"], f"{event['mechanism_id']} {mechanism}"),
        bool(event["ordinal"]) or is_regular(event["title"]),
    )


def continues(old: Holding, new: Holding) -> bool:
    """Whether two events are holdings of one series."""
    if any(old.event[name] != new.event[name] for name in ("mechanism_id", "event_type")):
        return False
    numbered = bool(old.ordinal and new.ordinal)
    if numbered and abs(new.ordinal - old.ordinal) > FASTEST * max(1, new.year - old.year):
        return False
    kind = old.event["event_type"]
    unnamed = numbered and kind != "meeting" and not (old.name.body and new.name.body)
    if kind in BODIES or (kind in MIXED and old.regular and new.regular):
        return unnamed or same_words(old.name.body, new.name.body)
    told = old.name.body | old.name.topic, new.name.body | new.name.topic
    if kind in MIXED:
        return same_words(*told) and not (old.name.bare or new.name.bare)
    return (numbered or kind == GROUPS) and same_words(*told)


def same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names have most of their words in common; two without words are one."""
    return one == other or len(one & other) >= ALIKE * len(one | other)


def likeness(old: Holding, new: Holding) -> tuple[float, int]:
    """How surely an event continues another, to be compared with other likenesses."""
    one, other = old.name.body | old.name.topic, new.name.body | new.name.topic
    share = len(one & other) / len(one | other) if one | other else 1.0
    near = -abs(new.ordinal - old.ordinal) if old.ordinal and new.ordinal else -FASTEST
    return share, near


def describe(chain: Sequence[Holding], ids: Counter[str]) -> Series:
    """A series of events with its id, which no series before has, and its title."""
    last = chain[-1].event
    names = Counter(slug(one.name.body | topic_of(one), one.event["title"]) for one in chain)
    usual = min(names, key=lambda name: (-names[name], len(name), name))
    series_id = ".".join(filter(None, (last["mechanism_id"], last["event_type"], usual)))
    ids[series_id] += 1
    if ids[series_id] > 1:
        series_id += f".{ids[series_id]}"
    title = usual_title([one.event for one in chain])
    return Series(
        series_id, title, tuple(Member(one.event, cells(one, series_id, title)) for one in chain)
    )


def usual_title(events: Sequence[Row]) -> str:
    """The title without its number that most events have, of equals the latest."""
    titles = [
        without_number(one["title"]) if one["ordinal"] else without_further(one["title"])
        for one in events
    ]
    counts = Counter(title.casefold() for title in titles)
    _, at = max((counts[title.casefold()], at) for at, title in enumerate(titles))
    return titles[at][:1].upper() + titles[at][1:]


def topic_of(one: Holding) -> frozenset[str]:
    """The words of an event's topic, where they are a part of its name."""
    kind = one.event["event_type"]
    told = kind not in BODIES and not (kind in MIXED and one.regular)
    return one.name.topic if told else frozenset()


def cells(one: Holding, series_id: str, title: str) -> tuple[str, ...]:
    """The row of an event in `series`."""
    own = {"series_id": series_id, "title": title}
    return tuple(own.get(name, one.event[name]) for name in SERIES.names)
