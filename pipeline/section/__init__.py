"""The report cut into its parts: title, mechanisms' sections, lists, publications, furniture."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import Lists, Report, Sections
from pipeline.rulebook import Rulebook
from pipeline.section.cut import cut_report
from pipeline.section.lists import collect_lists
from pipeline.section.title import find_title

KINDS = ("mechanism", "matrix", "popular", "publications")

__all__ = ["KINDS", "find_title", "read_lists", "section", "section_and_lists"]


def section(report: Report, rules: Rulebook, is_word: Callable[[str], bool]) -> Sections:
    """The parts of a report, mended; its language must be settled.

    `is_word` says whether a dictionary of the language has a word (in small letters). Raises
    nothing: a report without headings has no parts, and all of it is preface.
    """
    return section_and_lists(report, rules, is_word)[0]


def read_lists(
    report: Report, sections: Sections, rules: Rulebook, is_word: Callable[[str], bool]
) -> Lists:
    """All that the report's own lists say; `sections` are those of `section`. Raises nothing."""
    return section_and_lists(report, rules, is_word)[1]


def section_and_lists(
    report: Report, rules: Rulebook, is_word: Callable[[str], bool]
) -> tuple[Sections, Lists]:
    """Both at once, which costs half of one after the other."""
    cut = cut_report(report, rules, is_word)
    return cut.sections(), collect_lists(cut)
