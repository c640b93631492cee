"""Rows: which segments of a sentence make which event.

Heads in a run share the predicate that follows them; a row is split where the text gives each
date, or each member, its own topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.heads import Head
from pipeline.assemble.marks import Marks
from pipeline.assemble.segments import CORE_KINDS, Segment

Run = tuple[int, int]  # tokens


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making: its head and what belongs to it, in the order of the text.

    `end` is where the title ends; `cores` are date, place and format segments, `topics` token
    runs of its summary, `own` the runs that its key holds; `alone` says that the row is one of
    several that its head was split into.
    """

    head: Head
    end: int
    cores: tuple[Segment, ...] = ()
    topics: tuple[Run, ...] = ()
    roles: tuple[Segment, ...] = ()
    subject: Run | None = None
    verb: Run | None = None
    times: Segment | None = None
    asides: tuple[Segment, ...] = ()
    own: tuple[Run, ...] = ()
    alone: bool = False
    shown: bool = False
    rule: str = "rows.one"


@dataclass(slots=True)
class Group:
    """Heads that share what follows them."""

    heads: list[Segment] = field(default_factory=list)
    items: list[list[Segment]] = field(default_factory=list)
    active: Segment | None = None
    subject: Run | None = None
    lead: list[Segment] = field(default_factory=list)
    closed: bool = False
    beside: bool = False
    refused: str = ""

    def add(self, head: Segment) -> None:
        """Takes one more head."""
        self.heads.append(head)
        self.items.append([])


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that the text says was not held: `value` is `negative` or `earlier`."""

    head: Head
    value: str
    own: Run


def rows(marks: Marks, segments: Sequence[Segment]) -> tuple[list[Draft], list[Refusal]]:
    """The events of a sentence, and those that it says were not held."""
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    for group in groups(segments):
        held = [True] * len(group.heads)
        if group.refused:
            held = still_held(group)
            refused.extend(
                Refusal(head.head, group.refused, (head.first, group_end(group)))
                for head, kept in zip(group.heads, held, strict=True)
                if head.head and not kept
            )
        found = drafts_of(marks, group)
        drafts.extend(draft for index, made in enumerate(found) if held[index] for draft in made)
    return drafts, refused


def group_end(group: Group) -> int:
    """The last token of all that belongs to a group."""
    return max(one.last for part in (group.heads, *group.items) for one in part)


def still_held(group: Group) -> list[bool]:
    """Which heads of a run were held although its last one was not: those with dates of their own."""
    flags = []
    for index, items in enumerate(group.items):
        last = index == len(group.items) - 1
        flags.append(not last and any(one.kind == "date" for one in items))
    return flags


def groups(segments: Sequence[Segment]) -> list[Group]:
    """The runs of heads, each with what stands between and behind them."""
    found: list[Group] = []
    lead: list[Segment] = []
    active: Segment | None = None
    beside = ahead = False
    for index, one in enumerate(segments):
        group = found[-1] if found else None
        ahead = ahead or (one.fresh and leads_on(segments, index))
        if one.kind == "beside":
            beside = True
            if group:
                group.closed = True
        elif one.kind == "role" and one.mention and one.mention.value.endswith("-verb"):
            active = one
        elif one.kind == "head":
            if group is None or group.closed or one.fresh or active or beside or ahead:
                group = Group(active=active, lead=lead, beside=beside)
                if active:
                    group.subject, group.lead = subject_before(active, lead)
                found.append(group)
                lead, active, beside, ahead = [], None, False, False
            group.add(one)
        elif group is None or active or ahead:
            lead.append(one)
        elif one.kind != "plain":
            take(group, one)
        else:
            lead = [one]
    return found


def leads_on(segments: Sequence[Segment], index: int) -> bool:
    """Whether what a semicolon begins leads to another head ("; before it, on 4 May, an SOM")."""
    for one in segments[index:]:
        if one.kind == "head":
            return True
        if one.kind not in (*CORE_KINDS, "plain", "role"):
            return False
    return False


def subject_before(active: Segment, lead: Sequence[Segment]) -> tuple[Run | None, list[Segment]]:
    """The words before a verb of hosting: who did it; and what else stands before it."""
    kept: list[Segment] = []
    words: list[Segment] = []
    for one in lead:
        if one.fresh:
            words = []
        year = one.core is not None and one.core.mention.rule == "date.year"
        if one.last > active.first or (one.kind in CORE_KINDS and not is_country(one) and not year):
            kept.append(one)
            words = []
        else:
            words.append(one)
    words = [one for one in words if one.kind != "role"]
    if not words:
        return None, kept
    return (words[0].first, active.first), kept


def is_country(one: Segment) -> bool:
    """Whether a segment is a country alone, which can act."""
    place = one.core.mention.place if one.kind == "place" and one.core else None
    return place is not None and not place.city


def take(group: Group, one: Segment) -> None:
    """Gives a segment to the last head of a group; a verb or a topic closes the run of heads."""
    group.items[-1].append(one)
    if one.kind in ("topic", "held"):
        group.closed = True
        if group.refused == "negative" and one.kind == "held":
            group.refused = ""
            drop_asides(group)
    elif one.kind == "negative" and one.mention:
        group.closed = True
        dates = any(item.kind == "held" for item in group.items[-1])
        if not dates:
            group.refused = (
                one.mention.value if one.mention.rule != "predicate.earlier" else "earlier"
            )
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


def drafts_of(marks: Marks, group: Group) -> list[list[Draft]]:
    """The drafts of each head of a group."""
    if len(group.heads) == 1:
        return [split(marks, group, group.heads[0], group.items[0])]
    last = split(marks, replace_lead(group), group.heads[-1], group.items[-1])
    if len(last) > 1:  # its topics are its own members', not the run's
        return [
            *(
                [one_row(marks, group, head, items)]
                for head, items in zip(group.heads[:-1], group.items[:-1], strict=True)
            ),
            last,
        ]
    shared, own = share(group)
    return [
        [one_row(marks, group, head, [*items, *shared])]
        for head, items in zip(group.heads, own, strict=True)
    ]


def replace_lead(group: Group) -> Group:
    """The group without what stands before its first head."""
    return Group(group.heads, group.items, lead=[], closed=group.closed)


def share(group: Group) -> tuple[list[Segment], list[list[Segment]]]:
    """What all heads of a run share, and what is each one's own.

    Topics and roles behind the last head are everybody's; so are core items after "both", after a
    verb, or behind heads that stand side by side.
    """
    last = group.items[-1]
    adjacent = not any(group.items[:-1])
    members = member_cores([one for one in last if one.kind in CORE_KINDS])
    if adjacent and len(members) == len(group.heads):
        others = [one for one in last if one.kind not in CORE_KINDS]
        return others, [list(cores) for cores in members]
    after_verb = False
    shared: list[Segment] = []
    kept: list[Segment] = []
    dates = [index for index, one in enumerate(last) if one.kind == "date"]
    for index, one in enumerate(last):
        after_verb = after_verb or one.kind in ("held", "topic")
        common = one.kind not in CORE_KINDS or one.each or adjacent or after_verb
        if one.kind == "role" and dates and index < dates[-1]:
            common = False
        (shared if common else kept).append(one)
    own = [*[list(items) for items in group.items[:-1]], kept]
    lacking = [one for one in shared if one.kind in CORE_KINDS]
    if lacking and not adjacent:
        shared = [one for one in shared if one.kind not in CORE_KINDS]
        for items in own:
            kinds = {item.kind for item in items}
            items.extend(one for one in lacking if one.kind not in kinds)
    return shared, own


def one_row(marks: Marks, group: Group, head: Segment, items: Sequence[Segment]) -> Draft:
    """The draft of a head that is one event."""
    assert head.head is not None
    cores = tuple(one for one in items if one.kind in CORE_KINDS)
    topics = tuple((one.first, one.last) for one in items if one.kind == "topic")
    lead = tuple(one for one in group.lead if one.kind in CORE_KINDS)
    cores = without_years(lead + cores)
    held = next((one for one in items if one.kind == "held"), None)
    own = [
        (head.first, head.last),
        *((one.first, one.last) for one in items if one.kind != "aside"),
    ]
    own.extend((one.first, one.last) for one in group.lead if one.kind in (*CORE_KINDS, "role"))
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
        verb=(held.first, held.last) if held else None,
        asides=tuple(one for one in items if one.kind == "aside"),
        times=next((one for one in items if one.kind == "times"), None),
        own=tuple(own),
        shown=bool(group.active or group.beside or held or topics or cores),
    )


def without_years(cores: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The core items without years alone, where a nearer date stands beside them."""
    years = [one for one in cores if one.core and one.core.mention.rule == "date.year"]
    dates = [one for one in cores if one.kind == "date"]
    return tuple(one for one in cores if one not in years) if len(years) < len(dates) else cores


