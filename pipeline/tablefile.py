"""Tables as CSV files, written by the contract.

Without pandas, which takes longer to import than a report to write.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from pipeline.contract import Column, Table, guard

Value: TypeAlias = "str | int | float | bool | dt.date | None"
READERS: Mapping[str, Callable[[str], Value]] = {
    "integer": int,
    "year": int,
    "number": float,
    "date": dt.date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}
SPECIAL = re.compile(r'[",\r\n]')


def encode(rows: Sequence[Mapping[str, object]], table: Table) -> bytes:
    """The CSV file of a table: UTF-8, LF, header row, missing cells (None) empty.

    Raises `ValueError` where a row has other columns than the contract, or a cell of another
    type.
    """
    lines = [table.names]
    for row in rows:
        if tuple(row) != table.names:
            raise ValueError(f"{table.name}: columns {list(row)}, want {list(table.names)}")
        lines.append(tuple(cell(row[column.name], column) for column in table.columns))
    return join_lines(lines)


def encode_cells(rows: Iterable[Sequence[str]], table: Table) -> bytes:
    """The CSV file of a table whose cells are texts already, still without guards."""
    guarded = [column.kind == "string" for column in table.columns]
    lines = [
        tuple(guard(one) if text else one for one, text in zip(row, guarded, strict=True))
        for row in rows
    ]
    return join_lines([table.names, *lines])


def join_lines(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells as a CSV file."""
    return "".join(",".join(map(quote, line)) + "\n" for line in lines).encode()


def quote(text: str) -> str:
    """A cell with quotes around it where RFC 4180 wants them.

    The csv module leaves a lone carriage return bare in some versions of Python.
    """
    return '"' + text.replace('"', '""') + '"' if SPECIAL.search(text) else text


def cell(value: object, column: Column) -> str:
    """A value as it stands in the file; `ValueError` for one that is not of the column's type."""
    if value is None or value != value:  # a float that is no number is missing too
        return ""
    match column.kind, value:
        case "string", str():
            return guard(value)
        case "boolean", bool():
            return "true" if value else "false"
        case "integer" | "year", int() | float() if value == int(value):
            return str(int(value))
        case "number", int() | float():
            # Adding 0 takes the sign off a zero.
            return f"{round(float(value), column.decimals) + 0.0:.{column.decimals}f}"
        case "date", dt.date():
            return value.isoformat()[:10]
    raise ValueError(f"{column.name}: {value!r} is no {column.kind}")


def value(text: str, column: Column) -> Value:
    """The value of a cell that `cell` wrote, its guard taken off; None for an empty one.

    Raises `ValueError` for a text that is not of the column's type.
    """
    if not text or column.kind == "string":
        return text or None
    try:
        return READERS[column.kind](text)
    except (ValueError, KeyError):
        raise ValueError(f"{column.name}: {text!r} is no {column.kind}") from None
