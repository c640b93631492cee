"""`iscm diff`: what changed between two runs of a report, or between the reports of two years.

It reads written folders only.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from pipeline.extracted import find_folders
from pipeline.model import InputError
from pipeline.nearest import nearest
from pipeline.publish.diff.changes import event_changes, other_changes
from pipeline.publish.diff.match import match_events
from pipeline.publish.diff.runs import run_statements
from pipeline.publish.diff.side import Side
from pipeline.publish.diff.values import ADDED, REMOVED, Change, Diff
from pipeline.publish.diff.years import compare_years

FORMATS = ("text", "json", "html", "csv")


def compare(old: Path, new: Path) -> Diff:
    """What changed between two folders: two runs of one report, the reports of two years, or two
    folders of reports, each with its namesake.

    Raises `InputError` for what is no extraction of this contract, and for a report and a folder
    of reports.
    """
    single = {folder: find_folders(folder) == [folder] for folder in (old, new)}
    if single[old] != single[new]:
        one, many = (old, new) if single[old] else (new, old)
        raise InputError(f"{many}: many reports, but {one} is one; name {many / one.name}")
    return compare_sides(Side(old), Side(new)) if single[old] else compare_many(old, new)


def compare_sides(old: Side, new: Side) -> Diff:
    """Two reports compared: as runs of one where they are of one year, else as years."""
    if old.year != new.year:
        return compare_years(old, new)
    changes = (*event_changes(old, new, match_events(old, new)), *other_changes(old, new))
    folders = str(old.extracted.folder), str(new.extracted.folder)
    return Diff(*folders, changes, run_statements(old, new, changes))


def compare_many(old: Path, new: Path) -> Diff:
    """Two folders of reports compared, each report with its namesake."""
    before, after = by_name(old), by_name(new)
    changes: list[Change] = []
    statements: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        if name in before and name in after:
            found = compare_sides(Side(before[name]), Side(after[name]))
            changes += found.changes
            statements += [f"{name}: {line}" for line in found.statements]
        elif name in after:
            changes.append(Change(ADDED, "reports", "", name, name, {}))
            statements.append(f"{name}: a report that only {new} has.")
        else:
            changes.append(Change(REMOVED, "reports", name, "", name, {}))
            statements.append(f"{name}: a report that only {old} has.")
    return Diff(str(old), str(new), tuple(changes), tuple(statements))


def by_name(folder: Path) -> Mapping[str, Path]:
    """The folders of reports in a folder by their names."""
    return {one.name: one for one in find_folders(folder)}


def render(found: Diff, form: str) -> str:
    """A comparison in a form: `text`, `json`, `html` or `csv`; `InputError` for another."""
    if form not in FORMATS:
        near = nearest(form, FORMATS)
        raise InputError(f"--format {form}: no such form; nearest: {near}")
    module = import_module(f"pipeline.publish.diff.show_{form}")
    shown: str = module.show(found)
    return shown
