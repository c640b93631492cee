"""Dates in lines of text, as the grammar of dates reads them: for tests and other tools.

Neither spaCy nor pandas is needed, so that a first answer comes at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pipeline.find.calendar import read_calendar
from pipeline.find.dates import find_dates
from pipeline.find.tokens import tokenize
from pipeline.reference import Reference
from pipeline.rulebook import Rulebook

Days: TypeAlias = tuple[str, str]  # the first and the last day, ISO 8601


def read_dates(
    lines: Iterable[str], rules: Rulebook, reference: Reference, *, year: int, language: str
) -> Iterator[list[Days]]:
    """The dates of each line in their order; none for a line without any. Raises nothing.

    `year` counts where a line prints none. A date that no calendar has, or that can be read in two
    ways, is left out.
    """
    calendar = read_calendar(rules, reference, language)
    for line in lines:
        found = find_dates(tokenize(line), calendar, year)
        periods = [one.period for one in found if one.period]
        yield [(one.first.isoformat(), one.last.isoformat()) for one in periods]
