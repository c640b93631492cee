"""The checks' results for a reader: within 80 columns, plain where they are piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from pipeline.check.floors import Floors, rounded
from pipeline.check.folders import CheckResult, FolderResult
from pipeline.check.scores import FieldScore
from pipeline.layout import tell

MOST_PROBLEMS = 50  # of a folder; more of them are counted only
NUMBERS = ("gold", "found", "precision", "recall", "F1", "score", "floor")


def render(result: CheckResult, console: Console) -> None:
    """Prints what the checks found: for each folder its scores, what differs, what is wrong.

    Lines longer than the console stay whole: they are there to be copied.
    """
    for one in result.folders:
        render_folder(one, console)


def render_folder(one: FolderResult, console: Console) -> None:
    """Prints what the checks found in one report's folder, the verdict last."""
    if one.comparison is not None:
        if one.floors is None:
            tell(console, str(one.folder), style="bold")
            render_low(one.comparison.scores, console)
        else:
            console.print(score_table(one.comparison.scores, one.floors))
        tell(console, *(differing.line for differing in one.comparison.differences))
    tell(console, *one.hints, style="cyan")
    tell(console, *one.problems[:MOST_PROBLEMS], style="red")
    more = len(one.problems) - MOST_PROBLEMS
    if more > 0:
        tell(console, f"{one.folder}: {more} more problems", style="red")
    if one.shares is not None:
        said = f"claimed {one.shares.claimed:.1%}, without keys and summaries {one.shares.read:.1%}"
        tell(console, f"{one.folder}: of the sections' characters {said}")
    count = len(one.problems)
    verdict = "all holds" if not count else f"{count} problem{'s' if count > 1 else ''}"
    tell(console, f"{one.folder}: {verdict}", style="red" if count else "green")


def render_low(scores: Sequence[FieldScore], console: Console) -> None:
    """Prints the scores of a report without floors: those that are not full, the others' number."""
    low = [one for one in scores if one.score < 1]
    if low:
        console.print(score_table(low, None))
    tell(console, f"{len(scores) - len(low)} of {len(scores)} fields at 1.000")


def score_table(scores: Iterable[FieldScore], floors: Floors | None) -> Table:
    """The scores as a table; those under their floors, or without one where there are some, stand
    out."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("field", no_wrap=True)
    for name in NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    for one in scores:
        floor = floors.get(one.field) if floors is not None else None
        low = floors is not None and (floor is None or rounded(one) < floor)
        figures = (one.precision, one.recall, one.f1, one.score, floor)
        table.add_row(
            one.field,
            str(one.gold),
            str(one.found),
            *("-" if figure is None else f"{figure:.3f}" for figure in figures),
            style="red" if low else None,
        )
    return table
