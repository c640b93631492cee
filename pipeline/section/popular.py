"""The list of the most popular themes: a label a line, or labels in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.section.heading import Context
from pipeline.section.labels import COUNT
from pipeline.section.matrix import GAP
from pipeline.section.paragraphs import is_open
from pipeline.section.pieces import Piece, read_labels
from pipeline.section.rows import Row
from pipeline.view import cut, stretches, strip

LONGEST = 8  # words of a label


def read_popular(rows: Sequence[Row], context: Context) -> Iterator[Piece]:
    """The labels of a popular list in order; rows that are no labels give none."""
    groups = group([cell for row in rows for cell in cells_of(row)], context)
    for rows_of_one in groups:
        view = context.mender.join(rows_of_one)
        own_line = len(groups) > 1 and ";" not in view.text
        if own_line or context.labels.exact(view.text):
            key = stretches(view, 0, len(view.text), context.report.text)
            pieces = [Piece(strip(view, " .,;"), key)]
        else:
            pieces = list(read_labels(view, context))
        yield from (without_count(piece) for piece in pieces if is_label(piece.view.text))


def cells_of(row: Row) -> Iterator[Row]:
    """The parts of a row that gaps as between the cells of a table set apart."""
    found = GAP.search(row.text, row.bullet + 1)
    while found:
        yield row.head(found.start())
        row = row.tail(found.end())
        found = GAP.search(row.text, row.bullet + 1)
    yield row


def group(rows: Sequence[Row], context: Context) -> list[list[Row]]:
    """The rows of each label, or of the whole list where it is one run of text."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and goes_on(groups[-1][-1], row, context):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def goes_on(before: Row, row: Row, context: Context) -> bool:
    """Whether a row goes on with the label, or the list, of the row before it."""
    if row.bullet:
        return False
    if is_open(before.text, context.words) or before.text.endswith(";"):
        return True
    return row.text[0].islower() and not row.gap and not context.labels.exact(before.text)


def is_label(text: str) -> bool:
    """Whether a text is short enough for a label, and a text at all."""
    return len(COUNT.sub("", text).split()) <= LONGEST and any(char.isalpha() for char in text)


def without_count(piece: Piece) -> Piece:
    """The label without the count of mechanisms or events behind it."""
    found = COUNT.search(piece.view.text)
    return Piece(cut(piece.view, 0, found.start()), piece.key) if found else piece
