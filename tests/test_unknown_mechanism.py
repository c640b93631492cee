"""A mechanism that no rule knows keeps its section and events, under the id that its name gives."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from conftest import ROOT

from pipeline.reference import open_reference
from pipeline.rulebook import Rulebook
from pipeline.run import extract_one
from pipeline.section.names import new_id
from pipeline.settle import Choice, settle
from pipeline.tabulate import Row
from tests.parts import rules

SOURCE = ROOT / "raw" / "iscm-2020.txt"


def extracted(book: Rulebook) -> dict[str, list[Row]]:
    """The tables of a report with a book of rules."""
    tables = extract_one(SOURCE, settle(SOURCE, book, Choice()), book, open_reference(book)).tables
    return {name: list(rows) for name, rows in tables.items()}


@lru_cache(maxsize=1)
def known() -> dict[str, list[Row]]:
    """The tables with all rules."""
    return extracted(rules())


SECTIONS = [
    (str(row["mechanism_id"]), str(row["heading"]))
    for row in known()["mechanisms"]
    if row["position"]
]


@pytest.mark.slow
@pytest.mark.parametrize(("mechanism_id", "heading"), SECTIONS)
def test_without_its_rule_a_mechanism_keeps_its_section(mechanism_id: str, heading: str) -> None:
    book = rules()
    left = tuple(one for one in book.rules if one.id != f"mechanism.{mechanism_id}")
    found = extracted(replace(book, rules=left))
    own = new_id(heading)
    told = [row["title"] for row in known()["events"] if row["mechanism_id"] == mechanism_id]
    assert [row["title"] for row in found["events"] if row["mechanism_id"] == own] == told
    assert own in [row["mechanism_id"] for row in found["mechanisms"] if row["position"]]
    noted = [row["record_id"] for row in found["findings"] if row["code"] == "unknown-mechanism"]
    assert own in noted
