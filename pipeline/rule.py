"""Rules: what one says, the terms that say it, and what proves it.

A term may hold alternatives in brackets: `workshop(s)` is the singular and the plural,
`countr(y|ies)` too. Terms under `exact` are matched letter by letter, in capitals or not as
printed; all others without regard to case and accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.contract import EVENT_TYPES, OCCURRENCE_FORMATS

ENGLISH = "en"
LANGUAGE_KEY = re.compile(r"[a-z]{2}$")
OWN_LANGUAGE = ("word", "dateword", "lemma", "predicate", "role", "count", "ordinal")
GROUP = re.compile(r"\(([^()]*)\)")
BRACKETED = re.compile(r"\[([^\[\]]+)\]")


class Rule(BaseModel):
    """One rule: what it says (`value`), the terms that say it, and what proves it.

    `hits` are texts with the stretch that the rule must mark in brackets; `misses` texts in which
    it must not fire; `todo` hits that do not work yet (and must still fail). `line` is where it
    begins in its file, `lines` where each of its keys and each item of a list stands.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9]+([.-][a-z0-9]+)*$")
    value: str = ""
    words: Mapping[str, tuple[str, ...]] = {}
    exact: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()
    reason: str = ""
    says: str = ""
    file: str = ""
    line: int = 0
    lines: Mapping[str, tuple[int, ...]] = {}

    @model_validator(mode="before")
    @classmethod
    def by_language(cls, values: dict[str, object]) -> dict[str, object]:
        """Puts the keys of languages (`en`, `fr`) into `words`."""
        known = cls.model_fields
        words = {
            key: terms
            for key, terms in values.items()
            if LANGUAGE_KEY.match(key) and key not in known
        }
        if not words:
            return values
        return {key: one for key, one in values.items() if key not in words} | {"words": words}

    @property
    def kind(self) -> str:
        """What the rule finds: the part of its id before the first point."""
        return self.id.split(".", 1)[0]

    @property
    def group(self) -> str:
        """The kind of its mentions: small words have many uses, each a kind of its own."""
        return self.value if self.kind in ("word", "dateword", "furniture") else self.kind

    @property
    def is_grammar(self) -> bool:
        """Whether the rule has no words of its own: a part of the grammar."""
        return not (self.words or self.exact)

    @property
    def place(self) -> str:
        """The file, the line and the id, as error messages name a rule."""
        return f"{self.file}:{self.line}: {self.id}"

    def place_of(self, key: str, at: int) -> str:
        """The file, the line of an item of a list, and the id."""
        return place_of(self.file, self.line, self.lines, (key, at)) + self.id

    def terms(self, language: str) -> Iterator[str]:
        """The spelt-out terms in `language`, `exact` ones left out; English ones too where they
        are names or nouns: small words of English are others' false friends ("on", "or")."""
        own = language != ENGLISH and self.kind in OWN_LANGUAGE
        for one in (language,) if own else dict.fromkeys((ENGLISH, language)):
            for written in self.words.get(one, ()):
                yield from spell_out(written)


class MechanismRule(Rule):
    """A mechanism: its printed names and the countries (alpha-3) that belong to it."""

    name: str
    acronym: str = ""
    scope: str = ""
    members: tuple[str, ...] = ()


class ThemeRule(Rule):
    """A theme of the vocabulary: `scope` is `theme` or `initiative`; `labels` are names of it that
    count in the report's lists only ("Integration", "Children")."""

    scope: str = "theme"
    labels: tuple[str, ...] = ()


class PlaceRule(Rule):
    """A place that the packaged gazetteer lacks, or has under another name.

    `city` is the gazetteer's name (or the name to print where it lacks the place), `country_code`
    alpha-3; degrees are given only where the gazetteer has no such city.
    """

    city: str = ""
    country_code: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


class OrganizationRule(Rule):
    """An organization that may be a party: `value` is its `party_id`."""

    name: str = ""


class LanguageRule(Rule):
    """A language of reports: `value` is its key (ISO 639-1); what its words alone do not tell of
    its grammar is explained in rules/languages.yml."""

    name: str
    order: Literal["noun-first", "noun-last"]
    days: Literal["ordinal", "cardinal"]
    numeric: Literal["day-first", "either"]
    months: Literal["capital", "small"]
    infinitives: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()


ONLY_ENGLISH = LanguageRule(
    id="language.en",
    value=ENGLISH,
    name="English",
    order="noun-last",
    days="ordinal",
    numeric="either",
    months="capital",
)  # of a folder of rules that lists no languages


class GrammarRule(Rule):
    """A rule of the grammar's code: it has no words; `says` tells what it does.

    A hit of several lines is a report of its own.
    """

    says: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class FileKind:
    """What one file of rules may hold, and what its rules must show."""

    kinds: tuple[str, ...]
    schema: type[Rule] = Rule
    values: tuple[str, ...] = ()
    needs_misses: bool = False


GRAMMAR = "grammar"  # the file of the rules without words
FILES: dict[str, FileKind] = {
    "mechanisms": FileKind(("mechanism",), MechanismRule),
    "heads": FileKind(("noun", "body", "quality"), values=EVENT_TYPES, needs_misses=True),
    "formats": FileKind(("format",), values=OCCURRENCE_FORMATS, needs_misses=True),
    "themes": FileKind(("theme",), ThemeRule, needs_misses=True),
    "roles": FileKind(("role",), needs_misses=True),
    "places": FileKind(("place", "venue", "demonym"), PlaceRule),
    "organizations": FileKind(("organization",), OrganizationRule),
    "predicates": FileKind(("predicate",)),
    "words": FileKind(("word", "count", "ordinal")),
    "lemmas": FileKind(("lemma",)),
    "languages": FileKind(("language",), LanguageRule),
    "dates": FileKind(("date", "dateword")),
    "furniture": FileKind(("furniture", "listing")),
    GRAMMAR: FileKind(
        (
            "attach",
            "title",
            "head",
            "summary",
            "count",
            "place",
            "format",
            "party",
            "section",
            "lists",
            "publications",
        ),
        GrammarRule,
    ),
}


def every_term(rule: Rule) -> Iterator[str]:
    """The spelt-out terms of a rule in all languages."""
    for terms in (*rule.words.values(), rule.exact):
        for written in terms:
            yield from spell_out(written)


@lru_cache(maxsize=262144)  # each stage asks for the same terms
def spell_out(written: str) -> tuple[str, ...]:
    """A term with its bracketed alternatives spelt out: `workshop(s)` gives two terms."""
    group = GROUP.search(written)
    if group is None:
        return (" ".join(written.split()),)
    inside = group[1]
    choices = inside.split("|") if "|" in inside else ["", inside]
    terms = [
        term
        for choice in choices
        for term in spell_out(written[: group.start()] + choice + written[group.end() :])
    ]
    return tuple(dict.fromkeys(terms))


def place_of(
    name: str, line: int, lines: Mapping[str, tuple[int, ...]], where: tuple[object, ...]
) -> str:
    """The file and the line of a key, or of an item of its list, as error messages begin."""
    known = lines.get(str(where[0]), ()) if where else ()
    at = int(str(where[1])) + 1 if len(where) > 1 else 0
    return f"{name}:{known[at] if at < len(known) else line}: "
