"""Party names: the mechanisms, countries and organizations that a run of words names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.assemble.marks import PARTIES, Marks
from pipeline.assemble.traces import Run, Tracer
from pipeline.fold import fold
from pipeline.model import Mention
from pipeline.rule import MechanismRule, OrganizationRule
from pipeline.rulebook import Rulebook

LONGEST_NAME = 9  # tokens of an organization that no rule knows
SHORTEST_ACRONYM = 3  # letters
SMALL = ("of", "for", "on", "and", "-", "the")  # inside a name
OTHER_NAMES = (*PARTIES, "organ", "body", "noun", "people", "date", "backward")


@dataclass(frozen=True, slots=True)
class Party:
    """A party as printed: its kind, its id, its name and its tokens."""

    kind: str
    id: str
    name: str
    run: Run
    rule: str


def parties_in(tracer: Tracer, run: Run, rules: Rulebook) -> list[Party]:
    """The parties in a list after "by" or "with", those that no rule knows by their capitals."""
    known = list(known_in(tracer, run, rules))
    if not known:
        return list(unknown_in(tracer, run))
    taken = {at for one in known for at in range(*one.run)}
    own = [at for at in range(*run) if at not in taken and is_acronym(tracer.marks, at)]
    return known + [acronym_party(tracer, at) for at in own]


def is_acronym(marks: Marks, at: int) -> bool:
    """Whether a token is an acronym that no rule knows: "IOM and PDD"."""
    text = marks.text(at)
    capitals = text.isalpha() and text.isupper() and len(text) >= SHORTEST_ACRONYM
    known = ("organ", "body", "noun", "place", "demonym", "ordinal")  # "la XXIII Conferencia"
    return capitals and not marks.over(at, *known)


def acronym_party(tracer: Tracer, at: int) -> Party:
    """The organization of an acronym that no rule knows."""
    text = tracer.marks.text(at)
    return Party("organization", slug(text), text, (at, at + 1), "party.by-name")


def known_in(tracer: Tracer, run: Run, rules: Rulebook) -> Iterator[Party]:
    """The mechanisms, organizations and countries named in a run of tokens."""
    taken = run[0]
    for one in sorted(tracer.marks.within(*run, *PARTIES), key=lambda one: (one.first, -one.last)):
        state = tracer.marks.at(one.last, "state-organ") is not None
        whole = one.first >= taken and not in_longer(tracer.marks, one)
        party = to_named(one, rules, acts_for_state=state) if whole else None
        if party:
            party = with_government(tracer, with_acronym(tracer, party))
            taken = party.run[1]
            yield party


def in_longer(marks: Marks, one: Mention) -> bool:
    """Whether an acronym is the first half of a longer one that no rule knows: "UN-ACT"."""
    tied = marks.hyphen(one.last)
    half = marks.text(one.last + 1).isupper() and not marks.at(one.last + 1, *PARTIES)
    return one.kind == "organization" and tied and half


def to_named(one: Mention, rules: Rulebook, *, acts_for_state: bool = False) -> Party | None:
    """The party that a mention names; None for a city, or a people without its government."""
    run = (one.first, one.last)
    if one.kind == "demonym" and one.place and acts_for_state:
        return Party("country", one.place.country_code, one.place.country, run, one.rule)
    if one.kind == "place" and one.place and one.place.is_state:
        return Party("country", one.place.country_code, one.place.country, run, one.rule)
    rule = rules.by_id.get(one.rule)
    if isinstance(rule, MechanismRule):
        return Party("mechanism", rule.value, rule.name, run, one.rule)
    if isinstance(rule, OrganizationRule):
        return Party("organization", rule.value, rule.name or rule.value, run, one.rule)
    return None


def with_government(tracer: Tracer, party: Party) -> Party:
    """A country with "the Government of" before it in its stretch."""
    first, last = party.run
    before = tracer.marks.over(first - 1, "government")
    return replace(party, run=(before.first, last)) if before and before.last == first else party


def with_acronym(tracer: Tracer, party: Party) -> Party:
    """An organization under the acronym that is printed behind its name, "(LAS)"; of one that its
    rule knows in another language ("(OIM)") under the English id."""
    marks, end = tracer.marks, party.run[1]
    acronym = marks.text(end + 1)
    printed = marks.lemma(end) == "(" and marks.lemma(end + 2) == ")" and acronym.isupper()
    if party.kind != "organization" or not printed:
        return party
    own = marks.at(end + 1, "organization")
    known = own is not None and own.rule == party.rule and marks.reading.syntax.noun_first
    return replace(party, id=party.id if known else slug(acronym), run=(party.run[0], end + 3))


def unknown_in(tracer: Tracer, run: Run) -> Iterator[Party]:
    """A name in capitals that no rule knows: an organization; bodies of a mechanism are none."""
    marks = tracer.marks
    first, last = run
    while first < last and (word := marks.at(first, "article", "government")):
        first = word.last
    last = min(last, first + LONGEST_NAME)
    while last > first and not marks.text(last - 1)[:1].isalnum():
        last -= 1
    name = marks.slice(first, last)
    if name[:1].isupper() and not marks.within(first, last, "organ", "place"):
        party = Party("organization", slug(name), name, (first, last), "party.by-name")
        yield with_acronym(tracer, party)


def unknown_beside(tracer: Tracer, run: Run, rules: Rulebook) -> Iterator[Party]:
    """The organization that no rule knows beside another party: "the CMC and the Flood Board"."""
    marks, (first, last) = tracer.marks, run
    joint = next((at for at in range(first, last) if marks.over(at, "and")), last)
    before, behind = (first, joint), (joint + 1, last)
    for (begin, end), other in ((before, behind), (behind, before)):
        article = marks.at(begin, "article")
        begin = article.last if article else begin
        fit = all_in_name(marks, begin, end) and not marks.within(begin, end, *OTHER_NAMES)
        if fit and next(known_in(tracer, other, rules), None):
            yield from unknown_in(tracer, (begin, end))


def all_in_name(marks: Marks, first: int, last: int) -> bool:
    """Whether a run of tokens is a name of several words: capitals, small words between them."""
    capitals = [marks.text(at)[:1].isupper() for at in range(first, last)]
    small = [marks.lemma(at) in SMALL for at in range(first, last)]
    fits = all(one or other for one, other in zip(capitals, small, strict=True))
    return sum(capitals) > 1 and capitals[0] and capitals[-1] and fits


def slug(name: str) -> str:
    """A name in lower case with hyphens."""
    return "-".join("".join(char if char.isalnum() else " " for char in fold(name)).split())
