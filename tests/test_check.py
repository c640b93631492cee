"""The checks of a written folder: what they accept, and the line that each fault gives."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from small import TEXT, change, seal, where, write_small

from pipeline.check.accounting import sections
from pipeline.check.folders import check_folder, read_folder
from pipeline.check.show import render
from pipeline.model import InputError

EVENT = "2020-ocam-01,ocam.meeting.50.2020-06-30,2020,ocam,1,50th Meeting,meeting,50,1,2020-06-30"
HEADING = "2020,mechanisms,ocam,heading"
CAME = "unmatched,Nobody came."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which all holds."""
    return write_small(tmp_path / "2020")


def problems(folder: Path) -> list[str]:
    """The problems of a folder, without the folder's path."""
    (one,) = check_folder(folder).folders
    return [line.replace(f"{folder}/", "").replace(f"{folder}: ", "") for line in one.problems]


def test_a_folder_in_which_all_holds(folder: Path) -> None:
    result = check_folder(folder)
    assert result.ok and problems(folder) == []


# File, what is replaced by what, and how the first line about it begins.
FAULTS = [
    ("events.csv", ",meeting,50", ",meetin,50", "events.csv:2: event_type: 'meetin' is not in the"),
    ("events.csv", ",50th Meeting,", ",,", "events.csv:2: title: empty; a value is required"),
    ("events.csv", ",50th Meeting,", ",=50,", "events.csv:2: title: '=50' begins as a formula"),
    ("events.csv", "place,addressed asylum", "place", "events.csv:2: other than 14 cells"),
    ("events.csv", "event_key,", "key,", "events.csv:1: the header lacks event_key and has key"),
    ("events.csv", ",50,1,2020", ",050,1,2020", "events.csv:2: ordinal: '050' is no integer"),
    ("events.csv", ",50,1,2020", ",0,1,2020", "events.csv:2: ordinal: '0' is less than 1"),
    ("events.csv", "2020-ocam-02,", "2020-ocam-01,", "events.csv:3: event_id: '2020-ocam-01' stan"),
    (
        "events.csv",
        "meeting.50.2020",
        "meeting..2020",
        "events.csv:2: event_key: 'ocam.meeting..20",
    ),
    (
        "events.csv",
        "2020-06-30,in",
        "2020-07-01,in",
        "events.csv:2: end_date: '2020-07-01', want '",
    ),
    ("events.csv", "2020,ocam,2,w", "2020,ocam,3,w", "events.csv:3: position: '3', want '2'"),
    (
        "occurrences.csv",
        "-06-30",
        "-06-31",
        "occurrences.csv:2: start_date: '2020-06-31' is no day",
    ),
    ("occurrences.csv", "-12.0432", "-12.04", "occurrences.csv:2: latitude: '-12.04' is no number"),
    (
        "occurrences.csv",
        "-77.0282",
        "-277.0282",
        "occurrences.csv:2: longitude: '-277.0282' is not",
    ),
    ("occurrences.csv", "PER", "PE", "occurrences.csv:2: country_code: 'PE' does not match [A-Z]"),
    (
        "occurrences.csv",
        "day",
        "",
        "occurrences.csv:2: start_date, end_date and date_precision: al",
    ),
    ("themes.csv", "false", "False", "themes.csv:2: popular: 'False' is no boolean"),
    (
        "themes.csv",
        "asylum-refugees",
        "asylum",
        "mechanism_themes.csv:2: theme_id: 'asylum-refugee",
    ),
    (
        "event_themes.csv",
        "-ocam-02",
        "-ocam-03",
        "event_themes.csv:3: event_id: '2020-ocam-03' is ",
    ),
    ("mechanisms.csv", "(OCAM),1", "(OCAM),2", "mechanisms.csv:2: position: 2, but 1 comes here"),
    ("mechanisms.csv", "2020,ocam", "2019,ocam", "mechanisms.csv:2: report_year: 2019, but the re"),
    ("reports.csv", ",2,0.1.0", ",1,0.1.0", "reports.csv:2: page_count: report.txt has 2"),
    ("findings.csv", ",1,4,", ",2,4,", "findings.csv:2: page: 2, but 46 is on page 1"),
    ("residue.csv", CAME, "unmatched,Who came?", "residue.csv:2: text: 'Who came?', but report.tx"),
    (
        "provenance.csv",
        "ocam,heading,",
        "omac,heading,",
        "provenance.csv:7: record_id: 'omac' is in",
    ),
    (
        "provenance.csv",
        "ocam,heading,",
        "ocam,head,",
        "provenance.csv:7: field: 'head' is no colum",
    ),
    ("provenance.csv", HEADING, "2020,mechanism,ocam,heading", "provenance.csv:7: table: 'mechani"),
    (
        "provenance.csv",
        HEADING,
        f"{HEADING[:-7]}anniversary",
        "provenance.csv:7: field: anniversar",
    ),
    (
        "provenance.csv",
        "title,0,20,1,1",
        "title,0,20,1,2",
        "provenance.csv:2: line: 2, but 0 is in",
    ),
    ("provenance.csv", "title,0,20,1", "title,0,2000,1", "provenance.csv:2: start, end: 0-2000 is"),
    (
        "provenance.csv",
        "title,0,20,1",
        "title,20,20,1",
        "provenance.csv:2: start, end: 20-20 is no",
    ),
    ("provenance.csv", "title,0,20,1", "title,0,15,1", "report.txt:1: 'ights' (15-20) lies in no"),
    ("report.txt", "Nobody", "No\rody", "report.txt: has carriage returns; line ends are LF"),
]


