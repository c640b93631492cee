"""Publications whose addresses stand in notes: "A title (GFMD) 2" above, "2 https://…" below."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.section import urls
from pipeline.section.rows import Row

NUMBER = r"[\[(]?([\d¹²³⁰⁴-⁹]{1,2})[\])]?"
NOTE = re.compile(NUMBER + r"[.:]?\s*(?=https?://|www\.)", re.IGNORECASE)
MARKED = re.compile(r"(?<=\S)\s*" + NUMBER + r"[.,;]?$")


@dataclass(frozen=True, slots=True)
class Noted:
    """The rows of a title, without its number, and those of the note that holds its address."""

    title: tuple[Row, ...]
    mark: Row
    note: tuple[Row, ...]


def take_notes(rows: Sequence[Row]) -> tuple[list[Noted], list[Row]]:
    """The titles that a number leads to their notes, in order, and the rows that are left."""
    notes, others = read_notes(rows)
    noted: list[Noted] = []
    left: list[Row] = []
    pending: list[Row] = []
    for row in others:
        if row.gap or row.bullet:
            left.extend(pending)
            pending = []
        pending.append(row)
        found = MARKED.search(row.text) if notes else None
        note = notes.pop(number(found[1]), None) if found else None
        if found and note:
            title = (*pending[:-1], row.head(found.start()))
            noted.append(Noted(title, row.tail(found.start()), note))
            pending = []
    left.extend(pending)
    unread = [row for note in notes.values() for row in note]
    return noted, sorted([*left, *unread], key=lambda row: row.start)


def read_notes(rows: Sequence[Row]) -> tuple[dict[int, tuple[Row, ...]], list[Row]]:
    """The rows of each note by its number, and all other rows."""
    notes: dict[int, tuple[Row, ...]] = {}
    others: list[Row] = []
    open_note = 0
    for row in rows:
        found = NOTE.match(row.text)
        if found:
            open_note = number(found[1])
            notes[open_note] = (row,)
        elif open_note and urls.goes_on(urls.open_address(joined(notes[open_note])), row.text):
            notes[open_note] = (*notes[open_note], row)
        else:
            open_note = 0
            others.append(row)
    return notes, others


def joined(rows: Sequence[Row]) -> str:
    """The texts of rows in one."""
    return "".join(row.text for row in rows)


def number(text: str) -> int:
    """The number of a note, raised digits among them."""
    return int(unicodedata.normalize("NFKC", text))
