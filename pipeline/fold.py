"""Text made alike for comparing: what is printed in many ways is folded into one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

QUOTES = dict.fromkeys(map(ord, "’‘‛ʼ`´ʻ"), "'") | dict.fromkeys(map(ord, "“”„«»‟"), '"')
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−­"), "-")


def fold(text: str) -> str:
    """`text` in small letters without accents; quotes and dashes straight, white space one space.

    The length may change (a ligature is two letters).
    """
    flat = unicodedata.normalize("NFKC", text.translate(QUOTES | DASHES)).casefold()
    bare = "".join(
        char for char in unicodedata.normalize("NFD", flat) if not unicodedata.combining(char)
    )
    return re.sub(r"\s+", " ", bare).strip()


@lru_cache(maxsize=65536)
def fold_word(text: str) -> str:
    """The folded form of one word or mark, remembered: rules and reports repeat their words."""
    return fold(text)
