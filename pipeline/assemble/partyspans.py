"""Party spans: where the parties after "by" or "with" end."""

from __future__ import annotations

from pipeline.assemble.cores import date_core
from pipeline.assemble.partynames import is_acronym
from pipeline.assemble.segments import Scan

NAMED = (
    "mechanism", "organization", "place", "demonym", "government", "article", "contracted", "organ",
)  # fmt: skip
INSIDE_NAMES = ("of", "for", "-", "&", "de")
APOSTROPHES = ("’", "'", "s")


def parties_end(scan: Scan, at: int) -> int:
    """The token where a list of parties that begins at `at` ends; `at` where none stands there."""
    while at < scan.last:
        step = next_party(scan, at)
        if step == at:
            break
        at = step
    return at


def acting_end(scan: Scan, at: int) -> int:
    """Where the parties end that hold another event behind a semicolon or a date: "; en mai, | la
    Norvège | a organisé un atelier", or a body behind a comma: ", | the Network | held its
    conference"; 0 elsewhere."""
    previous = scan.previous
    fresh = scan.marks.lemma(at - 1) == ";" or (previous is not None and previous.fresh)
    if scan.marks.at(at, "place", "mechanism", "organization"):
        return 0
    end = parties_end(scan, at) if fresh else actor_end(scan, at)
    verb = scan.marks.at(end, "role") if end > at else None
    acts = verb is not None and verb.value.endswith("-verb") and scan.leads_head(verb.last)
    return end if acts else 0


def actor_end(scan: Scan, at: int) -> int:
    """Where a name in capitals ends behind a comma and its article; 0 where none stands."""
    article = scan.marks.at(at, "article") if scan.marks.lemma(at - 1) == "," else None
    end = article.last if article else at
    while article and scan.marks.text(end)[:1].isupper() and not scan.marks.at(end, "place"):
        end += 1
    return end if article and end > article.last else 0


def next_party(scan: Scan, at: int) -> int:
    """Where a party, a joint between two or a part of an unknown name ends; `at` where none is."""
    marks = scan.marks
    joint = marks.at(at, "and")
    if joint or marks.lemma(at) == ",":
        after = joint.last if joint else at + 1
        if not party_follows(scan, after) or (not joint and is_subject(scan, after)):
            return at
        return after
    party = marks.at(at, *NAMED)
    if party:
        return party.last
    if marks.lemma(at) == "(" and marks.lemma(at + 2) == ")":
        return at + 3  # an acronym
    return at + 1 if in_name(scan, at) else at


def in_name(scan: Scan, at: int) -> bool:
    """Whether a token belongs to the name of a party that no rule knows."""
    text, after = scan.marks.text(at), scan.marks.text(at + 1)
    if text[:1].isupper():
        return date_core(scan.marks, at, scan.last) is None
    if text in APOSTROPHES:
        return True
    named = after[:1].isupper() or scan.marks.at(at + 1, "article") is not None
    return text in INSIDE_NAMES and named


def is_subject(scan: Scan, at: int) -> bool:
    """Whether what stands behind a comma acts itself: "under the Chair of Peru, | the RCM held"."""
    marks = scan.marks
    article = marks.at(at, "article")
    party = marks.at(article.last if article else at, "mechanism", "organization")
    verb = marks.at(party.last, "role") if party else None
    return verb is not None and verb.value.endswith("-verb") and scan.leads_head(verb.last)


def party_follows(scan: Scan, at: int) -> bool:
    """Whether another party stands after a comma or conjunction, not an event."""
    marks = scan.marks
    if at in scan.heads:
        return False
    for kind in ("and", "government", "contracted", "article", "government", "organ"):
        at += marks.lemma(at) == "of"  # "du Maroc et de | l'Allemagne"
        word = marks.at(at, kind)
        at = word.last if word else at
    place = marks.at(at, "place")
    city = place is not None and place.place is not None and not place.place.is_state
    if at in scan.heads or city or (scan.core_at(at) and not place):
        return False
    return marks.at(at, "mechanism", "organization", "place") is not None or is_acronym(marks, at)
