"""Heads: the noun phrases that name an event, with what their own words say of it.

A head is built around a noun of events ("workshop") or a body that meets ("SOM"): to its left
the words that name it, down to an article or a count; to its right what completes the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.assemble.cores import core_at, dated_soon
from pipeline.assemble.marks import Marks
from pipeline.contract import EVENT_TYPES
from pipeline.model import Mention

OWN_TYPES = frozenset({"summit", "workshop", "webinar", "seminar", "training", "roundtable"})
NOUN_TYPES = ("conference", "consultation")
WEAK_RULE = "noun.gathering"
LONGEST_PHRASE = 14  # tokens to the left of the noun
JOINERS = frozenset({"-", "'", "/", "&", "+"})
PLURAL = re.compile(r"(?<!s)s$|ies$|ia$|fora$")
NO_NAMES = (
    "place",
    "date",
    "demonym",
    "before-place",
    "before-date",
    "setting",
    "predicate",
    "role",
)
STOPPERS = (
    "article", "series", "aside", "relative", "contrast", "before-place", "count", "date",
    "place-stop", "pronoun",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A named event. `first` is the token of its article or count, the title runs from `begin`
    up to `end`; the noun ends at `noun_end`, and a topic inside the title begins at `topic`
    (0 for none). `again` marks "a third one": another event of the head before."""

    first: int
    begin: int
    noun_end: int
    end: int
    event_type: str
    type_rule: str
    plural: bool
    ordinal: Mention | None = None
    count: Mention | None = None
    definite: bool = False
    determined: bool = False
    bare: bool = False
    weak: bool = False
    body: bool = False
    topic: int = 0
    again: bool = False


def find_heads(marks: Marks, first: int, last: int) -> list[Head]:
    """The heads of a sentence, in order, without what completes them to the right."""
    anchors = marks.within(first, last, "noun", "body")
    found: list[Head] = []
    for anchor in sorted(anchors, key=lambda one: (one.last, one.first)):
        if blocked(marks, anchor) or followed_by_noun(marks, anchor, last):
            continue
        head = head_at(marks, anchor, first)
        if head.weak and head.bare and head.definite and not day_follows(marks, head.end, last):
            continue  # "the dialogue" is the mechanism, or an event before
        while found and found[-1].begin >= head.begin:
            found.pop()
        if found and found[-1].noun_end > head.begin:
            continue
        found.append(head)
    named = head_by_name(marks, first, last)
    if named:
        inside = [head for head in found if head.begin < named.end]
        if all(marks.over(head.first - 1, "aside") for head in inside):
            return [named, *(head for head in found if head not in inside)]
    return found


def day_follows(marks: Marks, at: int, last: int) -> bool:
    """Whether a day or month stands right behind a noun, a mark or bracket before it."""
    core = core_at(marks, at + (marks.norm(at) in (",", "(", ":")), last)
    return core is not None and core.kind == "date" and core.mention.rule != "date.year"


def head_by_name(marks: Marks, first: int, last: int) -> Head | None:
    """A body that no rule knows, at the start of a sentence: a name that met, or has a date."""
    start, dated = after_cores(marks, first, last)
    article = marks.at(start, "article")
    begin = article.last if article else start
    if not marks.text(begin)[:1].isupper() or marks.over(begin, *NO_NAMES):
        return None
    end = begin
    while end < last and in_name(marks, end):
        end += 1
    while end > begin and not marks.text(end - 1)[:1].isupper():
        end -= 1
    if end == begin or not acts(marks, begin, end, last, dated=dated):
        return None
    return Head(
        start,
        begin,
        end,
        end,
        "meeting",
        "head.by-name",
        plural=False,
        definite=article is not None,
        determined=article is not None,
        body=True,
    )


def after_cores(marks: Marks, first: int, last: int) -> tuple[int, bool]:
    """Where a sentence goes on after the core items that it begins with, and whether these hold
    both a date and a place."""
    at, kinds = first, set()
    while at < last:
        core = core_at(marks, at, last)
        if core:
            at = core.last
            kinds.add(core.kind)
        elif marks.norm(at) == "," or (kinds and marks.at(at, "and", "filler")):
            at += 1
        else:
            break
    return (at, kinds >= {"date", "place"}) if kinds else (first, False)


