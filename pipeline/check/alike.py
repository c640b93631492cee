"""When a cell agrees with a cell of the gold: alternatives, wordings, names of cities."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache

TITLES_AGREE = 0.9
HEADINGS_AGREE = 0.97
SUMMARIES_AGREE = 0.85
ANY = "*"

ALTERNATIVE = re.compile(r"\s*\|\s*")
ARTICLE = re.compile(r"^(?:(?:an?|the|l[aeo]s?|une?|el|una)\s+|l')")
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
STRAIGHT = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"\u00ad": ""}
)

Agreement = Callable[[str, str], bool]


def alternatives(want: str) -> tuple[str, ...]:
    """The right values that a gold cell holds, `a | b` being two."""
    return tuple(ALTERNATIVE.split(want.strip(" "))) if "|" in want else (want.strip(),)


def agrees(want: str, got: str, same: Agreement | None = None) -> bool:
    """Whether a cell is one of the gold cell's alternatives; by `same`, else letter by letter."""
    test = same or exact
    return any(one == ANY or test(one, got) for one in alternatives(want))


def exact(want: str, got: str) -> bool:
    """Whether two cells are the same apart from white space around them."""
    return want.strip() == got.strip()


@cache
def plain(text: str) -> str:
    """A text as wordings are compared: NFKC, straight quotes and dashes, single spaces, no leading
    article, no closing stop, in lower case."""
    text = unicodedata.normalize("NFKC", text).translate(STRAIGHT)
    text = " ".join(text.split()).casefold()
    return ARTICLE.sub("", text).rstrip(".,;: ")


def ratio(want: str, got: str) -> float:
    """How alike two wordings are, from 0 to 1."""
    one, other = plain(want), plain(got)
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def words_f1(want: str, got: str) -> float:
    """F1 of the two bags of words; 1 where both are empty."""
    one, other = (Counter(WORD.findall(plain(text))) for text in (want, got))
    if not one and not other:
        return 1.0
    return 2 * (one & other).total() / (one.total() + other.total())


def best(measure: Callable[[str, str], float], want: str, got: str) -> float:
    """The measure of the gold cell's alternative that is nearest; 1 where any value is right."""
    return max(1.0 if one == ANY else measure(one, got) for one in alternatives(want))


def same_title(want: str, got: str) -> bool:
    """Whether two titles agree."""
    return ratio(want, got) >= TITLES_AGREE


def same_heading(want: str, got: str) -> bool:
    """Whether two headings agree."""
    return ratio(want, got) >= HEADINGS_AGREE


def same_summary(want: str, got: str) -> bool:
    """Whether two summaries agree: an empty one only with an empty one."""
    return words_f1(want, got) >= SUMMARIES_AGREE


def same_city(want: str, got: str) -> bool:
    """Whether two names mean one city: without accents, or as other names of it."""
    from pipeline.reference.keys import name_key  # wordings need no gazetteer

    one, other = name_key(want), name_key(got)
    return one == other or bool(one and other and cities_named(one) & cities_named(other))


@cache
def cities_named(key: str) -> frozenset[int]:
    """The ids of the gazetteer's cities that have a name with this key."""
    found = gazetteer().execute("SELECT city FROM city_name WHERE key = ?", (key,))
    return frozenset(city for (city,) in found)


@cache
def gazetteer() -> sqlite3.Connection:
    """The index of names; opened only where two names of cities differ."""
    from pipeline.reference.index import open_index

    return open_index()
