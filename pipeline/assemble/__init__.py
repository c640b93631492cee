"""Assemble: mentions into events and their occurrences: what belongs to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.compose import Context, compose
from pipeline.assemble.draft import Draft, Refusal, Run
from pipeline.assemble.head import Head
from pipeline.assemble.heads import find_heads
from pipeline.assemble.marks import Marks, mark
from pipeline.assemble.rows import rows
from pipeline.assemble.scan import scan
from pipeline.assemble.segments import CORE_KINDS, Segment
from pipeline.assemble.titles import complete
from pipeline.assemble.traces import Tracer
from pipeline.fold import fold
from pipeline.model import Event, Finding, Reading, Report
from pipeline.rulebook import Rulebook

__all__ = ["Assembled", "assemble"]

LONGEST_LABEL = 5  # tokens of a label, its colon among them
LOOK_BACK = 6  # tokens before an event in which a word may lead to the past


@dataclass(frozen=True, slots=True)
class Assembled:
    """The events of a report in its order, and findings that belong to none of them."""

    events: tuple[Event, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Pending:
    """The drafts of a sentence, with their keys and the later sentences that point back."""

    drafts: list[Draft]
    keys: list[list[Run]]
    sentence: Run
    more: list[Run] = field(default_factory=list)


def assemble(report: Report, readings: Sequence[Reading], rules: Rulebook) -> Assembled:
    """The events of all sections, in the order of the report. Raises nothing."""
    events: list[Event] = []
    findings: list[Finding] = []
    for reading in readings:
        tracer = Tracer(mark(reading), report.text)
        pending, refused = read_section(tracer, report.year)
        place: Segment | None = None
        for one in pending:
            for draft, key in zip(one.drafts, one.keys, strict=True):
                context = Context(tracer, one.sentence, rules, tuple(one.more), place)
                events.append(compose(draft, context, key))
                place = last_place(draft) or place
        findings.extend(not_held(tracer, refusal) for refusal in refused)
    return Assembled(tuple(events), tuple(findings))


def last_place(draft: Draft) -> Segment | None:
    """The last place that a draft names."""
    places = [one for one in draft.cores if one.kind == "place"]
    return places[-1] if places else None


def read_section(tracer: Tracer, year: int) -> tuple[list[Pending], list[Refusal]]:
    """The drafts of a section, sentence by sentence, and what was not held."""
    marks = tracer.marks
    pending: list[Pending] = []
    refused: list[Refusal] = []
    open_end = False  # whether the sentence before was an event's
    for first, last in marks.reading.sentences:
        known = pending[-1].drafts[-1].head if pending else None
        segments = scan(
            marks, first, last, complete(marks, find_heads(marks, first, last), last), known
        )
        drafts, not_held_here = rows(marks, segments)
        drafts = [one for one in drafts if accepted(marks, one, first, pending)]
        asides = [(one, aside_of_years(marks, one, last, year)) for one in drafts]
        drafts = [one for one, value in asides if not value]
        not_held_here.extend(
            Refusal(one.head, value, (one.head.first, one.end), (one.head.first, one.end))
            for one, value in asides
            if value
        )
        refused.extend(not_held_here)
        if drafts:
            pending.append(
                Pending(drafts, keys(marks, drafts, segments, (first, last)), (first, last))
            )
            open_end = True
        elif not_held_here or not pending:
            open_end = False
        elif labelled(pending[-1], segments, first):
            open_end = True
        elif open_end and points_back(marks, first, last):
            pending[-1].more.append((after_label(marks, first, last), last))
        else:
            open_end = False
    return pending, refused


def labelled(pending: Pending, segments: Sequence[Segment], first: int) -> bool:
    """Whether the sentence is a label ("Chair: Peru."), which then goes to the events before."""
    labels = [
        one
        for one in segments
        if one.kind == "role" and one.mention and one.mention.value.endswith("-label")
    ]
    if not labels or labels[0].first != first:
        return False
    run = (labels[0].first, labels[-1].last)
    for index, draft in enumerate(pending.drafts):
        pending.drafts[index] = with_roles(draft, labels)
        pending.keys[index].append(run)
    return True


def with_roles(draft: Draft, labels: Sequence[Segment]) -> Draft:
    """The draft with further roles."""
    return replace(draft, roles=(*draft.roles, *labels))


def points_back(marks: Marks, first: int, last: int) -> bool:
    """Whether a sentence's subject points back to the event before it."""
    if after_label(marks, first, last) > first:
        return not marks.within(first, last, "date")
    word = marks.at(first, "backward")
    if word is None:
        return False
    return not marks.text(word.last)[:1].isupper() or marks.norm(first) in ("it", "they")


def after_label(marks: Marks, first: int, last: int) -> int:
    """Where a sentence goes on behind a label ("Priorities: …"); `first` where it has none."""
    for at in range(first + 1, min(first + LONGEST_LABEL, last - 1)):
        if marks.norm(at) == ":":
            return at + 1
        if not marks.text(at)[:1].isalpha():
            break
    return first


