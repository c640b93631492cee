"""Lists of rules, and how often they fired, for a reader."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from pipeline.layout import grid, put, say
from pipeline.rulebook import GrammarRule, Rule
from pipeline.workbench.coverage import Coverage, Firings

ID, COUNT, FILE = 30, 5, 26  # columns
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


def render_silent(firings: Iterable[Firings], console: Console) -> None:
    """Prints rules that never fired, by their files."""
    files: dict[str, list[str]] = {}
    for one in firings:
        files.setdefault(one.rule.file, []).append(one.rule.id)
    rows = grid(FILE, 0)
    for file, ids in files.items():
        rows.add_row(f"{file} {len(ids)}", ", ".join(ids))
    put(console, rows)


def render_firings(firings: Iterable[Firings], console: Console) -> None:
    """Prints rules with their number of firings and the reports."""
    rows = grid(ID, COUNT, 0)
    for one in firings:
        reports = ", ".join(f"{name}:{count}" for name, count in one.reports.items())
        why = f" ({one.rule.reason})" if one.rule.reason else ""
        rows.add_row(one.rule.id, f"{one.total:>{COUNT}}", reports + why)
    put(console, rows)


def render_list(rules: Iterable[Rule], console: Console) -> None:
    """Prints rules: their ids, where they stand, what they say, and their first terms."""
    rows = grid(ID, 0)
    for rule in rules:
        rows.add_row(rule.id, f"{rule.file}:{rule.line}")
        rows.add_row("", what(rule))
    put(console, rows)


def what(rule: Rule) -> str:
    """What a rule says, with its first terms."""
    if isinstance(rule, GrammarRule):
        return rule.says
    terms = (*rule.en, *rule.exact)
    more = f" and {len(terms) - TERMS} more" if len(terms) > TERMS else ""
    listed = ", ".join(terms[:TERMS]) + more
    return ": ".join(part for part in (rule.value, listed) if part)
