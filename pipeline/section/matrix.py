"""The rows of a matrix as entries: a label, and the items that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Stretch, View
from pipeline.section.heading import Context
from pipeline.section.lookup import split_words
from pipeline.section.paragraphs import is_open
from pipeline.section.pieces import SEPARATORS
from pipeline.section.rows import Row
from pipeline.view import EMPTY, stretches, strip

COLON = re.compile(r"\s*:(?=\s|$)\s*")
GAP = re.compile(r"\s{3,}|\t\s*")
SPACES = re.compile(r"\s{2,}")
DASH = re.compile(r"\s+[–—|-](?:\s+|$)")
BRACKET = re.compile(r"\s*\(")
LONGEST_LABEL = 9  # words and marks of a label that begins a sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what stands behind it; `key` is the label with its bullet and separator.

    `by_mechanism`: the labels of this matrix are mechanisms and the items themes.
    """

    label: View
    key: tuple[Stretch, ...]
    items: View
    by_mechanism: bool


@dataclass(slots=True)
class Draft:
    """An entry in the making."""

    labels: list[Row] = field(default_factory=list)
    keys: list[Row] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    closed: bool = False  # its separator has come

    @property
    def last(self) -> Row | None:
        """Its last row so far."""
        rows = self.items or self.keys
        return rows[-1] if rows else None


def read_entries(rows: Sequence[Row], context: Context) -> list[Entry]:
    """The entries of a matrix; rows that belong to none (a label without items) are left out."""
    reader = Reader(rows, context)
    return [reader.finish(draft) for draft in reader.drafts() if draft.items]


