"""Letter-spaced lines ("H I G H - L E V E L  W E B I N A R") closed up into words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.model import View
from pipeline.view import cut, join, squeeze

LEAST_LETTERS = 4
SHARE = 0.7  # of the pieces between the gaps are single letters
LEAST_FUSED = 12  # letters of what may be several words whose gaps are like those of their letters
LONGEST = 24  # letters of a word
STRAY = 10.0  # what a letter costs that is in no known word; a known word costs its rank and 1
GAP = re.compile(r"\s+")
RUN = re.compile(r"[^\W\d_]+|\d+|[\W_]+")


def is_spaced(text: str) -> bool:
    """Whether a line is letter-spaced."""
    pieces = text.split()
    single = sum(len(piece) == 1 for piece in pieces)
    return single >= LEAST_LETTERS and single >= SHARE * len(pieces)


def close_letters(view: View, rank: Callable[[str], int]) -> View:
    """The view with the gaps between letters closed and wider ones, between words, as spaces.

    Where all gaps are alike, the words are told by `rank` (0 for the best known, as that of
    `KnownWords`). A view that is not letter-spaced comes back with its white space squeezed.
    """
    if not is_spaced(view.text):
        return squeeze(view)
    gaps = list(GAP.finditer(view.text))
    narrow = min(len(gap.group()) for gap in gaps)
    words: list[list[View]] = [[]]
    at = 0
    for gap in gaps:
        words[-1].append(cut(view, at, gap.start()))
        if len(gap.group()) > narrow:
            words.append([])
        at = gap.end()
    words[-1].append(cut(view, at, len(view.text)))
    closed = [join(letters, "") for letters in words]
    if len(closed) == 1 and len(closed[0].text) >= LEAST_FUSED:
        closed = list(cut_words(closed[0], rank))
    return join(closed)


def cut_words(view: View, rank: Callable[[str], int]) -> Iterator[View]:
    """The words that a view without spaces is made of; marks stay with the words beside them."""
    ends: list[int] = []
    for run in RUN.finditer(view.text):
        text = run.group()
        if text.isalpha():
            ends.extend(run.start() + end for end in word_ends(text.casefold(), rank))
        elif text.isdecimal():
            ends.append(run.end())
        elif ends:
            ends.pop()
    start = 0
    for end in [*ends[:-1], len(view.text)]:
        yield cut(view, start, end)
        start = end


def word_ends(letters: str, rank: Callable[[str], int]) -> list[int]:
    """Where the words of a run of letters end: the fewest and best known ones that make it up."""
    costs, before = [0.0], [0]
    for end in range(1, len(letters) + 1):
        choices = [(costs[end - 1] + STRAY, end - 1)]
        for start in range(max(0, end - LONGEST), end):
            cost = word_cost(letters[start:end], rank)
            choices.append((costs[start] + cost, start))
        cost, start = min(choices)
        costs.append(cost)
        before.append(start)
    ends, end = [], len(letters)
    while end:
        ends.append(end)
        end = before[end]
    return ends[::-1]


def word_cost(word: str, rank: Callable[[str], int]) -> float:
    """What a word costs: short words of a dictionary alone are mostly names of letters."""
    known = rank(word)
    if known > 1 or (known and len(word) < 3):  # noqa: PLR2004
        return STRAY * len(word)
    return 1 + known
