"""Dates: one grammar of small parts over tokens, words from the rules and the calendar.

    list  := span (sep span)*
    span  := point [to point] | between point and point
    point := day [of] MONTH [YEAR] | MONTH day [YEAR] | day | [part] MONTH [YEAR] | numeric | YEAR

A bare day takes the month printed after it in its list ("4, 11 and 18 June"), or before it where
the month comes first ("May 3, 5 and 7"); without either it is no date. A year that stands once
counts for its whole list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.find.datepoints import Points
from pipeline.find.datevalues import Part, Point, given, kind, period_of, with_years
from pipeline.find.datewords import Calendar
from pipeline.model import Period, Token

__all__ = ["Calendar", "Dated", "find_dates"]

REACH = 12  # tokens that may lead in the first number or month of a date


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was read: its own tokens, the end of the text that completes it, its days.

    `period` is None for a date that no calendar has (31 February) or that can be read in two ways.
    """

    start: int
    end: int
    through: int
    rule: str
    period: Period | None


def find_dates(tokens: Sequence[Token], calendar: Calendar, year: int) -> Iterator[Dated]:
    """The dates in `tokens`, in order; `year` counts where none is printed. Raises nothing."""
    for parts in Grammar(tokens, calendar).lists():
        for part in with_years(parts, year):
            yield Dated(part.start, part.end, part.through, part.rule, period_of(part))


