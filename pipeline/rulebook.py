"""rules/*.yml, read through a schema into frozen rules that know their file and line.

A term may hold alternatives in brackets: `workshop(s)` is the singular and the plural,
`countr(y|ies)` too. Terms under `exact` are matched letter by letter, in capitals or not as
printed; all others without regard to case and accents.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.contract import (
    EVENT_TYPES,
    MECHANISM_KINDS,
    OCCURRENCE_FORMATS,
    ROLES,
    THEME_IDS,
    THEME_KINDS,
)
from pipeline.fold import fold
from pipeline.model import InputError
from pipeline.nearest import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LANGUAGES = ("en", "fr", "es")
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
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()
    reason: str = ""
    says: str = ""
    file: str = ""
    line: int = 0
    lines: Mapping[str, tuple[int, ...]] = {}

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

    def place_of(self, key: str, at: int) -> str:
        """The file, the line of an item of a list, and the id."""
        return place_of(self.file, self.line, self.lines, (key, at)) + self.id

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


def every_term(rule: Rule) -> Iterator[str]:
    """The spelt-out terms of a rule in all languages."""
    for key in (*LANGUAGES, "exact"):
        for written in getattr(rule, key):
            yield from spell_out(written)


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
    for entry in read_entries(name, content):
        yield read_rule(name, entry, kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as written: its keys, the line that it begins at, and those of its keys and items."""

    values: dict[str, object]
    line: int
    lines: Mapping[str, tuple[int, ...]]


def read_entries(name: str, content: bytes) -> Iterator[Entry]:
    """The entries of a YAML list with their lines."""
    try:
        loader = yaml.CBaseLoader(content)  # all text: NO is Norway, on a word
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(
            f"{name}:{line}: not YAML: {error.problem}; the mistake is in this line or above it"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not YAML: {str(error).splitlines()[0]}; mend the file") from None
    if not isinstance(node, yaml.SequenceNode):
        raise InputError(f"{name}:1: a list of rules is expected; begin each with '- id:'")
    for item in node.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.MappingNode):
            raise InputError(f"{name}:{line}: a rule is expected; begin it with '- id:'")
        lines = {str(key.value): tuple(item_lines(name, value)) for key, value in item.value}
        yield Entry(loader.construct_object(item, deep=True), line, lines)


def item_lines(name: str, node: yaml.Node) -> Iterator[int]:
    """The line of a value, then those of its items.

    `InputError` for an item without quotes that runs over a line end: two, most likely.
    """
    yield node.start_mark.line + 1
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        first, last = item.start_mark.line + 1, item.end_mark.line + 1
        if first != last and isinstance(item, yaml.ScalarNode) and item.style in (None, ""):
            begin = " ".join(str(item.value).split())
            raise InputError(
                f"{name}:{first}: {begin!r} runs over the line end; is a comma missing?"
            )
        yield first


def place_of(
    name: str, line: int, lines: Mapping[str, tuple[int, ...]], where: tuple[object, ...]
) -> str:
    """The file and the line of a key, or of an item of its list, as error messages begin."""
    known = lines.get(str(where[0]), ()) if where else ()
    at = int(str(where[1])) + 1 if len(where) > 1 else 0
    return f"{name}:{known[at] if at < len(known) else line}: "


def read_rule(name: str, entry: Entry, kind: FileKind) -> Rule:
    """One checked rule."""
    values = {**entry.values, "file": name, "line": entry.line, "lines": entry.lines}
    try:
        rule = kind.schema.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = place_of(name, entry.line, entry.lines, first["loc"])
        label = entry.values.get("id", "?")
        raise InputError(f"{place}{label}: {complaint(first, kind)}") from None
    for where, problem in problems_of(rule, kind):
        raise InputError(place_of(name, entry.line, entry.lines, where) + f"{rule.id}: {problem}")
    return rule


def complaint(error: ErrorDetails, kind: FileKind) -> str:
    """What the schema refuses in a rule, and what to do."""
    key = str(error["loc"][0])
    match error["type"]:
        case "extra_forbidden":
            return f"no key {key!r} here; nearest: {nearest(key, kind.schema.model_fields)}"
        case "missing":
            return f"no {key!r}; add it"
        case "string_type":
            return f"{key}: {error['input']!r} is no text; put it in quotes"
        case "tuple_type":
            return f"{key}: a list is expected; put it in square brackets"
    return f"{key}: {error['input']!r}: {error['msg']}; correct it"


Problem: TypeAlias = tuple[tuple[object, ...], str]  # a key, perhaps an item; what is wrong


def problems_of(rule: Rule, kind: FileKind) -> Iterator[Problem]:
    """What is wrong with a rule by itself, and with which of its keys and items."""
    if rule.kind not in kind.kinds:
        yield ("id",), f"an id here begins with {' or '.join(kind.kinds)}; rename it"
    if kind.values and rule.value not in kind.values:
        yield ("value",), f"value {rule.value!r} is none of {', '.join(kind.values)}"
    if not rule.hits:
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
    for key in (*LANGUAGES, "exact"):
        seen: set[str] = set()
        for at, written in enumerate(getattr(rule, key)):
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
    ids: dict[str, Rule] = {}
    terms: dict[tuple[str, str, str], Rule] = {}
    for rule in rules:
        if rule.id in ids:
            raise InputError(f"{rule.place}: this id stands at {ids[rule.id].place} too; rename it")
        ids[rule.id] = rule
        for language in LANGUAGES:
            for at, written in enumerate(getattr(rule, language)):
                for term in spell_out(written):
                    other = terms.setdefault((rule.group, language, term.casefold()), rule)
                    if other is not rule:
                        raise InputError(
                            f"{rule.place_of(language, at)}: its term {term!r} stands at "
                            f"{other.place} too; keep one of the two"
                        )
