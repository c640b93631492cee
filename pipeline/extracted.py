"""Written extractions for those that read them: whole, of this contract, each key once.

What does not keep to that is refused in one line; `iscm check` says all that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.package import describes_panel, is_panel, read_package
from pipeline.check.rows import Row, read_table, repeated_keys, unguarded
from pipeline.contract import TABLES, Table
from pipeline.datapackage import FILE, TEXT_FILE, table_file
from pipeline.model import InputError
from pipeline.panelschema import PANEL
from pipeline.tablefile import Value, value

REPORT_NAME = re.compile(r"[0-9]{4}(-[a-z]{2,3})?")
READ_AS_VALUES = ("reports", "events")  # whose numbers every reader counts with


@dataclass(frozen=True, slots=True)
class Extracted:
    """The tables of a written folder, their cells as texts without guards, a missing one empty;
    `over_years`: it is the panel."""

    folder: Path
    schema: tuple[Table, ...]
    tables: Mapping[str, tuple[Row, ...]]
    over_years: bool

    @property
    def name(self) -> str:
        """The name of the folder: a year, a year and a language, or that of the panel."""
        return self.folder.resolve().name

    @property
    def year(self) -> int:
        """The year of the report; of the panel its first."""
        return int(self.tables["reports"][0]["report_year"])

    @property
    def language(self) -> str:
        """The language of the report; of the panel that of its first."""
        return self.tables["reports"][0]["language"]


def read_extracted(folder: Path, wanted: Collection[str] = ()) -> Extracted:
    """The tables of a report's folder or of the panel; those of the `wanted` names, where given.

    Raises `InputError` for a folder that is no extraction, or one of another contract, for a
    table that is missing, has other columns or has a key twice, and for a cell of `reports` or
    `events` that is not of its column's type.
    """
    package = read_package(folder)
    if not package:
        raise InputError(
            f"{folder}: no {FILE} of an extraction; name a folder such as extracted/2020"
        )
    over_years = describes_panel(package)
    every = PANEL if over_years else TABLES
    schema = tuple(one for one in every if not wanted or one.name in wanted)
    tables = {one.name: read_promised(folder, one) for one in schema}
    if not tables["reports"]:
        raise InputError(f"{folder / table_file('reports')}: no row; extract the report again")
    return Extracted(folder, schema, tables, over_years)


def read_promised(folder: Path, table: Table) -> tuple[Row, ...]:
    """The rows of a table, which keep to its columns and its key; else `InputError`."""
    path = folder / table_file(table.name)
    if not path.is_file():
        raise InputError(f"{path}: missing; extract the report again")
    written = read_table(path)
    if written.header != table.names:
        raise InputError(f"{path}: not the columns of this version; extract the report again")
    if written.ragged:
        raise InputError(
            f"{path}:{written.ragged[0]}: other than {len(table.names)} cells; quote its commas"
        )
    rows = unguarded(written.rows)
    refuse_twins(path, rows, table)
    if table.name in READ_AS_VALUES:
        for row in rows:
            values_of(row, table, path)
    return rows


def values_of(row: Row, table: Table, path: Path) -> dict[str, Value]:
    """The cells of a row as values; `InputError` for one that is not of its column's type."""
    try:
        return {one.name: value(row[one.name], one) for one in table.columns}
    except ValueError as error:
        raise InputError(f"{path}:{row.line}: {error}; iscm check says more") from None


def reading_text(folder: Path) -> str:
    """The text that offsets of a report's folder point into; `InputError` where it lacks."""
    path = folder / TEXT_FILE
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path}: missing or not UTF-8; extract the report again") from None


def refuse_twins(path: Path, rows: Iterable[Row], table: Table) -> None:
    """`InputError` where two rows of a file have one key."""
    for row, first in repeated_keys(rows, table):
        raise InputError(
            f"{path}:{row.line}: {', '.join(table.primary_key)} "
            f"{'/'.join(row.key(table.primary_key))!r} stands in line {first} too; keep one of the "
            "rows, or extract the report again"
        )


def one_edition_a_year(folders: Iterable[Path]) -> Iterator[Path]:
    """The folders of reports in their order, one a year: the English one, else the first by its
    language."""
    chosen: dict[str, Path] = {}
    for folder in sorted(folders, key=lambda one: one.resolve().name):
        chosen.setdefault(folder.resolve().name[:4], folder)  # "2020" comes before "2020-fr"
    yield from chosen.values()


def reports_below(folder: Path) -> list[Path]:
    """The folders of reports below a folder, one edition a year; else the folder of a report or
    the panel itself. `InputError` where there is none."""
    if is_panel(folder):
        return [folder]
    found = find_folders(folder)
    return found if found == [folder] else list(one_edition_a_year(found))


def find_folders(folder: Path) -> list[Path]:
    """The folder itself where it is a report's, else those of the reports in it, by name.

    Raises `InputError` where there is none, and for the panel over all years.
    """
    if is_panel(folder):
        raise InputError(
            f"{folder}: the panel over all years; name the folder of one, or {folder.parent}"
        )
    if is_report(folder):
        return [folder]
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; name one such as extracted or extracted/2020")
    found = sorted(
        one for one in folder.iterdir() if REPORT_NAME.fullmatch(one.name) and is_report(one)
    )
    if not found:
        raise InputError(f"{folder}: no extracted report here; run iscm extract first")
    return found


def is_report(folder: Path) -> bool:
    """Whether anything that an extraction writes is in a folder."""
    return any((folder / name).is_file() for name in (FILE, TEXT_FILE, "reports.csv"))