def acts(marks: Marks, begin: int, end: int, last: int, *, dated: bool) -> bool:
    """Whether a name met, stands right before a date, or did something at a dated place."""
    verb = marks.at(end, "predicate")
    if verb is not None and verb.value == "met":
        return not marks.over(begin, "pronoun")
    if marks.over(begin, "backward", "mechanism", "organization"):
        return False
    if verb is not None and verb.value == "about" and dated:
        return True
    closed = marks.norm(end) in (",", ":", "(")
    return end - begin > 1 and closed and dated_soon(marks, end, last)


def in_name(marks: Marks, at: int) -> bool:
    """Whether a token can belong to a name: a capital, a small joining word, a hyphen."""
    text = marks.text(at)
    if marks.at(at, "predicate") and not text[:1].isupper():
        return marks.norm(at) in ("on", "to")
    joining = marks.norm(at) in ("of", "and", "the", "on", "for") or text in (
        "-",
        "’",
        "'",
        "s",
        "&",
    )
    return text[:1].isupper() or joining or text.isdigit() and marks.norm(at - 1) == "g"


def blocked(marks: Marks, anchor: Mention) -> bool:
    """Whether an event word is no event: inside a name, or the first part of a compound."""
    after = anchor.last
    if marks.norm(after) == "-" and not marks.spaced(after) and not marks.spaced(after + 1):
        return True  # "meeting-related", "post-webinar debrief"
    before = anchor.first - 1
    if (
        marks.norm(before) == "-"
        and not marks.spaced(before)
        and not marks.spaced(anchor.first)
        and marks.text(before - 1).islower()
        and not marks.over(before - 1, "quality", "body")
    ):
        return True
    mechanism = marks.over(anchor.first, "mechanism")
    if mechanism is None or mechanism.last < anchor.last:
        return False
    return not names_meeting(marks, mechanism)


def names_meeting(marks: Marks, mechanism: Mention) -> bool:
    """Whether a mechanism's name stands for its meeting: "25th Regional Conference on Migration"."""
    before = mechanism.first - 1
    return bool(marks.over(before, "ordinal")) or marks.norm(before) == "annual"


def followed_by_noun(marks: Marks, anchor: Mention, last: int) -> bool:
    """Whether the phrase goes on to a noun ("Ministerial | Conference", "training | material")."""
    at = anchor.last
    while (
        at < last and (marks.norm(at) in JOINERS or marks.norm(at) == "s") and not (marks.dash(at))
    ):
        at += 1
    nxt = marks.at(at, "noun", "body")
    if nxt is not None and (nxt.kind == "noun" or anchor.kind == "body"):
        return nxt.last > anchor.last
    if anchor.kind == "noun" or marks.norm(anchor.last - 1) in ("ministerial", "ministériel"):
        return is_compound(marks, anchor, at, last)
    return False


def is_compound(marks: Marks, anchor: Mention, at: int, last: int) -> bool:
    """Whether a small word follows that an event noun only describes: "workshop summary"."""
    words: list[int] = []
    while at < last and marks.text(at)[:1].isalpha() and len(words) < 3:
        if marks.over(
            at,
            "predicate",
            "role",
            "aside",
            "and",
            "article",
            "date",
            "place",
            "each",
            "before-date",
            "before-place",
            "format",
            "relative",
            "contrast",
            "respectively",
            "mostly",
            "backward",
            "auxiliary",
        ):
            break
        words.append(at)
        at += 1
    if not words:
        return False
    end = marks.at(at, "noun", "body")
    if end is not None:
        return True
    object_follows = marks.at(at, "article", "count") is not None
    return len(words) == 1 and not object_follows and looks_like_noun(marks, words[0])


def looks_like_noun(marks: Marks, at: int) -> bool:
    """Whether a lone word after an event noun is a noun, not a verb: no ending of a past tense."""
    word = marks.norm(at)
    return not word.endswith(("ed", "ly")) and word not in ("s", "also", "then", "i", "ii", "iii")


