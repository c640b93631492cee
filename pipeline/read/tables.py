"""Tables into lines: the cells of a row after each other, a tab between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.areas import Table, around
from pipeline.read.glyphs import Word
from pipeline.read.messages import Rect
from pipeline.read.printed import Printed, print_lines

MOST_LINES = 12  # of a cell: a table of longer ones is no table, but columns with rules
ALIGNED = 0.75  # of the lines on one side stand level with one on the other, in a table
FINER = 2.0  # times the rows that its cells make: a table has so many that its cells are none
LEAST_RULES = 2  # between the rows of a table
WIDER = 1.14  # times the distance of two lines of a cell: that of two rows
LEVEL = 2.0  # points that level lines differ by at most
WRAPPED = 0.25  # of the lines of a column begin with a small letter: labels do so seldom
BOLD = 0.7  # of the lines of a column of bold labels, the others head them
FULL = 0.85  # of its column: a line so long is full
MOST_FULL = 0.5  # of the lines of a column of labels are full
OPEN = (",", "-", "\u00ad", "‐", "&", "/")


def ruled_lines(table: Table, words: Iterable[Word]) -> list[Printed]:
    """The lines of a ruled table; none where it holds no text, or is none.

    Where its cells hold many rows each, as the shaded ones of a table without rules do, the rows
    are told by what stands level.
    """
    pending = list(words)
    rows = [
        [
            print_lines([word for word in pending if holds(cell, word)]) if cell else []
            for cell in cells
        ]
        for cells in table.rows
    ]
    sizes = [len(cell) for row in rows for cell in row if cell]
    if len(sizes) < 2:
        return []
    lefts = sorted({cell[0] for cells in table.rows for cell in cells if cell})
    finer = unruled_rows(between(pending, lefts))
    if len(finer) >= FINER * len([row for row in rows if any(row)]):
        return table_lines(finer)
    return [] if max(sizes) > MOST_LINES and len(rows) == 1 else table_lines(rows)


def between(words: Iterable[Word], lefts: Sequence[float]) -> list[list[Word]]:
    """The words of the columns that begin at some places; columns without words left out."""
    columns: list[list[Word]] = [[] for _ in lefts]
    for word in words:
        at = sum(left <= (word.x0 + word.x1) / 2 for left in lefts)
        columns[max(0, at - 1)].append(word)
    return [column for column in columns if column]


def table_lines(rows: Sequence[Sequence[Sequence[Printed]]]) -> list[Printed]:
    """The lines of a table, each row with a gap before it.

    The cells of a row stand after each other, a tab between them; those of a table of a single
    row, or of one whose rows are headings beside their text, are blocks of their own.
    """
    filled = [row for row in rows if any(row)]
    if len(filled) == 1 or are_prose(filled):
        return [line for row in filled for cell in row for line in block(cell)]
    return [line for row in filled for line in join_cells(row)]


def are_prose(rows: Sequence[Sequence[Sequence[Printed]]]) -> bool:
    """Whether what stands in the last cells of most rows is sentences."""
    last = [next(cell for cell in reversed(row) if cell) for row in rows]
    return 2 * sum(cell[-1].text.rstrip().endswith(".") for cell in last) > len(last)


def holds(box: Rect, word: Word) -> bool:
    """Whether the middle of a word lies in a box."""
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def block(lines: Sequence[Printed]) -> Iterator[Printed]:
    """Lines of one block: a gap before the first alone."""
    for at, line in enumerate(lines):
        yield replace(line, gap=at == 0)


def join_cells(cells: Iterable[Sequence[Printed]]) -> list[Printed]:
    """The lines of a row's cells, the last of one and the first of the next as one with a tab."""
    found: list[Printed] = []
    for cell in cells:
        if not cell:
            continue
        if not found:
            found.extend(cell)
            continue
        last, first = found.pop(), cell[0]
        x0, top, x1, bottom = around([box_of(last), box_of(first)])
        letters = [*last.letters, ("\t", None), *first.letters]
        found.append(Printed(letters, x0, top, x1, bottom, None, last.first, first.last))
        found.extend(cell[1:])
    return list(block(found))


def box_of(line: Printed) -> Rect:
    """The box of a line in its frame."""
    return line.x0, line.top, line.x1, line.bottom


def unruled_rows(
    columns: Sequence[Sequence[Word]], rules: Sequence[Rect] = ()
) -> list[list[list[Printed]]]:
    """The rows of a table without cells, as the cells of each; none where columns are no table.

    `rules` are those from left to right on the page: where some run over all columns, they part
    the rows. Else each label stands level with what belongs to it, and labels are short.
    """
    if len(columns) < 2:
        return []
    lines = [print_lines(column) for column in columns]
    starts = parted(lines, rules)
    if is_level_table(lines):
        told = list(row_starts(lines[0], lines))
        starts = told if len(told) > len(starts) else starts
    return rows_from(lines, starts) if starts else []