def split(marks: Marks, group: Group, head: Segment, items: Sequence[Segment]) -> list[Draft]:
    """The drafts of one head: one, or one for each member that has its own topic."""
    whole = one_row(marks, group, head, items)
    assert head.head is not None
    return (
        split_by_blocks(marks, whole, items)
        or split_by_list(marks, whole, items)
        or split_by_title(marks, whole)
        or [whole]
    )


def blocks(items: Sequence[Segment]) -> list[tuple[str, list[Segment]]]:
    """The items as runs of topics (`T`) and of core items with their roles (`C`)."""
    found: list[tuple[str, list[Segment]]] = []
    for one in items:
        if one.kind in ("held", "aside", "negative"):
            continue
        kind = "T" if one.kind == "topic" else "C"
        fresh = not found or found[-1][0] != kind or kind == "T"
        if fresh:
            found.append((kind, [one]))
        else:
            found[-1][1].append(one)
    return found


def is_dated(block: list[Segment]) -> bool:
    """Whether a run of core items holds a date, or stands in a bracket."""
    return any(one.kind == "date" or one.bracket for one in block)


def split_by_blocks(marks: Marks, whole: Draft, items: Sequence[Segment]) -> list[Draft]:
    """Rows where topics and dates alternate: "on A (3 May, Lima) and on B (4 May)"."""
    shared = [one for one in items if one.each and one.kind in CORE_KINDS]
    parts = blocks([one for one in items if one not in shared])
    if parts and parts[0][0] == "C" and not is_dated(parts[0][1]):
        shared = [*shared, *parts.pop(0)[1]]
    verb: list[Run] = []
    if parts and parts[-1][0] == "T" and not led_topics(marks, parts[-1:]):
        verb = [(one.first, one.last) for one in parts.pop()[1]]  # what all members did
    opening = [(one.first, one.last) for one in parts.pop(0)[1]] if opens(parts) else []
    kinds = "".join(kind for kind, _ in parts)
    dated = [is_dated(block) for kind, block in parts if kind == "C"]
    if len(dated) < 2 or not all(dated):
        return []
    pairs: list[tuple[list[Segment], list[Segment]]] = []
    if kinds in ("TC" * len(dated), "TC" * len(dated) + "T"):
        pairs = [
            (parts[at][1], parts[at + 1][1] if at + 1 < len(parts) else [])
            for at in range(0, len(parts), 2)
        ]
    elif kinds == "CT" * len(dated):
        pairs = [(parts[at + 1][1], parts[at][1]) for at in range(0, len(parts), 2)]
    elif kinds == "C" + "TC" * (len(dated) - 1) and whole.head.topic and led_topics(marks, parts):
        return split_after_title(whole, parts, shared)
    if len(pairs) < 2:
        return []
    return [
        piece(
            whole,
            [*shared, *cores],
            [*(opening if not index else []), *((one.first, one.last) for one in topics), *verb],
        )
        for index, (topics, cores) in enumerate(pairs)
    ]


