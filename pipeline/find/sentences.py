"""Where sentences begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Mention, Token

LABELLED = ("before-date", "before-place", "before-format", "predicate", "role")
STOPS = frozenset(".!?")
CLOSERS = frozenset({")", "”", '"', "’", "»", "]"})


def cut_sentences(
    tokens: Sequence[Token], mentions: Sequence[Mention]
) -> tuple[tuple[int, int], ...]:
    """The sentences as pairs of token indices, their closing stop and quote included.

    A paragraph break ends one; a point does, unless it belongs to a date or an abbreviation,
    stands in brackets, before a small letter or before a label ("Venue:").
    """
    inside = {
        at
        for one in mentions
        if one.kind in ("date", "place")
        for at in range(one.first, one.last - 1)
    }
    days = {one.last for one in mentions if one.kind == "date" and one.last - one.first > 1}
    inside |= {
        one.last
        for one in mentions
        if one.kind == "abbreviation" and not (one.last in days and capital(tokens, one.last + 1))
    }
    inside |= {one.last - 1 for one in mentions if one.kind == "date" and ends_short(tokens, one)}
    labels = {
        one.first for one in mentions if one.kind in LABELLED and tokens[one.last - 1].text == ":"
    }
    found: list[tuple[int, int]] = []
    start = depth = 0
    for at, token in enumerate(tokens):
        depth = depth_after(depth, token.text)
        if at + 1 in labels and start <= at:
            continue  # "Workshop. Date: 5 May. Venue: Lima" is one note
        if token.text == "\n":
            found.append((start, at))
            start, depth = at + 1, 0
        elif token.text in STOPS and not depth and at not in inside and ends_here(tokens, at):
            end = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text in CLOSERS else at + 1
            found.append((start, end))
            start = end
    found.append((start, len(tokens)))
    return tuple((first, last) for first, last in found if first < last)


def capital(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word with a capital stands there: "to 10 Sept. | The Conference"."""
    return at < len(tokens) and tokens[at].text[:1].isupper()


def depth_after(depth: int, text: str) -> int:
    """How many brackets and quotations are open after a token."""
    if text in "([“«":
        return depth + 1
    return max(0, depth - 1) if text in ")]”»" else depth


def ends_short(tokens: Sequence[Token], date: Mention) -> bool:
    """Whether a date ends with the point of an abbreviation and the sentence goes on."""
    after = tokens[date.last].text if date.last < len(tokens) else ""
    return tokens[date.last - 1].text == "." and not after[:1].isupper()


def ends_here(tokens: Sequence[Token], at: int) -> bool:
    """Whether the point at `at` is a full stop, judged by its neighbours."""
    before = tokens[at - 1] if at else None
    if at + 1 >= len(tokens):
        return True
    after = tokens[at + 1]
    if after.start == tokens[at].end and after.text not in CLOSERS and after.text != "\n":
        return False  # "D.C.", "3.5", "gfmd.org"
    if before is not None and len(before.text) == 1 and before.text.isupper():
        return at >= 2 and tokens[at - 2].text == "."  # an initial, but "D.C." may close
    return not after.text[:1].islower()
