"""Cores: the dates, places, formats and roles that stand beside a head, with their small words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.marks import Marks
from pipeline.model import Mention, Place

QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’"}
PARTICLES = frozenset(
    {
        "de",
        "des",
        "du",
        "la",
        "le",
        "el",
        "der",
        "al",
        "d",
        "of",
        ",",
        "’",
        "'",
        "s",
        "-",
        "&",
        "“",
        "”",
        '"',
    }
)
DATE_LEADS = ("before-date", "from", "between", "the", "part", "filler")
LONGEST_UNKNOWN = 3  # tokens of a place that no gazetteer has
BETWEEN = (",", "(", ":", "-")  # marks before what tells when and where
NO_PLACES = (
    "date",
    "noun",
    "body",
    "theme",
    "mechanism",
    "organization",
    "demonym",
    "quality",
    "place",
    "backward",
    "people",
)
LONGEST_LEAD = 6  # tokens of the small words before a date ("at the end of")
VENUE_LENGTH = 9  # tokens that a venue's name may have before its city


@dataclass(frozen=True, slots=True)
class Core:
    """A core item over the tokens from `first` (its preposition) up to `last`.

    `kind` is `date`, `place`, `format` or `there`; `led` says that a preposition stands before it,
    `mostly` that a format is not said of every occurrence.
    """

    kind: str
    mention: Mention
    first: int
    last: int
    led: bool = False
    mostly: bool = False
    place_first: int = 0


def core_at(marks: Marks, at: int, end: int) -> Core | None:
    """The core item that begins at a token, its preposition included."""
    return (
        date_core(marks, at, end)
        or format_core(marks, at, end)
        or place_core(marks, at, end)
        or there_core(marks, at)
    )


def date_core(marks: Marks, at: int, end: int) -> Core | None:
    """A date, with "on", "in", "from" or "between" before it."""
    for begin in range(at, min(at + LONGEST_LEAD, end)):
        date = marks.at(begin, "date")
        if date and date.last <= end:
            return Core("date", date, at, date.last, led=begin > at)
        if not marks.over(begin, *DATE_LEADS):
            return None
    return None


def format_core(marks: Marks, at: int, end: int) -> Core | None:
    """A format set off by itself, with "mostly" before it and "format" behind it."""
    begin, mostly = at, False
    word = marks.at(begin, "mostly")
    if word:
        begin, mostly = word.last, True
    form = marks.at(begin, "format")
    if form is None or form.last > end:
        return None
    after = form.last
    if marks.lemma(after) in ("format", "mode", "setting", "modality", "event", "meeting"):
        after += 1
    elif not closes(marks, after, end):
        return None
    rest = marks.at(after, "mostly")  # "en ligne pour la plupart"
    if rest and not mostly and marks.reading.syntax.noun_first:
        return Core("format", form, at, rest.last, mostly=True)
    return Core("format", form, at, after, mostly=mostly)


def closes(marks: Marks, at: int, end: int) -> bool:
    """Whether what stands at `at` cannot be what a format describes ("virtual | borders")."""
    if at >= end or not marks.text(at)[:1].isalnum():
        return True
    return (
        marks.at(
            at,
            "date",
            "before-date",
            "before-place",
            "predicate",
            "role",
            "and",
            "respectively",
            "each",
            "relative",
            "contrast",
            "aside",
            "planned",
            "mostly",
            "filler",
            "article",
        )
        is not None
    )


def place_core(marks: Marks, at: int, end: int) -> Core | None:
    """A place with "in", "at" or nothing before it; a venue's name before its city included."""
    lead = marks.at(at, "before-place") or island_lead(marks, at)
    begin = lead.last if lead else at
    word = marks.at(begin, "each")
    begin = word.last if word else begin
    place = marks.at(begin, "place")
    if place is None and lead:
        begin = place_inside(marks, lead)
        place = marks.at(begin, "place")
    if place and place.last <= end:
        return with_alias(
            marks, Core("place", place, at, place.last, lead is not None, place_first=begin), end
        )
    if lead is None:
        return bare_venue(marks, at, end)
    theme = marks.over(at, "theme")
    if theme and theme.first < at < theme.last - 1:
        return None  # "Trafficking in Persons in Colombo"
    return venue_core(marks, at, begin, end) or unknown_core(marks, at, begin, end)


def place_inside(marks: Marks, lead: Mention) -> int:
    """Where a place begins whose first words the preposition has taken too: "à | La Haye", "en la |
    Ciudad de México"; the end of the preposition elsewhere."""
    for at in range(lead.last - 1, lead.first, -1):
        place = marks.at(at, "place")
        if place and place.last > lead.last:
            return at
    return lead.last


