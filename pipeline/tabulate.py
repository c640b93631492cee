"""Tabulate: records into the contract's tables; provenance and residue fall out of the spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.contract import TABLES, Table, table
from pipeline.model import Cell, Finding, Report, Sections, Stretch, Tie
from pipeline.records import Found, Record, Value, all_records
from pipeline.rulebook import Rulebook
from pipeline.view import stretches

Row: TypeAlias = dict[str, Value]


def tabulate(
    report: Report, sections: Sections, found: Found, rules: Rulebook
) -> dict[str, list[Row]]:
    """The rows of every table of the contract, in its order."""
    records = list(all_records(report, sections, found, rules))
    rows = {one.name: [] for one in TABLES}  # type: dict[str, list[Row]]
    for record in records:
        columns = table(record.table).names
        rows[record.table].append(
            {name: record.cells[name].value if name in record.cells else None for name in columns}
        )
    traces = list(provenance(report, records))
    rows["provenance"] = traces
    rows["residue"] = list(residue(report, sections, traces))
    rows["findings"] = list(finding_rows(report, found.findings))
    return rows


def provenance(report: Report, records: Iterable[Record]) -> Iterator[Row]:
    """A row for each stretch of each value, and of each record as a whole."""
    for record in records:
        shape = table(record.table)
        for name in shape.names:
            cell = record.cells.get(name)
            if cell is None or cell.value is None:
                continue
            ties = tuple(Tie(stretch, cell.rule) for stretch in cell.stretches)
            if name == shape.key_field:
                ties = record.ties or key_ties(record, shape, cell)
            for tie in sorted(ties):
                for part in parts_of(report, tie.stretch):
                    yield trace(report, record, name, Tie(part, tie.rule))


def parts_of(report: Report, stretch: Stretch) -> Iterable[Stretch]:
    """A stretch as rows of provenance have it: in parts of a line each where boxes are known, as
    a box around two lines would hold other words too."""
    return report.by_lines(stretch) if report.boxes else (stretch,)


def key_ties(record: Record, shape: Table, cell: Cell[Value]) -> tuple[Tie, ...]:
    """The stretches of a record as a whole, under the rule of its key field or of its values."""
    rule = cell.rule or record_rule(record, shape)
    return tuple(Tie(one, rule) for one in outermost({*record.key, *cell.stretches}))


def outermost(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, without those inside another."""
    every = sorted(stretches)
    return tuple(
        one
        for one in every
        if not any(
            other != one and other.start <= one.start and one.end <= other.end for other in every
        )
    )


def record_rule(record: Record, shape: Table) -> str:
    """The rule of a record's key: how its title was made, else the first value's rule."""
    cells = [record.cells[name] for name in shape.names if name in record.cells]
    rules = [cell.rule for cell in cells if cell.rule and cell.value is not None]
    titles = [rule for rule in rules if rule.startswith("title.")]
    return next(iter([*titles, *rules]), "record")


def trace(report: Report, record: Record, name: str, tie: Tie) -> Row:
    """One row of provenance."""
    stretch = tie.stretch
    line = report.line_at(stretch.start)
    box = report.box_of(stretch)
    return {
        "report_year": report.year,
        "table": record.table,
        "record_id": record.record_id,
        "field": name,
        "start": stretch.start,
        "end": stretch.end,
        "page": line.page,
        "line": line.number,
        "x0": box.x0 if box else None,
        "top": box.top if box else None,
        "x1": box.x1 if box else None,
        "bottom": box.bottom if box else None,
        "rule_id": tie.rule,
    }


def share_claimed(report: Report, sections: Sections, traces: Sequence[Row]) -> float:
    """The share of the mechanism sections' non-space characters that some record claims, 0 to 1."""
    claimed = claims(report, traces)
    inside = [
        claimed[at]
        for part in sections.parts
        if part.kind == "mechanism"
        for at in range(part.start, part.end)
        if not report.text[at].isspace()
    ]
    return sum(inside) / len(inside) if inside else 1.0


def claims(report: Report, traces: Sequence[Row]) -> bytearray:
    """One byte a character of the report: 1 where a row of provenance holds it."""
    claimed = bytearray(len(report.text))
    for row in traces:
        start, end = int(str(row["start"])), int(str(row["end"]))
        claimed[start:end] = b"\1" * (end - start)
    return claimed


def residue(report: Report, sections: Sections, traces: Sequence[Row]) -> Iterator[Row]:
    """The runs of text that no record claims, cut at line ends."""
    claimed = claims(report, traces)
    furniture = bytearray(len(report.text))
    headings = (
        stretch
        for part in sections.parts
        if part.kind != "mechanism"
        for stretch in stretches(part.heading, 0, len(part.heading.text), report.text)
    )
    for stretch in (*sections.furniture, *headings):
        furniture[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
    for line in report.lines:
        yield from line_residue(report, line.start, line.end, claimed, furniture)


def line_residue(
    report: Report, first: int, last: int, claimed: bytearray, furniture: bytearray
) -> Iterator[Row]:
    """The rows of residue of one line: runs of unclaimed characters of one reason."""
    at = first
    while at < last:
        if claimed[at] or report.text[at].isspace():
            at += 1
            continue
        reason = furniture[at]
        end = at
        while (
            end < last
            and not claimed[end]
            and (furniture[end] == reason or report.text[end].isspace())
        ):
            end += 1
        text = report.text[at:end].rstrip()
        line = report.line_at(at)
        yield {
            "report_year": report.year,
            "page": line.page,
            "line": line.number,
            "start": at,
            "end": at + len(text),
            "reason": "furniture" if reason else "unmatched",
            "text": text,
        }
        at = end


def finding_rows(report: Report, findings: Iterable[Finding]) -> Iterator[Row]:
    """The rows of findings, by their place in the report, then by code."""
    ordered = sorted(
        findings,
        key=lambda one: (
            one.stretch.start if one.stretch else -1,
            one.code,
            one.record_id,
            one.message,
        ),
    )
    for one in ordered:
        line = report.line_at(one.stretch.start) if one.stretch else None
        yield {
            "report_year": report.year,
            "code": one.code,
            "severity": one.severity,
            "table": one.table or None,
            "record_id": one.record_id or None,
            "field": one.field or None,
            "original": one.original or None,
            "page": line.page if line else one.page or None,
            "line": line.number if line else None,
            "start": one.stretch.start if one.stretch else None,
            "end": one.stretch.end if one.stretch else None,
            "message": one.message,
        }
