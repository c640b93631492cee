"""What a check finds wrong, and the written folder that it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.rows import Row, Written
from pipeline.contract import unguard


@dataclass(frozen=True, slots=True)
class Problem:
    """A thing that does not hold: the file, the line in it (0: the whole file), what is wrong."""

    file: str
    line: int
    says: str

    def at(self, folder: Path) -> str:
        """The line that a reader sees: place, what is wrong."""
        line = f":{self.line}" if self.line else ""
        return f"{folder / self.file}{line}: {self.says}"


Problems = Iterator[Problem]


@dataclass(frozen=True)
class Folder:
    """A report's folder as written: its tables by name, and the reading text."""

    path: Path
    tables: dict[str, Written]
    text: str

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table; none where it was not written."""
        return self.tables[table].rows if table in self.tables else ()


def in_table(table: str, row: Row, says: str) -> Problem:
    """A problem with a row of a table."""
    return Problem(f"{table}.csv", row.line, says)


def quoted(cell: str, most: int = 60) -> str:
    """A cell as a message shows it: in quotes, and cut where it is long."""
    text = " ".join(unguard(cell).split())
    return f"'{text}'" if len(text) <= most else f"'{text[: most - 1]}…'"
