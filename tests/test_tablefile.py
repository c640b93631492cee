"""Tables as CSV files: how each kind of cell is written, and that it loads again."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline.contract import Column, Table
from pipeline.model import InputError
from pipeline.tablefile import cell, encode, load_folder

CELLS = [
    ("string", "a, b", "a, b"),
    ("string", "NA", "NA"),
    ("string", "=1+1", "'=1+1"),
    ("string", "'s-Gravenhage", "'s-Gravenhage"),
    ("string", None, ""),
    ("integer", 3, "3"),
    ("integer", 3.0, "3"),
    ("integer", float("nan"), ""),
    ("integer", pd.NA, ""),
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
    frame = pd.DataFrame({"a": ['say "x"', "one\ntwo"], "b": ["a\rb", None]}, dtype="object")
    assert encode(frame, table) == b'a,b\n"say ""x""","a\rb"\n"one\ntwo",\n'


def test_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="want"):
        encode(pd.DataFrame({"b": []}), Table("t", (Column("a"),)))


def write(folder: Path, name: str, content: str) -> None:
    package = {"resources": [{"name": name}]}
    (folder / "datapackage.json").write_text(json.dumps(package))
    (folder / f"{name}.csv").write_text(content, encoding="utf-8")


def test_a_table_loads_with_its_types(tmp_path: Path) -> None:
    header = "report_year,theme_id,kind,label,popular\n"
    write(tmp_path, "themes", header + "2020,data,theme,'=NA,true\n2020,gcm,initiative,NA,false\n")
    themes = load_folder(tmp_path)["themes"]
    assert themes["label"].tolist() == ["=NA", "NA"]
    assert themes["popular"].tolist() == [True, False]
    assert themes["report_year"].dtype == "Int64"


def test_other_columns_do_not_load(tmp_path: Path) -> None:
    write(tmp_path, "themes", "report_year,theme\n")
    with pytest.raises(InputError, match=r"themes\.csv: not the columns"):
        load_folder(tmp_path)


def test_a_missing_table_does_not_load(tmp_path: Path) -> None:
    write(tmp_path, "themes", "")
    (tmp_path / "themes.csv").unlink()
    with pytest.raises(InputError, match=r"themes\.csv"):
        load_folder(tmp_path)
