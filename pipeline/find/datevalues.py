"""The values of the date grammar: points, parts of lists, and the days that they mean."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from dataclasses import dataclass, replace

from pipeline.model import Period


@dataclass(frozen=True, slots=True)
class Point:
    """One day, month or year as printed; numbers are 0 where not printed.

    `style` is how it is printed: `digits`, `ordinal`, `word`, `month-first`, `month`, `part` (of a
    month), `iso`, `numeric`, `ambiguous` or `year`.
    """

    start: int
    end: int
    style: str
    day: int = 0
    month: int = 0
    year: int = 0

    @property
    def bare(self) -> bool:
        """Whether it is a day that waits for its month."""
        return bool(self.day) and not self.month

    @property
    def closes(self) -> bool:
        """Whether its month counts for the bare days before it."""
        return bool(self.day and self.month) and self.style not in ("month-first", "iso")


@dataclass(frozen=True, slots=True)
class Part:
    """One date of a list: a point, or two and what lies between them.

    `start`/`end` are the tokens of its own, `through` the token where the text that completes it
    (month, year) ends.
    """

    start: int
    end: int
    through: int
    rule: str
    first: Point
    last: Point

    @property
    def is_range(self) -> bool:
        """Whether two points are printed."""
        return self.first.start != self.last.start


def kind(point: Point) -> str:
    """What a point is: `day`, `month` or `year`."""
    return "day" if point.day else "month" if point.month else "year"


def given(point: Point, source: Point) -> Point:
    """The point with the month, and then the year, of the one that completes it."""
    if not point.bare and point.month != source.month:
        return point
    return replace(point, month=source.month, year=point.year or source.year)


def with_years(parts: list[Part], year: int) -> list[Part]:
    """The parts of a list with the years filled in: printed later, printed before, the report's."""
    filled: list[Part] = []
    ahead = 0
    for part in reversed(parts):
        ahead = part.last.year or part.first.year or ahead
        filled.append(in_year(part, part.first.year or (ahead and ahead - crosses(part))))
    filled.reverse()
    before: Point | None = None
    for index, part in enumerate(filled):
        if not part.first.year:
            month_day = (part.first.month, part.first.day)
            later = before is not None and month_day >= (before.month, before.day)
            filled[index] = in_year(part, before.year if before and later else year)
        before = filled[index].last
    return filled


def crosses(part: Part) -> bool:
    """Whether a range runs on into the next year."""
    return part.last.month < part.first.month


def in_year(part: Part, year: int) -> Part:
    """The part beginning in a year."""
    last = part.last.year or (year and year + crosses(part))
    return replace(part, first=replace(part.first, year=year), last=replace(part.last, year=last))


def period_of(part: Part) -> Period | None:
    """The days of a part with its years; None where the calendar has no such day."""
    first, last = part.first, part.last
    try:
        if first.style == "ambiguous":
            return None
        if kind(first) == "year":
            return Period(dt.date(first.year, 1, 1), dt.date(last.year, 12, 31), "year")
        if kind(first) == "month":
            end = gregorian.monthrange(last.year, last.month)[1]
            begin = dt.date(first.year, first.month, 1)
            period = Period(begin, dt.date(last.year, last.month, end), "month")
        else:
            begin = dt.date(first.year, first.month, first.day)
            period = Period(begin, dt.date(last.year, last.month, last.day))
    except ValueError:
        return None
    return period if period.first <= period.last else None
