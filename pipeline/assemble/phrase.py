"""Phrases: the words to the left of an event's noun that name it, and what counts it."""

from __future__ import annotations

import re

from pipeline.assemble.marks import Marks
from pipeline.model import Mention

LONGEST_PHRASE = 14  # tokens to the left of the noun
JOINERS = frozenset({"-", "'", "/", "&", "+"})
PLURAL = re.compile(r"(?<!s)s$|ies$|ia$|fora$")
STOPPERS = (
    "no",
    "period",
    "article", "series", "aside", "relative", "contrast", "before-place", "count", "date",
    "place-stop", "pronoun",
)  # fmt: skip


def left_edge(marks: Marks, anchor: Mention, first: int) -> int:
    """Where the phrase begins: left over the words that name it, to an article, count or mark."""
    at = anchor.first
    passed_ordinal = False
    lowest = max(first, anchor.first - LONGEST_PHRASE)
    while at > lowest:
        before = at - 1
        name = name_ending(marks, at)
        if name and name.first >= first:
            at = name.first
            continue
        if marks.over(before, "ordinal"):
            passed_ordinal, at = True, ordinal_start(marks, before)
            continue
        if passed_ordinal and marks.lemma(before) not in ("co",):
            break
        if not joins(marks, before, first, anchor):
            break
        at = before
    return skip_particles(marks, at, anchor.first)


def name_ending(marks: Marks, end: int) -> Mention | None:
    """The mechanism, body or theme in capitals whose name ends right before a token."""
    for kind in ("mechanism", "body", "theme"):
        one = marks.over(end - 1, kind)
        if (
            one
            and one.last == end
            and one.last - one.first > 1
            and marks.text(one.first)[:1].isupper()
        ):
            return one
        if one and one.last == end and kind == "mechanism":
            return one
    return None


def ordinal_start(marks: Marks, at: int) -> int:
    """The first token of the ordinal over a token."""
    ordinal = marks.over(at, "ordinal")
    return ordinal.first if ordinal else at


def joins(marks: Marks, at: int, first: int, anchor: Mention) -> bool:
    """Whether the token at `at` still belongs to the phrase to its right."""
    norm = marks.lemma(at)
    if norm in JOINERS and not marks.over(at, "article", "aside"):
        return not marks.dash(at) and at > first and not marks.spaced(at)
    if norm == "and":
        return coordinates(marks, at, first, anchor)
    if not marks.text(at)[:1].isalnum():
        return False
    if marks.over(at, "count") and marks.hyphen(at + 1):
        return True  # "a two-day training"
    if any(marks.over(at, kind) for kind in STOPPERS):
        return False
    if marks.over(at, "each", "respectively", "there"):
        return False
    if is_verb(marks, at) or in_perfect(marks, at):
        return False
    return not (marks.over(at, "date") or in_place(marks, at))


def in_place(marks: Marks, at: int) -> bool:
    """Whether a token is part of a city set off by a comma after it (no part of a name)."""
    place = marks.over(at, "place")
    return bool(place and place.place and place.place.city and marks.lemma(place.last) == ",")


def is_verb(marks: Marks, at: int) -> bool:
    """Whether the token belongs to a verb or a role ("RIAM hosted | an extraordinary session")."""
    verb = marks.over(at, "predicate", "role")
    if verb is None:
        return False
    if marks.over(at, "body", "quality", "noun", "mechanism"):
        return False
    return not (verb.value == "topic" and verb.last - verb.first == 1 and marks.lemma(at) == "to")


def in_perfect(marks: Marks, at: int) -> bool:
    """Whether a token is a verb behind its auxiliary: "had also planned | consultations"."""
    if not marks.text(at).islower() or not marks.lemma(at).endswith("ed"):
        return False
    before = at - 1 if marks.over(at - 1, "filler") else at
    return marks.over(before - 1, "auxiliary") is not None


def coordinates(marks: Marks, at: int, first: int, anchor: Mention) -> bool:
    """Whether "and" joins two parts of one name: "Ministerial and High-level Meeting".

    Not where a noun in the plural, or a topic, stands before it.
    """
    before = at - 1
    if before < first:
        return False
    left = marks.over(before, "body", "quality", "noun")
    if left is not None and left.kind == "noun":
        return not PLURAL.search(marks.lemma(before)) and same_phrase(marks, before, first)
    if left is not None:
        return same_phrase(marks, left.first, first)
    word, right = marks.text(before), marks.text(at + 1)
    return (
        word[:1].isupper()
        and right[:1].isupper()
        and marks.text(anchor.first)[:1].isupper()
        and same_phrase(marks, before, first)
        and not marks.over(before, "place", "date", "mechanism")
    )


def same_phrase(marks: Marks, at: int, first: int) -> bool:
    """Whether what stands left of a coordination begins the sentence or follows an article or mark.

    A preposition before it ("on Asylum and | Working Group") makes it a topic.
    """
    while at > first:
        at -= 1
        if marks.over(at, "article", "count", "series"):
            return not marks.over(at - 1, "aside") or marks.lemma(at - 1) in ("at", "during", "by")
        if marks.over(at, "aside", "predicate") and not marks.over(at, "body", "mechanism"):
            return False
        if not marks.text(at)[:1].isalnum() and marks.lemma(at) not in JOINERS:
            return True
    return True


def skip_particles(marks: Marks, at: int, anchor: int) -> int:
    """The left edge without adverbs and loose marks ("then", "also", "-") at its start."""
    first = marks.reading.syntax.noun_first
    particles = ("backward", "each", *(("filler",) if first else ()))
    kept = ("body", "quality", *(("noun",) if first else ()))  # "el diálogo | ministerial"
    while at < anchor and (
        marks.over(at, *particles) and not marks.over(at, *kept) or not marks.text(at)[:1].isalnum()
    ):
        at += 1
    return at


def before_phrase(marks: Marks, begin: int, first: int) -> tuple[int, Mention | None, bool, bool]:
    """What stands before a name: its start, the count, whether definite, whether determined."""
    start, count = begin, None
    definite = determined = False
    while start > first:
        word = ending_at(marks, start, "count") or ending_at(marks, start, "series", "article")
        if word is None or word.first < first:
            break
        if word.kind == "count":
            count = count or word
        determined = True
        definite = definite or marks.lemma(word.first) in ("the", "its", "their", "this", "these")
        start = word.first
    if marks.over(start - 1, "contracted"):  # "du", "al": the article inside a preposition
        return start, count, True, True
    return start, count, definite, determined


def ending_at(marks: Marks, end: int, *kinds: str) -> Mention | None:
    """The mention of these kinds that ends right before a token."""
    for kind in kinds:
        one = marks.over(end - 1, kind)
        if one is not None and one.last == end:
            return one
    return None
