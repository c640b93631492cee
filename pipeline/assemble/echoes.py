"""Echoes: sentences about an event told before: who chaired it, how it was held, what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.assemble.draft import Draft
from pipeline.assemble.evidence import back_word
from pipeline.assemble.marks import Marks
from pipeline.assemble.partyspans import parties_end
from pipeline.assemble.segments import CORE_KINDS, Scan, Segment, by_role
from pipeline.fold import fold
from pipeline.model import Mention


def is_echo(marks: Marks, draft: Draft, first: int, last: int) -> bool:
    """Whether a draft only takes up an event before: "Both meetings, held online, …", "The Summit
    was chaired by Peru", "Ghana chaired the meeting"; a date or a place makes it a new one."""
    head = draft.head
    placed = any(one.kind in ("date", "place", "there") for one in draft.cores)
    if head.ordinal or head.count or placed or draft.times:
        return False
    back = back_word(marks, first, last)
    named = back is not None and back.last >= (head.begin if head.bare else head.noun_end)
    return named or (head.definite and head.bare and draft.subject is not None)


def taken_up(marks: Marks, draft: Draft, before: Sequence[Draft]) -> Draft:
    """The event that an echo takes up: the last one whose title has its noun, else the last."""
    return called(marks, marks.slice(draft.head.begin, draft.head.noun_end), before)


def called(marks: Marks, noun: str, before: Sequence[Draft]) -> Draft:
    """The last event whose title has a noun, else the last event."""
    wanted = fold(noun)
    titled = [one for one in before if wanted in fold(marks.slice(one.head.begin, one.end))]
    return (titled or list(before))[-1]


def passive_roles(draft: Draft) -> list[Segment]:
    """The roles of an echo as "by" roles, so that another draft can have them."""
    return [
        passive(one, draft) if one.mention and one.mention.value.endswith("-verb") else one
        for one in draft.roles
    ]


def passive(one: Segment, draft: Draft) -> Segment:
    """The role of "Ghana | chaired the meeting", its party as that of "chaired by Ghana"."""
    assert one.mention is not None
    return replace(one, mention=by_role(one.mention), parties=draft.subject)


def told_cores(marks: Marks, segments: Sequence[Segment], first: int) -> list[Segment]:
    """The dates, places and formats of "It took place in Lima on 22 May", "Se celebró en línea";
    none where the sentence tells of something else."""
    before = [one for one in segments if one.kind != "plain" or one.first > first]
    told = marks.at(first, "backward") is not None or leaves_out_held(marks, first)
    if not told or not before or before[0].kind != "held":
        return []
    return list(takewhile(lambda one: one.kind in CORE_KINDS, before[1:]))


def leaves_out_held(marks: Marks, first: int) -> bool:
    """Whether a sentence begins with its verb, its subject left out: "Tuvo lugar en línea"."""
    verb = marks.valued(first, "predicate", "held")
    return verb is not None and marks.reading.syntax.noun_first


def with_cores(draft: Draft, cores: Sequence[Segment]) -> Draft:
    """A draft with dates, places and formats that were told afterwards."""
    runs = tuple((one.first, one.last) for one in cores)
    return replace(draft, cores=(*draft.cores, *cores), own=(*draft.own, *runs), shown=True)


def is_dated(draft: Draft) -> bool:
    """Whether a draft has a date."""
    return any(one.kind == "date" for one in draft.cores)


def are_members(before: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """Whether drafts are the members of an undated, counted series, told one by one: "The first
    took place in Rome on 5 May; the second, …"."""
    if len(before) != 1 or is_dated(before[0]) or before[0].head.count is None:
        return False
    count = before[0].head.count.value
    return count == str(len(drafts)) and all(one.head.again for one in drafts)


def told_holder(marks: Marks, first: int, last: int) -> Segment | None:
    """The role of the parties that a sentence is all about: "Spain was the host.", "Peru and Chile
    co-chaired."; None elsewhere."""
    end = parties_end(Scan(marks, first, last, {}), first)
    there = marks.at(end, "there")
    verb = marks.at(there.last if there else end, "role")
    if end == first or verb is None or not verb.value.endswith("-verb"):
        return None
    if marks.has_words(verb.last, last):
        return None
    return Segment("role", first, last, mention=by_role(verb), parties=(first, end))


def is_relative(marks: Marks, role: Mention) -> bool:
    """Whether a verb of a role stands behind a relative pronoun, or begins with it."""
    pronoun = marks.over(role.first, "relative") or marks.over(role.first - 1, "relative")
    return role.value.endswith("-verb") and pronoun is not None


def told_roles(marks: Marks, first: int, last: int) -> list[Segment]:
    """The roles in a sentence that points back: "It was organized by UN-ACT and dealt with …"."""
    found = []
    for role in marks.within(first, last, "role"):
        end = parties_end(Scan(marks, first, last, {}), role.last)
        if is_relative(marks, role) and end > role.last:
            role = by_role(role)  # "que preside | la República Dominicana"
        named = marks.within(role.last, end, "mechanism", "organization", "place")
        if (
            role.value.endswith("-by")
            and end > role.last
            or (role.value == "partner-with" and named)
        ):
            found.append(Segment("role", role.first, end, mention=role))
    return found
