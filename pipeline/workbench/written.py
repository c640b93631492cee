"""A report's folder as written: its rows, and for each value the words it was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.gold import rule_ids
from pipeline.check.rows import Row, read_rows
from pipeline.contract import table
from pipeline.datapackage import TEXT_FILE

Span = tuple[int, int]
Value = tuple[str, str, str]  # a value's table, record_id and field

TABLES = (
    "reports", "mechanisms", "events", "occurrences", "event_themes", "event_parties", "themes",
    "mechanism_themes", "publications", "findings",
)  # fmt: skip
APART = " … "  # between stretches that other words stand between


@dataclass(frozen=True, slots=True)
class Written:
    """An extraction: rows by table, spans and rules by value, and the text that spans point into.

    `keys` holds the `event_key` of each `event_id`.
    """

    tables: Mapping[str, tuple[Row, ...]]
    spans: Mapping[Value, tuple[Span, ...]]
    rules: Mapping[Value, str]
    keys: Mapping[str, str]
    text: str

    def record(self, name: str, row: Row) -> str:
        """The `record_id` of a row, for a finding that of the record it is about."""
        return row["record_id"] if name == "findings" else table(name).record_id(row)

    def places(self, name: str, row: Row) -> tuple[Span, ...]:
        """Where a row was read from, in the order of the text; a report's row has no place."""
        if name == "findings":
            return ((int(row["start"]), int(row["end"])),) if row["start"] else ()
        key = (name, self.record(name, row), table(name).key_field)
        return tuple(sorted(self.spans.get(key, ())))

    def quote(self, name: str, row: Row) -> tuple[int, str]:
        """Where a row's sentence begins, and its words: of an event its own, else whole lines."""
        event = row["event_id"] or row["record_id"].split("/")[0]  # a finding's record
        if event in self.keys:
            spans = tuple(sorted(self.spans.get(("events", event, "event_id"), ())))
        else:
            spans = tuple(self.lines_around(one) for one in self.places(name, row)[:1])
        pieces = [" ".join(self.text[start:end].split()) for start, end in spans]
        return (spans[0][0] if spans else 0), APART.join(pieces)

    def lines_around(self, span: Span) -> Span:
        """The whole lines that a span lies in."""
        start, end = span
        stop = self.text.find("\n", end)
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if stop < 0 else stop


def read_written(folder: Path) -> Written:
    """The extraction of a report's folder; `InputError` for a table that is no CSV."""
    tables = {name: read_rows(folder / f"{name}.csv") for name in TABLES}
    spans: defaultdict[Value, tuple[Span, ...]] = defaultdict(tuple)
    for row in read_rows(folder / "provenance.csv"):
        if row["start"]:
            value = (row["table"], row["record_id"], row["field"])
            spans[value] += ((int(row["start"]), int(row["end"])),)
    text = (folder / TEXT_FILE).read_bytes().decode()  # as spans count: line ends as written
    keys = {row["event_id"]: row["event_key"] for row in tables["events"]}
    return Written(tables, spans, rule_ids(folder), keys, text)
