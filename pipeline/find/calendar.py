"""The words of dates in a language, from the calendar of the reference and the rules."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.find.datewords import LAST_DAY, Calendar
from pipeline.find.tokens import cut_term
from pipeline.fold import fold
from pipeline.reference import Reference
from pipeline.rulebook import Rulebook

OPENING = ("from", "between", "the", "weekday", "part", "month-of")  # uses that a date begins with


def read_calendar(rules: Rulebook, reference: Reference, language: str) -> Calendar:
    """The words of dates in a language: months and weekdays of the reference, the rest of rules."""
    words: dict[str, list[tuple[str, ...]]] = {}
    months = {fold(word): number for word, number in reference.months(language).items()}
    for rule in rules.of("dateword"):
        if rule.value.isdecimal():
            months |= {fold(term): int(rule.value) for term in rule.terms(language)}
            continue
        words.setdefault(rule.value, []).extend(cut_term(term) for term in rule.terms(language))
    words.setdefault("and", []).extend(
        cut_term(term)
        for rule in rules.of("word")
        if rule.value == "and"
        for term in rule.terms(language)
    )
    own = rules.languages[language]
    ordinals = {
        cut_term(term): int(rule.value)
        for rule in rules.of("ordinal", *(["count"] if own.days == "cardinal" else []))
        if rule.value.isdecimal() and int(rule.value) <= LAST_DAY
        for term in rule.terms(language)
    }
    weekdays = frozenset(fold(word) for word in reference.weekdays(language))
    opening = (term[0] for use in OPENING for term in words.get(use, ()))
    return Calendar(
        months,
        weekdays,
        ordinals,
        frozenset(term[0] for term in ordinals),
        weekdays.union(opening),
        {use: by_first(terms) for use, terms in words.items()},
        capital_months=own.months == "capital",
        cardinal_days=own.days == "cardinal",
        day_first=own.numeric == "day-first",
    )


def by_first(terms: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The terms by their first norm, the longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for term in sorted(terms, key=len, reverse=True):
        found[term[0]] = (*found.get(term[0], ()), term)
    return found
