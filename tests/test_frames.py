"""Tables as pandas frames: their types, and that what was written loads again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.contract import Column, Table
from pipeline.frames import frame, load_folder
from pipeline.model import InputError


def test_a_frame_keeps_what_its_cells_are() -> None:
    table = Table("t", (Column("a", "integer"), Column("b")))
    made = frame([{"a": 3, "b": "NA"}, {"a": None, "b": None}], table)
    assert made.to_dict("list") == {"a": [3, None], "b": ["NA", None]}


def test_a_frame_without_rows_has_the_columns_of_the_table() -> None:
    assert list(frame([], Table("t", (Column("a"), Column("b")))).columns) == ["a", "b"]


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
