"""Assemble: mentions into events and their occurrences: what belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.compose import Context, compose
from pipeline.assemble.cores import core_at
from pipeline.assemble.draft import Draft, Refusal, Run
from pipeline.assemble.echoes import (
    are_members,
    called,
    is_dated,
    is_echo,
    leaves_out_held,
    passive_roles,
    taken_up,
    told_cores,
    told_holder,
    told_roles,
    with_cores,
)
from pipeline.assemble.evidence import (
    accepted,
    after_label,
    aside_of_years,
    back_word,
    is_next,
    labels_from,
    left_out_verb,
    points_back,
)
from pipeline.assemble.heads import find_heads
from pipeline.assemble.keys import keys
from pipeline.assemble.marks import Marks, mark
from pipeline.assemble.rows import rows
from pipeline.assemble.scan import scan
from pipeline.assemble.segments import Segment
from pipeline.assemble.titles import complete
from pipeline.assemble.traces import Tracer
from pipeline.fold import fold
from pipeline.model import Event, Finding, Mention, Reading, Report
from pipeline.rulebook import Rulebook

__all__ = ["Assembled", "Clause", "assemble"]

SHORTEST_NOUN = 5  # letters of a noun that tells which event is meant


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence and what the grammar took it for (`Segment.kind`).

    `start` and `end` are offsets of its section's view; `reading` counts the sections from 0.
    """

    reading: int
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assembled:
    """The events of a report in its order, and findings that belong to none of them.

    `clauses` are the pieces that the sentences were cut into, in the order of the text.
    """

    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    clauses: tuple[Clause, ...]


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
    clauses: list[Clause] = []
    for index, reading in enumerate(readings):
        tracer = Tracer(mark(reading), report.text)
        reader = SectionReader(tracer, report.year)
        reader.read()
        place: Segment | None = None
        for one in reader.pending:
            for draft, key in zip(one.drafts, one.keys, strict=True):
                context = Context(tracer, one.sentence, rules, tuple(one.more), place)
                events.append(compose(draft, context, key))
                place = last_place(draft) or place
        findings.extend(not_held(tracer, refusal) for refusal in reader.refused)
        clauses.extend(clauses_of(tracer, reader.segments, index))
    return Assembled(tuple(events), tuple(findings), tuple(clauses))


def clauses_of(tracer: Tracer, segments: Iterable[Segment], reading: int) -> Iterator[Clause]:
    """The segments of a section as clauses, in the order of the text."""
    tokens = tracer.marks.tokens
    for one in sorted(segments, key=lambda segment: (segment.first, segment.last)):
        if one.last > one.first:
            yield Clause(reading, one.kind, tokens[one.first].start, tokens[one.last - 1].end)


def last_place(draft: Draft) -> Segment | None:
    """The last place that a draft names."""
    places = [one for one in draft.cores if one.kind == "place"]
    return places[-1] if places else None


