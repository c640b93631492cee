"""Rules against their own examples: a hit must mark just its stretch, and fire just its rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.find.finder import Finder, make_finder
from pipeline.firings import firings
from pipeline.model import Mention
from pipeline.reference import Reference
from pipeline.rule import BRACKETED, ENGLISH, GrammarRule, Rule
from pipeline.rulebook import Rulebook
from pipeline.rulecheck import check_together
from pipeline.spoken import EXAMPLES
from pipeline.trial import EXAMPLE_YEAR, Setting, as_section, try_report, try_sentence

STRICT_KINDS = ("noun", "body", "quality", "format", "theme")
EXAMPLE_MECHANISM = "rcm"  # in whose section the examples of the grammar stand

Run: TypeAlias = tuple[int, int]


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
    extra = rules.of("furniture", "listing")
    finders: dict[str, Finder] = {}
    every: dict[str, Rule] = {rule.id: rule for rule in (*rules.rules, *rules.grammar)}
    for one in rules.languages:
        spoken = rules.in_language(one)
        check_together(spoken.rules)
        finders[one] = make_finder(spoken, reference.under(spoken), one, extra)
        every |= {rule.id: with_examples(every[rule.id], rule) for rule in spoken.rules}
    failures: list[Failure] = []
    examples = 0
    for rule in every.values():
        examples += len(rule.hits) + len(rule.misses) + len(rule.todo)
        own = [finders[one] for one in rules.languages if one in rule.words] or [finders[ENGLISH]]
        failures.extend(Failure(line) for line in failing(rule, own))
    return Outcome(examples, tuple(failures))


def with_examples(rule: Rule, spoken: Rule) -> Rule:
    """A rule with the words and examples that a language adds to it."""
    if spoken is rule:
        return rule
    lists = {
        key: tuple(dict.fromkeys((*getattr(rule, key), *getattr(spoken, key)))) for key in EXAMPLES
    }
    return rule.model_copy(update={"words": {**rule.words, **spoken.words}, **lists})


test_rules.__test__ = False  # type: ignore[attr-defined]  # no test of pytest's


def failing(rule: Rule, finders: Sequence[Finder]) -> Iterator[str]:
    """The lines on the examples of one rule that fail in all languages that it has words of."""
    for at, text in enumerate(rule.hits):
        problems = [hit_problem(rule, text, finder) for finder in finders]
        if all(problems):
            yield f"{rule.place_of('hits', at)}: its hit {text!r} {problems[0]}"
    for at, text in enumerate(rule.todo):
        if not all(hit_problem(rule, text, finder) for finder in finders):
            yield f"{rule.place_of('todo', at)}: its todo {text!r} works now; move it to hits"
    for at, text in enumerate(rule.misses):
        if any(one.rule == rule.id for one in mentions(rule, text, finders[0])):
            yield f"{rule.place_of('misses', at)}: its miss {text!r} is marked; narrow the rule"


def hit_problem(rule: Rule, text: str, finder: Finder) -> str:
    """What is wrong with a hit; empty where it holds."""
    match = BRACKETED.search(text)
    if match is None:
        return "has no stretch in brackets"
    bare = text[: match.start()] + match[1] + text[match.end() :]
    wanted = (match.start(), match.start() + len(match[1]))
    if isinstance(rule, GrammarRule):
        return grammar_problem(rule, bare, wanted, finder)
    found = mentions(rule, bare, finder)
    own = [one for one in found if one.rule == rule.id]
    if not own:
        return "is not marked; add the term, or move it to todo"
    if wanted not in [(one.start, one.end) for one in own]:
        marked = bare[own[0].start : own[0].end]
        return f"marks {marked!r} instead; mend the brackets or the terms"
    others = [one for one in found if one.rule != rule.id and rivals(rule, one, wanted)]
    if not others:
        return ""
    first = min(others, key=lambda one: one.rule)
    words = bare[first.start : first.end]
    return f"fires {first.rule} with {words!r} too; shorten the text, or narrow one of the two"


def grammar_problem(rule: GrammarRule, text: str, wanted: Run, finder: Finder) -> str:
    """What is wrong with a hit of a grammar rule; empty where its stretch comes out under it."""
    found = fired(rule.id, text, finder)
    if wanted in found:
        return ""
    if not found:
        return "does not come out under it; mend the example, or move it to todo"
    start, end = found[0]
    return f"comes out as {text[start:end]!r} instead; mend the brackets"


def fired(rule: str, text: str, finder: Finder) -> list[Run]:
    """The stretches of a text that a rule marked or read a value from."""
    setting = Setting(EXAMPLE_MECHANISM)
    tried = (try_report if "\n" in text else try_sentence)(text, setting, finder)
    return [run for fired_by, run in firings(tried, text) if fired_by == rule]


def mentions(rule: Rule, text: str, finder: Finder) -> list[Mention]:
    """The mentions of the rule's group in a text."""
    reading = finder.read(as_section(text, ""), EXAMPLE_YEAR)
    kinds = ("place",) if rule.kind == "venue" else (rule.group,)
    return [one for one in reading.mentions if one.kind in kinds]


def rivals(rule: Rule, mention: Mention, wanted: tuple[int, int]) -> bool:
    """Whether another rule's mention contests a hit: anywhere for what counts as an event, its
    format or its theme; on the same words for names and small words, of which a text has many."""
    if rule.kind in STRICT_KINDS:
        return True
    return mention.start < wanted[1] and wanted[0] < mention.end
