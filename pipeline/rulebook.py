"""rules/*.yml, read through a schema into frozen rules that know their file and line.

A term may hold alternatives in brackets: `workshop(s)` is the singular and the plural,
`countr(y|ies)` too. Terms under `exact` are matched letter by letter, in capitals or not as
printed; all others without regard to case and accents.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.contract import EVENT_TYPES, MECHANISM_KINDS, OCCURRENCE_FORMATS, ROLES, THEME_KINDS
from pipeline.model import InputError
from pipeline.nearest import nearest

LANGUAGES = ("en", "fr", "es")
GROUP = re.compile(r"\(([^()]*)\)")
BRACKETED = re.compile(r"\[([^\[\]]+)\]")


class Rule(BaseModel):
    """One rule: what it says (`value`), the terms that say it, and what proves it.

    `hits` are texts with the stretch that the rule must mark in brackets; `misses` texts in which
    it must not fire; `todo` hits that do not work yet (and must still fail).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9]+([.-][a-z0-9]+)*$")
    value: str = ""
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()
    reason: str = ""
    file: str = ""
    line: int = 0

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
        return not (self.en or self.fr or self.es or self.exact)

    @property
    def place(self) -> str:
        """The file, the line and the id, as error messages name a rule."""
        return f"{self.file}:{self.line}: {self.id}"

    def terms(self, language: str) -> Iterator[str]:
        """The spelt-out terms in English and in `language`, `exact` ones left out."""
        for written in self.en + {"fr": self.fr, "es": self.es}.get(language, ()):
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


class GrammarRule(Rule):
    """A rule of the grammar's code: it has no words; `says` tells what it does.

    A hit of several lines is a report of its own.
    """

    says: str


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


@dataclass(frozen=True)
class Rulebook:
    """All rules, in the order of the files and of the rules in them; `grammar` are those without
    words that rules/grammar.yml documents."""

    rules: tuple[Rule, ...]
    grammar: tuple[GrammarRule, ...]
    sha256: str
    folder: Path = field(compare=False)

    def of(self, *kinds: str) -> tuple[Rule, ...]:
        """The rules of these kinds, those of the grammar left out."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Each rule by its id, those of the grammar too."""
        return {rule.id: rule for rule in (*self.rules, *self.grammar)}

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


def known_language(language: str) -> str:
    """The language itself; `InputError` for one that the rules do not have."""
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
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
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        rules.extend(read_file(path, content))
    check_together(rules)
    grammar = tuple(rule for rule in rules if isinstance(rule, GrammarRule))
    words = tuple(rule for rule in rules if not isinstance(rule, GrammarRule))
    return Rulebook(words, grammar, digest.hexdigest(), folder)


def rules_of_kind(rules: Rulebook, kind: str) -> tuple[Rule, ...]:
    """All rules, or those of a kind; `InputError` for a kind that there is not."""
    every = (*rules.rules, *rules.grammar)
    found = tuple(rule for rule in every if kind in ("", rule.kind))
    if not found:
        near = nearest(kind, [rule.kind for rule in every])
        raise InputError(f"--kind {kind}: no such kind of rules; nearest: {near}")
    return found


@lru_cache(maxsize=65536)  # each stage asks for the same terms
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


def read_file(path: Path, content: bytes) -> Iterator[Rule]:
    """The rules of one file."""
    name = f"{path.parent.name}/{path.name}"
    kind = FILES.get(path.stem)
    if kind is None:
        raise InputError(f"{name}: no such kind of rules; known are {', '.join(sorted(FILES))}")
    for line, entry in read_entries(name, content):
        yield read_rule(name, line, entry, kind)


def read_entries(name: str, content: bytes) -> list[tuple[int, object]]:
    """The entries of a YAML list with the lines that they begin at."""
    try:
        loader = yaml.CBaseLoader(content)  # all text: NO is Norway, on a word
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{name}:{line}: not YAML: {error.problem}; mend this line") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not YAML: {str(error).splitlines()[0]}; mend the file") from None
    if not isinstance(node, yaml.SequenceNode):
        raise InputError(f"{name}:1: a list of rules is expected; begin each with '- id:'")
    return [
        (item.start_mark.line + 1, loader.construct_object(item, deep=True)) for item in node.value
    ]


def read_rule(name: str, line: int, entry: object, kind: FileKind) -> Rule:
    """One checked rule."""
    if not isinstance(entry, dict):
        raise InputError(f"{name}:{line}: a rule is expected; begin it with '- id:'")
    label = entry.get("id", "?")
    try:
        rule = kind.schema.model_validate({**entry, "file": name, "line": line})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{name}:{line}: {label}: {where}: {first['msg']}") from None
    problem = problem_of(rule, kind)
    if problem:
        raise InputError(f"{rule.place}: {problem}")
    return rule


def problem_of(rule: Rule, kind: FileKind) -> str:
    """What is wrong with a rule by itself; empty where nothing is."""
    if rule.kind not in kind.kinds:
        return f"an id here begins with {' or '.join(kind.kinds)}; rename it"
    if kind.values and rule.value not in kind.values:
        return f"value {rule.value!r} is none of {', '.join(kind.values)}"
    if not rule.hits:
        return "no hits; add a text with the stretch that it marks in brackets"
    if kind.needs_misses and not rule.misses:
        return "no misses; add a near miss that it must not mark"
    for text in rule.hits + rule.todo:
        if len(BRACKETED.findall(text)) != 1:
            return f"its hit {text!r} needs one stretch in brackets"
    if isinstance(rule, MechanismRule) and rule.scope not in ("", *MECHANISM_KINDS):
        return f"scope {rule.scope!r} is none of {', '.join(MECHANISM_KINDS)}"
    if isinstance(rule, ThemeRule) and rule.scope not in THEME_KINDS:
        return f"scope {rule.scope!r} is none of {', '.join(THEME_KINDS)}"
    if rule.kind == "role" and rule.value.split("-")[0] not in ROLES:
        return f"value {rule.value!r} begins with none of {', '.join(ROLES)}"
    return ""


def check_together(rules: Iterable[Rule]) -> None:
    """`InputError` where two rules share an id, or a term that only one of them can reach."""
    ids: dict[str, Rule] = {}
    terms: dict[tuple[str, str, str], Rule] = {}
    for rule in rules:
        if rule.id in ids:
            raise InputError(f"{rule.place}: this id stands at {ids[rule.id].place} too; rename it")
        ids[rule.id] = rule
        for language in LANGUAGES:
            for written in getattr(rule, language):
                for term in spell_out(written):
                    other = terms.setdefault((rule.group, language, term.casefold()), rule)
                    if other is not rule:
                        raise InputError(
                            f"{rule.place}: its term {term!r} belongs to {other.place} already; "
                            "keep one of the two"
                        )
