"""Heads by name: bodies that no rule knows, at the start of a sentence."""

from __future__ import annotations

from pipeline.assemble.cores import core_at, dated_soon
from pipeline.assemble.head import Head
from pipeline.assemble.marks import Marks
from pipeline.model import Mention

LONGEST_LEAD = 5  # tokens before the first comma of a sentence
LONGEST_OFFICE = 8  # tokens behind a word for people
NO_NAMES = (
    "aside",
    "period",
    "place",
    "date",
    "demonym",
    "before-place",
    "before-date",
    "setting",
    "predicate",
    "role",
)
MET = ("met", "earlier")


def head_by_name(marks: Marks, first: int, last: int) -> Head | None:
    """A body that no rule knows, at the start of a sentence: a name that met, or has a date."""
    start, dated = after_cores(marks, first, last)
    article = marks.at(start, "article")
    begin = article.last if article else start
    ordinal = marks.at(begin, "ordinal")
    title, begin = begin, ordinal.last if ordinal else begin
    quality = marks.at(begin, "quality")  # "Technical experts"
    named = quality is not None and marks.over(quality.last - 1, "people") is not None
    people = quality if named else marks.at(begin, "people", "organ")
    own = marks.at(begin + 1, "people")
    if people is None and own and not marks.at(begin, "count"):
        people = own  # "national contact points", "SADC experts"
    if marks.over(begin, *NO_NAMES) or not (people or marks.text(begin)[:1].isupper()):
        return None
    end = people.last if people else begin
    while end < last and in_name(marks, end):
        end += 1
    least = people.last if people else begin
    while end > least and not marks.text(end - 1)[:1].isupper():
        end -= 1
    if people:
        end = people_end(marks, end, last)
    if end == begin:
        return None
    called = people is not None and called_together(marks, end, last)
    if not called and not acts(marks, begin, end, last, dated=dated):
        return None
    return Head(
        start,
        title,
        end,
        end,
        "meeting",
        "head.by-name",
        (begin, end),
        plural=False,
        ordinal=ordinal,
        definite=article is not None,
        determined=article is not None,
        body=True,
    )


def called_together(marks: Marks, end: int, last: int) -> bool:
    """Whether people were brought together on a date: "experts, | convened by IOM on 5 May, …"."""
    role = marks.at(end + 1, "role") if marks.lemma(end) == "," else None
    return (
        role is not None and role.value == "organizer-by" and bool(marks.within(end, last, "date"))
    )


def people_end(marks: Marks, end: int, last: int) -> int:
    """Where the words end that say which people met: "directors-general | of migration | met",
    "puntos focales | nacionales | se reunieron"."""
    if marks.lemma(end) not in ("of", "for", "on") and not marks.reading.syntax.noun_first:
        return end
    for at in range(end, min(end + LONGEST_OFFICE, last)):
        if marks.valued(at, "predicate", "met"):
            return at
        inside = marks.text(at)[:1].isalpha() or marks.text(at) in "'’"
        if not inside or marks.lemma(at) == "from" or core_at(marks, at, last):
            return end
    return end


def behind_lead(marks: Marks, first: int, last: int) -> int:
    """Where a sentence goes on behind what only says when: "Two months before, | on 5 May, …"."""
    if marks.at(first, "article"):
        return first
    for at in range(first + 1, min(first + LONGEST_LEAD, last)):
        if marks.lemma(at) == ",":
            core = core_at(marks, at + 1, last)
            return at + 1 if core and core.kind == "date" else first
        if not marks.text(at).islower() or marks.over(at, "predicate", "noun", "body", "place"):
            return first
    return first


def after_cores(marks: Marks, first: int, last: int) -> tuple[int, bool]:
    """Where a sentence goes on after the core items that it begins with, and whether these hold
    both a date and a place."""
    first = behind_lead(marks, first, last)
    filler = marks.at(first, "filler")
    first = filler.last + (marks.lemma(filler.last) == ",") if filler else first
    at, kinds = first, set()
    while at < last:
        core = core_at(marks, at, last)
        if core:
            at = core.last
            kinds.add(core.kind)
        elif marks.lemma(at) == "," or (kinds and marks.at(at, "and", "filler")):
            at += 1
        else:
            break
    return (at, kinds >= {"date", "place"}) if kinds else (first, False)


def acts(marks: Marks, begin: int, end: int, last: int, *, dated: bool) -> bool:
    """Whether a name met, stands right before a date, or did something at a dated place."""
    verb = marks.at(end, "predicate") or verb_of_company(marks, end, last)
    if verb is not None and verb.value in MET:
        return not marks.over(begin, "pronoun")
    if marks.over(begin, "backward", "mechanism", "organization"):
        return False
    if verb is not None and verb.value == "about" and dated:
        return True
    closed = marks.lemma(end) in (",", ":", "(") or marks.dash(end)
    return (end - begin > 1 or marks.lemma(end) == ":") and closed and dated_soon(marks, end, last)


def verb_of_company(marks: Marks, end: int, last: int) -> Mention | None:
    """The verb of people behind where they came from: "experts | from 12 States gathered"."""
    if marks.lemma(end) not in ("from", "representing"):
        return None
    for at in range(end + 1, min(end + LONGEST_OFFICE, last)):
        if word := marks.valued(at, "predicate", "met"):
            return word
        if not marks.text(at)[:1].isalnum():
            return None
    return None


def in_name(marks: Marks, at: int) -> bool:
    """Whether a token can belong to a name: a capital, a small joining word, a hyphen."""
    text = marks.text(at)
    if marks.at(at, "predicate") and not text[:1].isupper():
        return marks.lemma(at) in ("on", "to")
    joining = marks.lemma(at) in ("of", "and", "the", "on", "for") or text in (
        "-",
        "’",
        "'",
        "s",
        "&",
    )
    return text[:1].isupper() or joining or text.isdecimal() and marks.lemma(at - 1) == "g"
