"""Titles: how far the name of an event goes to the right of its noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.cores import (
    core_at,
    date_core,
    dated_soon,
    format_core,
    place_core,
    quote_end,
)
from pipeline.assemble.head import Head, typed
from pipeline.assemble.marks import PARTIES, Marks
from pipeline.model import Mention

VERBS = ("about", "held", "met", "beside", "negative", "planned", "earlier")
CLOSERS = frozenset({".", ";", ":", ")", "\n", "|"})
NOUN_FORM = re.compile(r"(ing|tion|sion|ity|s)$")
HANGING = frozenset({",", "-", ":", ";", "/", "and", "the", "a", "of", "for", "with", "also"})
MOST_PARTIES = 2  # a title keeps one party, or two joined by "and"
LONGEST_ACRONYM = 5  # tokens of a bracket with an acronym


def complete(marks: Marks, heads: Sequence[Head], last: int) -> list[Head]:
    """The heads with their titles completed; those inside another's title are left out."""
    done: list[Head] = []
    for index, head in enumerate(heads):
        if not done or head.begin >= done[-1].end:
            later = frozenset(one.first for one in heads[index + 1 :])
            done.append(Reach(marks, head, last, later).completed())
    return done


@dataclass(frozen=True, slots=True)
class Reach:
    """A head whose title is to be completed, up to the token `last` of its sentence.

    `later` are the tokens at which further heads begin.
    """

    marks: Marks
    head: Head
    last: int
    later: frozenset[int]

    def completed(self) -> Head:
        """The head with the end of its title, the topic in it and its final type."""
        end, topic = self.right_edge()
        first = self.marks.reading.syntax.noun_first
        of_body = first or self.marks.lemma(self.head.noun_end) == "of"
        type_end = (topic or end) if of_body else self.head.noun_end
        return replace(typed(self.marks, self.head, type_end), end=end, topic=topic)

    def right_edge(self) -> tuple[int, int]:
        """Where the title ends, and where the topic in it begins (0 where it has none)."""
        at, topic = self.head.noun_end, 0
        if self.head.body and self.marks.lemma(at) == "'":
            at += 1
        while at < self.last:
            step = self.next_step(at, topic)
            if step <= at:
                break
            begin = at + 1 if self.marks.lemma(at) == "," else at
            inside = self.marks.over(begin, "body")  # "Grupo Regional de Consulta sobre Migración"
            named = inside is not None and inside.first < begin
            if not topic and is_topic(self.marks, begin) and not named:
                topic = begin
            at = step
        while at > self.head.noun_end and self.marks.lemma(at - 1) in HANGING:
            at -= 1
        return at, topic if topic < at else 0

    def next_step(self, at: int, topic: int) -> int:
        """Where the title goes on to from `at`; `at` itself where it ends."""
        norm = self.marks.lemma(at)
        quoted = quote_end(self.marks, at, self.last)
        if quoted > at:
            return at if self.head.plural and at == self.head.noun_end else quoted
        if norm == "(":
            return self.bracket_end(at, topic)
        if norm == ",":
            return self.after_comma(at, topic)
        if norm in CLOSERS or self.marks.dash(at):
            return at
        if self.ends_before_core(at, topic) or self.ends_before_clause(at):
            return at
        role = self.marks.valued(at, "role", "partner-with")
        if role and topic and role.last - role.first > 1:
            return at  # "webinar on visas | in cooperation with the RCM"
        if role:
            return max(partners_end(self.marks, at, self.last), self.company_end(at, role))
        word = self.marks.at(at, "predicate")
        return word.last if word and is_topic(self.marks, at) else at + 1

    def company_end(self, at: int, role: Mention) -> int:
        """Where "with" goes on to whom the event was for ("roundtable with donors"); `at` where
        people, parties or a number follow."""
        if role.last - at > 1 or at != self.head.noun_end:
            return at
        article = self.marks.at(role.last, "article")
        noun = article.last if article else role.last
        others = ("count", "backward", "organ", "mechanism", "organization", "place", "demonym")
        named = self.marks.at(noun, *others) or not self.marks.text(noun)[:1].islower()
        return at if named else noun

    def ends_before_core(self, at: int, topic: int) -> bool:
        """Whether a date, a place of the event or a format of its own begins at a token."""
        if date_core(self.marks, at, self.last) or self.marks.at(at, "period"):
            return True
        if self.place_ends(at, topic) or self.counts_people(at) or self.marks.at(at, "twice"):
            return True
        form = format_core(self.marks, at, self.last)
        if form is None:
            return False
        if self.marks.reading.syntax.noun_first and not (
            form.mostly or self.marks.over(at - 1, "each")
        ):
            return False  # "une réunion technique en ligne": only a comma sets a format off
        topic_next = is_topic(self.marks, form.last)
        dated = date_core(self.marks, form.last, self.last) is not None
        beside_noun = at == self.head.noun_end and topic_next and not dated
        return not beside_noun and (form.mostly or not topic)

    def counts_people(self, at: int) -> bool:
        """Whether "of 14 countries" follows a body: people and countries are no part of it."""
        if not self.head.body or not self.marks.at(at, "aside"):
            return False
        return any(self.marks.at(after, "count") for after in (at + 1, at + 2))

    def place_ends(self, at: int, topic: int) -> bool:
        """Whether a place of the event begins here, not a country that a topic is about."""
        core = place_core(self.marks, at, self.last)
        if core is None or not core.led:
            return False
        place = core.mention.place
        if place is None or place.city or not topic:
            return True
        return not self.marks.within(core.last, self.last, "place")

    def ends_before_clause(self, at: int) -> bool:
        """Whether a verb, a relative clause, another head or an infinitive begins at a token."""
        marks = self.marks
        clause = marks.at(at, "relative", "contrast", "each", "respectively", "mostly", "there")
        led = clause is not None and clause.kind == "each" and marks.over(at - 1, "aside")
        if clause and not led and not marks.text(at)[:1].isupper():
            return True  # but not in "for the chairs of | all mechanisms"
        if marks.lemma(at) == "to" and infinitive(marks, at + 1):
            return True
        joint = marks.over(at, "and")
        if joint and (joint.last in self.later or verb_at(marks, joint.last)):
            return True
        if verb_at(marks, at) or (marks.at(at, "auxiliary") and not marks.text(at)[:1].isupper()):
            return True  # but not in "l'Europe du Sud-Est"
        return plain_past(marks, at) and (at == self.head.noun_end or finite(marks, at))

    def bracket_end(self, at: int, topic: int) -> int:
        """Where a bracket that belongs to the name ends: an acronym, part of a topic; else `at`."""
        marks = self.marks
        close = at + 1
        while close < self.last and marks.lemma(close) != ")":
            close += 1
        if close >= self.last or core_at(marks, at + 1, close) or verb_at(marks, at + 1):
            return at
        if marks.within(at + 1, close, "date", "place", "role"):
            return at
        acronym = close - at <= LONGEST_ACRONYM and marks.text(at + 1).isupper()
        return close + 1 if topic or acronym else at

    def after_comma(self, at: int, topic: int) -> int:
        """Where a title goes on after a comma: a topic behind the noun, or a list in its topic."""
        marks = self.marks
        if at == self.head.noun_end and is_topic(marks, at + 1) and not self.head.plural:
            return self.set_off_topic(at)
        if not topic:
            return at
        joint = marks.at(at + 1, "and")
        begin = joint.last if joint else at + 1
        if core_at(marks, begin, self.last) or verb_at(marks, begin) or begin in self.later:
            return at
        other = ("predicate", "role", "relative", "contrast", "each", "mostly", "respectively")
        if marks.at(begin, *other) or parenthesis_end(marks, at) > at:
            return at
        return begin if self.list_goes_on(begin) else at

    def set_off_topic(self, at: int) -> int:
        """Where a topic between commas begins ("A meeting, on data, followed"); else `at`."""
        marks = self.marks
        word = marks.at(at + 1, "predicate")
        if word is None or date_core(marks, at + 1, self.last):
            return at
        end = word.last
        while end < self.last and marks.lemma(end) not in (",", ";", "(", "."):
            end += 1
        closed = marks.lemma(end) == "," and (
            verb_at(marks, end + 1) or dated_soon(marks, end, self.last)
        )
        return word.last if closed else at

    def list_goes_on(self, at: int) -> bool:
        """Whether a comma stands in a list of topics that dates or the sentence's verb close."""
        marks = self.marks
        for index in range(at, self.last):
            norm = marks.lemma(index)
            if norm in (",", "(", ";", ":") or marks.dash(index):
                if dated_soon(marks, index, self.last):
                    return True
                if norm != ",":
                    return False
            if verb_at(marks, index):
                role = marks.at(index, "role")
                by = role is not None and role.value.endswith("-by")
                return by or marks.valued(index, "predicate", "held", "met") is not None
            if index in self.later or marks.at(index, "relative"):
                return False
            if date_core(marks, index, self.last) and marks.at(index, "before-date"):
                return True
        return True


