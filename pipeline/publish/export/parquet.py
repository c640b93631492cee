"""Parquet: a file a table, with the types of the contract; vocabularies are dictionaries."""

from __future__ import annotations

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.contract import Column, Table
from pipeline.publish.dataset import Dataset
from pipeline.publish.export import EVERY_TABLE, Exported

TYPES = {
    "string": pa.string(),
    "integer": pa.int32(),
    "year": pa.int16(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
VOCABULARY = pa.dictionary(pa.int8(), pa.string())

WANTED = EVERY_TABLE


def make(dataset: Dataset) -> Exported:
    """A Parquet file for each table; an empty cell is null."""
    return Exported({f"{one.name}.parquet": encode(one, dataset) for one in dataset.schema})


def encode(table: Table, dataset: Dataset) -> bytes:
    """The file of one table."""
    schema = pa.schema([field(one) for one in table.columns])
    file = BytesIO()
    rows = pa.Table.from_pylist([dict(row) for row in dataset.rows[table.name]], schema=schema)
    pq.write_table(rows, file, compression="zstd")
    return file.getvalue()


def field(column: Column) -> pa.Field:
    """A column with its type; one that is required has no nulls."""
    kind = VOCABULARY if column.enum else TYPES[column.kind]
    return pa.field(column.name, kind, nullable=not column.required)
