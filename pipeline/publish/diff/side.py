"""One side of a comparison: its rows, what hangs on its events, and the sources of its values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from pipeline.check.pairing import by_event
from pipeline.check.rows import Row
from pipeline.contract import EVENT_PARTS, table
from pipeline.extracted import Extracted, read_extracted, reading_text
from pipeline.publish.diff.values import Source
from pipeline.publish.links import counted_twice, links
from pipeline.publish.names import short_name

LINE_END = re.compile(r"-[ \t]*\n\s*")
APART = " … "  # between stretches that other words stand between


class Side:
    """A report's folder as one side of a comparison; each thing is worked out once, when asked."""

    def __init__(self, folder: Path) -> None:
        self.extracted: Extracted = read_extracted(folder)

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        """The rows of a table."""
        return self.extracted.tables[name]

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.extracted.name

    @property
    def year(self) -> int:
        """The year of the report."""
        return self.extracted.year

    @cached_property
    def parts(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """The rows of the tables that hang on events, by table and `event_id`."""
        return {name: by_event(self[name]) for name in EVENT_PARTS}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What mechanisms are called in a sentence, by their ids."""
        return {
            row["mechanism_id"]: short_name(row["mechanism_id"], row["name"], row["acronym"])
            for row in self["mechanisms"]
        }

    @cached_property
    def links(self) -> tuple[tuple[str, str, str], ...]:
        """Entries of two mechanisms that look like one event, both ways round, and why."""
        return tuple(links(self.extracted.tables))

    @cached_property
    def counted(self) -> tuple[Row, ...]:
        """The events that a count counts: of those that look like one, one."""
        twice = counted_twice(self.links)
        return tuple(row for row in self["events"] if row["event_id"] not in twice)

    def hanging(self, name: str) -> tuple[Row, ...]:
        """The rows of a table that hang on the events that a count counts."""
        return tuple(
            row for one in self.counted for row in self.parts[name].get(one["event_id"], ())
        )

    @cached_property
    def traces(self) -> Mapping[tuple[str, str, str], Sequence[Row]]:
        """The rows of provenance by table, record and field."""
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in self["provenance"]:
            found.setdefault((row["table"], row["record_id"], row["field"]), []).append(row)
        return found

    @cached_property
    def text(self) -> str:
        """The reading text; `InputError` where it cannot be read."""
        return reading_text(self.extracted.folder)

    def source(self, name: str, row: Row, column: str) -> Source:
        """The words that a cell was read from, and the rules."""
        traces = self.traces.get((name, table(name).record_id(row), column), ())
        if not traces:
            return Source()
        stretches = dict.fromkeys((int(one["start"]), int(one["end"])) for one in traces)
        words = (as_printed(self.text[start:end], row[column]) for start, end in stretches)
        rules = tuple(dict.fromkeys(one["rule_id"] for one in traces))
        return Source(APART.join(words), traces[0]["page"], traces[0]["line"], rules)


def as_printed(text: str, value: str) -> str:
    """A stretch of the report in one line; a hyphen at a line's end goes where the value that was
    read from it shows that the word has none."""
    joined = " ".join(LINE_END.sub("", text).split())
    return joined if joined in value or value in joined else " ".join(text.split())
