"""Sentences as editors of many years write them, and the rows that must come out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from sentence_tables import DITTO, OF_OCCURRENCE, Case, Got, read_cases, rows_of

from pipeline.check.alike import agrees, same_city, same_summary, same_title
from pipeline.find.finder import Finder, make_finder
from pipeline.reference import open_reference
from pipeline.trial import Setting, try_sentence
from pipeline.workbench.trying import to_json, try_one
from tests.parts import rules

FOLDER = Path(__file__).parent / "sentences"
TODO = FOLDER.parent / "not-yet"
CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]
NOT_YET = [case for path in sorted(TODO.glob("*.md")) for case in read_cases(path)]
AGREEMENTS = {"title": same_title, "summary": same_summary, "city": same_city}


@pytest.fixture(scope="module")
def finder() -> Finder:
    return make_finder(rules(), open_reference(rules()), "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.line}")
def test_a_sentence_gives_its_rows(case: Case, finder: Finder) -> None:
    tried = try_one(case.sentence, Setting(case.mechanism, case.year), finder)
    lines = list(differences(case, rows_of(to_json(tried))))
    place = f"tests/sentences/{case.file}:{case.line}  {case.claim}"
    assert not lines, "\n".join([place, *lines, replay(case)])


@pytest.mark.parametrize("case", NOT_YET, ids=lambda case: f"{case.file}:{case.line}")
def test_what_does_not_work_yet_still_fails(case: Case, finder: Finder) -> None:
    tried = try_one(case.sentence, Setting(case.mechanism, case.year), finder)
    found = list(differences(case, rows_of(to_json(tried))))
    assert found, f"{case.file}:{case.line} works now; move it to tests/sentences/"


def replay(case: Case) -> str:
    """The command that shows what the program sees in a case's sentence."""
    sentence = shlex.quote(" ".join(case.sentence.split()))
    setting = f"--mechanism {case.mechanism} --year {case.year}"
    return f"replay: iscm rules try {sentence} {setting}"


def differences(case: Case, got: list[Got]) -> Iterator[str]:
    if len(got) != len(case.rows):
        titles = [one.cells["title"] for one in got]
        yield f"rows: want {len(case.rows)}, got {len(got)}: {titles}"
        return
    for want, one in zip(case.rows, got, strict=True):
        for column in case.columns:
            follows = want["event_type"] == DITTO and column not in OF_OCCURRENCE
            if not follows and not alike(column, want[column], one.cells[column]):
                wanted, found = want[column] or "(empty)", one.cells[column] or "(empty)"
                rule = one.rules.get(column, "")
                yield f"~ {one.key}  {column}: want {wanted}, got {found}   {rule}".rstrip()


def alike(column: str, want: str, got: str) -> bool:
    if column in ("themes", "parties"):
        sets = [set(one.split()) for one in want.split("|")]
        return want == "*" or set(got.split()) in sets
    return agrees(want, got, AGREEMENTS.get(column))


def test_every_file_of_sentences_has_cases() -> None:
    assert len(CASES) >= 24
    assert {case.file for case in CASES} == {path.name for path in FOLDER.glob("*.md")}


@pytest.mark.parametrize(
    "sentence",
    [
        "SOM, 5 May, chaired by the American",  # a name at the end of the text
        "Workshops on 3 May, online, in Accra and Lagos",
        "SOM, 5 May-",
        "SOM, May the first",
    ],
)
def test_odd_ends_do_no_harm(sentence: str, finder: Finder) -> None:
    assert to_json(try_one(sentence, Setting("rcm", 2019), finder))["events"]


def test_a_raised_number_is_no_count(finder: Finder) -> None:
    tried = try_sentence("³ Handbook on visas, a workshop in Lima", Setting("rcm", 2019), finder)
    assert tried.tables["findings"] == []


def test_a_failure_names_line_row_cell_rule_and_replay() -> None:
    case = Case("x.md", 3, "", "rcm", 2019, "SOM, 7 May, Lima", ("event_type", "city"),
                ({"event_type": "senior_officials_meeting", "city": ""},))  # fmt: skip
    finder = make_finder(rules(), open_reference(rules()), "en")
    tried = to_json(try_one(case.sentence, Setting("rcm", 2019), finder))
    assert list(differences(case, rows_of(tried))) == [
        "~ rcm.senior_officials_meeting..2019-05-07  city: want (empty), got Lima   "
        "attach.date-after-head attach.place-after-date"
    ]
    assert replay(case) == "replay: iscm rules try 'SOM, 7 May, Lima' --mechanism rcm --year 2019"


def test_each_value_of_a_party_has_words(finder: Finder) -> None:
    tried = try_sentence("Peru in the chair, the SOM met on 5 May.", Setting("rcm", 2019), finder)
    traced = {row["field"] for row in tried.tables["provenance"] if row["table"] == "event_parties"}
    assert traced == {"role", "party_type", "party_id", "name"}
