"""Topics: where what an event was about ends.

At a bracket with core items, a role, another event, a verb that closes the sentence, or at core
items that the event still lacks.
"""

from __future__ import annotations

from pipeline.assemble.cores import Core, dated_soon, quote_end
from pipeline.assemble.further import is_again, leads_to_scene, names_body, new_head, told_until
from pipeline.assemble.head import Head
from pipeline.assemble.partyspans import acting_end, parties_end
from pipeline.assemble.segments import Scan
from pipeline.model import Mention

NEAR_VERB = 8  # tokens from "brought" to where people were brought
HANGING = frozenset({",", ";", ".", "-", ":", "/", "and", "!", "as"})


def topic_end(scan: Scan, at: int) -> int:
    """The token where the topic that runs on at `at` ends."""
    depth = 0
    while at < scan.last:
        norm = scan.marks.lemma(at)
        quoted = quote_end(scan.marks, at, scan.last)
        if quoted > at:
            at = quoted
            continue
        if norm == "(" and not depth and (opens_event(scan, at) or is_listed(scan, at)):
            break
        depth += (norm == "(") - (norm == ")" and depth > 0)
        if norm == ")" and scan.bracket and not depth:
            break
        if not depth and ends_topic(scan, at):
            break
        at += 1
    return trim(scan, at)


def opens_event(scan: Scan, at: int) -> bool:
    """Whether a bracket holds core items of the event that is being read."""
    return scan.opens_cores(at) and not of_other_year(scan, at)


def is_listed(scan: Scan, at: int) -> bool:
    """Whether the next member of a list is numbered at `at`: "; (b) Tbilisi, …"."""
    return scan.marks.lemma(at - 1) == ";" and scan.marks.lemma(at + 2) == ")"


def of_other_year(scan: Scan, at: int) -> bool:
    """Whether a bracket holds a day of another year than the event's: "(Sucre, May 2018)"."""
    close = next((end for end in range(at, scan.last) if scan.marks.lemma(end) == ")"), scan.last)
    inside = {one.period.first.year for one in scan.marks.within(at, close, "date") if one.period}
    own = {
        one.core.mention.period.first.year
        for one in scan.segments
        if one.kind == "date" and one.core and one.core.mention.period
    }
    return bool(inside and own) and not inside & own


def trim(scan: Scan, at: int) -> int:
    """The end without marks and conjunctions left hanging."""
    while at > scan.first + 1 and (
        scan.marks.lemma(at - 1) in HANGING or scan.marks.over(at - 1, "and")
    ):
        at -= 1
    return at


def ends_topic(scan: Scan, at: int) -> bool:
    """Whether something of another kind begins at `at`, inside or after a topic."""
    if scan.marks.at(at, "respectively") or scan.pronoun_acts(at) or label_at(scan, at):
        return True
    if scan.pronoun_role(at) > at:
        return True
    if verb_ends(scan, at) or role_ends(scan, at) or closing_core(scan, at):
        return True
    if named_there(scan, at):
        return True
    if not scan.joined(at):
        return False
    if told_until(scan, at) or leads_to_scene(scan, at) or acting_end(scan, at):
        return True
    if scan.marks.lemma(at - 1) == ";" and ends_note(scan, at):
        return True
    if contrasted(scan, at) or scan.member_end(at) > at or scan.member_word(at) > at:
        return True
    if at in scan.heads and (new_head(scan, at) or counted_beside(scan, at)):
        return True
    return is_again(scan, at) or also(scan, at)


def counted_beside(scan: Scan, at: int) -> bool:
    """Whether meetings with a count of their own follow a topic that a preposition opened: "two
    sessions, on A and on B, and | six webinars on C"."""
    head, opened = scan.heads[at], scan.topic_word
    return bool(head.count and head.plural and opened and opened.value == "topic")


def contrasted(scan: Scan, at: int) -> bool:
    """Whether ", while" leads to an event of its own, or to one that was not held."""
    word = scan.marks.at(at, "contrast")
    head = scan.heads.get(word.last) if word else None
    if head is None:
        return False
    if head.determined and (new_head(scan, head.first) or happens(scan, head)):
        return True
    verbs = scan.marks.within(head.end, scan.last, "predicate")
    return any(one.value in ("negative", "planned") for one in verbs)


