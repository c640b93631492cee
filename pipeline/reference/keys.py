"""The form under which names are looked up."""

from __future__ import annotations

import re
import unicodedata

SPELLINGS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": " and "}
)  # what NFKD leaves whole
DROPPED = re.compile(r"['’‘ʼʻ`´.\u0300-\u036f\u00ad]")
GAP = re.compile(r"[\W_]+")
SAINT = re.compile(r"\bst\b")


def name_key(name: str) -> str:
    """A name without accents, case, apostrophes, points and a leading "the".

    Commas, dashes and runs of space are one space; "St" is "saint". Empty for a name without
    letters.
    """
    text = unicodedata.normalize("NFKD", name).casefold().translate(SPELLINGS)
    words = GAP.sub(" ", DROPPED.sub("", text)).strip()
    return SAINT.sub("saint", words.removeprefix("the "))
