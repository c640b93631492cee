"""Chairs: the country that is named beside a chairmanship."""

from __future__ import annotations

from dataclasses import replace

from pipeline.assemble.marks import Marks
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


def chair_end(state: Scan, at: int) -> int:
    """Where "under the Swedish Chairmanship" or "Peru in the chair" ends; 0 elsewhere."""
    marks = state.marks
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
