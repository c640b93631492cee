"""Records: what was found as rows with the cells that they were read from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from pipeline.contract import table
from pipeline.identify import Identified
from pipeline.model import (
    Cell,
    Event,
    Finding,
    Lists,
    Report,
    Section,
    Sections,
    Stretch,
    Tie,
    Title,
)
from pipeline.rulebook import Rulebook
from pipeline.version import __version__
from pipeline.view import stretches

Value: TypeAlias = str | int | float | bool | dt.date | None


@dataclass(frozen=True, slots=True)
class Record:
    """A row with what was read for it: cells by column, and the stretches of its key field.

    `ties` stand for the `key` of records whose parts were attached one by one.
    """

    table: str
    cells: Mapping[str, Cell[Value]]
    key: tuple[Stretch, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def record_id(self) -> str:
        """The row's key as provenance and findings name it."""
        return "/".join(str(self.cells[name].value) for name in table(self.table).record)


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in a report, with its findings complete."""

    events: tuple[Identified, ...]
    lists: Lists
    findings: tuple[Finding, ...]


def all_records(
    report: Report, sections: Sections, found: Found, rules: Rulebook
) -> Iterator[Record]:
    """The records of all tables that hold values, table by table."""
    yield report_record(report, sections.title, rules)
    yield from mechanism_records(report, sections, found, rules)
    yield from (event_record(report, one) for one in found.events)
    for one in found.events:
        yield from occurrence_records(one)
    for one in found.events:
        for theme in one.event.themes:
            yield plain_record("event_themes", {"event_id": one.event_id}, theme, theme.key)
    for one in found.events:
        for party in one.event.parties:
            yield plain_record("event_parties", {"event_id": one.event_id}, party, party.key)
    year = {"report_year": report.year}
    for listed in found.lists.themes:
        yield plain_record("themes", year, listed, listed.key)
    for pair in found.lists.pairs:
        yield plain_record("mechanism_themes", year, pair, pair.key)
    for position, publication in enumerate(found.lists.publications, 1):
        fixed = {**year, "position": position}
        yield plain_record("publications", fixed, publication, publication.key)


def plain_record(
    name: str, fixed: Mapping[str, Value], value: object, key: tuple[Stretch, ...]
) -> Record:
    """A record whose cells are the value's fields of the columns' names, beside fixed cells."""
    cells: dict[str, Cell[Value]] = {column: Cell(one) for column, one in fixed.items()}
    for column in table(name).names:
        cell = getattr(value, column, None)
        if isinstance(cell, Cell):
            cells[column] = cell
    return Record(name, cells, key)


def report_record(report: Report, title: Title | None, rules: Rulebook) -> Record:
    """The row of `reports`."""
    year = title.year if title and title.year.value == report.year else Cell(report.year)
    cells: dict[str, Cell[Value]] = {
        "report_year": retyped(year),
        "language": Cell(report.language),
        "source_file": Cell(report.source_file),
        "source_sha256": Cell(report.source_sha256),
        "page_count": Cell(report.page_count),
        "pipeline_version": Cell(__version__),
        "rules_sha256": Cell(rules.sha256),
    }
    if title:
        cells["title"] = retyped(title.text)
    return Record("reports", cells)


def retyped(cell: Cell[str] | Cell[int]) -> Cell[Value]:
    """The cell as one of any value."""
    return Cell(cell.value, cell.stretches, cell.rule)


def mechanism_records(
    report: Report, sections: Sections, found: Found, rules: Rulebook
) -> Iterator[Record]:
    """A row for each section, then for each mechanism named only in lists or as a party."""
    seen: dict[str, Record] = {}
    position = 0
    for section in sections.parts:
        if section.kind != "mechanism" or section.mechanism_id in seen:
            continue
        is_global = section.mechanism_id == "global-iscm"
        position += not is_global
        seen[section.mechanism_id] = section_record(
            report, section, None if is_global else position, rules
        )
    yield from seen.values()
    mentioned = sorted(mentions_elsewhere(found), key=lambda one: one[1][0].start if one[1] else 0)
    for mechanism_id, where, rule in mentioned:
        if mechanism_id not in seen:
            seen[mechanism_id] = named_record(report, mechanism_id, where, rule, rules)
            yield seen[mechanism_id]


def section_record(
    report: Report, section: Section, position: int | None, rules: Rulebook
) -> Record:
    """The row of a mechanism that has a section."""
    where = section_heading(report, section)
    heading = Cell(section.heading.text, where, section.rule)
    cells = names(report, section.mechanism_id, rules, heading)
    cells["heading"] = retyped(heading)
    cells["mechanism_id"] = Cell(section.mechanism_id, where, section.rule)
    cells["position"] = Cell(position)
    if section.anniversary:
        cells["anniversary"] = retyped(section.anniversary)
    return Record("mechanisms", cells, where)


def section_heading(report: Report, section: Section) -> tuple[Stretch, ...]:
    """The stretches of a section's heading."""
    return stretches(section.heading, 0, len(section.heading.text), report.text)


