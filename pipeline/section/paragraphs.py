"""Rows into paragraphs: a blank line or a page's end in the middle of a sentence is no break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from pipeline.fold import fold
from pipeline.section import urls
from pipeline.section.rows import Row
from pipeline.section.vocabulary import Vocabulary

LABEL = re.compile(r"[^\W\d_][^\W_]*(?:[ /&-]+[^\W_]+){0,4}\s*:(?:\s|$)")  # "Date and venue: "
DATED = re.compile(r",\s*\d")  # "Meeting, 30 November" is no title alone
SET_OFF = re.compile(r"\s[-–—]\s")
CLOSED = ".!?:;…"  # a sentence or a part of it may end with one of these
WRAPPERS = ")]}”\"'’»"
OPEN = ",-‐‑–—&/("
DASHES = "–—"
FULL = 0.8  # of its room: a line so long was broken because it was full
SPARE = 0.25  # of its room that a deliberate line end leaves beside the next word
SPARE_CLOSED = 0.12  # the same after a closed sentence
SPARE_EXACT = 0.06  # and where the room was measured


def split_paragraphs(rows: Sequence[Row], words: Vocabulary) -> list[list[Row]]:
    """The rows of each paragraph."""
    paragraphs: list[list[Row]] = []
    dashed = any(row.text[0] in DASHES for row in rows[:1])
    for row, below in zip_longest(rows, rows[1:]):
        new = not paragraphs or begins(paragraphs[-1][-1], row, words, dashed=dashed)
        if new or (below and begins_record(paragraphs[-1], row, below, words)):
            paragraphs.append([row])
        else:
            paragraphs[-1].append(row)
    return paragraphs


def begins_record(before: Sequence[Row], row: Row, below: Row, words: Vocabulary) -> bool:
    """Whether a row is the title of a record whose labelled lines follow: "Workshop on Data" above
    "Date: 5 May".

    `before` are the rows of the paragraph that is open.
    """
    if not LABEL.match(below.text) or is_open(before[-1].text, words):
        return False
    labelled = any(LABEL.match(one.text) for one in before)
    if LABEL.match(row.text):
        return labelled and words.is_head_label(row.text)
    if row.gap:
        return not row.text[0].islower()
    heads = words.heads.find(row.text)
    if not (labelled and heads) or row.text[0].islower() or DATED.search(row.text):
        return False
    return not is_full(before[-1]) or heads[0].start == 0


def begins(before: Row, row: Row, words: Vocabulary, *, dashed: bool = False) -> bool:
    """Whether a row begins a paragraph after the row before it.

    `dashed`: the paragraphs here begin with dashes, so that a dash at a row's start is a bullet.
    """
    address = urls.open_address(before.text)
    if address and urls.goes_on(address, row.text):
        return False
    if is_open(before.text, words):
        return False
    if row.bullet and is_listed(before, row, dashed=dashed):
        return True
    if row.gap:
        return is_ended(before.text) or not (row.text[0].islower() or is_full(before))
    if row.text[0].islower():
        return False
    return fits(before, row) or (is_note(before.text) and is_note(row.text))


def is_note(text: str) -> bool:
    """Whether a row is a note of its own, its parts set off by dashes ("SOM – Lima – 5 May")."""
    return len(SET_OFF.findall(text)) > 1


def is_listed(before: Row, row: Row, *, dashed: bool) -> bool:
    """Whether the bullet of a row is one, and no dash or number of a sentence that goes on."""
    mark = row.text[: row.bullet].strip()
    if (mark in DASHES and not dashed) or mark[0].isdigit():
        return is_ended(before.text) or not is_full(before)
    return True


def is_open(text: str, words: Vocabulary) -> bool:
    """Whether a text cannot end here: after a comma, a hyphen or a small word."""
    last = fold(text.rstrip().rsplit(None, 1)[-1]) if text.strip() else ""
    return text.rstrip().endswith(tuple(OPEN)) or words.is_small(last)


def is_ended(text: str) -> bool:
    """Whether a text ends with a closing mark, brackets and quotes after it left aside."""
    return text.rstrip().rstrip(WRAPPERS).endswith(tuple(CLOSED))


def is_full(row: Row) -> bool:
    """Whether a row is as long as full lines are."""
    return len(row.text) >= FULL * row.room


def fits(before: Row, row: Row) -> bool:
    """Whether the row's first word had room enough on the row before: the break was meant."""
    first = row.text.split(None, 1)[0]
    guessed = SPARE_CLOSED if is_ended(before.text) else SPARE
    spare = SPARE_EXACT if before.exact else guessed
    return len(before.text) + 1 + len(first) <= (1 - spare) * before.room
