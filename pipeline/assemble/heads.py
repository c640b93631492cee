"""Heads: the noun phrases that name an event, with what their own words say of it.

A head is built around a noun of events ("workshop") or a body that meets ("SOM"): to its left
the words that name it, down to an article or a count; to its right what completes the name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.assemble.byname import head_by_name
from pipeline.assemble.cores import core_at
from pipeline.assemble.head import Head, typed
from pipeline.assemble.marks import Marks
from pipeline.assemble.phrase import JOINERS, PLURAL, before_phrase, left_edge
from pipeline.find.tokens import of_thousands
from pipeline.model import Mention

EDITIONS = frozenset({"edition", "round", "instalment", "installment"})
PEOPLE_TYPES = ("ministerial_meeting", "senior_officials_meeting")  # whose bodies are people
ROMANCE_PLURAL = re.compile(r"(?<!cour)(?<!congre)(?<!u)s$|x$")  # but "processus"
YEAR = re.compile(r"(19|20)\d\d$")
WEAK_RULE = "noun.gathering"


def find_heads(marks: Marks, first: int, last: int) -> list[Head]:
    """The heads of a sentence, in order, without what completes them to the right."""
    anchors = marks.within(first, last, "noun", "body")
    found: list[Head] = []
    for anchor in sorted(anchors, key=lambda one: (one.last, one.first)):
        if blocked(marks, anchor) or followed_by_noun(marks, anchor, last):
            continue
        head = head_at(marks, anchor, first)
        if of_thousands(marks.tokens, head.begin):
            continue
        if head.weak and head.bare and head.definite and not day_follows(marks, head.end, last):
            continue  # "the dialogue" is the mechanism, or an event before
        while found and found[-1].begin >= head.begin:
            found.pop()
        if found and found[-1].noun_end > head.begin:
            continue
        found.append(head)
    found = sorted([*found, *numbered(marks, first, last, found)], key=lambda one: one.begin)
    found = sorted([*found, *beside_by_name(marks, first, last, found)], key=lambda one: one.begin)
    named = head_by_name(marks, first, last)
    if named:
        inside = [head for head in found if head.begin < named.end]
        if all(marks.over(head.first - 1, "aside") for head in inside):
            return [named, *(head for head in found if head not in inside)]
    return found[1:] if is_gerund(marks, found, first) else found


def beside_by_name(marks: Marks, first: int, last: int, found: list[Head]) -> list[Head]:
    """Events that no rule knows beside another: "preceded by the Civil Society Days, 8 May"."""
    heads = []
    for word in marks.within(first, last, "predicate"):
        named = head_by_name(marks, word.last, last) if word.value == "beside" else None
        if named and not any(word.last <= one.begin < named.end for one in found):
            heads.append(replace(named, body=False))
    return heads


def is_gerund(marks: Marks, found: list[Head], first: int) -> bool:
    """Whether a sentence begins with what a body did: "Meeting in Lima, the Committee …"."""
    if len(found) < len(("gerund", "head")) or found[0].first != first:
        return False
    head, body = found[0], found[1]
    alone = head.bare and marks.lemma(first) == "meeting" and not (head.determined or head.count)
    led = marks.at(head.end, "before-place", "before-date", "format", "filler", "aside") is not None
    return alone and led and (body.body or body.determined) and marks.lemma(body.first - 1) == ","


def numbered(marks: Marks, first: int, last: int, found: list[Head]) -> list[Head]:
    """The meetings that a mechanism's name and a number stand for: "the XXIV RCM"."""
    heads = []
    for one in marks.within(first, last, "mechanism"):
        ordinal = marks.over(one.first - 1, "ordinal")
        taken = any(head.begin < one.last and one.first < head.noun_end for head in found)
        if ordinal and not taken and not followed_by_noun(marks, one, last):
            heads.append(head_at(marks, one, first))
    return heads


def day_follows(marks: Marks, at: int, last: int) -> bool:
    """Whether a day or month stands right behind a noun, a mark or bracket before it."""
    core = core_at(marks, at + (marks.lemma(at) in (",", "(", ":")), last)
    return core is not None and core.kind == "date" and core.mention.rule != "date.year"


