"""Meetings that go on from one year to another, and numbers that do not follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.check.rows import Row
from pipeline.publish.diff.side import Side
from pipeline.publish.diff.values import DiffFinding
from pipeline.publish.names import with_mechanism
from pipeline.publish.series import find_series
from pipeline.publish.words import row

ALL_TOGETHER = "global-iscm"  # the meetings of all mechanisms together, which is none itself
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
TEENS = (11, 12, 13)


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A meeting that was held in both years: its events in each, one at least."""

    mechanism_id: str
    title: str
    old: tuple[Row, ...]
    new: tuple[Row, ...]


def going_on(old: Side, new: Side) -> tuple[GoingOn, ...]:
    """The meetings that go on from one side to the other, in the order of the old one."""
    first, last = sorted((old, new), key=lambda side: side.year)
    found = []
    for series in find_series(*(first[name] + last[name] for name in ("events", "mechanisms"))):
        events = [one.event for one in series.members]
        sides = [
            tuple(one for one in events if one["report_year"] == str(side.year))
            for side in (old, new)
        ]
        found.append(GoingOn(events[0]["mechanism_id"], series.title, *sides))
    return tuple(found)


def series_statements(old: Side, new: Side, series: Iterable[GoingOn]) -> Iterator[str]:
    """Which numbered meetings go on, one a sentence, and how many go on without numbers."""
    unnumbered = []
    for one in series:
        if numbers(one.old) and numbers(one.new):
            code, says = oddity(one, old, new)
            yield f"{path(one, new)}: {says} ({code})." if code else f"{path(one, new)}."
        else:
            unnumbered.append(called(one, new))
    if unnumbered:
        yield f"Held in both years, not numbered in both reports: {'; '.join(unnumbered)}."


def called(one: GoingOn, side: Side) -> str:
    """A meeting with its mechanism."""
    if one.mechanism_id == ALL_TOGETHER:
        return one.title
    name = side.names.get(one.mechanism_id, one.mechanism_id)
    return with_mechanism(one.title, name)


def path(one: GoingOn, side: Side) -> str:
    """A meeting with its numbers in both years."""
    was, now = (row(list(map(ordinal, numbers(events)))) for events in (one.old, one.new))
    return f"{called(one, side)}, {was} → {now}"


def numbers(events: Sequence[Row]) -> list[int]:
    """The ordinals of some events, in order, each once."""
    return sorted({int(one["ordinal"]) for one in events if one["ordinal"]})


def ordinal(number: int) -> str:
    """A number as an ordinal: 1st, 2nd, 11th."""
    ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def oddity(one: GoingOn, old: Side, new: Side) -> tuple[str, str]:
    """The code of what is odd about the numbers of a meeting, and what it is; both empty where
    they follow each other, or where years between may hold those that lack."""
    earlier, later = (one.old, one.new) if old.year < new.year else (one.new, one.old)
    was, now = numbers(earlier), numbers(later)
    if not (was and now):
        return "", ""
    if now[0] <= was[-1]:
        repeated = sorted({*was} & {*now})
        says = "the number falls; one of the reports may be wrong"
        if repeated:
            says = f"both reports have the {row(list(map(ordinal, repeated)))}"
        return "ordinal-not-rising", says
    if abs(new.year - old.year) > 1:
        return "", ""
    held = {*was, *now}
    skipped = [ordinal(each) for each in range(was[0], now[-1]) if each not in held]
    if skipped and len(later) + len(earlier) == len(held):
        verb = "is" if len(skipped) == 1 else "are"
        return "skipped-ordinal", f"the {row(skipped)} {verb} in neither report"
    return "", ""


def series_findings(old: Side, new: Side, series: Iterable[GoingOn]) -> Iterator[DiffFinding]:
    """A finding on each meeting whose numbers do not follow each other."""
    for one in series:
        code, says = oddity(one, old, new)
        if code:
            record = one.new[0]["event_id"]
            yield DiffFinding(code, "warning", record, f"{path(one, new)}: {says}")
