"""Sentences as editors of many years write them, and the rows that must come out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sentence_tables import DITTO, OF_OCCURRENCE, Case, read_cases, rows_of

from pipeline.check.alike import agrees, same_city, same_summary, same_title
from pipeline.find.finder import Finder, make_finder
from pipeline.reference import open_reference
from pipeline.trial import Setting, try_sentence
from tests.parts import rules

FOLDER = Path(__file__).parent / "sentences"
CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]
AGREEMENTS = {"title": same_title, "summary": same_summary, "city": same_city}


@pytest.fixture(scope="module")
def finder() -> Finder:
    return make_finder(rules(), open_reference(rules()), "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.line}")
def test_a_sentence_gives_its_rows(case: Case, finder: Finder) -> None:
    tried = try_sentence(case.sentence, Setting(case.mechanism, case.year), finder)
    got = rows_of(tried.tables)
    lines = list(differences(case, got))
    assert not lines, "\n".join([f"{case.file}:{case.line}  {case.claim}", *lines])


def differences(case: Case, got: list[dict[str, str]]) -> Iterator[str]:
    if len(got) != len(case.rows):
        yield f"rows: want {len(case.rows)}, got {len(got)}: {[row['title'] for row in got]}"
        return
    for number, (want, row) in enumerate(zip(case.rows, got, strict=True), 1):
        for column in case.columns:
            follows = want["event_type"] == DITTO and column not in OF_OCCURRENCE
            if not follows and not alike(column, want[column], row[column]):
                wanted, found = want[column] or "(empty)", row[column] or "(empty)"
                yield f"~ row {number} {column}: want {wanted}, got {found}"


def alike(column: str, want: str, got: str) -> bool:
    if column in ("themes", "parties"):
        return want == "*" or set(want.split()) == set(got.split())
    return agrees(want, got, AGREEMENTS.get(column))


def test_every_file_of_sentences_has_cases() -> None:
    assert len(CASES) >= 24
    assert {case.file for case in CASES} == {path.name for path in FOLDER.glob("*.md")}


def test_a_raised_number_is_no_count(finder: Finder) -> None:
    tried = try_sentence("³ Handbook on visas, a workshop in Lima", Setting("rcm", 2019), finder)
    assert tried.tables["findings"] == []
