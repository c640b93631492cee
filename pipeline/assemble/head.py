"""Head: a named event, and what its own words say of its type."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.marks import Marks
from pipeline.contract import EVENT_TYPES
from pipeline.model import Mention

OWN_TYPES = frozenset({"summit", "workshop", "webinar", "seminar", "training", "roundtable"})
NOUN_TYPES = ("conference", "consultation")


@dataclass(frozen=True, slots=True)
class Head:
    """A named event. `first` is the token of its article or count, the title runs from `begin`
    up to `end`; the noun ends at `noun_end`, and a topic inside the title begins at `topic`
    (0 for none). `again` marks "a third one": another event of the head before."""

    first: int
    begin: int
    noun_end: int
    end: int
    event_type: str
    type_rule: str
    plural: bool
    ordinal: Mention | None = None
    count: Mention | None = None
    definite: bool = False
    determined: bool = False
    bare: bool = False
    weak: bool = False
    body: bool = False
    topic: int = 0
    again: bool = False


def decide_type(marks: Marks, head: Head, end: int) -> tuple[str, str]:
    """The event type and the rule that decided, in the order of the contract."""
    words = marks.within(head.begin, end, "noun", "body", "quality")
    own = [
        word
        for word in words
        if word.kind == "noun" and word.value in OWN_TYPES and word.first < head.noun_end
    ]
    if own:
        return own[-1].value, own[-1].rule
    bodies = [word for word in words if word.kind == "body"]
    ranked = sorted(bodies, key=lambda word: (EVENT_TYPES.index(word.value), word.first))
    if ranked and ranked[0].value != "meeting":
        return ranked[0].value, ranked[0].rule
    inside = [word for word in words if word.last <= head.noun_end]
    for noun in reversed(inside):
        if noun.kind == "noun" and noun.value in NOUN_TYPES:
            return noun.value, noun.rule
    for word in inside:
        if word.kind == "quality":
            return word.value, word.rule
    rule = next((word.rule for word in reversed(inside) if word.kind in ("noun", "body")), "")
    return "meeting", rule
