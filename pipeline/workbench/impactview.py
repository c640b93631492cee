"""The impact of a change for a reader: within 80 columns, plain where it is piped."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from textwrap import wrap

from rich.console import Console
from rich.table import Table

from pipeline.check.scores import Difference
from pipeline.layout import tell
from pipeline.workbench.goldmarks import GAINED, LOST, FieldChange
from pipeline.workbench.impact import Impact, ReportImpact
from pipeline.workbench.rowdiff import Change, Passage

WIDTH = 80
QUOTE_LINES, DIFFERENCE_LINES = 2, 3
CONTEXT = 20  # characters of a longer text that stay on each side of what changed in it
LONGEST = 60  # characters of a value
EMPTY = "(empty)"
STYLES = {GAINED: "green", LOST: "red"}
KINDS = {"+": "new", "-": "lost", "~": "changed"}


def render(impact: Impact, console: Console) -> None:
    """Prints what changed: what was compared, the scores, then the rows by report."""
    said = f"{count(len(impact.reports), 'report')}, {impact.judged} with gold"
    tell(console, f"against {impact.revision.name} ({impact.revision.short}): {said}")
    render_scores(impact, console)
    changed = [one for one in impact.reports if one.passages or one.before or one.after]
    for one in changed:
        render_report(one, console)
    signs = Counter(
        change.sign for one in changed for passage in one.passages for change in passage.changes
    )
    told = ", ".join(f"{signs[sign]} {kind}" for sign, kind in KINDS.items())
    tell(console, f"\nrows: {told}" if signs else "\nrows: no difference")


def render_scores(impact: Impact, console: Console) -> None:
    """Prints the fields whose scores changed, and the differences from the gold that did."""
    if not impact.judged:
        return
    tell(console, "")
    if impact.fields:
        console.print(score_table(impact.fields))
        tell(console, f"{count(impact.same, 'field')} the same")
    else:
        tell(console, f"scores: no difference in {count(impact.same, 'field')}")
    for one in impact.reports:
        if one.gone or one.fresh:
            tell(
                console,
                f"\n{one.name}: differences from its gold (- missing, + too much, ~ other value)",
            )
            for kind, differences in ((GAINED, one.gone), (LOST, one.fresh)):
                render_differences(kind, differences, console)


def render_differences(kind: str, differences: Iterable[Difference], console: Console) -> None:
    """Prints the differences from the gold that are gone, or new."""
    for one in differences:
        line = filled(f"{kind}  {one.line}", "  ", " " * 6, max_lines=DIFFERENCE_LINES)
        tell(console, line, style=STYLES[kind])


def score_table(fields: Iterable[FieldChange]) -> Table:
    """The scores that changed: the mean of the reports, and the rows or cells that are right."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("field", no_wrap=True)
    for name in ("before", "after", "right before", "after"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in fields:
        table.add_row(
            one.field,
            f"{one.before:.4f}",
            f"{one.after:.4f}",
            str(one.right_before),
            str(one.right_after),
            style="red" if one.after < one.before else None,
        )
    return table


def render_report(one: ReportImpact, console: Console) -> None:
    """Prints the changed rows of a report, each under the words that it was read from."""
    tell(console, f"\n{one.name}")
    for side, error in (("before", one.before), ("now", one.after)):
        if error:
            tell(console, filled(f"{side}: does not extract: {error}", "  ", "    "), style="red")
    for passage in one.passages:
        render_passage(passage, console)


def render_passage(passage: Passage, console: Console) -> None:
    """Prints the words of a passage, then the changes of its rows."""
    if passage.text:
        indent = " " * 4
        tell(console, filled(passage.text, indent, indent, max_lines=QUOTE_LINES), style="dim")
    for change in passage.changes:
        tell(console, filled(change_line(change), "", " " * 6), style=STYLES.get(change.mark))


def change_line(change: Change) -> str:
    """The one line of a change, not yet broken: `~ key  column  old → new   rule   mark`."""
    if change.sign == "~":
        old, new = shortened(change.old, change.new)
        value = f"{old or EMPTY} → {new or EMPTY}"
    else:
        value = f'"{cut(change.old or change.new)}"' if change.old or change.new else ""
    parts = "  ".join(filter(None, (f"{change.sign} {change.key}", change.what, value)))
    return "   ".join(filter(None, (parts, change.rule, change.mark)))


def shortened(old: str, new: str) -> tuple[str, str]:
    """Two values cut to what differs, with some of the words around it."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    same = len(os.path.commonprefix([old, new]))
    head = max(0, same - CONTEXT)
    left = min(len(old), len(new)) - same
    tail = min(left, len(os.path.commonprefix([old[::-1], new[::-1]])))
    drop = max(0, tail - CONTEXT)
    return piece(old, head, len(old) - drop), piece(new, head, len(new) - drop)


def piece(text: str, start: int, end: int) -> str:
    """A piece of a text in whole words, with dots for what is left out, not too long."""
    start = text.rfind(" ", 0, start) + 1
    space = text.find(" ", end)
    end = len(text) if space < 0 else space
    return ("… " if start else "") + cut(text[start:end] + (" …" if end < len(text) else ""))


def cut(text: str) -> str:
    """The beginning of a text, in one line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rstrip(" …") + " …"


def filled(text: str, first: str, later: str, *, max_lines: int | None = None) -> str:
    """A text broken to the width, with the indents of its first and its later lines."""
    return "\n".join(
        wrap(
            text,
            WIDTH,
            initial_indent=first,
            subsequent_indent=later,
            break_on_hyphens=False,
            max_lines=max_lines,
            placeholder=" …",
        )
    )


def count(number: int, thing: str) -> str:
    """A number of things: 1 report, 2 reports."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
