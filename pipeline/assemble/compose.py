"""Compose: a draft into an event, each cell with the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.assemble.attach import Slot, slots
from pipeline.assemble.draft import Draft
from pipeline.assemble.marks import Marks
from pipeline.assemble.occurrences import RULE_BOTH, Said, Shape, event_format, make_occurrences
from pipeline.assemble.parties import find_parties
from pipeline.assemble.segments import Segment
from pipeline.assemble.themes import find_themes
from pipeline.assemble.traces import Run, Tracer, without
from pipeline.model import Cell, Event, Mention, Occurrence
from pipeline.rulebook import Rulebook

STOPS = " .,;:–—-"


@dataclass(frozen=True, slots=True)
class Context:
    """What a draft is composed in: its section's text, its sentence and the rules.

    `more` are the sentences after it that point back to it, `place_before` the last place named
    before it.
    """

    tracer: Tracer
    sentence: Run
    rules: Rulebook
    more: tuple[Run, ...] = ()
    place_before: Segment | None = None


def compose(draft: Draft, context: Context, key: Sequence[Run]) -> Event:
    """The event of a draft; `key` are the tokens that its record was read from."""
    tracer = context.tracer
    head = draft.head
    title_run = (head.begin, draft.end)
    event_type = type_cell(draft, tracer)
    shape = Shape(event_type, said_format(draft, context), head.first)
    found = counted_slots(draft, context)
    occurrences, findings = make_occurrences(tracer, found, shape)
    form, basis = event_format(occurrences, shape)
    summary_runs = summary(draft, context)
    return Event(
        mechanism_id=tracer.marks.reading.section.mechanism_id,
        key=tracer.runs([*key, *context.more]),
        title=tracer.cell(
            tracer.text([title_run]), [title_run], draft.rule.replace("rows.", "title.")
        ),
        event_type=event_type,
        ordinal=ordinal(tracer, head.ordinal),
        event_count=count(draft, context, occurrences),
        format=form,
        format_basis=basis,
        summary=summary_cell(draft, context, summary_runs),
        occurrences=occurrences,
        themes=find_themes(tracer, [title_run, *summary_runs, *context.more]),
        parties=find_parties(tracer, draft, context.sentence, context.rules),
        findings=findings,
    )


def type_cell(draft: Draft, tracer: Tracer) -> Cell[str]:
    """The event type; of "the Steering Committee held its 12th session" that of the body."""
    head = draft.head
    if draft.subject and head.event_type == "meeting":
        for body in tracer.marks.within(*draft.subject, "body"):
            return Cell(body.value, tracer.mention(body), body.rule)
    return tracer.cell(head.event_type, [head.type_run], head.type_rule)


def counted_slots(draft: Draft, context: Context) -> list[Slot]:
    """The slots of a draft; where two days in a row make one of as many meetings as are counted,
    they are one: "two workshops, in Juba (7 and 8 June) and Mombasa (9 October)"."""
    found = slots(draft.cores, plural=plural(draft), before=context.place_before)
    count = draft.head.count
    if count is None or len(found) <= int(count.value):
        return found
    merged = slots(draft.cores, plural=False, before=context.place_before)
    return merged if len(merged) == int(count.value) else found


def plural(draft: Draft) -> bool:
    """Whether days of the draft are meetings of their own: several were held, and not told one by
    one."""
    return not draft.alone and (draft.head.plural or draft.times is not None)


def ordinal(tracer: Tracer, mention: Mention | None) -> Cell[int] | None:
    """The number of "8th" or "XXV"."""
    if mention is None or not mention.value.isdecimal():
        return None
    return Cell(int(mention.value), tracer.mention(mention), mention.rule)


def count(draft: Draft, context: Context, occurrences: Sequence[Occurrence]) -> Cell[int] | None:
    """How many meetings the row stands for; None for a plural that no word or date counts."""
    tracer, head = context.tracer, draft.head
    counted = draft.times
    if counted and counted.mention and not draft.alone:
        return Cell(times(counted.mention), tracer.mention(counted.mention), counted.mention.rule)
    if head.count and not draft.alone:
        return Cell(int(head.count.value), tracer.mention(head.count), head.count.rule)
    if len(occurrences) > 1:
        cells = [one.start_date or one.city or one.country_code for one in occurrences]
        found = [stretch for cell in cells if cell for stretch in cell.stretches]
        where = tuple(dict.fromkeys(found)) or occurrences[0].key
        return Cell(len(occurrences), where, "count.occurrences")
    if occurrences or draft.alone or not head.plural:
        return Cell(1)
    return None


def times(mention: Mention) -> int:
    """The number of "once", "twice", "eight times"."""
    return {"once": 1, "twice": 2}.get(mention.kind) or int(mention.value)


def said_format(draft: Draft, context: Context) -> Said | None:
    """A format said of the whole event: "mostly", in its title or topic, or without a date."""
    tracer = context.tracer
    formats = [one.core for one in draft.cores if one.kind == "format" and one.core]
    for core in formats:
        if core.mostly:
            where = tracer.runs([(core.first, core.last)])
            return Said("mixed", where, "format.of-some", mostly=True)
    told = sorted(formats_told(context), key=lambda one: one.value != "hybrid")
    inside = next(formats_inside(draft, context), None) or next(iter(told), None)
    shared = next(online_beside(draft, context), None)
    if shared and (inside is None or inside.value != "hybrid"):
        return Said("hybrid", tracer.mention(shared), RULE_BOTH)
    if inside:
        return Said(inside.value, tracer.mention(inside), inside.rule)
    alone = not any(one.kind in ("date", "place") for one in draft.cores)
    if formats and alone:
        word = formats[0].mention
        return Said(word.value, tracer.mention(word), word.rule)
    return None


def formats_inside(draft: Draft, context: Context) -> Iterator[Mention]:
    """The formats in an event's title, its topics, and asides ("moved from Lima to online")."""
    marks = context.tracer.marks
    for word in marks.within(draft.head.begin, draft.end, "format"):
        if word.last <= draft.head.noun_end or not marks.over(word.first - 1, "predicate"):
            yield word
    for first, last in draft.topics:
        brought = marks.over(first, "convokes") is not None  # "connected 12 governments | online"
        words = marks.within(first, last, "format")
        yield from (word for word in words if brought or of_meeting(marks, word))
    for one in (*draft.asides, *draft.roles):
        yield from marks.within(one.first, one.last, "format")


