"""Punctuation: marks, brackets and small words between the parts of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.assemble.further import after_role, dated_after, leads_to_scene, renames
from pipeline.assemble.segments import LEADING, Scan, Segment
from pipeline.assemble.titles import parenthesis_end
from pipeline.model import Mention

MARKS = frozenset({",", ":", "-", ".", "|", "/", "!", "?", "\n"})
ENUMERATOR = re.compile(r"[a-z0-9]{1,2}$|[ivx]{1,4}$")


def bracket(state: Scan, at: int) -> int:
    """A bracket: of core items, or of text that tells of something else."""
    norm = state.marks.lemma(at)
    if norm == ")":
        state.bracket = 0
        return at + 1
    if norm != "(":
        return at
    if ENUMERATOR.match(state.marks.lemma(at + 1)) and state.marks.lemma(at + 2) == ")":
        state.fresh = True  # "(1) on data, Lima, 5 May; (2) on return, Quito, 6 May"
        return at + 3
    if not state.opens_cores(at):
        end = at + 1
        while end < state.last and state.marks.lemma(end - 1) != ")":
            end += 1
        kind = "topic" if tells_topic(state, at) else "plain"
        return state.add(Segment(kind, at + (kind == "topic"), end - (kind == "topic")))
    state.brackets += 1
    state.bracket = state.brackets
    return at + 1


def tells_topic(state: Scan, at: int) -> bool:
    """Whether a bracket behind the date or place of a meeting says what that one was about: of
    several it tells each one's topic, of one it must name a theme."""
    previous, last = state.previous, state.last_head
    if previous is None or last is None or previous.kind not in ("date", "place", "format"):
        return False
    if last.plural:
        return previous.kind != "format"
    close = next(
        (end for end in range(at, state.last) if state.marks.lemma(end) == ")"), state.last
    )
    return bool(state.marks.within(at, close, "theme")) and not state.has("topic")


def mark(state: Scan, at: int) -> int:
    """A punctuation mark or conjunction; an adverb between commas is passed over."""
    aside = parenthesis_end(state.marks, at)
    if aside > at and state.seen("head"):
        return aside
    contrast = state.marks.at(at, "contrast")
    if state.marks.lemma(at) == ";" or contrast:
        state.fresh, state.cut = state.fresh or not state.bracket, True
        return contrast.last if contrast else at + 1
    joint = state.marks.at(at, "and")
    if joint:
        return joint.last
    return at + 1 if state.marks.lemma(at) in MARKS else at


def small_word(state: Scan, at: int) -> int:
    """A word that says nothing of its own: "also" before a date, "during the year"."""
    passed = filler_end(state, at)
    if passed > at:
        return passed
    period = state.marks.at(at, "period")
    label = period or state.marks.at(at, "before-format") or before_format(state, at)
    if label:
        return plain(state, at, label.last) if period else label.last
    only = state.marks.at(at, "last-only")
    if only and (state.core_at(only.last) or state.marks.at(only.last, "role", "predicate")):
        state.only_last = True
        return only.last
    if leads_on(state, at):
        return at + 1 + (state.marks.lemma(at + 1) == "'")
    scene = another_scene(state, at)
    if scene > at:
        return scene
    aside = state.marks.at(at, "aside")
    if aside and aside.last in state.heads and renames(state, state.heads[aside.last]):
        return aside.last
    return at


def filler_end(state: Scan, at: int) -> int:
    """Where a filler ends, before an event, core items, a role or the end of the sentence; `at`
    elsewhere."""
    filler = state.marks.at(at, "filler")
    if filler is None:
        return at
    end, after = filler.last, filler.last + (state.marks.lemma(filler.last) == ",")
    if end in state.heads:
        return end  # "; also | a workshop"
    if end >= state.last or state.marks.lemma(end) in (".", ";"):
        return end  # "was held online on 3 June | instead"
    if state.core_at(after):
        return end if state.segments else plain(state, at, end)
    role = state.marks.at(end, "role")
    named = role is not None and role.value.endswith(("-by", "-with")) and state.seen("head")
    return end if named else at  # ", esta vez | bajo la presidencia de Uruguay"


def before_format(state: Scan, at: int) -> Mention | None:
    """The label of a place before what is a format: "Venue: | online"."""
    label = state.marks.at(at, "before-place")
    if label is None or not state.marks.is_label(label):
        return None
    found = state.core_at(label.last)
    return label if found and found.kind == "format" else None


def another_scene(state: Scan, at: int) -> int:
    """Where one more event begins that sets the scene: "at the SOM, 3 May, and at | a special
    meeting, 4 June", "visas were the topic of the SOM, 3 May, and of | …"; `at` elsewhere."""
    setting = state.marks.at(at, "setting")
    head = state.heads.get(setting.last) if setting else None
    if head is None and state.marks.lemma(at) == "of" and state.seen("told"):
        head = state.heads.get(at + 1 + (state.marks.lemma(at + 1) == "'"))
    joint = state.marks.over(at - 1, "and") is not None
    return head.first if head and joint and dated_after(state, head) else at


def leads_on(state: Scan, at: int) -> bool:
    """Whether the "of" between the words for a scene and its event stands at a token."""
    elided = state.marks.lemma(at + 1) == "'"  # "d'une réunion"
    after = at + 1 + elided
    led = state.marks.lemma(at) in LEADING and after in state.heads
    return leads_to_scene(state, at) or (led and after_role(state, after))


def each_word(state: Scan, at: int) -> int:
    """A word such as "both" or "each" before what is true of every head; "respectively"."""
    word = state.marks.at(at, "respectively")
    if word:
        if state.segments:
            state.segments[-1] = replace(state.segments[-1], respectively=True)
        return word.last
    finite = state.marks.at(at, "auxiliary")  # "were both | broadcast"
    word = state.marks.at(finite.last if finite else at, "each")
    if word and finite and not state.marks.valued(word.last, "predicate", "held"):
        return at
    if word and state.segments and not state.marks.at(word.last, "noun", "body"):
        state.each = True
        return word.last
    return at


def plain(state: Scan, at: int, end: int) -> int:
    """Words that give no value, one segment with those right before them."""
    previous = state.previous
    if previous and previous.kind == "plain" and previous.last == at:
        state.segments[-1] = replace(previous, last=end)
        return end
    return state.add(Segment("plain", at, end))
