"""Reports made of a text, and short ways to look at their parts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.model import Lists, Report, Sections
from pipeline.read.text import split_lines
from pipeline.reference import Reference, open_reference
from pipeline.rulebook import Rulebook, load_rules
from pipeline.section import section_and_lists
from pipeline.settle import Choice, settle
from pipeline.stages import extract_report
from pipeline.tabulate import Row

READ = (
    "mechanisms",
    "events",
    "occurrences",
    "event_themes",
    "event_parties",
    "themes",
    "mechanism_themes",
    "publications",
)  # the tables of what a report says, whoever typeset it
TEXT = "SOM, 5 May 2019 in Lima, Peru, discussed border management and mixed migration.\n"
WORDS = frozenset(
    {
        "cooperation", "discussion", "economic", "follow", "high", "land", "level", "management",
        "migration", "minister", "panel", "process", "programme", "readmission", "reintegration",
        "related", "state", "states", "up", "work", "workshop",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def rules() -> Rulebook:
    """The packaged rules."""
    return load_rules()


@lru_cache(maxsize=1)
def reference() -> Reference:
    """The places and words that come with the packages."""
    return open_reference(rules())


def tables_of(path: Path, year: int | None = None) -> dict[str, list[Row]]:
    """The tables of a report; its year where the report itself does not say it."""
    settled = settle(path, rules(), Choice(year))
    return dict(extract_report(settled.report, rules(), reference()).tables)


def is_word(word: str) -> bool:
    """A dictionary of a few words."""
    return word in WORDS


def report_of(text: str, language: str = "en") -> Report:
    """A report with this reading text."""
    return Report(
        text=text,
        lines=tuple(split_lines(text)),
        page_count=text.count("\f") + 1,
        source_file="iscm-2019.txt",
        source_sha256="",
        year=2019,
        language=language,
    )


def parts_of(text: str, language: str = "en") -> tuple[Sections, Lists]:
    """The parts of a report with this text, and what its lists say."""
    return section_and_lists(report_of(text, language), rules(), is_word)


def sections_of(text: str, language: str = "en") -> list[tuple[str, str]]:
    """The mechanism and the heading of each section."""
    found, _ = parts_of(text, language)
    return [(one.mechanism_id, one.heading.text) for one in found.parts if one.kind == "mechanism"]


def pairs_of(text: str) -> list[str]:
    """The pairs of the lists below a section, as "theme mechanism"."""
    _, lists = parts_of(f"ISCM Highlights 2019\n\nMIDSA\n{TEXT}\n{text}")
    return [f"{one.theme_id.value} {one.mechanism_id.value}" for one in lists.pairs]


def unaccounted(text: str) -> str:
    """The characters in no part, or in several: none, where all is well."""
    found, _ = parts_of(text)
    count = [0] * len(text)
    loose = {at for one in (*found.furniture, *found.preface) for at in range(one.start, one.end)}
    title = {
        at
        for one in (found.title.text.stretches if found.title else ())
        for at in range(one.start, one.end)
    }
    for at in loose | title:
        count[at] += 1
    for part in found.parts:
        for at in set(range(part.start, part.end)) - loose:
            count[at] += 1
    return "".join(
        char for char, times in zip(text, count, strict=True) if not char.isspace() and times != 1
    )