def ends_note(scan: Scan, at: int) -> bool:
    """Whether another topic, or a note on one more event, begins behind a semicolon: "; 5 October,
    Moroni (Comoros): | a workshop on return"."""
    if scan.marks.valued(at, "predicate", "topic"):
        return True
    dated = False
    while at < scan.last and at not in scan.heads:
        core = scan.core_at(at)
        dated = dated or (core is not None and core.kind == "date")
        if core is None and scan.marks.text(at)[:1].isalnum() and not scan.marks.at(at, "and"):
            return False
        at = core.last if core else at + 1
    return dated and at < scan.last


def happens(scan: Scan, head: Head) -> bool:
    """Whether a clause tells that its event was held, and when: "while | a workshop, prepared with
    IOM, had been held in Amman on 12 June"."""
    end = next((at for at in range(head.end, scan.last) if scan.marks.lemma(at) == ";"), scan.last)
    held = [
        one
        for one in scan.marks.within(head.end, end, "predicate")
        if one.value in ("held", "met", "earlier")
    ]
    return any(dated_soon(scan.marks, one.last, scan.last) for one in held)


def also(scan: Scan, at: int) -> bool:
    """Whether "; also" leads to one more event."""
    word = scan.marks.at(at, "filler")
    after = word.last if word else at
    led = word is not None and scan.marks.lemma(at - 1) == ";"
    return led and after in scan.heads and new_head(scan, after)


def named_there(scan: Scan, at: int) -> bool:
    """Whether "at the second ministerial, 7 June" names the meeting of a body that acted."""
    setting = scan.marks.at(at, "setting")
    head = scan.heads.get(setting.last) if setting else None
    if head is None or scan.seen("date") or not names_body(scan, head):
        return False
    return dated_after(scan, head.end)


def dated_after(scan: Scan, at: int) -> bool:
    """Whether a date follows a head: at once, or after ", held in"."""
    verb = scan.marks.valued(at + 1, "predicate", "held", "met")
    return dated_soon(scan.marks, verb.last if verb else at, scan.last)


def label_at(scan: Scan, at: int) -> bool:
    """Whether a label begins behind a stop: "Theme: return. Venue: Lima"."""
    word = scan.marks.at(at, "before-date", "before-place", "before-format", "predicate", "role")
    return (
        word is not None
        and scan.marks.is_label(word)
        and (scan.marks.lemma(at - 1) in (".", ";", "\n") or scan.marks.dash(at - 1))
    )


def verb_ends(scan: Scan, at: int) -> bool:
    """Whether a verb begins that says what became of the event, or names one beside it."""
    word = scan.marks.at(at, "predicate")
    if word is None:
        again = scan.marks.at(at, "by") is not None and at + 1 in scan.heads
        return again and scan.joined(at) and scan.seen("beside")
    if word.value == "held":
        opened = scan.topic_word is not None and scan.topic_word.value == "topic"
        passive = opened and word.last - word.first > 1  # "on data | was held", not "on data held"
        passive = passive or (scan.marks.reading.syntax.noun_first and is_finite(scan, word))
        return (scan.marks.lemma(at - 1) == "," or passive) and not scan.seen("held")
    if word.value in ("negative", "planned"):
        told = scan.topic_word is not None and scan.topic_word.kind == "relative"
        subject = scan.marks.over(at - 1, "pronoun")  # "…, which was in May, it | was cancelled"
        begin = subject.first if subject else at
        return told or scan.joined(begin)  # "that was to close it | was cancelled"
    return word.value == "beside"


def is_finite(scan: Scan, word: Mention) -> bool:
    """Whether a verb of several words closes a topic that a participle opened: "consacré à la santé
    | a eu lieu"."""
    topic = scan.topic_word
    opened = topic is not None and topic.value == "about" and topic.rule != word.rule
    begins = scan.marks.at(topic.first, "auxiliary") if topic else None
    return opened and begins is None and word.last - word.first > 1


