"""Rows: which segments of a sentence make which event.

Heads in a run share the predicate that follows them; a row is split where the text gives each
date, or each member, its own topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.assemble.draft import Draft, Refusal
from pipeline.assemble.groups import Group, group_end, groups, refusing_words, still_held
from pipeline.assemble.marks import Marks
from pipeline.assemble.members import member_cores
from pipeline.assemble.segments import CORE_KINDS, Segment
from pipeline.assemble.splits import split

LONGEST_AGAIN = 4  # tokens of "and the second one"
PAIR = ("the one", "the other")
TOPICS = ("topic", "told")
NEAR_PEOPLE = 3  # tokens in which the subject says that it is people, or how many


def rows(marks: Marks, segments: Sequence[Segment]) -> tuple[list[Draft], list[Refusal]]:
    """The events of a sentence, and those that it says were not held."""
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    for group in groups(segments):
        held = [True] * len(group.heads)
        if group.refused:
            held = still_held(group)
            refused.extend(
                Refusal(
                    head.head, group.refused, (head.first, group_end(group)), refusing_words(group)
                )
                for head, kept in zip(group.heads, held, strict=True)
                if head.head and not kept
            )
        found = drafts_of(marks, group)
        drafts.extend(draft for index, made in enumerate(found) if held[index] for draft in made)
    apart = [told_apart(marks, one, after) for one, after in pairwise(drafts)]
    return members_of(marks, [*apart, *drafts[-1:]]), refused


def members_of(marks: Marks, drafts: list[Draft]) -> list[Draft]:
    """The drafts; a counted series of which all are told one by one is its first one only: "three
    workshops: the first, D, on A; the second, D, on B; the third, …"."""
    for index, whole in enumerate(drafts):
        rest = drafts[index + 1 :]
        count = int(whole.head.count.value) if whole.head.count and whole.head.plural else 0
        members = [one for one in rest if one.head.again and one.head.begin == whole.head.begin]
        if not rest or count < len(PAIR) or members != rest:
            continue
        told = numbers_of(marks, rest, count)
        every = list(range(1, count + 1))
        if told not in (every, every[1:]):
            continue
        before = tuple(one for one in whole.roles if one.last <= whole.head.first)
        others = [replace(one, roles=(*before, *one.roles)) for one in rest]
        first = [] if told == every else [replace(whole, alone=True)]
        return [*drafts[:index], *first, *others]
    return drafts


def numbers_of(marks: Marks, rest: list[Draft], count: int) -> list[int]:
    """The numbers of members that "the second", "the third" tell; "the other" is the second of
    two."""
    told = []
    for one in rest:
        words = range(one.head.first, one.head.first + LONGEST_AGAIN)
        number = next(iter(marks.within(words.start, words.stop, "ordinal")), None)
        other = count == len(PAIR) and any(marks.lemma(at) == "other" for at in words)
        told.append(int(number.value) if number else len(PAIR) * other)
    return told


def told_apart(marks: Marks, one: Draft, after: Draft) -> Draft:
    """A draft; where one more of its head follows on another topic ("two webinars on A, and a third
    on B"), its own topic is no part of its title either."""
    topic = one.head.topic
    if not (after.head.again and after.topics and topic and one.head.plural) or one.alone:
        return one
    alike = after.head.begin == one.head.begin and not after.head.ordinal
    led = marks.lemma(after.topics[0][0]) == marks.lemma(topic)
    if not (alike and led):
        return one
    return replace(one, end=topic, topics=((topic, one.end), *one.topics), rule="rows.own-topic")


