"""From tokens back to the reading text: cells with the stretches that they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.assemble.marks import Marks
from pipeline.model import Cell, Mention, Stretch
from pipeline.view import stretches

T = TypeVar("T")
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tracer:
    """A section's marks with the reading text that its view leads back to."""

    marks: Marks
    source: str

    def run(self, first: int, last: int) -> tuple[Stretch, ...]:
        """The stretches of a run of tokens; none for an empty run."""
        if first >= last:
            return ()
        tokens = self.marks.tokens
        return self.chars(tokens[first].start, tokens[last - 1].end)

    def runs(self, runs: Iterable[Run]) -> tuple[Stretch, ...]:
        """The stretches of several runs, touching or overlapping ones made one."""
        return tuple(stretch for first, last in merged(runs) for stretch in self.run(first, last))

    def chars(self, start: int, end: int) -> tuple[Stretch, ...]:
        """The stretches of a part of the section's view."""
        return stretches(self.marks.reading.section.body, start, end, self.source)

    def mention(self, mention: Mention) -> tuple[Stretch, ...]:
        """The stretches of a mention."""
        return self.chars(mention.start, mention.end)

    def cell(self, value: T, runs: Iterable[Run], rule: str) -> Cell[T]:
        """A value read from runs of tokens."""
        return Cell(value, self.runs(runs), rule)

    def text(self, runs: Sequence[Run]) -> str:
        """The text of the runs, one space between two."""
        joined: list[Run] = []
        for first, last in runs:
            if joined and self.only_marks(joined[-1][1], first):
                joined[-1] = (joined[-1][0], last)
            else:
                joined.append((first, last))
        pieces = [self.marks.slice(first, last) for first, last in joined]
        words = " ".join(word for piece in pieces for word in piece.split())
        return words.replace(" ,", ",")

    def only_marks(self, first: int, last: int) -> bool:
        """Whether nothing but marks stands between two runs, and they stand in order."""
        return first <= last and not self.marks.has_words(first, last)


def merged(runs: Iterable[Run]) -> list[Run]:
    """The runs in order, those that touch or overlap made one."""
    found: list[Run] = []
    for first, last in sorted(run for run in runs if run[0] < run[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def without(run: Run, holes: Iterable[Run]) -> list[Run]:
    """A run of tokens without the tokens of the holes."""
    first, last = run
    found: list[Run] = []
    for begin, end in merged(holes):
        if end <= first or begin >= last:
            continue
        if begin > first:
            found.append((first, begin))
        first = max(first, end)
    if first < last:
        found.append((first, last))
    return found


def unite(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, overlapping ones made one."""
    found: list[Stretch] = []
    for one in sorted(stretches):
        if found and one.start <= found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return tuple(found)
