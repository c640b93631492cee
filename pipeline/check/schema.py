"""The written tables against the contract: columns, types, vocabularies, keys.

The values of single cells are checked by pandera, from the same `contract.TABLES` that the tables
are written by.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

import pandas as pd
import pandera.pandas as pa

from pipeline.check.problems import Folder, Problem, Problems, in_table, quoted
from pipeline.check.rows import Row, Written, repeated_keys
from pipeline.contract import FORMULA_STARTS, TABLES, Column, Table

SHAPES = {
    "year": r"[0-9]{4}",
    "integer": r"0|-?[1-9][0-9]*",
    "boolean": "true|false",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
EMPTY = "not_nullable"  # pandera's name of the check
GUARD = "guard"


def check_schema(folder: Folder, tables: Iterable[Table] = TABLES) -> Problems:
    """Where the tables break the contract, table by table; a missing table is one."""
    for table in tables:
        written = folder.tables.get(table.name)
        if written is None:
            yield Problem(f"{table.name}.csv", 0, "missing; extract the report again")
        elif written.header != table.names:
            yield Problem(f"{table.name}.csv", 1, wrong_header(written, table))
        else:
            yield from check_table(written, table)
            yield from check_foreign_keys(folder, table)


def wrong_header(written: Written, table: Table) -> str:
    """What is wrong with a header row."""
    missing = [name for name in table.names if name not in written.header]
    extra = [name for name in written.header if name not in table.names]
    said = [
        *([f"lacks {', '.join(missing)}"] if missing else []),
        *([f"has {', '.join(extra)} too"] if extra else []),
    ]
    return f"the header {' and '.join(said) or 'is in another order'}; extract the report again"


def check_table(written: Written, table: Table) -> Problems:
    """What is wrong with the rows of a table by themselves."""
    ragged = set(written.ragged)
    for line in written.ragged:
        yield Problem(
            f"{table.name}.csv", line, f"other than {len(table.names)} cells; quote its commas"
        )
    rows = [row for row in written.rows if row.line not in ragged]
    if rows:
        yield from check_cells(rows, table)
    yield from check_primary_key(rows, table)


def check_cells(rows: list[Row], table: Table) -> Problems:
    """The first thing wrong with each cell, in the order of the rows."""
    cells = [[row[name] or None for name in table.names] for row in rows]
    frame = pd.DataFrame(cells, columns=list(table.names), dtype="str")
    try:
        pandera_schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        found: dict[tuple[int, int], str] = {}
        for failure in error.failure_cases.itertuples():
            at = int(failure.index), table.names.index(str(failure.column))
            found.setdefault(at, str(failure.check))
        for (number, column), check in sorted(found.items()):
            row, one = rows[number], table.columns[column]
            yield in_table(table.name, row, f"{one.name}: {wrong_cell(row, one, check)}")


@cache
def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """A table of the contract as pandera has it."""
    return pa.DataFrameSchema({one.name: describe(one) for one in table.columns})


def describe(column: Column) -> pa.Column:
    """A column of the contract as pandera has it; cells are the texts of the file."""
    checks = []
    if column.kind == "string":
        checks.append(pa.Check(lambda cells: ~cells.str.startswith(FORMULA_STARTS), error=GUARD))
    else:
        checks.append(matches(shape_of(column), error=f"is no {column.kind}"))
    if column.kind == "date":
        checks.append(pa.Check(is_day, error="is no day of the calendar"))
    if column.enum:
        checks.append(pa.Check.isin(column.enum, error="is not in the vocabulary"))
    if column.pattern:
        checks.append(matches(column.pattern, error=f"does not match {column.pattern}"))
    if column.minimum is not None or column.maximum is not None:
        checks.append(within(column.minimum, column.maximum))
    return pa.Column(checks=checks, nullable=not column.required)


def shape_of(column: Column) -> str:
    """The pattern of a type's cells."""
    return SHAPES.get(column.kind) or rf"-?[0-9]+\.[0-9]{{{column.decimals}}}"


def matches(pattern: str, error: str) -> pa.Check:
    """A check that whole cells match a pattern."""
    return pa.Check(lambda cells: cells.str.fullmatch(pattern), error=error)


def is_day(cells: pd.Series[str]) -> pd.Series[bool]:
    """Whether cells are days that exist; one that is no date at all has been told already."""
    return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()


def within(least: float | None, most: float | None) -> pa.Check:
    """A check that numbers lie between two bounds; one that is no number has been told already."""
    low = float("-inf") if least is None else least
    high = float("inf") if most is None else most
    bounds = f"is less than {least}" if most is None else f"is not from {least} to {most}"

    def is_within(cells: pd.Series[str]) -> pd.Series[bool]:
        """Whether each cell lies between the bounds."""
        return pd.to_numeric(cells, errors="coerce").between(low, high)

    return pa.Check(is_within, error=bounds)


def wrong_cell(row: Row, column: Column, check: str) -> str:
    """What is wrong with a cell, in words."""
    if check == EMPTY:
        return "empty; a value is required"
    cell = quoted(row[column.name])
    if check == GUARD:
        return f"{cell} begins as a formula does; put an apostrophe before it"
    near = get_close_matches(row[column.name], column.enum, 1) if column.enum else []
    return f"{cell} {check}" + (f"; nearest: {near[0]}" if near else "")


def check_primary_key(rows: Iterable[Row], table: Table) -> Problems:
    """Rows that have the primary key of an earlier one."""
    names = ", ".join(table.primary_key)
    for row, first in repeated_keys(rows, table):
        key = shown(row.key(table.primary_key))
        yield in_table(table.name, row, f"{names}: {key} stands in line {first} too")


def check_foreign_keys(folder: Folder, table: Table) -> Problems:
    """Rows whose foreign key is in no row of the other table; without a part it points nowhere."""
    for foreign in table.foreign_keys:
        known = {
            tuple(other[name] for name in foreign.reference) for other in folder.rows(foreign.table)
        }
        for row in folder.rows(table.name):
            key = tuple(row[name] for name in foreign.columns)
            if all(key) and key not in known:
                names = ", ".join(foreign.columns)
                yield in_table(
                    table.name, row, f"{names}: {shown(key)} is in no row of {foreign.table}.csv"
                )


def shown(key: tuple[str, ...]) -> str:
    """A key as a message shows it."""
    return quoted("/".join(key))
