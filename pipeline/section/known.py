"""Which words are known: those of the report and of the rules, then those of a dictionary."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from pipeline.fold import fold
from pipeline.rulebook import Rulebook
from pipeline.section.lookup import norms, terms_of

OWN, LISTED, UNKNOWN = 0, 1, 2
ALWAYS = frozenset({"http", "https", "www"})


class KnownWords:
    """Ranks folded words; `own` are those of the report with how often it has each."""

    def __init__(
        self,
        own: Mapping[str, int],
        rules: Rulebook,
        language: str,
        is_word: Callable[[str], bool],
    ) -> None:
        self.own, self.is_word = own, is_word
        self.rules, self.language = rules, language

    @cached_property
    def of_rules(self) -> frozenset[str]:
        """The words that the terms of the rules are made of."""
        return frozenset(
            word
            for rule in self.rules.rules
            for term in terms_of(rule, self.language)
            for word in norms(term)
            if word.isalpha()
        )

    @cached_property
    def written(self) -> str:
        """The terms of all rules as they are written, those with hyphens."""
        terms = (
            term for rule in self.rules.rules for terms in rule.words.values() for term in terms
        )
        return fold(" | ".join(term for term in terms if "-" in term))

    def is_compound(self, word: str) -> bool:
        """Whether a folded word is one that the rules write with its hyphens."""
        return bool(re.search(rf"\b{re.escape(word)}\b", self.written))

    def rank(self, word: str) -> int:
        """`OWN` for a word of the report or the rules, `LISTED` for one of the dictionary alone,
        else `UNKNOWN`."""
        if self.own.get(word) or word in self.of_rules or word in ALWAYS:
            return OWN
        return LISTED if self.is_word(word) else UNKNOWN
