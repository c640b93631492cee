"""Clauses: verbs and what follows them, topics, roles, and words that no rule knows."""

from __future__ import annotations

from pipeline.assemble.chairs import chair_end
from pipeline.assemble.cores import dated_soon, quote_end
from pipeline.assemble.further import Again, dated_after, head_again, told_until
from pipeline.assemble.marks import PARTIES
from pipeline.assemble.partyspans import acting_end, parties_end
from pipeline.assemble.punctuation import plain
from pipeline.assemble.segments import CORE_KINDS, Scan, Segment, by_role
from pipeline.assemble.subjects import acts, apposition_end, company_end, subject_end
from pipeline.assemble.titles import infinitive, parenthesis_end, verb_at
from pipeline.assemble.topics import topic_end
from pipeline.model import Mention

LONGEST_VENUE = 4  # tokens from its article to the noun of a venue
LISTED = 3  # parties that make a list
QUESTIONS = ("what", "how", "why", "whether")  # "the second followed what droughts do"
INSTEAD = "predicate.instead"  # the rule of what was not done, in an event that was held
SIMPLE = {
    "held": "held",
    "met": "held",
    "beside": "beside",
    "negative": "negative",
    "earlier": "held",
}


def verb(state: Scan, at: int) -> int:
    """A predicate: that it was held, what it did, what stands beside it."""
    word, role_word = state.marks.at(at, "predicate"), state.marks.at(at, "role")
    if word is None:
        return beside_again(state, at)
    came = state.marks.at(at, "convokes", "attends")  # "took part in", beside "took"
    if any(one and one.last > word.last for one in (role_word, came)):
        return at
    acting = role_word and role_word.value.endswith("-verb") and acts(state, at, role_word)
    if acting and word.value != "topic":
        return at
    untold = untold_end(state, word)
    if untold:
        return state.add(Segment("plain", at, untold))
    if word.value == "planned" or told_back(state, word):
        return state.add(Segment("aside", at, aside_end(state, word), mention=word))
    if word.value == "beside" and sets_scene(state, word):
        return plain(state, at, state.heads[word.last].end)
    if state.known and meets_again(state, word):
        once_more = head_again(Again(word.last, None, one=True), state.known, at)
        return state.add(Segment("head", at, word.last, head=once_more))
    simple = word.value in SIMPLE and state.marks.lemma(word.last) not in QUESTIONS
    if simple and not brings(state, word):
        return state.add(Segment(SIMPLE[word.value], at, word.last, mention=word))
    if frames(state, word):
        return state.add(Segment("beside", at, word.last, mention=word))
    return topic(state, at, word)


def untold_end(state: Scan, word: Mention) -> int:
    """Where words end that tell nothing of the event: a comparison, a participle before a role; 0
    where a verb tells something."""
    if word.value == "about" and leads_to_role(state, word.first):
        return word.last
    compared = word.value == "comparison" and not tells(state, word)
    return comparison_end(state, word.last) if compared else 0


def meets_again(state: Scan, word: Mention) -> bool:
    """Whether a body known from the sentence before met once more, its name left out: "Bajo la
    presidencia del Brasil, | volvió a reunirse en Porto Alegre en octubre"."""
    known, marks = state.known, state.marks
    if word.value != "met" or not marks.reading.syntax.noun_first or not (known and known.body):
        return False
    alone = not state.seen("head", "plain")
    return alone and dated_soon(marks, word.last, state.last)


def sets_scene(state: Scan, word: Mention) -> bool:
    """Whether an event known from elsewhere leads in a sentence: "Back to back with the SOM, …"."""
    head = state.heads.get(word.last)
    known = head is not None and head.definite and not head.ordinal
    return (
        word.first == state.first
        and known
        and not dated_soon(state.marks, state.heads[word.last].end, state.last)
    )


def told_back(state: Scan, word: Mention) -> bool:
    """Whether a clause on what was not to be is taken back: "which was to meet in Lima, | met"."""
    relative = state.marks.over(word.first - 1, "relative") is not None
    after = state.marks.within(word.last, state.last, "predicate")
    held = any(one.value in ("held", "met") for one in after)
    return word.value == "negative" and relative and held


def tells(state: Scan, word: Mention) -> bool:
    """Whether a comparison is what an event was about: "the follow-up to A | was discussed"."""
    end = comparison_end(state, word.last)
    return state.seen("head") and any(
        state.marks.at(at, "auxiliary") for at in range(word.last, end)
    )


def comparison_end(state: Scan, at: int) -> int:
    """Where a comparison with another meeting ends: at the next mark."""
    while at < state.last and state.marks.lemma(at) not in (",", ";", ")", "."):
        at += 1
    return at