def role_ends(scan: Scan, at: int) -> bool:
    """Whether a role begins: set off by a mark, or with parties and a date behind it."""
    relative = scan.marks.at(at, "relative")
    if relative and scan.joined(at):
        verb = scan.marks.at(parties_end(scan, relative.last), "role")
        return verb is not None and verb.value.endswith("-verb")
    role = scan.marks.at(at, "role") or (scan.same_role(at) if scan.joined(at) else None)
    if role is None or not role.value.endswith(("-by", "-with")):
        return False
    end = parties_end(scan, role.last)
    if role.value.endswith("-with"):
        before = scan.marks.lemma(at - 1) == ";" or scan.marks.dash(at - 1)
        return before and end > role.last and not scan.marks.text(end)[:1].isalnum()
    return scan.joined(at) or (end > role.last and dated_soon(scan.marks, end, scan.last))


def closing_core(scan: Scan, at: int) -> bool:
    """Whether core items that the event still lacks close the topic at `at`."""
    core = scan.core_at(at)
    if core is None:
        return False
    if core.kind == "date":
        return closing_date(scan, at, core)
    if core.kind == "place":
        return closing_place(scan, at, core)
    if core.kind == "there":
        return dated_soon(scan.marks, core.last, scan.last)
    phrase = core.mention.last - core.mention.first > 1
    return core.kind == "format" and (scan.joined(at) or phrase) and is_last(scan, core.last)


def closing_date(scan: Scan, at: int, core: Core) -> bool:
    """Whether a date closes a topic: the first of the event, or one of a list of dated topics."""
    if core.mention.rule == "date.year" or core.mention.period is None:
        return False
    if scan.marks.lemma(core.first) == "of":
        return False  # "the forum of May 2022"
    before = scan.marks.lemma(at - 1)
    if scan.has("date") and scan.own_topic and core.led and ends_there(scan, core.last):
        return True
    if scan.has("date") and not (before in (",", "-") and scan.own_topic):
        follower = scan.core_at(core.last)
        placed = follower is not None and follower.kind == "place"
        told = scan.own_topic and scan.marks.valued(core.last, "predicate", "topic") is not None
        again = core.led and scan.marks.over(at - 1, "and") is not None
        return again and (placed or told)  # "… on A and on 11 June | on B"
    return core.led or scan.joined(at) or before == "("


def ends_there(scan: Scan, at: int) -> bool:
    """Whether a mark, a conjunction or the end of the sentence stands at a token."""
    return (
        at >= scan.last or scan.marks.lemma(at) in (",", ";", ".") or bool(scan.marks.at(at, "and"))
    )


def closing_place(scan: Scan, at: int, core: Core) -> bool:
    """Whether a place closes a topic: with a date behind it, or as the last word of the event."""
    if not (core.led or scan.joined(at)):
        return False
    if core.mention.rule == "place.unknown":
        return False  # "youth in Central Asia"
    if scan.marks.lemma(core.last) == "(" and core.led:
        return dated_soon(scan.marks, core.last, scan.last)
    dated = scan.has("date")
    fresh = scan.marks.lemma(at - 1) == ";" or (scan.joined(at) and (core.led or scan.own_topic))
    if dated_soon(scan.marks, core.last, scan.last) and (not dated or fresh):
        return True
    city = bool(core.mention.place and core.mention.place.city)
    if scan.topic_word is not None and scan.topic_word.kind == "relative":
        return False  # "which explained how it might be used in New York"
    if scan.has("place") or not city:
        return False
    verb = scan.topic_word
    if verb is not None and verb.value == "about" and core.led and at == verb.last:
        return True  # "brought together | in Tunis thirty practitioners"
    return (dated and is_last(scan, core.last)) or brought_to(scan, at, core)


def brought_to(scan: Scan, at: int, core: Core) -> bool:
    """Whether a place is where people were brought: "it brought 28 young people | to Vientiane"."""
    called = scan.marks.within(max(scan.first, at - NEAR_VERB), at, "convokes")
    if not called or not core.led or scan.marks.lemma(at) == "from":
        return False
    return bool(scan.marks.within(called[-1].last, at, "people", "count"))


def is_last(scan: Scan, at: int) -> bool:
    """Whether nothing but a stop follows."""
    return at >= scan.last or scan.marks.lemma(at) in (".", ";")
