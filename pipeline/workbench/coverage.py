"""`iscm rules coverage`: how often each rule fired, in which reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.find.finder import Finder, make_finder, term_mentions
from pipeline.firings import Firing, firings
from pipeline.model import Report
from pipeline.reference import Reference
from pipeline.rule import Rule
from pipeline.rulebook import Rulebook, rules_of_kind
from pipeline.run import Options, extract_one, list_sources, settle_all
from pipeline.stages import Extraction
from pipeline.workbench.reports import report_name

UNTRACED = ("furniture", "listing")  # kinds whose words cut the report, and give no value
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Firings:
    """How often a rule fired: the number of stretches by report, those without any left out."""

    rule: Rule
    reports: Mapping[str, int]

    @property
    def total(self) -> int:
        """The stretches of all reports."""
        return sum(self.reports.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """The firings of each rule, in the order of the files, over some reports."""

    reports: tuple[str, ...]
    rules: tuple[Firings, ...]

    @property
    def silent(self) -> tuple[Firings, ...]:
        """The rules that fired in no report."""
        return tuple(one for one in self.rules if not one.reports)

    @property
    def narrow(self) -> tuple[Firings, ...]:
        """The grammar rules that fired in one report only."""
        return tuple(one for one in self.rules if one.rule.is_grammar and len(one.reports) == 1)


def find_coverage(
    paths: Iterable[Path],
    rules: Rulebook,
    reference: Reference,
    tell: Callable[[str], None],
    *,
    kind: str = "",
) -> Coverage:
    """The firings of all rules, or of those of a kind, over the reports of the paths.

    A rule fires where it marked words or read a value. Raises `InputError` for reports that cannot
    be read, and for an unknown kind.
    """
    wanted = rules_of_kind(rules, kind)
    settled = settle_all(list_sources(paths), Options(), rules)
    counts: dict[str, dict[str, int]] = {rule.id: {} for rule in wanted}
    cutters: dict[str, Finder] = {}
    names = []
    for source, one in settled.items():
        name = report_name(source)
        names.append(name)
        tell(f"extracting {source}")
        extraction = extract_one(source, one, rules, reference)
        language = one.report.language
        if language not in cutters:
            cutters[language] = make_finder(rules, reference, language, rules.of(*UNTRACED))
        for rule, runs in fired(one.report, extraction, cutters[language]).items():
            if rule in counts and runs:
                counts[rule][name] = counts[rule].get(name, 0) + len(runs)
    return Coverage(tuple(names), tuple(Firings(rule, counts[rule.id]) for rule in wanted))


def fired(report: Report, extraction: Extraction, cutter: Finder) -> dict[str, set[Run]]:
    """The stretches of a report that each rule marked or read a value from.

    `cutter` is a finder that knows the words of furniture too.
    """
    found: dict[str, set[Run]] = {}
    for rule, run in (*firings(extraction, report.text), *cutting(report, cutter)):
        found.setdefault(rule, set()).add(run)
    return found


def cutting(report: Report, cutter: Finder) -> Iterator[Firing]:
    """Where the words stand that head lists and furniture."""
    for line in report.lines:
        doc = cutter.nlp(" ".join(report.text[line.start : line.end].split()))
        for one in term_mentions(doc):
            if one.rule.split(".")[0] in UNTRACED:
                yield one.rule, (line.start + one.start, line.start + one.end)
