"""Rows that point into report.txt: whether their offsets, pages and lines agree with it.

Called for tables that keep to the contract's types.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.check.problems import Folder, Problems, in_table, quoted
from pipeline.check.rows import Row
from pipeline.contract import unguard

POINTING = ("residue", "findings", "provenance")


@dataclass(frozen=True, slots=True)
class Starts:
    """Where the lines and the pages of a text begin, in code points."""

    lines: tuple[int, ...]
    pages: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Starts:
        """Those of a text whose line ends are LF and whose pages begin with a form feed."""
        return cls(
            (0, *(at + 1 for at, char in enumerate(text) if char == "\n")),
            (0, *(at + 1 for at, char in enumerate(text) if char == "\f")),
        )

    def line(self, offset: int) -> int:
        """The line that holds an offset, counted from 1 in the text."""
        return bisect_right(self.lines, offset)

    def page(self, offset: int) -> int:
        """The page that holds an offset, counted from 1."""
        return bisect_right(self.pages, offset)


def check_spans(folder: Folder) -> Problems:
    """Offsets outside the text, and pages and lines that are not those of the offset.

    The lines of a PDF count on each page in reading order, so there only the page is compared.
    """
    starts = Starts.of(folder.text)
    lines_agree = not any(row["x0"] for row in folder.rows("provenance"))
    for table in POINTING:
        for row in folder.rows(table):
            if not row["start"] and table == "findings":
                continue
            says = wrong_span(row, len(folder.text)) or wrong_place(row, starts, lines_agree)
            if says:
                yield in_table(table, row, says)
    for row in folder.rows("residue"):
        if says := wrong_residue(row, folder.text):
            yield in_table("residue", row, says)


def wrong_span(row: Row, length: int) -> str:
    """What is wrong with a row's offsets; empty where nothing is."""
    if not row["start"] or not row["end"]:
        return "start, end: one is empty; both are required"
    if not int(row["start"]) < int(row["end"]) <= length:
        return f"start, end: {row['start']}-{row['end']} is no stretch of report.txt (0-{length})"
    return ""


def wrong_place(row: Row, starts: Starts, lines_agree: bool) -> str:
    """What is wrong with a row's page and line; empty where nothing is."""
    start = int(row["start"])
    if row["page"] != str(starts.page(start)):
        return f"page: {row['page'] or 'empty'}, but {start} is on page {starts.page(start)}"
    if lines_agree and row["line"] != str(starts.line(start)):
        return f"line: {row['line'] or 'empty'}, but {start} is in line {starts.line(start)}"
    return ""


def wrong_residue(row: Row, text: str) -> str:
    """What is wrong with the text of a row of residue; empty where nothing is."""
    piece = text[int(row["start"] or 0) : int(row["end"] or 0)]
    if unguard(row["text"]) != piece:
        return f"text: {quoted(row['text'])}, but report.txt has {quoted(piece)} there"
    if "\n" in piece or "\f" in piece:
        return "text: goes over a line end; a row of residue is cut there"
    return ""
