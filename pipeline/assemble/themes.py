"""Themes: what an event's own words show, and what they only seem to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.assemble.heads import WEAK_RULE
from pipeline.assemble.marks import Marks
from pipeline.assemble.traces import Run, Tracer
from pipeline.model import Cell, EventTheme, Mention, Stretch

LONG_NAME = 4  # tokens of a forum's name in capitals, marks among them


def find_themes(tracer: Tracer, runs: Sequence[Run]) -> tuple[EventTheme, ...]:
    """The themes in the words of `runs`, one row a theme, in the order of its first evidence."""
    evidence: dict[str, list[Mention]] = {}
    for first, last in runs:
        for one in tracer.marks.within(first, last, "theme"):
            if counts(tracer, one):
                for theme_id in one.value.split():  # one term may give two
                    evidence.setdefault(theme_id, []).append(one)
    ordered = sorted(evidence, key=lambda theme_id: min(one.first for one in evidence[theme_id]))
    return tuple(to_theme(tracer, theme_id, evidence[theme_id]) for theme_id in ordered)


def to_theme(tracer: Tracer, theme_id: str, found: list[Mention]) -> EventTheme:
    """The row of a theme: its first term is the evidence, all terms are its stretch."""
    first = min(found, key=lambda one: one.first)
    text = tracer.marks.reading.section.body.text[first.start : first.end]
    key: Iterable[Stretch] = (stretch for one in found for stretch in tracer.mention(one))
    return EventTheme(
        key=tuple(dict.fromkeys(key)),
        theme_id=Cell(theme_id, tracer.mention(first), first.rule),
        evidence=Cell(" ".join(text.split()), tracer.mention(first), first.rule),
    )


def counts(tracer: Tracer, theme: Mention) -> bool:
    """Whether a term is evidence: not inside a name, and not what the people there are."""
    marks = tracer.marks
    if theme.value == theme.rule:
        return False  # a term without a theme only hides shorter ones
    for kind in ("mechanism", "organization"):
        name = marks.over(theme.first, kind)
        if name and name.first <= theme.first and theme.last <= name.last:
            return False
    if marks.at(theme.last, "people") or in_forum(tracer, theme):
        return False
    return not of_people(marks, theme.first)


def of_people(marks: Marks, at: int) -> bool:
    """Whether a term says what people are: "experts on border management | and data"; "training
    for officers on data" is on data."""
    joint = marks.lemma(at - 1) == "," or marks.over(at - 1, "and") is not None
    listed = marks.over(at - 2, "theme") if joint else None
    if listed:
        return of_people(marks, listed.first)
    led = marks.lemma(at - 1) in ("on", "in", "for", "of")
    people = marks.over(at - 2, "people") if led else None
    if people is None or (marks.reading.syntax.noun_first and marks.over(at - 2, "quality")):
        return False  # "reunión de expertos | sobre asilo" is on asylum
    return not (marks.lemma(at - 1) == "on" and marks.lemma(people.first - 1) == "for")


def in_forum(tracer: Tracer, theme: Mention) -> bool:
    """Whether a term in capitals stands in the name of a forum ("the Youth Forum on Migration")."""
    marks, at = tracer.marks, theme.first
    if not marks.text(at)[:1].isupper():
        return False
    while at > 0 and (marks.text(at - 1)[:1].isupper() or marks.lemma(at - 1) in (",", "and")):
        at -= 1
    if theme.last - at < LONG_NAME:
        return False
    noun = marks.over(at - 2, "noun")
    led = marks.valued(at - 1, "predicate", "topic") is not None
    return led and noun is not None and noun.rule == WEAK_RULE and noun.last == at - 1
