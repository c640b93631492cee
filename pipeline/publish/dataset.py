"""What an export is made of: the tables of some reports as values, and what links their events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline import contract
from pipeline.check.rows import Row
from pipeline.contract import Table
from pipeline.datapackage import ALL, table_file
from pipeline.extracted import (
    Extracted,
    read_extracted,
    read_promised,
    reports_below,
    values_of,
)
from pipeline.model import InputError
from pipeline.panelschema import PANEL, POSSIBLE_DUPLICATES, SERIES, YEARLY
from pipeline.publish.links import links
from pipeline.publish.series import series_rows
from pipeline.tablefile import Value

Record: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Tables of one report or of several: `schema` in the order of the contract, the rows of each
    table as values, None where a cell is empty."""

    name: str
    schema: tuple[Table, ...]
    rows: Mapping[str, tuple[Record, ...]]

    @property
    def last_year(self) -> int:
        """The year of the last report."""
        return max(int(str(row["report_year"])) for row in self.rows["reports"])

    def of_events(self, name: str) -> Mapping[str, Sequence[Record]]:
        """The rows of a table by the `event_id` that they hang on."""
        found: dict[str, list[Record]] = {}
        for row in self.rows[name]:
            found.setdefault(str(row["event_id"]), []).append(row)
        return found


def gather(paths: Sequence[Path], wanted: Collection[str] = ()) -> Dataset:
    """The tables of the folders: of reports, of the panel, or of folders that hold reports; those
    of the `wanted` names where some are given, and what is made of them.

    Raises `InputError` for what is no extraction of this contract, where two folders have a key in
    common, and for a cell that is not of its column's type.
    """
    first = wanted or [one.name for one in PANEL]
    parts = [read_extracted(one, first) for path in paths for one in reports_below(path)]
    panels = [one for one in parts if one.over_years]
    if panels and len(parts) > 1:
        raise InputError(f"{panels[0].folder}: the panel holds the years already; name it alone")
    schema = PANEL if panels else YEARLY
    rows = {one.name: join(parts, one) for one in schema if not wanted or one.name in wanted}
    if SERIES.name not in rows:
        rows[SERIES.name] = tuple(series_of(parts))
    rows[POSSIBLE_DUPLICATES.name] = tuple(duplicates(parts))
    tables = (*(one for one in schema if one != SERIES), SERIES, POSSIBLE_DUPLICATES)
    return Dataset(name_of(parts), tuple(one for one in tables if one.name in rows), rows)


def name_of(parts: Sequence[Extracted]) -> str:
    """What the tables are called: the one report, the panel, or the first and the last year."""
    if len(parts) == 1:
        return ALL if parts[0].over_years else parts[0].name
    years = sorted(one.year for one in parts)
    return f"{years[0]}-{years[-1]}"


def join(parts: Iterable[Extracted], table: Table) -> tuple[Record, ...]:
    """The rows of a table from all folders, as values; each key once."""
    found: list[Record] = []
    owners: dict[tuple[str, ...], Path] = {}
    for part in parts:
        path = part.folder / table_file(table.name)
        for row in rows_of(part, table):
            key = tuple(row[name] for name in table.primary_key)
            other = owners.setdefault(key, path) if key else path
            if other != path:
                raise InputError(
                    f"{path}:{row.line}: {'/'.join(key)!r} stands in {other} too; export one of "
                    "them, or each for itself"
                )
            found.append(values_of(row, table, path))
    return tuple(found)


def rows_of(part: Extracted, table: Table) -> tuple[Row, ...]:
    """The rows of a table; the large ones, which stay with their years, are read here at last."""
    if table.name in part.tables:
        return part.tables[table.name]
    return read_promised(part.folder, contract.table(table.name))


def series_of(parts: Sequence[Extracted]) -> Iterator[Record]:
    """The rows of `series` for reports of several years."""
    for cells in series_rows([part.tables for part in parts]):
        yield values_of(Row(dict(zip(SERIES.names, cells, strict=True)), 0), SERIES, Path("series"))


def duplicates(parts: Iterable[Extracted]) -> Iterator[Record]:
    """Each two events of one year that look like one, both ways round."""
    for part in parts:
        for cells in links(part.tables):
            yield dict(zip(POSSIBLE_DUPLICATES.names, cells, strict=True))