def drafts_of(marks: Marks, group: Group) -> list[list[Draft]]:
    """The drafts of each head of a group."""
    if len(group.heads) == 1:
        return [split(marks, one_row(marks, group, group.heads[0], group.items[0]), group.items[0])]
    whole = one_row(marks, replace_lead(group), group.heads[-1], group.items[-1])
    last = split(marks, whole, group.items[-1])
    if len(last) > 1 and not share_verb(group):  # its topics are its own members', not the run's
        return [
            *(
                [one_row(marks, group, head, items)]
                for head, items in zip(group.heads[:-1], group.items[:-1], strict=True)
            ),
            last,
        ]
    shared, own = share(marks, group)
    common = [replace(one, shared=True) for one in shared]
    tail = group.heads[-1]
    beside = [one for one in common if not (one.kind == "place" and one.first == tail.last)]
    return [
        [one_row(marks, group, head, [*items, *(beside if is_webinar(head) else common)])]
        for head, items in zip(group.heads, own, strict=True)
    ]


def share_verb(group: Group) -> bool:
    """Whether an undated run has one verb: "Nine webinars and two workshops dealt | with A and with
    B" tells each of both."""
    items = group.items[-1]
    told = any(one.mention and one.mention.value == "about" for one in items if one.kind == "topic")
    return told and not any(one.kind == "date" for one in items)


def is_webinar(one: Segment) -> bool:
    """Whether a head is held at no place: "five webinars and a study visit to Warsaw"."""
    return one.head is not None and one.head.event_type == "webinar"


def replace_lead(group: Group) -> Group:
    """The group without what stands before its first head."""
    return Group(group.heads, group.items, lead=[], closed=group.closed)


def share(marks: Marks, group: Group) -> tuple[list[Segment], list[list[Segment]]]:
    """What all heads of a run share, and what is each one's own.

    Topics and roles behind the last head are everybody's; so are core items after "both", after a
    verb, or behind heads that stand side by side. Where each head has items of its own, those
    after ", held" are the last one's.
    """
    last = group.items[-1]
    adjacent = not any(group.items[:-1])
    members = member_cores([one for one in last if one.kind in CORE_KINDS])
    if adjacent and len(members) == len(group.heads) and not any(one.bracket for one in last):
        others = [one for one in last if one.kind not in CORE_KINDS]
        return others, [list(cores) for cores in members]
    after_verb = both = False
    shared: list[Segment] = []
    kept: list[Segment] = []
    dates = [index for index, one in enumerate(last) if one.kind == "date"]
    bracketed = any(last[index].bracket for index in dates)
    for index, one in enumerate(last):
        own_verb = one.kind == "held" and not adjacent and is_participle(marks, one)
        after_verb = after_verb or (one.kind in ("held", "topic") and not own_verb)
        outside = bracketed and not one.bracket  # "A (3 May) and B (4 May), Lima"
        both = (one.each and one.kind == "role") or (both and not one.comma)
        each = one.each or both  # "both hosted by Peru in Lima"
        common = one.kind not in CORE_KINDS or each or adjacent or after_verb or outside
        finite = marks.at(one.first, "auxiliary") is not None  # "were hosted by X on D and D"
        early = one.kind == "role" and dates and index < dates[-1] and not (one.each or finite)
        if one.only_last or one.bracket or early:
            common = False
        (shared if common else kept).append(one)
    own = [*[list(items) for items in group.items[:-1]], kept]
    shared = respectively(shared, own)
    lacking = [one for one in shared if one.kind in CORE_KINDS]
    if lacking and not adjacent:
        shared = [one for one in shared if one.kind not in CORE_KINDS]
        for items in own:
            kinds = {item.kind for item in items}
            items.extend(replace(one, shared=True) for one in lacking if one.kind not in kinds)
    return shared, own


def respectively(shared: list[Segment], own: list[list[Segment]]) -> list[Segment]:
    """Gives each head its own of as many dates or places, where the text says "respectively"; what
    stays shared comes back."""
    if not any(one.respectively for one in shared):
        return shared
    for kind in CORE_KINDS:
        members = [one for one in shared if one.kind == kind]
        if len(members) == len(own):
            shared = [one for one in shared if one.kind != kind]
            for items, member in zip(own, members, strict=True):
                items.append(member)
    return shared


def is_participle(marks: Marks, verb: Segment) -> bool:
    """Whether a verb only describes the head before it: ", held in Lima", "workshop | held in
    Lima"."""
    word = marks.lemma(verb.first)
    if marks.lemma(verb.first - 1) == ",":
        return word == "held" or word.endswith("ed")
    alone = verb.last - verb.first == 1 and marks.reading.syntax.noun_first
    return word == "held" or alone


