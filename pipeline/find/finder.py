"""The finders put together: a section's view into all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.find.calendar import read_calendar
from pipeline.find.dates import Calendar, find_dates
from pipeline.find.formats import formats_of_events
from pipeline.find.nlp import TERM_KINDS, make_nlp
from pipeline.find.numbers import number_mentions
from pipeline.find.pairs import with_pairs
from pipeline.find.places import OPENERS, Near, Text, find_places
from pipeline.find.sentences import cut_sentences
from pipeline.model import Mention, Reading, Report, Section, Syntax, Token
from pipeline.reference import Reference
from pipeline.rule import MechanismRule, Rule
from pipeline.rulebook import Rulebook

__all__ = ["Finder", "find", "make_finder"]

LONGEST_DEMONYM = 3  # tokens
# behind these a place can stand
OPENING = ("before-island", "filler", "format", "and", "government", "article", "each")


class Finder:
    """The spaCy pipeline and the reference data, made once for a run."""

    def __init__(
        self,
        nlp: Language,
        reference: Reference,
        rules: Rulebook,
        calendar: Calendar,
        syntax: Syntax,
    ) -> None:
        self.nlp, self.reference, self.rules, self.calendar = nlp, reference, rules, calendar
        self.syntax = syntax

    def read(self, section: Section, year: int) -> Reading:
        """A section with all its mentions."""
        text = section.body.text
        doc = self.nlp(text)
        tokens = tuple(
            Token(token.idx, token.idx + len(token.text), token.text, token.norm_ or token.text)
            for token in doc
        )
        mentions = list(formats_of_events(tuple(term_mentions(doc)), tokens))
        mentions = with_pairs(mentions, tokens)
        mentions.extend(self.dates(tokens, year))
        mentions.extend(number_mentions(tokens, mentions, self.syntax))
        rule = self.rules.mechanisms.get(section.mechanism_id)
        near = Near(frozenset(rule.members if isinstance(rule, MechanismRule) else ()))
        where = place_text(text, tokens, mentions, foreign=self.syntax.noun_first)
        mentions.extend(find_places(where, self.reference, near))
        mentions.extend(self.demonyms(tokens))
        mentions.sort(key=lambda one: (one.first, -one.last, one.kind, one.rule))
        sentences = cut_sentences(tokens, mentions)
        return Reading(section, tokens, tuple(mentions), sentences, syntax=self.syntax)

    def dates(self, tokens: Sequence[Token], year: int) -> Iterator[Mention]:
        """The dates, those that no calendar has too."""
        for dated in find_dates(tokens, self.calendar, year):
            start, end = tokens[dated.start].start, tokens[dated.through - 1].end
            yield Mention(
                "date",
                "" if dated.period else "impossible",
                start,
                end,
                dated.start,
                dated.end,
                dated.rule,
                period=dated.period,
            )

    def demonyms(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        """The words that name a country's people: in English in capitals ("Italian")."""
        at = 0
        while at < len(tokens):
            begins = tokens[at].text[:1].isupper() or self.syntax.noun_first
            mention = self.demonym_at(tokens, at) if begins else None
            if mention:
                yield mention
            at = mention.last if mention else at + 1

    def demonym_at(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """The longest name of a people that begins at a token ("South African")."""
        for size in range(LONGEST_DEMONYM, 0, -1):
            words = tokens[at : at + size]
            if not words[-1].text[:1].isalnum():
                continue
            match = self.reference.look_up_demonym(" ".join(word.text for word in words))
            if match:
                start, end, last = words[0].start, words[-1].end, at + len(words)
                code = match.place.country_code
                return Mention("demonym", code, start, end, at, last, match.rule, place=match.place)
        return None


def find(report: Report, sections: Iterable[Section], finder: Finder) -> tuple[Reading, ...]:
    """The readings of the sections that tell of events, in the order of the report."""
    with finder.nlp.memory_zone():
        return tuple(
            finder.read(section, report.year) for section in sections if section.kind == "mechanism"
        )


def make_finder(
    rules: Rulebook, reference: Reference, language: str, own: Sequence[Rule] = ()
) -> Finder:
    """A finder for a language; `own` are themes that the report itself adds."""
    nlp = make_nlp(rules.of(*TERM_KINDS), language, own)
    spoken = rules.languages[language]
    syntax = Syntax(spoken.order == "noun-first", spoken.infinitives, spoken.participles)
    return Finder(nlp, reference, rules, read_calendar(rules, reference, language), syntax)


def term_mentions(doc: Doc) -> Iterator[Mention]:
    """The spans that the pipeline wrote, as mentions."""
    for kind, spans in doc.spans.items():
        for span in spans:
            yield Mention(
                kind, span.label_, span.start_char, span.end_char, span.start, span.end, span.id_
            )


def place_text(
    text: str, tokens: Sequence[Token], mentions: Sequence[Mention], *, foreign: bool
) -> Text:
    """The tokens as the place finder needs them."""
    led, openings, taken, names = set[int](), set[int](), set[int](), set[int]()
    for one in mentions:
        if one.kind == "before-place":
            led.add(one.last)
            inside = range(one.first + 1, one.last)  # "à La Haye"
            led.update(at for at in inside if tokens[at].text[:1].isupper())
        elif one.kind in ("date", "town"):
            comma = one.last < len(tokens) and tokens[one.last].norm == ","
            led.add(one.last + comma)
        elif one.kind in OPENING or (foreign and one.value == "held"):  # "tuvo por sede Bangkok"
            openings.add(one.last)
        if is_taken(one, tokens):
            taken.update(range(one.first, one.last))
        if one.kind in ("mechanism", "organization"):
            names.update(range(one.first, one.last))
    before = ["", *(token.norm for token in tokens[:-1])]
    openings.update(at for at, norm in enumerate(before) if norm in OPENERS or norm == ".")
    led.update(at for at, norm in enumerate(before) if norm == "(")
    return Text(
        text,
        tokens,
        frozenset(led),
        frozenset(openings | led),
        frozenset(taken | names),
        frozenset(names),
        frozenset(one.last for one in mentions if one.kind == "article"),
        foreign,
        firsts(mentions, "role", "host-verb"),
        firsts(mentions, "noun"),
        firsts(mentions, "town"),
    )


def is_taken(one: Mention, tokens: Sequence[Token]) -> bool:
    """Whether no place stands in a mention: a date, a region, a label ("Tema: …" is no city)."""
    label = one.kind in ("predicate", "head-label") and tokens[one.last - 1].norm == ":"
    return label or one.kind in ("date", "region")


def firsts(mentions: Sequence[Mention], kind: str, *values: str) -> frozenset[int]:
    """The first tokens of the mentions of a kind, and of a value where one is given."""
    return frozenset(
        one.first for one in mentions if one.kind == kind and (not values or one.value in values)
    )
