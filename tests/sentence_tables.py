"""Sentence tables: claims with a sentence and the rows that must come out, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.tabulate import Row

TITLE = re.compile(r"## (?P<claim>.+) \((?P<mechanism>[a-z0-9-]+), (?P<year>\d{4})\)$")
DITTO = '"'
OF_OCCURRENCE = ("start_date", "end_date", "format", "city", "country_code")


@dataclass(frozen=True)
class Case:
    """One claim: its sentence, its setting and the rows wanted, as dicts of columns."""

    file: str
    line: int
    claim: str
    mechanism: str
    year: int
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file; `ValueError` where one has no table or a file has no case."""
    cases: list[Case] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith("## ")]
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        cases.append(read_case(path.name, begin, lines[begin:end]))
    if not cases:
        raise ValueError(f"{path.name}: no case in it")
    return cases


def read_case(file: str, begin: int, lines: list[str]) -> Case:
    """One case from its lines."""
    match = TITLE.match(lines[0])
    if match is None:
        raise ValueError(f"{file}:{begin + 1}: want '## Claim (mechanism, year)'")
    sentence = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
    table = [line for line in lines if line.startswith("|")]
    if not sentence or len(table) < 2:
        raise ValueError(f"{file}:{begin + 1}: a case needs a sentence and a table")
    columns = split_row(table[0])
    rows = tuple(dict(zip(columns, split_row(row), strict=True)) for row in table[2:])
    return Case(
        file, begin + 1, match["claim"], match["mechanism"], int(match["year"]), sentence,
        tuple(columns), rows,
    )  # fmt: skip


def split_row(row: str) -> list[str]:
    """The cells of a table row; a cell may hold alternatives after `\\|`."""
    cells = re.split(r"(?<!\\)\|", row.strip().strip("|"))
    return [cell.strip().replace("\\|", "|") for cell in cells]


@dataclass(frozen=True)
class Got:
    """A row that came out: its cells, the key of its event, and the rules behind each cell."""

    cells: dict[str, str]
    key: str
    rules: dict[str, str]


def rows_of(tried: Mapping[str, list[Row]]) -> list[Got]:
    """The events of a tried sentence as rows: one an occurrence, its event's cells on the first.

    `tried` is what `iscm rules try --json` prints.
    """
    rows = []
    for event in tried["events"]:
        first = event_cells(event, tried)
        rules = rules_of(tried, "events", str(event["event_id"]))
        own = [one for one in tried["occurrences"] if one["event_id"] == event["event_id"]]
        for index, occurrence in enumerate(own or [event]):
            cells = {key: (value if index == 0 else DITTO) for key, value in first.items()}
            cells.update(occurrence_cells(occurrence))
            record = f"{event['event_id']}/{occurrence['position']}"
            ties = rules_of(tried, "occurrences", record) if own else {}
            place = {name: ties.get("position", "") for name in OF_OCCURRENCE}
            rows.append(Got(cells, str(event["event_key"]), {**rules, **place}))
    return rows


def rules_of(tried: Mapping[str, list[Row]], table: str, record: str) -> dict[str, str]:
    """The rules behind each field of a record."""
    return {
        str(one["field"]): " ".join(one["rule_ids"])  # type: ignore[arg-type]
        for one in tried["rules"]
        if (one["table"], one["record_id"]) == (table, record)
    }


def event_cells(event: Row, tables: Mapping[str, list[Row]]) -> dict[str, str]:
    """The cells of an event."""
    names = ("event_type", "title", "ordinal", "event_count", "summary")
    cells = {name: shown(event[name]) for name in names}
    own = {
        name: [one for one in tables[name] if one["event_id"] == event["event_id"]]
        for name in ("event_themes", "event_parties")
    }
    cells["themes"] = " ".join(str(one["theme_id"]) for one in own["event_themes"])
    cells["parties"] = " ".join(f"{one['role']}:{one['party_id']}" for one in own["event_parties"])
    return cells


def occurrence_cells(occurrence: Row) -> dict[str, str]:
    """The cells of an occurrence; of an event without any, its format."""
    return {name: shown(occurrence.get(name)) for name in OF_OCCURRENCE}


def shown(value: object) -> str:
    """A value as the tables of cases print it."""
    return "" if value is None else str(value)
