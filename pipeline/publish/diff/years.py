"""The reports of two years compared: sentences as a researcher would say them, then figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.check.rows import Row
from pipeline.contract import EVENT_TYPES, FORMATS
from pipeline.publish.diff.changes import event_changes, other_changes
from pipeline.publish.diff.goingon import GoingOn, going_on, series_findings, series_statements
from pipeline.publish.diff.match import Two
from pipeline.publish.diff.side import Side
from pipeline.publish.diff.values import Diff, Figures
from pipeline.publish.diff.words import many, row, share

MOST_NAMED = 5  # of those that changed most, in a sentence
FORMAT_NAMES = {
    "in_person": "in person",
    "virtual": "online",
    "hybrid": "in hybrid form",
    "mixed": "in series of several forms",
}


def compare_years(old: Side, new: Side) -> Diff:
    """The reports of two years compared; a meeting that goes on is one record that changed."""
    series = going_on(old, new)
    changes = (*event_changes(old, new, paired(old, new, series)), *other_changes(old, new))
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
    return Diff(
        old.name,
        new.name,
        changes,
        statements,
        tuple(series_findings(old, new, series)),
        tuple(figures(old, new)),
    )


def paired(old: Side, new: Side, series: Sequence[GoingOn]) -> Iterator[Two]:
    """The events of both years: the last of a series in the old one and the first in the new one
    as one, all others by themselves."""
    follows = {one.new[0]["event_id"]: one.old[-1] for one in series}
    followed = {one["event_id"] for one in follows.values()}
    yield from (Two(one, None) for one in old["events"] if one["event_id"] not in followed)
    yield from (Two(follows.get(one["event_id"]), one) for one in new["events"])


def overall(old: Side, new: Side) -> Iterator[str]:
    """How much the two reports tell."""
    parts = []
    for side in (new, old):
        events = side["events"]
        active = {one["mechanism_id"] for one in events}
        parts.append(
            f"{side.name} tells of at least {many(meetings(events), 'meeting')} in "
            f"{many(len(events), 'entry', 'entries')} of {many(len(active), 'mechanism')}"
        )
    yield f"{parts[0]}; {parts[1]}."
    for side in (new, old):
        twice = {
            one["record_id"] for one in side["findings"] if one["code"] == "possible-duplicate"
        }
        if twice:
            yield (
                f"In {side.name}, {many(len(twice), 'entry', 'entries')} may tell of a meeting "
                "that another mechanism's entry tells of too."
            )


def meetings(events: Iterable[Row]) -> int:
    """How many meetings some entries stand for: the printed numbers, one where none is printed."""
    return sum(int(one["event_count"] or 1) for one in events)


def mechanisms(old: Side, new: Side) -> Iterator[str]:
    """Which mechanisms are new, gone, or silent."""
    active = [{one["mechanism_id"] for one in side["events"]} for side in (old, new)]
    named = [list(side.names) for side in (old, new)]
    fresh = [one for one in named[1] if one in active[1] and one not in named[0]]
    back = [
        one for one in named[1] if one in active[1] and one in named[0] and one not in active[0]
    ]
    silent = [one for one in named[1] if one not in active[1] and one in active[0]]
    gone = [one for one in named[0] if one in active[0] and one not in named[1]]
    called = {**old.names, **new.names}
    for found, says in (
        (fresh, f"New in {new.name}: {{}}."),
        (back, f"With meetings in {new.name}, only named in {old.name}: {{}}."),
        (silent, f"Silent in {new.name}, still named there, with meetings in {old.name}: {{}}."),
        (gone, f"Gone in {new.name}, with meetings in {old.name}: {{}}."),
    ):
        if found:
            yield says.format(row([called[one] for one in found]))


def activity(old: Side, new: Side) -> Iterator[str]:
    """Which mechanisms that met in both years met more, and which less."""
    was, now = (counted(side, "mechanism_id") for side in (old, new))
    moves = {one: now[one] - was[one] for one in now if one in was and now[one] != was[one]}
    for says, sign in (("more", 1), ("less", -1)):
        most = sorted(
            (one for one in moves if moves[one] * sign > 0), key=lambda one: (-abs(moves[one]), one)
        )
        told = [f"{new.names[one]} ({was[one]} → {now[one]})" for one in most[:MOST_NAMED]]
        rest = len(most) - len(told)
        if told:
            yield f"Met {says} often: {and_others(told, rest)}."


def and_others(told: Sequence[str], rest: int) -> str:
    """Names in a row, and how many more there are."""
    return f"{', '.join(told)} and {many(rest, 'other')}" if rest else row(told)


def counted(side: Side, column: str) -> Counter[str]:
    """The meetings by the cells of a column of the events."""
    found: Counter[str] = Counter()
    for one in side["events"]:
        if one[column]:
            found[one[column]] += int(one["event_count"] or 1)
    return found


def kinds(old: Side, new: Side) -> Iterator[str]:
    """Which types of meetings grew or shrank most."""
    was, now = (counted(side, "event_type") for side in (old, new))
    moves = [(now[one] - was[one], one) for one in EVENT_TYPES if now[one] != was[one]]
    moves.sort(key=lambda move: -abs(move[0]))
    told = [f"{plural(one)} {was[one]} → {now[one]}" for _, one in moves[:MOST_NAMED]]
    if told:
        yield f"By type, the greatest changes: {row(told)}."


def plural(event_type: str) -> str:
    """A type of meeting as a sentence speaks of several."""
    return f"{event_type.replace('_', ' ')}s"


def formats(old: Side, new: Side) -> Iterator[str]:
    """How the meetings were held, of those whose format is known."""
    parts = []
    for side in (new, old):
        found = counted(side, "format")
        told = [
            f"{share(found[one], found.total())} {FORMAT_NAMES[one]}"
            for one in FORMATS
            if found[one]
        ]
        known = f"{found.total()} meetings whose format is known"
        parts.append(f"{row(told)} in {side.name} (of {known})" if told else "")
    if all(parts):
        yield f"Held {parts[0]}; {parts[1]}."


def places(old: Side, new: Side) -> Iterator[str]:
    """How many cities and countries there were, and which countries are new or gone."""
    cities, countries = (
        [{one[name] for one in side["occurrences"] if one[name]} for side in (old, new)]
        for name in ("city", "country")
    )
    if not any(countries):
        return
    yield (
        f"Meetings were held in {many(len(cities[1]), 'city', 'cities')} of "
        f"{many(len(countries[1]), 'country', 'countries')}; in {old.name} in "
        f"{many(len(cities[0]), 'city', 'cities')} of "
        f"{many(len(countries[0]), 'country', 'countries')}."
    )
    for found, says in (
        (countries[1] - countries[0], f"Countries with a meeting in {new.name} only"),
        (countries[0] - countries[1], f"in {old.name} only"),
    ):
        if found:
            yield f"{says[0].upper()}{says[1:]}: {row(sorted(found))}."


def themes(old: Side, new: Side) -> Iterator[str]:
    """Which themes were gained and lost, and which changed most."""
    was, now = (Counter(one["theme_id"] for one in side["event_themes"]) for side in (old, new))
    for one, other, says in ((now, was, "gained"), (was, now, "lost")):
        found = [f"{name} ({one[name]})" for name in by_number(one) if name not in other]
        if found:
            yield f"Themes {says}: {row(found)}."
    both = [name for name in by_number(now) if name in was and now[name] != was[name]]
    both.sort(key=lambda name: -abs(now[name] - was[name]))
    told = [f"{name} {was[name]} → {now[name]}" for name in both[:MOST_NAMED]]
    if told:
        yield f"Themes that changed most, in entries: {row(told)}."


def by_number(found: Counter[str]) -> list[str]:
    """Names, the most frequent first, then by the alphabet."""
    return sorted(found, key=lambda name: (-found[name], name))


def figures(old: Side, new: Side) -> Iterator[Figures]:
    """The numbers that the sentences rest on, whole."""
    called = {**old.names, **new.names}

    def table(title: str, count: Callable[[Side], Counter[str]]) -> Figures:
        """Numbers of both sides, the greatest of the new side first."""
        was, now = count(old), count(new)
        every = sorted(was.keys() | now.keys(), key=lambda one: (-now[one], -was[one], one))
        rows = tuple((called.get(one, one), was[one], now[one]) for one in every)
        return Figures(title, rows)

    yield table("Meetings by mechanism", lambda side: counted(side, "mechanism_id"))
    yield from by_mechanism_and_type(old, new)
    yield table("Meetings by type", lambda side: counted(side, "event_type"))
    yield table("Meetings by format", lambda side: counted(side, "format"))
    for title, name in (("Occurrences by country", "country"), ("Occurrences by city", "city")):
        yield table(title, lambda side, name=name: cells(side["occurrences"], name))  # type: ignore[misc]
    yield table("Entries by theme", lambda side: cells(side["event_themes"], "theme_id"))


def by_mechanism_and_type(old: Side, new: Side) -> Iterator[Figures]:
    """The meetings of each mechanism by type."""
    called = {**old.names, **new.names}
    was, now = (
        Counter(
            {
                key: sum(int(one["event_count"] or 1) for one in group)
                for key, group in grouped(side).items()
            }
        )
        for side in (old, new)
    )
    every = sorted(was.keys() | now.keys(), key=lambda key: (called[key[0]].casefold(), key[1]))
    rows = tuple(
        (
            f"{called[mechanism]}, {kind.replace('_', ' ')}",
            was[mechanism, kind],
            now[mechanism, kind],
        )
        for mechanism, kind in every
    )
    yield Figures("Meetings by mechanism and type", rows)


def grouped(side: Side) -> dict[tuple[str, str], list[Row]]:
    """The events of a side by mechanism and type."""
    found: dict[tuple[str, str], list[Row]] = {}
    for one in side["events"]:
        found.setdefault((one["mechanism_id"], one["event_type"]), []).append(one)
    return found


def cells(rows: Iterable[Row], column: str) -> Counter[str]:
    """How often each cell of a column stands in some rows."""
    return Counter(one[column] for one in rows if one[column])
