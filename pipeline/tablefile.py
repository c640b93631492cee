"""Tables as CSV files: written by the contract, and loaded again with its types."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pandas as pd

from pipeline.contract import TABLES, Column, Table, guard, unguard
from pipeline.datapackage import FILE, table_file
from pipeline.model import InputError

SPECIAL = re.compile(r'[",\r\n]')


def encode(frame: pd.DataFrame, table: Table) -> bytes:
    """The CSV file of a table: UTF-8, LF, header row, missing cells empty.

    Raises `ValueError` where the frame has other columns than the contract, or a cell of
    another type.
    """
    if tuple(frame.columns) != table.names:
        raise ValueError(f"{table.name}: columns {list(frame.columns)}, want {list(table.names)}")
    columns = [
        [cell(value, column) for value in frame[column.name].tolist()] for column in table.columns
    ]
    rows = [table.names, *zip(*columns, strict=True)]
    return "".join(",".join(map(quote, row)) + "\n" for row in rows).encode()


def quote(text: str) -> str:
    """A cell with quotes around it where RFC 4180 wants them.

    The csv module leaves a lone carriage return bare in some versions of Python.
    """
    return '"' + text.replace('"', '""') + '"' if SPECIAL.search(text) else text


def cell(value: object, column: Column) -> str:
    """A value as it stands in the file; `ValueError` for one that is not of the column's type."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
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


def load_folder(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a written folder by name, in the order of the contract, with its types.

    `datapackage.json` says which tables a folder holds, so that a panel over years loads too.
    Raises `InputError` where it or a table is missing, or has other columns.
    """
    try:
        package = json.loads((folder / FILE).read_bytes())
        held = {resource["name"] for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"{folder}: no {FILE} of an extraction; name a folder such as extracted/2020"
        ) from None
    return {table.name: load_table(folder, table) for table in TABLES if table.name in held}


def load_table(folder: Path, table: Table) -> pd.DataFrame:
    """One table of a written folder."""
    path = folder / table_file(table.name)
    try:
        # `NA` is Namibia or a word, never a missing cell.
        frame = pd.read_csv(path, dtype="string", keep_default_na=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path}: {reason}; extract the report again") from None
    if tuple(frame.columns) != table.names:
        raise InputError(f"{path}: not the columns of this version; extract the report again")
    return frame.assign(**{one.name: typed(frame[one.name], one.kind) for one in table.columns})


def typed(cells: pd.Series[str], kind: str) -> pd.Series:
    """The cells of a column as values of its type; a missing text stays an empty one."""
    if kind == "string":
        return cells.map(unguard)
    present = cells.mask(cells == "")
    if kind == "boolean":
        return present.map({"true": True, "false": False}).astype("boolean")
    if kind == "date":
        return pd.to_datetime(present, format="%Y-%m-%d")
    return pd.to_numeric(present).astype("Float64" if kind == "number" else "Int64")
