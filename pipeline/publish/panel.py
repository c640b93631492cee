"""The panel: all years in one set of tables, and the meetings that go on from year to year.

It reads written folders only, and is written beside them: whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline import folder as folders
from pipeline.datapackage import ALL, FILE, Json, describe_panel, table_file
from pipeline.extracted import Extracted, find_folders, one_edition_a_year, read_extracted
from pipeline.model import InputError
from pipeline.panelschema import JOINED, PANEL, SERIES
from pipeline.publish.series import series_rows
from pipeline.state import (
    Stamp,
    fingerprint_of_program,
    is_untouched,
    read_stamp,
    sha256,
    write_stamp,
)
from pipeline.tablefile import encode_cells

STATE = ".iscm-panel.json"


def write_panel(out: Path) -> tuple[str, ...]:
    """Writes the panel of an output folder into its folder `all`, unless it is up to date.

    A line comes back for each report's folder that cannot be read, and so is left out. Raises
    `InputError` where nothing can be written, or where `all` holds something else.
    """
    chosen = list(one_edition_a_year(find_folders(out)))
    stamp = sha256("\0".join([fingerprint_of_program(None), *map(state_of, chosen)]).encode())
    kept = read_stamp(out / STATE)
    if kept and kept.fingerprint == stamp and is_untouched(out / ALL, kept.files):
        return ()
    years, left_out = read_all(chosen)
    files = panel_files(years)
    made = folders.make_ready(out, [ALL])
    try:
        folders.stage(out, ALL, files)
        folders.swap(out, ALL)
    except BaseException:
        folders.discard(out, [ALL], made)
        raise
    if not left_out:  # so that the next run says it again
        digests = {name: sha256(content) for name, content in files.items()}
        write_stamp(out / STATE, Stamp(stamp, digests))
    return left_out


def refuse_others_folder(out: Path) -> None:
    """`InputError` where the panel's folder holds something else, before anything is written."""
    folders.refuse_others(out / ALL)


def state_of(folder: Path) -> str:
    """What the panel depends on in a report's folder: its name and its files' hashes."""
    try:
        digests = [sha256((folder / table_file(one.name)).read_bytes()) for one in JOINED]
        return " ".join([folder.name, *digests, sha256((folder / FILE).read_bytes())])
    except OSError as error:
        return f"{folder.name} {error.errno}"


def read_all(chosen: Iterable[Path]) -> tuple[list[Extracted], tuple[str, ...]]:
    """The extractions of folders in their order, and a line for each that cannot be read."""
    years, left_out = [], []
    for one in chosen:
        try:
            years.append(read_extracted(one, [each.name for each in JOINED]))
        except InputError as error:
            left_out.append(f"{error}; it is left out of {one.parent / ALL}")
    return years, tuple(left_out)


def panel_files(years: Sequence[Extracted]) -> dict[str, bytes]:
    """The files of the panel over some years, by their names; `years` are in order, one at least.

    Raises `InputError` where there is none.
    """
    if not years:
        raise InputError("no report that can be read; extract the reports again")
    rows = panel_rows(years)
    files = {table_file(one.name): encode_cells(rows[one.name], one) for one in PANEL}
    hashes = {name: (sha256(content), len(content)) for name, content in files.items()}
    sources = [source for one in years for source in report_sources(one.folder)]
    return files | {FILE: describe_panel(hashes, [one.year for one in years], sources)}


def panel_rows(years: Sequence[Extracted]) -> dict[str, list[tuple[str, ...]]]:
    """The cells of the panel's tables: the years' rows one after the other, and the series."""
    rows = {
        one.name: [row.key(one.names) for year in years for row in year.tables[one.name]]
        for one in JOINED
    }
    return rows | {SERIES.name: series_rows([year.tables for year in years])}


def report_sources(folder: Path) -> list[Json]:
    """The report that a folder was extracted from, as its package names it."""
    return list(json.loads((folder / FILE).read_bytes())["sources"][:1])
