"""The nearest name that exists, for the line that a wrong name gets."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like a wrong one; empty where there is none to choose from."""
    from difflib import get_close_matches  # takes longer to import than most verbs to run

    found = get_close_matches(name, tuple(dict.fromkeys(known)), n=1, cutoff=0.0)
    return found[0] if found else ""
