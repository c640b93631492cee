"""Pairs: "both … and" in words of which the second is no "and" ("tant … que", "tanto … como")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Mention, Token

FIRST, SECOND = "pair-first", "pair-second"
STOPS = frozenset({".", ";", ":", "\n"})


def with_pairs(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """The mentions, with the first word of a pair as a filler too and the second as an "and", which
    is then no pronoun; of words that make no pair in their sentence no mention is left."""
    seconds = {one.first: one for one in mentions if one.kind == SECOND}
    pairs: list[Mention] = []
    for first in (one for one in mentions if one.kind == FIRST):
        second = second_of(first, seconds, tokens)
        if second:
            pairs += [first, replace(first, kind="filler", value="filler")]
            pairs += [second, replace(second, kind="and", value="and")]
    paired = {one.first for one in pairs}
    kept = [one for one in mentions if one.kind not in (FIRST, SECOND) and one.first not in paired]
    return [*kept, *pairs]


def second_of(
    first: Mention, seconds: dict[int, Mention], tokens: Sequence[Token]
) -> Mention | None:
    """The second word of a pair, in the sentence of the first one; None without one."""
    for at in range(first.last, len(tokens)):
        if tokens[at].norm in STOPS:
            return None
        if at in seconds and at > first.last:
            return seconds[at]
    return None
