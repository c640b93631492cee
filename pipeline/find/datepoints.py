"""One date as printed: the readings of a day, a month or a year that begin at a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.find.datevalues import Point
from pipeline.find.datewords import (
    CENTURY,
    DIGITS,
    LAST_DAY,
    LAST_MONTH,
    NUMERIC_JOINTS,
    SHORT_YEAR,
    YEAR,
    Calendar,
    Words,
)
from pipeline.model import Token


class Points(Words):
    """Reads single points of time; each token is read once, as several lists may begin near it."""

    def __init__(self, tokens: Sequence[Token], calendar: Calendar) -> None:
        super().__init__(tokens, calendar)
        self.points: dict[int, Point | None] = {}

    def point(self, at: int) -> Point | None:
        """The first reading that fits at `at`."""
        if at not in self.points:
            free = at not in self.streets and self.opens(at)
            self.points[at] = self.reading(at) if free else None
        return self.points[at]

    def reading(self, at: int) -> Point | None:
        """As `point`, read anew."""
        return (
            self.numeric(at)
            or self.year_first(at)
            or self.day_first(at)
            or self.month_first(at)
            or self.part_or_month(at)
            or self.bare_day(at)
            or self.year_alone(at)
        )

    def day_first(self, at: int) -> Point | None:
        """`3 May 2019`, `the 3rd of May`, `3-May-2019`; `the first May meeting` is none."""
        found = self.day(at)
        if found is None:
            return None
        begin = self.word("of", found.end)
        if begin == found.end and found.style == "word" and not self.calendar.cardinal_days:
            return None
        begin = self.word("month-of", found.end) if begin == found.end else begin
        mark = self.norm(begin) if self.norm(begin) in NUMERIC_JOINTS else ""
        month, end = self.month(begin + bool(mark))
        if not month:
            month, end = self.small_month(begin + bool(mark))
        if mark:
            return self.marked(found, month, end, mark)
        if not month:
            return None
        year, end = self.year(end)
        return replace(found, end=end, month=month, year=year)

    def year_first(self, at: int) -> Point | None:
        """`2019 May 3`; `in 2019, May 3` is no such date."""
        if not YEAR.match(self.norm(at)):
            return None
        month, after = self.month(at + 1)
        number = self.number(after) if month else None
        if number is None or number.style == "word" or self.is_word(number.end):
            return None
        return Point(at, number.end, "iso", number.day, month, int(self.norm(at)))

    def marked(self, day: Point, month: int, end: int, mark: str) -> Point | None:
        """`3-May-2019`, `3/May/19`: the same mark on both sides of the month."""
        year = self.norm(end + 1)
        if not month or self.norm(end) != mark or not self.touches(end):
            return None
        if YEAR.match(year) or SHORT_YEAR.match(year):
            full = int(year) if YEAR.match(year) else CENTURY + int(year)
            return replace(day, end=end + 2, month=month, year=full)
        return None

    def month_first(self, at: int) -> Point | None:
        """`May 3, 2019`, `Monday, May 3rd`; `in May 15 people met` is none."""
        begin = self.weekday(at)
        month, after = self.month(begin)
        number = self.number(self.word("the", after)) if month else None
        if number is None or self.month(self.word("of", number.end))[0]:
            return None
        year, end = self.year(number.end, after_day=True)
        if not year and (number.day > LAST_DAY or self.is_counted(number, begin)):
            return None
        return Point(at, end, "month-first", number.day, month, year)

    def is_counted(self, number: Point, begin: int) -> bool:
        """Whether the number after a month counts something: "in May 15 people", "May fifth"."""
        led = self.led_by("in-year", begin) or number.style == "word"
        return led and self.is_word(number.end)

    def bare_day(self, at: int) -> Point | None:
        """A day that waits for its month; after a month printed first it may have the year."""
        found = self.day(at)
        if found is None or found.day > LAST_DAY:
            return None
        year, end = self.year(found.end, after_day=True)
        return replace(found, end=end, year=year) if year else found

    def part_or_month(self, at: int) -> Point | None:
        """`May 2019`, `early May`, `mid- to late May`, `the month of May`."""
        begin = self.part(at)
        joint = self.joint(begin) if begin > at else begin
        begin = self.part(joint) if self.part(joint) > joint else begin
        month, after = self.month(self.word("month-of", begin))
        if not month:
            return None
        year, end = self.year(after)
        return Point(at, end, "part" if begin > at else "month", 0, month, year)

    def part(self, at: int) -> int:
        """Where the words for a part of a month end, with their hyphen."""
        end = self.word("part", at)
        return end + 1 if end > at and self.norm(end) == "-" and self.touches(end - 1) else end

    def numeric(self, at: int) -> Point | None:
        """`2019-05-03`, `25/05/2019`; a day and month that could change places are ambiguous."""
        mark, texts = self.norm(at + 1), [self.norm(at + step) for step in (0, 2, 4)]
        if not self.is_numeric(at, mark) or not all(map(DIGITS.match, texts)):
            return None
        first, middle, last = (int(text) for text in texts)
        if YEAR.match(texts[0]) and max(map(len, texts[1:])) <= len("31"):
            return Point(at, at + 5, "iso", last, middle, first)
        swaps = max(first, middle) <= LAST_MONTH
        if not YEAR.match(texts[2]):
            pairs = all(len(text) == len("03") for text in texts)
            unsure = swaps and not (self.calendar.day_first and pairs)
            if mark == "-" or unsure or not SHORT_YEAR.match(texts[2]):
                return None
            last += CENTURY
        if max(first, middle) > LAST_DAY or min(first, middle) > LAST_MONTH:
            return None
        if swaps and first != middle and not self.calendar.day_first:
            return Point(at, at + 5, "ambiguous", 0, 0, last)
        day, month = (middle, first) if middle > LAST_MONTH else (first, middle)
        return Point(at, at + 5, "numeric", day, month, last)

    def is_numeric(self, at: int, mark: str) -> bool:
        """Whether three pieces with the same mark between them, and no fourth, begin at `at`."""
        tight = all(self.touches(at + step) for step in range(4))
        longer = self.goes_on(at, mark) or self.goes_on(at + 6, mark)
        return tight and not longer and mark in NUMERIC_JOINTS and self.norm(at + 3) == mark

    def year_alone(self, at: int) -> Point | None:
        """`in 2019`, `in early 2019`: a year after a word that dates."""
        begin = self.part(at)
        if not YEAR.match(self.norm(begin)) or self.is_capital(begin + 1):
            return None
        return Point(at, begin + 1, "year", year=int(self.norm(begin)))