def names(
    report: Report, mechanism_id: str, rules: Rulebook, printed: Cell[str]
) -> dict[str, Cell[Value]]:
    """The cells that the rules give for a mechanism, or its printed name where they lack it."""
    rule = rules.mechanisms.get(mechanism_id)
    if rule:
        values = {"name": rule.name, "acronym": rule.acronym, "kind": rule.scope}
        by = rule.id
    else:
        before, bracket, after = printed.value.rpartition("(")
        named = bracket and before.strip()
        values = {"name": before.strip() if named else printed.value}
        values["acronym"] = after.rstrip(") ") if named else ""
        by = printed.rule
    cells: dict[str, Cell[Value]] = {
        name: Cell(value or None, printed.stretches, by) for name, value in values.items()
    }
    return {"report_year": Cell(report.year), "mechanism_id": Cell(mechanism_id), **cells}


def named_record(
    report: Report, mechanism_id: str, where: tuple[Stretch, ...], rule: str, rules: Rulebook
) -> Record:
    """The row of a mechanism that is only named."""
    printed = " ".join(report.text[one.start : one.end] for one in where)
    cells = names(report, mechanism_id, rules, Cell(" ".join(printed.split()), where, rule))
    cells["mechanism_id"] = Cell(mechanism_id, where, rule)
    return Record("mechanisms", cells, where)


def mentions_elsewhere(found: Found) -> Iterator[tuple[str, tuple[Stretch, ...], str]]:
    """The mechanisms of lists, publications and parties: id, stretches, rule."""
    cells: list[Cell[str]] = [pair.mechanism_id for pair in found.lists.pairs]
    cells += [one.mechanism_id for one in found.lists.publications if one.mechanism_id]
    cells += [
        party.party_id
        for one in found.events
        for party in one.event.parties
        if party.party_type.value == "mechanism"
    ]
    for cell in cells:
        yield cell.value, cell.stretches, cell.rule


def event_record(report: Report, one: Identified) -> Record:
    """The row of an event."""
    event = one.event
    fixed: dict[str, Value] = {
        "event_id": one.event_id,
        "event_key": one.event_key,
        "report_year": report.year,
        "mechanism_id": event.mechanism_id,
        "position": one.position,
    }
    record = plain_record("events", fixed, event, event.key)
    return replace(record, cells={**record.cells, **event_days(event)})


def event_days(event: Event) -> dict[str, Cell[Value]]:
    """The earliest and the latest day of an event's occurrences."""
    firsts = [one.start_date for one in event.occurrences if one.start_date]
    lasts = [one.end_date for one in event.occurrences if one.end_date]
    if not firsts or not lasts:
        return {}
    first = min(firsts, key=lambda cell: cell.value)
    last = max(lasts, key=lambda cell: cell.value)
    return {
        "start_date": Cell(first.value, first.stretches, first.rule),
        "end_date": Cell(last.value, last.stretches, last.rule),
    }


def occurrence_records(one: Identified) -> Iterator[Record]:
    """The rows of an event's occurrences."""
    for position, occurrence in enumerate(one.event.occurrences, 1):
        fixed: dict[str, Value] = {"event_id": one.event_id, "position": position}
        record = plain_record("occurrences", fixed, occurrence, ())
        yield replace(record, ties=occurrence.ties)
