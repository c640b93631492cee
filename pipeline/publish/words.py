"""Small words of sentences: numbers with their nouns, names in a row."""

from __future__ import annotations

from collections.abc import Sequence


def many(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def row(names: Sequence[str]) -> str:
    """Names in a row: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def share(part: int, whole: int) -> str:
    """A part of a whole, which is not 0, in per cent."""
    return f"{100 * part / whole:.0f} %"