def parenthesis_end(marks: Marks, at: int) -> int:
    """Where an adverb between two commas ends, behind both: "the Group, for its part, | met"; `at`
    where none stands."""
    word = marks.at(at + 1, "filler", "contrast") if marks.lemma(at) == "," else None
    return word.last + 1 if word and marks.lemma(word.last) == "," else at


def is_topic(marks: Marks, at: int) -> bool:
    """Whether a preposition of topics begins at a token ("on", "about"; "to" is none), or a label
    that is no part of the name before it ("réunions | thématiques :")."""
    word = marks.valued(at, "predicate", "topic")
    if word is None or marks.lemma(at) == "to":
        return False
    return not (marks.is_label(word) and marks.over(at, "quality"))


def infinitive(marks: Marks, at: int) -> bool:
    """Whether a verb follows "to": a small word that is no article, no place and no noun's form."""
    word, endings = marks.lemma(at), marks.reading.syntax.infinitives
    if endings:
        return word.endswith(endings) and marks.text(at).islower()
    if not marks.text(at)[:1].islower() or marks.at(at, "article", "place", "count", "theme"):
        return False
    return not NOUN_FORM.search(word) or word.endswith(("ss", "us"))


def verb_at(marks: Marks, at: int) -> bool:
    """Whether a verb or a role of the event begins at a token."""
    found = [one for one in (marks.at(at, "predicate"), marks.at(at, "role")) if one]
    if not found or marks.over(at, "body", "noun", "mechanism", "quality"):
        return False
    longest = max(found, key=lambda one: one.last)
    if longest.value == "about" and marks.text(at)[:1].isupper():
        return False  # "Networks Involved in Smuggling"
    if longest.kind == "role":
        return longest.value not in ("partner-with", "chair-chairmanship")
    return longest.value in VERBS


