"""The small words and the numbers of dates in a run of tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.find.datevalues import Point
from pipeline.model import Token

DAY = re.compile(r"(\d{1,2})(st|nd|rd|th|er|ro|e|o|a)?$")
# printed apart where they stood above the line
SUFFIXES = ("st", "nd", "rd", "th", "er", "ro", "o", "°")
LAST_DAY, LAST_MONTH = 31, 12
LAST_MISPRINT = 39  # "32 May" is a date gone wrong, "50 May" is something else
DIGITS = re.compile(r"\d{1,4}$")
YEAR = re.compile(r"(?:19|20)\d\d$")
SHORT_YEAR = re.compile(r"\d\d$")
LONGEST_STREET = 4  # tokens of a day in its name
LONGEST_NUMBER = 5  # tokens: "vingt-et-un"
CENTURY = 2000  # of a year in two digits
NUMERIC_JOINTS = ("/", ".", "-")
INSIDE_NUMBER = ("+", "-", "/", ".", ":", ",")  # between digits without a space, "5+5" and "10:30"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of dates in a language, folded.

    `words` holds for each use (`range`, `from`, `between`, `part`, `of`, `the`, `month-of`,
    `in-year`, `again`, `numbered`, `street`, `weekday`, `after-date`, `and`), its terms as tuples
    of norms by their first norm, longest first; `ordinals` the days in words, `ordinal_words`
    their first norms; `cardinal_days` says that "three May" is a day, `day_first` that 03/05 is
    one in May; `opening_words` the first norms of what may stand before the number or month of a
    date.
    """

    months: Mapping[str, int]
    weekdays: frozenset[str]
    ordinals: Mapping[tuple[str, ...], int]
    ordinal_words: frozenset[str]
    opening_words: frozenset[str]
    words: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    capital_months: bool = True
    cardinal_days: bool = False
    day_first: bool = False


