"""Formats: two that are joined say one, and some words of formats describe something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Mention, Token

NEAR_NOUN = 4  # tokens from a format to the noun that it describes
AFTER_FORMAT = frozenset(
    {
        "before-date",
        "before-place",
        "predicate",
        "role",
        "respectively",
        "relative",
        "contrast",
        "aside",
        "mostly",
        "filler",
        "count",
    }
)
RULE_BOTH = "format.both"
OTHER = {"virtual": "in_person", "in_person": "virtual"}
LED_BY = ("attendance", "share")  # words before each of two formats
LONGEST_LEAD = 3  # of those words, one behind the other


def formats_of_events(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions of a section, those formats left out that say nothing of an event.

    Of two formats that are joined ("in the room and online") one is made, `hybrid`.
    """
    by_first = {(one.kind, one.first): one for one in mentions}
    joined = list(joined_formats(mentions, tokens, by_first))
    covered = {at for one in joined for at in range(one.first, one.last)}
    single = [one for one in mentions if one.kind != "format" or one.first not in covered]
    found = [*single, *joined]
    return tuple(one for one in found if one.kind != "format" or of_event(one, tokens, found))


def joined_formats(
    mentions: Sequence[Mention],
    tokens: Sequence[Token],
    by_first: Mapping[tuple[str, int], Mention],
) -> Iterator[Mention]:
    """Hybrid formats: an event both in person and online."""
    for one in mentions:
        if one.kind != "format" or one.value not in OTHER:
            continue
        at = joint_end(one, tokens, by_first)
        other = by_first.get(("format", behind(at, by_first))) if at else None
        if (
            other is None
            or other.value != OTHER[one.value]
            or ("respectively", other.last) in by_first
        ):
            continue
        last = other.last + (norm(tokens, other.last) == "alike")
        first = before(one.first, mentions)
        yield replace(
            one,
            value="hybrid",
            first=first,
            last=last,
            start=tokens[first].start,
            end=tokens[last - 1].end,
            rule=RULE_BOTH,
        )


def joint_end(
    one: Mention, tokens: Sequence[Token], by_first: Mapping[tuple[str, int], Mention]
) -> int:
    """Where what joins a format to the next ends, 0 where nothing does: "and", a stroke, or the
    comma of "partly on site, partly online"."""
    word = by_first.get(("and", one.last)) or by_first.get(("or", one.last))
    if word:
        return word.last
    mark = norm(tokens, one.last)
    shared = ("share", one.last + 1) in by_first
    return one.last + 1 if mark == "/" or (mark == "," and shared) else 0


def behind(at: int, by_first: Mapping[tuple[str, int], Mention]) -> int:
    """Where the words that lead to a format end: "others connected | remotely"."""
    for _ in range(LONGEST_LEAD):
        led = next((by_first[kind, at] for kind in LED_BY if (kind, at) in by_first), None)
        if led is None:
            break
        at = led.last
    return at


def before(at: int, mentions: Sequence[Mention]) -> int:
    """Where the words that lead to a format begin: "| with delegates in the room"."""
    for _ in range(LONGEST_LEAD):
        led = [one.first for one in mentions if one.kind in LED_BY and one.last == at]
        if not led:
            break
        at = min(led)
    return at


def norm(tokens: Sequence[Token], at: int) -> str:
    """The norm of a token, empty outside the section."""
    return tokens[at].norm if at < len(tokens) else ""


def of_event(word: Mention, tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether a format can be an event's: no plain word follows that it describes.

    "Virtual seminars" and "online, 5 May" are formats, "online scams" and "remote areas" are not.
    """
    kinds = {at: {one.kind for one in mentions if one.first == at} for at in after(word, tokens)}
    if any(one.last == word.first and one.kind in ("noun", "body") for one in mentions):
        return True  # "ateliers virtuels", "workshop online"
    for at, found in kinds.items():
        text = tokens[at].text
        if found & {"noun", "body", "quality", "audience", "format-noun"}:
            return True
        if not text[:1].isalpha():
            return at == word.last
        if found & {"and"} and at == word.last:
            return bool(kinds.get(at + 1, {"end"}) & {*AFTER_FORMAT, "end", "format", "article"})
        if found & AFTER_FORMAT:
            return at == word.last
    return word.last >= len(tokens)


def after(word: Mention, tokens: Sequence[Token]) -> range:
    """The few tokens behind a mention."""
    return range(word.last, min(word.last + NEAR_NOUN, len(tokens)))
