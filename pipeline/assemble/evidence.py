"""Evidence: whether a draft is an event of its own, and what a sentence without one tells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.draft import Draft
from pipeline.assemble.head import Head
from pipeline.assemble.marks import Marks
from pipeline.assemble.partyspans import parties_end
from pipeline.assemble.segments import CORE_KINDS, Scan
from pipeline.fold import fold
from pipeline.model import Mention

LONGEST_LABEL = 6  # tokens of a label, its colon among them
LONGEST_LEAD = 14  # tokens of what leads in a sentence, up to its comma
LEADS_IN = ("role", "aside", "before-place", "predicate", "filler")
NEAR_NOUN = 4  # tokens from "this" up to behind its noun
LONGEST_TOPIC = 24  # tokens of a topic that is a sentence of its own
LOOK_BACK = 6  # tokens before an event in which a word may lead to the past


def accepted(marks: Marks, draft: Draft, first: int, before: Sequence[Draft]) -> bool:
    """Whether a draft is an event: something says that it was held, and it is no echo."""
    head = draft.head
    evidence = bool(
        draft.cores
        or draft.topics
        or draft.verb
        or head.count
        or draft.times
        or draft.shown
        or draft.roles
        or head.topic
    )
    if not evidence:
        return False
    dated = any(one.kind in CORE_KINDS for one in draft.cores)
    own = any(one.kind in CORE_KINDS and one.kind != "there" for one in draft.cores)
    bare = head.body and not (own or draft.verb or head.count or head.ordinal)
    if bare and before and marks.at(first, "backward"):
        return False  # "The ministers adopted …"
    if draft.subject and head.body and not dated and not (head.count or head.ordinal):
        return False  # "convened its ministers"
    if head.weak and not dated and not is_named(marks, head):
        return False
    return dated or not echoes(marks, draft, before)


def is_named(marks: Marks, head: Head) -> bool:
    """Whether a word beside a weak noun ("forum", "discussion") makes it an event."""
    return bool(
        head.ordinal
        or head.count
        or marks.within(head.begin, head.noun_end, "quality", "body", "format", "mechanism")
    )


def echoes(marks: Marks, draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether "the Ministerial Meeting", undated, only takes up an event named before."""
    head = draft.head
    own = head.ordinal or head.count or draft.subject or draft.roles or draft.verb
    if own or not (head.definite and before):
        return False
    title = fold(marks.slice(head.begin, draft.end))
    titles = [fold(marks.slice(one.head.begin, one.end)) for one in before]
    return head.bare or any(title in earlier for earlier in titles)


def aside_of_years(marks: Marks, draft: Draft, last: int, year: int) -> str:
    """Why a draft is an aside on an event of another year: `negative` for one still to come,
    `earlier` for one before, as "had" says; empty where it is none."""
    periods = [one.core.mention.period for one in draft.cores if one.kind == "date" and one.core]
    years = {period.first.year for period in periods if period}
    if not years and draft.verb and marks.valued(draft.verb[0], "predicate", "earlier"):
        return "earlier"
    if not years or year in years:
        return ""
    begin = max(0, min(first for first, _ in draft.own) - LOOK_BACK)
    if min(years) > year:
        return "negative"
    late = marks.within(begin, last, "late")
    return "earlier" if marks.within(begin, last, "past") and not late else ""


def is_next(marks: Marks, draft: Draft) -> str:
    """`negative` for "Next meeting: Lima, 2013", which has no day and no verb; else empty."""
    named = "next" in (marks.lemma(draft.head.begin), marks.lemma(draft.head.begin - 1))
    dated = [one for one in draft.cores if one.core and one.core.mention.rule.startswith("date.")]
    days = [one for one in dated if one.core and one.core.mention.rule != "date.year"]
    return "negative" if named and not days and not draft.verb else ""


def points_back(marks: Marks, first: int, last: int, word: Mention | None, before: Draft) -> bool:
    """Whether a sentence points back to the event before it; `word` is its `back_word`."""
    if after_label(marks, first, last) > first:
        return not marks.within(first, last, "date")
    if word is None:
        inside = points_inside(marks, first, last) or names_event(marks, first, last, before)
        told = left_out_verb(marks, first, last) is not None or names_people(marks, first, last)
        return inside or told or names_topic(marks, first, last, before)
    return (
        word.first > first
        or not marks.text(word.last)[:1].isupper()
        or marks.lemma(first) in ("it", "they")
    )


