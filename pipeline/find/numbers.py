"""Numbers before what was held: ordinals and counts in digits and Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.find.tokens import of_thousands
from pipeline.model import Mention, Syntax, Token

ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
# "25e", "3ème", "1re", "2nde", "25ª", "1ro": only where the noun stands first, "3a" is no ordinal
# in English.
ROMANCE = re.compile(r"(\d{1,3})(?:e|er|re|ere|eme|emes|nd|nde|o|a|os|as|ro|ra|to|ta|mo|ma|vo|va)$")
SUFFIX = re.compile(r"(?:o|a|os|as|er|ro|ra|to|ta|mo|ma|vo|va|e)$")  # behind a point: "25.ª"
ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
ROMAN_ORDINAL = re.compile(r"([IVXL]+)(?:e|ème|er|re|ère|ª|º)$")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
SHORTEST_ROMAN = 2  # letters of a numeral before a small word: "V reunión" could be a letter
MOST_EVENTS = 200  # a number in digits above this counts people, not meetings
DIGITS, NUMERAL, COUNT = "ordinal.digits", "ordinal.roman", "count.digits"


def number_mentions(
    tokens: Sequence[Token], mentions: Sequence[Mention], syntax: Syntax
) -> Iterator[Mention]:
    """Ordinals and counts in digits and Roman numerals, outside of dates and names."""
    taken = {
        at
        for one in mentions
        if one.kind in ("date", "mechanism", "theme")
        for at in range(one.first, one.last)
    }
    for at, token in enumerate(tokens):
        found = None if at in taken else number_at(tokens, at, syntax)
        if found:
            kind, value, rule, last = found
            yield Mention(kind, value, token.start, tokens[last - 1].end, at, last, rule)


def number_at(tokens: Sequence[Token], at: int, syntax: Syntax) -> tuple[str, str, str, int] | None:
    """The kind, value, rule and last token of a number that begins at `at`."""
    ordinal = ORDINAL.match(tokens[at].norm)
    if ordinal:
        return "ordinal", ordinal[1], DIGITS, at + 1
    if syntax.noun_first and (found := romance_ordinal(tokens, at)):
        return found
    text, follows = tokens[at].text, text_at(tokens, at + 1)
    small = syntax.noun_first and len(text) >= SHORTEST_ROMAN and follows[:1].islower()
    if text and ROMAN.match(text) and (follows[:1].isupper() or small):
        return "ordinal", str(roman(text)), NUMERAL, at + 1
    whole = text.isdecimal() and not of_thousands(tokens, at)
    if whole and follows[:1].isalpha() and 0 < int(text[:6]) <= MOST_EVENTS:
        return "count", str(int(text)), COUNT, at + 1
    return None


def romance_ordinal(tokens: Sequence[Token], at: int) -> tuple[str, str, str, int] | None:
    """An ordinal as French and Spanish print it: "25e", "XXVe", "25.ª", "XXV.ª"."""
    digits = ROMANCE.match(tokens[at].norm)
    if digits and not tokens[at].text.isdecimal():
        return "ordinal", digits[1], DIGITS, at + 1
    numeral = ROMAN_ORDINAL.match(tokens[at].text)
    if numeral and numeral[1] != "L" and ROMAN.match(numeral[1]):  # "Le" is no fiftieth
        return "ordinal", str(roman(numeral[1])), NUMERAL, at + 1
    pointed = tokens[at + 1 : at + 3]
    if len(pointed) < len((".", "ª")) or pointed[0].text != "." or not is_tied(tokens, at):
        return None
    if not SUFFIX.match(pointed[1].norm):
        return None
    text = tokens[at].text
    if text.isdecimal():
        return "ordinal", str(int(text)), DIGITS, at + 3
    return ("ordinal", str(roman(text)), NUMERAL, at + 3) if ROMAN.match(text) else None


def is_tied(tokens: Sequence[Token], at: int) -> bool:
    """Whether no space stands between a token and the two behind it."""
    return all(
        one.end == other.start
        for one, other in zip(tokens[at:], tokens[at + 1 : at + 3], strict=False)
    )


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The text of a token, empty outside the section."""
    return tokens[at].text if at < len(tokens) else ""


def roman(text: str) -> int:
    """The value of a Roman numeral."""
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if any(value < later for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )
