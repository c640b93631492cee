"""Dates: one grammar of small parts over tokens, words from the rules and the calendar.

    list  := span (sep span)*
    span  := point [to point] | between point and point
    point := day [of] MONTH [YEAR] | MONTH day [YEAR] | day | [part] MONTH [YEAR] | numeric | YEAR

A bare day takes the month printed after it in its list ("4, 11 and 18 June"), or before it where
the month comes first ("May 3, 5 and 7"); without either it is no date. A year that stands once
counts for its whole list.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Period, Token

DAY = re.compile(r"(\d{1,2})(st|nd|rd|th|er|e|o|a)?$")
SUFFIXES = ("st", "nd", "rd", "th", "er")  # printed apart where they stood above the line
LAST_DAY = 31
LAST_MISPRINT = 39  # "32 May" is a date gone wrong, "50 May" is something else
YEAR = re.compile(r"(?:19|20)\d\d$")
SHORT_YEAR = re.compile(r"\d\d$")
CENTURY = 2000  # of a year in two digits
NUMERIC_JOINTS = ("/", ".", "-")
INSIDE_NUMBER = ("+", "-", "/", ".", ":", ",")  # between digits without a space, "5+5" and "10:30"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of dates in a language, folded.

    `words` holds, for each use (`range`, `from`, `between`, `part`, `of`, `the`, `month-of`,
    `in-year`, `again`, `numbered`, `weekday`, `after-date`, `and`), its terms as tuples of norms,
    longest first; `ordinals` the days in words.
    """

    months: Mapping[str, int]
    weekdays: frozenset[str]
    ordinals: Mapping[tuple[str, ...], int]
    words: Mapping[str, tuple[tuple[str, ...], ...]]
    capital_months: bool = True


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


