"""Tokens: a text cut into runs of letters and digits and single marks.

"AU-HoAI", "COVID-19" and "5+5" are cut alike in a term of the rules and in a report.
"""

from __future__ import annotations

import re

from pipeline.fold import fold_word
from pipeline.model import Token

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_|\n")


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text with their norms, as the finders see them."""
    return tuple(
        Token(one.start(), one.end(), one[0], fold_word(one[0])) for one in TOKEN.finditer(text)
    )


def cut_term(term: str) -> tuple[str, ...]:
    """The norms of a term's tokens, cut as a text is."""
    return tuple(fold_word(word) for word in TOKEN.findall(term))