@pytest.mark.parametrize(("name", "old", "new", "line"), FAULTS)
def test_a_fault_gives_a_line(folder: Path, name: str, old: str, new: str, line: str) -> None:
    change(folder, name, old, new)
    found = problems(folder)
    assert any(one.startswith(line) for one in found), found
    assert not check_folder(folder).ok


def test_a_near_word_of_the_vocabulary_is_named(folder: Path) -> None:
    change(folder, "events.csv", ",webinar,", ",webnar,")
    assert problems(folder)[0].endswith("nearest: webinar")


def test_a_cell_changed_by_hand_breaks_the_hash(folder: Path) -> None:
    path = folder / "events.csv"
    path.write_text(path.read_text().replace("50th Meeting", "51st Meeting"))
    assert [one.split(":")[0] for one in problems(folder)] == ["events.csv"]


@pytest.mark.parametrize("name", ["themes.csv", "report.txt", "datapackage.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert any(one.startswith(f"{name}: missing") for one in problems(folder))


def test_characters_that_residue_lost_are_shown(folder: Path) -> None:
    path = folder / "residue.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if CAME not in line))
    seal(folder)
    *_, start, end = where("Nobody came.")
    assert problems(folder) == [
        f"report.txt:5: 'Nobody came.' ({start}-{end}) lies in no row of provenance.csv or "
        "residue.csv"
    ]


def test_a_character_in_provenance_and_residue_is_a_problem(folder: Path) -> None:
    *_, start, end = where("Nobody came.")
    second = "2020,events,2020-ocam-01,title"
    change(
        folder,
        "provenance.csv",
        second,
        f"2020,events,2020-ocam-01,event_id,{start},{end},1,5,,,,,by.hand\n{second}",
    )
    assert problems(folder) == [
        f"residue.csv:2: start, end: provenance claims a part of {start}-{end} too"
    ]


def test_two_rows_of_residue_for_a_character_are_a_problem(folder: Path) -> None:
    _, _, start, end = where("came.")
    row = f"2020,1,5,{start},{end},unmatched,came."
    change(folder, "residue.csv", CAME, f"{CAME}\n{row}")
    assert problems(folder)[-1] == (
        f"residue.csv:3: start, end: another row holds a part of {start}-{end}"
    )


def test_residue_over_a_line_end_is_a_problem(folder: Path) -> None:
    *_, start, end = where("Nobody came.")
    change(folder, "residue.csv", f"{end},{CAME}", f'{end + 1},unmatched,"Nobody came.\n"')
    assert problems(folder)[0] == (
        "residue.csv:2: text: goes over a line end; a row of residue is cut there"
    )


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("2020,events,2020-ocam-02,event_id", "events.csv:3: event_id: no row of provenance.csv"),
        ("2020,events,2020-ocam-02,event_count", "events.csv:3: event_count: no row of provenance"),
        ("2020,events,2020-ocam-01,ordinal", "events.csv:2: ordinal: no row of provenance.csv"),
    ],
)
def test_a_value_without_provenance_is_named(folder: Path, row: str, line: str) -> None:
    path = folder / "provenance.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(one for one in lines if not one.startswith(row)))
    seal(folder)
    assert any(one.startswith(line) for one in problems(folder))


