"""The rulebook: all rules of a folder, checked, and ways to look among them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from pipeline.fold import fold
from pipeline.model import InputError
from pipeline.nearest import nearest
from pipeline.rule import (
    ENGLISH,
    ONLY_ENGLISH,
    GrammarRule,
    LanguageRule,
    MechanismRule,
    Rule,
    ThemeRule,
    every_term,
)
from pipeline.rulecheck import check_together
from pipeline.rulefile import read_file
from pipeline.spoken import with_words


@dataclass(frozen=True)
class Rulebook:
    """All rules, in the order of the files and of the rules in them; `grammar` are those without
    words that rules/grammar.yml documents."""

    rules: tuple[Rule, ...]
    grammar: tuple[GrammarRule, ...]
    sha256: str
    folder: Path = field(compare=False)
    spoken: dict[str, Rulebook] = field(default_factory=dict, init=False, compare=False, repr=False)

    def of(self, *kinds: str) -> tuple[Rule, ...]:
        """The rules of these kinds, those of the grammar left out."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Each rule by its id, those of the grammar too."""
        return {rule.id: rule for rule in (*self.rules, *self.grammar)}

    @cached_property
    def languages(self) -> dict[str, LanguageRule]:
        """The languages of reports by their keys, English first."""
        found = {rule.value: rule for rule in self.rules if isinstance(rule, LanguageRule)}
        found = found or {ENGLISH: ONLY_ENGLISH}
        return dict(sorted(found.items(), key=lambda one: one[0] != ENGLISH))

    def in_language(self, language: str) -> Rulebook:
        """The rules with the words that `rules/<language>/` adds, read at the first call.

        Raises `InputError` for a file that does not fit.
        """
        if language not in self.spoken:
            rules = with_words(self.rules, self.folder, language)
            same = all(one is other for one, other in zip(rules, self.rules, strict=True))
            book = self if same else replace(self, rules=rules)
            self.spoken[language] = book.spoken[language] = book
        return self.spoken[language]

    @cached_property
    def mechanisms(self) -> dict[str, MechanismRule]:
        """The mechanisms by their `mechanism_id`."""
        return {rule.value: rule for rule in self.rules if isinstance(rule, MechanismRule)}

    @cached_property
    def themes(self) -> dict[str, ThemeRule]:
        """The themes by their `theme_id`."""
        return {rule.value: rule for rule in self.rules if isinstance(rule, ThemeRule)}


def default_folder() -> Path:
    """The folder of rules: of the checkout, else the one that the wheel carries."""
    here = Path(__file__).resolve().parent
    packed = here / "rules"
    return packed if packed.is_dir() else here.parent / "rules"


def known_language(language: str, rules: Rulebook) -> str:
    """The language itself; `InputError` for one that the rules do not have."""
    if language not in rules.languages:
        known = ", ".join(rules.languages)
        raise InputError(f"--lang {language}: no rules for this language; choose among {known}")
    return language


def load_rules(folder: Path | None = None) -> Rulebook:
    """The rules of a folder; `InputError` with file and line for what does not fit."""
    folder = folder or default_folder()
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise InputError(f"{folder}: no rules (*.yml) here; give --rules a folder that has them")
    digest = hashlib.sha256()
    rules: list[Rule] = []
    for path in sorted(folder.glob("*/*.yml")):  # words of languages, read when they are needed
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.parent.name}/{path.name}".encode() + b"\0" + content + b"\0")
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        rules.extend(read_file(path, content))
    check_together(rules)
    grammar = tuple(rule for rule in rules if isinstance(rule, GrammarRule))
    words = tuple(rule for rule in rules if not isinstance(rule, GrammarRule))
    return Rulebook(words, grammar, digest.hexdigest(), folder)


def rules_of_kind(rules: Rulebook, kind: str) -> tuple[Rule, ...]:
    """All rules, or those of a kind, or the one of that id; `InputError` where there is none."""
    every = (*rules.rules, *rules.grammar)
    found = tuple(rule for rule in every if kind in ("", rule.kind, rule.id))
    if not found:
        kinds = list(dict.fromkeys(rule.kind for rule in every))
        near = nearest(kind, [*kinds, *rules.by_id] if "." in kind else kinds)
        known = ", ".join(kinds)
        raise InputError(
            f"--kind {kind}: no such kind of rules; nearest: {near}; known are {known}"
        )
    return found


def rules_with_word(rules: Rulebook, word: str, kind: str = "") -> tuple[Rule, ...]:
    """The rules, of a kind where one is given, that have a word in an id, a value or a term.

    Raises `InputError` where none has it, or there is no such kind.
    """
    found = having(rules_of_kind(rules, kind), word)
    if found:
        return found
    elsewhere = sorted({rule.kind for rule in having(rules_of_kind(rules, ""), word)})
    if elsewhere:
        kinds = ", ".join(elsewhere)
        raise InputError(f"--word {word}: no rule of kind {kind} has it; rules of {kinds} do")
    raise InputError(
        f"--word {word}: no rule has it; try a part of it, or iscm rules list --kind theme"
    )


def having(rules: Iterable[Rule], word: str) -> tuple[Rule, ...]:
    """The rules that have a word in an id, a value or a term."""
    wanted = fold(word)
    return tuple(
        rule
        for rule in rules
        if any(wanted in fold(text) for text in (rule.id, rule.value, rule.says, *every_term(rule)))
    )