def one_row(marks: Marks, group: Group, head: Segment, items: Sequence[Segment]) -> Draft:
    """The draft of a head that is one event."""
    assert head.head is not None
    cores = tuple(one for one in items if one.kind in CORE_KINDS)
    own_topic = any(one.kind == "topic" for one in items)
    leads = head is group.heads[0] or not own_topic
    told = [one for one in group.lead if one.kind == "told" and leads]
    topics = tuple((one.first, one.last) for one in (*told, *items) if one.kind in TOPICS)
    lead = tuple(one for one in group.lead if one.kind in CORE_KINDS)
    own_date = any(one.kind == "date" for one in cores)
    first = not group.heads or head is group.heads[0]
    if own_date and not first:
        lead = scene_of(lead, head, cores)
    cores = without_wider(lead + cores)
    held = next((one for one in items if one.kind == "held"), None)
    own = [
        (head.first, head.last),
        (head.head.begin, head.head.noun_end),  # of "a third": the head before
        *((one.first, one.last) for one in items if one.kind != "aside"),
    ]
    led = (*CORE_KINDS, "role", "told")
    own.extend((one.first, one.last) for one in group.lead if one.kind in led)
    if group.beside:
        own.append((group.beside.first, group.beside.last))
    company = company_of(marks, group, head) if first else None
    if company:
        own.append(company)
    if group.active:
        own.append((group.subject[0] if group.subject else group.active.first, group.active.last))
    return Draft(
        head=head.head,
        end=head.head.end,
        cores=cores,
        topics=topics,
        roles=tuple(one for one in (*group.lead, *items) if one.kind == "role")
        + ((group.active,) if group.active else ()),
        subject=group.subject,
        company=company,
        verb=(held.first, held.last) if held else None,
        asides=tuple(one for one in items if one.kind == "aside"),
        times=next((one for one in items if one.kind == "times"), None),
        own=tuple(own),
        shown=bool(group.active or group.beside or held or topics or cores),
    )


def company_of(marks: Marks, group: Group, head: Segment) -> tuple[int, int] | None:
    """The tokens of who came to an event, before it: "Forty officials attended | a workshop"; None
    where the sentence has another subject."""
    if group.active or group.beside or (head.head and head.head.body):
        return None
    for first in (one.first for one in group.lead if one.kind == "plain"):
        people = marks.within(first, min(first + NEAR_PEOPLE, head.first), "count", "people")
        if people and marks.within(first + 1, head.first, "convokes", "attends"):
            return first, head.first
    return None


def scene_of(
    lead: tuple[Segment, ...], head: Segment, cores: tuple[Segment, ...]
) -> tuple[Segment, ...]:
    """The place before a run of heads, for one with a date alone: "Lima: SOM (5 May) and
    Ministerial Meeting (6 May)"."""
    elsewhere = any(one.kind in ("place", "there", "format") for one in cores)
    online = head.head is not None and head.head.event_type == "webinar"
    return () if elsewhere or online else tuple(one for one in lead if one.kind == "place")


def without_wider(cores: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The core items without the years and months in which a nearer date beside them lies: "In
    March, Tunis hosted a seminar (14-15 March)"."""
    dates = [one for one in cores if one.kind == "date"]
    wide = [one for one in dates if any(holds(one, other) for other in dates)]
    return tuple(one for one in cores if one not in wide)


def holds(one: Segment, other: Segment) -> bool:
    """Whether one date is a year or a month alone and the other lies in it, or is none."""
    rule = one.core.mention.rule if one.core else ""
    inner = other.core.mention.rule if other.core else ""
    if rule == "date.year":
        return inner != rule
    wide = one.core.mention.period if one.core else None
    near = other.core.mention.period if other.core else None
    if rule != "date.month" or inner == rule or wide is None or near is None:
        return False
    return wide.first <= near.first and near.last <= wide.last
