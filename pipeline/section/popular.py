"""The list of the most popular themes: a label a line, or labels in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.section.heading import Context
from pipeline.section.labels import COUNT
from pipeline.section.lookup import split_words
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
        for piece in pieces:
            shown = without_count(out_of_prose(without_count(piece), context))
            text = shown.view.text
            known = context.labels.exact(text) is not None  # "Données", a word of headings too
            if is_label(text) and (known or not context.words.only_filler(text)):
                yield shown


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


def out_of_prose(piece: Piece, context: Context) -> Piece:
    """The label at an end of a piece that else is words of a sentence: "most often on the agenda
    were | labour migration", "return | was taken up most"."""
    text = piece.view.text
    if context.labels.exact(text):
        return piece
    words = split_words(text)
    for size in range(len(words) - 1, 0, -1):
        for start, end in ((words[-size].start, len(text)), (0, words[size - 1].end)):
            rest = f"{text[:start]} {text[end:]}"
            if context.labels.exact(text[start:end]) and is_prose(rest, context):
                return Piece(cut(piece.view, start, end), piece.key)
    return piece


def is_prose(text: str, context: Context) -> bool:
    """Whether words around a label are those of a sentence and no part of the label."""
    small = sum(context.words.is_filler(word.norm) for word in split_words(text))
    return small > 0 and 2 * small >= len(text.split())


def without_count(piece: Piece) -> Piece:
    """The label without the count of mechanisms or events behind it."""
    found = COUNT.search(piece.view.text)
    return Piece(cut(piece.view, 0, found.start()), piece.key) if found else piece
