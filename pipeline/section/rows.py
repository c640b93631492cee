"""The printed lines of a report as rows: trimmed, and with what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Report, is_lost
from pipeline.section.ligatures import Repairs

SYMBOL = r"[•●▪◦‣·∙*■□▶►➢➤✓✔\uf0a7\uf0b7\uf0d8-]"
BULLET = re.compile(
    rf"\s*(?:(?:{SYMBOL}|o(?=\s+[^\W\d_]))\s+|[•●▪◦‣∙■□►➢\uf0a7\uf0b7](?=\S)|[–—]\s+)"
)
NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\[\d{1,2}\]|\(?[a-h]\))\s+(?=\S)")
MARK = re.compile(r"\s*(?:[¹²³⁴-⁹]+|\[\d{1,2}\])\s*(?=\S)")
WIDE_WIDTH = 0.85  # of the lines are not longer than the usual width
LEAST = 20  # characters of a line that says something about the width


@dataclass(frozen=True, slots=True)
class Row:
    """A line without white space around it: what `report.text[start:end]` reads as.

    `gap`: something other than a row stands right before it (a blank line, furniture, the page's
    end). `bullet` is the length of the bullet or number that it begins with. `room` and `style` are
    those of the line; `furniture`: the layout shows it to be no text; `aside` is the number of the
    aside that it is in, 0 for the flow. `exact`: its room was measured, not guessed. `places` are
    the offsets of the characters, empty where they follow each other. `lead` is that of the line.
    """

    start: int
    end: int
    text: str
    page: int
    gap: bool = False
    bullet: int = 0
    room: int = 0
    style: str = ""
    furniture: bool = False
    aside: int = 0
    exact: bool = False
    places: tuple[int, ...] = ()
    lead: int = 0

    def with_gap(self) -> Row:
        """The row as one that something else stands right before."""
        return replace(self, gap=True)

    def tail(self, start: int) -> Row:
        """The row from an offset of its text on."""
        start += len(self.text[start:]) - len(self.text[start:].lstrip())
        text = self.text[start:]
        return replace(
            self,
            start=self.place(start),
            text=text,
            bullet=bullet_of(text),
            gap=True,
            places=self.places[start:],
            room=max(0, self.room - start),
            lead=0,
        )

    def head(self, end: int) -> Row:
        """The row up to an offset of its text."""
        text = self.text[:end].rstrip()
        return replace(self, end=self.place(len(text)), text=text, places=self.places[: len(text)])

    def place(self, at: int) -> int:
        """The offset in the reading text of a character of the row, or of its end."""
        if not self.places:
            return self.start + at
        return self.places[at] if at < len(self.places) else self.end


def rows_of(report: Report, repairs: Repairs | None = None) -> list[Row]:
    """The rows of a report, blank lines left out; lost letters put back."""
    rows = read_rows(report)
    return [repaired(row, report.text, repairs) for row in rows] if repairs else list(rows)


def repaired(row: Row, source: str, repairs: Repairs) -> Row:
    """A row with the letters that it lost."""
    if not repairs.within(row.start, row.end):
        return row
    letters: list[tuple[str, int]] = []
    for at in range(row.start, row.end):
        put = repairs.letters.get(at, "")
        kept = "" if put and is_lost(source[at]) else source[at]
        letters.extend((letter, at) for letter in put + kept)
    text = "".join(letter for letter, _ in letters)
    return replace(row, text=text, places=tuple(at for _, at in letters))


def read_rows(report: Report) -> Iterator[Row]:
    """Row after row."""
    gap, page = True, 1
    furniture = {stretch.start for stretch in report.furniture}
    asides = list(enumerate(report.asides, 1))
    for line in report.lines:
        printed = report.text[line.start : line.end]
        text = printed.strip()
        if not text:
            gap = True
            continue
        start = line.start + len(printed) - len(printed.lstrip())
        gap = gap or line.page > page
        yield Row(
            start,
            start + len(text),
            text,
            line.page,
            gap,
            bullet_of(text),
            line.room,
            line.style,
            start in furniture,
            next((number for number, one in asides if one.start <= start < one.end), 0),
            line.room > 0,
            (),
            max(0, line.start + line.lead - start),
        )
        gap, page = False, line.page


def bullet_of(text: str) -> int:
    """The length of the bullet or number before a text; 0 without one."""
    found = BULLET.match(text) or NUMBER.match(text) or MARK.match(text)
    return found.end() if found else 0


def with_room(rows: Sequence[Row]) -> list[Row]:
    """The rows, those whose room is not known with the length that full lines usually have."""
    sizes = sorted(len(row.text) for row in rows if len(row.text) >= LEAST)
    usual = sizes[int(WIDE_WIDTH * (len(sizes) - 1))] if sizes else 0
    return [row if row.room else replace(row, room=usual) for row in rows]
