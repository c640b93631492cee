"""Items: the heads of a sentence and the dates, places and formats beside them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.assemble.cores import Core
from pipeline.assemble.further import (
    Again,
    again_at,
    head_again,
    is_event,
    is_verbal,
    renames,
    same_scene,
)
from pipeline.assemble.head import Head
from pipeline.assemble.punctuation import plain
from pipeline.assemble.segments import CORE_KINDS, Scan, Segment
from pipeline.assemble.titles import plain_past, verb_at

JOINTS = ("/", "&", "+")
SETTERS = frozenset(
    {",", "(", ")", "-", ":", ";", "/", "\n", "|", ""}
)  # before a place without "in"


def head(state: Scan, at: int) -> int:
    """A head that is an event of its own here."""
    found = state.heads.get(at)
    if found is None:
        return at
    if holds_its_session(state, found):
        return session_of(state, found)
    if not is_event(state, found):
        return setting(state, found)
    if renames(state, found):
        return rename(state, found)
    if sits(state, found):
        return sitting(state, found)
    if is_participle(state, found):
        return state.add(Segment("held", found.first, found.noun_end))
    tell_before(state, found)
    scene = same_scene(state, found)
    return state.add(Segment("head", found.first, found.end, head=found, shared=scene))


def tell_before(state: Scan, found: Head) -> None:
    """Makes what was done at an event, told before it, one segment: "Agreement was reached | at
    the SOM in Lima"."""
    word = state.marks.over(found.first - 1, "setting")
    colon = state.marks.lemma(found.first - 1) == ":"
    begin = len(state.segments)
    while begin and state.segments[begin - 1].kind in ("plain", "place"):
        begin -= 1
        if state.segments[begin].fresh and (not begin or not state.segments[begin - 1].fresh):
            break
    told = state.segments[begin:]
    ends = found.first - colon
    if not ((word or colon) and told) or told[0].kind == "place" or told[-1].last != ends:
        return
    first, last = told[0].first, word.first if word else ends
    if colon and told_by_label(state, first, last):
        state.segments[begin:] = [replace(told[0], kind="told", last=last)]
    elif not word:
        return
    elif is_verbal(state, found.first) or acted(state, first, last):
        state.segments[begin:] = [replace(told[0], kind="told", last=last)]


def told_by_label(state: Scan, first: int, last: int) -> bool:
    """Whether a topic stands before a colon and the event on it: "Mixed migration: | SOM, Lima"."""
    label = state.marks.over(first, "head-label") or state.marks.over(last - 1, "head-label")
    return not label and bool(state.marks.within(first, last, "theme"))


def acted(state: Scan, first: int, last: int) -> bool:
    """Whether words before an event tell what was done there: they have a subject and a verb."""
    marks = state.marks
    if last - first < len(("it", "agreed")) or marks.at(first, "aside", "before-date", "role"):
        return False
    if marks.within(first, last, "attends", "convokes"):
        return False  # "Forty officials took part in the SOM"
    return any(
        marks.at(at, "auxiliary") or marks.valued(at, "predicate", "about") or plain_past(marks, at)
        for at in range(first + 1, last)
    )


def holds_its_session(state: Scan, found: Head) -> bool:
    """Whether a body is the one whose session was named: "At its 12th session, D, | the Steering
    Group approved …"."""
    heads = [one.head for one in state.segments if one.head]
    if len(heads) != 1 or not (found.body and found.definite and not found.ordinal):
        return False
    its = state.marks.lemma(heads[0].first) in ("its", "their")
    acts = state.marks.valued(found.end, "predicate", "about") is not None
    return its and acts and not state.seen("topic") and not found.count


def session_of(state: Scan, found: Head) -> int:
    """Gives the session its body's type; the body's words are its subject."""
    for index, one in enumerate(state.segments):
        if one.head and one.head.event_type == "meeting":
            kind, rule, run = found.event_type, found.type_rule, found.type_run
            head = replace(one.head, event_type=kind, type_rule=rule, type_run=run)
            state.segments[index] = replace(one, head=head)
    return plain(state, found.first, found.end)


def sits(state: Scan, found: Head) -> bool:
    """Whether a head only counts the sittings of the body before it: "Committee, 4 sessions"."""
    previous = state.previous
    if previous is None or previous.head is None or not previous.head.body:
        return False
    joint = state.marks.dash(previous.last) or (
        state.marks.lemma(previous.last) in (",", ":")
        and (found.count is not None or found.ordinal is not None)
    )
    return (
        joint
        and previous.last + 1 == found.first
        and found.event_type == "meeting"
        and not found.topic
    )


def is_participle(state: Scan, found: Head) -> bool:
    """Whether "meeting" is what a body did: "Senior Officials, meeting online on 15 June"."""
    previous = state.previous
    body = previous is not None and previous.head is not None and previous.head.body
    alone = found.bare and not (found.determined or found.count or found.plural)
    return body and alone and previous is not None and previous.last + 1 == found.first


def sitting(state: Scan, found: Head) -> int:
    """The body's head with the number and count of its sitting."""
    previous = state.segments[-1]
    if previous.head:
        body = replace(previous.head, ordinal=found.ordinal, count=found.count, plural=found.plural)
        state.segments[-1] = replace(previous, head=body, last=found.end)
    return found.end


def setting(state: Scan, found: Head) -> int:
    """An event that only sets the scene, with its date: "Following an SOM on 3 May, …"."""
    led = state.marks.over(found.first - 1, "aside") is not None
    if not led or state.seen("head"):
        return found.first
    end = found.end
    while core := state.core_at(end):
        end = core.last
    return plain(state, found.first, end)