class Grammar(Points):
    """Reads dates from one run of tokens."""

    # --- spans ---

    def span(self, at: int, *, year: bool = False) -> Part | None:
        """A point, or a range of two: `3 May`, `28 June to 2 July`, `between 3 and 5 May`.

        `year`: a year needs no word before it, as the list has one already.
        """
        between = self.word("between", at)
        if between > at:
            found = self.joined(between, "and")
            if found:
                return found
        begin = max(between, self.word("from", at))
        pair = self.joined(begin, "joint") or self.joined(begin, "slash")
        return pair or self.single(begin, year)

    def single(self, at: int, year: bool) -> Part | None:
        """A point alone; a year alone needs its word before it, unless `year`."""
        point = self.point(at)
        if point is None or (point.style == "year" and not (year or self.dates_year(point))):
            return None
        rules = {"month-first": "month-first", "iso": "iso", "year": "year", "month": "month"}
        rules |= {"part": "month", "numeric": "numeric", "ambiguous": "ambiguous"}
        rule = "date." + rules.get(point.style, "day")
        return Part(point.start, point.end, point.end, rule, point, point)

    def dates_year(self, point: Point) -> bool:
        """Whether a year stands after "in" and is not the first of two ("2018/19")."""
        joined = self.norm(point.end) in ("-", "/") and self.norm(point.end + 1)[:1].isdecimal()
        return self.led_by("in-year", point.start) and not joined

    def joined(self, at: int, by: str) -> Part | None:
        """A range of the points at `at` and behind a dash or word of range, "and", or a slash."""
        first = self.point(at)
        if first is None:
            return None
        begin = {
            "and": self.word("and", first.end),
            "joint": self.joint(first.end),
            "slash": first.end + (self.norm(first.end) == "/"),
        }[by]
        last = self.point(begin) if begin > first.end else None
        if last is None or not self.fit(first, last):
            return None
        if by == "slash" and not are_neighbours(first, last):
            return None
        if by == "joint" and self.is_loose(first, last):
            return None
        rule = "date.between" if by == "and" else "date.range"
        rule = {"month": "date.month", "year": "date.year"}.get(kind(first), rule)
        return Part(first.start, last.end, last.end, rule, first, last)

    def fit(self, first: Point, last: Point) -> bool:
        """Whether two points can be the ends of a range."""
        if "ambiguous" in (first.style, last.style) or kind(first) != kind(last):
            return False
        if kind(first) == "year":
            led = any(self.led_by(use, first.start) for use in ("from", "between", "in-year"))
            return led and first.year < last.year
        if first.bare:
            return last.bare or last.closes
        return not last.bare or first.style == "month-first"

    def is_loose(self, first: Point, last: Point) -> bool:
        """Whether what follows a dash only looks like a last day: "May 3 – 15 countries"."""
        spaced = not self.touches(first.end - 1) or self.norm(first.end) == ","
        return last.bare and not first.bare and spaced and self.is_word(last.end)

    # --- lists ---

    def lists(self) -> Iterator[list[Part]]:
        """The lists of dates in the text, each with its parts in order."""
        at = self.near(0)
        while at < len(self.tokens):
            run = self.run(at)
            parts = [part for group in groups(run) for part in self.complete(group)]
            parts = self.without_names(parts)
            if parts:
                yield parts
            ends = [part.end for part in parts] or [run[0].start if run else at + 1]
            at = self.near(max(ends[-1], at + 1))

    def near(self, at: int) -> int:
        """The next token from `at` on that may open a date and reaches a number or a month."""
        following = bisect_left(self.anchors, at)
        if following == len(self.anchors):
            return len(self.tokens)
        anchor = self.anchors[following]
        reached = range(max(at, anchor - REACH), anchor)
        return next((begin for begin in reached if self.opens(begin)), anchor)

    def run(self, at: int) -> list[Part]:
        """Spans with separators between them, bare days among them, from `at` on."""
        found = self.span(at)
        years = found is not None and kind(found.first) == "year"
        parts: list[Part] = []
        while found and (kind(found.first) == "year") == years:
            parts.append(found)
            begin = self.separator(found.end)
            found = self.span(begin, year=years) if begin > found.end else None
        return parts

    def complete(self, group: list[Part]) -> list[Part]:
        """The parts of a group with the month and year that they share; none without a month."""
        closing, opening = group[-1].last, group[0].first
        if closing.closes:
            source, group = closing, group[self.names_in(group) :]
        elif opening.style == "month-first":
            group = self.kept_days(group)
            last = group[-1].last
            source = replace(opening, year=opening.year or (last.year if last.bare else 0))
        else:
            return [part for part in group if not part.first.bare]
        end, many = group[-1].end, len(group) > 1
        return [
            replace(
                part,
                through=end,
                rule="date.list" if many else part.rule,
                first=given(part.first, part.last if part.last.closes else source),
                last=given(part.last, source),
            )
            for part in group
        ]

    def names_in(self, group: list[Part]) -> int:
        """How many numbers before the days of a month only look like days of it.

        "The 14th and 15th, 3 May" has ordinals of meetings, "Articles 3 and 4, 5 May" and "CIMP 5,
        3 May" the numbers of names.
        """
        closing, count = group[-1].last, 0
        numbered = self.is_numbered(group)
        for index, part in enumerate(group[:-1]):
            unlike = part.last.style in ("ordinal", "word") and closing.style == "digits"
            joined = index == 0 or self.led_by("and", part.first.start)
            if (unlike and part.last.day > 1) or (numbered and joined):
                count = index + 1
        return count

    def is_numbered(self, group: list[Part]) -> bool:
        """Whether a group begins with the number of a name: "Article 3", "SOM 12, 3 May"."""
        at, end = group[0].start, group[0].end
        if not group[0].last.bare or self.counts(at):
            return group[0].last.bare
        comma = self.norm(end) == "," and self.word("and", end + 1) == end + 1
        backwards = group[0].last.day >= group[1].first.day
        acronym = self.text(at - 1).isupper() and len(group) == len(("number", "date"))
        return comma and self.is_capital(at - 1) and (backwards or acronym)

    def kept_days(self, group: list[Part]) -> list[Part]:
        """The group without a number behind it that counts something: "May 3, 15 people"."""
        last = group[-1]
        comma = self.norm(last.start - 1) in (",", ";")
        if len(group) > 1 and comma and self.is_word(last.end):
            return group[:-1]
        return group

    def without_names(self, parts: list[Part]) -> list[Part]:
        """The parts without months that are names or other words: "March of migrants"."""
        months = [part for part in parts if part.rule == "date.month"]
        if not months or any(self.is_sure(part) for part in months):
            return parts
        if self.stands_alone(months[0].start, months[-1].end):
            return parts
        return [part for part in parts if part.rule != "date.month"]

    def is_sure(self, part: Part) -> bool:
        """Whether a month is a date wherever it stands: with a year, a part, or as a range."""
        return part.is_range or bool(part.first.year) or part.first.style == "part"

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether a bare month is a date: set off by marks, or after a preposition."""
        closed = not self.text(end)[:1].isalnum()
        before = self.norm(start - 1)
        if not self.calendar.capital_months:
            if not self.is_capital(start) and self.led(start):
                return True  # "los exámenes de abril, mayo y julio"
            if self.is_capital(start) and not self.text(start).isupper() and before.isalpha():
                return False  # "vers Mars"
        if before == "-" and self.norm(start - 2).isdecimal():
            return False  # "boulevard du 30-Juin"
        if self.led_by("in-year", start) or self.led_by("month-of", start):
            return not self.is_capital(end) and not self.names_on(end)
        return closed and (before in (",", "(", ";", ":", "-", "\n", "") or self.led(start))

    def led(self, start: int) -> bool:
        """Whether "of" or "and" stands before a month."""
        return self.led_by("of", start) or self.led_by("and", start)

    def names_on(self, at: int) -> bool:
        """Whether a hyphenated word goes on after a month."""
        return self.norm(at) == "-" and self.touches(at - 1) and self.text(at + 1)[:1].isalpha()


def are_neighbours(first: Point, last: Point) -> bool:
    """Whether a slash joins the two: the night from one day to the next, or two whole dates."""
    if first.style == last.style == "iso":
        return True
    if kind(first) == "day" and first.bare:
        return last.day - first.day == 1
    if kind(first) == "day":
        return last.day - first.day == 1 or last.day == 1
    return (last.month - first.month) % 12 == 1


def groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Runs of parts that share a month: up to the one that closes, from the one that opens."""
    group: list[Part] = []
    for part in parts:
        if group and not part.first.bare and not part.first.closes:
            yield group
            group = []
        group.append(part)
        if part.last.closes:
            yield group
            group = []
    if group:
        yield group
