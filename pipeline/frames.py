"""Tables as typed pandas frames: of a report that was just read, or of a written folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from pipeline.contract import Column, Table, unguard
from pipeline.extracted import read_extracted
from pipeline.model import InputError
from pipeline.tablefile import cell


class Tables(Mapping[str, pd.DataFrame]):
    """The tables of one report, or of all years, as frames: `tables.events`, `tables["events"]`.

    Days are `datetime64`, whole numbers `Int64`, other numbers `Float64`, closed vocabularies
    categories, texts `string`; what is missing is missing in each of them, and "NA" is a text.
    """

    reports: pd.DataFrame
    mechanisms: pd.DataFrame
    events: pd.DataFrame
    occurrences: pd.DataFrame
    event_themes: pd.DataFrame
    event_parties: pd.DataFrame
    themes: pd.DataFrame
    mechanism_themes: pd.DataFrame
    publications: pd.DataFrame
    residue: pd.DataFrame  # of one report only, as are the next two
    findings: pd.DataFrame
    provenance: pd.DataFrame
    series: pd.DataFrame  # of all years only

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames = dict(frames)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table of a name; `KeyError` where there is none."""
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        """The table of a name; `AttributeError` says which there are."""
        frames: dict[str, pd.DataFrame] = self.__dict__.get("_frames", {})
        if name in frames:
            return frames[name]
        raise AttributeError(f"no table {name!r} here; there are {', '.join(frames)}")

    def __iter__(self) -> Iterator[str]:
        """The names of the tables in the order of the contract."""
        return iter(self._frames)

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self._frames)

    def __dir__(self) -> list[str]:
        """What can follow the dot, for those who complete names."""
        return [*super().__dir__(), *self._frames]

    def __repr__(self) -> str:
        """The tables with the numbers of their rows."""
        counts = ", ".join(f"{name}: {len(frame)}" for name, frame in self._frames.items())
        return f"Tables({counts})"


def frames_of(
    rows: Mapping[str, Sequence[Mapping[str, object]]], schema: Sequence[Table]
) -> Tables:
    """Rows of values, by the names of their tables, as frames."""
    return Tables(
        {
            one.name: typed_frame(
                one,
                [
                    [unguard(cell(row[each.name], each)) for each in one.columns]
                    for row in rows[one.name]
                ],
            )
            for one in schema
        }
    )


def load_folder(folder: Path) -> Tables:
    """The tables of a written folder in the order of the contract.

    Raises `InputError` for what is no extraction of this contract, for a table that is missing,
    has other columns or a key twice, and for a cell that is not of its column's type.
    """
    found = read_extracted(folder)
    frames = {}
    for one in found.schema:
        cells = [[row[name] for name in one.names] for row in found.tables[one.name]]
        try:
            frames[one.name] = typed_frame(one, cells)
        except ValueError as error:
            reason = str(error).splitlines()[0]
            raise InputError(
                f"{folder / one.name}.csv: {reason}; iscm check {folder} says where"
            ) from None
    return Tables(frames)


def typed_frame(table: Table, rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The cells of a table, texts without guards, as a frame with the types of the contract.

    Raises `ValueError` for a cell that is not of its column's type.
    """
    texts = pd.DataFrame(rows, columns=list(table.names), dtype="string")
    return texts.assign(**{one.name: typed(texts[one.name], one) for one in table.columns})


def typed(cells: pd.Series[str], column: Column) -> pd.Series:
    """The cells of a column as values of its type."""
    present = cells.mask(cells == "")
    values = converted(present, column)
    odd = present[present.notna() & values.isna()]
    if len(odd):
        what = "not in the vocabulary" if column.enum else f"no {column.kind}"
        raise ValueError(f"{column.name}: {odd.iloc[0]!r} is {what}")
    return values


def converted(present: pd.Series[str], column: Column) -> pd.Series:
    """Cells as values of their column's type; one that is not of it is missing."""
    if column.enum:
        known = pd.CategoricalDtype(list(column.enum))
        return present.where(present.isin(column.enum)).astype(known)
    match column.kind:
        case "boolean":
            return present.map({"true": True, "false": False}).astype("boolean")
        case "date":
            return pd.to_datetime(present, format="%Y-%m-%d", errors="coerce")
        case "number":
            return pd.to_numeric(present, errors="coerce").astype("Float64")
        case "integer" | "year":
            return pd.to_numeric(present, errors="coerce").astype("Int64")
    return present