class Reader:
    """Groups the rows of one matrix."""

    def __init__(self, rows: Sequence[Row], context: Context) -> None:
        self.rows, self.context = rows, context
        stops = sum(row.text.rstrip().endswith(".") for row in rows)
        self.in_prose = stops > 1 and not any(self.mark(row) for row in rows)
        self.by_mechanism = self.is_by_mechanism()
        bullets = sum(bool(row.bullet) for row in rows)
        marked = sum(self.separator(row) is not None for row in rows)
        self.bulleted = bullets > 1 and bullets >= marked  # each entry begins with a bullet

    def is_by_mechanism(self) -> bool:
        """Whether the labels are mechanisms and the items themes."""
        lefts = [
            row.text[row.bullet : found[0]] for row in self.rows if (found := self.separator(row))
        ] or [row.text[row.bullet :] for row in self.rows[:1]]
        mechanisms = sum(self.context.names.whole(left) is not None for left in lefts)
        themes = sum(self.context.labels.exact(left) is not None for left in lefts)
        return mechanisms > themes

    def drafts(self) -> Iterator[Draft]:
        """The entries, one after the other."""
        draft = Draft()
        for row in self.rows:
            found = self.separator(row)
            new = self.opens(row, found[0], draft) if found else not self.continues(row, draft)
            if new:
                yield draft
                draft = Draft()
            self.take(row, found, draft)
        yield draft

    def take(self, row: Row, found: tuple[int, int] | None, draft: Draft) -> None:
        """Adds a row to the entry that it belongs to."""
        if found and not draft.closed:
            start, end = found
            draft.labels.append(row.head(start))
            draft.keys.append(row.head(end))
            draft.closed = True
            if row.text[end:].strip():
                draft.items.append(row.tail(end))
        elif draft.closed or (draft.labels and self.is_items(row)):
            draft.closed = True
            draft.items.append(row)
        else:
            draft.labels.append(row)
            draft.keys.append(row)

    def separator(self, row: Row) -> tuple[int, int] | None:
        """Where the mark, or the words, between label and items stand in a row; None without."""
        return self.verb(row) if self.in_prose else self.mark(row)

    def mark(self, row: Row) -> tuple[int, int] | None:
        """Where the mark between label and items stands in a row; None without one."""
        text = row.text
        for mark in (COLON, GAP, DASH):
            found = mark.search(text, row.bullet)
            if found and text[row.bullet : found.start()].strip():
                return found.span()
        for found in SPACES.finditer(text, row.bullet):
            inside = self.context.names.find(text[found.end() :])
            if inside and inside[0].start == 0 and text[row.bullet : found.start()].strip():
                return found.span()
        for found in BRACKET.finditer(text, row.bullet):
            inside = self.context.names.find(text[found.end() :])
            left = text[row.bullet : found.start()]
            if inside and inside[0].start == 0 and not self.context.names.find(left):
                return found.span() if left.strip() else None
        return None

    def verb(self, row: Row) -> tuple[int, int] | None:
        """Where the words of a sentence stand between a label and its items: "Data | was taken up
        by | MIDCAS and the Rabat Process."; None where no label begins a sentence."""
        words = split_words(row.text[row.bullet :])
        for size in range(min(LONGEST_LABEL, len(words) - 1), 0, -1):
            end, following = row.bullet + words[size - 1].end, words[size]
            label = row.text[row.bullet : end]
            named = self.context.names.whole(label)
            known = named or self.context.labels.exact(label) or self.context.labels.ends(label)
            if not (known and following.text[0].islower()):
                continue
            if following.norm in self.context.words.joining:
                continue
            rest = row.text[end:]
            found = (self.context.labels if named else self.context.names).find(rest)
            return end, end + found[0].start if found else len(row.text)
        return None

    def opens(self, row: Row, start: int, draft: Draft) -> bool:
        """Whether a row with a separator begins an entry, and is not the label's second row."""
        if draft.closed or not draft.labels:
            return bool(draft.labels)
        left = row.text[row.bullet : start]
        if is_open(draft.labels[-1].text, self.context.words):
            return False
        if left[0].islower() and draft.labels[0].text[draft.labels[0].bullet :][0].isupper():
            return False
        joined = f"{draft.labels[-1].text} {left}"
        if self.context.labels.exact(joined) or self.context.names.whole(joined):
            return False
        known = self.context.labels.exact(left) or self.context.names.whole(left)
        return bool(known or row.bullet or row.gap)

    def continues(self, row: Row, draft: Draft) -> bool:
        """Whether a row without a separator goes on with the entry before it."""
        last = draft.last
        if last is None or not draft.labels:
            return True
        if is_open(last.text, self.context.words) or (draft.closed and not draft.items):
            return True
        if self.bulleted and not row.bullet and not row.gap:
            return True
        if row.text[0].islower() and not row.bullet:
            return True
        if self.crosses(last, row):
            return True
        if self.is_items(row):
            return not self.by_mechanism or not draft.closed
        return False

    def crosses(self, last: Row, row: Row) -> bool:
        """Whether a name or a term is broken between two rows."""
        text = f"{last.text} {row.text}"
        found = [*self.context.names.find(text), *self.context.labels.find(text)]
        return any(one.start < len(last.text) < one.end for one in found)

    def is_items(self, row: Row) -> bool:
        """Whether a row holds nothing but items."""
        text = row.text[row.bullet :]
        if self.by_mechanism:
            return self.context.labels.exact(text) is not None or "," in text or ";" in text
        found = self.context.names.find(text)
        first = split_words(text)[0].start if text.strip() else 0
        return bool(found) and (found[0].start == first or self.leads(text[: found[0].start]))

    def leads(self, text: str) -> bool:
        """Whether a text is items that no rule knows, before one that they know: "IODMM · "."""
        items = text.strip()
        known = self.context.labels.exact(items.rstrip("".join(SEPARATORS)))
        return items[-1:] in SEPARATORS and items[:1].isupper() and not known

    def finish(self, draft: Draft) -> Entry:
        """The entry of a draft."""
        mender, source = self.context.mender, self.context.report.text
        key = mender.join(draft.keys)
        label = strip(mender.join(draft.labels), " :.–—-")
        items = mender.join(draft.items) if draft.items else EMPTY
        spans = stretches(key, 0, len(key.text), source)
        return Entry(label, spans, items, self.by_mechanism)