@dataclass(slots=True)
class SectionReader:
    """Reads a section sentence by sentence, as `segments`.

    `pending` are the events so far, `refused` what was not held; `open` says that the sentence
    before was an event's, so that the next one can point back to it, `near` that the one before
    that was, so that "the meeting" can.
    """

    tracer: Tracer
    year: int
    pending: list[Pending] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    open: bool = False
    near: bool = False

    def told(self) -> list[Draft]:
        """The events so far, in the order of the text."""
        return [draft for one in self.pending for draft in one.drafts]

    def holder(self, draft: Draft) -> Pending:
        """The sentence that told of an event."""
        return next(one for one in self.pending if draft in one.drafts)

    def read(self) -> None:
        """Reads all sentences of the section."""
        marks, ahead = self.tracer.marks, -1  # `ahead`: where the next one's dates and places stand
        for first, last in joined_titles(marks):
            cores = bare_cores(marks, first, last)
            if cores and ahead < 0:
                ahead = -1 if self.completes(cores, (first, last)) else first
                continue
            begin = ahead if ahead >= 0 else first
            before = self.open
            self.open = self.sentence(begin, last)
            self.near = before or self.open
            ahead = -1

    def completes(self, cores: Sequence[Segment], run: Run) -> bool:
        """Gives dates and places that stand alone to the event before that lacks them: "Workshop on
        Data. | 3 May, Lima."; whether there was one."""
        if not self.open or len(self.pending[-1].drafts) > 1:
            return False
        own = self.pending[-1]
        kinds = {one.kind for one in own.drafts[0].cores}
        if any(one.kind in kinds for one in cores):
            return False
        own.drafts = [with_cores(own.drafts[0], cores)]
        own.keys[0].append(run)
        return True

    def sentence(self, first: int, last: int) -> bool:
        """Reads one sentence; whether the next one can point back to an event."""
        marks = self.tracer.marks
        known = self.pending[-1].drafts[-1].head if self.pending else None
        heads = complete(marks, find_heads(marks, first, last), last)
        segments = scan(marks, first, last, heads, known)
        self.segments.extend(segments)
        drafts, refused = rows(marks, segments)
        drafts, asides = self.sifted(drafts, first, last)
        self.refused.extend([*refused, *asides])
        run = (first, last)
        if self.open and len(drafts) == 1 and is_echo(marks, drafts[0], first, last):
            self.take_up(drafts[0], run)
            return True
        if drafts:
            told = Pending(drafts, keys(marks, drafts, segments, run), run)
            if self.pending and are_members(self.pending[-1].drafts, drafts):
                told = one_by_one(self.pending.pop(), told)
            self.pending.append(told)
            return True
        last = before_refusals(marks, run, [*refused, *asides])
        if last == first or not self.pending:
            return False
        segments = [one for one in segments if one.last <= last]
        own = self.pending[-1]
        holder = told_holder(marks, first, last) if self.open else None
        if holder:
            give_roles(own, [holder])
            return True
        return labelled(marks, own, segments, first) or self.points_back((first, last), segments)

    def sifted(
        self, drafts: list[Draft], first: int, last: int
    ) -> tuple[list[Draft], list[Refusal]]:
        """The drafts that are events of the report's year, and the asides on other years."""
        marks = self.tracer.marks
        before = self.told()
        kept, asides = [], []
        for draft in drafts:
            if not accepted(marks, draft, first, before):
                continue
            value = aside_of_years(marks, draft, last, self.year) or is_next(marks, draft)
            run = (draft.head.first, draft.end)
            if value:
                asides.append(Refusal(draft.head, value, run, run))
            else:
                kept.append(draft)
        return kept, asides

    def points_back(self, run: Run, segments: Sequence[Segment]) -> bool:
        """Gives a sentence that points back to the events before; whether it was one."""
        marks, (first, last) = self.tracer.marks, run
        back = back_word(marks, first, last)
        definite = back is not None and marks.lemma(back.first) in ("the", "this", "these")
        reached = self.open or (self.near and definite)
        cores = told_cores(marks, segments, first)
        left_out = self.open and bool(cores) and leaves_out_held(marks, first)
        before = self.told()[-1]
        if not reached or not (left_out or points_back(marks, first, last, back, before)):
            return False
        own = self.subject(back)
        dated = any(one.kind == "date" for one in cores)
        if dated and not any(is_dated(one) for one in own.drafts):
            own.drafts = [with_cores(one, cores) for one in own.drafts]
            for key in own.keys:
                key.append((first, cores[-1].last))
            joint = marks.at(cores[-1].last, "and")
            first = joint.last if joint else cores[-1].last
        if marks.has_words(first, last):
            verb = left_out_verb(marks, first, last)
            begin = verb.first if verb else first
            own.more.append((after_label(marks, begin, last), labels_from(marks, begin, last)))
        roles = [*told_roles(marks, first, last), *role_labels(marks, segments)]
        own.drafts = [with_roles(one, roles) for one in own.drafts]
        return True

    def subject(self, back: Mention | None) -> Pending:
        """The events that the subject of a sentence points back to: the last ones with its noun in
        a title ("The Ministers adopted …"), else the last ones."""
        marks = self.tracer.marks
        noun = fold(marks.text(back.last - 1)).rstrip("s") if back else ""
        told = self.told()
        meant = called(marks, noun, told) if len(noun) >= SHORTEST_NOUN else told[-1]
        return self.holder(meant)

    def take_up(self, echo: Draft, run: Run) -> None:
        """Gives what a sentence tells of an event before to that event."""
        own = taken_up(self.tracer.marks, echo, self.told())
        pending = self.holder(own)
        index = pending.drafts.index(own)
        pending.drafts[index] = with_roles(own, passive_roles(echo))
        if echo.topics or not echo.roles:
            pending.more.append(run)
        else:
            pending.keys[index].append(run)


