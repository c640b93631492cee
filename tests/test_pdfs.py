"""A report that is typeset by anyone gives the tables of its text; every value has its box."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from pipeline.contract import table
from pipeline.read.source import Access, read_report
from pipeline.tabulate import Row
from tests.conftest import ROOT
from tests.parts import READ, tables_of

PDFS = ROOT / "tests" / "pdfs"
# Cells whose words the producer changed: (table, field), compared without regard to case.
CAPITALS = {"libreoffice-2021.pdf": {("mechanisms", "heading"), ("mechanisms", "name")}}
# A word that lost its letters, and that two known words fit ("Combatting", "Combating").
LOST = {"ligature-lost-2020.pdf": {("themes", "label")}}
UNREAD = ("scan-only.pdf", "encrypted-user-password.pdf")

pytestmark = pytest.mark.slow


def listed() -> dict[Path, Path]:
    """The PDFs that are compared, with the texts that they were made from."""
    found = {}
    for folder in (PDFS, PDFS / "others"):
        with (folder / "LIST.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                found[folder / row["file"]] = ROOT / row["source text"]
    return {path: text for path, text in found.items() if path.name not in UNREAD}


tables_once = cache(tables_of)  # a text is the source of several PDFs


def test_every_pdf_of_the_folders_is_listed() -> None:
    names = {path for folder in (PDFS, PDFS / "others") for path in folder.glob("*.pdf")}
    assert names == listed().keys() | {PDFS / name for name in UNREAD}
    assert all(path.stat().st_size < 300_000 for path in names)


@pytest.mark.parametrize("path", listed(), ids=lambda path: path.name)
def test_a_pdf_gives_the_tables_of_its_text(path: Path) -> None:
    want, got = tables_once(listed()[path]), tables_once(path)
    for name in READ:
        assert shown(got[name], name, path.name) == shown(want[name], name, path.name), name


def shown(rows: list[Row], name: str, file: str) -> list[list[object]]:
    """The cells of a table, without those that the producer changed."""
    return [
        [
            str(row[field]).casefold() if (name, field) in CAPITALS.get(file, ()) else row[field]
            for field in table(name).names
            if (name, field) not in LOST.get(file, ())
        ]
        for row in rows
    ]


def letters(text: str) -> list[str]:
    """The letters of a text in the order of the alphabet, ligatures spelt out."""
    return sorted(re.sub(r"\s", "", unicodedata.normalize("NFKC", text).replace("\u00ad", "-")))


@pytest.mark.parametrize(
    "path",
    [
        PDFS / "others" / "iscm-2020-hard.pdf",
        PDFS / "others" / "iscm-2020-typst.pdf",
        PDFS / "reportlab-2020-rotated.pdf",
    ],
    ids=lambda path: path.name,
)
def test_the_words_under_a_box_are_those_of_its_value(path: Path) -> None:
    report = read_report(path, Access())
    rows = tables_once(path)["provenance"]
    with pdfplumber.open(path) as opened:
        pages = opened.pages
        for row in rows:
            page = pages[int(str(row["page"])) - 1]
            box = tuple(float(str(row[side])) for side in ("x0", "top", "x1", "bottom"))
            x0, top, x1, bottom = box
            assert 0 <= x0 < x1 <= page.width and 0 <= top < bottom <= page.height
            words = report.text[int(str(row["start"])) : int(str(row["end"]))]
            under = [
                char["text"]
                for char in page.chars
                if x0 <= (char["x0"] + char["x1"]) / 2 <= x1
                and top <= (char["top"] + char["bottom"]) / 2 <= bottom
            ]
            assert letters("".join(under)) == letters(words), row
