"""Lists under headings that no rule knows: what stands below shows which list it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.section import urls
from pipeline.section.heading import Context, Heading
from pipeline.section.labels import COUNT
from pipeline.section.matrix import Entry, read_entries
from pipeline.section.paragraphs import is_ended, is_full, is_open
from pipeline.section.rows import Row
from pipeline.view import strip

DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")  # no heading of a list has a day or a number
MANY = re.compile("[,;]")  # between the labels of a row that is all items
LONGEST = 12  # words of a heading
MOST_ROWS = 2
NEAR = 9  # rows below a heading that are looked at
LISTS = frozenset({"matrix", "popular", "publications"})
FEW = 2  # entries that make a list
RULE = "section.list-content"


def list_by_content(at: int, context: Context, open_kind: str) -> Heading | None:
    """The heading, known to no rule, of a list that begins below; None where none does.

    `open_kind` is the kind of the part that is open: in a list labels stand on lines of their own.
    """
    for size in range(1, MOST_ROWS + 1):
        rows = context.run(at, size)
        below = context.rows[at + size : at + size + NEAR]
        if not rows or not is_free(rows, context, in_lists=open_kind in LISTS):
            continue
        if below and goes_on(rows, below[0], context):
            continue
        kind = kind_below(below, context)
        if kind and (
            open_kind not in LISTS or kind == "matrix" or (kind, open_kind) == ("popular", "matrix")
        ):
            return Heading(kind, rows, strip(context.shown(rows), " :–—-"), RULE)
    return None


def is_free(rows: Sequence[Row], context: Context, *, in_lists: bool) -> bool:
    """Whether rows are a short line of their own, and no label and no name."""
    text = " ".join(row.text for row in rows)
    alone = rows[0].gap or (text.isupper() and not in_lists)
    if not alone or rows[0].bullet or is_ended(text.rstrip(":")) or urls.URL.search(text):
        return False
    if is_full(rows[-1]) or DAY.search(text) or (MANY.search(text) and context.labels.find(text)):
        return False
    named = any(is_label(row.text, context) or context.names.find(row.text) for row in rows)
    return len(text.split()) <= LONGEST and not named


def goes_on(rows: Sequence[Row], following: Row, context: Context) -> bool:
    """Whether rows are the first of a label that ends on the row below ("Global Compact for")."""
    text = " ".join(row.text for row in rows)
    both = f"{text} {following.text}"
    found = [*context.labels.find(both), *context.names.find(both)]
    return is_open(text, context.words) or any(one.start < len(text) < one.end for one in found)


def kind_below(rows: Sequence[Row], context: Context) -> str:
    """The kind of the list that rows begin; empty where they begin none."""
    if len(rows) >= FEW and all(is_label(row.text[row.bullet :], context) for row in rows[:FEW]):
        return "popular"
    if sum(urls.URL.search(row.text) is not None for row in rows) >= FEW:
        first = next(at for at, row in enumerate(rows) if urls.URL.search(row.text))
        return "publications" if 0 < first <= FEW + 1 else ""
    entries = read_entries(rows, context)[: FEW + 1]
    pairs = [one for one in entries if is_pair(one, context)]
    alone = len(entries) == len(pairs) == 1 and context.labels.exact(entries[0].label.text)
    return "matrix" if len(pairs) >= FEW or alone else ""


def is_label(text: str, context: Context) -> bool:
    """Whether a text is a label of a theme that rules know, a count behind it left aside."""
    text = COUNT.sub("", text)
    return context.labels.exact(text) is not None or context.labels.covers(text)


def is_pair(entry: Entry, context: Context) -> bool:
    """Whether an entry gives mechanisms to a theme that rules know, or themes to a mechanism."""
    if is_label(entry.label.text, context):
        return bool(context.names.find(entry.items.text))
    return bool(context.names.whole(entry.label.text)) and context.labels.covers(entry.items.text)
