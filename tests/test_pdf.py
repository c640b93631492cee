"""PDFs as sources: what is refused with which line, what is found out, and what is drawn."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.model import InputError, Report
from pipeline.read.limits import Limits, read_limits
from pipeline.read.source import Access, read_report
from tests.conftest import ROOT, Iscm, snapshot
from tests.drawn import Page, pdf, put

PDFS = ROOT / "tests" / "pdfs"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's PDF is written."""
    return tmp_path / "report.pdf"


def refused(path: Path, access: Access | None = None) -> str:
    """The line that a file is refused with, without its name."""
    with pytest.raises(InputError) as error:
        read_report(path, access or Access())
    message = str(error.value)
    assert message.startswith(f"{path}: ") and "\n" not in message
    return message.removeprefix(f"{path}: ")


def read(path: Path) -> Report:
    """The report of a file."""
    return read_report(path, Access())


SMALL = Page().text(50, 100, "Bali Process").text(50, 120, "SOM, 5 May, Lima, on visas.")


# --- what is refused --------------------------------------------------------------------------

BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "an empty file; get it again"),
    "a web page": (b"<!DOCTYPE html><p>Not found", "no readable PDF (PDFSyntaxError: No /Root"),
    "cut short": (pdf(SMALL)[:700], "no readable PDF (PSEOF: Unexpected EOF); get the file again"),
    "without pages": (pdf(), "a PDF without pages; get the file again"),
    "without text": (pdf(Page().box(10, 10, 90, 90)), "no text layer: none of its pages (1) has"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_a_line(name: str, path: Path) -> None:
    content, says = BROKEN[name]
    path.write_bytes(content)
    assert refused(path).startswith(says)


def test_pages_that_lead_to_themselves_are_read_once(path: Path) -> None:
    path.write_bytes(pdf(SMALL).replace(b"/Kids [6 0 R]", b"/Kids [6 0 R 2 0 R]"))
    assert read(path).page_count == 1


def test_a_scan_names_a_tool_that_makes_a_text_layer() -> None:
    line = refused(PDFS / "scan-only.pdf")
    assert line.endswith("make one with 'ocrmypdf scan-only.pdf with-text.pdf'")


def test_fonts_without_characters_are_no_text_layer(path: Path) -> None:
    put(path, Page().glyphs(50, 100, *range(3, 40)).text(50, 120, "A title"))
    assert refused(path).startswith("no text layer that can be read: its fonts do not say")


def test_an_encrypted_file_asks_for_its_password() -> None:
    source = PDFS / "encrypted-user-password.pdf"
    assert refused(source) == "encrypted; give its password with --password"
    wrong = refused(source, Access("guess"))
    assert wrong == "encrypted, and --password does not open it; give the right one"
    assert "Bali Process" in read_report(source, Access("iscm")).text


def test_an_empty_password_opens_without_asking() -> None:
    assert read(PDFS / "encrypted-empty-password.pdf").text == read(PDFS / "small.pdf").text


# --- limits -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("pages=1", "2 pages, more than 1; give a report, or raise the limit: --limit pages=2"),
        ("characters=9", "39 characters on page 1, more than 9; give a report, or raise the limit"),
    ],
)
def test_a_limit_has_a_name_and_a_message(word: str, says: str, path: Path) -> None:
    put(path, SMALL, SMALL)
    assert refused(path, Access(limits=read_limits([word]))).startswith(says)


def test_a_page_that_takes_too_long_is_given_up(path: Path) -> None:
    slow = Page(content=["BT /F1 9 Tf 50 500 Td"] + ["(Senior Officials met) Tj"] * 40_000)
    put(path, slow)
    line = refused(path, Access(limits=Limits(page_seconds=1)))
    assert line.startswith("a page that is not read within 1 seconds; mend the file, or raise")


def test_memory_has_a_bound(path: Path) -> None:
    put(path, Page(content=["BT /F1 9 Tf 50 500 Td"] + ["(Senior Officials met) Tj"] * 4_000))
    line = refused(path, Access(limits=Limits(megabytes=60)))
    assert line.startswith(("more than 60 MB to read it", "the PDF reader broke off"))
    assert line.endswith("or raise the limit: --limit megabytes=120")


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("page=3", "--limit page=3: no limit 'page'; known are pages, characters, seconds"),
        ("pages=many", "--limit pages=many: a number is expected, such as pages=300"),
        ("pages=0", "--limit pages=0: a number is expected"),
    ],
)
def test_an_unknown_limit_is_refused(word: str, says: str) -> None:
    with pytest.raises(InputError) as error:
        read_limits([word])
    assert str(error.value).startswith(says)


# --- what is found out ------------------------------------------------------------------------


def test_a_page_without_text_is_a_finding() -> None:
    found = read(PDFS / "pages-without-text.pdf").findings
    assert [(one.code, one.page) for one in found] == [("page-without-text", 2)]


def test_a_missing_end_mark_is_a_finding(path: Path) -> None:
    put(path, SMALL, end=b"")
    assert [one.code for one in read(path).findings] == ["pdf-cut-short"]


def test_lines_know_how_many_characters_have_room(path: Path) -> None:
    full = "A line that is as long as the column of the page in which it stands"
    put(path, Page().lines(50, 100, [full] * 6 + ["short"]))
    rooms = [line.room for line in read(path).lines]
    assert rooms[:6] == [len(full)] * 6 and rooms[6] == pytest.approx(len(full), rel=0.2)


def test_the_same_file_gives_the_same_report(path: Path) -> None:
    put(path, SMALL)
    assert read(path) == read(path)


# --- verbs ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_refused_pdf_writes_nothing(iscm: Iscm, path: Path, tmp_path: Path) -> None:
    put(path, Page().text(50, 100, "Nothing of the kind"))
    before = snapshot(tmp_path)
    done = iscm("extract", path, "--out", "out")
    assert done.returncode == 2 and "no mechanism heading; give a report" in done.stderr
    assert len(done.stderr.splitlines()) == 1 and snapshot(tmp_path) == before


@pytest.mark.slow
def test_a_pdf_is_extracted_and_holds(iscm: Iscm, tmp_path: Path) -> None:
    done = iscm("extract", PDFS / "small.pdf", "--out", "out")
    assert done.returncode == 0, done.stderr
    checked = iscm("check", "out")
    assert checked.returncode == 0 and "all holds" in checked.stdout


@pytest.mark.slow
def test_a_page_is_drawn(iscm: Iscm, tmp_path: Path) -> None:
    done = iscm("show", PDFS / "small.pdf", "--page", "1")
    assert done.returncode == 0, done.stderr
    assert "section       green frame" in done.stdout
    assert (tmp_path / "small-page-1.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_a_page_that_is_not_there_is_not_drawn(iscm: Iscm, tmp_path: Path) -> None:
    done = iscm("show", PDFS / "small.pdf", "--page", "9", "--out", "page.png")
    assert done.returncode == 2 and done.stderr.endswith("no page 9; it has 2\n")
    text = iscm("show", PDFS / "small.txt", "--page", "1")
    assert text.stderr.endswith("a text, which has no pages to draw; give a PDF\n")
    assert not list(tmp_path.glob("*.png"))


@pytest.mark.slow
def test_faulty_files_end_as_they_should() -> None:
    done = subprocess.run(
        [sys.executable, "tests/run_faulty.py", "tests/faulty"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
