"""Rules against their own examples: a hit must mark just its stretch, and fire just its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.find.finder import Finder, make_finder
from pipeline.model import Mention, Section
from pipeline.reference import Reference
from pipeline.rulebook import BRACKETED, Rule, Rulebook
from pipeline.view import EMPTY, plain, squeeze

STRICT_KINDS = ("noun", "body", "quality", "format", "theme")
EXAMPLE_YEAR = 2000  # of examples that print none


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not come out: the line that tells a reader where and why."""

    line: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of all examples: how many there are, and those that fail."""

    examples: int
    failures: tuple[Failure, ...]


def test_rules(rules: Rulebook, reference: Reference) -> Outcome:
    """Runs every hit, miss and todo of the rules. Raises nothing."""
    finder = make_finder(rules, reference, "en", rules.of("furniture", "listing"))
    failures: list[Failure] = []
    examples = 0
    for rule in rules.rules:
        examples += len(rule.hits) + len(rule.misses) + len(rule.todo)
        failures.extend(Failure(line) for line in failing(rule, finder))
    return Outcome(examples, tuple(failures))


test_rules.__test__ = False  # type: ignore[attr-defined]  # no test of pytest's


def failing(rule: Rule, finder: Finder) -> Iterator[str]:
    """The lines on the examples of one rule that fail."""
    for text in rule.hits:
        problem = hit_problem(rule, text, finder)
        if problem:
            yield f"{rule.place}: its hit {text!r} {problem}"
    for text in rule.todo:
        if not hit_problem(rule, text, finder):
            yield f"{rule.place}: its todo {text!r} works now; move it to hits"
    for text in rule.misses:
        if any(one.rule == rule.id for one in mentions(rule, text, finder)):
            yield f"{rule.place}: its miss {text!r} is marked; narrow the rule"


def hit_problem(rule: Rule, text: str, finder: Finder) -> str:
    """What is wrong with a hit; empty where it holds."""
    match = BRACKETED.search(text)
    if match is None:
        return "has no stretch in brackets"
    bare = text[: match.start()] + match[1] + text[match.end() :]
    wanted = (match.start(), match.start() + len(match[1]))
    found = mentions(rule, bare, finder)
    own = [one for one in found if one.rule == rule.id]
    if not own:
        return "is not marked; add the term, or move it to todo"
    if wanted not in [(one.start, one.end) for one in own]:
        marked = bare[own[0].start : own[0].end]
        return f"marks {marked!r} instead; mend the brackets or the terms"
    others = sorted({one.rule for one in found if rivals(rule, one, wanted)} - {rule.id})
    return f"fires {others[0]} too; narrow one of the two" if others else ""


def mentions(rule: Rule, text: str, finder: Finder) -> list[Mention]:
    """The mentions of the rule's group in a text."""
    view = squeeze(plain(text, 0, len(text)))
    section = Section("mechanism", 0, len(text), EMPTY, view, "example")
    reading = finder.read(section, EXAMPLE_YEAR)
    kinds = ("place",) if rule.kind == "venue" else (rule.group,)
    return [one for one in reading.mentions if one.kind in kinds]


def rivals(rule: Rule, mention: Mention, wanted: tuple[int, int]) -> bool:
    """Whether another rule's mention contests a hit: anywhere for what counts as an event, its
    format or its theme; on the same words for names and small words, of which a text has many."""
    if rule.kind in STRICT_KINDS:
        return True
    return mention.start < wanted[1] and wanted[0] < mention.end
