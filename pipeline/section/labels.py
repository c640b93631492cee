"""Labels of the report's own lists, and the themes that they name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.rule import ThemeRule
from pipeline.rulebook import Rulebook
from pipeline.section.lookup import Lookup, Match, norms, terms_of
from pipeline.section.names import slug

LONGEST = 12  # words of a label
MOSTLY = 0.7  # of a text's letters that are terms, where it is a label
UNKNOWN = "lists.unknown-theme"
COUNT = re.compile(r"\s*(?:[(\[]\s*\d[^()\[\]]*[)\]]|[–—-]\s+\d+\b.*)$")


@dataclass(frozen=True, slots=True)
class Named:
    """The theme that a label names; its rule is `lists.unknown-theme` where none knows it."""

    theme_id: str
    scope: str
    rule: str


def label_id(text: str) -> str:
    """The id that a label's words give, without the count behind it."""
    return slug(COUNT.sub("", text))


class Labels:
    """Finds the themes of labels."""

    def __init__(self, rules: Rulebook, language: str) -> None:
        self.lookup = Lookup(rules.of("theme"), language)
        self.whole: dict[tuple[str, ...], ThemeRule] = {}
        self.by_value = {value: rule for value, rule in rules.themes.items() if value}
        for rule in self.by_value.values():
            for term in (*terms_of(rule, language), *rule.exact, *rule.labels):
                self.whole.setdefault(norms(term), rule)

    def exact(self, text: str) -> ThemeRule | None:
        """The theme whose term or label is all of a text."""
        return self.whole.get(norms(text.strip(" .,;:")))

    def find(self, text: str) -> list[Match]:
        """The terms of themes in a text."""
        return [one for one in self.lookup.find(text) if one.rule.value]

    def named(self, text: str, scope: str = "theme") -> tuple[Named, ...]:
        """The themes of a label, mostly one; an unknown label's id comes from its words.

        `scope` is the kind of an unknown one. Empty for a text that is no label.
        """
        rule = self.exact(text) or self.exact(COUNT.sub("", text)) or self.main(text)
        if rule is not None:
            ids = rule.value.split()
            return tuple(Named(one, self.scope_of(one, rule.scope), rule.id) for one in ids)
        unknown = label_id(text)
        if not unknown or not unknown.strip("-0123456789") or len(text.split()) > LONGEST:
            return ()
        return (Named(unknown, scope, UNKNOWN),)

    def covers(self, text: str) -> bool:
        """Whether a text is little else than terms of themes ("Migration data and statistics")."""
        covered = sum(one.end - one.start for one in self.find(text))
        return covered >= MOSTLY * len(text)

    def ends(self, text: str) -> bool:
        """Whether a text is little else than terms of themes, and ends with one."""
        found = self.find(text)
        return bool(found) and found[-1].end == len(text) and self.covers(text)

    def main(self, text: str) -> ThemeRule | None:
        """The theme whose terms cover most of a text, of several the first."""
        covered: Counter[str] = Counter()
        for one in self.find(text):
            covered[one.rule.value] += one.end - one.start
        return self.by_value[max(covered, key=covered.__getitem__)] if covered else None

    def scope_of(self, theme_id: str, default: str) -> str:
        """Whether a known theme is a theme or an initiative."""
        rule = self.by_value.get(theme_id)
        return rule.scope if rule else default