def blocked(marks: Marks, anchor: Mention) -> bool:
    """Whether an event word is no event: inside a name, a label, or a compound's first part."""
    after = anchor.last
    label = marks.over(anchor.first, "head-label")
    if label and begins_line(marks, label.first) and not dated(marks, label.last):
        return True  # "Meeting: Workshop on Data"
    if marks.hyphen(after):
        return True  # "meeting-related", "post-webinar debrief"
    before = anchor.first - 1
    verb = marks.over(before, "predicate")
    helper = marks.over(before, "auxiliary") and not (verb and verb.value == "held")
    if marks.reading.syntax.noun_first and helper:
        return True  # "ont échangé", no "échange", but "hubo reuniones"
    if (
        marks.hyphen(before)
        and marks.text(before - 1).islower()
        and not marks.over(before - 1, "quality", "body")
    ):
        return True
    form = marks.over(anchor.first, "format")
    if form and form.first < anchor.first and form.last == anchor.last:
        return True  # "by videoconference"
    mechanism = marks.over(anchor.first, "mechanism")
    if mechanism is None or mechanism.last < anchor.last:
        return False
    return not names_meeting(marks, mechanism)


def begins_line(marks: Marks, at: int) -> bool:
    """Whether a line, a sentence or a part behind a semicolon begins with a token."""
    return marks.lemma(at - 1) in ("", "\n", ".", ";")


def dated(marks: Marks, at: int) -> bool:
    """Whether a date, a place or a word that leads to one stands at a token."""
    return marks.at(at, "date", "place", "before-date", "before-place") is not None


def names_meeting(marks: Marks, mechanism: Mention) -> bool:
    """Whether a mechanism's name is its meeting: "25th Regional Conference on Migration"."""
    before = mechanism.first - 1
    return bool(marks.over(before, "ordinal")) or marks.lemma(before) == "annual"


def followed_by_noun(marks: Marks, anchor: Mention, last: int) -> bool:
    """Whether the phrase goes on to a noun ("Ministerial | Conference", "training | material")."""
    if marks.reading.syntax.noun_first:
        return False
    at = anchor.last
    while (
        at < last
        and (marks.lemma(at) in JOINERS or marks.lemma(at) == "s")
        and not (marks.dash(at))
    ):
        at += 1
    nxt = marks.at(at, "noun", "body")
    if nxt is not None and (nxt.kind == "noun" or anchor.kind == "body"):
        return nxt.last > anchor.last
    if anchor.kind == "noun" or marks.lemma(anchor.last - 1) in ("ministerial", "ministériel"):
        return is_compound(marks, anchor, at, last)
    return False


def is_compound(marks: Marks, anchor: Mention, at: int, last: int) -> bool:
    """Whether a small word follows that an event noun only describes: "workshop summary"."""
    if named_after(marks, anchor, at):
        return True
    words: list[int] = []
    while at < last and marks.text(at)[:1].isalpha() and len(words) < 3:
        if marks.over(
            at,
            "predicate",
            "role",
            "aside",
            "and",
            "article",
            "date",
            "place",
            "each",
            "before-date",
            "before-place",
            "format",
            "relative",
            "contrast",
            "respectively",
            "mostly",
            "backward",
            "auxiliary",
            "there",
        ):
            break
        words.append(at)
        at += 1
    if not words:
        return False
    end = marks.at(at, "noun", "body")
    if end is not None:
        return True
    object_follows = marks.at(at, "article", "count") is not None
    return len(words) == 1 and not object_follows and looks_like_noun(marks, words[0])


def named_after(marks: Marks, anchor: Mention, at: int) -> bool:
    """Whether a name in capitals goes on behind an event noun: "the Training | Academy"."""
    known = ("place", "date", "mechanism", "organization", "demonym", "organ", "theme", "ordinal")
    capitals = marks.text(anchor.first)[:1].isupper() and marks.text(at)[:1].isupper()
    word = marks.text(at)
    return capitals and word.isalpha() and not word.isupper() and not marks.over(at, *known)


