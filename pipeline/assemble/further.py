"""Further heads: whether a head is an event of its own where it stands, and "a third one"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.assemble.cores import dated_soon
from pipeline.assemble.head import Head
from pipeline.assemble.segments import CORE_KINDS, LEADING, Scan
from pipeline.assemble.titles import verb_at
from pipeline.model import Mention

OWN = frozenset({"process", "mechanism", "dialogue"})  # what a section calls its mechanism
POINTING = ("this", "these")
LONGEST_GOAL = 2  # tokens: "for", "lors de"
GOALS = ("for", "to", "in", "at")  # before what people came for
RELATIVE = 14  # tokens of a relative clause up to its date
NEAR = 6  # tokens from a verb to the event that it is about
SHOWN_BY = ("held", "met", "negative", "about", "planned")


def is_event(scan: Scan, head: Head) -> bool:
    """Whether a head stands where an event does, not inside what another is about."""
    if head.first > scan.first and points_at(scan, head):
        return False
    before = scan.marks.over(head.first - 1, "aside") if head.first > scan.first else None
    joint = scan.marks.over(head.first - 1, "and")  # "as well as | a workshop"
    if (
        before is not None
        and joint is None
        and before.last == head.first
        and not after_role(scan, head.first)
    ):
        if renames(scan, head) or gathers(scan, head) or same_scene(scan, head):
            return True
        if is_followed(scan, head, before) or told_again(scan, head, before):
            return True
        setting = scan.marks.over(head.first - 1, "setting") is not None
        dated = dated_after(scan, head) or (day_before(scan) and not scan.seen("head"))
        dated = dated or (is_verbal(scan, head.first) and placed_later(scan, head))
        again = scan.marks.over(before.first - 1, "and") is not None and head.determined
        return setting and (scan.fresh or again or not scan.seen("head")) and dated
    if scan.marks.over(head.first - 1, "no") or is_object(scan, head) or is_attended(scan, head):
        return False
    if holds_others(scan, head):
        return False
    return not scan.seen("head") or is_further(scan, head)


def holds_others(scan: Scan, head: Head) -> bool:
    """Whether a name of the mechanism is who held events: "The Consultations | held a webinar"."""
    verb = scan.marks.at(head.end, "role")
    acts = verb is not None and verb.value == "organizer-verb" and scan.leads_head(verb.last)
    return acts and head.bare and head.definite and not scan.seen("head", "plain")


def told_until(scan: Scan, at: int) -> int:
    """The head of which a clause behind a semicolon tells what was done there, 0 where none does:
    "; visas were compared in | the Working Group on Asylum, Lima, 5 May"."""
    before = at - 1 if scan.marks.over(at - 1, "and") else at
    if scan.marks.lemma(before - 1) != ";":
        return 0
    for index in range(at, scan.last):
        head = scan.heads.get(index)
        if head is not None:
            led = scan.marks.over(index - 1, "setting") is not None
            return index if led and index > at + 1 and dated_after(scan, head) else 0
        if scan.marks.lemma(index) == ";":
            return 0
    return 0


def points_at(scan: Scan, head: Head) -> bool:
    """Whether an event is only pointed at: "on the margins of that meeting", "for this event"."""
    that = scan.marks.over(head.first - 1, "pronoun", "backward") is not None
    led = scan.marks.over(head.first - 1, "aside") is not None
    this = led and scan.marks.lemma(head.first) in POINTING
    return (head.bare and that) or this


def gathers(scan: Scan, head: Head) -> bool:
    """Whether people that no rule knows met for an event: "Heads of … gathered for the SOM"."""
    before = scan.marks.lemma(head.first - 1)
    named = head.determined or head.count is not None
    if before not in GOALS or not named or scan.seen("head"):
        return False
    dated = day_before(scan) or dated_after(scan, head) or placed_later(scan, head)
    dated = dated or scan.seen("place")
    called = scan.marks.within(scan.first, head.first, "convokes") and dated
    return bool((before == "for" and scan.seen("held")) or called)


def is_followed(scan: Scan, head: Head, before: Mention) -> bool:
    """Whether a sentence begins with the event that another followed: "A la reunión, celebrada en
    Lima el 3 de mayo, | le siguió un taller"."""
    to_it = before.first == scan.first and scan.marks.lemma(before.first) == "to"
    verbs = scan.marks.within(head.end, scan.last, "predicate") if to_it else []
    return any(one.value == "beside" for one in verbs) and dated_after(scan, head)


