"""What a picture of a page shows, for a reader."""

from __future__ import annotations

from rich.console import Console

from pipeline.layout import grid, put, say
from pipeline.workbench.show import INKS, Shown

COLOURS = {
    "column": "blue frame",
    "table": "violet frame",
    "aside": "orange frame",
    "section": "green frame",
    "heading": "green",
    "title": "grey",
    "date": "yellow",
    "place": "dark green",
    "format": "light blue",
    "theme": "pink",
    "party": "brown",
    "publication": "blue",
    "furniture": "grey, framed",
    "residue": "red, framed",
}


def render(shown: Shown, console: Console) -> None:
    """Prints where the picture is, and a legend with how often each mark is on it."""
    say(console, f"{shown.path}  page {shown.page}", style="bold")
    if shown.reason:
        say(console, f"(no values: {shown.reason})")
    rows = grid(14, 14, 0)
    for kind in INKS:
        if shown.counts.get(kind):
            rows.add_row(f"  {kind}", COLOURS[kind], str(shown.counts[kind]))
    put(console, rows)
