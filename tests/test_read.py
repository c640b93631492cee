"""Reading: bytes into a reading text with its lines and pages, and what a sidecar says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.model import InputError
from pipeline.read.sidecar import Sidecar, read_sidecar
from pipeline.read.source import Access, read_report, sources

TEXT = "ISCM 2020 Highlights\nCôte d’Ivoire – Lomé\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "iscm-2020.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_one_text(path: Path, encoding: str) -> None:
    path.write_bytes(TEXT.encode(encoding))
    assert read_report(path, Access()).text == TEXT


def test_big_endian_utf_16_needs_its_mark(path: Path) -> None:
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_report(path, Access()).text == TEXT


def test_the_hash_is_that_of_the_bytes(path: Path) -> None:
    content = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    path.write_bytes(content)
    report = read_report(path, Access())
    assert report.source_sha256 == hashlib.sha256(content).hexdigest()
    assert (report.source_file, report.year, report.language) == ("iscm-2020.txt", 0, "")


def test_line_ends_become_line_feeds(path: Path) -> None:
    path.write_bytes(b"one\r\ntwo\rthree\n")
    report = read_report(path, Access())
    assert report.text == "one\ntwo\nthree\n"
    assert [(line.number, report.text[line.start : line.end]) for line in report.lines] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
    ]


@pytest.mark.parametrize(
    ("text", "lines", "pages"),
    [
        ("a\n\fb\n", [("a", 1, 1), ("b", 2, 2)], 2),
        ("a\fb\nc", [("a", 1, 1), ("b", 2, 1), ("c", 2, 2)], 2),
        ("a\n\n\f\nb", [("a", 1, 1), ("", 1, 2), ("", 2, 3), ("b", 2, 4)], 2),
        ("a\n\f\f\nb", [("a", 1, 1), ("", 3, 2), ("b", 3, 3)], 3),
        ("a\f\n", [("a", 1, 1)], 2),
    ],
)
def test_form_feeds_begin_pages(
    path: Path, text: str, lines: list[tuple[str, int, int]], pages: int
) -> None:
    path.write_text(text)
    report = read_report(path, Access())
    found = [(text[line.start : line.end], line.page, line.number) for line in report.lines]
    assert (found, report.page_count) == (lines, pages)


def test_every_character_lies_on_the_line_that_line_at_gives(path: Path) -> None:
    path.write_text("a b\n\n\fcd\fe\n f")
    report = read_report(path, Access())
    for offset, char in enumerate(report.text):
        line = report.line_at(offset)
        if not char.isspace():
            assert line.start <= offset < line.end
            assert line.page == report.text.count("\f", 0, offset) + 1
            assert line.number == report.text.count("\n", 0, offset) + 1


def test_a_stray_control_character_is_no_binary(path: Path) -> None:
    path.write_text("Migra\x02tion " + "and so on " * 20)
    assert "\x02" in read_report(path, Access()).text


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "an empty file"),
        (b" \n\f\t", "nothing but white space"),
        (b"\xef\xbb\xbf\n", "nothing but white space"),
        (b"%PDF-1.7\n...", "no readable PDF (PDFSyntaxError: No /Root object!"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no text in UTF-8"),
        (b"plain\0text", "no text in UTF-8"),
        (bytes(range(1, 32)) * 3, "no text in UTF-8"),
        (b"\xff\xfea\0b", "no text in UTF-8"),  # half a character of UTF-16
        (b"caf\xe9 \x81", "no text in UTF-8"),  # a byte that Windows-1252 has not
        ("Миграция и развитие".encode("cp1251"), "no text in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(path: Path, content: bytes, complaint: str) -> None:
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_report(path, Access())
    message = str(error.value)
    assert message.startswith(f"{path}: {complaint}") and "\n" not in message


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: no such file; check the path"):
        read_report(tmp_path / "none.txt", Access())
    with pytest.raises(InputError, match="a folder; name one report in it"):
        read_report(tmp_path, Access())


def test_a_folder_gives_its_reports_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "d.pdf", "README.txt", ".c.txt", "b.yml", "notes.md"):
        (tmp_path / name).touch()
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in sources(tmp_path)] == ["a.TXT", "b.txt", "d.pdf"]
    assert sources(tmp_path / "b.txt") == [tmp_path / "b.txt"]


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no reports"):
        sources(tmp_path)
    with pytest.raises(InputError, match="no such file or folder"):
        sources(tmp_path / "none")


def sidecar(path: Path, content: str) -> Sidecar:
    path.write_text(TEXT, encoding="utf-8")
    path.with_suffix(".yml").write_text(content, encoding="utf-8")
    return read_sidecar(path)


def test_a_missing_or_empty_sidecar_says_nothing(path: Path) -> None:
    assert read_sidecar(path) == sidecar(path, "# nothing yet\n") == Sidecar()
    assert sidecar(path, "origin:\n") == Sidecar()


def test_a_sidecar_says_what_stands_in_it(path: Path) -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    found = sidecar(path, f'year: 2020\nlanguage: "no"\ntitle: A title\nsha256: "{digest}"\n')
    assert found == Sidecar(year=2020, language="no", title="A title", sha256=digest)
    assert found.origin is None


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("year: 2020\nyaer: 2020", ":2: unknown field 'yaer'; known are year, language, title"),
        ("title: A\nyear: '2020'", ":2: year: a year of four digits is expected"),
        ("year: 20", ":1: year: a year of four digits is expected"),
        ("language: EN", ":1: language: an ISO 639-1 code in lower case"),
        ("language: no", ":1: language: an ISO 639-1 code in lower case"),  # YAML's false
        ("origin: ''", ":1: origin: a text is expected"),
        ("sha256: abc", ":1: sha256: the 64 hexadecimal digits"),
        ("year: 2020\nyear: 2021", ":2: year stands twice; keep one"),
        ("- year: 2020", ":1: fields such as 'year: 2020' are expected"),
        ("year: 2020: x", ":1: not YAML"),
        ("year: 2020\n\ttitle: x", ":2: not YAML"),
        ("title: A\nyear: !!binary x", ":2: year: "),
    ],
)
def test_a_sidecar_that_does_not_fit_names_its_line(
    path: Path, content: str, complaint: str
) -> None:
    with pytest.raises(InputError) as error:
        sidecar(path, content)
    message = str(error.value)
    assert message.startswith(f"{path.with_suffix('.yml')}{complaint}") and "\n" not in message


def test_another_hash_than_the_source_has_is_refused(path: Path) -> None:
    with pytest.raises(InputError) as error:
        sidecar(path, f"year: 2020\nsha256: {'0a' * 32}\n")
    found = hashlib.sha256(TEXT.encode()).hexdigest()
    assert f"{path.with_suffix('.yml')}:2: sha256 is {'0a' * 32}" in str(error.value)
    assert f"that of iscm-2020.txt is {found}" in str(error.value)
