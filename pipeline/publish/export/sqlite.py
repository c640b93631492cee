"""SQLite: the tables with keys and indexes, and a view for each question that is often asked.

Ready for Datasette: foreign keys become links, and `places` has the latitude and longitude that
its maps look for.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from pipeline.contract import Column, ForeignKey, Table
from pipeline.publish.dataset import Dataset
from pipeline.publish.export import EVERY_TABLE, Exported
from pipeline.tablefile import Value

TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
INDEXED = {  # what questions ask for, beside the keys
    "events": ("event_type", "start_date", "format"),
    "occurrences": ("country_code", "start_date"),
    "event_themes": ("theme_id",),
    "event_parties": ("party_id",),
    "series": ("series_id",),
    "provenance": ("record_id",),
}
VIEWS = "views.sql"
VIEWS_OF_REPORTS = "views_reports.sql"  # of tables that the panel has not

WANTED = EVERY_TABLE


def make(dataset: Dataset) -> Exported:
    """One database; a date is its ISO text, a boolean 0 or 1, an empty cell NULL."""
    base = sqlite3.connect(":memory:")
    try:
        for table in dataset.schema:
            base.execute(create(table))
        for table in dataset.schema:
            fill(base, table, dataset)
        for statement in indexes(dataset.schema):
            base.execute(statement)
        base.executescript(views(dataset))
        base.commit()
        return Exported({f"iscm-{dataset.name}.sqlite": base.serialize()})
    finally:
        base.close()


def create(table: Table) -> str:
    """The statement that makes a table with its keys and vocabularies."""
    parts = [column(one) for one in table.columns]
    if table.primary_key:
        parts.append(f"PRIMARY KEY ({names(table.primary_key)})")
    parts += [reference(one) for one in table.foreign_keys]
    body = ",\n  ".join(parts)
    return f'CREATE TABLE "{table.name}" (\n  {body}\n)'


def column(one: Column) -> str:
    """A column's definition."""
    parts = [f'"{one.name}" {TYPES.get(one.kind, "TEXT")}']
    if one.required:
        parts.append("NOT NULL")
    if one.enum:
        known = ", ".join(f"'{word}'" for word in one.enum)
        parts.append(f'CHECK ("{one.name}" IN ({known}))')
    return " ".join(parts)


def reference(key: ForeignKey) -> str:
    """A foreign key's definition."""
    return f'FOREIGN KEY ({names(key.columns)}) REFERENCES "{key.table}" ({names(key.reference)})'


def names(columns: tuple[str, ...]) -> str:
    """Names of columns in a statement."""
    return ", ".join(f'"{one}"' for one in columns)


def fill(base: sqlite3.Connection, table: Table, dataset: Dataset) -> None:
    """Writes the rows of a table."""
    marks = ", ".join("?" * len(table.columns))
    base.executemany(
        f'INSERT INTO "{table.name}" VALUES ({marks})',
        ([stored(row[name]) for name in table.names] for row in dataset.rows[table.name]),
    )


def stored(value: Value) -> str | int | float | None:
    """A value as SQLite keeps it."""
    return value.isoformat() if isinstance(value, dt.date) else value


def indexes(schema: tuple[Table, ...]) -> Iterator[str]:
    """The statements that make indexes: for foreign keys, and for what is often asked."""
    for table in schema:
        wanted = [key.columns for key in table.foreign_keys]
        wanted += [(name,) for name in INDEXED.get(table.name, ())]
        for one in dict.fromkeys(wanted):
            if table.primary_key[: len(one)] != one:
                label = "_".join((table.name, *one))
                yield f'CREATE INDEX "{label}" ON "{table.name}" ({names(one)})'


def views(dataset: Dataset) -> str:
    """The statements that make the views."""
    here = files("pipeline.publish.export")
    wanted = [VIEWS] if "residue" not in dataset.rows else [VIEWS, VIEWS_OF_REPORTS]
    return "\n".join((here / name).read_text(encoding="utf-8") for name in wanted)
