"""Chairs: the country that is named beside a chairmanship."""

from __future__ import annotations

from dataclasses import replace

from pipeline.assemble.marks import Marks
from pipeline.assemble.partyspans import parties_end
from pipeline.assemble.segments import Scan, Segment
from pipeline.model import Mention


def chairmanship(marks: Marks, at: int) -> tuple[Mention, Mention] | None:
    """The country and the role in "under the | Italian Chairmanship" or "| Italy's Chairmanship";
    None elsewhere."""
    country = marks.at(at, "demonym", "place")
    end = country.last if country else at
    while marks.lemma(end) in ("'", "s"):
        end += 1
    role = marks.valued(end, "role", "chair-chairmanship")
    return (country, role) if country and role else None


def chairmanship_first(marks: Marks, at: int) -> tuple[Mention, Mention] | None:
    """The country and the role in "sous la | présidence italienne", where the adjective stands
    behind; None elsewhere."""
    role = marks.valued(at, "role", "chair-chairmanship")
    country = marks.at(role.last, "demonym") if role else None
    return (country, role) if country and role else None


def chair_of(state: Scan, at: int) -> Segment | None:
    """The role in ", chairmanship of | Peru", set off by a mark; None elsewhere."""
    marks, role = state.marks, state.marks.valued(at, "role", "chair-chairmanship")
    if role is None or marks.lemma(role.last) != "of" or not (state.joined(at) or opens(state, at)):
        return None
    end = parties_end(state, role.last + 1)
    if not marks.within(role.last + 1, end, "place"):
        return None
    mention = replace(role, kind="role", value="chair-by")
    return Segment("role", at, end, mention=mention, parties=(role.last + 1, end))


def opens(state: Scan, at: int) -> bool:
    """Whether a bracket opens right before a token."""
    return state.marks.lemma(at - 1) == "("


def chair_end(state: Scan, at: int) -> int:
    """Where "under the Swedish Chairmanship" or "Peru in the chair" ends; 0 elsewhere."""
    marks = state.marks
    named_of = chair_of(state, at)
    if named_of:
        return state.add(named_of)
    chair = state.chairing(at)
    if chair:
        mention = replace(chair, kind="role", value="chair-by")
        who = (at, chair.first)
        return state.add(Segment("role", at, chair.last, mention=mention, parties=who))
    under = marks.at(at, "under")
    if under and marks.reading.syntax.noun_first:
        behind = chairmanship_first(marks, under.last)
        if behind:
            return state.add(Segment("role", at, behind[0].last))
    if not under and marks.lemma(at) != "under":
        return 0
    named = chairmanship(marks, under.last if under else at + 1)
    return state.add(Segment("role", at, named[1].last)) if named else 0
