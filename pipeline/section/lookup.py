"""Terms of rules found in a text: a table of folded words, no more.

A term matches whole words, whatever the white space, case and accents; an exact one letter by
letter. Longest wins, from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.fold import fold_word
from pipeline.rule import ENGLISH, Rule

WORD = re.compile(r"[^\W_\u0300-\u036f][\w\u0300-\u036f]*|[^\w\s\u0300-\u036f]|_")


@dataclass(frozen=True, slots=True)
class Match:
    """A term found at `text[start:end]`, and its rule."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a text: as printed, and folded."""

    start: int
    end: int
    text: str
    norm: str


@lru_cache(maxsize=4096)
def split_words(text: str) -> tuple[Word, ...]:
    """The words and marks of a text with their offsets."""
    return tuple(
        Word(found.start(), found.end(), found.group(), fold_word(found.group()))
        for found in WORD.finditer(text)
    )


@lru_cache(maxsize=131072)
def norms(text: str) -> tuple[str, ...]:
    """The folded words and marks of a text."""
    return tuple(map(fold_word, WORD.findall(text)))


def terms_of(rule: Rule, language: str) -> Iterator[str]:
    """The spelt-out terms of a rule in English and a language, in all where that is empty."""
    for one in (language,) if language else rule.words or (ENGLISH,):
        yield from rule.terms(one)


class Lookup:
    """The terms of some rules, to be found in texts or matched with whole ones."""

    def __init__(self, rules: Iterable[Rule], language: str) -> None:
        self.loose: dict[tuple[str, ...], Rule] = {}
        self.exact: dict[tuple[str, ...], Rule] = {}
        for rule in rules:
            for term in terms_of(rule, language):
                self.loose.setdefault(norms(term), rule)
            for term in rule.exact:
                self.exact.setdefault(printed(split_words(term)), rule)
        self.closed = {norms(" ".join(words)): rule for words, rule in self.exact.items()}
        self.sizes: dict[str, list[int]] = {}
        for words in (*self.loose, *self.closed):
            sizes = self.sizes.setdefault(words[0], [])
            if len(words) not in sizes:
                sizes.append(len(words))
                sizes.sort(reverse=True)

    def find(self, text: str) -> list[Match]:
        """The terms in a text, none inside another, from left to right."""
        folded = norms(text)
        found: list[Match] = []
        at = 0
        while at < len(folded):
            size, rule = self.longest_at(text, folded, at)
            if rule is not None:
                words = split_words(text)
                found.append(Match(words[at].start, words[at + size - 1].end, rule))
            at += size or 1
        return found

    def whole(self, text: str) -> Rule | None:
        """The rule whose term is all of a text, an exact term in any case too."""
        words = norms(text)
        return self.loose.get(words) or self.closed.get(words)

    def longest_at(self, text: str, folded: tuple[str, ...], at: int) -> tuple[int, Rule | None]:
        """The number of words of the longest term at a word, and its rule; 0 and None without."""
        for size in self.sizes.get(folded[at], ()):
            part = folded[at : at + size]
            rule = self.loose.get(part)
            if rule is None and part in self.closed:
                rule = self.exact.get(printed(split_words(text)[at : at + size]))
            if rule is not None:
                return len(part), rule
        return 0, None


def printed(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The words as printed, their marks folded."""
    return tuple(word.text if word.text[0].isalnum() else word.norm for word in words)
