"""Letter-spaced lines ("H I G H - L E V E L  W E B I N A R") closed up into words."""

from __future__ import annotations

import re

from pipeline.model import View
from pipeline.view import cut, join, squeeze

LEAST_LETTERS = 4
SHARE = 0.7  # of the pieces between the gaps are single letters
GAP = re.compile(r"\s+")


def is_spaced(text: str) -> bool:
    """Whether a line is letter-spaced."""
    pieces = text.split()
    single = sum(len(piece) == 1 for piece in pieces)
    return single >= LEAST_LETTERS and single >= SHARE * len(pieces)


def close_letters(view: View) -> View:
    """The view with the gaps between letters closed and wider ones, between words, as spaces.

    A view that is not letter-spaced comes back with its white space squeezed.
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
    return join(join(letters, "") for letters in words)
