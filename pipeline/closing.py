"""What a run says: its progress in a terminal, and the closing table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table

from pipeline.layout import put
from pipeline.state import Summary

# Two lines of heads keep a usual table within 80 columns.
NUMBERS = ("sections", "events", "occur-\nrences", "claimed", "errors", "warn-\nings", "infos")

MAX_WIDTH = 10_000


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Something to tell of the progress: shown on standard error, in a terminal only."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda message: None
        return
    with console.status("reading") as status:
        yield lambda message: status.update(message)


def show(console: Console, summaries: Iterable[Summary], out: Path) -> None:
    """Prints the closing table: a line a report, the path of its folder last."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("report", no_wrap=True)
    for name in NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("output", no_wrap=True)
    for one in summaries:
        counts = (one.sections, one.events, one.occurrences)
        found = (one.errors, one.warnings, one.infos)
        table.add_row(
            escape(one.source),
            *(str(count) for count in counts),
            f"{one.claimed:.1%}",
            *(str(count) for count in found),
            escape(str(out / one.folder)),
        )
    # Rich would cut long paths at the width of the terminal.
    wanted = Measurement.get(console, console.options.update(max_width=MAX_WIDTH), table)
    console.width = max(console.width, wanted.maximum)
    put(console, table)
