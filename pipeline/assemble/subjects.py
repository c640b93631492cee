"""Subjects: who acts at an event, before the verb, and the words that describe it."""

from __future__ import annotations

from pipeline.assemble.partyspans import actor_end
from pipeline.assemble.segments import CORE_KINDS, Scan
from pipeline.assemble.titles import parenthesis_end, verb_at
from pipeline.model import Mention

LONGEST_APPOSITION = 12  # tokens


def acts(state: Scan, at: int, verb: Mention) -> bool:
    """Whether a verb of a role leads from its party to an event: "Peru hosted | the SOM"."""
    leads = state.leads_head(verb.last) or receives(state, at, verb)
    return leads and (not state.seen("head") or has_subject(state, at))


def receives(state: Scan, at: int, verb: Mention) -> bool:
    """Whether a country received somebody for an event: "Mauritius | welcomed the Dialogue to Port
    Louis for its 2nd Plenary"."""
    country = state.marks.over(at - 1, "place")
    if state.marks.at(verb.first, "convokes") is None or country is None:
        return False
    later = [head for head in state.heads.values() if head.first > verb.last]
    return any(state.marks.lemma(one.first - 1) == "for" and one.determined for one in later)


def has_subject(state: Scan, at: int) -> bool:
    """Whether a party or a pronoun stands right before a verb."""
    previous = state.previous
    ends = (previous.last, parenthesis_end(state.marks, previous.last)) if previous else ()
    if previous and previous.head and previous.head.body and at in ends:
        return True  # "the Working Group on Asylum | held a webinar", ", for its part, | held"
    kinds = ("pronoun", "mechanism", "organization", "place", "organ", "body")
    if state.marks.over(at - 1, *kinds):
        return True
    if previous and previous.kind == "plain" and previous.last == at:
        return actor_end(state, previous.first) == at  # "…, the Network | held its conference"
    return any(state.marks.over(back, "place", "pronoun") for back in (at - 3, at - 2))


def subject_end(state: Scan, at: int) -> int:
    """Where the mechanism that acts at its own event ends: "At its third session, D, P, | the RCM
    took up visas"; 0 elsewhere."""
    previous, head = state.previous, state.last_head
    if previous is None or previous.kind not in CORE_KINDS or head is None or head.body:
        return 0
    article = state.marks.at(at, "article")
    name = state.marks.at(article.last if article else at, "mechanism")
    acts = name and state.marks.valued(name.last, "predicate", "about")
    return name.last if name and acts else 0


def apposition_end(state: Scan, at: int) -> int:
    """Where words between commas end that describe a body before its verb: "The Committee, | as
    busy as ever, | met online"; 0 elsewhere."""
    marks, previous = state.marks, state.previous
    if previous is None or previous.head is None or marks.lemma(at - 1) != ",":
        return 0
    if marks.at(at, "relative"):
        return 0
    for end in range(at, min(at + LONGEST_APPOSITION, state.last)):
        if marks.lemma(end) == ",":
            verb = marks.valued(end + 1, "predicate", "met", "held")
            return end if verb else 0
        if state.core_at(end) or verb_at(marks, end) or not marks.text(end)[:1].isalnum():
            return 0
    return 0


def company_end(state: Scan, at: int) -> int:
    """Where "of 14 countries" behind a body that met ends: before its verb; 0 elsewhere."""
    previous = state.previous
    if not (previous and previous.head and previous.head.body and previous.last == at):
        return 0
    for end in range(at, state.last):
        if state.marks.valued(end, "predicate", "met", "held"):
            return end
        if not state.marks.text(end)[:1].isalnum():
            return 0
    return 0
