"""The printed title near the top of a report, and the year that it prints."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Cell, Report, Title, View
from pipeline.rulebook import Rulebook
from pipeline.section.known import UNKNOWN
from pipeline.section.names import Names
from pipeline.section.paragraphs import is_ended
from pipeline.section.rows import Row, rows_of
from pipeline.section.spacing import close_letters
from pipeline.section.vocabulary import YEAR, Vocabulary
from pipeline.view import join, plain, stretches

TOP = 12  # rows that the title is looked for in
LONGEST = 14  # words of a row of a title
LONGEST_PERIOD = 6  # words of a row that prints the period alone ("January – December 2016")
RULE = "furniture.title"


def find_title(report: Report, rules: Rulebook) -> Title | None:
    """The title that a report prints near its top; None without one.

    The year is 0 where the title prints none. Also for a report whose language is not settled.
    """
    words, names = Vocabulary(rules, report.language), Names(rules, report.language)
    return title_of(report, title_rows(report, words, names))


def title_of(report: Report, rows: Sequence[Row]) -> Title | None:
    """The title that the rows of `title_rows` print; None without rows."""
    if not rows:
        return None
    view = join(shown(report, row) for row in rows)
    text = Cell(view.text, stretches(view, 0, len(view.text), report.text), RULE)
    years = list(YEAR.finditer(view.text))
    if not years:
        return Title(text, Cell(0))
    start, end = years[-1].span()
    return Title(text, Cell(int(years[-1].group()), stretches(view, start, end, report.text), RULE))


def title_rows(report: Report, words: Vocabulary, names: Names) -> list[Row]:
    """The rows of the title; empty without one."""
    rows = rows_of(report)
    text = [row for row in rows if not row.furniture]
    return first_title(Finder(report, text, words, names)) or first_title(
        Finder(report, rows, words, names)
    )


def first_title(finder: Finder) -> list[Row]:
    """The rows of the first title that a finder sees; empty without one."""
    for at in range(len(finder.rows)):
        if finder.is_core(at):
            return finder.around(at)
    return []


def shown(report: Report, row: Row) -> View:
    """A row as a view, letter-spacing closed."""
    return close_letters(plain(report.text, row.start, row.end), no_rank)


def no_rank(word: str) -> int:
    """The rank of a word where none is known yet."""
    return UNKNOWN


class Finder:
    """Looks at the rows at the top of a report."""

    def __init__(
        self, report: Report, rows: Sequence[Row], words: Vocabulary, names: Names
    ) -> None:
        self.report, self.words, self.names = report, words, names
        self.rows = rows[:TOP]

    def is_core(self, at: int) -> bool:
        """Whether a row is the title, or the part of it that says what the report is; its year may
        stand in the row below."""
        text = shown(self.report, self.rows[at]).text
        if not self.may_belong(text):
            return False
        if self.words.has("title", text):
            return True
        if not self.words.has("iscm", text):
            return False
        below = self.rows[at + 1 : at + 2]
        years = (shown(self.report, one).text for one in below)
        return bool(YEAR.search(text)) or any(is_period(one) for one in years)

    def may_belong(self, text: str) -> bool:
        """Whether a row is short enough for a title, no sentence and no heading."""
        return (
            len(text.split()) <= LONGEST and not is_ended(text) and self.names.whole(text) is None
        )

    def around(self, at: int) -> list[Row]:
        """The rows before and after that belong to the title too."""
        first, last = at, at
        while first and self.is_part(self.rows[first - 1]):
            first -= 1
        while last + 1 < len(self.rows) and self.follows(first, last + 1):
            last += 1
        return list(self.rows[first : last + 1])

    def is_part(self, row: Row) -> bool:
        """Whether a row beside the core says what the report is, or its year."""
        text = shown(self.report, row).text
        known = self.words.has("iscm", text) or self.words.has("title", text)
        return self.may_belong(text) and (known or is_period(text))

    def follows(self, first: int, at: int) -> bool:
        """Whether the row at an index goes on with the title that begins at `first`."""
        row = self.rows[at]
        if not row.gap:
            return self.is_part(row)
        dated = any(YEAR.search(shown(self.report, one).text) for one in self.rows[first:at])
        text = shown(self.report, row).text
        return not dated and self.may_belong(text) and is_period(text)


def is_period(text: str) -> bool:
    """Whether a text prints hardly more than a year."""
    return len(text.split()) <= LONGEST_PERIOD and bool(YEAR.search(text)) and "," not in text
