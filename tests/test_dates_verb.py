"""`iscm dates`: lines in, a JSON list of days a line out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Iscm
from test_cli import call, refused
from test_dates import ALL, NO_DAY, cases, spell_out

from pipeline.reference import open_reference
from pipeline.workbench.dates import read_dates
from tests.parts import rules


def printed(capsys: pytest.CaptureFixture[str], text: str, tmp_path: Path) -> list[list[list[str]]]:
    """What the verb prints for the lines of a text in a report of 2019."""
    file = tmp_path / "lines.txt"
    file.write_bytes(text.encode())
    assert call("dates", file, "--year", "2019") == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_gives_one_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "SOM, 3-5 May\n\n8 and 9 May\r\nin February 2020\nthe 5+5"
    assert printed(capsys, text, tmp_path) == [
        [["2019-05-03", "2019-05-05"]],
        [],
        [["2019-05-08", "2019-05-08"], ["2019-05-09", "2019-05-09"]],
        [["2020-02-01", "2020-02-29"]],
        [],
    ]


def test_a_date_that_no_calendar_has_is_left_out() -> None:
    (found,) = read_dates(
        ["31 February, 3/4/2019 and 5 May"], rules(), open_reference(rules()), year=2019,
        language="en",
    )  # fmt: skip
    assert found == [("2019-05-05", "2019-05-05")]


def test_the_table_of_dates_reads_alike() -> None:
    texts, wanted = zip(*cases(*ALL), strict=True)
    found = read_dates(texts, rules(), open_reference(rules()), year=2019, language="en")
    for text, want, days in zip(texts, wanted, found, strict=True):
        firsts = [one.split("/")[0] for one in spell_out(want) if one != NO_DAY]
        assert all(day[0].startswith(first) for day, first in zip(days, firsts, strict=True)), text


def test_bad_input_of_dates(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes(b"5 May\n5 M\xe4rz\n")
    assert call("dates", file, "--year", "2019") == 2
    assert capsys.readouterr().err == f"{file}:2: not UTF-8; save the text as UTF-8\n"
    missing = tmp_path / "none.txt"
    assert refused(capsys, "dates", missing, "--year", "2019").startswith(f"{missing}: No such")
    line = refused(capsys, "dates", file, "--year", "2019", "--lang", "de")
    assert line == "--lang de: no rules for this language; choose among en, fr, es"


@pytest.mark.slow
def test_dates_imports_nothing_heavy(iscm: Iscm) -> None:
    done = iscm("dates", __file__, "--year", "2019", env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.returncode == 0
    assert "pipeline.find.dates" in imported
    heavy = {"pandas", "numpy", "spacy", "pdfplumber", "dateparser", "pandera", "rich.table"}
    assert imported.isdisjoint(heavy)


FILES = sorted((Path(__file__).parent / "dates").glob("*.tsv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_dates_of_writers_who_knew_no_rule(file: Path) -> None:
    lines = [line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    found = read_dates(
        [text for text, _, _ in lines], rules(), open_reference(rules()), year=2019, language="en"
    )
    for (text, _, want), days in zip(lines, found, strict=True):
        assert [list(one) for one in days] == json.loads(want), text
    assert len(lines) >= 150