def names_event(marks: Marks, first: int, last: int, before: Draft) -> bool:
    """Whether the subject of a sentence is the event before under a shorter name: "The Full Round |
    debated …" of the Full Round of Consultations."""
    article = marks.at(first, "article")
    if article is None or marks.lemma(first) != "the":
        return False
    title = [marks.lemma(at) for at in range(before.head.begin, before.end)]
    end = article.last
    while end < last and marks.text(end)[:1].isupper() and marks.lemma(end) in title:
        end += 1
    verb = marks.valued(end, "predicate", "about") if end > article.last else None
    return verb is not None and not marks.within(first, last, "date")


def names_topic(marks: Marks, first: int, last: int, before: Draft) -> bool:
    """Whether a sentence without a verb says what the note before it was about: "Seventh SOM,
    3 May, Dubai. | Ethical recruitment, skills recognition."."""
    last = labels_from(marks, first, last)
    if before.verb or before.topics or before.head.topic or last - first > LONGEST_TOPIC:
        return False
    verbs = marks.within(first, last, "predicate", "role", "auxiliary", "pronoun", "date", "noun")
    named = any(one.value != one.rule for one in marks.within(first, last, "theme"))
    return named and all(one.value == "topic" for one in verbs)


def labels_from(marks: Marks, first: int, last: int) -> int:
    """Where the labels of roles begin behind a sentence ("… quotas. | Chair: Peru."); its end
    without any."""
    roles = (one for one in marks.within(first, last, "role") if one.value.endswith("-label"))
    return next((one.first for one in roles), last)


def left_out_verb(marks: Marks, first: int, last: int) -> Mention | None:
    """The verb with which a sentence tells what the event before it did, its subject left out:
    "Reviewed border management", "También se debatieron las visas"; None elsewhere."""
    return told_verb(marks, after_lead(marks, first, last), last)


def after_lead(marks: Marks, first: int, last: int) -> int:
    """Where a sentence goes on behind adverbs and a role with its parties: "Organizada por Ghana, |
    abordó los visados"."""
    at, lead = first, marks.at(first, "role")
    if lead and lead.value.endswith("-by"):
        end = parties_end(Scan(marks, first, last, {}), lead.last)
        at = end + 1 if end > lead.last and marks.lemma(end) == "," else first
    while word := marks.at(at, "filler"):
        at = word.last + (marks.lemma(word.last) == ",")
    return at


def names_people(marks: Marks, first: int, last: int) -> bool:
    """Whether the subject is people that no event before is named after: "The directors | agreed on
    quotas"."""
    if marks.lemma(first) != "the":
        return False
    at, people = first, False
    while at < min(first + LONGEST_LEAD, last) and not marks.at(at, "predicate", "auxiliary"):
        word = marks.at(at, "people", "article", "and", "demonym", "quality")
        if word is None:
            return False
        people = people or word.kind == "people"
        at = word.last
    return people and told_verb(marks, at, last) is not None


def told_verb(marks: Marks, at: int, last: int) -> Mention | None:
    """The verb at a token that tells what an event was about, with no date behind; None without."""
    verb = marks.valued(at, "predicate", "about")
    return None if marks.within(at, last, "date") else verb


def points_inside(marks: Marks, first: int, last: int) -> bool:
    """Whether a sentence names the event before: "45 people joined on screen for this event"."""
    if marks.within(first + 1, last, "there") and not marks.within(first, last, "date"):
        return True  # "Les secrétariats y ont échangé leurs vues"
    return any(
        marks.lemma(at) in ("this", "these")
        and marks.over(at - 1, "aside") is not None
        and bool(marks.within(at + 1, min(at + NEAR_NOUN, last), "noun"))
        for at in range(first + 1, last)
    )


def back_word(marks: Marks, first: int, last: int) -> Mention | None:
    """The subject that points back, first in its sentence or behind what leads in: "Organized by
    IOM, | it considered …"; None where the sentence has another subject."""
    word = marks.at(first, "backward")
    if word or not marks.at(first, *LEADS_IN):
        return word
    for at in range(first + 1, min(first + LONGEST_LEAD, last)):
        if marks.lemma(at) == "," and (found := marks.at(at + 1, "backward")):
            plain = (
                marks.text(found.first)[:1].islower() and not marks.text(found.last)[:1].isupper()
            )
            return found if plain and not marks.within(first, at, "date") else None
    return None


def after_label(marks: Marks, first: int, last: int) -> int:
    """Where a sentence goes on behind a label ("Priorities: …"); `first` where it has none."""
    for at in range(first + 1, min(first + LONGEST_LABEL, last - 1)):
        if marks.lemma(at) == ":":
            return at + 1
        if not marks.text(at)[:1].isalpha():
            break
    return first
