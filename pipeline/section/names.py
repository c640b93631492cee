"""The names of mechanisms: known spellings, and ids for unknown ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.fold import fold
from pipeline.rule import Rule
from pipeline.rulebook import Rulebook
from pipeline.section.lookup import Lookup, Match, norms
from pipeline.section.vocabulary import SMALL, words_in

GLOBAL = "global-iscm"
BRACKET = re.compile(r"\(([^()]*)\)")
ARTICLE = re.compile(r"^(?:the|les?|la|los|las|el|l['’])\s+", re.IGNORECASE)
LONGEST_ACRONYM = 14
LEAST_WORDS = 4  # that tell names apart, in a name that may be printed in another order


@dataclass(frozen=True, slots=True)
class Named:
    """A mechanism that a text names; `rule` is empty for an unknown one."""

    mechanism_id: str
    rule: str = ""


class Names:
    """Known mechanisms, and those that the report's own headings add."""

    def __init__(self, rules: Rulebook, language: str) -> None:
        self.known = Lookup(rules.mechanisms.values(), language)
        small = [one for one in rules.of("word") if one.value in SMALL]
        self.small = words_in(small, language, single=True)
        self.reordered = self.by_words()
        self.added: dict[tuple[str, ...], str] = {}

    def by_words(self) -> dict[frozenset[str], Rule]:
        """The mechanisms by the words of their long names, in whatever order and number they stand;
        not those that two share."""
        found: dict[frozenset[str], Rule] = {}
        shared = set()
        for words, rule in self.known.loose.items():
            content = self.content(words)
            if len(content) >= LEAST_WORDS and found.setdefault(content, rule) is not rule:
                shared.add(content)
        return {words: rule for words, rule in found.items() if words not in shared}

    def content(self, words: Iterable[str]) -> frozenset[str]:
        """The words that tell names apart, in the singular."""
        return frozenset(word.rstrip("s") for word in words if word not in self.small)

    def add(self, heading: str, mechanism_id: str) -> None:
        """Lets an unknown heading be found again by its name and its acronym."""
        acronym = acronym_of(heading)
        for name in (bare(heading), acronym, heading):
            if name:
                self.added.setdefault(norms(name), mechanism_id)

    def whole(self, text: str) -> Named | None:
        """The mechanism whose name, acronym or both are all of a text."""
        named = self.by_name(text)
        if named or "(" not in text:
            return named
        outside = self.by_name(bare(text))
        if outside:
            return outside
        inside = [self.by_name(inner) for inner in BRACKET.findall(text)]
        return next(filter(None, inside), None)

    def may_name(self, text: str) -> bool:
        """Whether a text holds a known name, in capitals or not, brackets in it or not."""
        return any(map(self.known.find, {text, bare(text)})) or bool(
            self.by_name(text) or self.by_name(acronym_of(text))
        )

    def by_name(self, text: str) -> Named | None:
        """The mechanism that goes by a text, an article before it left aside."""
        for one in dict.fromkeys((text, ARTICLE.sub("", text, count=1))):
            rule = self.known.whole(one)
            if rule is not None:
                return Named(rule.value, rule.id)
            if norms(one) in self.added:
                return Named(self.added[norms(one)])
        same = self.reordered.get(self.content(norms(text)))
        return Named(same.value, same.id) if same else None

    def by_beginning(self, text: str) -> Named | None:
        """The mechanism of which a text of two words at least is the beginning of the name."""
        words = norms(ARTICLE.sub("", text, count=1))
        if len([word for word in words if word[0].isalnum()]) < 2:
            return None
        found = {one for name, one in self.added.items() if name[: len(words)] == words}
        known = [rule for name, rule in self.known.loose.items() if name[: len(words)] == words]
        rules = {rule.value: rule.id for rule in known}
        ids = found | rules.keys()
        return Named(one := ids.pop(), rules.get(one, "")) if len(ids) == 1 else None

    def find(self, text: str) -> list[Match]:
        """The known mechanisms that a text names, from left to right."""
        return self.known.find(text)


def bare(heading: str) -> str:
    """A heading without its brackets."""
    return " ".join(BRACKET.sub(" ", heading).split())


def acronym_of(heading: str) -> str:
    """What the last brackets of a heading hold, when that looks like an acronym; else empty."""
    inside = BRACKET.findall(heading)
    return inside[-1].strip() if inside and is_acronym(inside[-1].strip()) else ""


def is_acronym(text: str) -> bool:
    """Whether a text looks like an acronym: short, with two capitals at least."""
    capitals = sum(char.isupper() for char in text)
    return len(text) <= LONGEST_ACRONYM and capitals >= 2 and len(text.split()) <= 2


def new_id(name: str) -> str:
    """The id of an unknown mechanism: its acronym, else its name, in lower case with hyphens."""
    return slug(acronym_of(name) or bare(ARTICLE.sub("", name, count=1)) or name)


def slug(text: str) -> str:
    """A text in lower case without accents, everything but letters and digits a hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "")).strip("-")
