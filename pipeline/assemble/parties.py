"""Parties: who chaired, hosted, organized an event, or held it together with the mechanism."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.assemble.draft import Draft
from pipeline.assemble.traces import Run, Tracer
from pipeline.fold import fold
from pipeline.model import Cell, EventParty, Mention
from pipeline.rulebook import MechanismRule, OrganizationRule, Rulebook

NAMED = ("mechanism", "organization", "place", "demonym")
LONGEST_NAME = 9  # tokens of an organization that no rule knows


@dataclass(frozen=True, slots=True)
class Party:
    """A party as printed: its kind, its id, its name and its tokens."""

    kind: str
    id: str
    name: str
    run: Run
    rule: str


def find_parties(
    tracer: Tracer, draft: Draft, sentence: Run, rules: Rulebook
) -> tuple[EventParty, ...]:
    """The parties to an event, in the order of the text; its own mechanism is none."""
    own = tracer.marks.reading.section.mechanism_id
    found: dict[tuple[str, str], EventParty] = {}
    for role, party, where in sorted(
        roles_of(tracer, draft, sentence, rules), key=lambda one: one[1].run
    ):
        if party.id != own:
            found.setdefault((role, party.id), to_party(tracer, role, party, where))
    return tuple(found.values())


def to_party(tracer: Tracer, role: str, party: Party, where: Run) -> EventParty:
    """The row of a party."""
    run = [party.run]
    return EventParty(
        key=tracer.runs([where, party.run]),
        role=Cell(role, tracer.runs([where]), party.rule),
        party_type=Cell(party.kind, tracer.runs(run), party.rule),
        party_id=Cell(party.id, tracer.runs(run), party.rule),
        name=Cell(party.name, tracer.runs(run), party.rule),
    )


def roles_of(
    tracer: Tracer, draft: Draft, sentence: Run, rules: Rulebook
) -> Iterator[tuple[str, Party, Run]]:
    """Each role with its party and the tokens that say so."""
    for segment in draft.roles:
        role = segment.mention
        if role is None:
            continue
        name, _, shape = role.value.partition("-")
        where = (role.first, role.last)
        if shape == "verb":
            yield from subject_roles(tracer, draft, name, where, sentence, rules)
        else:
            chaired = tracer.marks.at(segment.last, "in-chair")
            for party in parties_in(tracer, (role.last, segment.last), rules):
                yield ("chair" if chaired else name), party, where
    yield from title_roles(tracer, draft, rules)
    for first, _ in draft.topics:
        role = tracer.marks.at(first, "role")
        verb = tracer.marks.at(first, "predicate")
        if role and role.value == "partner-with" and not (verb and verb.last > role.last):
            last = next(end for begin, end in draft.topics if begin == first)
            for party in known_in(tracer, (role.last, last), rules):
                yield "partner", party, (role.first, role.last)
    yield from chairmanships(tracer, sentence, rules)


def parties_in(tracer: Tracer, run: Run, rules: Rulebook) -> list[Party]:
    """The parties in a list after "by" or "with", those that no rule knows by their capitals."""
    known = list(known_in(tracer, run, rules))
    return known or list(unknown_in(tracer, run))


def known_in(tracer: Tracer, run: Run, rules: Rulebook) -> Iterator[Party]:
    """The mechanisms, organizations and countries named in a run of tokens."""
    taken = run[0]
    for one in sorted(tracer.marks.within(*run, *NAMED), key=lambda one: (one.first, -one.last)):
        if one.first < taken:
            continue
        party = to_named(tracer, one, rules)
        if party:
            taken = one.last
            yield party


def to_named(tracer: Tracer, one: Mention, rules: Rulebook) -> Party | None:
    """The party that a mention names; None for a city or a people."""
    run = (one.first, one.last)
    if one.kind == "place":
        if one.place is None or one.place.city:
            return None
        return Party("country", one.place.country_code, one.place.country, run, one.rule)
    rule = rules.by_id.get(one.rule)
    if isinstance(rule, MechanismRule):
        return Party("mechanism", rule.value, rule.name, run, one.rule)
    if isinstance(rule, OrganizationRule):
        return Party("organization", rule.value, rule.name or rule.value, run, one.rule)
    return None


def unknown_in(tracer: Tracer, run: Run) -> Iterator[Party]:
    """A name in capitals that no rule knows: an organization; bodies of a mechanism are none."""
    marks = tracer.marks
    first, last = run
    while first < last and marks.at(first, "article", "government"):
        first = marks.at(first, "article", "government").last  # type: ignore[union-attr]
    last = min(last, first + LONGEST_NAME)
    while last > first and not marks.text(last - 1)[:1].isalnum():
        last -= 1
    name = marks.slice(first, last)
    if not name[:1].isupper() or marks.within(first, last, "organ", "place"):
        return
    yield Party("organization", slug(name), name, (first, last), "party.by-name")


def slug(name: str) -> str:
    """A name in lower case with hyphens."""
    return "-".join("".join(char if char.isalnum() else " " for char in fold(name)).split())


def subject_roles(
    tracer: Tracer, draft: Draft, role: str, where: Run, sentence: Run, rules: Rulebook
) -> Iterator[tuple[str, Party, Run]]:
    """The parties before a verb of hosting; a pronoun stands for the country named before it."""
    if draft.subject is None:
        return
    marks = tracer.marks
    first, last = draft.subject
    chair = next(iter(marks.within(first, last, "role")), None)
    known = list(known_in(tracer, draft.subject, rules))
    if (
        not known
        and marks.at(last - (last - first), "pronoun")
        or (not known and marks.over(last - 1, "pronoun"))
    ):
        known = list(known_in(tracer, (sentence[0], first), rules))[:1]
    if marks.within(first, last, "organ") and not chair:
        return
    for party in known:
        yield role, party, where
        if chair and chair.value.startswith("chair"):
            yield "chair", party, (chair.first, chair.last)


def title_roles(tracer: Tracer, draft: Draft, rules: Rulebook) -> Iterator[tuple[str, Party, Run]]:
    """Other mechanisms that a title names as holding the event, and those after its "with"."""
    marks, head = tracer.marks, draft.head
    for one in marks.within(head.begin, head.noun_end, "mechanism"):
        party = to_named(tracer, one, rules)
        if party and one.last < head.noun_end:
            yield "partner", party, (one.first, one.last)
    for index in range(head.noun_end, draft.end):
        role = marks.at(index, "role")
        if role and role.value == "partner-with":
            for party in known_in(tracer, (role.last, draft.end), rules):
                yield "partner", party, (role.first, role.last)
            return
        if marks.valued(index, "predicate", "topic"):
            return
        joint = marks.norm(index) in ("of", "between")
        if joint:
            for party in shared_by(tracer, (index + 1, draft.end), rules):
                yield "partner", party, (index, index + 1)


def shared_by(tracer: Tracer, run: Run, rules: Rulebook) -> Sequence[Party]:
    """The mechanisms in "of the A and the B", where they are several."""
    first, last = run
    found: list[Party] = []
    while first < last:
        word = tracer.marks.at(first, "mechanism", "article", "and", "role")
        if word is None and tracer.marks.norm(first) != ",":
            break
        if word and word.kind == "mechanism":
            party = to_named(tracer, word, rules)
            found.extend([party] if party else [])
        first = word.last if word else first + 1
    return found if len(found) > 1 else []


def chairmanships(
    tracer: Tracer, sentence: Run, rules: Rulebook
) -> Iterator[tuple[str, Party, Run]]:
    """The country in "under the Italian Chairmanship" or "under Italy's Chairmanship"."""
    marks = tracer.marks
    for under in marks.within(*sentence, "under", "aside"):
        if under.kind == "aside" and marks.norm(under.first) != "under":
            continue
        country = marks.at(under.last, "demonym", "place")
        if country is None or country.place is None:
            continue
        end = country.last
        while marks.norm(end) in ("'", "s"):
            end += 1
        role = marks.at(end, "role")
        if role and role.value == "chair-chairmanship":
            party = Party(
                "country",
                country.place.country_code,
                country.place.country,
                (country.first, country.last),
                country.rule,
            )
            yield "chair", party, (role.first, role.last)
