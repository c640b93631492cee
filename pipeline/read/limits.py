"""How much of a PDF is read at most, so that no file stops the program or fills the machine."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import InputError


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits by their names: `pages` of a report, `characters` of a page, `seconds` for a
    report, `page_seconds` for a page, `megabytes` of memory for the reader."""

    pages: int = 200
    characters: int = 100_000
    seconds: int = 180
    page_seconds: int = 15
    megabytes: int = 1200


def read_limits(words: Iterable[str]) -> Limits:
    """The limits with those that a user gives as `NAME=NUMBER`; `InputError` for other words."""
    limits = Limits()
    for word in words:
        name, _, number = word.partition("=")
        if name not in Limits.__dataclass_fields__:
            known = ", ".join(Limits.__dataclass_fields__)
            raise InputError(f"--limit {word}: no limit {name!r}; known are {known}")
        if not number.isdecimal() or not int(number):
            raise InputError(f"--limit {word}: a number is expected, such as {name}=300")
        limits = dataclasses.replace(limits, **{name: int(number)})
    return limits


def raise_it(name: str, limits: Limits) -> str:
    """What a user can do where a limit was reached."""
    return f"or raise the limit: --limit {name}={2 * int(getattr(limits, name))}"
