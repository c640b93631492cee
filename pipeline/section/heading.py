"""A heading that opens a part of the report, and what the recognisers of headings share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.model import Cell, Finding, Report, Stretch, View
from pipeline.rulebook import Rulebook
from pipeline.section.labels import Labels
from pipeline.section.mend import Mender
from pipeline.section.names import Names
from pipeline.section.rows import Row, with_room
from pipeline.section.spacing import close_letters, is_spaced
from pipeline.section.vocabulary import Vocabulary
from pipeline.view import plain

WIDE_ROWS = 4  # that a heading fills at most in a column that is not narrow
NARROW = 42  # characters of a row of a narrow column


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over the rows that it takes; `rest` is what its last row holds beside it."""

    kind: str
    rows: tuple[Row, ...]
    view: View
    rule: str
    mechanism_id: str = ""
    rest: Row | None = None
    anniversary: Cell[int] | None = None
    findings: tuple[Finding, ...] = ()

    def with_anniversary(self, years: Cell[int]) -> Heading:
        """The heading with the anniversary printed below it."""
        return replace(self, anniversary=years)


class Context:
    """One report's rows, and all that is needed to look at them."""

    def __init__(self, report: Report, rules: Rulebook, is_word: Callable[[str], bool]) -> None:
        self.report = report
        self.mender = Mender(report, rules, is_word)
        self.words: Vocabulary = self.mender.vocabulary
        self.names = Names(rules, report.language)
        self.labels = Labels(rules, report.language)
        self.links = {at: link.uri for link in report.links for at in range(link.start, link.end)}
        self.rows: list[Row] = []

    def set_rows(self, rows: list[Row]) -> None:
        """Settles the rows that are text, title and furniture left out."""
        self.rows = with_room(rows)

    def row(self, at: int) -> Row | None:
        """The row at an index; None before the first and after the last."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def run(self, at: int, size: int) -> tuple[Row, ...]:
        """So many rows from an index on, none where they are fewer or not right below another, or
        where they are more than a heading has outside a narrow column."""
        rows = self.rows[at : at + size]
        if size > WIDE_ROWS and any(len(row.text) > NARROW for row in rows):
            return ()
        joined = len(rows) == size and not any(row.gap for row in rows[1:])
        return tuple(rows) if joined else ()

    def stretch(self, rows: tuple[Row, ...]) -> Stretch:
        """The stretch of the reading text from the first row to the last."""
        return Stretch(rows[0].start, rows[-1].end)

    def shown(self, rows: tuple[Row, ...]) -> View:
        """The rows as one view: lines joined, letter-spacing closed."""
        if any(is_spaced(row.text) for row in rows):
            first, last = rows[0], rows[-1]
            view = plain(self.report.text, first.start, last.end)
            return close_letters(view, self.mender.known.rank)
        return self.mender.join(rows)
