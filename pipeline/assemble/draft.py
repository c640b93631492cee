"""Drafts: events in the making."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.head import Head
from pipeline.assemble.segments import Segment

Run = tuple[int, int]  # tokens


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making: its head and what belongs to it, in the order of the text.

    `end` is where the title ends; `company` tells who came to it; `cores` are date, place and
    format segments, `topics` token runs of its summary, `own` the runs that its key holds; `alone`
    says that the row is one of several that its head was split into.
    """

    head: Head
    end: int
    cores: tuple[Segment, ...] = ()
    topics: tuple[Run, ...] = ()
    roles: tuple[Segment, ...] = ()
    subject: Run | None = None
    company: Run | None = None
    verb: Run | None = None
    times: Segment | None = None
    asides: tuple[Segment, ...] = ()
    own: tuple[Run, ...] = ()
    alone: bool = False
    shown: bool = False
    rule: str = "rows.one"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that the text says was not held: `value` is `negative`, `planned` or
    `earlier`, `words` are those that say so."""

    head: Head
    value: str
    own: Run
    words: Run