def online_beside(draft: Draft, context: Context) -> Iterator[Mention]:
    """The words for those who took part online in an event at a place: "while eleven others
    connected | online", "with an | online | audience"."""
    marks = context.tracer.marks
    met = any(one.kind == "place" or is_in_person(one) for one in draft.cores)
    last = max([draft.end, *(end for _, end in draft.own)])
    runs = [(draft.head.begin, last), *draft.topics, *context.more] if met else []
    for first, end in runs:
        for word in marks.within(first, end, "format"):
            took_part = marks.over(word.first - 1, "attends", "attendance")
            audience = marks.at(word.last, "audience", "people")
            if word.value == "virtual" and (took_part or audience):
                yield word


def is_in_person(one: Segment) -> bool:
    """Whether a segment says that people met."""
    return one.core is not None and one.core.mention.value == "in_person"


def formats_told(context: Context) -> Iterator[Mention]:
    """The formats that sentences which point back give: "It was held online"."""
    marks = context.tracer.marks
    for run in context.more:
        for word in marks.within(*run, "format"):
            verb = marks.over(word.first - 1, "predicate")
            beside = marks.over(word.first - 1, "auxiliary") or marks.at(word.last, "noun")
            called = marks.within(run[0], word.first, "convokes")
            if beside or called or (verb and verb.value in ("held", "met")):
                yield word


def of_meeting(marks: Marks, word: Mention) -> bool:
    """Whether a format inside a topic is the event's: before a noun of meetings, or as a phrase."""
    if marks.at(word.last, "noun") or marks.lemma(word.last) in ("format", "participation"):
        return True
    if marks.over(word.first - 1, "attends") or word.rule == "format.both":
        return True  # "attended | face to face by 36 officials"
    phrase = marks.over(word.first, "before-place", "role", "aside") is not None
    return phrase and word.last - word.first > 1


def summary(draft: Draft, context: Context) -> list[Run]:
    """The tokens of the summary: what the event did, without its dates and places."""
    tracer = context.tracer
    holes = [(one.first, one.last) for one in draft.cores if one.kind in ("date", "place", "there")]
    runs = list(draft.topics)
    active = [one for one in draft.roles if one.mention and one.mention.value.endswith("-verb")]
    acted = bool(runs) and tracer.marks.valued(runs[0][0], "predicate", "about")
    begin = draft.subject[0] if active and draft.subject and not acted else None
    begin = draft.company[0] if begin is None and draft.company else begin
    whole = begin is not None and not draft.alone
    if begin is not None and whole:
        told = [one.last for one in draft.roles if one not in active]
        end = max([draft.end, *told, *(last for _, last in runs)])
        led = active[0].last if active else begin
        others = tracer.marks.within(led, draft.head.first, "noun", "body")
        runs = [(begin, led), (draft.head.first, end)] if others else [(begin, end)]
    pieces = [piece for run in runs for piece in without(run, holes)]
    if not whole:
        return pieces
    kept = [one for one in pieces if tracer.marks.has_words(*one, "and")]
    return [unled(tracer, *one) for one in kept]


def unled(tracer: Tracer, first: int, last: int) -> Run:
    """A run without the marks that set off a date before it: "came to Lima|, for a workshop"."""
    marks = tracer.marks
    led = marks.lemma(first) == ")" or marks.at(first + 1, "aside", "article")
    first += bool(led and marks.lemma(first) in (",", ")"))
    return first, last - (marks.lemma(last - 1) == "(")


def summary_cell(draft: Draft, context: Context, runs: Sequence[Run]) -> Cell[str] | None:
    """The summary's text, with the sentences that point back to the event."""
    tracer = context.tracer
    parts = [tracer.text(list(runs)).rstrip(STOPS)] if runs else []
    parts += [tracer.text([run]).rstrip(STOPS) for run in context.more]
    parts = [part for part in parts if part]
    if not parts:
        return None
    rule = "summary.predicate" if runs else "summary.points-back"
    more = [(first, last_word(tracer, first, last)) for first, last in context.more]
    return tracer.cell(". ".join(parts), [*runs, *more], rule)


def last_word(tracer: Tracer, first: int, last: int) -> int:
    """Where a sentence ends before its stop."""
    while last > first and tracer.marks.text(last - 1) in STOPS:
        last -= 1
    return last
