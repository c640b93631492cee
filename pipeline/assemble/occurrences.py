"""Occurrences: the dates, places and formats of an event as cells, and the event's own format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.assemble.attach import Slot
from pipeline.assemble.segments import Segment
from pipeline.assemble.traces import Tracer, unite
from pipeline.contract import FORMAT_BASES
from pipeline.model import Cell, Finding, Mention, Occurrence, Stretch, Tie

RULE_BOTH = "format.both"  # some met at the place, others online
VIRTUAL_TYPE = "webinar"


@dataclass(frozen=True, slots=True)
class Said:
    """A format that the text says of the whole event: where, by which rule; `mostly` not of all."""

    value: str
    stretches: tuple[Stretch, ...]
    rule: str
    mostly: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What of an event bears on its occurrences; `head` is the token where its head begins."""

    event_type: Cell[str]
    said: Said | None
    head: int


def make_occurrences(
    tracer: Tracer, found: Sequence[Slot], shape: Shape
) -> tuple[tuple[Occurrence, ...], tuple[Finding, ...]]:
    """The occurrences of an event and what a reader should check of them."""
    occurrences: list[Occurrence] = []
    findings: list[Finding] = []
    for slot in found:
        occurrence = make_occurrence(tracer, slot, shape)
        if occurrence is None:
            findings.extend(date_findings(tracer, slot, 0))
            continue
        occurrences.append(occurrence)
        position = len(occurrences)
        findings.extend(date_findings(tracer, slot, position))
        findings.extend(place_findings(tracer, slot, occurrence, position))
    return tuple(occurrences), tuple(findings)


def make_occurrence(tracer: Tracer, slot: Slot, shape: Shape) -> Occurrence | None:
    """One occurrence; None where neither its date nor its place can be read."""
    dates = [one.core.mention for one in slot.dates if one.core and one.core.mention.period]
    place = slot.place.core if slot.place else None
    if not dates and place is None:
        return None
    form, basis = format_cells(tracer, slot, shape)
    named = place.mention.place if place else None
    where = tracer.mention(place.mention) if place else ()
    rule = place.mention.rule if place else ""
    return Occurrence(
        ties=slot_ties(tracer, slot, shape.head),
        **date_cells(tracer, dates),  # type: ignore[arg-type]
        format=form,
        format_basis=basis,
        city=Cell(named.city, where, rule) if named and named.city else None,
        country_code=Cell(named.country_code, where, rule)
        if named and named.country_code
        else None,
        country=Cell(named.country, where, rule) if named and named.country else None,
        latitude=Cell(named.latitude, where, rule)
        if named and named.latitude is not None
        else None,
        longitude=(
            Cell(named.longitude, where, rule) if named and named.longitude is not None else None
        ),
        place_text=(
            tracer.cell(
                tracer.text([(place.place_first, place.last)]),
                [(place.place_first, place.last)],
                slot.rule("place"),
            )
            if place
            else None
        ),
    )


def slot_ties(tracer: Tracer, slot: Slot, head: int) -> tuple[Tie, ...]:
    """What was attached to the head, and how: each value with the marks and small words that lead
    to the next one."""
    parts = sorted(slot_parts(slot, head), key=lambda one: (one[0].first, one[0].last))
    found: dict[Tie, None] = {}
    for index, (one, rule) in enumerate(parts):
        follows = parts[index + 1][0].first if index + 1 < len(parts) else one.last
        gap = range(one.last, follows)
        end = follows if gap and all(is_joint(tracer, at) for at in gap) else one.last
        whole = tracer.mention(one.core.mention) if one.kind == "date" and one.core else ()
        for stretch in unite([*tracer.run(one.first, end), *whole]):
            found[Tie(stretch, rule)] = None
    return tuple(found)


def slot_parts(slot: Slot, head: int) -> Iterator[tuple[Segment, str]]:
    """The date, place and format segments of a slot, each with the rule that attached it."""
    for one in slot.dates:
        side = "after" if one.first > head else "before"
        yield one, "attach.date-shared" if one.shared else f"attach.date-{side}-head"
    for kind, part in (("place", slot.place), ("format", slot.format)):
        if part:
            yield part, slot.rule(kind)


def is_joint(tracer: Tracer, at: int) -> bool:
    """Whether a token is a mark or a small word that links two values."""
    marks = tracer.marks
    return not marks.text(at)[:1].isalnum() or marks.over(at, "and", "filler", "each") is not None


def date_cells(tracer: Tracer, dates: Sequence[Mention]) -> dict[str, Cell[object]]:
    """The cells of an occurrence's days; none where it has no date."""
    if not dates:
        return {}
    first, last = dates[0], dates[-1]
    assert first.period and last.period
    end = max(one.end for one in dates)
    text = tracer.marks.reading.section.body.text[first.start : end]
    return {
        "start_date": Cell(first.period.first, tracer.mention(first), first.rule),
        "end_date": Cell(last.period.last, tracer.mention(last), last.rule),
        "date_precision": Cell(first.period.precision, tracer.mention(first), first.rule),
        "date_text": Cell(text.replace("\n", " "), tracer.chars(first.start, end), first.rule),
    }