def rename(state: Scan, found: Head) -> int:
    """The meeting of a body that acted before gets its name: "… at the second Ministerial"; "for
    its 8th meeting" is of the body's type."""
    bodies = [one.head for one in state.segments if one.head]
    if found.event_type == "meeting" and bodies:
        body = bodies[-1]
        found = replace(
            found, event_type=body.event_type, type_rule=body.type_rule, type_run=body.type_run
        )
    named = Segment("head", found.first, found.end, head=found)
    state.segments = [
        named if one.kind == "head" else one for one in state.segments if one.kind != "held"
    ]
    return found.end


def again(state: Scan, at: int) -> int:
    """Words such as "a third": another event of the head before, or a member of it."""
    if (not state.seen("head") and state.segments) or state.member_word(at) > at:
        return at
    found, last = again_at(state, at), state.last_head
    if found is None or last is None:
        return at
    own_verb = state.fresh or verb_at(state.marks, found.end)  # "; a third was held in Vienna"
    listed = last.count and last.plural and not own_verb and not beyond(found, last)
    if listed and (state.members or not state.seen("topic")):
        state.members = True
        return found.end  # "two courses, the first in Lima, the second in Quito"
    once_more = head_again(found, last, at)
    state.fresh = state.fresh or state.seen("topic") or once_more.ordinal is None
    return state.add(Segment("head", at, found.end, head=once_more))


def beyond(found: Again, last: Head) -> bool:
    """Whether "a third" is one more than the two that were counted before."""
    number, count = found.number, last.count
    if number is None or count is None or number.kind != "ordinal":
        return False
    return int(number.value) > int(count.value)


def core(state: Scan, at: int) -> int:
    """A date, place or format beside a head, or before the first one."""
    found = state.core_at(at)
    if found is None or (found.kind == "there" and not points_to_place(state, at)):
        return at
    if found.kind == "date" and bounds(state, found):
        return plain(state, at, found.last)
    if found.kind == "place" and not found.led and not set_off(state, at, found):
        return at
    if found.kind == "place" and state.chairing(at):
        return at
    found = of_some(state, with_online(state, found))
    previous = state.previous
    if previous and previous.kind == "held" and state.has("date"):
        each = found.kind == "place" or (found.kind == "format" and previous.each)
        state.each = state.each or each  # "Two meetings, 5 May, and 6 June, were held | in Lima"
    return state.add(Segment(found.kind, found.first, found.last, core=found))


def points_to_place(state: Scan, at: int) -> bool:
    """Whether "there" stands beside an event, or before its verb: "Le 8 avril s'| y étaient réunis
    les experts", no "il y a"."""
    if state.seen("head", "held"):
        return True
    helper = state.marks.at(at + 1, "auxiliary") is not None and state.marks.lemma(at - 1) != "it"
    return helper and state.marks.reading.syntax.noun_first and bool(state.heads)


def bounds(state: Scan, found: Core) -> bool:
    """Whether a date only bounds something: "Chair until April 2028"; "from May until June" is a
    range."""
    led = state.marks.over(found.first - 1, "bound") or state.marks.at(found.first, "bound")
    others = state.marks.within(found.last, state.last, "date")
    return led is not None and bool(others) and not state.seen("head")


def with_online(state: Scan, found: Core) -> Core:
    """A format joined to a place ("Geneva and online", "Dubai/Zoom"): the event was hybrid."""
    previous = state.previous
    joint = state.marks.lemma(found.first - 1) in JOINTS or state.marks.over(found.first - 1, "and")
    if not (previous and 0 < found.first - previous.last <= len((",", "and")) and joint):
        return found
    dated = state.core_at(found.last)
    virtual = found.kind == "format" and found.mention.value == "virtual"
    another = dated is not None and dated.kind == "date" and state.has("date")
    if previous.kind != "place" or not virtual or another:
        return found
    return replace(found, mention=replace(found.mention, value="hybrid"))


def of_some(state: Scan, found: Core) -> Core:
    """A format of some of several meetings: "met four times, twice online"."""
    counts = [one for one in state.segments if one.kind == "times"]
    previous = state.previous
    again = len(counts) > 1 and previous is counts[-1] and found.kind == "format"
    return replace(found, mostly=True) if again else found


def set_off(state: Scan, at: int, found: Core) -> bool:
    """Whether a mark, a date or a bracket stands before a place that no preposition leads."""
    if at == state.first:
        acts = state.marks.at(found.last, "role") is not None
        return acts or state.marks.lemma(found.last) in SETTERS
    previous = state.previous
    if state.marks.lemma(at - 1) in (*SETTERS, ".", "\n") or state.marks.over(at - 1, "filler"):
        return previous is None or state.seen("head", *CORE_KINDS)
    if previous and previous.kind == "held" and state.marks.reading.syntax.noun_first:
        return previous.last == at  # "tuvo por sede | Bangkok"
    if previous is None or previous.kind not in CORE_KINDS:
        return False
    return previous.last == at or state.marks.over(at - 1, "and", "filler") is not None


def times(state: Scan, at: int) -> int:
    """How often a body met: "eight times", "on five occasions", "twice"."""
    if not state.seen("head") or (state.previous and state.previous.kind == "negative"):
        return at  # "postponed twice"
    word = state.marks.at(at, "once", "twice")
    lead = state.marks.at(at, "before-date", "before-place")
    count = state.marks.at(at, "count") or (state.marks.at(lead.last, "count") if lead else None)
    noun = state.marks.at(count.last, "times") if count else None
    if count and state.previous and state.previous.head:
        noun = state.marks.at(count.last, "period") or noun  # "Webinars, thirteen in total"
    if word is None and noun and count:
        word = replace(count, kind="times", last=noun.last)
    return state.add(Segment("times", at, word.last, mention=word)) if word else at
