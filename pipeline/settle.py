"""What must be known of a report before it is read closely: its year, language and folder."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from pipeline.language import find_language
from pipeline.model import InputError, Report
from pipeline.read.sidecar import Sidecar, read_sidecar, sidecar_path
from pipeline.read.source import Access, read_report
from pipeline.rulebook import Rulebook
from pipeline.section import find_title, section

NO_HEADING = "no mechanism heading; give a report, or add its names to the rules"


@dataclass(frozen=True, slots=True)
class Settled:
    """A report with its year and language, its sidecar, and the name of its folder."""

    report: Report
    sidecar: Sidecar
    folder: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user says of a report; `year` 0 and `language` empty leave it to what is found."""

    year: int = 0
    language: str = ""
    access: Access = Access()


def settle(source: Path, rules: Rulebook, choice: Choice) -> Settled:
    """A source read, with its year and its language.

    What the user says wins over the sidecar, and that over the report's own title and words.
    Raises `InputError` for a source that cannot be read, or where they cannot be known.
    """
    return settle_report(source, read_report(source, choice.access), rules, choice)


def settle_report(source: Path, report: Report, rules: Rulebook, choice: Choice) -> Settled:
    """A report that is read, with its year and its language, as `settle` gives it."""
    sidecar = read_sidecar(source)
    language = choice.language or sidecar.language or find_language(report.text, rules)
    if language not in rules.languages:
        known = ", ".join(rules.languages)
        raise InputError(f"{source}: no rules for the language {language!r}; choose among {known}")
    report = dataclasses.replace(report, language=language)
    rules = rules.in_language(language)
    year = choice.year or year_of(source, report, sidecar, rules)
    report = dataclasses.replace(report, year=year)
    return Settled(report, sidecar, str(year) if language == "en" else f"{year}-{language}")


def year_of(source: Path, report: Report, sidecar: Sidecar, rules: Rulebook) -> int:
    """The year of the sidecar and of the printed title, which must agree where both say one."""
    title = find_title(report, rules)
    printed = title.year.value if title else 0
    beside = sidecar_path(source)
    if not (printed or sidecar.year):
        if not has_headings(report, rules):
            raise InputError(f"{source}: {NO_HEADING}")
        raise InputError(
            f'{source}: the title prints no year; give --year, or write "year:" into {beside}'
        )
    if printed and sidecar.year and printed != sidecar.year:
        raise InputError(
            f"{beside}: year is {sidecar.year}, but the title of {source.name} prints {printed}; "
            "correct the sidecar, or give --year"
        )
    return sidecar.year or printed


def has_headings(report: Report, rules: Rulebook) -> bool:
    """Whether a report has a section of a mechanism; which words a dictionary has matters little
    for that."""
    parts = section(report, rules, lambda word: False).parts
    return any(part.kind == "mechanism" for part in parts)
