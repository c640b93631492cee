"""What a change of the rules gains and loses: rows by their sentences, scores, revisions."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from rich.console import Console
from small import MEETING, WEBINARS, change, where, write_small

from pipeline.model import InputError
from pipeline.run import Options, run
from pipeline.workbench.goldmarks import FieldChange
from pipeline.workbench.impact import Impact, ReportImpact, compare_sides, find_impact, golds_of
from pipeline.workbench.impactview import WIDTH, change_line, cut, render, shortened
from pipeline.workbench.revision import Revision
from pipeline.workbench.sides import Side, Sides

REVISION = Revision("HEAD", "1a2b3c4")
NAMES = ("-c", "user.name=A Reader", "-c", "user.email=reader@example.org")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The extraction before a change."""
    return write_small(tmp_path / "old" / "2020")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The extraction after a change, the same so far."""
    return write_small(tmp_path / "new" / "2020")


def compared(old: Path, new: Path, gold: Path | None = None) -> ReportImpact:
    return compare_sides(Sides(Path("iscm-2020.txt"), Side(old), Side(new)), gold, "iscm-2020.txt")


def lines(old: Path, new: Path, gold: Path | None = None) -> list[str]:
    """The lines of all changes, those of a passage below its words."""
    return [
        line
        for passage in compared(old, new, gold).passages
        for line in (passage.text, *map(change_line, passage.changes))
    ]


def add_row(folder: Path, name: str, row: str) -> None:
    path = folder / name
    path.write_text(path.read_text() + row + "\n")


def insert_event(folder: Path) -> None:
    """An event between the two: the second one becomes the third."""
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text().replace(WEBINARS, "2020-ocam-03"))
    change(folder, "events.csv", ",ocam,2,webinars", ",ocam,3,webinars")
    add_row(folder, "events.csv", f"{WEBINARS},ocam.meeting..,2020,ocam,2,Nobody,meeting,,1,,,,,")
    page, line, start, end = where("Nobody came.")
    for field in ("event_id", "event_type"):
        trace = f"2020,events,{WEBINARS},{field},{start},{end},{page},{line},,,,,noun.nobody"
        add_row(folder, "provenance.csv", trace)


SENTENCE = "50th Meeting, 30 June, Lima, Peru, chaired by Chad, addressed asylum."
KEY = "ocam.meeting.50.2020-06-30"
CELLS = [
    (
        "a date that changes in the event and in its occurrence is told once",
        [("events.csv", "2020-06-30,2020-06-30", "2020-06-30,2020-07-01"),
         ("occurrences.csv", "2020-06-30,2020-06-30", "2020-06-30,2020-07-01")],
        [f"~ {KEY}  end_date  2020-06-30 → 2020-07-01   by.hand"],
    ),
    (
        "the key and the coordinates follow from other cells",
        [("events.csv", KEY, "ocam.meeting.50.2020-06"),
         ("occurrences.csv", "Lima,PER,Peru,-12.0432", "Quito,ECU,Ecuador,-0.2298")],
        ["~ ocam.meeting.50.2020-06  occurrences 1 city  Lima → Quito   by.hand",
         "~ ocam.meeting.50.2020-06  occurrences 1 country_code  PER → ECU   by.hand"],
    ),
    (
        "a value that is lost has the rule that read it before",
        [("events.csv", ",in_person,place,", ",,place,")],
        [f"~ {KEY}  format  in_person → (empty)   by.hand"],
    ),
    (
        "another theme is a row lost and a row won",
        [("event_themes.csv", f"{MEETING},asylum-refugees", f"{MEETING},gender")],
        [f'- {KEY}  event_themes asylum-refugees  "asylum"   by.hand',
         f'+ {KEY}  event_themes gender  "asylum"'],
    ),
    (
        "a party under another role is another row",
        [("event_parties.csv", ",chair,", ",host,")],
        [f'- {KEY}  event_parties chair/TCD  "Chad"   by.hand',
         f'+ {KEY}  event_parties host/TCD  "Chad"'],
    ),
    (
        "a finding stands at its event",
        [("findings.csv", "Who chairs?", "Who chaired it?")],
        [f"~ {KEY}  finding no-chair message  Who chairs? → Who chaired it?"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "says"), [one[1:] for one in CELLS], ids=[c[0] for c in CELLS])
def test_what_changed_in_an_event(
    old: Path, new: Path, edits: list[tuple[str, str, str]], says: list[str]
) -> None:
    for edit in edits:
        change(new, *edit)
    assert lines(old, new) == [SENTENCE, *says]


def test_rows_of_the_lists_stand_below_their_lines(old: Path, new: Path) -> None:
    change(new, "themes.csv", ",false", ",true")
    change(new, "mechanism_themes.csv", "2020,asylum-refugees,ocam,OCAM\n", "")
    assert lines(old, new) == [
        "Asylum: OCAM",
        "~ themes/asylum-refugees  popular  false → true",
        '- mechanism_themes/asylum-refugees/ocam  "OCAM"   by.hand',
    ]


def test_an_inserted_event_is_one_new_row_and_shifts_none(old: Path, new: Path) -> None:
    insert_event(new)
    added = ["Nobody came.", '+ ocam.meeting..  "Nobody"   noun.nobody']
    assert lines(old, new) == added
    assert lines(new, old) == [added[0], added[1].replace("+", "-")]


def test_an_id_that_shifts_in_a_message_is_no_change(old: Path, new: Path) -> None:
    for folder in (old, new):
        change(folder, "findings.csv", ",,1,4,", f",{WEBINARS},1,4,")
        change(folder, "findings.csv", "Who chairs?", f"counts {WEBINARS} again")
    insert_event(new)
    assert [line[0] for line in lines(old, new)] == ["N", "+"]


def test_events_read_from_the_same_words_pair_by_their_keys(old: Path, new: Path) -> None:
    for folder in (old, new):
        whole = (str(where(SENTENCE)[2]), str(where("Two webinars discussed asylum.")[3]))
        path = folder / "provenance.csv"
        rows = [row.split(",") for row in path.read_text().splitlines()]
        spread = [row[:4] + [*whole] + row[6:] if row[3] == "event_id" else row for row in rows]
        path.write_text("".join(",".join(row) + "\n" for row in spread))
    path = new / "events.csv"
    header, *rest = path.read_text().splitlines(True)
    path.write_text("".join([header, *reversed(rest)]))
    assert lines(old, new) == []


def gold_of(folder: Path) -> Path:
    """The tables of a folder as gold."""
    gold = folder.parent.parent / "gold" / "2020"
    shutil.copytree(folder, gold)
    return gold


def marks(found: ReportImpact) -> list[tuple[str, str]]:
    return [(one.sign, one.mark) for passage in found.passages for one in passage.changes]


def test_the_gold_marks_what_is_gained_and_what_is_lost(old: Path, new: Path) -> None:
    gold = gold_of(old)
    change(new, "events.csv", ",webinar,", ",workshop,")
    change(new, "event_themes.csv", f"{WEBINARS},asylum-refugees", f"{WEBINARS},gender")
    change(new, "occurrences.csv", ",30 June,", ",June 30,")
    worse, better = compared(old, new, gold), compared(new, old, gold)
    assert marks(worse) == [("~", ""), ("~", "lost"), ("-", "lost"), ("+", "lost")]
    assert marks(better) == [("~", ""), ("~", "gained"), ("-", "gained"), ("+", "gained")]
    assert (len(worse.gone), len(worse.fresh)) == (0, 3)
    assert (len(better.gone), len(better.fresh)) == (3, 0)


def test_an_inserted_event_costs_and_leaves_the_others_unmarked(old: Path, new: Path) -> None:
    gold = gold_of(old)
    insert_event(new)
    found = compared(old, new, gold)
    assert marks(found) == [("+", "lost")]
    assert [one.line for one in found.fresh] == [f"+ events {WEBINARS}: Nobody  noun.nobody"]


def test_an_optional_row_is_neither_gained_nor_lost(old: Path, new: Path) -> None:
    gold = gold_of(old)
    path = gold / "event_themes.csv"
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([f"{header},optional", *(f"{row},true" for row in rows)]) + "\n")
    change(new, "event_themes.csv", f"{MEETING},asylum-refugees,asylum\n", "")
    assert marks(compared(old, new, gold)) == [("-", "")]


def test_a_value_wrong_in_another_way_is_neither(old: Path, new: Path) -> None:
    gold = gold_of(old)
    change(old, "events.csv", ",webinar,", ",workshop,")
    change(new, "events.csv", ",webinar,", ",summit,")
    found = compared(old, new, gold)
    assert marks(found) == [("~", "")]
    assert (found.gone, found.fresh) == ((), ())


def test_the_gold_of_a_report_has_its_name(tmp_path: Path) -> None:
    golds = [tmp_path / name for name in ("2018", "2024-style", "2031")]
    for gold in golds:
        gold.mkdir()
    sources = [Path("raw/iscm-2018.txt"), Path("more/iscm-2018.txt"), Path("iscm-2024-style.txt")]
    found = golds_of(sources, [tmp_path, tmp_path / "nowhere"])
    assert found == {sources[1]: golds[0], sources[2]: golds[1]}


def printed(impact: Impact) -> list[str]:
    file = io.StringIO()
    render(impact, Console(file=file, width=WIDTH))
    return file.getvalue().splitlines()


def test_no_difference_is_said_plainly(old: Path, new: Path) -> None:
    found = compared(old, new, gold_of(old))
    assert printed(Impact(REVISION, (found,), (), 21)) == [
        "against HEAD (1a2b3c4): 1 report, 1 with gold",
        "",
        "scores: no difference in 21 fields",
        "",
        "rows: no difference",
    ]


def test_scores_come_first_then_rows_within_80_columns(old: Path, new: Path) -> None:
    gold = gold_of(old)
    change(new, "events.csv", "addressed asylum", "was all " + "about asylum and return " * 9)
    change(new, "publications.csv", "example.org/g", "example.org/" + "g" * 200)
    fields = (FieldChange("events.summary", 1.0, 0.5, 2, 1),)
    said = printed(Impact(REVISION, (compared(old, new, gold),), fields, 20))
    assert max(map(len, said)) <= WIDTH
    starts = [
        "against HEAD (1a2b3c4): 1 report, 1 with gold",
        "events.summary 1.0000 0.5000",
        "20 fields the same",
        "iscm-2020.txt: differences from its gold (- missing, + too much, ~ other value)",
        f"  lost  ~ {MEETING} summary: want addressed asylum, got was all",
        "iscm-2020.txt",
        f"    {SENTENCE}",
        f"~ {KEY}  summary  addressed asylum →",
        "rows: 0 new, 0 lost, 2 changed",
    ]
    found = iter(said)
    for start in starts:
        assert any(line.startswith(start) for line in found), start


def test_a_side_that_does_not_extract_is_told_and_is_a_loss(old: Path) -> None:
    sides = Sides(Path("iscm-2020.txt"), Side(old), Side(error="iscm-2020.txt: no heading"))
    impact = Impact(REVISION, (compare_sides(sides, None, "raw/iscm-2020.txt"),), (), 0)
    assert impact.lost
    assert printed(impact)[2:4] == [
        "raw/iscm-2020.txt",
        "  now: does not extract: iscm-2020.txt: no heading",
    ]


def test_a_fallen_score_is_a_loss_and_another_difference_none() -> None:
    assert Impact(REVISION, (), (FieldChange("events", 1.0, 0.9, 9, 8),), 0).lost
    assert not Impact(REVISION, (), (FieldChange("events", 0.9, 1.0, 8, 9),), 0).lost


SHORTENED = [
    ("virtual", "", ("virtual", "")),
    (
        "addressed the return of migrants, data and asylum in all of the countries of the region",
        "addressed the return of migrants, gender and asylum in all of the countries of the region",
        ("… return of migrants, data and asylum in all of …",
         "… return of migrants, gender and asylum in all of …"),
    ),
    (
        "addressed the return of migrants and what their municipalities make of it",
        "addressed the return of migrants",
        ("… the return of migrants and what their municipalities make …",
         "… the return of migrants"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "both"), SHORTENED)
def test_long_values_are_cut_around_what_changed(old: str, new: str, both: tuple[str, str]) -> None:
    assert shortened(old, new) == both


def test_a_long_value_of_a_new_row_is_cut() -> None:
    assert cut("word " * 30) == "word " * 11 + "wor …"


def commit(checkout: Path) -> None:
    """All that lies in a folder as a commit of a repository of its own."""
    for words in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "All")):
        subprocess.run(["git", *NAMES, *words], cwd=checkout, check=True)


@pytest.mark.slow
def test_an_unknown_revision_names_the_nearest_one(tmp_path: Path) -> None:
    for part in ("pipeline", "rules"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "empty").touch()
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=tmp_path, check=True)
    with pytest.raises(InputError, match="^no revision 'HEAD' here; there is no commit yet$"):
        find_impact(checkout=tmp_path)
    commit(tmp_path)
    with pytest.raises(
        InputError, match="^no revision 'mian' here; nearest: main; git log lists them$"
    ):
        find_impact("mian", checkout=tmp_path)
    with pytest.raises(InputError, match="no raw/ and no tests/reports/ here; name reports$"):
        find_impact("main", checkout=tmp_path)


@pytest.mark.slow
def test_a_revision_without_rules_is_bad_input(tmp_path: Path, source: Path) -> None:
    commit(tmp_path)
    for part in ("pipeline", "rules"):
        (tmp_path / part).mkdir()
    with pytest.raises(InputError, match=r"^HEAD: no pipeline/ and rules/ in this revision"):
        find_impact(sources=[source], checkout=tmp_path)


@pytest.mark.slow
def test_a_folder_that_is_no_checkout_is_bad_input(tmp_path: Path) -> None:
    says = f"^{tmp_path}: no git checkout with pipeline/ and rules/; run iscm out of a clone$"
    with pytest.raises(InputError, match=says):
        find_impact(checkout=tmp_path)
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "rules").mkdir()
    with pytest.raises(InputError, match=says):
        find_impact(checkout=tmp_path)


def test_git_that_is_missing_is_bad_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="^git: not found; install it"):
        find_impact(checkout=ROOT)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The code and the rules of today as the only commit of a checkout."""
    folder = tmp_path / "checkout"
    for part in ("pipeline", "rules"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    commit(folder)
    return folder


@pytest.mark.slow
def test_a_broken_rule_loses_cells(tmp_path: Path, checkout: Path, source: Path) -> None:
    run([source], tmp_path / "gold", Options(rules=checkout / "rules"))

    def impact_now() -> Impact:
        return find_impact(sources=[source], checkout=checkout, gold=[tmp_path / "gold"])

    assert not impact_now().reports[0].passages

    path = checkout / "rules" / "formats.yml"
    content = path.read_text(encoding="utf-8")
    assert " virtual, virtually," in content
    path.write_text(content.replace(" virtual, virtually,", " virtually,", 1), encoding="utf-8")
    impact = impact_now()
    said = printed(impact)
    key = "budapest-process.senior_officials_meeting..2019-06-03"
    assert impact.lost
    assert "    Senior Officials Meeting, 3-4 June, virtual, discussed return and" in said
    assert f"~ {key} format virtual → (empty) format.virtual lost" in " ".join(
        " ".join(said).split()
    )
    assert "events.format" in {one.field for one in impact.fields}

    path.write_text("- id: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"^rules/formats.yml:\d+: not YAML"):
        impact_now()
