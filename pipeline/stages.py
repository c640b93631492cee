"""One report through the stages: the only place that knows their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.assemble import Clause, assemble
from pipeline.find.finder import Finder, find, make_finder
from pipeline.identify import compare, identify, with_records
from pipeline.model import Finding, Lists, Reading, Report, Sections
from pipeline.records import Found
from pipeline.reference import Reference
from pipeline.rule import Rule, ThemeRule
from pipeline.rulebook import Rulebook
from pipeline.section import section_and_lists
from pipeline.section.labels import COUNT
from pipeline.tabulate import Row, share_claimed, tabulate

__all__ = ["Extraction", "dictionary", "extract_report", "extract_sections"]

BRACKETS = str.maketrans("()", "  ")  # which mean something else in a term


@dataclass(frozen=True)
class Extraction:
    """The tables of a report in the order of the contract, and the figures of the closing table.

    `readings` and `clauses` are what the program saw on its way to them.
    """

    tables: Mapping[str, list[Row]]
    readings: tuple[Reading, ...]
    clauses: tuple[Clause, ...]
    sections: int
    events: int
    occurrences: int
    share_claimed: float
    findings_by_severity: Mapping[str, int]


def extract_report(report: Report, rules: Rulebook, reference: Reference) -> Extraction:
    """The tables of a report whose year and language are settled. Raises nothing."""
    rules = rules.in_language(report.language)
    reference = reference.under(rules)
    sections, lists = section_and_lists(report, rules, dictionary(reference, report.language))
    finder = make_finder(
        rules, reference, report.language, tuple(own_themes(lists, rules, report.language))
    )
    return extract_sections(report, sections, lists, finder)


def dictionary(reference: Reference, language: str) -> Callable[[str], bool]:
    """Whether a word is one of a report's language, or English, in which names stand."""
    return lambda word: reference.is_word(word, language) or reference.is_word(word, "en")


def extract_sections(
    report: Report, sections: Sections, lists: Lists, finder: Finder
) -> Extraction:
    """The tables of a report that is cut into its parts. Raises nothing."""
    rules = finder.rules
    readings = find(report, sections.parts, finder)
    assembled = assemble(report, readings, rules)
    events = identify(assembled.events, report.year)
    findings = (
        *report.findings,
        *sections.findings,
        *(one for part in sections.parts for one in part.findings),
        *lists.findings,
        *assembled.findings,
        *with_records(events),
        *compare(events, lists),
        *no_events(len(events)),
    )
    rows = tabulate(report, sections, Found(events, lists, tuple(findings)), rules)
    return Extraction(
        tables=rows,
        readings=readings,
        clauses=assembled.clauses,
        sections=sum(part.kind == "mechanism" for part in sections.parts),
        events=len(events),
        occurrences=len(rows["occurrences"]),
        share_claimed=share_claimed(report, sections, rows["provenance"]),
        findings_by_severity=Counter(one.severity for one in findings),
    )


def own_themes(lists: Lists, rules: Rulebook, language: str) -> Iterator[Rule]:
    """Rules for the themes that only this report's lists know: their labels are evidence too."""
    for theme in lists.themes:
        if theme.theme_id.value not in rules.themes:
            yield ThemeRule(
                id=f"theme.{theme.theme_id.value}",
                value=theme.theme_id.value,
                words={language: (COUNT.sub("", theme.label.value).translate(BRACKETS),)},
            )


def no_events(events: int) -> Iterator[Finding]:
    """The finding on a report in which no event was found."""
    if not events:
        yield Finding("no-events", "error", "no event was found in the report; read its residue")