def aside_end(state: Scan, word: Mention) -> int:
    """Where an aside that the text may take back ends; "instead of in Lima | on 5 May" before the
    date of what was held."""
    end = clause_end(state, word.last)
    if word.rule == INSTEAD and not state.has("date"):
        return next((on for on in range(word.last, end) if begins_date(state, on)), end)
    return end


def frames(state: Scan, word: Mention) -> bool:
    """Whether a period began or ended with a dated event: "The year closed with | an SOM"."""
    head = state.heads.get(word.last) if word.value == "frame" else None
    return head is not None and dated_after(state, head)


def begins_date(state: Scan, at: int) -> bool:
    """Whether a date begins at a token."""
    found = state.core_at(at)
    return found is not None and found.kind == "date"


def brings(state: Scan, word: Mention) -> bool:
    """Whether an event "gathered | 120 participants": the verb of a body, with people behind it."""
    head = state.last_head
    people = state.marks.at(word.last, "count", "people")
    return word.value == "met" and people is not None and head is not None and not head.body


def beside_again(state: Scan, at: int) -> int:
    """Another event beside this one: "preceded by a workshop, and by a seminar", or what was
    put in before it: "followed, on 5 May, | by a workshop"."""
    word = state.marks.at(at, "by")
    if word is None or not state.seen("beside") or word.last not in state.heads:
        return at
    return state.add(Segment("beside", at, word.last, mention=word))


def topic(state: Scan, at: int, word: Mention) -> int:
    """What an event was about, from its verb or preposition to where it ends."""
    if not state.seen("head"):
        return at
    if state.marks.lemma(at) == "to" and not infinitive(state.marks, word.last):
        return at
    previous = state.previous
    after_core = previous is not None and (
        previous.kind in CORE_KINDS or state.marks.at(previous.first, "member") is not None
    )
    head = state.last_head
    member = state.fresh or (head is not None and head.plural and head.count is not None)
    state.own_topic = word.value == "topic" and member and after_core
    label = state.marks.lemma(word.last - 1) in (":", "-")
    state.topic_word = word
    first = word.last if label else at
    return state.add(Segment("topic", first, topic_end(state, word.last), mention=word))


def clause_end(state: Scan, at: int) -> int:
    """Where an aside ends: at a comma or bracket, or before a verb."""
    while at < state.last and not verb_at(state.marks, at):
        inside = state.marks.over(at, "place", "date")
        if state.marks.lemma(at) in (",", ";", ")", ".") and not inside:
            break
        at += 1
    return at


def role(state: Scan, at: int) -> int:
    """A role of a party: "chaired by", "with", or a verb that a head follows."""
    found = state.marks.at(at, "role") or state.same_role(at) or state.late_role(at)
    if found is None or found.value == "chair-chairmanship":
        return at
    if found.value.endswith("-verb"):
        if acts(state, at, found):
            return state.add(Segment("role", at, found.last, mention=found))
        ran = state.seen("head") and state.core_at(found.last)  # "the training ran | online"
        return state.add(Segment("held", at, found.last, mention=found)) if ran else at
    if found.value.endswith("-label"):
        return state.add(Segment("role", at, parties_end(state, found.last), mention=found))
    off = state.marks.lemma(at - 1) == ","  # "In May, in cooperation with the AU, a meeting …"
    off = off and state.marks.lemma(parties_end(state, found.last)) == ","
    leads = all(one.kind in ("role", "held") for one in state.segments)  # "Held with IOM, a …"
    if not (off or state.seen("head") or leads):
        return at
    by_format = state.marks.at(found.last - 1, "format")
    if by_format:  # "were organized | by videoconference"
        return state.add(Segment("held", at, found.last - 1, mention=found))
    end = parties_end(state, found.last)
    named = state.marks.within(found.last, end, *PARTIES)
    if found.value == "partner-with" and not named and not capital(state, found.last, end):
        end = found.last  # "and with the integration of migrants": a topic
    support = state.marks.at(end, "support")
    end = support.last if support and end > found.last else end  # "with ILO | support"
    if end == found.last:  # "with 3 ISCMs (A, B and C)": told, not named
        return state.add(Segment("topic", at, topic_end(state, end), mention=found))
    listed = found.value == "partner-with" and len(named) >= LISTED and after_head(state, at)
    end = state.add(Segment("role", at, end, mention=found))
    if listed:  # several leave the title, and are told: "with A, B and C on data"
        end = state.add(Segment("topic", at, topic_end(state, end), mention=found))
    return end


