"""What changed between two runs of a report, and between two years."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Iscm

from pipeline.cli import main
from pipeline.model import InputError
from pipeline.publish.diff import compare, render
from pipeline.publish.diff.side import as_printed
from pipeline.publish.diff.values import Diff
from pipeline.publish.diff.years import foremost
from pipeline.run import Options, run

REPORT = ROOT / "extracted" / "2020"
FORMS = ("text", "json", "html", "csv")


def as_json(found: Diff) -> Any:
    return json.loads(render(found, "json"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def shifted(folder: Path) -> None:
    """An event of CMC before its first, one of RIAM removed, a date of the Almaty Process moved."""
    for number in (3, 2, 1):
        for name in ("events", "occurrences", "event_themes", "event_parties", "provenance"):
            path = folder / f"{name}.csv"
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(f"2020-cmc-0{number}", f"2020-cmc-0{number + 1}"))
    edit(
        folder,
        "events.csv",
        "2020-cmc-02,",
        "2020-cmc-01,cmc.workshop..2020-01-10,2020,cmc,1,Workshop on visas,workshop,,1,2020-01-10,"
        "2020-01-10,,,looked at visa rules\n2020-cmc-02,",
    )
    lines = (folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("2020-riam-02,")]
    assert len(kept) == len(lines) - 1
    (folder / "events.csv").write_text("".join(kept), encoding="utf-8")
    edit(folder, "events.csv", "2020-12-09,2020-12-09", "2020-12-10,2020-12-10")
    edit(folder, "occurrences.csv", "2020-12-09,2020-12-09", "2020-12-10,2020-12-10")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = shutil.copytree(REPORT, tmp_path / "2020")
    shifted(folder)
    return folder


def test_a_report_against_itself() -> None:
    found = compare(REPORT, REPORT)
    assert (found.changes, found.statements) == ((), ("No record changed.",))


def test_ids_that_shift_are_no_change(copy: Path) -> None:
    told = [
        (one["kind"], one["table"], one["old_id"], one["new_id"])
        for one in as_json(compare(REPORT, copy))["changes"]
    ]
    assert told == [
        ("changed", "events", "2020-almaty-process-01", "2020-almaty-process-01"),
        ("added", "events", None, "2020-cmc-01"),
        ("removed", "events", "2020-riam-02", None),
    ]


def test_a_change_has_both_values_with_their_words_and_rules(copy: Path) -> None:
    (changed, *_) = as_json(compare(REPORT, copy))["changes"]
    assert changed["fields"] == {
        "start_date": ["2020-12-09", "2020-12-10"],
        "end_date": ["2020-12-09", "2020-12-10"],
        "occurrences/1/start_date": ["2020-12-09", "2020-12-10"],
        "occurrences/1/end_date": ["2020-12-09", "2020-12-10"],
    }
    was, now = changed["sources"]["start_date"]
    assert was == now
    assert (was["words"], was["rules"]) == ("9 December", ["date.day"])


@pytest.mark.parametrize(("words", "status"), [([], 0), (["--fail-if-changed"], 1)])
def test_exit_status(
    copy: Path, words: list[str], status: int, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("sys.argv", ["iscm", "diff", str(REPORT), str(copy), *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code or 0) == status
    assert "+ events 2020-cmc-01" in capsys.readouterr().out


def test_a_new_run_shows_the_words_of_each_side(years: Path, tmp_path: Path) -> None:
    source = tmp_path / "iscm-2018.txt"
    text = (years.parent / "raw" / "iscm-2018.txt").read_text(encoding="utf-8")
    source.write_text(text.replace("8-9 May", "28 May"), encoding="utf-8")
    run([source], tmp_path / "out", Options())
    found = compare(years / "2018", tmp_path / "out" / "2018")
    (change,) = found.changes
    assert change.fields["start_date"].was.words == "8-9 May"
    assert change.fields["start_date"].now.words == "28 May"
    assert "two sources" in " ".join(found.statements)
    text = render(found, "text")
    assert '    occurrences/1/start_date: 2018-05-08 → 2018-05-28\n        was "8-9 May"' in text
    assert text.count("2018-05-08 → 2018-05-28") == 1


def test_an_event_that_moved_to_another_mechanism_is_one_change(tmp_path: Path) -> None:
    folder = shutil.copytree(REPORT, tmp_path / "2020")
    edit(folder, "events.csv", "2020-riam-02,riam.", "2020-sacm-09,sacm.")
    edit(folder, "events.csv", "2020-04-21,2020,riam,2,", "2020-04-21,2020,sacm,9,")
    edit(folder, "occurrences.csv", "2020-riam-02,", "2020-sacm-09,")
    edit(folder, "event_themes.csv", "2020-riam-02,", "2020-sacm-09,")
    (change,) = compare(REPORT, folder).changes
    assert {name: (one.old, one.new) for name, one in change.fields.items()} == {
        "mechanism_id": ("riam", "sacm")
    }


def test_years_tell_which_meetings_go_on_and_which_number_is_skipped(years: Path) -> None:
    found = compare(years / "2019", years / "2020")
    says = "15th → 17th: the 16th is in neither report (skipped-ordinal)."
    assert f"Bali Process: Ad Hoc Group SOM, {says}" in found.statements
    (finding,) = found.findings
    assert (finding.code, finding.record_id) == ("skipped-ordinal", "2020-bali-process-01")
    (going_on,) = [
        one for one in found.changes if one.old_id and one.new_id and one.table == "events"
    ]
    assert (going_on.old_id, going_on.new_id) == ("2019-bali-process-01", "2020-bali-process-01")


def test_years_between_may_hold_a_number_that_lacks(years: Path) -> None:
    found = compare(years / "2018", years / "2020")
    assert "Bali Process: Ad Hoc Group SOM, 14th → 17th." in found.statements
    assert found.findings == ()


def test_years_the_other_way_round(years: Path) -> None:
    found = compare(years / "2019", years / "2018")
    title = "Bali Process: Ad Hoc Group Senior Officials’ Meeting"
    assert f"{title}, 15th → 14th." in found.statements
    assert found.findings == ()


def test_years_in_sentences(years: Path) -> None:
    statements = compare(years / "2018", years / "2019").statements
    assert statements[0] == (
        "4 entries for at least 5 meetings of 3 mechanisms in 2019; 3 entries for at least 3 "
        "meetings of 3 mechanisms in 2018."
    )
    assert "in 2019 may be one event, and counted here once: " in statements[1].lower()
    only = "New in the report of 2019, not in that of 2018: GFMD and ADD."
    assert only in statements
    assert "More meetings: Budapest Process (1 → 3)." in statements


def test_meetings_of_a_series_count_by_their_forms(years: Path) -> None:
    found = compare(years / "2018", years / "2019")
    (forms,) = [one for one in found.figures if one.title == "Meetings by form"]
    assert dict((name, new) for name, _, new in forms.rows) == {"in_person": 3, "virtual": 2}


def test_folders_of_reports_are_compared_report_by_report(years: Path, tmp_path: Path) -> None:
    other = shutil.copytree(years, tmp_path / "other")
    shutil.rmtree(other / "2018")
    shifted_day = "2020-10-21"
    edit(other / "2020", "events.csv", shifted_day, "2020-10-22")
    found = compare(years, other)
    assert [(one.kind, one.table, one.old_id) for one in found.changes] == [
        ("removed", "reports", "2018"),
        ("changed", "events", "2020-bali-process-01"),
    ]
    assert compare(years, years).changes == ()


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_the_same_twice(form: str, copy: Path, years: Path) -> None:
    for old, new in ((REPORT, copy), (years / "2018", years / "2019")):
        assert render(compare(old, new), form) == render(compare(old, new), form)


def test_csv_has_a_row_for_each_field_and_guards_formulas(copy: Path) -> None:
    edit(copy, "events.csv", "looked at visa rules", "'=1+1")
    rows = list(csv.DictReader(io.StringIO(render(compare(REPORT, copy), "csv"))))
    assert {row["kind"] for row in rows} == {"added", "removed", "changed"}
    (summary,) = [
        row for row in rows if row["new_id"] == "2020-cmc-01" and row["field"] == "summary"
    ]
    assert summary["new"] == "'=1+1"


def test_html_escapes_what_a_report_says(copy: Path) -> None:
    edit(copy, "events.csv", "looked at visa rules", "<script>alert(1)</script>")
    page = render(compare(REPORT, copy), "html")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_cannot_be_compared(years: Path, tmp_path: Path) -> None:
    for old, new, says in (
        (years, REPORT, "many reports, but"),
        (years / "all", years / "2018", "the panel over all years"),
        (tmp_path, REPORT, "no extracted report here"),
        (tmp_path / "none", REPORT, "no such folder"),
    ):
        with pytest.raises(InputError, match=says):
            compare(old, new)
    with pytest.raises(InputError, match="--format jsn: no such form; nearest: json"):
        render(compare(REPORT, REPORT), "jsn")


@pytest.mark.slow
def test_bad_input_is_one_line_and_exit_2(iscm: Iscm, copy: Path) -> None:
    (copy / "themes.csv").unlink()
    done = iscm("diff", REPORT, copy)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{copy}/themes.csv: missing; extract the report again\n"


def test_a_place_that_moved_is_told_by_its_city(years: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(years / "2018", tmp_path / "2018")
    edit(
        folder,
        "occurrences.csv",
        "Bangkok,THA,Thailand,13.7540,100.5014",
        "Rome,ITA,Italy,41.9,12.5",
    )
    text = render(compare(years / "2018", folder), "text")
    assert "city: Bangkok → Rome" in text
    assert "latitude" not in text
    assert "country:" not in text


def test_two_editions_of_a_year_match_whatever_their_languages(years: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(years / "2018", tmp_path / "2018-fr")
    edit(folder, "reports.csv", ",en,", ",fr,")
    edit(folder, "events.csv", "training on document fraud", "formation sur la fraude")
    edit(folder, "events.csv", "14th Ad Hoc Group SOM", "14e réunion des hauts fonctionnaires")
    found = compare(years / "2018", folder)
    assert [one.kind for one in found.changes if one.table == "events"] == ["changed"] * 2


def test_a_report_without_events_compares(years: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(years / "2018", tmp_path / "2018")
    for name in ("events", "occurrences", "event_themes", "event_parties"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert (
        compare(folder, years / "2019")
        .statements[0]
        .endswith("0 entries for at least 0 meetings of 0 mechanisms in 2018.")
    )
    for form in FORMS:
        assert render(compare(folder, years / "2018"), form)


def test_words_are_joined_over_lines_as_the_value_is() -> None:
    assert as_printed("irregular migra-\ntion", "on irregular migration") == "irregular migration"
    assert as_printed("a follow-\nup visit", "follow-up visit") == "a follow- up visit"
    assert as_printed("9 Decem-\nber", "2020-12-09") == "9 Decem- ber"


def test_names_that_changed_as_much_stand_together() -> None:
    assert foremost({f"m{at}": 1 for at in range(12)}) == (
        [f"m{at}" for at in sorted(range(12), key=str)],
        0,
    )
    some = {"a": 5, "b": -4, "c": 3, "d": 3, "e": 3, **{f"m{at}": 1 for at in range(8)}}
    assert foremost(some) == (["a", "b", "c", "d", "e"], 8)


def test_each_id_of_the_page_stands_once(tmp_path: Path) -> None:
    folder = shutil.copytree(REPORT, tmp_path / "2020")
    edit(folder, "publications.csv", "https://", "https://other.")
    ids = re.findall(r' id="([^"]+)"', render(compare(REPORT, folder), "html"))
    assert len(ids) == len(set(ids)) > 2
