"""Parties: who chaired, hosted, organized an event, or held it together with the mechanism."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.assemble.chairs import chairmanship, chairmanship_first
from pipeline.assemble.draft import Draft
from pipeline.assemble.partynames import Party, known_in, parties_in, to_named, unknown_beside
from pipeline.assemble.traces import Run, Tracer
from pipeline.model import Cell, EventParty, Mention
from pipeline.rulebook import Rulebook

JOINTS = ("of", "between")  # before the mechanisms that hold a meeting together


@dataclass(frozen=True, slots=True)
class Role:
    """A party's role in an event, and the tokens that say so."""

    name: str
    party: Party
    where: Run
    rule: str


def find_parties(
    tracer: Tracer, draft: Draft, sentence: Run, rules: Rulebook
) -> tuple[EventParty, ...]:
    """The parties to an event, in the order of the text; its own mechanism is none."""
    own = tracer.marks.reading.section.mechanism_id
    found: dict[tuple[str, str], EventParty] = {}
    roles = RoleReader(tracer, draft, sentence, rules).roles()
    for role in sorted(roles, key=lambda one: one.party.run):
        if role.party.id != own:
            found.setdefault((role.name, role.party.id), to_party(tracer, role))
    return tuple(found.values())


def to_party(tracer: Tracer, role: Role) -> EventParty:
    """The row of a party."""
    party, run = role.party, [role.party.run]
    return EventParty(
        key=tracer.runs([role.where, party.run]),
        role=Cell(role.name, tracer.runs([role.where]), role.rule),
        party_type=Cell(party.kind, tracer.runs(run), party.rule),
        party_id=Cell(party.id, tracer.runs(run), party.rule),
        name=Cell(party.name, tracer.runs(run), party.rule),
    )


@dataclass(frozen=True, slots=True)
class RoleReader:
    """Reads the roles in a draft, its title and its sentence."""

    tracer: Tracer
    draft: Draft
    sentence: Run
    rules: Rulebook

    def roles(self) -> Iterator[Role]:
        """Each role with its party."""
        yield from self.segments()
        yield from self.title()
        yield from self.topics()
        yield from self.chairmanships()

    def segments(self) -> Iterator[Role]:
        """The roles that the scan found: "chaired by X", "Chair: X", "X hosted"."""
        for segment in self.draft.roles:
            role = segment.mention
            if role is None:
                continue
            name, _, shape = role.value.partition("-")
            where = (role.first, role.last)
            if shape == "verb":
                yield from self.subject(name, role)
                continue
            if self.tracer.marks.at(segment.last, "in-chair"):
                name = "chair"
            run = segment.parties or (role.last, segment.last)
            for party in parties_in(self.tracer, run, self.rules):
                yield Role(name, party, where, role.rule)

    def subject(self, name: str, verb: Mention) -> Iterator[Role]:
        """The parties before a verb of hosting; a pronoun stands for the country before it."""
        if self.draft.subject is None:
            return
        marks = self.tracer.marks
        first, last = self.draft.subject
        roles = marks.within(first, last, "role")
        chair = next((one for one in roles if one.value.startswith("chair")), None)
        known = list(known_in(self.tracer, (first, last), self.rules))
        if chair is None:
            known = [one for one in known if not self.is_of_organ(one, (first, last))]
            if marks.within(first, last, "organ") and not known:
                return
        if not known and (marks.at(first, "pronoun") or marks.over(last - 1, "pronoun")):
            known = list(known_in(self.tracer, (self.sentence[0], first), self.rules))[:1]
        if chair is None:
            known.extend(unknown_beside(self.tracer, (first, last), self.rules))
        by = chair is not None and chair.value.endswith("-by")
        for party in known:
            chairs = chair is not None and (not by or party.run[0] >= chair.last)
            if not (by and chairs):  # "The RCM, under the Chair of Peru, convened …"
                yield Role(name, party, (verb.first, verb.last), verb.rule)
            if chair and chairs:
                yield Role("chair", party, (chair.first, chair.last), chair.rule)

    def is_of_organ(self, party: Party, subject: Run) -> bool:
        """Whether a party of a subject only says whose organ acts: "the Swiss Chair", but not
        "Spain | and the General Secretariat"."""
        marks, (first, last) = self.tracer.marks, subject
        begin = max(
            [at + 1 for at in range(first, party.run[0]) if marks.over(at, "and")] + [first]
        )
        ends = [at for at in range(party.run[1], last) if marks.over(at, "and")]
        organs = marks.within(begin, min([*ends, last]), "organ")
        return any(not (party.run[0] <= one.first < party.run[1]) for one in organs)

    def title(self) -> Iterator[Role]:
        """Other mechanisms that a title names as holding the event, and those after its "with"."""
        marks, head = self.tracer.marks, self.draft.head
        behind = marks.reading.syntax.noun_first
        end = (head.topic or self.draft.end) if behind else head.noun_end
        for one in marks.within(head.begin, end, "mechanism"):
            party = to_named(one, self.rules)
            tied = marks.hyphen(one.last) or marks.hyphen(one.first - 1)  # "FMMD-ADD"
            if party and (tied if behind else one.last < end):
                yield Role("partner", party, (one.first, one.last), "party.in-title")
        for index in range(head.noun_end, self.draft.end):
            if marks.valued(index, "predicate", "topic"):
                return
            role = marks.valued(index, "role", "partner-with")
            if role:
                for party in known_in(self.tracer, (role.last, self.draft.end), self.rules):
                    yield Role("partner", party, (role.first, role.last), role.rule)
                return
            if marks.lemma(index) in JOINTS:
                for party in self.together((index + 1, self.draft.end)):
                    yield Role("partner", party, (index, index + 1), "party.in-title")

    def together(self, run: Run) -> list[Party]:
        """The mechanisms in "of the A and the B", where they are several."""
        first, last = run
        found: list[Party] = []
        while first < last:
            word = self.tracer.marks.at(first, "mechanism", "article", "and", "role")
            if word is None and self.tracer.marks.lemma(first) != ",":
                break
            party = to_named(word, self.rules) if word and word.kind == "mechanism" else None
            found.extend([party] if party else [])
            first = word.last if word else first + 1
        return found if len(found) > 1 else []

    def topics(self) -> Iterator[Role]:
        """The partners in a topic that lists them: "with 3 ISCMs (A, B and C)"."""
        for first, last in self.draft.topics:
            role = self.tracer.marks.valued(first, "role", "partner-with")
            verb = self.tracer.marks.at(first, "predicate")
            if role and not (verb and verb.last > role.last):
                for party in known_in(self.tracer, (role.last, last), self.rules):
                    yield Role("partner", party, (role.first, role.last), role.rule)

    def chairmanships(self) -> Iterator[Role]:
        """The country in "under the Italian Chairmanship" or "under Italy's Chairmanship"."""
        marks = self.tracer.marks
        for under in marks.within(*self.sentence, "under", "aside"):
            if under.kind == "aside" and marks.lemma(under.first) != "under":
                continue
            behind = chairmanship_first(marks, under.last)
            if behind:
                yield from self.chair(*behind)
            named = chairmanship(marks, under.last)
            while named:
                yield from self.chair(*named)
                joint = marks.at(named[1].last, "and")
                article = marks.at(joint.last, "article") if joint else None
                named = chairmanship(marks, article.last) if article else None

    def chair(self, country: Mention, role: Mention) -> Iterator[Role]:
        """The role of the country that a chairmanship is named by."""
        place, run = country.place, (country.first, country.last)
        if place:
            party = Party("country", place.country_code, place.country, run, country.rule)
            yield Role("chair", party, (role.first, role.last), role.rule)