def bare_venue(marks: Marks, at: int, end: int) -> Core | None:
    """A venue set off by a comma, nothing before it: ", headquarters of the AU, Addis Ababa"."""
    if marks.lemma(at - 1) not in (",", ":", "("):
        return None
    found = venue_core(marks, at, at, end)
    named = found and marks.within(at, found.mention.first, "venue-noun")
    return found if named else None


def unknown_core(marks: Marks, at: int, begin: int, end: int) -> Core | None:
    """A name that no gazetteer has, where only a place can stand: "in Saly on 5 May"."""
    last = begin
    while (
        last < end
        and last - begin < LONGEST_UNKNOWN
        and marks.text(last)[:1].isupper()
        and not (marks.over(last, *NO_PLACES))
    ):
        last += 1
    bare = last - begin and marks.lemma(at) == marks.lemma(begin - 1)
    if not bare or not ends_place(marks, last, end):
        return None
    tokens = marks.tokens
    start, stop = tokens[begin].start, tokens[last - 1].end
    name = Place(marks.slice(begin, last), "", "")
    mention = Mention("place", "unknown", start, stop, begin, last, "place.unknown", place=name)
    return Core("place", mention, at, last, led=True, place_first=begin)


def ends_place(marks: Marks, at: int, end: int) -> bool:
    """Whether a date, an infinitive or the end of the sentence follows a name."""
    if at >= end or marks.lemma(at) in (".", ";", ")"):
        return True
    if marks.lemma(at) == ",":
        at += 1
    return date_core(marks, at, end) is not None or marks.lemma(at) == "to"


def island_lead(marks: Marks, at: int) -> Mention | None:
    """The word "on" before an island that a rule knows."""
    word = marks.at(at, "before-island")
    place = marks.at(word.last, "place") if word else None
    return (
        word
        if place
        and place.place
        and place.place.city
        and place.rule.startswith("place.")
        and (place.rule not in ("place.city", "place.unknown", "place.ambiguous"))
        else None
    )


def with_alias(marks: Marks, core: Core, end: int) -> Core:
    """A venue followed by its city ("Palais des Nations, Geneva"): one place, the city's."""
    if not core.mention.rule.startswith("venue."):
        return core
    nxt = core.last + 1 if marks.lemma(core.last) == "," else core.last
    lead = marks.at(nxt, "before-place")
    city = marks.at(lead.last if lead else nxt, "place")
    if city and city.last <= end and same_country(core.mention, city):
        return Core("place", city, core.first, city.last, core.led, place_first=core.place_first)
    return core


def same_country(one: Mention, other: Mention) -> bool:
    """Whether two places lie in one country."""
    return bool(one.place and other.place and one.place.country_code == other.place.country_code)


def venue_core(marks: Marks, at: int, begin: int, end: int) -> Core | None:
    """A venue that no gazetteer has: "at the Hilton Hotel in Lima", "at IOM's office, Lima"."""
    for index in range(begin, min(begin + VENUE_LENGTH, end)):
        place = marks.at(index, "place")
        if place and index > begin and place.place and place.place.city:
            return Core("place", place, at, place.last, led=True, place_first=begin)
        if not in_venue(marks, index, first=index == begin):
            return None
    return None


def in_venue(marks: Marks, at: int, *, first: bool) -> bool:
    """Whether a token can belong to the name of a venue."""
    small = marks.at(at, "article", "before-place", "of", "and") is not None
    other = marks.at(at, "date", "predicate", "role", "noun", "body", "theme")
    if other and not first and not marks.at(at, "before-place", "of"):
        return False
    named = marks.text(at)[:1].isupper() or marks.text(at) in PARTICLES
    return small or named or marks.over(at, "venue-noun") is not None


def there_core(marks: Marks, at: int) -> Core | None:
    """A word that points to the place before ("there")."""
    lead = marks.at(at, "before-place")
    there = marks.at(at, "there") or (marks.at(lead.last, "there") if lead else None)
    if there is None or marks.over(there.first, "predicate"):
        return None  # "y a fait suite"
    return Core("there", there, at, there.last)


def quote_end(marks: Marks, at: int, end: int) -> int:
    """Where a quotation that opens at `at` ends; `at` itself where none does."""
    closer = QUOTES.get(marks.text(at))
    if closer is None:
        return at
    for index in range(at + 1, end):
        if marks.text(index) == closer:
            return index + 1
    return at


def dated_soon(marks: Marks, at: int, end: int) -> bool:
    """Whether cores with a date begin at `at`, after a mark or a bracket."""
    while at < end and (marks.lemma(at) in BETWEEN or marks.dash(at) or marks.at(at, "each")):
        at += 1
    seen = 0
    while at < end and seen < 4:
        core = core_at(marks, at, end)
        if core is None:
            return False
        if core.kind == "date":
            return True
        at, seen = core.last, seen + 1
        while at < end and (marks.lemma(at) in (",", "(", ")", "-") or marks.dash(at)):
            at += 1
    return False