def opens(parts: list[tuple[str, list[Segment]]]) -> bool:
    """Whether a verb opens a row of dated topics: "led officials | to A (3 May) on B, to C …"."""
    kinds = "".join(kind for kind, _ in parts)
    return len(kinds) > 4 and kinds == "T" + "CT" * (len(kinds) // 2)


def led_topics(marks: Marks, parts: list[tuple[str, list[Segment]]]) -> bool:
    """Whether each topic begins with a preposition, as the one in the title does."""
    return all(
        marks.valued(block[0].first, "predicate", "topic") for kind, block in parts if kind == "T"
    )


def split_after_title(
    whole: Draft, parts: list[tuple[str, list[Segment]]], shared: list[Segment]
) -> list[Draft]:
    """Rows where the first topic stands in the title: "Group on A, 2 June; on B, 3 June"."""
    first = piece(whole, [*shared, *parts[0][1]], [(whole.head.topic, whole.head.end)])
    rest = [
        piece(whole, [*shared, *parts[at + 1][1]], [(parts[at][1][0].first, parts[at][1][0].last)])
        for at in range(1, len(parts), 2)
    ]
    return [replace(one, end=whole.head.topic) for one in (first, *rest)]


def piece(whole: Draft, cores: Sequence[Segment], topics: Sequence[Run]) -> Draft:
    """One of the rows that a head is split into."""
    roles = tuple(one for one in cores if one.kind == "role") or tuple(
        one for one in whole.roles if one.mention and one.mention.value.endswith("-verb")
    )
    own = ((whole.head.first, whole.head.end), *((one.first, one.last) for one in cores), *topics)
    return replace(
        whole,
        cores=tuple(one for one in cores if one.kind in CORE_KINDS),
        topics=tuple(topics),
        roles=roles,
        own=own,
        alone=True,
        rule="rows.own-topic",
    )


def split_by_list(marks: Marks, whole: Draft, items: Sequence[Segment]) -> list[Draft]:
    """Rows where as many topics as dates, or as the count says, are listed with their marker."""
    topics = [one for one in items if one.kind == "topic"]
    if not topics or not (whole.head.plural or any(one.respectively for one in items)):
        return []
    listed = subtopics(marks, topics, any(one.respectively for one in items))
    if len(listed) < 2:
        return []
    shared = [one for one in whole.cores if one.each]
    members = member_cores([one for one in whole.cores if not one.each])
    counted = int(whole.head.count.value) if whole.head.count else 0
    if len(members) == len(listed):
        return [
            piece(whole, [*cores, *shared], [run])
            for cores, run in zip(members, listed, strict=True)
        ]
    if counted == len(listed) and len(members) <= 1:
        return [piece(whole, whole.cores, [run]) for run in listed]
    return []


def split_by_title(marks: Marks, whole: Draft) -> list[Draft]:
    """Rows where the title lists the topics: "Working Groups on A and on B each met once, …"."""
    head = whole.head
    if not (head.plural and head.topic) or whole.topics:
        return []
    listed = marked_runs(marks, head.topic, head.end, head.topic)
    members = member_cores(whole.cores)
    counted = int(head.count.value) if head.count else 0
    if len(listed) < 2 or len(listed) not in (len(members), counted if len(members) < 2 else 0):
        return []
    cores = members if len(members) == len(listed) else [list(whole.cores)] * len(listed)
    return [
        replace(piece(whole, own, [run]), end=head.topic)
        for own, run in zip(cores, listed, strict=True)
    ]


def member_cores(cores: Sequence[Segment]) -> list[list[Segment]]:
    """The core items of each member: a date with what follows it, or with the place before it."""
    dates = [one for one in cores if one.kind == "date"]
    if len(dates) < 2:
        return [list(cores)] if cores else []
    before = cores[0].kind != "date"
    found: list[list[Segment]] = [[]]
    for index, one in enumerate(cores):
        starts = (
            one.kind == "date"
            if not before
            else (one.kind != "date" and index > 0 and cores[index - 1].kind == "date")
        )
        if starts and found[-1]:
            found.append([])
        found[-1].append(one)
    return found


def subtopics(marks: Marks, topics: Sequence[Segment], respectively: bool) -> list[Run]:
    """The topics of a list: by their repeated marker, else by commas where "respectively" says so."""
    runs: list[Run] = []
    for topic in topics:
        begin = topic.mention.last - 1 if topic.mention else topic.first
        runs.extend(marked_runs(marks, topic.first, topic.last, begin))
    if len(runs) == 1 and respectively:
        topic = topics[0]
        begin = topic.mention.last if topic.mention else topic.first
        return comma_runs(marks, topic.first, topic.last, begin)
    return runs


def marked_runs(marks: Marks, first: int, last: int, marker: int) -> list[Run]:
    """A topic cut where its marker ("on") stands again after a comma or conjunction."""
    word = marks.norm(marker)
    cuts = [first]
    for at in range(marker + 1, last):
        joined = marks.norm(at - 1) in (",", ";") or marks.over(at - 1, "and")
        if joined and marks.norm(at) == word:
            cuts.append(at)
    return [
        (begin, tidy(marks, begin, end)) for begin, end in zip(cuts, [*cuts[1:], last], strict=True)
    ]


def comma_runs(marks: Marks, first: int, last: int, begin: int) -> list[Run]:
    """A topic cut at its commas and conjunctions."""
    cuts = [first]
    for at in range(begin + 1, last):
        before = marks.norm(at - 1) == "," or marks.over(at - 1, "and")
        if before and not marks.over(at, "and") and marks.norm(at) != ",":
            cuts.append(at)
    return [
        (start, tidy(marks, start, end)) for start, end in zip(cuts, [*cuts[1:], last], strict=True)
    ]


def tidy(marks: Marks, first: int, last: int) -> int:
    """The end of a run without the marks and conjunctions that lead to the next."""
    while last > first + 1 and (
        marks.norm(last - 1) in (",", ";", ".") or marks.over(last - 1, "and")
    ):
        last -= 1
    return last