def plain_past(marks: Marks, at: int) -> bool:
    """Whether a word looks like a verb in the past that no rule knows ("a webinar relaunched"); in
    English alone: elsewhere its auxiliary tells it."""
    if marks.reading.syntax.noun_first:
        return False
    text = marks.text(at)
    return text.islower() and text.endswith("ed") and len(text) > len("used")


def finite(marks: Marks, at: int) -> bool:
    """Whether a past form is the verb of the sentence: an article or a particle follows it."""
    return marks.at(at + 1, "article", "count", "particle", "format") is not None


def partners_end(marks: Marks, at: int, last: int) -> int:
    """Where "with X" or "with X and Y" ends; `at` where more or counted parties follow."""
    role = marks.at(at, "role")
    begin = role.last if role else at
    parties, index = 0, begin
    while index < last and not marks.at(index, "count"):
        party = marks.at(index, *PARTIES)
        word = party or marks.at(index, "article", "and", "government")
        if word is None:
            break
        parties += party is not None
        index = word.last
    if marks.lemma(index) == "," and names_party(marks, index + 1):
        return at
    return index if 0 < parties <= MOST_PARTIES else at


def names_party(marks: Marks, at: int) -> bool:
    """Whether a mechanism or organization stands at a token, or behind its article."""
    article = marks.at(at, "article")
    return marks.at(article.last if article else at, "mechanism", "organization") is not None
