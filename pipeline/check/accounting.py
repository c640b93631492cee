"""The accounting of every character of report.txt, and the shares that were claimed.

A mechanism's section reaches from the first stretch of its heading to the next heading, or to the
first character that the report's lists or publications claim, or to the end of the text; residue
that is furniture and stands last in it (the heading of a list) is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from pipeline.check.problems import Folder, Problem, Problems, in_table, quoted
from pipeline.check.rows import Row
from pipeline.check.spans import Starts
from pipeline.contract import TABLES

KEYS = {table.name: table.key_field for table in TABLES}
OF_LISTS = ("themes", "mechanism_themes", "publications")


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the non-space characters in the mechanism sections, from 0 to 1.

    `claimed` by any value, `read` by values other than key fields and summaries.
    """

    claimed: float
    read: float


def check_accounting(folder: Folder) -> Problems:
    """Characters that lie in no stretch and no residue, or in residue and something else."""
    claimed = coverage(folder.rows("provenance"), len(folder.text))
    residue = coverage(folder.rows("residue"), len(folder.text))
    for row in folder.rows("residue"):
        start, end = int(row["start"]), int(row["end"])
        if any(claimed[start:end]):
            says = f"start, end: provenance claims a part of {start}-{end} too"
            yield in_table("residue", row, says)
        elif max(residue[start:end], default=0) > 1:
            yield in_table("residue", row, f"start, end: another row holds a part of {start}-{end}")
    starts = Starts.of(folder.text)
    for start, end in lost(folder.text, claimed, residue):
        piece = quoted(folder.text[start:end])
        says = f"{piece} ({start}-{end}) lies in no row of provenance.csv or residue.csv"
        yield Problem("report.txt", starts.line(start), says)


def coverage(rows: Iterable[Row], length: int) -> list[int]:
    """How many of the rows' stretches hold each character."""
    steps = [0] * (length + 1)
    for row in rows:
        steps[int(row["start"])] += 1
        steps[int(row["end"])] -= 1
    return list(accumulate(steps))[:length]


def lost(text: str, claimed: list[int], residue: list[int]) -> Iterator[tuple[int, int]]:
    """The runs of unaccounted characters, white space inside them bridged within a line."""
    start = end = -1
    for at, char in enumerate(text):
        if char == "\n" or claimed[at] or residue[at]:
            if start >= 0:
                yield start, end
            start = -1
        elif not char.isspace():
            start, end = (at if start < 0 else start), at + 1
    if start >= 0:
        yield start, end


def shares(folder: Folder) -> Shares:
    """The shares of the mechanism sections that are claimed; 1 where there is no section."""
    length, rows = len(folder.text), folder.rows("provenance")
    claimed = coverage(rows, length)
    read = coverage((row for row in rows if is_read(row)), length)
    inside = [
        at
        for start, end in sections(folder)
        for at in range(start, end)
        if not folder.text[at].isspace()
    ]
    if not inside:
        return Shares(1.0, 1.0)
    return Shares(
        sum(claimed[at] > 0 for at in inside) / len(inside),
        sum(read[at] > 0 for at in inside) / len(inside),
    )


def is_read(row: Row) -> bool:
    """Whether a stretch belongs to a value other than a key field or a summary."""
    return row["field"] not in (KEYS.get(row["table"]), "summary")


def sections(folder: Folder) -> list[tuple[int, int]]:
    """The stretches of the mechanism sections, each with its heading."""
    headings: dict[str, int] = {}
    listed: list[int] = []
    for row in folder.rows("provenance"):
        if row["table"] == "mechanisms" and row["field"] == "heading":
            headings.setdefault(row["record_id"], int(row["start"]))
        elif row["table"] in OF_LISTS:
            listed.append(int(row["start"]))
    starts = sorted(headings.values())
    marks = sorted({*starts, *listed, len(folder.text)})
    following = dict(zip(marks, marks[1:], strict=False))
    return [(start, without_furniture(folder, start, following[start])) for start in starts]


def without_furniture(folder: Folder, start: int, end: int) -> int:
    """The end of a section, before the furniture that stands last in it."""
    rows = [row for row in folder.rows("residue") if start <= int(row["start"]) < end]
    for row in reversed(rows):
        if row["reason"] != "furniture" or folder.text[int(row["end"]) : end].strip():
            break
        end = int(row["start"])
    return end
