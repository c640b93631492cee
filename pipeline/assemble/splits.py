"""Splits: a row for each member of an event that the text gives a topic of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.draft import Draft, Run
from pipeline.assemble.marks import Marks
from pipeline.assemble.members import marked_runs, member_cores, numbered_parts, subtopics
from pipeline.assemble.segments import CORE_KINDS, Segment


def split(marks: Marks, whole: Draft, items: Sequence[Segment]) -> list[Draft]:
    """The drafts of one head: the whole one, or one for each member that has its own topic."""
    return (
        split_by_numbers(marks, whole, items)
        or split_by_blocks(marks, whole, items)
        or split_by_list(marks, whole, items)
        or split_by_title(marks, whole)
        or [whole]
    )


def split_by_numbers(marks: Marks, whole: Draft, items: Sequence[Segment]) -> list[Draft]:
    """Rows where members are numbered behind their dates: "the first two on A, the last on B"."""
    topics = [one for one in items if one.kind == "topic"]
    if len(topics) != 1 or not whole.head.plural:
        return []
    parts = numbered_parts(marks, topics[0].first, topics[0].last)
    members = member_cores([one for one in whole.cores if not one.each])
    if len(parts) < 2 or sum(count for count, _ in parts) != len(members):
        return []
    found, at = [], 0
    for count, run in parts:
        cores = [core for member in members[at : at + count] for core in member]
        found.append(listed_piece(whole, cores, run))
        at += count
    return found


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
    parts = with_places_ahead(blocks([one for one in items if one not in shared]))
    if parts and parts[0][0] == "C" and not is_dated(parts[0][1]):
        shared = [*shared, *parts.pop(0)[1]]
    told = len(parts) > 1 and parts[-1][0] == "C" and not is_dated(parts[-1][1])
    if told and not led_topics(marks, parts[-2:]):
        shared = [*shared, *parts.pop()[1]]  # "on A on D and on B on D, were broadcast | online"
    parts, verb = common_verb(marks, parts)
    opened = opens(parts) or verb_leads(marks, parts)
    opening = [(one.first, one.last) for one in parts.pop(0)[1]] if opened else []
    kinds = "".join(kind for kind, _ in parts)
    dated = [is_dated(block) for kind, block in parts if kind == "C"]
    if len(dated) < 2 or not all(dated):
        return []
    pairs: list[tuple[list[Segment], list[Segment]]] = []
    named = whole.head.topic and whole.head.plural and same_marker(marks, whole, parts)
    if named and kinds in ("C" + "TC" * (len(dated) - 1), "CT" * len(dated)):
        return split_after_title(whole, parts, shared)
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


def common_verb(
    marks: Marks, parts: list[tuple[str, list[Segment]]]
) -> tuple[list[tuple[str, list[Segment]]], list[Run]]:
    """The runs without what all members did, and that: "on A on D, and on B on D, | were long"."""
    verbs = [not led_topics(marks, [part]) for part in parts if part[0] == "T"]
    if opens(parts) and all(verbs):  # "gave the year its colour: one, D, asked A; the other, D, …"
        return parts[1:], []
    if parts and parts[-1][0] == "T" and verbs[-1]:
        return parts[:-1], [(one.first, one.last) for one in parts[-1][1]]
    return parts, []


def with_places_ahead(
    parts: list[tuple[str, list[Segment]]],
) -> list[tuple[str, list[Segment]]]:
    """The runs with each place beside the date of its own topic: "in Lima on A (5 May), in Quito on
    B (6 June)" has the place of B right behind the date of A."""
    cores = [block for kind, block in parts if kind == "C"]
    kinds = "".join(kind for kind, _ in parts)
    count = len(cores) - 1
    ahead = [[one for one in block if one.kind == "place" and one is block[-1]] for block in cores]
    if count < 2 or kinds != "C" + "TC" * count or is_dated(cores[0]) or not all(ahead[:-1]):
        return parts
    if any(one.kind == "place" for one in cores[-1]):
        return parts
    moved: list[tuple[str, list[Segment]]] = []
    for index in range(count):
        own = [one for one in cores[index + 1] if one not in ahead[index + 1]]
        moved += [parts[2 * index + 1], ("C", [*ahead[index], *own])]
    return moved


