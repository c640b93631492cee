"""The places of rules/places.yml, laid over what the packages know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.reference.keys import name_key
from pipeline.rule import PlaceRule, spell_out
from pipeline.rulebook import Rulebook


@dataclass(frozen=True)
class Overlay:
    """Rules by the names that they are for: by key, or letter by letter (`exact`)."""

    by_key: Mapping[str, tuple[PlaceRule, ...]] = field(default_factory=dict)
    by_letter: Mapping[str, tuple[PlaceRule, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, PlaceRule] = field(default_factory=dict)
    country_names: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str) -> tuple[PlaceRule, ...]:
        """The rules of places and venues for a printed name."""
        bare = name.removeprefix("the ").removeprefix("The ")
        return self.by_letter.get(bare, ()) or self.by_key.get(name_key(name), ())


def read_overlay(rules: Rulebook) -> Overlay:
    """The overlay of the rules."""
    by_key: dict[str, tuple[PlaceRule, ...]] = {}
    by_letter: dict[str, tuple[PlaceRule, ...]] = {}
    demonyms: dict[str, PlaceRule] = {}
    names: dict[str, str] = {}
    for rule in rules.of("place", "venue", "demonym"):
        if not isinstance(rule, PlaceRule):
            continue
        if rule.kind == "demonym":
            demonyms |= {name_key(term): rule for term in all_terms(rule)}
            continue
        if rule.country:
            names[rule.country_code] = rule.country
        for key in {name_key(term) for term in all_terms(rule)}:
            by_key[key] = (*by_key.get(key, ()), rule)
        for term in rule.exact:
            by_letter[term] = (*by_letter.get(term, ()), rule)
    return Overlay(by_key, by_letter, demonyms, names)


def all_terms(rule: PlaceRule) -> Iterator[str]:
    """The spelt-out terms of every language: a name means the same place in each."""
    for words in rule.words.values():
        for written in words:
            yield from spell_out(written)