class Words:
    """The small words and the numbers of dates in one run of tokens."""

    def __init__(self, tokens: Sequence[Token], calendar: Calendar) -> None:
        self.tokens, self.calendar = tokens, calendar
        self.norms = tuple(token.norm for token in tokens)

    def norm(self, at: int) -> str:
        """The norm of a token, empty outside the text."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def text(self, at: int) -> str:
        """A token as printed, empty outside the text."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def word(self, use: str, at: int) -> int:
        """Where the longest term of this use that begins at `at` ends; `at` itself where none."""
        for term in self.calendar.words.get(use, ()):
            if self.norms[at : at + len(term)] == term:
                return at + len(term)
        return at

    def led_by(self, use: str, at: int) -> bool:
        """Whether a term of this use ends right before `at`."""
        return any(
            self.norms[max(at - len(term), 0) : at] == term
            for term in self.calendar.words.get(use, ())
        )

    def touches(self, at: int) -> bool:
        """Whether no space stands between a token and the next."""
        return 0 <= at < len(self.tokens) - 1 and self.tokens[at].end == self.tokens[at + 1].start

    def joint(self, at: int) -> int:
        """Where a sign or word of range at `at` ends, `at` where none stands there."""
        end = at
        while self.norm(end) == "-":
            end += 1
        return end if end > at else self.word("range", at)

    def separator(self, at: int) -> int:
        """Where a comma, a conjunction or both end; a slash too, and "on" before the next date."""
        end = at + 1 if self.norm(at) in (",", ";") else at
        end = self.word("and", end)
        if end == at and self.norm(at) == "/":
            return at + 1
        return self.word("again", end) if end > at else at

    def weekday(self, at: int) -> int:
        """Where a weekday at `at` ends, with its point or comma; `at` where none stands there."""
        end = at + 1 if self.norm(at) in self.calendar.weekdays else self.word("weekday", at)
        if end == at:
            return at
        end = end + 1 if self.norm(end) == "." else end
        return end + 1 if self.norm(end) == "," else end

    def number(self, at: int) -> Point | None:
        """A day of the month alone: "3", "3rd", "3 rd", "third", "twenty-first"."""
        match = DAY.match(self.norm(at))
        if match and int(match[1]) <= LAST_MISPRINT and int(match[1]):
            apart = not match[2] and self.norm(at + 1) in SUFFIXES
            style = "ordinal" if match[2] or apart else "digits"
            return Point(at, at + 1 + apart, style, day=int(match[1]))
        for size in (3, 1):
            number = self.calendar.ordinals.get(self.norms[at : at + size], 0)
            if number:
                return Point(at, at + size, "word", day=number)
        number = self.calendar.ordinals.get((self.norm(at), "-", self.norm(at + 1)), 0)
        return Point(at, at + 2, "word", day=number) if number else None

    def day(self, at: int) -> Point | None:
        """A day with its weekday; an article before it is left out."""
        begin = self.word("the", at) if not self.weekday(at) > at else at
        found = self.number(self.word("the", self.weekday(begin)))
        return replace(found, start=begin) if found else None

    def month(self, at: int) -> tuple[int, int]:
        """A month at `at` and where it ends, with the point of an abbreviation; (0, at) if none."""
        month = self.calendar.months.get(self.norm(at), 0)
        if not month or (self.calendar.capital_months and not self.text(at)[:1].isupper()):
            return 0, at
        end = at + 1
        if self.norm(end) == "." and self.is_short(self.norm(at), month):
            end += not self.is_capital(end + 1) and end + 1 < len(self.tokens)
        return month, end

    def is_short(self, word: str, month: int) -> bool:
        """Whether a month's word is cut off: a longer one begins with it."""
        return any(
            number == month and longer != word and longer.startswith(word)
            for longer, number in self.calendar.months.items()
        )

    def small_month(self, at: int) -> tuple[int, int]:
        """A month in small letters, which is one only between a day and a year."""
        month = self.calendar.months.get(self.norm(at), 0)
        year = self.year(at + 1)[0] if month else 0
        return (month, at + 1) if year else (0, at)

    def year(self, at: int, *, after_day: bool = False) -> tuple[int, int]:
        """A year at `at`, after a comma or "of" too, and where it ends; (0, at) if none.

        A year after a comma may begin a name (", 2030 Agenda"), unless a day stands before it
        (`after_day`: "May 3, 2019").
        """
        comma = self.norm(at) == ","
        begin = at + 1 if comma else self.word("of", at)
        if YEAR.match(self.norm(begin)):
            is_name = comma and not after_day and self.is_capital(begin + 1)
            to_year = self.norm(begin + 1) == "-" and SHORT_YEAR.search(self.norm(begin + 2))
            tight = to_year and self.touches(begin) and self.touches(begin + 1)
            return (0, at) if is_name or tight else (int(self.norm(begin)), begin + 1)
        if self.norm(begin) == "'" and SHORT_YEAR.match(self.norm(begin + 1)):
            return CENTURY + int(self.norm(begin + 1)), begin + 2
        return 0, at

    def is_capital(self, at: int) -> bool:
        """Whether a word with a capital stands there."""
        return self.text(at)[:1].isupper()

    def is_word(self, at: int) -> bool:
        """Whether a word stands there that cannot follow a date: "15 participants"."""
        return self.text(at)[:1].isalpha() and self.word("after-date", at) == at

    def counts(self, at: int) -> bool:
        """Whether the number at `at` belongs to a word or a number before it, and is no day.

        "Article 3", "5+5", "10:30", "COVID-19".
        """
        before = self.norm(at - 1)
        mark = before in INSIDE_NUMBER and self.touches(at - 1) and self.touches(at - 2)
        if mark and self.norm(at - 2)[-1:].isdigit():
            return True
        word = at - 2 if before == "." else at - 1
        return self.led_by("numbered", word + 1)


