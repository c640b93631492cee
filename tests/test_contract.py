"""The contract: its tables, and `datapackage.json`, which says the same to other programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import write_small

from pipeline.contract import TABLES, Table, guard, table, unguard
from pipeline.datapackage import TEXT_FILE, Edition, describe, table_file

GOLD = Path(__file__).parent / "gold"
HASHES = {name: ("0" * 64, 1) for name in (*(table_file(one.name) for one in TABLES), TEXT_FILE)}
NAMES = [one.name for one in TABLES]


@pytest.mark.parametrize("one", TABLES, ids=NAMES)
def test_a_table_is_whole(one: Table) -> None:
    assert len(set(one.names)) == len(one.names)
    for columns in (one.primary_key, one.record):
        assert set(columns) <= set(one.names)
    assert one.key_field in ("", *one.names)
    for key in one.foreign_keys:
        assert set(key.columns) <= set(one.names)
        assert key.reference == table(key.table).primary_key


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        table("meetings")


@pytest.mark.parametrize("path", sorted(GOLD.glob("*/*.csv")), ids=lambda path: path.stem)
def test_the_gold_has_columns_of_the_contract(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert set(header) - {"optional"} <= set(table(path.stem).names)


@given(st.text("=+-@'a\t\r"))
def test_a_guarded_cell_is_given_back_and_never_a_formula(text: str) -> None:
    assert unguard(guard(text)) == text or text.startswith("'")
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["'s-Gravenhage", "=1+1", "-", "NA", ""])
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


def test_the_package_describes_each_table_with_its_keys_and_vocabularies() -> None:
    package = json.loads(describe(HASHES, Edition(2020, "en")))
    assert [one["name"] for one in package["resources"]] == [*NAMES, "text"]
    for one, resource in zip(TABLES, package["resources"], strict=False):
        schema = resource["schema"]
        assert [field["name"] for field in schema["fields"]] == list(one.names)
        assert schema.get("primaryKey", []) == list(one.primary_key)
        assert len(schema.get("foreignKeys", [])) == len(one.foreign_keys)
        enums = [field.get("constraints", {}).get("enum", []) for field in schema["fields"]]
        assert enums == [list(column.enum) for column in one.columns]
        assert resource["hash"] == f"sha256:{'0' * 64}" and resource["bytes"] == 1


def test_the_package_names_licence_sources_and_contract() -> None:
    edition = Edition(2020, "fr", "Faits saillants", "iscm-2020.txt", "https://x.org", "© IOM")
    package = json.loads(describe(HASHES, edition))
    assert package["name"] == "iscm-highlights-2020-fr"
    assert package["contract_version"] == "1.0"
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0"]
    assert package["sources"][0] == {
        "title": "Faits saillants (iscm-2020.txt)",
        "origin": "https://x.org",
        "licence": "© IOM",
    }
    assert "GeoNames" in package["sources"][1]["title"]


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (write_small(tmp_path / name / "2020") for name in ("a", "b"))
    assert (one / "datapackage.json").read_bytes() == (other / "datapackage.json").read_bytes()
    assert (one / "datapackage.json").read_bytes().endswith(b"}\n")
    assert b"\r" not in (one / "datapackage.json").read_bytes()
