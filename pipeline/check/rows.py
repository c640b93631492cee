"""The rows of a written CSV table, as they stand in the file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.contract import Table, unguard
from pipeline.model import InputError

csv.field_size_limit(2**31 - 1)  # a whole page of residue is one cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by column name, and the line of the file that it begins at."""

    cells: Mapping[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        """The cell of a column; empty where the table has no such column."""
        return self.cells.get(column, "")

    def key(self, columns: Iterable[str]) -> tuple[str, ...]:
        """The cells of some columns, in their order."""
        return tuple(self[column] for column in columns)

    def __contains__(self, column: str) -> bool:
        """Whether the table has such a column."""
        return column in self.cells


@dataclass(frozen=True, slots=True)
class Two:
    """A row on both sides of a comparison; None on the side that lacks it."""

    old: Row | None
    new: Row | None


@dataclass(frozen=True, slots=True)
class Written:
    """A table as written: the header of the file and its rows; `ragged` are lines whose cells are
    more or fewer than the header's."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    ragged: tuple[int, ...] = ()


def read_table(path: Path) -> Written:
    """The table of a CSV file, its cells still guarded; `InputError` for what is no CSV."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(numbered(csv.reader(file, strict=True)))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; extract it again") from None
    except csv.Error as error:
        raise InputError(f"{path}: not CSV: {error}; extract it again") from None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; extract it again") from None
    if not lines:
        return Written((), ())
    header = tuple(lines[0][1])
    rows = tuple(Row(dict(zip(header, cells, strict=False)), at) for at, cells in lines[1:])
    ragged = tuple(at for at, cells in lines[1:] if len(cells) != len(header))
    return Written(header, rows, ragged)


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a CSV file, guarding apostrophes taken off; none where there is no file."""
    if not path.is_file():
        return ()
    return unguarded(read_table(path).rows)


def unguarded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows as they were before the guards of a CSV file."""
    return tuple(
        Row({column: unguard(cell) for column, cell in row.cells.items()}, row.line) for row in rows
    )


def repeated_keys(rows: Iterable[Row], table: Table) -> Iterator[tuple[Row, int]]:
    """The rows whose primary key an earlier one has, with the line of that one."""
    lines: dict[tuple[str, ...], int] = {}
    for row in rows if table.primary_key else ():
        first = lines.setdefault(row.key(table.primary_key), row.line)
        if first != row.line:
            yield row, first


def numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record of a csv reader with the line that it begins at, counted from 1."""
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1  # type: ignore[attr-defined]