def is_level_table(lines: Sequence[Sequence[Printed]]) -> bool:
    """Whether the first of some columns is labels that stand level with what is beside them."""
    labels, others = lines[0], [line for column in lines[1:] for line in column]
    if not (are_bold(labels, others) or are_labels(labels)) or not is_aligned(labels, others):
        return False
    return not any(is_heading_among(column) for column in lines)


def rows_from(
    lines: Sequence[Sequence[Printed]], starts: Sequence[float]
) -> list[list[list[Printed]]]:
    """The lines of columns by the rows that begin at some heights."""
    tops = [float("-inf"), *starts[1:], float("inf")]
    return [
        [[line for line in column if top - LEVEL <= line.top < end - LEVEL] for column in lines]
        for top, end in pairwise(tops)
    ]


def parted(lines: Sequence[Sequence[Printed]], rules: Iterable[Rect]) -> list[float]:
    """Where the rows begin that rules over all of some columns part; none where they do not."""
    every = [line for column in lines for line in column]
    right = min(line.x0 for line in lines[-1])
    left, top = min(line.x0 for line in every), min(line.top for line in every)
    bottom = max(line.bottom for line in every)
    across = sorted(
        rule[1]
        for rule in rules
        if rule[0] <= left + LEVEL and rule[2] > right and top < rule[1] < bottom
    )
    if len(across) < LEAST_RULES:
        return []
    starts = [top, *across]
    rows = rows_from(lines, starts)
    whole = sum(bool(row[0]) and any(row[1:]) for row in rows)
    return starts if whole >= ALIGNED * len(rows) else []


def are_bold(labels: Sequence[Printed], others: Sequence[Printed]) -> bool:
    """Whether most of a column is bold, and nothing beside it."""
    bold, beside = (
        [line.style is not None and line.style.bold for line in lines] for lines in (labels, others)
    )
    return sum(bold) >= BOLD * len(bold) and not any(beside)


def are_labels(lines: Sequence[Printed]) -> bool:
    """Whether the lines of a column look like labels: short, each beginning anew."""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    full = sum(line.x1 - line.x0 >= FULL * width for line in lines)
    wrapped = sum(line.text[:1].islower() for line in lines)
    colons = sum(line.text.rstrip().endswith(":") for line in lines)
    if colons * 2 >= len(lines):
        return True
    return full <= max(1, MOST_FULL * len(lines)) and wrapped <= WRAPPED * len(lines)


def is_aligned(labels: Sequence[Printed], others: Sequence[Printed]) -> bool:
    """Whether the first and nearly all lines on the right stand in rows that labels begin."""
    level = sum(is_level(label, others) for label in labels)
    first = min(others, key=lambda line: line.bottom)
    return is_level(first, labels) and level >= ALIGNED * min(len(labels), len(others))


def is_level(line: Printed, others: Iterable[Printed]) -> bool:
    """Whether a line stands level with one of some others."""
    return any(abs(line.bottom - other.bottom) <= LEVEL for other in others)


def is_wrap(line: Printed) -> bool:
    """Whether a line begins as one does that goes on with a label."""
    return line.text[:1].islower()


def is_heading_among(lines: Sequence[Printed]) -> bool:
    """Whether a column has bold lines among more that are not, as headings are."""
    bold = sum(line.style is not None and line.style.bold for line in lines)
    return 0 < bold <= len(lines) / 2


def row_starts(labels: Sequence[Printed], lines: Sequence[Sequence[Printed]]) -> Iterator[float]:
    """Where the rows of a table begin; `labels` is the first of its columns of `lines`.

    A label over several lines is told by their being nearer to each other than two rows are, and
    where they are not, by its words.
    """
    others = [line for column in lines[1:] for line in column]
    tight = WIDER * min((pitch for column in lines for pitch in pitches(column)), default=0.0)
    padded = any(pitch > tight for pitch in pitches(labels))
    for before, label in zip([None, *labels], labels, strict=False):
        if before is None:
            yield label.top
            continue
        level, wide = is_level(label, others), label.bottom - before.bottom > tight
        if padded or not level:
            begins = wide or label.style != before.style
        else:
            begins = not (is_wrap(label) or before.text.rstrip().endswith(OPEN))
        if begins:
            yield label.top


def pitches(lines: Sequence[Printed]) -> Iterator[float]:
    """How far each line stands below the one before it, in points."""
    for before, line in pairwise(lines):
        yield line.bottom - before.bottom
