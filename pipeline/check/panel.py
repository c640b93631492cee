"""The panel over all years: the contract, the rows of its years, and series that fit its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.check.problems import Folder, Problem, Problems, in_table, quoted
from pipeline.check.rows import Row, read_table
from pipeline.check.schema import check_schema
from pipeline.datapackage import table_file
from pipeline.panelschema import JOINED, PANEL

OF_EVENT = ("mechanism_id", "event_type", "report_year", "ordinal")  # as a series repeats them
SERIES = "series"


def check_panel(panel: Folder, reports: Iterable[Path]) -> Problems:
    """Where the panel breaks the contract, differs from its years or tells events otherwise.

    `reports` are the folders of all reports beside it; the editions that it holds are those that
    its `reports` name.
    """
    broken = list(check_schema(panel, PANEL))
    yield from broken
    if broken:
        yield Problem("", 0, "not all was checked yet; mend these first")
        return
    chosen = list(editions(panel, reports))
    yield from check_years(panel, chosen)
    for table in JOINED:
        yield from check_rows(panel, table.name, chosen)
    yield from check_series(panel)


def editions(panel: Folder, reports: Iterable[Path]) -> Iterator[Path]:
    """The folder of each report of the panel, in the order of its `reports`."""
    beside = {one.resolve().name: one for one in reports}
    for row in panel.rows("reports"):
        year, language = row["report_year"], row["language"]
        name = year if language == "en" else f"{year}-{language}"
        if name in beside:
            yield beside[name]


def check_years(panel: Folder, chosen: Iterable[Path]) -> Problems:
    """Reports of the panel that have no folder beside it, and years that stand out of order."""
    held = {one.resolve().name[:4] for one in chosen}
    before = ""
    for row in panel.rows("reports"):
        year = row["report_year"]
        if year not in held:
            yield in_table("reports", row, f"report_year: no folder of {year} beside the panel")
        if year < before:
            yield in_table("reports", row, f"report_year: {year} comes after {before}")
        before = year


def check_rows(panel: Folder, name: str, chosen: Iterable[Path]) -> Problems:
    """The first row of a table that is not that of the years, one after the other."""
    wanted = [dict(row.cells) for one in chosen for row in read_table(one / table_file(name)).rows]
    found = panel.rows(name)
    for row, want in zip(found, wanted, strict=False):
        if dict(row.cells) != want:
            yield in_table(name, row, "not the row of its year; make extract renews the panel")
            return
    if len(found) != len(wanted):
        says = f"{len(found)} rows, but its years have {len(wanted)}; make extract renews the panel"
        yield Problem(table_file(name), 0, says)


def check_series(panel: Folder) -> Problems:
    """Rows of series that tell their event otherwise, and series of one year only."""
    events = {row["event_id"]: row for row in panel.rows("events")}
    years: dict[str, set[str]] = {}
    for row in panel.rows(SERIES):
        years.setdefault(row["series_id"], set()).add(row["report_year"])
        yield from check_told(row, events[row["event_id"]])
    for row in panel.rows(SERIES):
        if len(years[row["series_id"]]) == 1:
            says = f"series_id: {quoted(row['series_id'])} goes on through one year only"
            yield in_table(SERIES, row, says)


def check_told(row: Row, event: Row) -> Problems:
    """Cells of a series' row that are other than those of its event."""
    for column in OF_EVENT:
        if row[column] != event[column]:
            says = f"{column}: {quoted(row[column])}, but its event has {quoted(event[column])}"
            yield in_table(SERIES, row, says)
