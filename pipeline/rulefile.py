"""rules/*.yml read through a schema into rules that know their file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from pipeline.model import InputError
from pipeline.nearest import nearest
from pipeline.rule import FILES, FileKind, Rule, place_of
from pipeline.rulecheck import problems_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


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


def read_rule(name: str, entry: Entry, kind: FileKind) -> Rule:
    """One checked rule."""
    values = {**entry.values, "file": name, "line": entry.line, "lines": entry.lines}
    try:
        rule = kind.schema.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        loc: tuple[object, ...] = first["loc"]
        where = loc[loc[0] == "words" :]  # the words of a language: its own key
        place = place_of(name, entry.line, entry.lines, where)
        label = entry.values.get("id", "?")
        raise InputError(f"{place}{label}: {complaint(first, str(where[0]), kind)}") from None
    for where, problem in problems_of(rule, kind):
        raise InputError(place_of(name, entry.line, entry.lines, where) + f"{rule.id}: {problem}")
    return rule


def complaint(error: ErrorDetails, key: str, kind: FileKind) -> str:
    """What the schema refuses at a rule's key, and what to do."""
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
