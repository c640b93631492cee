"""The scores of all reports with gold, as a page: `make accuracy` writes `tests/gold/accuracy.md`.

Beside today's scores stand those of the first run, before any rule was changed for the report; they
are kept in `tests/gold/first.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from pipeline.check.folders import FolderResult
from pipeline.check.scores import FieldScore
from pipeline.run import Options, silent
from pipeline.workbench.reports import check_reports, report_name

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
PAGE = GOLD / "accuracy.md"
HEAD = """# Accuracy

How well the rules of today read the reports that have gold, and how well they read each at first,
before any rule was changed for it. Only the first run says how an unseen report reads.

Events, occurrences, themes, parties, pairs of the lists and publications: F1 of the rows. Fields of
an event: the share of the gold's events that have it right. `make accuracy` writes this page.
"""

Scores = Mapping[str, float]


def main() -> None:
    """Extracts every report that has gold, and writes the page."""
    reports = [ROOT / "raw", ROOT / "tests" / "reports"]
    result = check_reports(reports, GOLD, Options(), silent)
    PAGE.write_text(page(result.folders, first_scores()), encoding="utf-8")


def first_scores() -> dict[str, dict[str, float]]:
    """The scores of the first runs by report and field."""
    with (GOLD / "first.yml").open(encoding="utf-8") as file:
        found: dict[str, dict[str, float]] = yaml.load(file, yaml.CSafeLoader)
    return found


def page(results: Iterable[FolderResult], first: Mapping[str, Scores]) -> str:
    """The page: all reports together, then each by its name."""
    *reports, together = results
    lines = [HEAD, *section("All reports together", scores(together), {})]
    for one in reports:
        name = report_name(one.folder)
        lines += section(f"Report {name}", scores(one), first.get(name, {}))
    return "".join(lines)


def scores(result: FolderResult) -> tuple[FieldScore, ...]:
    """The scores of a report."""
    return result.comparison.scores if result.comparison else ()


def section(title: str, today: Iterable[FieldScore], first: Scores) -> Iterator[str]:
    """The scores of a report, field by field; a first run is left empty where none was kept."""
    yield f"\n## {title}\n\n| field | gold | found | right | first run | today |\n"
    yield f"| --- |{' ---: |' * 5}\n"
    for one in today:
        before = f"{first[one.field]:.3f}" if one.field in first else ""
        counts = f"{one.gold} | {one.found} | {one.right}"
        yield f"| {one.field} | {counts} | {before} | {one.score:.3f} |\n"


if __name__ == "__main__":
    main()
