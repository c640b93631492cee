"""A small extraction, written by hand, in which all holds: a report of two events and its lists."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from pipeline.contract import TABLES, guard, table
from pipeline.datapackage import FILE, TEXT_FILE, Edition, describe, table_file

TEXT = """ISCM 2020 Highlights

Regional Forum (OCAM)
50th Meeting, 30 June, Lima, Peru, chaired by Chad, addressed asylum.
Nobody came.
\f- 2 -
Two webinars discussed asylum.

THEMES
Asylum: OCAM

A guide https://x.example.org/g
"""
MEETING, WEBINARS = "2020-ocam-01", "2020-ocam-02"
NOTE = "50th Meeting, 30 June, Lima, Peru, chaired by Chad, addressed asylum."
SERIES = "Two webinars discussed asylum."

ROWS: dict[str, list[str]] = {
    "reports": [f"2020|ISCM 2020 Highlights|en|iscm-2020.txt|{'0' * 64}|2|0.1.0|{'1' * 64}"],
    "mechanisms": ["2020|ocam|Regional Forum|OCAM|regional|Regional Forum (OCAM)|1|"],
    "events": [
        f"{MEETING}|ocam.meeting.50.2020-06-30|2020|ocam|1|50th Meeting|meeting|50|1"
        "|2020-06-30|2020-06-30|in_person|place|addressed asylum",
        f"{WEBINARS}|ocam.webinar..|2020|ocam|2|webinars|webinar||2|||virtual|type"
        "|discussed asylum",
    ],
    "occurrences": [
        f"{MEETING}|1|2020-06-30|2020-06-30|day|in_person|place|Lima|PER|Peru|-12.0432|-77.0282"
        "|30 June|Lima, Peru"
    ],
    "event_themes": [f"{MEETING}|asylum-refugees|asylum", f"{WEBINARS}|asylum-refugees|asylum"],
    "event_parties": [f"{MEETING}|chair|country|TCD|Chad"],
    "themes": ["2020|asylum-refugees|theme|Asylum|false"],
    "mechanism_themes": ["2020|asylum-refugees|ocam|OCAM"],
    "publications": ["2020|1|publication|A guide||https://x.example.org/g"],
    "findings": ["2020|no-chair|info|events|" + MEETING + "|title||1|4|46|58|Who chairs?"],
}
# Stretches of the text by table, record and fields; the nth place of the piece where it is not 1.
TRACES: list[tuple[str, str, str, str, int]] = [
    ("reports", "2020", "title", "ISCM 2020 Highlights", 1),
    ("mechanisms", "ocam", "mechanism_id name acronym kind heading", "Regional Forum (OCAM)", 1),
    ("events", MEETING, "event_id", NOTE, 1),
    ("events", MEETING, "title event_type", "50th Meeting", 1),
    ("events", MEETING, "ordinal", "50th", 1),
    ("events", MEETING, "start_date end_date", "30 June", 1),
    ("events", MEETING, "format format_basis", "Lima, Peru", 1),
    ("events", MEETING, "summary", "addressed asylum", 1),
    ("events", WEBINARS, "event_id", SERIES, 1),
    ("events", WEBINARS, "title event_type", "webinars", 1),
    ("events", WEBINARS, "event_count", "Two", 1),
    ("events", WEBINARS, "format format_basis", "webinars", 1),
    ("events", WEBINARS, "summary", "discussed asylum", 1),
    ("occurrences", f"{MEETING}/1", "position", "30 June, Lima, Peru", 1),
    ("occurrences", f"{MEETING}/1", "start_date end_date date_precision", "30 June", 1),
    ("occurrences", f"{MEETING}/1", "format format_basis city", "Lima, Peru", 1),
    ("occurrences", f"{MEETING}/1", "country_code country latitude longitude", "Lima, Peru", 1),
    ("occurrences", f"{MEETING}/1", "date_text", "30 June", 1),
    ("occurrences", f"{MEETING}/1", "place_text", "Lima, Peru", 1),
    ("event_themes", f"{MEETING}/asylum-refugees", "theme_id evidence", "asylum", 1),
    ("event_themes", f"{WEBINARS}/asylum-refugees", "theme_id evidence", "asylum", 2),
    ("event_parties", f"{MEETING}/chair/TCD", "role", "chaired by", 1),
    ("event_parties", f"{MEETING}/chair/TCD", "party_type party_id name", "Chad", 1),
    ("themes", "asylum-refugees", "theme_id kind label", "Asylum:", 1),
    ("mechanism_themes", "asylum-refugees/ocam", "mechanism_id mechanism_text", "OCAM", 2),
    ("publications", "1", "position kind title url", "A guide https://x.example.org/g", 1),
]
RESIDUE = [("unmatched", "Nobody came."), ("furniture", "- 2 -"), ("furniture", "THEMES")]


def write_small(folder: Path) -> Path:
    """Writes the extraction into a folder that it makes; the folder comes back."""
    folder.mkdir(parents=True)
    rows = {name: [row.split("|") for row in found] for name, found in ROWS.items()}
    rows["residue"] = [residue(reason, piece) for reason, piece in RESIDUE]
    rows["provenance"] = [
        trace(where, record, field, piece, nth)
        for where, record, fields, piece, nth in TRACES
        for field in fields.split()
    ]
    for one in TABLES:
        write_rows(folder, one.name, rows.get(one.name, []))
    (folder / TEXT_FILE).write_bytes(TEXT.encode())
    seal(folder)
    return folder


def write_rows(folder: Path, name: str, rows: list[list[str]]) -> None:
    """Writes the rows of one table."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table(name).names)
    kinds = [column.kind for column in table(name).columns]
    for row in rows:
        cells = zip(row, kinds, strict=True)
        writer.writerow([guard(cell) if kind == "string" else cell for cell, kind in cells])
    (folder / table_file(name)).write_bytes(file.getvalue().encode())


def seal(folder: Path) -> None:
    """Writes the `datapackage.json` of the files that are there."""
    hashes = {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
        for path in folder.iterdir()
    }
    (folder / FILE).write_bytes(describe(hashes, Edition(2020, "en")))


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replaces a piece of a written file, its first one, and seals the folder again."""
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode())
    seal(folder)


def where(piece: str, nth: int = 1) -> tuple[int, int, int, int]:
    """The page, the line, the start and the end of the nth place of a piece of the text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(piece, start + 1)
    before = TEXT[:start]
    return before.count("\f") + 1, before.count("\n") + 1, start, start + len(piece)


def residue(reason: str, piece: str) -> list[str]:
    """A row of residue."""
    page, line, start, end = where(piece)
    return ["2020", str(page), str(line), str(start), str(end), reason, piece]


def trace(name: str, record: str, field: str, piece: str, nth: int) -> list[str]:
    """A row of provenance."""
    page, line, start, end = where(piece, nth)
    place = [str(number) for number in (start, end, page, line)]
    return ["2020", name, record, field, *place, "", "", "", "", "by.hand"]
