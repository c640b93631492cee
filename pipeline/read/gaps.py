"""Which printed lines are set off from the line before them: by white space, or by their style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.read.printed import Printed
from pipeline.read.styles import Style, is_emphasised

QUARTER = 4  # a quarter of the lines of a text are set no wider apart than its usual lines
WIDER = 0.3  # of the size: what more stands between two paragraphs than between two lines
USUAL = 1.2  # times the size, from line to line, where nothing tells
ALIKE = 1.15  # times the size of the line before it: a line that goes on with it
HYPHENS = ("-", "\u00ad", "‐")
SPACE = 0.25  # of the size: a space between two words


def set_gaps(lines: Sequence[Printed], body: Style) -> None:
    """Settles `gap` of the lines of the flow; rows of tables keep theirs."""
    usual = usual_pitch(lines)
    for before, line in pairwise(lines):
        if line.column is None or before.column is None:
            line.gap = line.gap or line.column is not before.column
        elif line.column is before.column:
            pitch = (line.bottom - before.bottom) / min(line.size, before.size)
            broken = before.text.endswith(HYPHENS) and line.size < ALIKE * before.size
            line.gap = not broken and (pitch > usual + WIDER or changes_style(before, line, body))
        else:
            line.gap = changes_style(before, line, body) or not is_forced(before, line)


def usual_pitch(lines: Sequence[Printed]) -> float:
    """How far a line stands below the one before it, in sizes of its text."""
    pitches = sorted(pitches_of(lines))
    return pitches[len(pitches) // QUARTER] if pitches else USUAL


def pitches_of(lines: Sequence[Printed]) -> Iterator[float]:
    """The same for each two lines of one column and style."""
    for before, line in pairwise(lines):
        same = line.column is not None and line.column is before.column
        if same and line.style == before.style and line.size:
            yield (line.bottom - before.bottom) / line.size


def changes_style(before: Printed, line: Printed, body: Style) -> bool:
    """Whether one of two lines is all a heading, and the other goes on in another style."""
    ends = is_emphasised(before.style, body) and line.first != before.style
    begins = is_emphasised(line.style, body) and before.last != line.style
    return ends or begins


def is_forced(before: Printed, line: Printed) -> bool:
    """Whether the first word of a line had no room on the line before it, in another column."""
    if before.column is None:
        return False
    first = len(line.text.split(None, 1)[0]) / len(line.text) * (line.x1 - line.x0)
    return before.x1 + SPACE * before.size + first > before.column[2]
