"""Head: a named event, and what its own words say of its type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.marks import Marks
from pipeline.contract import EVENT_TYPES
from pipeline.model import Mention

OWN_TYPES = frozenset({"summit", "workshop", "webinar", "seminar", "training", "roundtable"})
NOUN_TYPES = ("conference", "consultation")


@dataclass(frozen=True, slots=True)
class Head:
    """A named event. `first` is the token of its article or count, the title runs from `begin`
    up to `end`; the noun ends at `noun_end`, and a topic inside the title begins at `topic`
    (0 for none). `type_run` are the tokens that decided the type, `again` marks "a third one":
    another event of the head before.
    """

    first: int
    begin: int
    noun_end: int
    end: int
    event_type: str
    type_rule: str
    type_run: tuple[int, int]
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


def whole(marks: Marks, word: Mention) -> bool:
    """Whether a word is not the first half of another: a "workshop-style session" is none."""
    return word.kind != "noun" or not marks.hyphen(word.last)


def decide_type(marks: Marks, begin: int, noun_end: int, end: int) -> Mention | None:
    """The word that decides the event type, in the order of the contract; None for `meeting`.

    The name runs from `begin`, its noun ends at `noun_end`; bodies count up to `end`.
    """
    words = [
        one for one in marks.within(begin, end, "noun", "body", "quality") if whole(marks, one)
    ]
    if marks.reading.syntax.noun_first:
        inside, nouns = words, own_nouns(marks, words)
    else:
        inside = [word for word in words if word.last <= noun_end]
        nouns = [word for word in inside if word.kind == "noun"]
    for noun in reversed(nouns):
        if noun.value in OWN_TYPES:
            return noun
    bodies = [word for word in words if word.kind == "body" and word.value != "meeting"]
    if bodies:
        return min(bodies, key=lambda word: (EVENT_TYPES.index(word.value), word.first))
    for noun in reversed(nouns):
        if noun.value in NOUN_TYPES:
            return noun
    qualities = [word for word in inside if word.kind == "quality"]
    return qualities[0] if qualities else next(iter(reversed(nouns)), None)


def own_nouns(marks: Marks, words: Sequence[Mention]) -> list[Mention]:
    """The nouns of a name whose noun stands first, the one that says most last: "atelier |
    de formation" is a workshop, "session de | formation" a training; what the event was for
    ("réunion préparatoire au Sommet") is no noun of its own."""
    nouns = [one for one in words if one.kind == "noun"]
    if not nouns:
        return []
    second = [one for one in nouns[1:] if marks.lemma(one.first - 1) == "of"]
    tied = [one for one in second if one.first - nouns[0].last == 1]
    return [*tied[:1], nouns[0]] if nouns[0].value in OWN_TYPES else [nouns[0], *tied[:1]]


def typed(marks: Marks, head: Head, end: int) -> Head:
    """The head with the type that its words decide, bodies up to `end` among them."""
    word = decide_type(marks, head.begin, head.noun_end, end)
    if word is None:
        return head
    return replace(
        head, event_type=word.value, type_rule=word.rule, type_run=(word.first, word.last)
    )