def told_again(scan: Scan, head: Head, before: Mention) -> bool:
    """Whether what was told before one event was told of one more: "visas were the topic of the
    SOM, 3 May, and of | a workshop, 4 June"."""
    joint = scan.marks.over(before.first - 1, "and") is not None
    told = scan.seen("told") and scan.marks.lemma(before.first) == "of"
    return joint and told and dated_after(scan, head)


def same_scene(scan: Scan, head: Head) -> bool:
    """Whether a place saw one more event: "Lima was the scene of an SOM, 5 May, and of | the …"."""
    again = scan.marks.lemma(head.first - 1)
    joint = scan.marks.over(head.first - 2, "and") or scan.marks.lemma(head.first - 2) in (",", ";")
    roles = [one for one in scan.segments if one.kind == "role" and one.mention]
    return bool(joint) and any(
        one.mention is not None
        and one.mention.value.endswith("-verb")
        and scan.marks.lemma(one.mention.last - 1) == again
        for one in roles
    )


def is_verbal(scan: Scan, at: int) -> bool:
    """Whether a verb leads from a topic to the event at a token: "Data was the topic of | an
    SOM"."""
    word = scan.marks.over(at - 1, "setting")
    return word is not None and not scan.marks.at(word.first, "before-date", "before-place")


def placed_later(scan: Scan, head: Head) -> bool:
    """Whether a date or place follows a head anywhere in its sentence."""
    return bool(scan.marks.within(head.end, scan.last, "date", "place"))


def day_before(scan: Scan) -> bool:
    """Whether a date that is no year alone stands before."""
    dates = [one.core.mention for one in scan.segments if one.kind == "date" and one.core]
    return any(one.rule != "date.year" for one in dates)


def leads_to_scene(scan: Scan, at: int) -> bool:
    """Whether the "of" before one more event of a scene stands at a token."""
    head = scan.heads.get(at + 1)
    return head is not None and scan.seen("head") and same_scene(scan, head)


def dated_after(scan: Scan, head: Head) -> bool:
    """Whether a date follows a head soon, behind ", held" too."""
    at = head.end + (scan.marks.lemma(head.end) == ",")
    relative = scan.marks.at(at, "relative")
    if relative and scan.marks.within(at, min(at + RELATIVE, scan.last), "date"):
        return True  # "At the SOM, which Peru hosted in Lima on 5 May, visas were discussed"
    verb = scan.marks.valued(at, "predicate", "held", "met")
    begin = verb.last if verb else head.end
    return dated_soon(scan.marks, begin, scan.last)


def is_attended(scan: Scan, head: Head) -> bool:
    """Whether its people only went to an event: "Its members attended | the Dialogue"."""
    near = scan.marks.within(max(scan.first, head.first - NEAR), head.first, "attends")
    if not near or scan.seen("head"):
        return False
    begin, end = scan.first, near[0].first
    if head.determined and not head.definite and (day_before(scan) or dated_after(scan, head)):
        return False  # "Officers attended a technical meeting in Lusaka on 5 May"
    own = any(scan.marks.lemma(at) in OWN for at in range(begin, end))
    named = scan.marks.within(begin, end, "organ", "mechanism")
    return bool(own or named) and not scan.marks.within(begin, end, "count")


def is_object(scan: Scan, head: Head) -> bool:
    """Whether a body is whom a meeting brought together: "meetings assembled | the Friends"."""
    previous = scan.previous
    return (
        head.body
        and scan.seen("head")
        and previous is not None
        and previous.kind == "held"
        and previous.last == head.first
    )


def is_further(scan: Scan, head: Head) -> bool:
    """Whether a head after the first names one more event: with a word or date of its own."""
    named = bool(head.determined or head.count) or in_own_note(scan)
    if not named and not head.weak:
        several = head.plural and not (head.bare and scan.fresh)
        named = several or after_role(scan, head.first) or is_capital(scan, head)
    return named or dated_soon(scan.marks, head.end, scan.last)


def in_own_note(scan: Scan) -> bool:
    """Whether dates and places behind a semicolon lead to a head: "; 5 October, Moroni: | workshop
    on return"."""
    kinds = []
    for one in reversed(scan.segments):
        if one.kind not in CORE_KINDS:
            return False
        kinds.append(one.kind)
        if one.cut:
            return "date" in kinds
    return False


def is_capital(scan: Scan, head: Head) -> bool:
    """Whether a title begins with a capital."""
    return scan.marks.text(head.begin)[:1].isupper()


