"""The words of one language beside the rules: `rules/<language>/*.yml`, read when it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.model import InputError
from pipeline.nearest import nearest
from pipeline.rule import Rule, place_of
from pipeline.rulefile import Entry, read_entries

EXAMPLES = ("hits", "misses", "todo")


def with_words(rules: Sequence[Rule], folder: Path, language: str) -> tuple[Rule, ...]:
    """The rules with the words that the files of a language add to them.

    Raises `InputError` with file and line for what does not fit.
    """
    found = {rule.id: rule for rule in rules}
    for name, entry in spoken_entries(folder / language):
        rule = rule_of(name, entry, found)
        found[rule.id] = rule.model_copy(update=additions(name, entry, rule, language))
    return tuple(found[rule.id] for rule in rules)


def spoken_entries(folder: Path) -> Iterator[tuple[str, Entry]]:
    """The entries of all files of a language, each with the name of its file."""
    for path in sorted(folder.glob("*.yml")):
        name = f"{folder.parent.name}/{folder.name}/{path.name}"
        for entry in read_entries(name, path.read_bytes().replace(b"\r\n", b"\n")):
            yield name, entry


def rule_of(name: str, entry: Entry, rules: Mapping[str, Rule]) -> Rule:
    """The rule that an entry adds words to."""
    rule_id = str(entry.values.get("id", ""))
    if rule_id not in rules:
        near = nearest(rule_id, rules)
        raise InputError(
            f"{name}:{entry.line}: no rule {rule_id!r} to add words to; nearest: {near}"
        )
    return rules[rule_id]


def additions(name: str, entry: Entry, rule: Rule, language: str) -> dict[str, object]:
    """The fields of a rule with an entry's words and examples behind its own."""
    known = (language, "exact", *EXAMPLES)
    fields: dict[str, object] = {}
    for key, written in entry.values.items():
        if key == "id":
            continue
        place = place_of(name, entry.line, entry.lines, (key, -1))
        if key not in known:
            raise InputError(
                f"{place}{rule.id}: no key {key!r} here; nearest: {nearest(key, known)}"
            )
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            raise InputError(f"{place}{rule.id}: {key}: a list of words is expected")
        if key == language:
            own = rule.words.get(language, ())
            fields["words"] = {**rule.words, language: tuple(dict.fromkeys((*own, *written)))}
        else:
            fields[key] = (*getattr(rule, key), *written)
    return fields
