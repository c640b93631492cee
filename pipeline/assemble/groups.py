"""Groups: heads in a run, with what stands before, between and behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.assemble.draft import Run
from pipeline.assemble.segments import CORE_KINDS, Segment


@dataclass(slots=True)
class Group:
    """Heads that share what follows them."""

    heads: list[Segment] = field(default_factory=list)
    items: list[list[Segment]] = field(default_factory=list)
    active: Segment | None = None
    subject: Run | None = None
    lead: list[Segment] = field(default_factory=list)
    closed: bool = False
    beside: Segment | None = None
    refused: str = ""

    def add(self, head: Segment) -> None:
        """Takes one more head."""
        self.heads.append(head)
        self.items.append([])

    def is_body(self) -> bool:
        """Whether it is a body alone, of which nothing is said yet."""
        bodies = [one.head for one in self.heads if one.head and one.head.body]
        return len(self.heads) == len(bodies) == 1 and not self.items[0] and self.active is None


def groups(segments: Sequence[Segment]) -> list[Group]:
    """The runs of heads, each with what stands between and behind them."""
    found: list[Group] = []
    lead: list[Segment] = []
    active: Segment | None = None
    beside: Segment | None = None
    ahead = False
    for index, one in enumerate(segments):
        group = found[-1] if found else None
        ahead = ahead or (one.fresh and leads_on(segments, index)) or begins_clause(segments, index)
        if one.kind == "beside":
            beside, ahead = one, True
        elif one.kind == "role" and one.mention and one.mention.value.endswith("-verb"):
            active, lead = one, body_before(found) or lead
        elif one.kind == "head":
            apart = (
                group is None or group.closed or one.fresh or meets(group, segments[index + 1 :])
            )
            if beside and group and share_dates(group, segments[index:]):
                beside, ahead = None, False
            if group is None or apart or active or beside or ahead:
                group = opened(active, lead, beside)
                found.append(group)
                lead, active, beside, ahead = [], None, None, False
            group.add(one)
        elif group is None or active or ahead:
            lead.append(one)
        elif one.kind == "told":
            lead = [one]
        elif one.kind != "plain":
            take(found[-2] if resumes(found, one) else group, one)
            share_topic(found, one)
        else:
            lead = [one]
    return with_scene(found)


def share_dates(group: Group, after: Sequence[Segment]) -> bool:
    """Whether two events, one beside the other, have their dates behind both: "SOM, followed by |
    the Ministerial Meeting, 5 and 6 May respectively"."""
    bare = not any(one.kind in CORE_KINDS for items in group.items for one in items)
    return bare and not group.closed and any(one.respectively for one in after)


def opened(active: Segment | None, lead: list[Segment], beside: Segment | None) -> Group:
    """A group with what stands before its first head."""
    group = Group(active=active, lead=lead, beside=beside)
    if active:
        group.subject, group.lead = subject_before(active, lead)
    elif lead and lead[-1].kind == "negative" and lead[-1].mention:
        group.refused = lead[-1].mention.value  # "Peru has postponed | the SOM"
    return group


def meets(group: Group, after: Sequence[Segment]) -> bool:
    """Whether a body behind an event that was hosted has a verb of its own: "X held a workshop,
    and the Ministers | met"."""
    verb = after[0].mention if after and after[0].kind == "held" else None
    return group.active is not None and verb is not None and verb.value == "met"


def resumes(found: list[Group], one: Segment) -> bool:
    """Whether a verb goes on with the event before one that was put in: "SOM, D, preceded by a
    workshop on D, | adopted a plan"."""
    if len(found) < len(("event", "insertion")) or not (
        one.comma and one.kind in ("topic", "held")
    ):
        return False
    inserted, before = found[-1], found[-2].items[-1]
    told = any(item.kind in ("topic", "held") for item in (*before, *inserted.items[-1]))
    return inserted.beside is not None and inserted.beside.comma and not told


def with_scene(found: list[Group]) -> list[Group]:
    """The groups; a place before the first head is that of the events beside it too."""
    scene = [one for one in found[0].lead if one.kind == "place"] if found else []
    for group in found[1:]:
        placed = any(one.kind == "place" for part in (group.lead, *group.items) for one in part)
        again = any(one.kind == "date" and one.joined for one in group.lead)
        if scene and (group.beside or group.heads[0].shared or again) and not placed:
            group.lead = [*scene, *group.lead]
    return found


def share_topic(found: list[Group], topic: Segment) -> None:
    """Gives what "both examined" or "always online" tells to the groups that lack it."""
    shared = topic.each or any(one.each and one.kind == "role" for one in found[-1].items[-1])
    if topic.kind not in ("topic", "role", "format", "place") or not shared:
        return
    kind = "topic" if topic.kind == "role" else topic.kind
    for group in found[:-1]:
        if not any(one.kind == kind for items in group.items for one in items):
            group.items[-1].append(topic)