def accepted(marks: Marks, draft: Draft, first: int, pending: Sequence[Pending]) -> bool:
    """Whether a draft is an event: something says that it was held, and it is no echo."""
    head = draft.head
    evidence = bool(
        draft.cores
        or draft.topics
        or draft.verb
        or head.count
        or draft.times
        or draft.shown
        or draft.roles
        or head.topic
    )
    if not evidence:
        return False
    dated = any(one.kind in CORE_KINDS for one in draft.cores)
    bare = head.body and not (dated or draft.verb or head.count or head.ordinal)
    if bare and pending and marks.at(first, "backward"):
        return False  # "The ministers adopted …"
    if draft.subject and head.body and not dated and not (head.count or head.ordinal):
        return False  # "convened its ministers"
    if head.weak and not dated and not is_named(marks, head):
        return False
    return dated or not echoes(marks, draft, pending)


def aside_of_years(marks: Marks, draft: Draft, last: int, year: int) -> str:
    """Why a draft is an aside on an event of another year: `negative` for one still to come,
    `earlier` for one before, as "had" says; empty where it is none."""
    periods = [one.core.mention.period for one in draft.cores if one.kind == "date" and one.core]
    years = {period.first.year for period in periods if period}
    if not years and draft.verb and marks.valued(draft.verb[0], "predicate", "earlier"):
        return "earlier"
    if not years or year in years:
        return ""
    begin = max(0, min(first for first, _ in draft.own) - LOOK_BACK)
    if min(years) > year:
        return "negative"
    return "earlier" if marks.within(begin, last, "past") else ""


def is_named(marks: Marks, head: Head) -> bool:
    """Whether a word beside a weak noun ("forum", "discussion") makes it an event."""
    return bool(
        head.ordinal
        or head.count
        or marks.within(head.begin, head.noun_end, "quality", "body", "format", "mechanism")
    )


def echoes(marks: Marks, draft: Draft, pending: Sequence[Pending]) -> bool:
    """Whether "the Ministerial Meeting", undated, only takes up an event named before."""
    head = draft.head
    if (
        not (head.definite and pending)
        or head.ordinal
        or head.count
        or draft.subject
        or draft.roles
    ):
        return False
    if draft.verb:
        return False
    title = fold(marks.slice(head.begin, draft.end))
    before = [fold(marks.slice(one.head.begin, one.end)) for past in pending for one in past.drafts]
    return head.bare or any(earlier.endswith(title) or title in earlier for earlier in before)


def keys(
    marks: Marks, drafts: Sequence[Draft], segments: Sequence[Segment], sentence: Run
) -> list[list[Run]]:
    """The tokens of each draft: its own, and the marks and small words around them.

    Plain words, what was not held, and the marks behind them stay out: they are residue.
    """
    left_out = {
        at
        for one in segments
        if one.kind in ("plain", "negative", "aside") and not in_subject(one, drafts)
        for at in range(one.first, one.last)
    }
    own = [{at for first, last in draft.own for at in range(first, last)} for draft in drafts]
    held = set().union(*own)
    inside = [at for at in sorted(held) if at >= sentence[0]]
    owners = [index for index, tokens in enumerate(own) if inside[0] in tokens]
    found: list[list[Run]] = [list(draft.own) for draft in drafts]
    for at in range(*sentence):
        behind = at - 1 in left_out and not marks.text(at)[:1].isalnum()
        if at in held:
            owners = [index for index, tokens in enumerate(own) if at in tokens]
        elif at in left_out or (behind and at < sentence[1] - 1):
            left_out.add(at)
        else:
            for owner in owners:
                found[owner].append((at, at + 1))
    return found


def in_subject(segment: Segment, drafts: Sequence[Draft]) -> bool:
    """Whether plain words are the subject of an event's verb."""
    return any(one.subject and one.subject[0] <= segment.first < one.subject[1] for one in drafts)


def not_held(tracer: Tracer, refusal: Refusal) -> Finding:
    """The finding on an event that was cancelled, is still to come, or was of another year."""
    marks, head = tracer.marks, refusal.head
    title = marks.slice(head.begin, head.end)
    mechanism_id = marks.reading.section.mechanism_id
    if refusal.value == "earlier":
        code, says = "earlier-event", "before the events that the report reports on"
    else:
        code, says = "not-held", "not held, or still to come"
    words = marks.slice(*refusal.words) if refusal.words[0] >= head.end else ""
    because = f" ({words!r})" if words else ""
    return Finding(
        code,
        "info",
        f"{mechanism_id}: {title!r}: {says}{because}; no row",
        next(iter(tracer.run(*refusal.own)), None),
        "mechanisms",
        mechanism_id,
        original=title,
    )
