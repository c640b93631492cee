"""Tokens: a text cut into runs of letters and digits and single marks.

"AU-HoAI", "COVID-19" and "5+5" are cut alike in a term of the rules and in a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.fold import fold_word
from pipeline.model import Token

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_|\n")


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text with their norms, as the finders see them."""
    return tuple(
        Token(one.start(), one.end(), one[0], fold_word(one[0])) for one in TOKEN.finditer(text)
    )


def of_thousands(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the last digits of a larger number: "12,000 visits"."""
    if at < len(("12", ",")):
        return False
    digits, mark, token = tokens[at - 2 : at + 1]
    tied = digits.end == mark.start and mark.end == token.start
    numbers = digits.text.isdecimal() and token.text.isdecimal()
    return tied and mark.text in (",", ".") and numbers


def cut_term(term: str) -> tuple[str, ...]:
    """The norms of a term's tokens, cut as a text is."""
    return tuple(fold_word(word) for word in TOKEN.findall(term))
