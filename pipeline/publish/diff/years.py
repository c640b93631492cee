"""The reports of two years compared: sentences as a researcher would say them, then figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.check.rows import Row, Two
from pipeline.contract import EVENT_TYPES, FORMATS
from pipeline.publish.diff.changes import event_changes, other_changes
from pipeline.publish.diff.goingon import (
    ALL_TOGETHER,
    GoingOn,
    going_on,
    series_findings,
    series_statements,
)
from pipeline.publish.diff.side import Side
from pipeline.publish.diff.values import Diff, Figures
from pipeline.publish.names import theme_name
from pipeline.publish.words import many, row, share

MOST_NAMED = 5  # of those that changed most, in a sentence, unless others changed as much
LONGEST_ROW = 9  # of names that changed as much
NOT_SAID = "not said"
FORMAT_NAMES = {
    "in_person": "in person",
    "virtual": "online",
    "hybrid": "in hybrid form",
    "mixed": "in series whose meetings differ",
}
# Wordings that change from year to year and say nothing of what was done.
WORDINGS = frozenset({"label", "mechanism_text", "heading", "name", "acronym", "anniversary"})


def compare_years(old: Side, new: Side) -> Diff:
    """The reports of two years compared; a meeting that goes on is one record that changed.

    Sentences and figures count an event that two mechanisms report once.
    """
    series = going_on(old, new)
    changes = (
        *event_changes(old, new, paired(old, new, series)),
        *other_changes(old, new, WORDINGS | {"title", "language", "page_count"}),
    )
    statements = (
        *overall(old, new),
        *mechanisms(old, new),
        *activity(old, new),
        *kinds(old, new),
        *formats(old, new),
        *places(old, new),
        *themes(old, new),
        *series_statements(old, new, series),
    )
    found = tuple(series_findings(old, new, series))
    return Diff(old.name, new.name, changes, statements, found, tuple(figures(old, new)))


def paired(old: Side, new: Side, series: Sequence[GoingOn]) -> Iterator[Two]:
    """The events of both years: of a series the last numbered one and the next, or the first ones
    where they have no numbers, as one; all others by themselves."""
    follows = {}
    for one in series:
        numbered = one.old[-1]["ordinal"] and one.new[0]["ordinal"]
        follows[one.new[0]["event_id"]] = one.old[-1 if numbered else 0]
    followed = {one["event_id"] for one in follows.values()}
    yield from (Two(one, None) for one in old["events"] if one["event_id"] not in followed)
    yield from (Two(follows.get(one["event_id"]), one) for one in new["events"])


def overall(old: Side, new: Side) -> Iterator[str]:
    """How much the two reports tell, and what they may tell twice."""
    parts = [f"{counts(new)} in {new.name}", f"{counts(old)} in {old.name}"]
    yield f"{parts[0]}; {parts[1]}."
    for side in (new, old):
        titles = {one["event_id"]: one["title"] for one in side["events"]}
        every = dict.fromkeys(frozenset(pair[:2]) for pair in side.links)
        told = [" and ".join(f"{titles[one]} ({one})" for one in sorted(pair)) for pair in every]
        if told:
            verb = "may be one event" if len(told) == 1 else "may each be one event"
            yield f"In {side.name} {verb}, and counted here once: {'; '.join(told)}."


def counts(side: Side) -> str:
    """The entries of a report, the meetings that they stand for, and who held them."""
    active = {one["mechanism_id"] for one in side.counted} - {ALL_TOGETHER}
    return (
        f"{many(len(side.counted), 'entry', 'entries')} for at least "
        f"{many(meetings(side.counted), 'meeting')} of {many(len(active), 'mechanism')}"
    )


def meetings(events: Iterable[Row]) -> int:
    """How many meetings some entries stand for: the printed numbers, one where none is printed."""
    return sum(int(one["event_count"] or 1) for one in events)


def mechanisms(old: Side, new: Side) -> Iterator[str]:
    """Which mechanisms only one of the reports has, and which are silent in one."""
    active = [{one["mechanism_id"] for one in side["events"]} for side in (old, new)]
    named = [list(side.names) for side in (old, new)]
    fresh = [one for one in named[1] if one in active[1] and one not in named[0]]
    back = [one for one in named[1] if one in active[1] - active[0] and one in named[0]]
    silent = [one for one in named[1] if one in active[0] - active[1]]
    gone = [one for one in named[0] if one in active[0] and one not in named[1]]
    called = {**old.names, **new.names}
    for found, says in (
        (fresh, f"New in the report of {new.name}, not in that of {old.name}"),
        (back, f"With meetings in {new.name}, silent in {old.name} (only named there)"),
        (silent, f"Silent in {new.name} (only named there), with meetings in {old.name}"),
        (gone, f"Gone from the report of {new.name}, with meetings in that of {old.name}"),
    ):
        if found:
            yield f"{says}: {row([called[one] for one in found])}."


def activity(old: Side, new: Side) -> Iterator[str]:
    """Which mechanisms that met in both years have more meetings, and which fewer."""
    was, now = (counted(side, "mechanism_id") for side in (old, new))
    called = {one: new.names[one] for one in now if one in was and one != ALL_TOGETHER}
    for says, sign in (("More", 1), ("Fewer", -1)):
        moves = {one: now[one] - was[one] for one in called if (now[one] - was[one]) * sign > 0}
        told, rest = foremost(moves)
        if told:
            words = [f"{called[one]} ({was[one]} → {now[one]})" for one in told]
            yield f"{says} meetings: {and_others(words, rest)}."


def foremost(moves: Mapping[str, int]) -> tuple[list[str], int]:
    """The names that changed most, and how many more changed: names that changed as much as
    each other stand together, or are counted together where they are many."""
    ordered = sorted(moves, key=lambda one: (-abs(moves[one]), one))
    if len(ordered) <= LONGEST_ROW:
        return ordered, 0
    told: list[str] = []
    for _, group in groupby(ordered, key=lambda one: abs(moves[one])):
        alike = list(group)
        if told and (len(told) >= MOST_NAMED or len(told) + len(alike) > LONGEST_ROW):
            break
        told += alike
    return told, len(ordered) - len(told)


def and_others(told: Sequence[str], rest: int) -> str:
    """Names in a row, and how many more there are."""
    return row([*told, many(rest, "other")]) if rest else row(told)


def counted(side: Side, column: str) -> Counter[str]:
    """The meetings by the cells of a column of the events."""
    found: Counter[str] = Counter()
    for one in side.counted:
        found[one[column]] += int(one["event_count"] or 1)
    return found


def kinds(old: Side, new: Side) -> Iterator[str]:
    """Which types of meetings grew or shrank most."""
    was, now = (counted(side, "event_type") for side in (old, new))
    moves = {one: now[one] - was[one] for one in EVENT_TYPES if now[one] != was[one]}
    told, rest = foremost(moves)
    if told:
        words = [f"{one.replace('_', ' ')}s {was[one]} → {now[one]}" for one in told]
        more = f"; {many(rest, 'other type')} changed less" if rest else ""
        yield f"By type: {row(words)}{more}."


def forms(side: Side) -> Counter[str]:
    """The meetings by their forms; those of a series whose every occurrence has one by theirs."""
    found: Counter[str] = Counter()
    for one in side.counted:
        number = int(one["event_count"] or 1)
        own = [each["format"] for each in side.parts["occurrences"].get(one["event_id"], ())]
        if one["format"] == "mixed" and all(own) and len(own) == number:
            found.update(own)
        else:
            found[one["format"] or NOT_SAID] += number
    return found


def formats(old: Side, new: Side) -> Iterator[str]:
    """How the meetings were held, of those whose form the report says or shows by a place."""
    for side in (new, old):
        found = forms(side)
        known = found.total() - found[NOT_SAID]
        placed = meetings(one for one in side.counted if one["format_basis"] == "place")
        told = [f"{share(found[one], known)} {FORMAT_NAMES[one]}" for one in FORMATS if found[one]]
        if told:
            aside = f"; of {placed} only a printed place says so" if placed else ""
            yield (
                f"In {side.name} meetings were held {row(told)} ({many(known, 'meeting')} whose "
                f"form is known{aside})."
            )


def places(old: Side, new: Side) -> Iterator[str]:
    """How many cities and countries there were, and which countries only one report has."""
    cities, countries = (
        [{one[name] for one in side.hanging("occurrences") if one[name]} for side in (old, new)]
        for name in ("city", "country")
    )
    if not any(countries):
        return
    there = [
        f"{many(len(cities[at]), 'city', 'cities')} of "
        f"{many(len(countries[at]), 'country', 'countries')}"
        for at in (0, 1)
    ]
    yield f"Printed as places: {there[1]} in {new.name}, {there[0]} in {old.name}."
    for found, year in (
        (countries[1] - countries[0], new.name),
        (countries[0] - countries[1], old.name),
    ):
        if found:
            yield f"Countries in {year} only: {row(sorted(found))}."


def themes(old: Side, new: Side) -> Iterator[str]:
    """Which themes were gained and lost, and which changed most."""
    was, now = (cells(side.hanging("event_themes"), "theme_id") for side in (old, new))
    for one, other, says in ((now, was, "gained"), (was, now, "lost")):
        found = [
            f"{theme_name(name)} ({one[name]})" for name in by_number(one) if name not in other
        ]
        if found:
            yield f"Themes {says}: {row(found)}."
    moves = {name: now[name] - was[name] for name in now if name in was and now[name] != was[name]}
    told, rest = foremost(moves)
    if told:
        words = [f"{theme_name(name)} {was[name]} → {now[name]}" for name in told]
        more = f"; {many(rest, 'other')} changed less" if rest else ""
        yield f"Entries by theme: {row(words)}{more}."


def by_number(found: Counter[str]) -> list[str]:
    """Names, the most frequent first, then by the alphabet."""
    return sorted(found, key=lambda name: (-found[name], name))


def figures(old: Side, new: Side) -> Iterator[Figures]:
    """The numbers that the sentences rest on, whole."""
    called = {**old.names, **new.names}
    sides = (old, new)
    yield table("Meetings by mechanism", [counted(side, "mechanism_id") for side in sides], called)
    yield table("Meetings by mechanism and type", [kinds_of_each(side) for side in sides])
    yield table("Meetings by type", [counted(side, "event_type") for side in sides])
    yield table("Meetings by form", [forms(side) for side in sides])
    for title, name in (("Occurrences by country", "country"), ("Occurrences by city", "city")):
        yield table(title, [cells(side.hanging("occurrences"), name) for side in sides])
    yield table(
        "Entries by theme", [cells(side.hanging("event_themes"), "theme_id") for side in sides]
    )


def table(
    title: str, both: Sequence[Counter[str]], called: Mapping[str, str] | None = None
) -> Figures:
    """Numbers of both sides, the greatest of the new side first."""
    was, now = both
    every = sorted(was.keys() | now.keys(), key=lambda one: (-now[one], -was[one], one))
    names = called or {}
    return Figures(title, tuple((names.get(one, one), was[one], now[one]) for one in every))


def kinds_of_each(side: Side) -> Counter[str]:
    """The meetings of each mechanism by type."""
    found: Counter[str] = Counter()
    for one in side.counted:
        kind = one["event_type"].replace("_", " ")
        found[f"{side.names[one['mechanism_id']]}, {kind}"] += int(one["event_count"] or 1)
    return found


def cells(rows: Iterable[Row], column: str) -> Counter[str]:
    """How often each cell of a column stands in some rows."""
    return Counter(one[column] for one in rows if one[column])