class Words:
    """The small words and the numbers of dates in one run of tokens."""

    def __init__(self, tokens: Sequence[Token], calendar: Calendar) -> None:
        self.tokens, self.calendar = tokens, calendar
        self.norms = tuple(token.norm for token in tokens)
        self.streets = self.street_names()
        self.anchors = [at for at, norm in enumerate(self.norms) if self.is_anchor(norm)]

    def is_anchor(self, norm: str) -> bool:
        """Whether a token is one of those that every date has: a number or a month."""
        calendar = self.calendar
        return norm[:1].isdecimal() or norm in calendar.months or norm in calendar.ordinal_words

    def street_names(self) -> frozenset[int]:
        """The tokens of dates that streets and the like are called after: "place du 8 mai 1945"."""
        numbers = [at for at, norm in enumerate(self.norms) if norm[:1].isdecimal()]
        led = [at for at in numbers if self.led_by("street", at)]
        return frozenset(inside for at in led for inside in range(at, at + LONGEST_STREET))

    def opens(self, at: int) -> bool:
        """Whether a date can begin at `at`: with a number, a month or a word before them."""
        norm = self.norm(at)
        return self.is_anchor(norm) or norm in self.calendar.opening_words

    def norm(self, at: int) -> str:
        """The norm of a token, empty outside the text."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def text(self, at: int) -> str:
        """A token as printed, empty outside the text."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def word(self, use: str, at: int) -> int:
        """Where the longest term of this use that begins at `at` ends; `at` itself where none."""
        for term in self.calendar.words.get(use, {}).get(self.norm(at), ()):
            if self.norms[at : at + len(term)] == term:
                return at + len(term)
        return at

    def led_by(self, use: str, at: int) -> bool:
        """Whether a term of this use ends right before `at`."""
        return any(
            self.norms[max(at - len(term), 0) : at] == term
            for terms in self.calendar.words.get(use, {}).values()
            for term in terms
        )

    def touches(self, at: int) -> bool:
        """Whether no space stands between a token and the next."""
        return 0 <= at < len(self.tokens) - 1 and self.tokens[at].end == self.tokens[at + 1].start

    def joint(self, at: int) -> int:
        """Where a sign or word of range at `at` ends, `at` where none stands there."""
        end = at
        while self.norm(end) == "-":
            end += 1
        if end == at and self.norm(at) == ",":
            end = self.word("range", at + 1)
            return end if end > at + 1 else at
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
        named = self.is_capital(at) and self.is_capital(at - 1)  # "Santo Domingo"
        if named and not self.calendar.capital_months and not self.text(at).isupper():
            return at
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
            pointed = self.norm(at + 1) == "." and self.norm(at + 2) in SUFFIXES  # "1.º"
            end = at + 1 + (apart or self.is_pointed(at)) + 2 * (pointed and self.touches(at))
            end += self.norm(at)[-2:] == "ro" and self.norm(end) == "."  # "1ro."
            return Point(at, self.day_name(end), style, day=int(match[1]))
        if self.norm(at) not in self.calendar.ordinal_words:
            return None
        for size in range(LONGEST_NUMBER, 0, -1):
            words = self.norms[at : at + size]
            number = self.calendar.ordinals.get(words, 0)
            if number:
                return Point(at, at + len(words), "word", day=number)
        number = self.calendar.ordinals.get((self.norm(at), "-", self.norm(at + 1)), 0)
        return Point(at, at + 2, "word", day=number) if number else None

    def is_pointed(self, at: int) -> bool:
        """Whether a point makes an ordinal of a number, before a dash or a month: "5.-6. May"."""
        if self.norm(at + 1) != "." or not self.touches(at):
            return False
        dashed = self.norm(at + 2) == "-" and self.norm(at + 3)[:1].isdecimal()
        return dashed or bool(self.month(at + 2)[0])

    def day_name(self, at: int) -> int:
        """Where a weekday in brackets behind a day ends: "6 (Mon.) May"; `at` where none stands."""
        end = self.weekday(at + 1) if self.norm(at) == "(" else at
        return end + 1 if end > at + 1 and self.norm(end) == ")" else at

    def day(self, at: int) -> Point | None:
        """A day with its weekday; an article before it is left out."""
        begin = self.word("the", at) if not self.weekday(at) > at else at
        found = self.number(self.word("the", self.weekday(begin)))
        return replace(found, start=begin) if found and found.start > begin else found

    def month(self, at: int) -> tuple[int, int]:
        """A month at `at` and where it ends, with the point of an abbreviation; (0, at) if none."""
        month = self.calendar.months.get(self.norm(at), 0)
        small = self.calendar.capital_months and not self.text(at)[:1].isupper()
        if not month or (small and not self.dated(at)):
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

    def dated(self, at: int) -> bool:
        """Whether a year follows a month in small letters, or a day and a year."""
        day = DAY.match(self.norm(at + 1))
        return bool(self.year(at + 1)[0] or (day and self.year(at + 2, after_day=True)[0]))

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
            is_name = is_name or self.is_first_year(begin)
            return (0, at) if is_name else (int(self.norm(begin)), begin + 1)
        if self.norm(begin) == "'" and SHORT_YEAR.match(self.norm(begin + 1)):
            return CENTURY + int(self.norm(begin + 1)), begin + 2
        return 0, at

    def is_first_year(self, at: int) -> bool:
        """Whether a second year follows: "2017-2021", "2017-21", but not "2017-21 January"."""
        tied = self.norm(at + 1) == "-" and self.touches(at) and self.touches(at + 1)
        is_day = bool(self.month(self.word("of", at + 3))[0])
        return tied and bool(SHORT_YEAR.search(self.norm(at + 2))) and not is_day

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
        mark = self.norm(at - 1)
        if self.goes_on(at, INSIDE_NUMBER):
            return mark == "-" or self.norm(at - 2)[-1:].isdecimal()
        return self.led_by("numbered", at - 1 if mark == "." else at)

    def goes_on(self, at: int, marks: Sequence[str]) -> bool:
        """Whether one of these marks ties `at` to a word or number before it."""
        tight = self.touches(at - 1) and self.touches(at - 2)
        return tight and self.norm(at - 1) in marks and self.norm(at - 2)[-1:].isalnum()
