"""Sentence tables: claims with a sentence and the rows that must come out, in Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Event, Line, Occurrence, Report, Section
from pipeline.view import EMPTY, plain, squeeze

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


def as_report(case: Case) -> tuple[Report, Section]:
    """A report of one section that holds the sentence."""
    text = case.sentence
    lines, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(at, at + len(line), 1, number))
        at += len(line) + 1
    report = Report(text, tuple(lines), 1, "case.txt", "0" * 64, year=case.year, language="en")
    view = squeeze(plain(text, 0, len(text)))
    return report, Section("mechanism", 0, len(text), EMPTY, view, "heading.test", case.mechanism)


def rows_of(events: tuple[Event, ...]) -> list[dict[str, str]]:
    """The events as the rows of a table: one an occurrence, its event's cells on the first."""
    rows = []
    for event in events:
        first = event_cells(event)
        occurrences = event.occurrences or (None,)
        for index, occurrence in enumerate(occurrences):
            row = {key: (value if index == 0 else DITTO) for key, value in first.items()}
            row.update(occurrence_cells(occurrence, event))
            rows.append(row)
    return rows


def event_cells(event: Event) -> dict[str, str]:
    """The cells of an event."""
    values = {
        name: getattr(event, name)
        for name in ("event_type", "title", "ordinal", "event_count", "summary")
    }
    cells = {name: str(cell.value) if cell else "" for name, cell in values.items()}
    cells["themes"] = " ".join(theme.theme_id.value for theme in event.themes)
    cells["parties"] = " ".join(f"{p.role.value}:{p.party_id.value}" for p in event.parties)
    return cells


def occurrence_cells(occurrence: Occurrence | None, event: Event) -> dict[str, str]:
    """The cells of an occurrence; the event's format where it has none."""
    if occurrence is None:
        cells = dict.fromkeys(OF_OCCURRENCE, "")
        cells["format"] = event.format.value if event.format else ""
        return cells
    return {
        name: str(cell.value) if (cell := getattr(occurrence, name)) else ""
        for name in OF_OCCURRENCE
    }