def format_cells(
    tracer: Tracer, slot: Slot, shape: Shape
) -> tuple[Cell[str] | None, Cell[str] | None]:
    """How an occurrence was held and what that rests on: a word, the place, the type."""
    both = shape.said is not None and shape.said.rule == RULE_BOTH
    if slot.format and slot.format.core and not both:
        word = slot.format.core.mention
        where = tracer.mention(word)
        return Cell(word.value, where, word.rule), Cell("stated", where, slot.rule("format"))
    said = shape.said
    if said and said.mostly:
        return None, None
    if said:
        return Cell(said.value, said.stretches, said.rule), Cell(
            "stated", said.stretches, said.rule
        )
    if shape.event_type.value == VIRTUAL_TYPE:
        kind = shape.event_type
        return Cell("virtual", kind.stretches, kind.rule), Cell("type", kind.stretches, kind.rule)
    if slot.place and slot.place.core:
        where, rule = tracer.mention(slot.place.core.mention), "format.by-place"
        return Cell("in_person", where, rule), Cell("place", where, rule)
    return None, None


def event_format(
    occurrences: Sequence[Occurrence], shape: Shape
) -> tuple[Cell[str] | None, Cell[str] | None]:
    """The format of an event: of its occurrences where they agree, `mixed` where they differ."""
    said = shape.said
    if said and said.mostly:
        return Cell("mixed", said.stretches, said.rule), Cell("stated", said.stretches, said.rule)
    if not occurrences:
        return format_without_occurrences(shape)
    values = {one.format.value if one.format else "" for one in occurrences}
    bases = [one.format_basis for one in occurrences if one.format_basis]
    if values == {""}:
        return None, None
    basis = min(bases, key=lambda one: FORMAT_BASES.index(one.value))
    where = tuple(stretch for one in occurrences if one.format for stretch in one.format.stretches)
    first = next(one.format for one in occurrences if one.format)
    value, rule = (first.value, first.rule) if len(values) == 1 else ("mixed", "format.differs")
    return Cell(value, tuple(dict.fromkeys(where)), rule), basis


def format_without_occurrences(shape: Shape) -> tuple[Cell[str] | None, Cell[str] | None]:
    """The format of an event without dates and places: as a word says, or by its type."""
    said, kind = shape.said, shape.event_type
    if said:
        return Cell(said.value, said.stretches, said.rule), Cell(
            "stated", said.stretches, said.rule
        )
    if kind.value == VIRTUAL_TYPE:
        return Cell("virtual", kind.stretches, kind.rule), Cell("type", kind.stretches, kind.rule)
    return None, None


def date_findings(tracer: Tracer, slot: Slot, position: int) -> list[Finding]:
    """What a reader should check of the dates: days that no calendar has."""
    found = []
    for one in slot.dates:
        if one.core is None or one.core.mention.period is not None:
            continue
        stretch = first_of(tracer.mention(one.core.mention))
        text = tracer.marks.slice(one.core.mention.first, one.core.mention.last)
        code = "ambiguous-date" if one.core.mention.rule == "date.ambiguous" else "impossible-date"
        why = "can be read in two ways" if code == "ambiguous-date" else "is no day of the calendar"
        found.append(
            Finding(
                code,
                "error",
                f"{text!r} {why}; no date was taken from it",
                stretch,
                "occurrences" if position else "events",
                field="start_date",
                original=text,
                position=position,
            )
        )
    return found


def place_findings(
    tracer: Tracer, slot: Slot, occurrence: Occurrence, position: int
) -> list[Finding]:
    """What a reader should check of the place: which one it is, and a webinar that has one."""
    if slot.place is None or slot.place.core is None:
        return []
    core = slot.place.core
    text = tracer.text([(core.place_first, core.last)])
    stretch = first_of(tracer.mention(core.mention))

    def warn(code: str, field: str, message: str) -> Finding:
        """A warning on the occurrence, at its place's words."""
        return Finding(
            code,
            "warning",
            message,
            stretch,
            "occurrences",
            field=field,
            original=text,
            position=position,
        )

    found = []
    if core.mention.place is None:
        message = f"several cities are called {text!r}; none was taken"
        found.append(warn("ambiguous-place", "city", message))
    elif core.mention.rule == "place.unknown":
        message = f"{text!r} is in no gazetteer; the city stands as printed, without degrees"
        found.append(warn("unknown-place", "city", message))
    if occurrence.format_basis and occurrence.format_basis.value == "type":
        message = f"a webinar with the place {text!r}: virtual by its type"
        found.append(warn("webinar-with-place", "format", message))
    return found


def first_of(stretches: Sequence[Stretch]) -> Stretch | None:
    """The first stretch, None where there is none."""
    return stretches[0] if stretches else None
