"""The nearest name that exists, for the line that a wrong name gets."""

from __future__ import annotations

from collections.abc import Iterable

ALIKE = 0.6  # of two names, from 0 to 1, that may be one misspelt


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like a wrong one, or that it is a part of; empty where there is
    none to choose from."""
    from difflib import get_close_matches  # takes longer to import than most verbs to run

    names = tuple(dict.fromkeys(known))
    near = get_close_matches(name, names, n=1, cutoff=ALIKE)
    holding = [one for one in names if name and name in one]
    found = near or holding or get_close_matches(name, names, n=1, cutoff=0.0)
    return found[0] if found else ""
