"""Trials: a text put through the stages that read events, written nowhere.

For sentences that a person tries, and for the examples of grammar rules.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from pipeline.find.finder import Finder
from pipeline.model import Lists, Report, Section, Sections
from pipeline.read.text import split_lines
from pipeline.stages import Extraction, extract_report, extract_sections
from pipeline.view import EMPTY, plain, squeeze

EXAMPLE_YEAR = 2000  # of texts that print none
RULE = "trial.section"  # of the section that is told, not read


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence is thought to stand: in which mechanism's section of which report."""

    mechanism_id: str = "global-iscm"
    year: int = EXAMPLE_YEAR
    language: str = "en"


def try_sentence(text: str, setting: Setting, finder: Finder) -> Extraction:
    """What a text gives that stands in a section of `setting.mechanism_id`. Raises nothing.

    `finder` must be one for the setting's language.
    """
    sections = Sections(None, (as_section(text, setting.mechanism_id),))
    return extract_sections(as_report(text, setting), sections, Lists(), finder)


def try_report(text: str, setting: Setting, finder: Finder) -> Extraction:
    """What a text gives that is a report of its own, with headings and lists. Raises nothing."""
    return extract_report(as_report(text, setting), finder.rules, finder.reference)


def as_section(text: str, mechanism_id: str) -> Section:
    """A mechanism's section that is this text, without a heading."""
    view = squeeze(plain(text, 0, len(text)))
    return Section("mechanism", 0, len(text), EMPTY, view, RULE, mechanism_id)


def as_report(text: str, setting: Setting) -> Report:
    """A report with this reading text."""
    report = Report(text, tuple(split_lines(text)), text.count("\f") + 1, "", "")
    return dataclasses.replace(report, year=setting.year, language=setting.language)
