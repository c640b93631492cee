"""Titles: how far the name of an event goes to the right of its noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.cores import core_at, date_core, dated_soon, format_core, place_core, quote_end
from pipeline.assemble.heads import Head, decide_type
from pipeline.assemble.marks import Marks

VERBS = ("about", "held", "met", "beside", "negative", "planned", "earlier")
MOST_PARTIES = 2  # a title keeps one party, or two joined by "and"


def complete(marks: Marks, heads: Sequence[Head], last: int) -> list[Head]:
    """The heads with their titles completed; those inside another's title are left out."""
    done: list[Head] = []
    for index, head in enumerate(heads):
        if done and head.begin < done[-1].end:
            continue
        later = [one for one in heads[index + 1 :]]
        done.append(completed(marks, head, later, last))
    return done


def completed(marks: Marks, head: Head, later: Sequence[Head], last: int) -> Head:
    """A head with the end of its title, the topic in it and its final type."""
    end, topic = right_edge(marks, head, later, last)
    of_end = first_topic(marks, head, end) or end
    kind, rule = decide_type(marks, head, of_end if marks.norm(head.noun_end) == "of" else head.noun_end)
    return replace(head, end=end, topic=topic, event_type=kind, type_rule=rule)


def first_topic(marks: Marks, head: Head, end: int) -> int:
    """Where a topic begins inside the title; 0 where none does."""
    for at in range(head.noun_end, end):
        word = marks.at(at, "predicate")
        if word and word.value == "topic" and marks.norm(at) != "to":
            return at
    return 0


def right_edge(marks: Marks, head: Head, later: Sequence[Head], last: int) -> tuple[int, int]:
    """Where the title ends, and where the topic in it begins (0 where it has none)."""
    at = head.noun_end
    topic = 0
    if head.body and marks.norm(at) == "'":
        at += 1
    while at < last:
        step = next_step(marks, head, at, last, later, topic)
        if step <= at:
            break
        word = marks.at(at if marks.norm(at) != "," else at + 1, "predicate")
        if not topic and word and word.value == "topic" and marks.norm(word.first) != "to":
            topic = word.first
        at = step
    return trimmed(marks, head, at), topic if topic < at else 0


def trimmed(marks: Marks, head: Head, at: int) -> int:
    """The end without a mark or small word left hanging."""
    while at > head.noun_end and (
        marks.norm(at - 1) in (",", "-", ":", ";", "and", "the", "a", "of", "for", "with", "also")
    ):
        at -= 1
    return at


def next_step(
    marks: Marks, head: Head, at: int, last: int, later: Sequence[Head], topic: int
) -> int:
    """Where the title goes on to from `at`; `at` itself where it ends."""
    norm = marks.norm(at)
    if quote_end(marks, at, last) > at:
        return at if head.plural and at == head.noun_end else quote_end(marks, at, last)
    if norm == "(":
        return bracket_end(marks, at, last, topic)
    if norm == ",":
        return after_comma(marks, head, at, last, later, topic)
    if norm in (".", ";", ":", ")", "\n", "|") or marks.dash(at):
        return at
    if ends_title(marks, head, at, last, topic):
        return at
    if marks.over(at, "and") and (begins_head(later, marks.over(at, "and").last) or verb_at(marks, marks.over(at, "and").last)):  # type: ignore[union-attr]
        return at
    if verb_at(marks, at) or marks.at(at, "auxiliary"):
        return at
    if plain_past(marks, at) and (at == head.noun_end or finite(marks, at)):
        return at
    if marks.valued(at, "role", "partner-with"):
        return partners_end(marks, at, last)
    word = marks.at(at, "predicate")
    return word.last if word and word.value == "topic" else at + 1


def ends_title(marks: Marks, head: Head, at: int, last: int, topic: int) -> bool:
    """Whether a date, a place, a format after a comma, an infinitive or a clause begins here."""
    if date_core(marks, at, last):
        return True
    if place_ends(marks, at, last, topic) or marks.at(at, "period"):
        return True
    if head.body and marks.norm(at) == "of" and (marks.at(at + 1, "count") or marks.at(at + 2, "count")):
        return True
    form = format_core(marks, at, last)
    if form and (at != head.noun_end or form.mostly or not topic_follows(marks, form.last)):
        return form.mostly or not form.mention.rule or not topic
    if marks.at(at, "relative", "contrast", "each", "respectively", "mostly") and norm_is_clause(marks, at):
        return True
    return marks.norm(at) == "to" and infinitive(marks, at + 1)


def norm_is_clause(marks: Marks, at: int) -> bool:
    """Whether a relative or like word opens a clause here, not a compound ("All Africa")."""
    return not marks.text(at)[:1].isupper()


def topic_follows(marks: Marks, at: int) -> bool:
    """Whether a topic comes right after a format: both then belong to the name."""
    word = marks.at(at, "predicate")
    return word is not None and word.value == "topic"


