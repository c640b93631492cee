"""Letters that a font lost ("Mee\ufffdng", "migraon"), put back from the words that are known.

The reading text stays as it is; what is put back is known by its offset and goes into the views.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.fold import fold
from pipeline.model import LOST, MARKS, Finding, Stretch, is_lost
from pipeline.section.known import LISTED, OWN, UNKNOWN, KnownWords

LIGATURES = ("ti", "fi", "tt", "ff", "ft", "fl", "ffi", "tti", "ffl", "tf", "fj", "Th", "ct", "st")
COMMON = ("ti", "fi", "tt", "ff", "ft", "fl", "ffi")  # no report of some length lacks one of them
MOST_LOST = 3  # in one word
LEAST_WORDS = 100  # of a text that tells which letters it lacks
LEAST_REPAIRS = 3  # different words that lack letters show that a font lost them
SHORTEST = 3  # letters of a word that may lack some
SHARE = 0.5  # of the words with one mark are known with the letters that it stands for
WORD = re.compile(rf"(?:[^\W\d_]|[{LOST}{chr(MARKS.start)}-{chr(MARKS.stop - 1)}])+")
SEAM = re.compile(r"[-‐\u00ad][ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Repairs:
    """Letters by the offset that they stand at: for the mark of a lost glyph there, else before
    what is printed there."""

    letters: Mapping[int, str]
    findings: tuple[Finding, ...] = ()

    def within(self, start: int, end: int) -> list[int]:
        """The offsets of repairs in a stretch."""
        if not self.letters:
            return []
        return [at for at in range(start, end) if at in self.letters]


@dataclass(frozen=True, slots=True)
class Printed:
    """A word as printed, without a hyphen at a line's end, and the offset of each character."""

    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A word put right: letters by their offsets, and how sure that is (a rank of a known word)."""

    word: str
    letters: tuple[tuple[int, str], ...]
    rank: int


def find_repairs(text: str, known: KnownWords) -> Repairs:
    """What a reading text lost and can be put back."""
    if all(one in text for one in COMMON) and not any(map(is_lost, text)):
        return Repairs({})
    words = list(printed_words(text))
    told = dict(read_marks(words, known))
    marked = [
        (word, mend_marked(word, told, known)) for word in words if any(map(is_lost, word.text))
    ]
    silent = list(silently_lost(words, text, known))
    letters = {at: put for _, one in (*marked, *silent) if one for at, put in one.letters}
    return Repairs(letters, tuple(findings_of([*marked, *silent])))


def read_marks(words: Iterable[Printed], known: KnownWords) -> Iterator[tuple[str, str]]:
    """The marks that stand for one glyph each, with the letters that make most words known."""
    holders: dict[str, set[str]] = {}
    for word in words:
        for mark in {char for char in word.text if ord(char) in MARKS}:
            holders.setdefault(mark, set()).add(word.text)
    for mark, texts in sorted(holders.items()):
        alone = [text for text in texts if sum(map(is_lost, text)) == text.count(mark)]
        scores = {
            put: sum(known.rank(fold(text.replace(mark, put))) < UNKNOWN for text in alone)
            for put in LIGATURES
        }
        best = max(LIGATURES, key=lambda put: scores[put])
        if scores[best] and scores[best] >= SHARE * len(alone):
            yield mark, best


def printed_words(text: str) -> Iterator[Printed]:
    """The words of a text, those broken at a line's end whole."""
    pending: list[tuple[str, int]] = []
    end = -1
    for found in WORD.finditer(text):
        seam = SEAM.fullmatch(text, end, found.start()) if pending else None
        if pending and not seam:
            yield as_printed(pending)
            pending = []
        pending.extend(zip(found.group(), range(*found.span()), strict=True))
        end = found.end()
    if pending:
        yield as_printed(pending)


def as_printed(letters: Sequence[tuple[str, int]]) -> Printed:
    """Letters with their offsets as a word."""
    return Printed("".join(one for one, _ in letters), tuple(at for _, at in letters))


