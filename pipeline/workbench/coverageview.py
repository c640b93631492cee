"""Lists of rules, and how often they fired, for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console

from pipeline.fold import fold
from pipeline.layout import grid, put, say
from pipeline.rule import Rule, every_term
from pipeline.workbench.coverage import Coverage, Firings

COUNT, FILE, INDENT = 5, 26, 2  # columns
MOST_SILENT = 20  # rules of a file that are listed where there are other files
TERMS = 4  # that a list shows of a rule


def render_coverage(coverage: Coverage, console: Console) -> None:
    """Prints the firings: rules that never fired first, then grammar rules of one report only."""
    say(console, f"{len(coverage.rules)} rules in {len(coverage.reports)} reports")
    say(console, "", f"never fired ({len(coverage.silent)})")
    render_silent(coverage.silent, console)
    say(console, "", f"grammar rules that fired in one report only ({len(coverage.narrow)})")
    render_firings(coverage.narrow, console)
    first = (*coverage.silent, *coverage.narrow)
    say(console, "", "all others")
    render_firings((one for one in coverage.rules if one not in first), console)


def render_silent(firings: Sequence[Firings], console: Console) -> None:
    """Prints rules that never fired, by their files; of a file with very many their number."""
    files: dict[str, list[Rule]] = {}
    for one in firings:
        files.setdefault(one.rule.file, []).append(one.rule)
    rows = grid(FILE, 0)
    for file, rules in files.items():
        ids = ", ".join(rule.id for rule in rules)
        if len(rules) > MOST_SILENT and len(files) > 1:
            kinds = " or ".join(dict.fromkeys(rule.kind for rule in rules))
            ids = f"--kind {kinds} lists them"
        rows.add_row(f"{file} {len(rules)}", ids)
    put(console, rows)


def render_firings(firings: Iterable[Firings], console: Console) -> None:
    """Prints rules with their number of firings and the reports."""
    found = list(firings)
    rows = grid(max((len(one.rule.id) for one in found), default=1), COUNT, 0)
    for one in found:
        reports = ", ".join(f"{name}:{count}" for name, count in one.reports.items())
        why = f" ({one.rule.reason})" if one.rule.reason else ""
        rows.add_row(one.rule.id, f"{one.total:>{COUNT}}", reports + why)
    put(console, rows)


def render_list(rules: Sequence[Rule], word: str, console: Console) -> None:
    """Prints rules: their ids, where they stand, what they say, and terms of theirs.

    The terms are the first ones, or those that have the word that was looked for.
    """
    for rule in rules:
        say(console, f"{rule.id}  {rule.file}:{rule.line}")
        rows = grid(INDENT, 0)
        rows.add_row("", what(rule, word))
        put(console, rows)
    say(console, f"{len(rules)} rule{'s' if len(rules) > 1 else ''}")


def what(rule: Rule, word: str) -> str:
    """What a rule says, with some of its terms."""
    terms = list(every_term(rule))
    shown = [term for term in terms if fold(word) in fold(term)][:TERMS]
    more = len(terms) - len(shown)
    listed = ", ".join(shown) + (f" and {more} more" if more and shown else "")
    said = rule.says or ("" if rule.value == rule.id.partition(".")[2] else rule.value)
    return ": ".join(part for part in (said, listed) if part)