def head_at(marks: Marks, anchor: Mention, first: int) -> Head:
    """The head around an anchor, its left edge found."""
    begin = left_edge(marks, anchor, first)
    start, count, definite, determined = before_phrase(marks, begin, first)
    ordinal = next(iter(marks.within(begin, anchor.last, "ordinal")), None)
    head = Head(
        first=start,
        begin=begin,
        noun_end=anchor.last,
        end=anchor.last,
        event_type="",
        type_rule="",
        plural=is_plural(marks, anchor),
        ordinal=ordinal,
        count=count,
        definite=definite,
        determined=determined or ordinal is not None,
        bare=begin == anchor.first and anchor.kind == "noun",
        weak=anchor.rule == WEAK_RULE,
        body=anchor.kind == "body",
    )
    kind, rule = decide_type(marks, head, head.noun_end)
    return replace(head, event_type=kind, type_rule=rule)


def is_plural(marks: Marks, anchor: Mention) -> bool:
    """Whether the anchor names several events ("SOMs", "workshops"); a body that meets is one."""
    word = marks.norm(anchor.last - 1)
    if marks.norm(anchor.last - 1) == "'":
        word = marks.norm(anchor.last - 2)
    if anchor.kind == "body" and word in ("ministers", "officials"):
        return False
    if anchor.rule == "noun.meeting" and word == "consultations":
        return marks.norm(anchor.first).endswith("s")
    if word in ("circles", "series") or marks.norm(anchor.first) == "series":
        return True
    return bool(PLURAL.search(word))


def left_edge(marks: Marks, anchor: Mention, first: int) -> int:
    """Where the phrase begins: left over the words that name it, to an article, count or mark."""
    at = anchor.first
    passed_ordinal = False
    lowest = max(first, anchor.first - LONGEST_PHRASE)
    while at > lowest:
        before = at - 1
        name = name_ending(marks, at)
        if name and name.first >= first:
            at = name.first
            continue
        if marks.over(before, "ordinal"):
            passed_ordinal, at = True, ordinal_start(marks, before)
            continue
        if passed_ordinal and marks.norm(before) not in ("co",):
            break
        if not joins(marks, before, first, anchor):
            break
        at = before
    return skip_particles(marks, at, anchor.first)


def name_ending(marks: Marks, end: int) -> Mention | None:
    """The mechanism, body or theme in capitals whose name ends right before a token."""
    for kind in ("mechanism", "body", "theme"):
        one = marks.over(end - 1, kind)
        if (
            one
            and one.last == end
            and one.last - one.first > 1
            and marks.text(one.first)[:1].isupper()
        ):
            return one
        if one and one.last == end and kind == "mechanism":
            return one
    return None


def ordinal_start(marks: Marks, at: int) -> int:
    """The first token of the ordinal over a token."""
    ordinal = marks.over(at, "ordinal")
    return ordinal.first if ordinal else at


def joins(marks: Marks, at: int, first: int, anchor: Mention) -> bool:
    """Whether the token at `at` still belongs to the phrase to its right."""
    norm = marks.norm(at)
    if norm in JOINERS:
        return not marks.dash(at) and at > first and not marks.spaced(at)
    if norm == "and":
        return coordinates(marks, at, first, anchor)
    if not marks.text(at)[:1].isalnum():
        return False
    if any(ends_before(marks, at, kind) for kind in STOPPERS):
        return False
    if marks.over(at, "each", "respectively", "there"):
        return False
    if is_verb(marks, at):
        return False
    return not (marks.over(at, "date") or in_place(marks, at))


def in_place(marks: Marks, at: int) -> bool:
    """Whether a token is part of a city set off by a comma after it (no part of a name)."""
    place = marks.over(at, "place")
    return bool(place and place.place and place.place.city and marks.norm(place.last) == ",")


def ends_before(marks: Marks, at: int, kind: str) -> bool:
    """Whether a mention of the kind covers the token."""
    return marks.over(at, kind) is not None