def after_head(state: Scan, at: int) -> bool:
    """Whether a head, with a role or "were held" behind it at most, stands right before a token."""
    before = [one for one in state.segments if one.kind not in ("role", "held")]
    near = state.previous is not None and state.previous.last == at
    return near and bool(before) and before[-1].head is not None


def capital(state: Scan, first: int, last: int) -> bool:
    """Whether a word in a run of tokens begins with a capital."""
    return any(state.marks.text(at)[:1].isupper() for at in range(first, last))


def words(state: Scan, at: int) -> int:
    """Other words: what the event did where a head stands before, plain words elsewhere."""
    helped = auxiliary_end(state, at)
    if helped > at:
        return helped
    chair = chair_end(state, at)
    if chair:
        return chair
    role = max(state.pronoun_role(at), state.member_word(at), at + leads_to_role(state, at))
    if role > at:
        return plain(state, at, role) if state.segments else role
    venue = venue_end(state, at)
    if venue > at:
        return plain(state, at, venue)
    elsewhere = told_until(state, at)
    if elsewhere:
        return plain(state, at, elsewhere)
    relative = state.marks.at(at, "relative")
    told = relative_role(state, at)
    if told:
        return state.add(told)
    if relative and state.seen("head") and state.marks.at(relative.last, "predicate"):
        return relative.last
    acting = acting_end(state, at) or subject_end(state, at) or apposition_end(state, at)
    subject = acting or max(state.member_end(at), at)
    if subject > at:
        return plain(state, at, subject)
    company = company_end(state, at)
    if state.seen("head") and not state.bracket and not company and not state.pronoun_acts(at):
        state.own_topic, state.topic_word = state.fresh, relative
        begin = max(at + 1, quote_end(state.marks, at, state.last))
        return state.add(Segment("topic", at, topic_end(state, begin)))
    return plain(state, at, company or at + 1)


def leads_to_role(state: Scan, at: int) -> bool:
    """Whether a participle that no rule knows stands before a role: "préparé | avec l'OIM"."""
    endings, text = state.marks.reading.syntax.participles, state.marks.text(at)
    text = text.lower() if at == state.first else text
    role = state.marks.at(at + 1, "role")
    led = role is not None and role.value.endswith(("-by", "-with"))
    return led and bool(endings) and text.islower() and text.endswith(endings)


def venue_end(state: Scan, at: int) -> int:
    """Where a venue behind a place ends: "Cairo, | at the headquarters of the League, | agreed"."""
    previous, marks = state.previous, state.marks
    lead = marks.at(at, "before-place")
    if lead is None or previous is None or previous.kind not in ("place", "date"):
        return at
    article = marks.at(lead.last, "article")
    begin = article.last if article else lead.last
    if not any(marks.at(near, "venue-noun") for near in range(begin, begin + LONGEST_VENUE)):
        return at
    end = begin
    while end < state.last and marks.lemma(end) not in (",", ";", ".", ")"):
        if verb_at(marks, end) or state.core_at(end):
            return at
        end += 1
    return end


def relative_role(state: Scan, at: int) -> Segment | None:
    """The role in ", which Panama chaired" or "that IOM and Chad hosted"; None elsewhere."""
    word = state.marks.at(at, "relative")
    end = parties_end(state, word.last) if word else at
    verb = state.marks.at(end, "role")
    if not word or end == word.last or not verb or not verb.value.endswith("-verb"):
        return None
    if state.leads_head(verb.last) or not state.seen("head"):
        return None
    return Segment("role", at, verb.last, mention=by_role(verb), parties=(word.last, end))


def auxiliary_end(state: Scan, at: int) -> int:
    """Where the auxiliaries and adverbs before a verb end: "ont en outre été | menées avec"; `at`
    where no verb follows, and in English, whose rules have the whole verb."""
    marks, finite = state.marks, state.marks.at(at, "auxiliary")
    core = state.core_at(finite.last) if finite and state.seen("head") else None
    if finite and core and core.kind == "format":
        return finite.last  # "was | hybrid"
    if not marks.reading.syntax.noun_first or not finite:
        return at
    if marks.at(at, "predicate", "role"):
        return at
    end = at
    while word := marks.at(end, "auxiliary", "filler"):
        if end > at and marks.at(end, "predicate", "role"):
            break
        end = parenthesis_end(marks, word.last)  # "a, de son côté, | tenu"
    if marks.at(end, "there"):
        return end  # "s'y est tenue"
    verb = marks.at(end, "predicate", "role")
    topic = verb is not None and verb.kind == "predicate" and verb.value == "topic"
    return end if verb and not topic else at
