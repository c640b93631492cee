"""Tables as pandas frames: made of rows, and loaded from written folders with their types."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from pipeline.contract import TABLES, Table, unguard
from pipeline.datapackage import FILE, table_file
from pipeline.model import InputError


def frame(rows: Sequence[Mapping[str, object]], table: Table) -> pd.DataFrame:
    """The rows as a frame of objects, so that integers and dates stay what they are."""
    return pd.DataFrame(rows, columns=list(table.names), dtype=object)


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