def mend_marked(word: Printed, told: Mapping[str, str], known: KnownWords) -> Mended | None:
    """A word whose font left marks for the letters that it lost, put right: by what the marks are
    `told` to stand for, else by the known words. None where no known word fits."""
    gaps = [at for at, char in enumerate(word.text) if is_lost(char)]
    open_gaps = [at for at in gaps if word.text[at] not in told]
    if len(open_gaps) > MOST_LOST:
        return None
    best: Mended | None = None
    for put in product(LIGATURES, repeat=len(open_gaps)):
        letters = {at: told[word.text[at]] for at in gaps if word.text[at] in told}
        letters |= dict(zip(open_gaps, put, strict=True))
        text = "".join(letters.get(at, char) for at, char in enumerate(word.text))
        rank = min(known.rank(fold(text)), UNKNOWN if open_gaps else LISTED)
        if rank < (best.rank if best else UNKNOWN):
            places = tuple((word.offsets[at], one) for at, one in letters.items())
            best = Mended(text, places, rank)
        if rank == OWN:
            break
    return best


def silently_lost(
    words: Sequence[Printed], text: str, known: KnownWords
) -> Iterator[tuple[Printed, Mended]]:
    """The words that lack letters without a mark, with what they are; none where too few do."""
    lacking = [one for one in COMMON if one not in text]
    if len(words) < LEAST_WORDS or not lacking:
        return
    found: dict[str, str] = {}
    for folded in {fold(word.text) for word in words if not any(map(is_lost, word.text))}:
        if len(folded) >= SHORTEST and (whole := complete(folded, lacking, known)):
            found[folded] = whole
    if len(found) < LEAST_REPAIRS:
        return
    for word in words:
        whole = found.get(fold(word.text), "")
        if whole and len(word.text) == len(fold(word.text)):
            at, put = difference(fold(word.text), whole)
            place = word.offsets[at] if at < len(word.offsets) else word.offsets[-1] + 1
            rank = known.rank(whole)
            mended = word.text[:at] + put + word.text[at:]
            yield word, Mended(mended, ((place, put),), rank)


def complete(word: str, lacking: Iterable[str], known: KnownWords) -> str:
    """The known word that a folded one lacks letters of; empty where it is known itself.

    A word of the dictionary ("tracking") may be a word of the rules that lost letters
    ("trafficking"), if the report has that one nowhere.
    """
    rules_know = word in known.of_rules
    listed = rules_know or known.is_word(word)
    wanted = known.of_rules if listed else None
    if rules_know:
        return ""
    for put in lacking:
        for at in range(len(word) + 1):
            whole = word[:at] + put.lower() + word[at:]
            fits = whole in wanted if wanted is not None else known.rank(whole) <= LISTED
            if fits:
                return whole
    return ""


def difference(word: str, whole: str) -> tuple[int, str]:
    """Where letters were put into a word, and which."""
    size = len(whole) - len(word)
    at = next(one for one in range(len(word) + 1) if whole[:one] + whole[one + size :] == word)
    return at, whole[at : at + size]


def findings_of(found: Iterable[tuple[Printed, Mended | None]]) -> Iterator[Finding]:
    """A finding for each different word that was put right, or could not be."""
    noted: set[str] = set()
    for word, mended in found:
        if word.text in noted:
            continue
        noted.add(word.text)
        stretch = Stretch(word.offsets[0], word.offsets[-1] + 1)
        if mended is None:
            yield Finding(
                "lost-letters",
                "warning",
                f"{word.text!r} lost letters, and no known word fits; look at the page, and write "
                "the word into a rule",
                stretch,
                original=word.text,
            )
        else:
            yield Finding(
                "mended-word",
                "info" if mended.rank == OWN else "warning",
                f"{word.text!r} is read as {mended.word!r}: the source lost letters of it",
                stretch,
                original=word.text,
            )
