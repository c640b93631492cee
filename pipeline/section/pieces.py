"""The items of one entry of a list: mechanisms, or labels of themes, between their separators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Stretch, View
from pipeline.section.heading import Context
from pipeline.section.labels import COUNT
from pipeline.section.lookup import Match, Word, split_words
from pipeline.section.names import Named, new_id
from pipeline.view import cut, stretches, strip

SEPARATORS = frozenset(",;/|•·")
STRONG = frozenset(";|•")
LONGEST_NAME = 14  # words of the name of an unknown mechanism
MOST_JOINED = 4  # pieces that one label may be broken into by its own commas


@dataclass(frozen=True, slots=True)
class Piece:
    """An item as printed, and the stretches that it was read from with the separator behind it."""

    view: View
    key: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A mechanism in a list; `new` where neither a rule nor a heading knows it."""

    piece: Piece
    named: Named
    new: bool = False


def read_mechanisms(items: View, context: Context) -> Iterator[Item]:
    """The mechanisms that a list names, each as often as it does."""
    known = context.names.find(items.text)
    cuts = [word for word in split_words(items.text) if is_cut(word, items.text, known, context)]
    for start, end, behind in spans(items.text, cuts):
        inside = [one for one in known if start <= one.start and one.end <= end]
        piece = make_piece(items, start, end, behind, context)
        if inside:
            rule = inside[0].rule
            yield Item(piece, Named(rule.value, rule.id))
        elif item := read_mechanism(piece, context):
            yield item


def read_mechanism(piece: Piece, context: Context) -> Item | None:
    """The mechanism that a piece is, known or not; None where it cannot be one."""
    text = piece.view.text
    named = context.names.whole(text) or context.names.by_beginning(text)
    if named:
        return Item(piece, named)
    return Item(piece, Named(new_id(text)), new=True) if is_name(text, context) else None


def is_name(text: str, context: Context) -> bool:
    """Whether an unknown item may be a mechanism: a name, and not all of them ("various ISCMs")."""
    return (
        text[:1].isupper()
        and len(text.split()) <= LONGEST_NAME
        and not context.words.only_filler(text)
        and bool(new_id(text))
    )


def is_cut(word: Word, text: str, known: list[Match], context: Context) -> bool:
    """Whether a word or mark stands between two items, not inside a name."""
    if any(one.start <= word.start < one.end for one in known):
        return False
    if word.text in SEPARATORS:
        return True
    if word.norm not in context.words.joining:
        return False
    return any(
        not text[word.end : one.start].strip()
        if one.start >= word.end
        else not text[one.end : word.start].strip(" )")
        for one in known
    )


def spans(text: str, cuts: list[Word]) -> Iterator[tuple[int, int, int]]:
    """Start and end of each item, and the end of the separators behind it."""
    start = 0
    for at, word in enumerate(cuts):
        behind = word.end
        following = cuts[at + 1].start if at + 1 < len(cuts) else len(text)
        if text[start : word.start].strip():
            if not text[behind:following].strip() and at + 1 < len(cuts):
                behind = cuts[at + 1].end
            yield start, word.start, behind
        start = word.end
    if text[start:].strip():
        yield start, len(text), len(text)


def make_piece(items: View, start: int, end: int, behind: int, context: Context) -> Piece:
    """The item between two offsets, marks at its ends left out."""
    view = strip(cut(items, start, end), " .()[]")
    return Piece(view, stretches(items, start, behind, context.report.text))


def read_labels(items: View, context: Context) -> Iterator[Piece]:
    """The labels of themes in a list; one with commas of its own stays whole."""
    text = items.text
    words = split_words(text)
    strong = any(word.text in STRONG for word in words)
    marks = STRONG if strong else SEPARATORS - {"/"}
    cuts = [word for word in words if word.text in marks and not in_brackets(text, word)]
    parts = list(spans(text, cuts))
    at = 0
    while at < len(parts):
        size = 1 if strong else joined_size(text, parts[at:], context)
        first, last = parts[at], parts[at + size - 1]
        yield from halves(items, first[0], last[1], last[2], context)
        at += size


def joined_size(text: str, parts: list[tuple[int, int, int]], context: Context) -> int:
    """How many parts make up the longest known label."""
    for size in range(min(MOST_JOINED, len(parts)), 1, -1):
        if context.labels.exact(text[parts[0][0] : parts[size - 1][1]]):
            return size
    return 1


def halves(items: View, start: int, end: int, behind: int, context: Context) -> Iterator[Piece]:
    """One label, or the two that a joining word stands between ("data and gender")."""
    text = items.text
    lead = split_words(text[start:end])
    if lead and lead[0].norm in context.words.joining:
        start += lead[0].end
    whole = make_piece(items, start, end, behind, context)
    if context.labels.exact(whole.view.text):
        yield whole
        return
    for word in split_words(text):
        if start < word.start < end and word.norm in context.words.joining:
            known = [
                context.labels.exact(COUNT.sub("", half.strip(" ."))) is not None
                for half in (text[start : word.start], text[word.end : end])
            ]
            listed = "," in text[:start] and end >= len(text.rstrip(" ."))
            if all(known) or (listed and any(known)):
                yield make_piece(items, start, word.start, word.end, context)
                yield make_piece(items, word.end, end, behind, context)
                return
    if whole.view.text:
        yield whole


def in_brackets(text: str, word: Word) -> bool:
    """Whether a mark stands inside brackets."""
    before = text[: word.start]
    return before.count("(") > before.count(")")
