"""What must be known of a report before it is read closely: its year, language and folder."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from pipeline.language import find_language
from pipeline.model import InputError, Report
from pipeline.read.sidecar import Sidecar, read_sidecar, sidecar_path
from pipeline.read.text import read_text
from pipeline.rule import LANGUAGES
from pipeline.rulebook import Rulebook
from pipeline.section import find_title


@dataclass(frozen=True, slots=True)
class Settled:
    """A report with its year and language, its sidecar, and the name of its folder."""

    report: Report
    sidecar: Sidecar
    folder: str


def settle(source: Path, rules: Rulebook, *, year: int = 0, language: str = "") -> Settled:
    """A source read, with its year and its language.

    A `year` or `language` that is given wins over the sidecar's, and that over the report's own.
    Raises `InputError` for a source that cannot be read, or where they cannot be known.
    """
    report = read_text(source)
    sidecar = read_sidecar(source)
    year = year or year_of(source, report, sidecar, rules)
    language = language or sidecar.language or find_language(report.text, rules)
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise InputError(f"{source}: no rules for the language {language!r}; choose among {known}")
    report = dataclasses.replace(report, year=year, language=language)
    return Settled(report, sidecar, str(year) if language == "en" else f"{year}-{language}")


def year_of(source: Path, report: Report, sidecar: Sidecar, rules: Rulebook) -> int:
    """The year of the sidecar and of the printed title, which must agree where both say one."""
    title = find_title(report, rules)
    printed = title.year.value if title else 0
    beside = sidecar_path(source)
    if not (printed or sidecar.year):
        raise InputError(
            f'{source}: the title prints no year; give --year, or write "year:" into {beside}'
        )
    if printed and sidecar.year and printed != sidecar.year:
        raise InputError(
            f"{beside}: year is {sidecar.year}, but the title of {source.name} prints {printed}; "
            "correct the sidecar, or give --year"
        )
    return sidecar.year or printed