def place_ends(marks: Marks, at: int, last: int, topic: int) -> bool:
    """Whether a place of the event begins here, not a country that a topic is about."""
    core = place_core(marks, at, last)
    if core is None or not core.led:
        return False
    place = core.mention.place
    if place is None or place.city:
        return True
    if not topic:
        return True
    return not marks.within(core.last, last, "place")


def infinitive(marks: Marks, at: int) -> bool:
    """Whether a verb follows "to": a small word that is no article and no place."""
    text = marks.text(at)
    return text[:1].islower() and not marks.at(at, "article", "place", "count")


def begins_head(later: Sequence[Head], at: int) -> bool:
    """Whether another head begins at a token: with its own article, count or ordinal, or in capitals."""
    return any(one.first == at for one in later)


def verb_at(marks: Marks, at: int) -> bool:
    """Whether a verb or a role of the event begins at a token."""
    predicate, role = marks.at(at, "predicate"), marks.at(at, "role")
    longest = max((one for one in (predicate, role) if one), key=lambda one: one.last, default=None)
    if longest is None or marks.over(at, "body", "noun", "mechanism", "quality"):
        return False
    if longest.kind == "role":
        return longest.value != "partner-with" and longest.value != "chair-chairmanship"
    return longest.value in VERBS


def plain_past(marks: Marks, at: int) -> bool:
    """Whether a verb in the past that no rule knows follows the noun ("a webinar relaunched …")."""
    text = marks.text(at)
    return text.islower() and text.endswith("ed") and len(text) > 4


def finite(marks: Marks, at: int) -> bool:
    """Whether a past form is the verb of the sentence: an article or a particle follows it."""
    return marks.at(at + 1, "article", "count") is not None or (
        marks.at(at + 1, "particle") is not None
    )


def bracket_end(marks: Marks, at: int, last: int, topic: int) -> int:
    """Where a bracket that belongs to the name ends: an acronym, or part of a topic; else `at`."""
    close = at + 1
    while close < last and marks.norm(close) != ")":
        close += 1
    if close >= last or core_at(marks, at + 1, close) or verb_at(marks, at + 1):
        return at
    if marks.within(at + 1, close, "date", "place", "role"):
        return at
    letters = marks.text(at + 1)
    acronym = close - at <= 5 and letters.isupper()
    return close + 1 if topic or acronym else at


def partners_end(marks: Marks, at: int, last: int) -> int:
    """Where "with X" or "with X and Y" ends; `at` where more or counted parties follow."""
    begin = marks.at(at, "role").last  # type: ignore[union-attr]
    if marks.at(begin, "count"):
        return at
    parties, index, gaps = 0, begin, 0
    while index < last:
        party = marks.at(index, "mechanism", "organization", "place", "demonym")
        if party:
            parties, index = parties + 1, party.last
            continue
        if marks.norm(index) == "," and parties:
            article = marks.at(index + 1, "article")
            if marks.at(article.last if article else index + 1, "mechanism", "organization"):
                return at
            break
        if marks.at(index, "article", "and", "government"):
            index, gaps = index + 1, gaps + 1
            continue
        break
    if not parties or parties > MOST_PARTIES:
        return at
    return index


def after_comma(
    marks: Marks, head: Head, at: int, last: int, later: Sequence[Head], topic: int
) -> int:
    """Where a title goes on after a comma: a topic right behind the noun, or a list in its topic."""
    word = marks.at(at + 1, "predicate")
    if at == head.noun_end and word and word.value == "topic" and not head.plural:
        if marks.norm(at + 1) == "to" or date_core(marks, at + 1, last) or not closed_topic(marks, word.last, last):
            return at
        return word.last
    if not topic:
        return at
    begin = at + 1
    joint = marks.at(begin, "and")
    begin = joint.last if joint else begin
    if core_at(marks, begin, last) or verb_at(marks, begin) or begins_head(later, begin):
        return at
    if marks.at(begin, "predicate", "role", "relative", "contrast", "each", "mostly", "respectively"):
        return at
    return begin if list_goes_on(marks, begin, last, later) else at


def closed_topic(marks: Marks, at: int, last: int) -> bool:
    """Whether a topic set off by commas is followed by a verb ("A meeting, on data, followed")."""
    while at < last and marks.norm(at) not in (",", ";", "(", "."):
        at += 1
    return marks.norm(at) == "," and (verb_at(marks, at + 1) or dated_soon(marks, at, last))


def list_goes_on(marks: Marks, at: int, last: int, later: Sequence[Head]) -> bool:
    """Whether a comma stands inside a list of topics that dates or the sentence's verb close."""
    index = at
    while index < last:
        norm = marks.norm(index)
        if norm in (",", "(", ";", ":") or marks.dash(index):
            if dated_soon(marks, index, last):
                return True
            if norm != ",":
                return False
        if verb_at(marks, index):
            return marks.valued(index, "predicate", "held", "met") is not None
        if begins_head(later, index) or marks.at(index, "relative"):
            return False
        if date_core(marks, index, last) and marks.at(index, "before-date"):
            return True
        index += 1
    return False
