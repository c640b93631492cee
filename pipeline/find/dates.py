"""Dates: one grammar of small parts over tokens, words from the rules and the calendar.

    list   := group (sep group)*
    group  := days [of] MONTH [YEAR] | MONTH days [YEAR] | [part] MONTH [YEAR] | numeric | YEAR
    days   := span (sep span)*          span := DAY [to DAY]

A group may run on into a range over months. A year that stands once counts for its whole list.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Period, Token

ORDINAL_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|o|a)?$")
YEAR = re.compile(r"(?:19|20)\d\d$")
SEPARATORS = (",", ";")
NUMERIC_JOINTS = ("/", ".", "-")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of dates in a language, folded.

    `words` holds, for each use (`range`, `from`, `between`, `part`, `of`, `the`, `month-of`,
    `in-year`, `and`), its terms as tuples of norms, longest first; `ordinals` the days in words.
    """

    months: Mapping[str, int]
    weekdays: frozenset[str]
    ordinals: Mapping[tuple[str, ...], int]
    words: Mapping[str, tuple[tuple[str, ...], ...]]
    capital_months: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One date of a list as read so far; numbers are 0 where not printed.

    `start`/`end` are the tokens of its own, `through` the token where the text that completes it
    (month, year) ends.
    """

    start: int
    end: int
    through: int
    rule: str
    day: int = 0
    month: int = 0
    year: int = 0
    last_day: int = 0
    last_month: int = 0
    last_year: int = 0


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


class Grammar:
    """Reads dates from one run of tokens."""

    def __init__(self, tokens: Sequence[Token], calendar: Calendar) -> None:
        self.tokens, self.calendar = tokens, calendar
        self.norms = tuple(token.norm for token in tokens)

    # --- the words between the numbers ---

    def word(self, use: str, at: int) -> int:
        """Where the longest term of this use that begins at `at` ends; `at` itself where none does."""
        for term in self.calendar.words.get(use, ()):
            if self.norms[at : at + len(term)] == term:
                return at + len(term)
        return at

    def norm(self, at: int) -> str:
        """The norm of a token, empty outside the text."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def joint(self, at: int) -> int:
        """Where a sign or word of range at `at` ends, `at` where none stands there."""
        return at + 1 if self.norm(at) == "-" else self.word("range", at)

    def separator(self, at: int) -> int:
        """Where a comma, a conjunction or both end."""
        at = at + 1 if self.norm(at) in SEPARATORS else at
        return self.word("and", at)

    # --- the numbers ---

    def day(self, at: int) -> tuple[int, int]:
        """A day of the month at `at` and where it ends; (0, at) where none stands there."""
        begin = self.weekday(at)
        begin = self.word("the", begin)
        begin = self.weekday(begin)
        match = ORDINAL_DAY.match(self.norm(begin))
        if match and 1 <= int(match[1]) <= 31:
            return int(match[1]), begin + 1
        for size in (3, 1):
            number = self.calendar.ordinals.get(self.norms[begin : begin + size], 0)
            if number:
                return number, begin + size
        return 0, at

    def weekday(self, at: int) -> int:
        """Where a weekday at `at` ends, with its point or comma; `at` where none stands there."""
        if self.norm(at) not in self.calendar.weekdays:
            return at
        at += 1
        at = at + 1 if self.norm(at) == "." else at
        return at + 1 if self.norm(at) == "," else at

    def month(self, at: int) -> tuple[int, int]:
        """A month at `at` and where it ends, with the point of an abbreviation."""
        at_word = self.word("month-of", at)
        at_word = self.word("of", at_word) if at_word == at else at_word
        month = self.calendar.months.get(self.norm(at_word), 0)
        if not month:
            return 0, at
        text = self.tokens[at_word].text
        if self.calendar.capital_months and not text[:1].isupper():
            return 0, at
        end = at_word + 1
        if self.norm(end) == "." and len(text) <= 4 and not self.ends_sentence(end):
            end += 1
        return month, end

    def ends_sentence(self, at: int) -> bool:
        """Whether the point at `at` closes the text or stands before a capital."""
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].text[:1].isupper()

    def year(self, at: int) -> tuple[int, int]:
        """A year at `at`, after a comma or "of" too, and where it ends."""
        begin = self.word("of", at)
        comma = self.norm(at) == ","
        begin = at + 1 if comma else begin
        if YEAR.match(self.norm(begin)):
            if (comma and self.is_name(begin + 1)) or self.norm(begin + 1) == "-" + self.norm(at):
                return 0, at
            return int(self.norm(begin)), begin + 1
        if self.norm(begin) == "'" and re.fullmatch(r"\d\d", self.norm(begin + 1)):
            return 2000 + int(self.norm(begin + 1)), begin + 2
        return 0, at

    def is_name(self, at: int) -> bool:
        """Whether a word in title case stands there: ", 2030 Agenda" is no year of the date."""
        return at < len(self.tokens) and self.tokens[at].text[:1].isupper()

    # --- groups ---

    def spans(self, at: int) -> tuple[list[Part], int]:
        """Days and ranges of days in a row ("4, 11-12 and 18") and where they end."""
        parts: list[Part] = []
        end = at
        while True:
            begin = self.separator(end) if parts else at
            if parts and begin == end:
                return parts, end
            between = self.word("between", begin)
            start = self.word("the", between if between > begin else self.word("from", begin))
            day, after = self.day(start)
            if not day:
                return parts, end
            joint = self.word("and", after) if between > begin else self.joint(after)
            last, beyond = self.day(joint) if joint > after else (0, after)
            if last and not (self.month(beyond)[0] == 0 and self.month_between(after)):
                rule = "date.between" if between > begin else "date.range"
                parts.append(Part(start, beyond, beyond, rule, day=day, last_day=last))
                end = beyond
            else:
                parts.append(Part(start, after, after, "date.day", day=day))
                end = after

    def month_between(self, at: int) -> bool:
        """Whether a month stands at `at`: the range then runs over months."""
        return bool(self.month(at)[0])

    def day_first(self, at: int) -> tuple[list[Part], int]:
        """`4, 11 and 18 June 2020`, `28 June to 2 July`."""
        parts, end = self.spans(at)
        while parts:
            month, after = self.month(end)
            if month:
                year, after = self.year(after)
                return self.over_months(parts, month, year, after)
            dropped = parts.pop()
            end = parts[-1].end if parts else dropped.start
        return [], at

    def over_months(
        self, parts: list[Part], month: int, year: int, end: int
    ) -> tuple[list[Part], int]:
        """The parts with their month and year, the last one run on over months if it does."""
        last = parts[-1]
        begin = self.word("between", last.start - 1) > last.start - 1
        joint = self.word("and", end) if begin else self.joint(end)
        if joint > end and not last.last_day:
            day, after_day = self.day(joint)
            month2, after = self.month(after_day) if day else (0, joint)
            if month2:
                year2, after = self.year(after)
                last = replace(
                    last, rule="date.range", last_day=day, last_month=month2, last_year=year2
                )
                end = after
        rule = "date.list" if len(parts) > 1 else last.rule
        done = [
            replace(part, month=month, year=year, through=end, rule=rule) for part in parts[:-1]
        ]
        return [*done, replace(last, month=month, year=year, end=end, through=end, rule=rule)], end

    def month_first(self, at: int) -> tuple[list[Part], int]:
        """`November 3-4, 2016`, `June 28 - July 2`, `May 3, 5 and 7`."""
        begin = self.weekday(at)
        month, after = self.month(begin)
        if not month:
            return [], at
        parts, end = self.spans(after)
        while parts and self.month(end)[0] and len(parts) > 1:
            parts.pop()  # "June 4, 11 July": the last day belongs to the month after it
            end = parts[-1].end
        if not parts or (self.month(end)[0] and YEAR.match(self.norm(after))):
            return [], at
        if len(parts) > 1 and any(self.norm(part.end) == "," for part in parts[:-1]):
            parts, end = self.comma_days(parts, end)
        year, end = self.year(end)
        last = parts[-1]
        joint = self.joint(end)
        month2, after2 = self.month(joint) if joint > end else (0, end)
        day2, after_day = self.day(after2) if month2 else (0, end)
        if day2 and not last.last_day:
            year2, end = self.year(after_day)
            last = replace(
                last, last_day=day2, last_month=month2, last_year=year2, rule="date.range"
            )
        rule = last.rule if last.last_day else "date.month-first"
        rule = "date.list" if len(parts) > 1 else rule
        parts = [replace(part, month=month, year=year, rule=rule) for part in [*parts[:-1], last]]
        parts[0] = replace(parts[0], start=begin)
        parts[-1] = replace(parts[-1], end=end)
        return [replace(part, through=end) for part in parts], end

    def comma_days(self, parts: list[Part], end: int) -> tuple[list[Part], int]:
        """Days after a month that are really days: "May 3, 15 participants" is one day."""
        following = self.tokens[end] if end < len(self.tokens) else None
        if following is not None and following.text[:1].isalpha() and not self.separator(end) > end:
            kept = parts[:1]
            return kept, kept[-1].end
        return parts, end

    def months(self, at: int) -> tuple[list[Part], int]:
        """`August 2016`, `early December`, `May-June 2019`, `between January and June`."""
        between = self.word("between", at)
        start = between if between > at else self.word("from", at)
        part_end = self.word("part", start)
        part_end = part_end + 1 if part_end > start and self.norm(part_end) == "-" else part_end
        month, after = self.month(part_end)
        if not month:
            return [], at
        year, end = self.year(after)
        joint = self.word("and", end) if between > at else self.joint(end)
        month2, after2 = self.month(self.word("part", joint)) if joint > end else (0, end)
        year2 = 0
        if month2:
            year2, end = self.year(after2)
        found = Part(start, end, end, "date.month", month=month, year=year)
        found = replace(found, last_month=month2, last_year=year2)
        if year or year2 or month2 or part_end > start or self.stands_alone(at, end):
            return [found], end
        return [], at

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether a bare month is a date: set off by marks, or after a preposition."""
        before, after = self.norm(start - 1), self.tokens[end] if end < len(self.tokens) else None
        led = any(self.word(use, start - 1) == start for use in ("in-year", "and")) or (
            self.norm(start - 2) + " " + before
        ).strip() in ("in the month of", "of")
        closed = after is None or not after.text[:1].isalnum()
        if led:
            return closed or not (after is not None and after.text[:1].isupper())
        return before in (",", "(", ";", ":", "-", "\n", "") and closed

    def numeric(self, at: int) -> tuple[list[Part], int]:
        """`2019-05-03`, `25/05/2019`; a day and month that could change places give no value."""
        numbers = [self.norm(at + step) for step in (0, 2, 4)]
        joints = {self.norm(at + 1), self.norm(at + 3)}
        if len(joints) != 1 or not joints <= set(NUMERIC_JOINTS):
            return [], at
        if not all(re.fullmatch(r"\d{1,4}", number) for number in numbers):
            return [], at
        first, middle, last = (int(number) for number in numbers)
        if YEAR.match(numbers[0]) and len(numbers[1]) == len(numbers[2]) == 2:
            return [Part(at, at + 5, at + 5, "date.iso", last, middle, first)], at + 5
        if not YEAR.match(numbers[2]) or max(first, middle) > 31:
            return [], at
        day, month = (middle, first) if middle > 12 else (first, middle)
        if first <= 12 and middle <= 12 and first != middle:
            return [Part(at, at + 5, at + 5, "date.ambiguous", 0, 0, last)], at + 5
        return [Part(at, at + 5, at + 5, "date.numeric", day, month, last)], at + 5

    def year_alone(self, at: int) -> tuple[list[Part], int]:
        """`in 2019`: a year after a word that dates."""
        if not YEAR.match(self.norm(at)):
            return [], at
        if not any(self.word("in-year", at - size) == at for size in (1, 2)):
            return [], at
        if self.is_name(at + 1) or self.norm(at + 1) in ("-", "/"):
            return [], at
        return [Part(at, at + 1, at + 1, "date.year", year=int(self.norm(at)))], at + 1

    def group(self, at: int) -> tuple[list[Part], int]:
        """The first reading that fits at `at`."""
        for reading in (
            self.numeric,
            self.day_first,
            self.month_first,
            self.months,
            self.year_alone,
        ):
            parts, end = reading(at)
            if parts:
                return parts, end
        return [], at

    def lists(self) -> Iterator[list[Part]]:
        """The lists of dates in the text, each with its parts in order."""
        at = 0
        while at < len(self.tokens):
            parts, end = self.group(at)
            if not parts:
                at += 1
                continue
            found = parts
            while parts:
                begin = self.separator(end)
                begin = self.word("in-year", begin) if begin > end else end
                begin = self.word("the", begin) if begin > end else end
                parts, after = self.group(begin) if begin > end else ([], end)
                if parts and parts[0].rule != "date.year":
                    found, end = found + parts, after
                else:
                    break
            yield found
            at = end


def find_dates(tokens: Sequence[Token], calendar: Calendar, year: int) -> Iterator[Dated]:
    """The dates in `tokens`, in order; `year` counts where none is printed. Raises nothing."""
    for parts in Grammar(tokens, calendar).lists():
        for part in with_years(parts, year):
            yield Dated(part.start, part.end, part.through, part.rule, period_of(part))


def with_years(parts: list[Part], year: int) -> list[Part]:
    """The parts of a list with the years filled in: printed later, printed before, the report's."""
    filled: list[Part] = []
    ahead = 0
    for part in reversed(parts):
        ahead = part.last_year or part.year or ahead
        known = part.year or (
            ahead - (bool(part.last_month) and part.last_month < part.month) if ahead else 0
        )
        filled.append(replace(part, year=known))
    filled.reverse()
    before: Part | None = None
    for index, part in enumerate(filled):
        if not part.year:
            later = before is not None and (part.month, part.day) >= (before.month, before.day)
            filled[index] = replace(part, year=before.year if before and later else year)
        before = filled[index]
    return filled


def period_of(part: Part) -> Period | None:
    """The days of a part with its year; None where the calendar has no such day."""
    month2 = part.last_month or part.month
    year2 = part.last_year or part.year + (1 if month2 < part.month else 0)
    try:
        if not part.month:
            if part.rule != "date.year":
                return None
            return Period(dt.date(part.year, 1, 1), dt.date(part.year, 12, 31), "year")
        if not part.day:
            last = gregorian.monthrange(year2, month2)[1]
            return Period(dt.date(part.year, part.month, 1), dt.date(year2, month2, last), "month")
        first = dt.date(part.year, part.month, part.day)
        last_day = dt.date(year2, month2, part.last_day) if part.last_day else first
    except ValueError:
        return None
    return Period(first, last_day) if first <= last_day else None
