"""A report that was added, for a reader: what was written and found, and what to do next."""

from __future__ import annotations

import textwrap
from pathlib import Path

from rich.console import Console

from pipeline.closing import show
from pipeline.layout import tell
from pipeline.workbench.add import Added

MOST_CODES = 5  # of the findings; more of them are counted only
WIDTH = 80
LABEL = 10  # columns before what a line says


def render(added: Added, console: Console) -> None:
    """Prints what was written and found, what an extraction would give, and what to do next.

    Paths stay whole where they are longer than the console: they are there to be copied.
    """
    fields = added.fields
    say(console, "report", str(added.path))
    say(console, "sidecar", str(added.sidecar))
    say(console, "year", str(fields.year))
    say(console, "language", str(fields.language))
    say(console, "title", *textwrap.wrap(fields.title or "none found", WIDTH - LABEL))
    console.print()
    show(console, [added.summary], Path())
    console.print()
    for one in added.findings[:MOST_CODES]:
        say(console, one.severity, f"{one.count} {one.code}")
    more = len(added.findings) - MOST_CODES
    if more > 0:
        say(console, "more", f"{more} other codes")
    say(console, "next", *added.steps)


def say(console: Console, label: str, *lines: str) -> None:
    """Prints lines as they are, the first behind its label."""
    tell(console, *(f"{'' if at else label:<{LABEL}}{line}" for at, line in enumerate(lines)))
