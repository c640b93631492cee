"""The printed lines of a report as rows: trimmed, and with what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import Report

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
    """A line without white space around it, `report.text[start:end]`.

    `gap`: something other than a row stands right before it (a blank line, furniture, the page's
    end). `bullet` is the length of the bullet or number that it begins with.
    """

    start: int
    end: int
    text: str
    page: int
    gap: bool = False
    bullet: int = 0

    def with_gap(self) -> Row:
        """The row as one that something else stands right before."""
        return replace(self, gap=True)

    def tail(self, start: int) -> Row:
        """The row from an offset of its text on."""
        rest = self.text[start:]
        trimmed = rest.lstrip()
        return replace(
            self, start=self.end - len(trimmed), text=trimmed, bullet=bullet_of(trimmed), gap=True
        )

    def head(self, end: int) -> Row:
        """The row up to an offset of its text."""
        text = self.text[:end].rstrip()
        return replace(self, end=self.start + len(text), text=text)


def rows_of(report: Report) -> list[Row]:
    """The rows of a report, blank lines left out."""
    return list(read_rows(report))


def read_rows(report: Report) -> Iterator[Row]:
    """Row after row."""
    gap, page = True, 1
    for line in report.lines:
        printed = report.text[line.start : line.end]
        text = printed.strip()
        if not text:
            gap = True
            continue
        start = line.start + len(printed) - len(printed.lstrip())
        gap = gap or line.page > page
        yield Row(start, start + len(text), text, line.page, gap, bullet_of(text))
        gap, page = False, line.page


def bullet_of(text: str) -> int:
    """The length of the bullet or number before a text; 0 without one."""
    found = BULLET.match(text) or NUMBER.match(text) or MARK.match(text)
    return found.end() if found else 0


def usual_width(rows: list[Row]) -> int:
    """The length that full lines have, in characters."""
    sizes = sorted(len(row.text) for row in rows if len(row.text) >= LEAST)
    return sizes[int(WIDE_WIDTH * (len(sizes) - 1))] if sizes else 0