def looks_like_noun(marks: Marks, at: int) -> bool:
    """Whether a lone word after an event noun is a noun, not a verb: no ending of a past tense."""
    word = marks.lemma(at)
    return not word.endswith(("ed", "ly")) and word not in ("s", "also", "then", "i", "ii", "iii")


def head_at(marks: Marks, anchor: Mention, first: int) -> Head:
    """The head around an anchor, its left edge found."""
    begin = left_edge(marks, anchor, first)
    start, count, definite, determined = before_phrase(marks, begin, first)
    start, begin = edition_of(marks, start, begin, first)
    member = member_of(marks, start, first)
    one_of = member < start
    if one_of:
        start, count, determined = member, None, True
    ordinal = next(iter(marks.within(begin, anchor.last, "ordinal")), None)
    head = Head(
        first=start,
        begin=begin,
        noun_end=anchor.last,
        end=anchor.last,
        event_type="meeting",
        type_rule=anchor.rule,
        type_run=(anchor.first, anchor.last),
        plural=is_plural(marks, anchor) and not one_of,
        ordinal=ordinal,
        count=count,
        definite=definite,
        determined=determined or ordinal is not None,
        bare=begin == anchor.first and anchor.kind == "noun",
        weak=anchor.rule == WEAK_RULE,
        body=anchor.kind == "body",
    )
    return typed(marks, head, head.noun_end)


def edition_of(marks: Marks, start: int, begin: int, first: int) -> tuple[int, int]:
    """Where a head and its title begin: "the ninth edition of | the Conference" is one name, "the
    2019 edition of | the Forum" and "l'édition 2019 du | Forum" too."""
    if marks.lemma(start - 1) != "of":
        return start, begin
    name = start - 2
    behind = is_year(marks, name)  # "édition 2019 du", "edición de 2019 del"
    if behind:
        name -= 1 + (marks.lemma(name - 1) == "of")
    if marks.lemma(name) not in EDITIONS or name < first:
        return start, begin
    number = marks.over(name - 1, "ordinal")
    edition = number.first if number else name - is_year(marks, name - 1)
    if edition < first or not (behind or edition < name):
        return start, begin
    return led_by(marks, edition, first), edition


def is_year(marks: Marks, at: int) -> bool:
    """Whether a token is a year in digits."""
    return YEAR.match(marks.text(at)) is not None


def led_by(marks: Marks, at: int, first: int) -> int:
    """Where a name begins with its article."""
    article = marks.over(at - 1, "article")
    return article.first if article is not None and article.first >= first else at


def member_of(marks: Marks, at: int, first: int) -> int:
    """Where "the second of" before a series begins, which is one event; `at` where none stands."""
    number = marks.over(at - 2, "ordinal") if marks.lemma(at - 1) == "of" else None
    if number is None or number.last != at - 1 or number.first < first:
        return at
    article = marks.over(number.first - 1, "article")
    return article.first if article and article.first >= first else number.first


def is_plural(marks: Marks, anchor: Mention) -> bool:
    """Whether the anchor names several events ("SOMs", "workshops"); a body that meets is one."""
    if marks.reading.syntax.noun_first:
        people = anchor.kind == "body" and marks.at(anchor.first, "noun") is None
        people = people and anchor.value in PEOPLE_TYPES
        return bool(ROMANCE_PLURAL.search(marks.lemma(anchor.first))) and not people
    word = marks.lemma(anchor.last - 1)
    if marks.lemma(anchor.last - 1) == "'":
        word = marks.lemma(anchor.last - 2)
    if anchor.kind == "body" and word in ("ministers", "officials"):
        return False
    if anchor.rule == "noun.meeting" and word == "consultations":
        return marks.lemma(anchor.first).endswith("s")
    if word in ("circles", "series") or marks.lemma(anchor.first) == "series":
        return True
    return bool(PLURAL.search(word))
