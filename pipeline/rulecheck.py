"""What is wrong with rules: each by itself, and two of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.contract import MECHANISM_KINDS, ROLES, THEME_IDS, THEME_KINDS
from pipeline.model import InputError
from pipeline.nearest import nearest
from pipeline.rule import (
    BRACKETED,
    FileKind,
    LanguageRule,
    MechanismRule,
    Rule,
    ThemeRule,
    spell_out,
)

Problem: TypeAlias = tuple[tuple[object, ...], str]  # a key, perhaps an item; what is wrong


def problems_of(rule: Rule, kind: FileKind) -> Iterator[Problem]:
    """What is wrong with a rule by itself, and with which of its keys and items."""
    if rule.kind not in kind.kinds:
        yield ("id",), f"an id here begins with {' or '.join(kind.kinds)}; rename it"
    if kind.values and rule.value not in kind.values:
        yield ("value",), f"value {rule.value!r} is none of {', '.join(kind.values)}"
    if not rule.hits and not isinstance(rule, LanguageRule):
        yield (), "no hits; add a text with the stretch that it marks in brackets"
    if kind.needs_misses and not rule.misses:
        yield (), "no misses; add a near miss that it must not mark"
    for key in ("hits", "todo"):
        for at, text in enumerate(getattr(rule, key)):
            if len(BRACKETED.findall(text)) != 1:
                yield (key, at), f"its hit {text!r} needs one stretch in brackets"
    yield from vocabulary_problems(rule)
    yield from term_problems(rule)


def vocabulary_problems(rule: Rule) -> Iterator[Problem]:
    """Values that are no words of the contract."""
    if isinstance(rule, MechanismRule) and rule.scope not in ("", *MECHANISM_KINDS):
        yield ("scope",), f"scope {rule.scope!r} is none of {', '.join(MECHANISM_KINDS)}"
    if isinstance(rule, ThemeRule) and rule.scope not in THEME_KINDS:
        yield ("scope",), f"scope {rule.scope!r} is none of {', '.join(THEME_KINDS)}"
    if rule.kind == "role" and rule.value.split("-")[0] not in ROLES:
        yield ("value",), f"value {rule.value!r} begins with none of {', '.join(ROLES)}"
    if isinstance(rule, ThemeRule) and rule.value:  # without one: no theme, whatever it looks like
        known = {*THEME_IDS, rule.id.partition(".")[2]}
        parts = rule.value.split()
        for value in parts if known.intersection(parts) else ["-".join(parts)]:
            if value not in known:
                near = nearest(value, THEME_IDS)
                says = f"no theme {value!r}; nearest: {near}; the id of a new one is theme.{value}"
                yield ("value",), says


def term_problems(rule: Rule) -> Iterator[Problem]:
    """Terms that stand twice, brackets that nothing closes, and quotation marks inside a term."""
    for key, written_terms in (*rule.words.items(), ("exact", rule.exact)):
        seen: set[str] = set()
        for at, written in enumerate(written_terms):
            terms = [term if key == "exact" else term.casefold() for term in spell_out(written)]
            if any(mark in term for term in terms for mark in "()"):
                yield (key, at), f"its term {written!r} has a bracket alone; close it"
            if '"' in written:
                yield (key, at), f"its term {written!r} has a quotation mark; is a comma missing?"
            if seen.issuperset(terms):
                yield (key, at), f"its term {written!r} stands there already; keep one"
            seen.update(terms)


def check_together(rules: Iterable[Rule]) -> None:
    """`InputError` where two rules share an id, or a term that only one of them can reach."""
    rules = tuple(rules)
    check_languages(rules)
    ids: dict[str, Rule] = {}
    terms: dict[tuple[str, str, str], Rule] = {}
    for rule in rules:
        if rule.id in ids:
            raise InputError(f"{rule.place}: this id stands at {ids[rule.id].place} too; rename it")
        ids[rule.id] = rule
        for language, written_terms in rule.words.items():
            for at, written in enumerate(written_terms):
                for term in spell_out(written):
                    other = terms.setdefault((rule.group, language, term.casefold()), rule)
                    if other is not rule:
                        raise InputError(
                            f"{rule.place_of(language, at)}: its term {term!r} stands at "
                            f"{other.place} too; keep one of the two"
                        )


def check_languages(rules: Sequence[Rule]) -> None:
    """`InputError` where a rule has words in a language that languages.yml lacks."""
    known = {rule.value for rule in rules if isinstance(rule, LanguageRule)}
    for rule in rules:
        for key in rule.words:
            if known and key not in known:
                raise InputError(
                    f"{rule.place_of(key, -1)}: no language {key!r} in languages.yml; add it there"
                )
