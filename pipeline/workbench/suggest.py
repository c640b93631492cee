"""`iscm rules suggest`: what no rule knows in reports, each with the YAML that makes it known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeAlias

import yaml

from pipeline.nearest import nearest
from pipeline.reference import Reference
from pipeline.rulebook import Rulebook
from pipeline.run import Options, extract_one, list_sources, settle_all
from pipeline.section.names import acronym_of, bare, slug
from pipeline.section.vocabulary import Vocabulary
from pipeline.stages import Extraction

BRACKETS = re.compile(r"[()\[\]\"]")  # signs that have a meaning in a term or an example
WIDTH = 96  # of a line of the rules
ALIKE = 0.75  # of two names, from 0 to 1, that may be one thing in two wordings


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What no rule knows, and a rule for it: `block` is YAML to paste into `file`.

    `place` is the report with the line, `advice` what only a reader can decide.
    """

    code: str
    place: str
    original: str
    file: str
    rule_id: str
    block: str
    advice: str


def find_suggestions(
    paths: Iterable[Path], rules: Rulebook, reference: Reference, tell: Callable[[str], None]
) -> tuple[Suggestion, ...]:
    """The mechanisms, themes and places of the reports that no rule knows, in their order.

    Each is suggested once, at its first mention. Raises `InputError` for reports that cannot be
    read.
    """
    found: dict[tuple[str, str], Suggestion] = {}
    for source, settled in settle_all(list_sources(paths), Options(), rules).items():
        tell(f"extracting {source}")
        extraction = extract_one(source, settled, rules, reference)
        for one in suggestions(source, extraction, rules):
            found.setdefault((one.file, one.rule_id), one)
    return tuple(found.values())


def suggestions(source: Path, extraction: Extraction, rules: Rulebook) -> Iterator[Suggestion]:
    """The suggestions for the findings of one report."""
    for row in extraction.tables["findings"]:
        code, original = str(row["code"]), str(row["original"])
        if code not in WRITERS:
            continue
        file, write = WRITERS[code]
        entry = write(row, extraction, rules)
        yield Suggestion(
            code=code,
            place=f"{source}:{row['line']}",
            original=original,
            file=file,
            rule_id=str(entry["id"]),
            block=as_yaml(entry),
            advice=advice_on(code, entry, rules),
        )


Row: TypeAlias = Mapping[str, object]
Entry: TypeAlias = dict[str, object]


def language_of(extraction: Extraction) -> str:
    """The language of a report, which is that of its words."""
    (report,) = extraction.tables["reports"]
    return str(report["language"])


def mechanism_entry(row: Row, extraction: Extraction, rules: Rulebook) -> Entry:
    """A rule for a mechanism that no rule knows: by its name, and by its acronym in capitals."""
    heading, mechanism_id = str(row["original"]), str(row["record_id"])
    language = language_of(extraction)
    name = in_small_letters(BRACKETS.sub("", bare(heading)), rules, language)
    acronym = acronym_of(heading)
    entry: Entry = {"id": f"mechanism.{mechanism_id}", "value": mechanism_id, "name": name}
    if acronym:
        entry["acronym"] = acronym
    entry[language] = [name]
    if acronym and acronym != name:
        entry["exact"] = [acronym]
    entry["hits"] = [f"the [{name}] met"]
    return entry


def theme_entry(row: Row, extraction: Extraction, _: Rulebook) -> Entry:
    """A rule for a theme that no rule knows: by its label."""
    theme_id = str(row["record_id"])
    label = BRACKETS.sub("", bare(str(row["original"])))
    scopes = {str(one["theme_id"]): str(one["kind"]) for one in extraction.tables["themes"]}
    others = [
        str(one["label"]) for one in extraction.tables["themes"] if one["theme_id"] != theme_id
    ]
    return {
        "id": f"theme.{theme_id}",
        "value": theme_id,
        "scope": scopes.get(theme_id, "theme"),
        language_of(extraction): [label],
        "hits": [f"on [{label}]"],
        "misses": [f"on {others[0]}" if others else "on visas"],
    }


def place_entry(row: Row, extraction: Extraction, _: Rulebook) -> Entry:
    """A rule for a place that no gazetteer has; its degrees are a reader's to add."""
    name = BRACKETS.sub("", str(row["original"]).split(",")[0].strip())
    countries = {
        f"{one['event_id']}/{one['position']}": str(one["country_code"] or "")
        for one in extraction.tables["occurrences"]
    }
    entry: Entry = {"id": f"place.{slug(name)}", "value": name, "city": name}
    country = countries.get(str(row["record_id"]), "")
    if country:
        entry["country_code"] = country
    return {**entry, language_of(extraction): [name], "hits": [f"SOM, 5 May, [{name}]"]}


WRITERS: dict[str, tuple[str, Callable[[Row, Extraction, Rulebook], Entry]]] = {
    "unknown-mechanism": ("mechanisms", mechanism_entry),
    "unknown-theme": ("themes", theme_entry),
    "unknown-place": ("places", place_entry),
}


def advice_on(code: str, entry: Entry, rules: Rulebook) -> str:
    """What only a reader can decide of a rule: what is missing, and whether it is new at all."""
    more = {
        "unknown-mechanism": "add scope (regional, interregional, global) and members (alpha-3)",
        "unknown-theme": "choose a near miss of your own for misses",
        "unknown-place": "add country_code (alpha-3), latitude and longitude (degrees)",
    }
    kind = str(entry["id"]).partition(".")[0]
    names = {str(getattr(rule, "name", rule.value)): rule.id for rule in rules.of(kind)}
    name = str(entry.get("name", entry["value"]))
    near = nearest(name, names)
    if SequenceMatcher(None, name, near).ratio() < ALIKE:
        return more[code]
    return f"{more[code]}; where it is {names[near]} in other words, add them to its terms instead"


def in_small_letters(name: str, rules: Rulebook, language: str) -> str:
    """A name printed in capitals as one would write it; any other as it is."""
    if not name.isupper():
        return name
    words = Vocabulary(rules, language)
    return " ".join(
        word.casefold() if at and words.is_small(word.casefold()) else word.capitalize()
        for at, word in enumerate(name.split())
    )


def as_yaml(entry: Entry) -> str:
    """A rule as the files of rules are written: its keys in order, lists in brackets."""
    text: str = yaml.safe_dump(
        [entry], sort_keys=False, allow_unicode=True, default_flow_style=None, width=WIDTH
    )
    return text
