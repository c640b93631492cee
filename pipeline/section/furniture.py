"""Lines that are no text of the report: page numbers, running headers and footers, rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.fold import fold
from pipeline.model import Title
from pipeline.section.lookup import norms
from pipeline.section.names import Names
from pipeline.section.rows import Row
from pipeline.section.urls import goes_on, open_address
from pipeline.section.vocabulary import YEAR, Vocabulary

LONGEST_PAGE_ROW = 6  # words and marks of a row that holds a page number alone
LONGEST_EDGE = 90  # characters of a running header or footer
LONGEST_SUBHEADING = 6
PAGE_NUMBER = re.compile(
    r"[\W_]*(?:\d{1,3}|[ivx]{1,5})[\W_]*(?:(?:/|[^\W\d]{1,3})\s*\d{1,3}[\W_]*)?"
)
LISTED = re.compile(r"\(?\d{1,2}[.)]")


class Furniture:
    """Tells furniture from text in the rows of one report."""

    def __init__(
        self, rows: Sequence[Row], title: Title | None, words: Vocabulary, names: Names
    ) -> None:
        self.words = words
        self.title = frozenset(letters(title.text.value)) if title else frozenset()
        self.repeated = repeated_edges([row for row in rows if not row.furniture], names)
        self.addresses = frozenset(address_rows(rows))

    def holds(self, row: Row) -> bool:
        """Whether a row is furniture."""
        if row.furniture or not any(char.isalnum() for char in row.text):
            return True
        if row.start in self.addresses:
            return False  # "…document?id=" and "418" below it
        if row.start in self.repeated or self.is_page_number(row.text):
            return True
        return self.is_running_title(row.text)

    def is_page_number(self, text: str) -> bool:
        """Whether a text is a page number, with or without "Page" and the number of pages."""
        if LISTED.fullmatch(text):
            return False
        words = norms(text)
        if len(words) > LONGEST_PAGE_ROW:
            return False
        if any(self.words.is_all("page", word) for word in words[:2]):
            text = re.sub(r"^[\W_]*[^\W\d]+\.?", "", text)
        return bool(PAGE_NUMBER.fullmatch(text.strip()))

    def is_running_title(self, text: str) -> bool:
        """Whether a text is the title once more, with or without a page number."""
        words = letters(text)
        if not words or not self.title:
            return False
        rest = [word for word in words if word not in self.title]
        if any(not self.words.is_all("page", word) for word in rest):
            return False
        return self.words.has("title", text) or len(set(words) - set(rest)) == len(self.title)

    def is_subheading(self, row: Row) -> bool:
        """Whether a row inside a section is a heading over its events ("Events in 2019")."""
        text = YEAR.sub("", row.text).strip(" :")
        words = norms(text)
        return (
            0 < len(words) <= LONGEST_SUBHEADING
            and all(word.isalpha() and not self.words.is_number(word) for word in words)
            and self.words.has("subheading", text)
            and self.words.only_filler(text)
        )


def address_rows(rows: Sequence[Row]) -> Iterator[int]:
    """Where the rows start that go on with an address of the row above."""
    for before, row in pairwise(rows):
        address = open_address(before.text)
        if address and not row.gap and goes_on(address, row.text):
            yield row.start


def letters(text: str) -> list[str]:
    """The folded words of a text that are no numbers and no marks."""
    return [word for word in norms(text) if word[0].isalpha()]


def repeated_edges(rows: Sequence[Row], names: Names) -> frozenset[int]:
    """Where the rows start that stand, but for numbers, first or last on several pages."""
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    edges: dict[str, list[Row]] = defaultdict(list)
    for page in pages.values():
        for row in {page[0].start: page[0], page[-1].start: page[-1]}.values():
            key = re.sub(r"[\W\d_]+", " ", fold(row.text)).strip()
            if " " in key and len(row.text) <= LONGEST_EDGE and names.whole(row.text) is None:
                edges[key].append(row)
    return frozenset(
        row.start for same in edges.values() if len({one.page for one in same}) > 1 for row in same
    )
