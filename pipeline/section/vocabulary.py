"""The words of `rules/furniture.yml`, made ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.fold import fold
from pipeline.rule import Rule
from pipeline.rulebook import Rulebook
from pipeline.section.lookup import Lookup, norms, terms_of

SMALL = ("article", "and", "before-date", "before-place", "aside", "relative")
PREPOSITIONS = ("of", "on", "in", "for", "to", "with", "under", "by")  # the lemmas of small words
IN_HEADINGS = ("filler", "subheading", "iscm")
INSTITUTIONAL = ("noun.conference", "noun.consultation", "noun.gathering", "body.ministers")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Vocabulary:
    """What headings, titles and furniture are made of, in the report's language."""

    def __init__(self, rules: Rulebook, language: str) -> None:
        furniture = rules.of("furniture")
        self.kinds = {rule.value: Lookup([rule], language) for rule in furniture}
        self.listing = {rule.id: Lookup([rule], language) for rule in rules.of("listing")}
        small = [rule for rule in rules.of("word") if rule.value in SMALL]
        small += [rule for rule in rules.of("lemma") if rule.value in PREPOSITIONS]
        self.small = words_in(small, language, single=True)
        joining = [rule for rule in rules.of("word") if rule.value == "and"]
        self.joining = words_in(joining, language, single=True) | {"&"}
        self.numbers = Lookup(rules.of("ordinal", "count"), language)
        heads = rules.of("body", "quality", "noun")
        self.events = Lookup([rule for rule in heads if rule.id not in INSTITUTIONAL], language)
        self.heads = Lookup(heads, language)
        self.hyphened = frozenset(
            fold(term)
            for rule in furniture
            if rule.value == "hyphen"
            for term in terms_of(rule, language)
        )
        labels = [rule for rule in rules.of("word") if rule.value == "head-label"]
        self.head_labels = Lookup(labels, language)
        in_headings = [rule for rule in furniture if rule.value in IN_HEADINGS]
        self.filler = self.small | words_in([*rules.of("listing"), *in_headings], language)

    def has(self, kind: str, text: str) -> bool:
        """Whether a text holds a furniture term of a kind."""
        return kind in self.kinds and bool(self.kinds[kind].find(text))

    def is_all(self, kind: str, text: str) -> bool:
        """Whether all of a text is a furniture term of a kind."""
        return kind in self.kinds and self.kinds[kind].whole(text) is not None

    def is_small(self, word: str) -> bool:
        """Whether a folded word is one that cannot end a sentence."""
        return word in self.small

    def is_filler(self, word: str) -> bool:
        """Whether a folded word is one that headings and the sentences beside lists are made of."""
        return word in self.filler or self.is_number(word)

    def is_head_label(self, text: str) -> bool:
        """Whether a text begins with a label before the name of an event ("Meeting:")."""
        found = self.head_labels.find(text)
        return bool(found) and found[0].start == 0

    def only_filler(self, text: str) -> bool:
        """Whether a text is made of nothing but words of headings, numbers and years."""
        return all(
            word in self.filler or not word[0].isalpha() or self.is_number(word)
            for word in norms(text)
        )

    def is_number(self, word: str) -> bool:
        """Whether a folded word is a number or an ordinal in words."""
        return self.numbers.whole(word) is not None


def words_in(rules: Iterable[Rule], language: str, *, single: bool = False) -> frozenset[str]:
    """The folded words that the terms of rules are made of, or only the terms of one word."""
    terms = [norms(term) for rule in rules for term in terms_of(rule, language)]
    return frozenset(
        word for term in terms if len(term) == 1 or not single for word in term if word[0].isalnum()
    )
