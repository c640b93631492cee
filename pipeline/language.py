"""The language of a report, where nobody says it."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.rule import spell_out
from pipeline.rulebook import Rulebook

WORD = re.compile(r"[^\W\d_]+")


def find_language(text: str, rules: Rulebook) -> str:
    """The language whose small words ("the", "les", "los": the rules `word.*`) stand most often
    in a text; the first of the known languages where none has more than another.

    A word that two languages share counts for neither.
    """
    counts = Counter(WORD.findall(text.casefold()))
    words = {language: small_words(rules, language) for language in rules.languages}
    shared = Counter(word for known in words.values() for word in known)
    return max(
        rules.languages,
        key=lambda language: sum(counts[word] for word in words[language] if shared[word] == 1),
    )


def small_words(rules: Rulebook, language: str) -> set[str]:
    """The single words that the rules `word.*` list for a language."""
    return {
        term.casefold()
        for rule in rules.of("word")
        for written in rule.words.get(language, ())
        for term in spell_out(written)
        if WORD.fullmatch(term)
    }
