"""Scan: a sentence, left to right, as segments: heads, cores, roles, topics, verbs, plain words.

After a head its core items come, then what the event was about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.cores import Core, quote_end
from pipeline.assemble.further import again_at, head_again, is_event, renames
from pipeline.assemble.head import Head
from pipeline.assemble.marks import Marks
from pipeline.assemble.partyspans import parties_end
from pipeline.assemble.segments import CORE_KINDS, Scan, Segment
from pipeline.assemble.titles import infinitive, verb_at
from pipeline.assemble.topics import topic_end
from pipeline.model import Mention

__all__ = ["scan"]

MARKS = frozenset({",", ":", "-", ".", "|", "/", "!", "?", "\n"})
JOINTS = ("/", "&", "+")
SETTERS = frozenset({",", "(", "-", ":", ";", "/", "\n", "|", ""})  # before a place without "in"
ENUMERATOR = re.compile(r"[a-z0-9]{1,2}$|[ivx]{1,4}$")
SIMPLE = {
    "held": "held",
    "met": "held",
    "beside": "beside",
    "negative": "negative",
    "earlier": "negative",
}


def scan(
    marks: Marks, first: int, last: int, heads: Sequence[Head], known: Head | None = None
) -> list[Segment]:
    """The segments of a sentence between two tokens; `known` is the last head before it."""
    by_token = {head.first: head for head in heads}
    state = Scan(marks, first, last, by_token, known)
    inner = bracket_events(marks, first, last)
    if inner is None:
        return cut(state)
    opening, closing = inner
    state.last = opening
    cut(state)
    beside = cut(Scan(marks, opening + 1, closing, by_token))
    state.first, state.last = closing + 1, last
    return cut(state) + [
        replace(one, fresh=index == 0 or one.fresh) for index, one in enumerate(beside)
    ]


def bracket_events(marks: Marks, first: int, last: int) -> tuple[int, int] | None:
    """The bracket that holds an event beside another: "(preceded by an SOM, 19-20 July)"."""
    for at in range(first + 1, last):
        if marks.norm(at) == "(" and marks.valued(at + 1, "predicate", "beside"):
            return at, next((end for end in range(at, last) if marks.norm(end) == ")"), last)
    return None


def cut(state: Scan) -> list[Segment]:
    """All segments of a scan, those that it held before among them."""
    at = state.first
    while at < state.last:
        at = max(step(state, at), at + 1)
    return state.segments


def step(state: Scan, at: int) -> int:
    """Reads what begins at `at`; the token where the next step begins."""
    for reading in (
        bracket, mark, small_word, head, again, core, each_word, times, verb, role, words,
    ):  # fmt: skip
        end = reading(state, at)
        if end > at:
            return end
    return at + 1


# --- marks and small words ----------------------------------------------------------------------


def bracket(state: Scan, at: int) -> int:
    """A bracket: of core items, or of text that tells of something else."""
    norm = state.marks.norm(at)
    if norm == ")":
        state.bracket = 0
        return at + 1
    if norm != "(":
        return at
    if ENUMERATOR.match(state.marks.norm(at + 1)) and state.marks.norm(at + 2) == ")":
        state.fresh = True  # "(1) on data, Lima, 5 May; (2) on return, Quito, 6 May"
        return at + 3
    if not state.opens_cores(at):
        end = at + 1
        while end < state.last and state.marks.norm(end - 1) != ")":
            end += 1
        kind = "topic" if tells_topic(state) else "plain"
        return state.add(Segment(kind, at + (kind == "topic"), end - (kind == "topic")))
    state.brackets += 1
    state.bracket = state.brackets
    return at + 1


def tells_topic(state: Scan) -> bool:
    """Whether a bracket behind a date of several meetings says what that one was about."""
    previous, last = state.previous, state.last_head
    return bool(previous and previous.kind == "date" and last and last.plural)


def mark(state: Scan, at: int) -> int:
    """A punctuation mark or conjunction."""
    if state.marks.norm(at) == ";" or state.marks.at(at, "contrast"):
        state.fresh = state.fresh or not state.bracket
        return at + 1
    joint = state.marks.at(at, "and")
    if joint:
        return joint.last
    return at + 1 if state.marks.norm(at) in MARKS else at


def small_word(state: Scan, at: int) -> int:
    """A word that says nothing of its own: "also" before a date, "during the year"."""
    filler = state.marks.at(at, "filler")
    if filler:
        after = filler.last + (state.marks.norm(filler.last) == ",")
        if state.core_at(after):
            return filler.last if state.segments else plain(state, at, filler.last)
    period = state.marks.at(at, "period")
    if period:
        return plain(state, at, period.last)
    label = state.marks.at(at, "before-format")
    if label:
        return label.last
    only = state.marks.at(at, "last-only")
    if only and state.core_at(only.last):
        state.only_last = True
        return only.last
    aside = state.marks.at(at, "aside")
    if aside and aside.last in state.heads and renames(state, state.heads[aside.last]):
        return aside.last
    return at


def each_word(state: Scan, at: int) -> int:
    """A word such as "both" or "each" before what is true of every head; "respectively"."""
    word = state.marks.at(at, "respectively")
    if word:
        if state.segments:
            state.segments[-1] = replace(state.segments[-1], respectively=True)
        return word.last
    word = state.marks.at(at, "each")
    if word and state.segments and not state.marks.at(word.last, "noun", "body"):
        state.each = True
        return word.last
    return at


# --- heads and core items -----------------------------------------------------------------------


def head(state: Scan, at: int) -> int:
    """A head that is an event of its own here."""
    found = state.heads.get(at)
    if found is None or not is_event(state, found):
        return at
    if renames(state, found):
        state.segments = [one for one in state.segments if one.kind not in ("head", "held")]
    return state.add(Segment("head", found.first, found.end, head=found))


def again(state: Scan, at: int) -> int:
    """Words such as "a third": another event of the head before, or a member of it."""
    if not state.seen("head") and state.segments:
        return at
    found, last = again_at(state, at), state.last_head
    if found is None or last is None:
        return at
    if last.count and last.plural and (state.members or not state.seen("topic")):
        state.members = True
        return found.end  # "two courses, the first in Lima, the second in Quito"
    once_more = head_again(found, last, at)
    state.fresh = state.fresh or state.seen("topic") or once_more.ordinal is None
    return state.add(Segment("head", at, found.end, head=once_more))


def core(state: Scan, at: int) -> int:
    """A date, place or format beside a head, or before the first one."""
    found = state.core_at(at)
    if found is None or (found.kind == "there" and not state.seen("head")):
        return at
    if found.kind == "place" and not found.led and not set_off(state, at, found):
        return at
    if found.kind == "place" and state.marks.at(found.last, "in-chair"):
        return at
    found = with_online(state, found)
    return state.add(Segment(found.kind, found.first, found.last, core=found))


def with_online(state: Scan, found: Core) -> Core:
    """A format joined to a place ("Geneva and online", "Dubai/Zoom"): the event was hybrid."""
    previous = state.previous
    joint = state.marks.norm(found.first - 1) in JOINTS or state.marks.over(found.first - 1, "and")
    if not (previous and previous.last == found.first - 1 and joint):
        return found
    dated = state.core_at(found.last)
    virtual = found.kind == "format" and found.mention.value == "virtual"
    if previous.kind != "place" or not virtual or (dated and dated.kind == "date"):
        return found
    return replace(found, mention=replace(found.mention, value="hybrid"))


def set_off(state: Scan, at: int, found: Core) -> bool:
    """Whether a mark, a date or a bracket stands before a place that no preposition leads."""
    if at == state.first:
        acts = state.marks.at(found.last, "role") is not None
        return acts or state.marks.norm(found.last) in SETTERS
    previous = state.previous
    if state.marks.norm(at - 1) in SETTERS:
        return previous is None or state.seen("head", *CORE_KINDS)
    if previous is None or previous.kind not in CORE_KINDS:
        return False
    return previous.last == at or state.marks.over(at - 1, "and") is not None


def times(state: Scan, at: int) -> int:
    """How often a body met: "eight times", "on five occasions", "twice"."""
    if not state.seen("head"):
        return at
    word = state.marks.at(at, "once", "twice")
    lead = state.marks.at(at, "before-date")
    count = state.marks.at(at, "count") or (state.marks.at(lead.last, "count") if lead else None)
    noun = state.marks.at(count.last, "times") if count else None
    if word is None and noun and count:
        word = replace(count, kind="times", last=noun.last)
    return state.add(Segment("times", at, word.last, mention=word)) if word else at


# --- verbs, topics, roles -----------------------------------------------------------------------


def verb(state: Scan, at: int) -> int:
    """A predicate: that it was held, what it did, what stands beside it."""
    word, role_word = state.marks.at(at, "predicate"), state.marks.at(at, "role")
    if word is None:
        return beside_again(state, at)
    if role_word and role_word.last > word.last:
        return at
    if word.value == "topic":
        return topic(state, at, word)
    if role_word and role_word.value.endswith("-verb") and state.leads_head(role_word.last):
        return at
    if word.value == "comparison":
        end = word.last
        while end < state.last and state.marks.norm(end) not in (",", ";", ")", "."):
            end += 1
        return state.add(Segment("plain", at, end))
    if word.value == "planned":
        return state.add(Segment("aside", at, clause_end(state, word.last), mention=word))
    if word.value in SIMPLE:
        return state.add(Segment(SIMPLE[word.value], at, word.last, mention=word))
    return topic(state, at, word)


def beside_again(state: Scan, at: int) -> int:
    """Another event beside this one: "preceded by a workshop, and by a seminar"."""
    word = state.marks.at(at, "by")
    if word is None or not state.seen("beside") or word.last not in state.heads:
        return at
    return state.add(Segment("beside", at, word.last, mention=word))


def topic(state: Scan, at: int, word: Mention) -> int:
    """What an event was about, from its verb or preposition to where it ends."""
    if not state.seen("head"):
        return at
    if state.marks.norm(at) == "to" and not infinitive(state.marks, word.last):
        return at
    previous = state.previous
    after_core = previous is not None and previous.kind in CORE_KINDS
    state.own_topic = word.value == "topic" and state.fresh and after_core
    label = state.marks.norm(word.last - 1) in (":", "-")
    state.topic_word = word
    first = word.last if label else at
    return state.add(Segment("topic", first, topic_end(state, word.last), mention=word))


def clause_end(state: Scan, at: int) -> int:
    """Where an aside ends: at a comma or bracket, or before a verb."""
    while at < state.last and not verb_at(state.marks, at):
        if state.marks.norm(at) in (",", ";", ")", ".") and not state.marks.over(at, "place"):
            break
        at += 1
    return at


def role(state: Scan, at: int) -> int:
    """A role of a party: "chaired by", "with", or a verb that a head follows."""
    found = state.marks.at(at, "role") or state.same_role(at)
    if found is None or found.value == "chair-chairmanship":
        return at
    if found.value.endswith("-verb"):
        if not state.leads_head(found.last) or (state.seen("head") and not has_subject(state, at)):
            return at
        return state.add(Segment("role", at, found.last, mention=found))
    if found.value.endswith("-label"):
        return state.add(Segment("role", at, parties_end(state, found.last), mention=found))
    if not state.seen("head") and state.segments:
        return at
    by_format = state.marks.at(found.last - 1, "format")
    if by_format:  # "were organized | by videoconference"
        return state.add(Segment("held", at, found.last - 1, mention=found))
    end = parties_end(state, found.last)
    if end == found.last:  # "with 3 ISCMs (A, B and C)": told, not named
        return state.add(Segment("topic", at, topic_end(state, end), mention=found))
    return state.add(Segment("role", at, end, mention=found))


def has_subject(state: Scan, at: int) -> bool:
    """Whether a party or a pronoun stands right before a verb."""
    kinds = ("pronoun", "mechanism", "organization", "place", "organ")
    if state.marks.over(at - 1, *kinds):
        return True
    return any(state.marks.over(back, "place", "pronoun") for back in (at - 3, at - 2))


# --- other words --------------------------------------------------------------------------------


def words(state: Scan, at: int) -> int:
    """Other words: what the event did where a head stands before, plain words elsewhere."""
    chair = chair_end(state, at)
    if chair:
        return chair
    relative = state.marks.at(at, "relative")
    if relative and state.seen("head") and state.marks.at(relative.last, "predicate"):
        return relative.last
    company = company_end(state, at)
    if state.seen("head") and not state.bracket and not company and not state.pronoun_acts(at):
        state.own_topic, state.topic_word = state.fresh, None
        begin = max(at + 1, quote_end(state.marks, at, state.last))
        return state.add(Segment("topic", at, topic_end(state, begin)))
    return plain(state, at, company or at + 1)


def plain(state: Scan, at: int, end: int) -> int:
    """Words that give no value, one segment with those right before them."""
    previous = state.previous
    if previous and previous.kind == "plain" and previous.last == at:
        state.segments[-1] = replace(previous, last=end)
        return end
    return state.add(Segment("plain", at, end))


def chair_end(state: Scan, at: int) -> int:
    """Where "under the Swedish Chairmanship" or "Peru in the chair" ends; 0 elsewhere."""
    marks = state.marks
    country = marks.at(at, "place")
    chair = marks.at(country.last, "in-chair") if country else None
    if chair and country:
        mention = replace(chair, kind="role", value="chair-by", first=at, last=at)
        return state.add(Segment("role", at, chair.last, mention=mention))
    under = marks.at(at, "under")
    begin = under.last if under else at + 1
    country = marks.at(begin, "demonym", "place")
    if not country or not (under or marks.norm(at) == "under"):
        return 0
    end = country.last
    while marks.norm(end) in ("'", "s"):
        end += 1
    role = marks.valued(end, "role", "chair-chairmanship")
    return state.add(Segment("role", at, role.last)) if role else 0


def company_end(state: Scan, at: int) -> int:
    """Where "of 14 countries" behind a body that met ends: before its verb; 0 elsewhere."""
    previous = state.previous
    if not (previous and previous.head and previous.head.body and previous.last == at):
        return 0
    for end in range(at, state.last):
        if state.marks.valued(end, "predicate", "met", "held"):
            return end
        if not state.marks.text(end)[:1].isalnum():
            return 0
    return 0
