"""Whether a hyphen at a line end stays ("inter-", "State") or goes ("Migra-", "tion")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from pipeline.fold import fold

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
BROKEN = re.compile(r"([^\W_]+)[-‐­][ \t]*\n\s*([^\W_]+)")
# Letters of the halves: shorter ones are words by chance ("po-land").
SHORTEST_FIRST, SHORTEST_SECOND = 4, 2


def own_words(text: str) -> Counter[str]:
    """How often a text has each word, folded; those with hyphens whole, those broken at a line's
    end not at all."""
    return Counter(map(fold, WORD.findall(BROKEN.sub(" ", text))))


class Hyphens:
    """Decides by the rest of the report, then by a dictionary.

    `hyphened` are compounds, or first halves of such, that always keep their hyphen; `is_compound`
    knows others, told apart from `hyphened` as it is asked only where a line ends with a hyphen.
    """

    def __init__(
        self,
        words: Counter[str],
        is_word: Callable[[str], bool],
        is_compound: Callable[[str], bool],
        hyphened: frozenset[str],
    ) -> None:
        self.own = words
        self.is_word, self.is_compound = is_word, is_compound
        self.hyphened = hyphened

    def keep(self, before: str, after: str) -> bool:
        """Whether the hyphen between two halves of a word stays."""
        first, second = fold(before), fold(after)
        compound, joined = self.own[f"{first}-{second}"], self.own[first + second]
        if compound or joined:
            return compound >= joined
        if {first, f"{first}-{second}"} & self.hyphened:
            return True
        if any(char.isdigit() for char in (before[-1:], after[:1])) or len(second) == 1:
            return True  # "Port-|d'Espagne": no word is broken before its last letter
        if after[:1].isupper():
            return not (before.isupper() and after.isupper() and self.is_word(first + second))
        if self.is_word(first + second):
            return False
        if self.is_compound(f"{first}-{second}"):
            return True
        if len(first) < SHORTEST_FIRST or len(second) < SHORTEST_SECOND:
            return False
        return all(self.own[half] or self.is_word(half) for half in (first, second))