def before_refusals(marks: Marks, run: Run, refusals: Sequence[Refusal]) -> int:
    """The end of a sentence without the clause on what was not held: "Members agreed on A |; the
    next meeting will be held in 2020"; its beginning where all of it is about that."""
    first, last = run
    if not refusals:
        return last
    begin = min(one.own[0] for one in refusals)
    return next((at for at in range(begin, first, -1) if marks.lemma(at) == ";"), first)


def joined_titles(marks: Marks) -> list[Run]:
    """The sentences; an event's name that stands alone is one with the dates and places behind it,
    or their labels: "Annual conference. | Madrid, 16 December.", "| Date: 16 December."."""
    found: list[Run] = []
    for first, last in marks.reading.sentences:
        near = bool(found) and first - found[-1][1] <= 1  # a line's end between them
        if near and completes_name(marks, first, last) and is_name(marks, *found[-1]):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def completes_name(marks: Marks, first: int, last: int) -> bool:
    """Whether a sentence is a date and its place, or begins with a label of one."""
    dated = any(one.kind == "date" for one in bare_cores(marks, first, last))
    return dated or begins_labelled(marks, first)


def begins_labelled(marks: Marks, first: int) -> bool:
    """Whether a line begins with the label of a date or a place."""
    label = marks.at(first, "before-date", "before-place")
    return label is not None and marks.is_label(label)


def is_name(marks: Marks, first: int, last: int) -> bool:
    """Whether a sentence is the name of one event, of which it says nothing."""
    heads = complete(marks, find_heads(marks, first, last), last)
    return len(heads) == 1 and not marks.has_words(heads[0].end, last) and heads[0].first == first


def bare_cores(marks: Marks, first: int, last: int) -> list[Segment]:
    """The dates, places and formats of a sentence that is nothing else: "12-13 June, Douala."."""
    found: list[Segment] = []
    at = first
    while at < last:
        core = core_at(marks, at, last)
        if core:
            found.append(Segment(core.kind, core.first, core.last, core=core))
        elif marks.text(at)[:1].isalnum() and not marks.at(at, "and"):
            return []
        at = core.last if core else at + 1
    return found


def one_by_one(whole: Pending, members: Pending) -> Pending:
    """The members of a counted series, told one by one, with the words and roles of the whole."""
    roles = whole.drafts[0].roles
    members.drafts = [replace(with_roles(one, roles), alone=True) for one in members.drafts]
    members.keys[0].extend(whole.keys[0])
    return members


def role_labels(marks: Marks, segments: Sequence[Segment]) -> list[Segment]:
    """The labels of roles among segments ("Chair: Peru", but not "Next host: Peru")."""
    return [
        one
        for one in segments
        if one.kind == "role"
        and one.mention
        and one.mention.value.endswith("-label")
        and marks.lemma(one.first - 1) != "next"
    ]


def labelled(marks: Marks, pending: Pending, segments: Sequence[Segment], first: int) -> bool:
    """Whether the sentence is a label ("Chair: Peru."), which then goes to the events before."""
    roles = [one for one in segments if one.kind == "role" and one.mention]
    labels = role_labels(marks, segments)
    if roles and len(roles) == len(segments):
        labels = roles  # "Hosted by Peru."
    if not labels or labels[0].first != first:
        return False
    give_roles(pending, labels)
    return True


def give_roles(pending: Pending, roles: Sequence[Segment]) -> None:
    """Gives roles that a sentence of their own tells to the events before."""
    run = (roles[0].first, roles[-1].last)
    for index, draft in enumerate(pending.drafts):
        pending.drafts[index] = with_roles(draft, roles)
        pending.keys[index].append(run)


def with_roles(draft: Draft, labels: Sequence[Segment]) -> Draft:
    """The draft with further roles."""
    return replace(draft, roles=(*draft.roles, *labels))


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