def test_provenance_keeps_the_order_of_the_contract(folder: Path) -> None:
    path = folder / "provenance.csv"
    header, first, *rest = path.read_text().splitlines(keepends=True)
    path.write_text("".join([header, *rest, first]))
    seal(folder)
    assert len(problems(folder)) == 1
    assert problems(folder)[0].endswith("out of order: by table, record, field, start")


def test_a_section_ends_before_the_heading_of_the_lists(folder: Path) -> None:
    assert sections(read_folder(folder)) == [(TEXT.index("Regional"), TEXT.index("THEMES"))]


def test_the_shares_count_neither_spaces_nor_keys_and_summaries(folder: Path) -> None:
    section = "".join(TEXT[TEXT.index("Regional") : TEXT.index("THEMES")].split())
    (one,) = check_folder(folder).folders
    assert one.shares is not None
    unclaimed = "Nobodycame.-2-"
    assert one.shares.claimed == (len(section) - len(unclaimed)) / len(section)
    read = "RegionalForum(OCAM) 50thMeeting 30June Lima,Peru chairedbyChad asylum"
    read += "Two webinars asylum"
    assert one.shares.read == len("".join(read.split())) / len(section)


def test_a_text_without_sections_has_nothing_unclaimed(folder: Path) -> None:
    change(folder, "provenance.csv", f"{HEADING},", "2020,mechanisms,ocam,kind,")
    assert sections(read_folder(folder)) == []


def test_nothing_to_check_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: no such folder"):
        check_folder(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no extracted report here"):
        check_folder(tmp_path)


def test_tables_of_another_contract_are_bad_input(folder: Path) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text()) | {"contract_version": "0.1"}
    path.write_text(json.dumps(package))
    with pytest.raises(InputError, match=r"datapackage.json: tables of contract 0\.1"):
        check_folder(folder)


@pytest.mark.parametrize(
    ("content", "says"), [(b"\xff\xfe", "not UTF-8 at byte 0"), (b'a,"b\n', "not CSV")]
)
def test_a_file_that_is_no_table_is_bad_input(folder: Path, content: bytes, says: str) -> None:
    (folder / "events.csv").write_bytes(content)
    with pytest.raises(InputError, match=says):
        check_folder(folder)


def test_a_folder_of_years_is_checked_year_by_year(folder: Path) -> None:
    write_small(folder.parent / "2020-fr")
    (folder.parent / "all").mkdir()
    found = check_folder(folder.parent).folders
    assert [one.folder.name for one in found] == ["2020", "2020-fr"]


def test_what_is_printed_ends_with_the_verdict(folder: Path) -> None:
    change(folder, "events.csv", ",webinar,", ",webnar,")
    file = io.StringIO()
    render(check_folder(folder), Console(file=file, width=80))
    lines = file.getvalue().splitlines()
    assert lines[0].startswith(f"{folder}/events.csv:3: event_type: 'webnar' is not in the")
    assert lines[-1] == f"{folder}: 2 problems"
    assert "\x1b" not in file.getvalue()
