"""The mentions of a reading, reached by the tokens that they stand at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.model import Mention, Reading, Token

PARTIES = ("mechanism", "organization", "place", "demonym")  # kinds of mentions that name a party


@dataclass(frozen=True)
class Marks:
    """A reading with its mentions by their first token and by each token that they cover; `lemmas`
    are the small words of the grammar by their tokens."""

    reading: Reading
    starts: dict[tuple[str, int], Mention] = field(default_factory=dict)
    covers: dict[tuple[str, int], Mention] = field(default_factory=dict)
    lemmas: dict[int, str] = field(default_factory=dict)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the section."""
        return self.reading.tokens

    def lemma(self, at: int) -> str:
        """The norm of a token, of a small word in another language the English one (`lemma.*`);
        empty outside the section."""
        if not 0 <= at < len(self.tokens):
            return ""
        return self.lemmas.get(at) or self.tokens[at].norm

    def text(self, at: int) -> str:
        """The text of a token, empty outside the section."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def at(self, index: int, *kinds: str) -> Mention | None:
        """The longest mention of one of these kinds that begins at a token."""
        found = [one for kind in kinds if (one := self.starts.get((kind, index)))]
        return max(found, key=lambda one: one.last) if found else None

    def over(self, index: int, *kinds: str) -> Mention | None:
        """The mention of one of these kinds that covers a token."""
        for kind in kinds:
            if (kind, index) in self.covers:
                return self.covers[kind, index]
        return None

    def valued(self, index: int, kind: str, *values: str) -> Mention | None:
        """The mention of a kind that begins at a token, if its value is one of `values`."""
        found = self.starts.get((kind, index))
        return found if found and found.value in values else None

    def within(self, first: int, last: int, *kinds: str) -> list[Mention]:
        """The mentions of these kinds inside a run of tokens, in the order of the text."""
        return [
            one
            for one in self.reading.mentions
            if one.kind in kinds and first <= one.first and one.last <= last
        ]

    def has_words(self, first: int, last: int, *besides: str) -> bool:
        """Whether more than marks and mentions of the kinds `besides` stands in a run."""
        return any(
            self.text(at)[:1].isalnum() and not self.over(at, *besides) for at in range(first, last)
        )

    def is_label(self, mention: Mention) -> bool:
        """Whether a colon ends a mention: "Venue:"."""
        return self.lemma(mention.last - 1) == ":"

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to `last`."""
        if first >= last:
            return ""
        return self.reading.section.body.text[self.tokens[first].start : self.tokens[last - 1].end]

    def spaced(self, index: int) -> bool:
        """Whether white space stands before a token, or an end of the text."""
        if not 0 < index < len(self.tokens):
            return True
        return self.tokens[index - 1].end < self.tokens[index].start

    def dash(self, index: int) -> bool:
        """Whether the token is a dash or stroke between words, not a hyphen inside one."""
        if self.lemma(index) not in ("-", "/"):
            return False
        between = self.spaced(index) and self.spaced(index + 1)
        return between or (self.lemma(index) == "-" and index + 1 >= len(self.tokens))

    def hyphen(self, index: int) -> bool:
        """Whether the token is a hyphen inside a word, not a dash between words."""
        return self.lemma(index) == "-" and not (self.spaced(index) or self.spaced(index + 1))


def mark(reading: Reading) -> Marks:
    """The marks of a reading; of two mentions of a kind at a token the longer one counts."""
    starts: dict[tuple[str, int], Mention] = {}
    covers: dict[tuple[str, int], Mention] = {}
    lemmas = {one.first: one.value for one in reading.mentions if one.kind == "lemma"}
    for one in by_length(reading.mentions):
        starts.setdefault((one.kind, one.first), one)
        for index in range(one.first, one.last):
            covers.setdefault((one.kind, index), one)
    return Marks(reading, starts, covers, lemmas)


def by_length(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, longest first."""
    return sorted(mentions, key=lambda one: (one.first - one.last, one.first, one.rule))
