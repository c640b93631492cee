"""Records of written extractions: found by their ids, with the words that they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.rows import Row, read_rows
from pipeline.contract import TABLES, Table
from pipeline.datapackage import table_file
from pipeline.extracted import find_folders, reading_text
from pipeline.model import InputError
from pipeline.nearest import nearest

RECORDS = tuple(one for one in TABLES if one.record)  # the tables whose rows have ids


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asks for: an id or an `event_key`; `table` empty and `year` 0 mean any."""

    record_id: str
    table: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """A report's folder, each of its files read once."""

    folder: Path
    read: dict[str, tuple[Row, ...]] = field(default_factory=dict, compare=False, repr=False)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table."""
        if name not in self.read:
            self.read[name] = read_rows(self.folder / table_file(name))
        return self.read[name]

    @property
    def text(self) -> str:
        """The reading text; `InputError` where it cannot be read."""
        return reading_text(self.folder)


@dataclass(frozen=True, slots=True)
class Found:
    """A record of a written table. `key` is its id with the event's `event_key` for the event's
    id, empty where it belongs to no event."""

    written: ReportFolder
    table: Table
    row: Row
    record_id: str
    key: str


def find_records(folder: Path, wanted: Wanted) -> list[Found]:
    """The records below a folder that fit, in the order of the folders, tables and rows.

    Raises `InputError` where there is no extraction, no such table or no such record; it names
    the nearest that exists.
    """
    tables = tables_of(wanted.table)
    every = [
        one
        for each in folders_of(folder, wanted.year)
        for one in records_of(ReportFolder(each), tables)
    ]
    found = [one for one in every if wanted.record_id in (one.record_id, one.key)]
    if not found:
        known = [name for one in every for name in (one.record_id, one.key) if name]
        where = f" in {wanted.table}" if wanted.table else ""
        near = nearest(wanted.record_id, known)
        raise InputError(f"{folder}: no record {wanted.record_id!r}{where}; nearest: {near}")
    return found


def tables_of(name: str) -> tuple[Table, ...]:
    """The table of a name, or all that have records; `InputError` for another name."""
    if not name:
        return RECORDS
    found = tuple(one for one in RECORDS if one.name == name)
    if not found:
        known = [one.name for one in RECORDS]
        raise InputError(
            f"--table {name}: no table with records; nearest: {nearest(name, known)}; "
            f"known are {', '.join(known)}"
        )
    return found


def folders_of(folder: Path, year: int) -> list[Path]:
    """The folders of reports below a folder, of one year where one is given."""
    found = find_folders(folder)
    if not year:
        return found
    kept = [one for one in found if one.resolve().name[:4] == str(year)]
    if not kept:
        near = nearest(str(year), [one.resolve().name for one in found])
        raise InputError(f"{folder}: no report of {year}; nearest: {near}")
    return kept


def records_of(written: ReportFolder, tables: Iterable[Table]) -> Iterator[Found]:
    """The records of a report's folder."""
    keys = {row["event_id"]: row["event_key"] for row in written.rows("events")}
    for table in tables:
        for row in written.rows(table.name):
            record_id = table.record_id(row)
            key = ""
            if row["event_id"]:
                rest = record_id.removeprefix(row["event_id"])
                key = keys.get(row["event_id"], "") + rest
            yield Found(written, table, row, record_id, key)


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch that a field was read from, `text[start:end]` of the report, and its rule."""

    field: str
    start: int
    end: int
    page: str
    line: str
    rule: str


def traces_of(found: Found) -> tuple[Trace, ...]:
    """What provenance says of a record, in its order."""
    return tuple(
        Trace(
            row["field"], int(row["start"]), int(row["end"]), row["page"], row["line"],
            row["rule_id"],
        )
        for row in found.written.rows("provenance")
        if (row["table"], row["record_id"]) == (found.table.name, found.record_id)
    )  # fmt: skip