def is_verb(marks: Marks, at: int) -> bool:
    """Whether the token belongs to a verb or a role ("RIAM hosted | an extraordinary session")."""
    verb = marks.over(at, "predicate", "role")
    if verb is None:
        return False
    if marks.over(at, "body", "quality", "noun", "mechanism"):
        return False
    return not (verb.value == "topic" and verb.last - verb.first == 1 and marks.norm(at) == "to")


def coordinates(marks: Marks, at: int, first: int, anchor: Mention) -> bool:
    """Whether "and" joins two parts of one name: "Ministerial and High-level Meeting".

    Not where a noun in the plural, or a topic, stands before it.
    """
    before = at - 1
    if before < first:
        return False
    left = marks.over(before, "body", "quality", "noun")
    if left is not None and left.kind == "noun":
        return not PLURAL.search(marks.norm(before)) and same_phrase(marks, before, first)
    if left is not None:
        return same_phrase(marks, left.first, first)
    word, right = marks.text(before), marks.text(at + 1)
    return (
        word[:1].isupper()
        and right[:1].isupper()
        and marks.text(anchor.first)[:1].isupper()
        and same_phrase(marks, before, first)
        and not marks.over(before, "place", "date", "mechanism")
    )


def same_phrase(marks: Marks, at: int, first: int) -> bool:
    """Whether what stands left of a coordination begins the sentence or follows an article or mark.

    A preposition before it ("on Asylum and | Working Group") makes it a topic.
    """
    while at > first:
        at -= 1
        if marks.over(at, "article", "count", "series"):
            return not marks.over(at - 1, "aside") or marks.norm(at - 1) in ("at", "during", "by")
        if marks.over(at, "aside", "predicate") and not marks.over(at, "body", "mechanism"):
            return False
        if not marks.text(at)[:1].isalnum() and marks.norm(at) not in JOINERS:
            return True
    return True


def skip_particles(marks: Marks, at: int, anchor: int) -> int:
    """The left edge without adverbs and loose marks ("then", "also", "-") at its start."""
    while at < anchor and (
        marks.over(at, "backward", "each")
        and not marks.over(at, "body", "quality")
        or not marks.text(at)[:1].isalnum()
    ):
        at += 1
    return at


def before_phrase(marks: Marks, begin: int, first: int) -> tuple[int, Mention | None, bool, bool]:
    """What stands before a name: where it starts, the count, whether definite, whether determined."""
    start, count = begin, None
    definite = determined = False
    while start > first:
        word = ending_at(marks, start, "count") or ending_at(marks, start, "series", "article")
        if word is None or word.first < first:
            break
        if word.kind == "count":
            count = count or word
        determined = True
        definite = definite or marks.norm(word.first) in ("the", "its", "their", "this", "these")
        start = word.first
    return start, count, definite, determined


def ending_at(marks: Marks, end: int, *kinds: str) -> Mention | None:
    """The mention of these kinds that ends right before a token."""
    for kind in kinds:
        one = marks.over(end - 1, kind)
        if one is not None and one.last == end:
            return one
    return None


def decide_type(marks: Marks, head: Head, end: int) -> tuple[str, str]:
    """The event type and the rule that decided, in the order of the contract."""
    words = marks.within(head.begin, end, "noun", "body", "quality")
    own = [
        word
        for word in words
        if word.kind == "noun" and word.value in OWN_TYPES and word.first < head.noun_end
    ]
    if own:
        return own[-1].value, own[-1].rule
    bodies = [word for word in words if word.kind == "body"]
    ranked = sorted(bodies, key=lambda word: (EVENT_TYPES.index(word.value), word.first))
    if ranked and ranked[0].value != "meeting":
        return ranked[0].value, ranked[0].rule
    inside = [word for word in words if word.last <= head.noun_end]
    for noun in reversed(inside):
        if noun.kind == "noun" and noun.value in NOUN_TYPES:
            return noun.value, noun.rule
    for word in inside:
        if word.kind == "quality":
            return word.value, word.rule
    rule = next((word.rule for word in reversed(inside) if word.kind in ("noun", "body")), "")
    return "meeting", rule
