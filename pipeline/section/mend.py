"""Lines of a report into a mended view: words whole, spaces single, paragraphs kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model import Report, View, is_lost
from pipeline.rulebook import Rulebook
from pipeline.section import urls
from pipeline.section.hyphens import Hyphens, own_words
from pipeline.section.known import KnownWords
from pipeline.section.ligatures import find_repairs
from pipeline.section.rows import Row
from pipeline.section.vocabulary import Vocabulary
from pipeline.view import squeeze

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
CHANGED = UNSEEN | LIGATURES.keys()  # characters that do not stay as they are
SOFT = "\u00ad"
SOFT_IN_NUMBER = re.compile(r"\d\u00ad\d")  # there it is a hyphen, and so everywhere
LAST_HALF = re.compile(r"([^\W_]+)[-‐‑]$")
FIRST_HALF = re.compile(r"([^\W_]+)")
HYPHEN_FIRST = re.compile(r"[-‐‑][^\W_]")


@dataclass(slots=True)
class Draft:
    """A view in the making."""

    chars: list[str] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)

    def add(self, char: str, start: int, end: int) -> None:
        """Appends a character with its origin."""
        self.chars.append(char)
        self.origins.append((start, end))

    def stretch(self, end: int) -> None:
        """Gives what is left out, up to `end`, to the character before it."""
        if self.origins:
            self.origins[-1] = (self.origins[-1][0], max(end, self.origins[-1][1]))

    def glue(self, char: str) -> None:
        """Puts in a character that is printed nowhere."""
        at = self.origins[-1][1] if self.origins else 0
        self.add(char, at, at)

    def view(self) -> View:
        """The finished view."""
        return View("".join(self.chars), tuple(self.origins))


class Mender:
    """Joins lines of one report."""

    def __init__(self, report: Report, rules: Rulebook, is_word: Callable[[str], bool]) -> None:
        self.source = report.text
        self.vocabulary = Vocabulary(rules, report.language)
        words = own_words(report.text)
        self.known = KnownWords(words, rules, report.language, is_word)
        self.hyphens = Hyphens(words, is_word, self.known.is_compound, self.vocabulary.hyphened)
        self.repairs = find_repairs(report.text, self.known)
        self.soft_is_hyphen = bool(SOFT_IN_NUMBER.search(report.text))

    def join(self, rows: Iterable[Row]) -> View:
        """The rows as one paragraph, without the bullet before it.

        The bullet's characters belong to the origin of the first one left.
        """
        draft = Draft()
        for row in rows:
            start = row.start
            if draft.chars:
                self.close_seam(draft, row)
            else:
                start = row.start + row.bullet
            self.add_text(draft, start, row.end)
            if start > row.start and draft.origins:
                draft.origins[0] = (row.start, draft.origins[0][1])
        return squeeze(draft.view())

    def join_all(self, paragraphs: Sequence[Sequence[Row]]) -> View:
        """The paragraphs, each joined, with a line feed between two."""
        draft = Draft()
        for view in filter(lambda one: one.text, map(self.join, paragraphs)):
            if draft.chars:
                draft.glue("\n")
            draft.chars.extend(view.text)
            draft.origins.extend(view.origins)
        return draft.view()

    def close_seam(self, draft: Draft, row: Row) -> None:
        """Makes the end of a draft ready for the next row."""
        before = "".join(draft.chars[-200:])
        soft = is_soft(draft, self.source)
        seam = self.seam(before, row.text, soft)
        if seam == "-":
            hyphen = draft.origins.pop()
            draft.chars.pop()
            draft.stretch(hyphen[1])
        elif seam == " ":
            draft.glue(" ")

    def seam(self, before: str, after: str, soft: bool) -> str:
        """What joins two lines: a space, nothing, or `-` for nothing with the hyphen left out."""
        address = urls.open_address(before)
        if address:
            return "" if urls.goes_on(address, after) else " "
        if soft or (HYPHEN_FIRST.match(after) and before[-1:].isalnum()):
            return ""
        first, second = LAST_HALF.search(before), FIRST_HALF.match(after)
        if first and second:
            return "" if self.hyphens.keep(first[1], second[1]) else "-"
        return "" if is_open_range(before, after) else " "

    def add_text(self, draft: Draft, start: int, end: int) -> None:
        """Appends a stretch of the reading text, ligatures spelt out and unseen marks left out."""
        text = self.source[start:end]
        repaired = self.repairs.within(start, end)
        if CHANGED.isdisjoint(text) and not repaired:
            draft.chars.extend(text)
            draft.origins.extend(zip(range(start, end), range(start + 1, end + 1), strict=True))
            return
        for at in range(start, end):
            char = self.source[at]
            if at in self.repairs.letters:
                self.add_repair(draft, at, char)
                continue
            if char == SOFT and self.soft_is_hyphen:
                char = "-"
            if char in UNSEEN:
                draft.stretch(at + 1)
                continue
            for letter in LIGATURES.get(char, char):
                draft.add(letter, at, at + 1)

    def add_repair(self, draft: Draft, at: int, char: str) -> None:
        """Appends letters that were put back, and the character before which they stand."""
        lost = is_lost(char)
        for letter in self.repairs.letters[at]:
            draft.add(letter, at, at + lost)
        if not lost:
            draft.add(char, at, at + 1)


def is_soft(draft: Draft, source: str) -> bool:
    """Whether a draft ends with a soft hyphen that was left out."""
    return bool(draft.origins) and source[draft.origins[-1][1] - 1 : draft.origins[-1][1]] == SOFT


def is_open_range(before: str, after: str) -> bool:
    """Whether a range or a pair breaks at its mark ("5–", "RCP/")."""
    mark, start = before[-1:], after[:1]
    if mark in ("–", "/") and len(before) > 1 and not before[-2].isspace():
        return start.isdigit() == before[-2].isdigit() and start.isalnum()
    return False
