"""Tables as CSV files: how each kind of cell is written."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from pipeline.contract import Column, Table
from pipeline.tablefile import cell, encode

CELLS = [
    ("string", "a, b", "a, b"),
    ("string", "NA", "NA"),
    ("string", "=1+1", "'=1+1"),
    ("string", "'s-Gravenhage", "'s-Gravenhage"),
    ("string", None, ""),
    ("integer", 3, "3"),
    ("integer", 3.0, "3"),
    ("integer", float("nan"), ""),
    ("year", 2020, "2020"),
    ("boolean", True, "true"),
    ("boolean", False, "false"),
    ("date", dt.date(2020, 5, 8), "2020-05-08"),
    ("date", pd.Timestamp("2020-05-08"), "2020-05-08"),
    ("date", pd.NaT, ""),
    ("number", 1.25, "1.25"),
    ("number", 12.0, "12.00"),
    ("number", -0.0001, "0.00"),
]


@pytest.mark.parametrize(("kind", "value", "written"), CELLS)
def test_a_cell_as_written(kind: str, value: object, written: str) -> None:
    assert cell(value, Column("x", kind)) == written


@pytest.mark.parametrize(
    ("kind", "value"), [("integer", 3.5), ("string", 3), ("date", "2020-05-08"), ("boolean", "no")]
)
def test_a_cell_of_another_type_is_refused(kind: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"is no {kind}"):
        cell(value, Column("x", kind))


def test_quotes_and_line_ends_are_quoted() -> None:
    table = Table("t", (Column("a"), Column("b")))
    rows = [{"a": 'say "x"', "b": "a\rb"}, {"a": "one\ntwo", "b": None}]
    assert encode(rows, table) == b'a,b\n"say ""x""","a\rb"\n"one\ntwo",\n'


def test_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="want"):
        encode([{"b": ""}], Table("t", (Column("a"),)))
