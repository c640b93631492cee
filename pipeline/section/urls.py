"""Addresses: where they stand in a line, and whether one goes on in the next line."""

from __future__ import annotations

import re

URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SCHEME = re.compile(r"https?://", re.IGNORECASE)
BARE = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:int|org|net|com|eu|gov|info|ch|ae|me)(?:/\S*)?(?=[\s.,;)]|$)"
)
LAST = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
OPEN_ENDS = ("-", "%", "?", "&", "=", "_", "#", "+", "~")  # no address ends with one of these
CLOSING = ".,;:)]>”\"'»"


def open_address(text: str) -> str:
    """The address, or the open end of one, that a text ends with; else empty."""
    found = LAST.search(text)
    if found:
        return found.group()
    lone = " " not in text.strip() and text.rstrip().endswith(OPEN_ENDS)
    return text.strip() if lone and re.search(r"[/=]", text) else ""


def goes_on(address: str, following: str) -> bool:
    """Whether an address at a line's end goes on with the first word of the following line."""
    first, _, rest = following.partition(" ")
    if first and SCHEME.fullmatch(address):
        return bool(re.match(r"[\w.-]+\.\w", first))
    if not first or URL.match(first) or not re.match(r"[\w%?&=/#.~+-]", first):
        return False
    if address.endswith(OPEN_ENDS):
        return True
    alone = not rest.strip() and len(first) > 1
    if alone and first[0] in "-_" and first[1:2].isalnum():
        return True
    if address.endswith("/"):
        return "/" in first or (alone and first[0].islower()) or (alone and "." in first[:-1])
    if address.endswith(".") or first[0] in "/?&=%#":
        return alone or "/" in first
    return alone and first[0].islower()


def trim_address(text: str) -> str:
    """An address without the marks of the sentence around it."""
    trimmed = text.rstrip(CLOSING)
    if text[len(trimmed) :].startswith(")") and trimmed.count("(") > trimmed.count(")"):
        trimmed += ")"
    return trimmed
