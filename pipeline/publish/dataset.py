"""What an export is made of: the tables of some reports as values, and what links their events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline.check.pairing import by_event
from pipeline.check.rows import Row
from pipeline.contract import Table
from pipeline.datapackage import ALL, table_file
from pipeline.extracted import Extracted, read_extracted, reports_below
from pipeline.likeness import Meeting, alike
from pipeline.model import InputError
from pipeline.panelschema import PANEL, POSSIBLE_DUPLICATES, SERIES, YEARLY
from pipeline.publish.series import find_series
from pipeline.tablefile import Value, value

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


def gather(paths: Sequence[Path]) -> Dataset:
    """The tables of the folders: of reports, of the panel, or of folders that hold reports.

    Raises `InputError` for what is no extraction of this contract, where two folders have a key in
    common, and for a cell that is not of its column's type.
    """
    parts = [read_extracted(one) for path in paths for one in reports_below(path)]
    if len(parts) > 1:
        refuse_panel(parts)
    schema = PANEL if parts[0].schema == PANEL else YEARLY
    rows = {one.name: join(parts, one) for one in schema if one.name in parts[0].tables}
    events = [row for part in parts for row in part.tables["events"]]
    if SERIES.name not in rows:
        rows[SERIES.name] = series_of(events)
    rows[POSSIBLE_DUPLICATES.name] = tuple(duplicates(parts))
    tables = (*(one for one in schema if one != SERIES), SERIES, POSSIBLE_DUPLICATES)
    return Dataset(name_of(parts), tables, rows)


def refuse_panel(parts: Iterable[Extracted]) -> None:
    """`InputError` where the panel is one of several folders."""
    for one in parts:
        if one.schema == PANEL:
            raise InputError(f"{one.folder}: the panel holds the years already; name it alone")


def name_of(parts: Sequence[Extracted]) -> str:
    """What the tables together are called: the report, the panel, or the first and last year."""
    if len(parts) == 1:
        return ALL if parts[0].schema == PANEL else parts[0].name
    years = sorted(one.year for one in parts)
    return f"{years[0]}-{years[-1]}"


def join(parts: Iterable[Extracted], table: Table) -> tuple[Record, ...]:
    """The rows of a table from all folders, as values; each key once."""
    found: list[Record] = []
    owners: dict[tuple[str, ...], Path] = {}
    for part in parts:
        path = part.folder / table_file(table.name)
        for row in part.tables[table.name]:
            key = tuple(row[name] for name in table.primary_key)
            other = owners.setdefault(key, path) if key else path
            if other != path:
                raise InputError(
                    f"{path}:{row.line}: {'/'.join(key)!r} stands in {other} too; export one of "
                    "them, or each for itself"
                )
            found.append(record(row, table, path))
    return tuple(found)


def record(row: Row, table: Table, path: Path) -> Record:
    """A row as values; `InputError` for a cell that is not of its column's type."""
    try:
        return {one.name: value(row[one.name], one) for one in table.columns}
    except ValueError as error:
        raise InputError(f"{path}:{row.line}: {error}; iscm check says more") from None


def series_of(events: Sequence[Row]) -> tuple[Record, ...]:
    """The rows of `series` for events of several years."""
    return tuple(
        record(Row(dict(zip(SERIES.names, member.cells, strict=True)), 0), SERIES, Path("series"))
        for one in find_series(events)
        for member in one.members
    )


def duplicates(parts: Iterable[Extracted]) -> Iterator[Record]:
    """Each two events of one year that look like one, both ways round."""
    for part in parts:
        by_year: dict[str, list[Meeting]] = {}
        for one in meetings(part):
            by_year.setdefault(one.event_id[:4], []).append(one)
        for year in by_year.values():
            for one, other, why in alike(year):
                cells = (one.event_id, other.event_id, why)
                yield dict(zip(POSSIBLE_DUPLICATES.names, cells, strict=True))


def meetings(part: Extracted) -> Iterator[Meeting]:
    """The events of a folder as they are compared with each other."""
    occurrences, parties = (
        by_event(part.tables[name]) for name in ("occurrences", "event_parties")
    )
    for event in part.tables["events"]:
        own = occurrences.get(event["event_id"], ())
        yield Meeting(
            event["event_id"],
            event["mechanism_id"],
            event["event_type"],
            frozenset((row["start_date"], row["end_date"]) for row in own if row["start_date"]),
            frozenset(
                row["city"] or row["country_code"]
                for row in own
                if row["city"] or row["country_code"]
            ),
            tuple(
                row["party_id"]
                for row in parties.get(event["event_id"], ())
                if row["party_type"] == "mechanism"
            ),
        )
