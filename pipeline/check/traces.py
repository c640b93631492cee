"""Provenance against the tables: every row points to a value, every value has its rows.

Called for tables that keep to the contract's types.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.problems import Folder, Problems, in_table, quoted
from pipeline.check.rows import Row
from pipeline.contract import TABLES, Table

TRACED = tuple(table for table in TABLES if table.key_field)
# What has no stretch of its own: ids and positions other than key fields, and what is made of them.
UNTRACED = {"report_year", "event_id", "event_key", "position", "mechanism_id", "theme_id"}
DEFAULTS = {"event_count": "1", "popular": "false"}

Place = tuple[int, int, int]  # of a value: its table, its row, its column


def check_traces(folder: Folder) -> Problems:
    """Rows of provenance that point to nothing or stand out of order, and values without rows."""
    places = dict(values_of(folder))
    tables = {table.name: table for table in TABLES if table.record}
    traced: set[tuple[str, str, str]] = set()
    last: tuple[Place, int] = ((0, 0, 0), 0)
    for row in folder.rows("provenance"):
        value = row["table"], row["record_id"], row["field"]
        place = places.get(value)
        if place is None:
            yield in_table("provenance", row, points_nowhere(row, tables, places))
            continue
        here = place, int(row["start"])
        if here < last:
            yield in_table("provenance", row, "out of order: by table, record, field, start")
        last = max(last, here)
        traced.add(value)
    yield from check_traced(folder, traced)


def values_of(folder: Folder) -> Iterator[tuple[tuple[str, str, str], Place]]:
    """Each value that is there, by table, record and field, with its place in the tables."""
    for at, table in enumerate(TABLES):
        if not table.record:
            continue
        for number, row in enumerate(folder.rows(table.name)):
            record = table.record_id(row)
            for column, name in enumerate(table.names):
                if row[name]:
                    yield (table.name, record, name), (at, number, column)


def points_nowhere(
    row: Row, tables: dict[str, Table], places: dict[tuple[str, str, str], Place]
) -> str:
    """Why a row of provenance points to no value."""
    name, record, field = row["table"], row["record_id"], row["field"]
    table = tables.get(name)
    if table is None:
        return f"table: {quoted(name)} has no records; known are {', '.join(tables)}"
    if (name, record, table.record[-1]) not in places:
        return f"record_id: {quoted(record)} is in no row of {name}.csv"
    if field not in table.names:
        return f"field: {quoted(field)} is no column of {name}.csv"
    return f"field: {field} of {quoted(record)} is empty in {name}.csv"


def check_traced(folder: Folder, traced: set[tuple[str, str, str]]) -> Problems:
    """Values that no row of provenance traces, those apart that come from no stretch."""
    for table in TRACED:
        for row in folder.rows(table.name):
            for name in table.names:
                if needs_trace(table, row, name):
                    value = table.name, table.record_id(row), name
                    if value not in traced:
                        yield in_table(table.name, row, f"{name}: no row of provenance.csv")


def needs_trace(table: Table, row: Row, name: str) -> bool:
    """Whether a cell must be traceable to the text."""
    if name == table.key_field:
        return True
    return bool(row[name]) and name not in UNTRACED and row[name] != DEFAULTS.get(name)