class Grammar(Words):
    """Reads dates from one run of tokens."""

    # --- points ---

    def point(self, at: int) -> Point | None:
        """The first reading that fits at `at`."""
        return (
            self.numeric(at)
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
        if begin == found.end and found.style == "word":
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
        return replace(found, end=end, year=year)

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
        numbers = [self.norm(at + step) for step in (0, 2, 4)]
        mark = self.norm(at + 1)
        if mark not in NUMERIC_JOINTS or self.norm(at + 3) != mark or self.counts(at):
            return None
        loose = not all(self.touches(at + step) for step in range(4))
        on = self.touches(at + 4) and self.touches(at + 5) and self.norm(at + 5) == mark != "/"
        if loose or on or not all(re.fullmatch(r"\d{1,4}", number) for number in numbers):
            return None
        first, middle, last = (int(number) for number in numbers)
        if YEAR.match(numbers[0]) and max(len(number) for number in numbers[1:]) <= 2:
            return Point(at, at + 5, "iso", last, middle, first)
        if not YEAR.match(numbers[2]):
            if mark == "-" or not SHORT_YEAR.match(numbers[2]) or max(first, middle) <= 12:
                return None
            last += CENTURY
        if max(first, middle) > LAST_DAY or min(first, middle) > 12:
            return None
        if max(first, middle) <= 12 and first != middle:
            return Point(at, at + 5, "ambiguous", 0, 0, last)
        day, month = (middle, first) if middle > 12 else (first, middle)
        return Point(at, at + 5, "numeric", day, month, last)

    def year_alone(self, at: int) -> Point | None:
        """`in 2019`, `in early 2019`: a year after a word that dates."""
        begin = self.part(at)
        if not YEAR.match(self.norm(begin)) or self.is_capital(begin + 1):
            return None
        return Point(at, begin + 1, "year", year=int(self.norm(begin)))

    # --- spans ---

    def span(self, at: int) -> Part | None:
        """A point, or a range of two: `3 May`, `28 June to 2 July`, `between 3 and 5 May`."""
        between = self.word("between", at)
        if between > at:
            found = self.joined(between, "and")
            if found:
                return found
        begin = max(between, self.word("from", at))
        return self.joined(begin, "joint") or self.joined(begin, "slash") or self.single(begin)

    def single(self, at: int) -> Part | None:
        """A point alone; a year alone needs its word before it."""
        point = self.point(at)
        if point is None or (point.style == "year" and not self.dates_year(point)):
            return None
        rules = {"month-first": "month-first", "iso": "iso", "year": "year", "month": "month"}
        rules |= {"part": "month", "numeric": "numeric", "ambiguous": "ambiguous"}
        rule = "date." + rules.get(point.style, "day")
        return Part(point.start, point.end, point.end, rule, point, point)

    def dates_year(self, point: Point) -> bool:
        """Whether a year stands after "in", and is not the first of two ("2017-2021", "2018/19")."""
        joined = self.norm(point.end) in ("-", "/") and self.norm(point.end + 1)[:1].isdigit()
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
        spaced = not self.touches(first.end - 1)
        return last.bare and not first.bare and spaced and self.is_word(last.end)

    # --- lists ---

    def lists(self) -> Iterator[list[Part]]:
        """The lists of dates in the text, each with its parts in order."""
        at = 0
        while at < len(self.tokens):
            run = self.run(at)
            parts = [part for group in groups(run) for part in self.complete(group)]
            parts = self.without_names(parts)
            if parts:
                yield parts
            ends = [part.end for part in parts] or [run[-1].start + 1 if run else at + 1]
            at = max(ends[-1], at + 1)

    def run(self, at: int) -> list[Part]:
        """Spans with separators between them, bare days among them, from `at` on."""
        found = self.span(at)
        if found and found.first.bare and self.counts(found.first.start):
            return []
        parts: list[Part] = []
        while found:
            parts.append(found)
            begin = self.separator(found.end)
            found = self.span(begin) if begin > found.end else None
            if found and (kind(found.first) == "year") != (kind(parts[0].first) == "year"):
                break
        return parts

    def complete(self, group: list[Part]) -> list[Part]:
        """The parts of a group with the month and year that they share; none without a month."""
        closing, opening = group[-1].last, group[0].first
        if closing.closes:
            source, group = closing, self.own_days(group, closing)
        elif opening.style == "month-first":
            group = self.kept_days(group)
            source = replace(opening, year=opening.year or group[-1].last.year)
        else:
            return [] if opening.bare else group
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

    def own_days(self, group: list[Part], closing: Point) -> list[Part]:
        """The group without numbers before it that are no days of its month.

        "The 14th and 15th, 3 May" has two ordinals of meetings, "CIMP 5, 3 May" a name's number.
        """
        while len(group) > 1:
            first, second = group[0].last, group[1].first
            unlike = first.style in ("ordinal", "word") and closing.style == "digits"
            after_name = self.is_capital(group[0].start - 1) and self.norm(first.end) == ","
            named = after_name and self.word("and", first.end + 1) == first.end + 1
            backwards = first.day >= second.day
            acronym = self.text(group[0].start - 1).isupper() and len(group) == 2  # noqa: PLR2004
            if not ((unlike and first.day > 1) or (named and (backwards or acronym))):
                break
            group = group[1:]
        return group

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
        if self.led_by("in-year", start) or self.led_by("month-of", start):
            return not self.is_capital(end) and not self.names_on(end)
        before = self.norm(start - 1)
        return closed and (before in (",", "(", ";", ":", "-", "\n", "") or self.led(start))

    def led(self, start: int) -> bool:
        """Whether "of" or "and" stands before a month."""
        return self.led_by("of", start) or self.led_by("and", start)

    def names_on(self, at: int) -> bool:
        """Whether a hyphenated word goes on after a month."""
        return self.norm(at) == "-" and self.touches(at - 1) and self.text(at + 1)[:1].isalpha()


def kind(point: Point) -> str:
    """What a point is: `day`, `month` or `year`."""
    return "day" if point.day else "month" if point.month else "year"


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