def body_before(found: list[Group]) -> list[Segment]:
    """The body that a verb of hosting makes its subject, and what stands before it: "On 5 May,
    the Committee | held its session"."""
    if not (found and found[-1].is_body()):
        return []
    body = found.pop()
    return [*body.lead, body.heads[0]]


def leads_on(segments: Sequence[Segment], index: int) -> bool:
    """Whether what a semicolon begins leads to another head ("; before it, on 4 May, an SOM")."""
    for one in segments[index:]:
        if one.kind == "head":
            return True
        if one.kind not in (*CORE_KINDS, "plain", "role"):
            return False
    return False


def begins_clause(segments: Sequence[Segment], index: int) -> bool:
    """Whether a date behind "and" leads, over a verb or between commas, to an event of its own: "y
    el 5 de mayo | se impartió un curso", "a conference on A and, | on 5 May, a seminar on B"."""
    date = segments[index]
    if date.kind != "date" or not date.joined or index == 0:
        return False
    verbs = 0
    for one in segments[index + 1 :]:
        if one.kind == "head":
            return verbs == 1 or (date.comma and one.comma)
        verb = one.kind == "held" or (one.mention and one.mention.value.endswith("-verb"))
        if not verb and one.kind not in CORE_KINDS:
            return False
        verbs += bool(verb)
    return False


def subject_before(active: Segment, lead: Sequence[Segment]) -> tuple[Run | None, list[Segment]]:
    """The words before a verb of hosting: who did it; and what else stands before it."""
    kept: list[Segment] = []
    words: list[Segment] = []
    for one in lead:
        if one.fresh:
            words = []
        told = one.kind in CORE_KINDS and not is_country(one) and not is_year(one)
        if one.last > active.first or told:
            kept.append(one)
            words = words if one.first >= active.last else []
        else:
            words.append(one)
    words = words[behind_clause(words) :]
    roles = [one for one in words if one.kind == "role"]
    words = [one for one in words if one.kind != "role"]
    kept = sorted([*kept, *roles], key=lambda one: one.first)
    if not words:
        return None, kept
    return (words[0].first, active.first), kept


def behind_clause(words: Sequence[Segment]) -> int:
    """Where the subject begins behind a clause with a year: "A year after its creation in 2012, |
    the Network held …"; 0 without one."""
    years = [at for at, one in enumerate(words) if is_year(one)]
    begins = [at for at, one in enumerate(words) if one.comma and years and at > years[0]]
    return begins[0] if begins else 0


def is_year(one: Segment) -> bool:
    """Whether a segment is a year alone."""
    return one.core is not None and one.core.mention.rule == "date.year"


def is_country(one: Segment) -> bool:
    """Whether a segment is a country alone, which can act."""
    place = one.core.mention.place if one.kind == "place" and one.core else None
    return place is not None and place.is_state and not (one.core and one.core.led and place.city)


def take(group: Group, one: Segment) -> None:
    """Gives a segment to the last head of a group; a verb or a topic closes the run of heads."""
    group.items[-1].append(one)
    aside = one.relative or (one.comma and one.last - one.first == 1)  # ", which was held in Lima"
    if one.kind == "topic" or (one.kind == "held" and not aside):
        group.closed = True  # but ", held in Lima on 5 May, and a workshop …" goes on
        if group.refused == "negative" and one.kind == "held":
            group.refused = ""
            drop_asides(group)
    elif one.kind == "negative" and one.mention:
        group.closed = True
        if not any(item.kind == "held" for item in group.items[-1]):
            group.refused = one.mention.value
    elif one.kind == "aside" and not any(
        item.kind in ("held", "topic", "date") for item in group.items[-1]
    ):
        group.refused = group.refused or "planned"
    if group.refused == "planned" and one.kind in ("held", "topic", "date"):
        group.refused = ""


def drop_asides(group: Group) -> None:
    """Takes out the dates before a verb that says it was held after all ("postponed from May")."""
    items = group.items[-1]
    at = next(index for index, item in enumerate(items) if item.kind == "negative")
    group.items[-1] = [
        one
        for index, one in enumerate(items)
        if one.kind != "date"
        or index < at
        or index > max(i for i, item in enumerate(items) if item.kind == "held")
    ]


def group_end(group: Group) -> int:
    """The last token of all that belongs to a group."""
    return max(one.last for part in (group.heads, *group.items) for one in part)


def refusing_words(group: Group) -> Run:
    """The tokens that say that an event was not held."""
    parts = (*group.items, group.lead)
    words = [one for items in parts for one in items if one.kind in ("negative", "aside")]
    return words[-1].first, words[-1].last


def still_held(group: Group) -> list[bool]:
    """Which heads of a run were held although its last was not: those with dates of their own."""
    flags = []
    for index, items in enumerate(group.items):
        last = index == len(group.items) - 1
        flags.append(not last and any(one.kind == "date" for one in items))
    return flags
