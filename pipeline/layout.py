"""Text for a terminal of 80 columns: grids whose cells wrap, and texts with stretches marked."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

Run = tuple[int, int]  # of characters, the end excluded
OPEN, CLOSE = "[", "]"  # as in the examples of the rules
STYLE = "bold cyan"  # of what is marked, where there is colour


def grid(*widths: int) -> Table:
    """A grid of cells: a width each, 0 for what is left of the line."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        if width:
            table.add_column(width=width, overflow="fold")
        else:
            table.add_column(ratio=1, overflow="fold")
    return table


def marked(text: str, runs: Iterable[Run]) -> Text:
    """A text with brackets around its runs; of overlapping ones the first and longest."""
    shown = Text()
    at = 0
    for start, end in apart(runs):
        shown.append(text[at:start])
        shown.append(OPEN + text[start:end] + CLOSE, style=STYLE)
        at = end
    shown.append(text[at:])
    return shown


def apart(runs: Iterable[Run]) -> list[Run]:
    """The runs in order, without those that overlap an earlier or longer one."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda one: (one[0], -one[1])):
        if run[0] < run[1] and (not kept or run[0] >= kept[-1][1]):
            kept.append(run)
    return kept


def say(console: Console, *lines: str | Text, style: str | None = None) -> None:
    """Prints lines as they are, broken between words where they are too long."""
    for line in lines:
        with console.capture() as captured:
            console.print(line, style=style, markup=False, highlight=False)
        trimmed(console, captured.get())


def tell(console: Console, *lines: str, style: str | None = None) -> None:
    """Prints lines as they are, whole where they are too long: they are there to be copied."""
    for line in lines:
        console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def put(console: Console, rows: Table) -> None:
    """Prints a grid."""
    with console.capture() as captured:
        console.print(rows)
    trimmed(console, captured.get())


def trimmed(console: Console, text: str) -> None:
    """Prints a text without the blanks that fill its lines."""
    for line in text.splitlines():
        console.out(line.rstrip(), highlight=False)
