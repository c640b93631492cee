"""Scan: a sentence, left to right, as segments: heads, cores, roles, topics, verbs, plain words.

After a head its core items come, then what the event was about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.clauses import role, verb, words
from pipeline.assemble.head import Head
from pipeline.assemble.items import again, core, head, times
from pipeline.assemble.marks import Marks
from pipeline.assemble.punctuation import bracket, each_word, mark, small_word
from pipeline.assemble.segments import Scan, Segment

__all__ = ["scan"]


def scan(
    marks: Marks, first: int, last: int, heads: Sequence[Head], known: Head | None = None
) -> list[Segment]:
    """The segments of a sentence between two tokens; `known` is the last head before it."""
    by_token = {head.first: head for head in heads}
    state = Scan(marks, first, last, by_token, known)
    inner = bracket_events(marks, first, last)
    if inner is None:
        return cut(state)
    opening, closing = inner
    state.last = opening
    cut(state)
    beside = cut(Scan(marks, opening + 1, closing, by_token))
    state.first, state.last = closing + 1, last
    return cut(state) + [
        replace(one, fresh=index == 0 or one.fresh) for index, one in enumerate(beside)
    ]


def bracket_events(marks: Marks, first: int, last: int) -> tuple[int, int] | None:
    """The bracket that holds an event beside another: "(preceded by an SOM, 19-20 July)"."""
    for at in range(first + 1, last):
        if marks.lemma(at) == "(" and marks.valued(at + 1, "predicate", "beside"):
            return at, next((end for end in range(at, last) if marks.lemma(end) == ")"), last)
    return None


def cut(state: Scan) -> list[Segment]:
    """All segments of a scan, those that it held before among them."""
    at = state.first
    while at < state.last:
        at = max(step(state, at), at + 1)
    return state.segments


def step(state: Scan, at: int) -> int:
    """Reads what begins at `at`; the token where the next step begins."""
    for reading in (
        bracket, mark, small_word, head, again, core, each_word, times, verb, role, words,
    ):  # fmt: skip
        end = reading(state, at)
        if end > at:
            return end
    return at + 1