def opens(parts: list[tuple[str, list[Segment]]]) -> bool:
    """Whether a verb opens a row of dated topics: "led officials | to A (3 May) on B, to C …"."""
    kinds = "".join(kind for kind, _ in parts)
    return len(kinds) > 4 and kinds == "T" + "CT" * (len(kinds) // 2)


def verb_leads(marks: Marks, parts: list[tuple[str, list[Segment]]]) -> bool:
    """Whether a verb stands before members that each have a topic: "dealt, | one with A (3 May),
    the other with B (4 May)"."""
    if [kind for kind, _ in parts[:2]] != ["T", "T"]:
        return False
    return not led_topics(marks, parts[:1]) and led_topics(marks, parts[1:])


def same_marker(marks: Marks, whole: Draft, parts: list[tuple[str, list[Segment]]]) -> bool:
    """Whether each topic begins with the preposition of the one in the title."""
    marker = marks.lemma(whole.head.topic)
    topics = [block[0] for kind, block in parts if kind == "T"]
    return bool(topics) and all(marks.lemma(one.first) == marker for one in topics)


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
    rest = []
    for at in range(1, len(parts), 2):
        topic = parts[at][1][0]
        cores = parts[at + 1][1] if at + 1 < len(parts) else []
        rest.append(piece(whole, [*shared, *cores], [(topic.first, topic.last)]))
    return [replace(one, end=whole.head.topic) for one in (first, *rest)]


def piece(whole: Draft, cores: Sequence[Segment], topics: Sequence[Run]) -> Draft:
    """One of the rows that a head is split into."""
    roles = tuple(one for one in cores if one.kind == "role") or shared_roles(whole)
    kept = [whole.verb] if whole.verb else []
    if whole.times:
        kept.append((whole.times.first, whole.times.last))
    name = (whole.head.first, whole.head.topic or whole.head.end)
    own = (name, *kept, *((one.first, one.last) for one in cores), *topics)
    return replace(
        whole,
        cores=tuple(one for one in cores if one.kind in CORE_KINDS),
        topics=tuple(topics),
        roles=roles,
        own=own,
        alone=True,
        rule="rows.own-topic",
    )


def shared_roles(whole: Draft) -> tuple[Segment, ...]:
    """The roles that count for each of the rows: those of a verb, and those before or behind them
    all."""
    dates = [one.last for one in whole.cores if one.kind in CORE_KINDS and not one.each]
    early = max(dates, default=0)
    return tuple(
        one
        for one in whole.roles
        if (one.first >= early and not one.only_last)
        or one.last <= whole.head.first
        or (one.mention and one.mention.value.endswith("-verb"))
    )


def split_by_list(marks: Marks, whole: Draft, items: Sequence[Segment]) -> list[Draft]:
    """Rows where as many topics as dates, or as the count says, are listed with their marker."""
    topics = [one for one in items if one.kind == "topic"]
    respectively = any(one.respectively for one in items)
    if not topics or not (whole.head.plural or respectively):
        return []
    listed = subtopics(marks, topics, respectively)
    if len(listed) < (2 if respectively else fewest(marks, topics[0])):
        return []
    shared = [one for one in whole.cores if one.each]
    members = member_cores([one for one in whole.cores if not one.each])
    counted = int(whole.head.count.value) if whole.head.count else 0
    if len(members) == len(listed):
        return [
            listed_piece(whole, [*cores, *shared], run)
            for cores, run in zip(members, listed, strict=True)
        ]
    if counted == len(listed) and len(members) <= 1:
        return [listed_piece(whole, whole.cores, run) for run in listed]
    return []


def listed_piece(whole: Draft, cores: Sequence[Segment], topic: Run) -> Draft:
    """One of the rows of a list, whose roles are those of all."""
    return replace(piece(whole, cores, [topic]), roles=whole.roles)


def fewest(marks: Marks, topic: Segment) -> int:
    """How many topics make a list: "led to A and to B" tells of one outcome, three are members."""
    verb = topic.mention
    return 3 if verb and verb.value == "about" and marks.lemma(verb.last - 1) == "to" else 2


def split_by_title(marks: Marks, whole: Draft) -> list[Draft]:
    """Rows where the title lists the topics: "Working Groups on A and on B each met once, …"."""
    head = whole.head
    if not (head.plural and head.topic) or whole.topics:
        return []
    listed = marked_runs(marks, head.topic, head.end, head.topic)
    shared = [one for one in whole.cores if one.each]
    members = member_cores([one for one in whole.cores if not one.each])
    counted = int(head.count.value) if head.count else 0
    if len(listed) < 2 or len(listed) not in (len(members), counted if len(members) < 2 else 0):
        return []
    cores = members if len(members) == len(listed) else [list(whole.cores)] * len(listed)
    return [
        replace(listed_piece(whole, [*own, *shared], run), end=head.topic)
        for own, run in zip(cores, listed, strict=True)
    ]
