"""Firings: where a rule marked words of a text, or read a value from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pipeline.stages import Extraction
from pipeline.view import stretches

Firing: TypeAlias = tuple[str, tuple[int, int]]  # a rule, and offsets of the reading text


def firings(extraction: Extraction, text: str) -> Iterator[Firing]:
    """The firings in an extraction of a reading text: its mentions, then its values."""
    for reading in extraction.readings:
        for one in reading.mentions:
            found = stretches(reading.section.body, one.start, one.end, text)
            if found:
                yield one.rule, (found[0].start, found[-1].end)
    for row in extraction.tables["provenance"]:
        yield str(row["rule_id"]), (int(str(row["start"])), int(str(row["end"])))
