"""Words out of the packages, as rows of the index: dictionaries, months and weekdays.

Dictionaries are pyspellchecker's, words of the calendar dateparser's.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib import import_module

from pipeline.reference.gazetteer import package_folder

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST = 3  # letters: "mo", "tu", "we" are other words too


def read_dictionary(language: str) -> list[str]:
    """The words of a language in small letters, those with marks in them left out."""
    path = package_folder("spellchecker") / "resources" / f"{language}.json.gz"
    words = json.loads(gzip.decompress(path.read_bytes()))
    return sorted({word.casefold() for word in words if word.isalpha()})


def read_months(language: str) -> dict[str, int]:
    """The names of the months and their short forms, January being 1."""
    return {
        word: number
        for number, month in enumerate(MONTHS, 1)
        for word in calendar_words(language, month)
    }


def read_weekdays(language: str) -> list[str]:
    """The names of the days of the week and their short forms."""
    return sorted({word for day in WEEKDAYS for word in calendar_words(language, day)})


def calendar_words(language: str, name: str) -> Iterator[str]:
    """A language's words for a month or a weekday, in small letters without a closing point."""
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    for word in info[name]:
        if len(short := word.casefold().rstrip(".")) >= SHORTEST:
            yield short