def after_role(scan: Scan, at: int) -> bool:
    """Whether a verb of a host or an event beside this one leads to the head."""
    previous = scan.previous
    if previous is None or previous.kind not in ("role", "beside", *CORE_KINDS):
        return False
    if previous.kind not in CORE_KINDS:
        return previous.last >= at - 1
    behind = [one for one in scan.segments if one.kind not in CORE_KINDS]  # "the scene, on D, of"
    if behind and behind[-1].kind == "beside":
        return True  # "avait été précédée, le 28 septembre, d'une réunion"
    verb = behind[-1].mention if behind and behind[-1].kind == "role" else None
    led = scan.marks.lemma(at - 1) in LEADING
    return led and verb is not None and verb.value.endswith("-verb")


def renames(scan: Scan, head: Head) -> bool:
    """Whether "for the 7th Consultation" names the meeting of a body that met or acted before."""
    if scan.fresh:
        return False
    acted = scan.seen("held") or (scan.seen("topic") and not scan.seen("date"))
    return acted and names_body(scan, head)


def names_body(scan: Scan, head: Head) -> bool:
    """Whether a head behind a preposition can name the meeting of the body before it."""
    heads = [one.head for one in scan.segments if one.head]
    aside = scan.marks.over(head.first - 1, "aside")  # "for the 7th", not "in the margins of the"
    led = aside is not None and scan.marks.lemma(aside.first) in (*GOALS, "during")
    led = led and aside is not None and aside.last - aside.first <= LONGEST_GOAL
    if len(heads) != 1 or head.first == heads[0].first:
        return False
    return led and heads[0].body and head.determined


def new_head(scan: Scan, at: int) -> bool:
    """Whether a head inside a topic is an event of its own: named by itself, and dated."""
    head = scan.heads[at]
    listed = head.plural and scan.marks.lemma(at - 1) == ";"  # "; regional workshops, Lima, May"
    if not (head.determined or head.count or listed or is_capital(scan, head)):
        return False
    if dated_after(scan, head) or scan.marks.lemma(at - 1) == ";":
        return True
    shown = scan.marks.valued(head.end, "predicate", *SHOWN_BY) is not None
    return shown and head.determined and verb_at(scan.marks, head.end)


@dataclass(frozen=True, slots=True)
class Again:
    """Words such as "a third", "a second one": where they end, and the number in them."""

    end: int
    number: Mention | None
    one: bool


def again_at(scan: Scan, at: int) -> Again | None:
    """The words for one more event that begin at a token; None where none do."""
    article = scan.marks.at(at, "article")
    if not scan.seen("head") and scan.marks.at(at, "count"):
        return None
    other = scan.marks.at(at, "another")
    if other and other.kind == "another" and article and other.last == article.last:
        return Again(other.last, None, True) if scan.stands_alone(other.last) else None
    begin = article.last if article else at
    number = scan.marks.at(begin, "ordinal", "count")
    end = number.last if number else begin
    if scan.marks.hyphen(end):
        return None  # "a two-day training"
    one = scan.marks.at(end, "another")
    end = one.last if one else end
    if scan.marks.at(end, "attends"):
        return None  # "eleven others took part online"
    if end == begin or not (article or number) or not (number or one):
        return None
    gapped = number and one and scan.marks.at(end, "article")  # "A discussed X, two more the Y"
    return Again(end, number, one is not None) if gapped or scan.stands_alone(end) else None


def is_again(scan: Scan, at: int) -> bool:
    """Whether "and a third —" follows inside a topic: a number that names nothing there."""
    found = again_at(scan, at)
    if found is None or (found.number and found.number.kind == "count" and not found.one):
        return False
    goes_on = found.end < scan.last and scan.marks.lemma(found.end) not in (".", ")")
    return found.one or scan.marks.dash(found.end) or goes_on


def head_again(found: Again, last: Head, at: int) -> Head:
    """The head before once more, for another event of its kind."""
    count = found.number if found.number and found.number.kind == "count" else None
    numbered = found.number if last.ordinal and not last.count else None
    begin = last.ordinal.last if numbered and last.ordinal else last.begin
    return replace(
        last,
        first=at,
        begin=begin if begin < last.noun_end else last.begin,
        end=last.end if numbered else last.topic or last.end,
        count=count,
        ordinal=numbered,
        plural=False,
        again=True,
        topic=0,
    )
