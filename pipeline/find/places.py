"""Places: names looked up where a place can stand, and which of several cities is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Mention, Place, Token
from pipeline.reference import Match, Reference

CLEARLY_LARGER = 5  # times the next; the contract, `occurrences.city`
TOWN = 150_000  # people; below, a place does not stand for a far greater one of its name
LONGEST_NAME = 6  # tokens
LONGEST_LEAD = 4  # tokens before a country: "dans les", "en el"
LONGEST_STATE = (
    3  # tokens of what stands between a city and its country ("Nusa Dua, Bali, Indonesia")
)
SHORTEST = 3  # letters of a city's name that may stand without its country and a lead
SHORTEST_TRUSTED = 5  # letters of an alternate name that may stand without its country
POINTED = frozenset({"st", "ste", "mt", "ft", "d", "c"})  # before a point inside a name
GAZETTEER_RULES = ("place.city", "place.unknown", "place.ambiguous")
CLOSERS = frozenset({"", ",", "(", ")", ";", ".", "\n", "-", ":"})  # behind a name set off
OPENERS = frozenset({"", ",", "(", ")", "-", ":", ";", "/", "\n", "[", "|"})


@dataclass(slots=True)
class Near:
    """The countries (alpha-3) that speak for one of several cities of a name."""

    region: frozenset[str]
    section: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a section with what the place finder needs to know of them.

    `openings` are the tokens before which a word or sign stands that a place may follow, `led`
    those after a preposition or a date; `taken` belong to dates or to names, `names` to names;
    an article stands before `articles`; `foreign` says that the text is not in English; verbs of a
    host begin at `hosting`, nouns of events at `nouns`, words such as "ville de" at `towns`.
    """

    text: str
    tokens: Sequence[Token]
    led: frozenset[int]
    openings: frozenset[int]
    taken: frozenset[int]
    names: frozenset[int]
    articles: frozenset[int]
    foreign: bool = False
    hosting: frozenset[int] = frozenset()
    nouns: frozenset[int] = frozenset()
    towns: frozenset[int] = frozenset()

    def leads(self, at: int, end: int) -> bool:
        """Whether a name between two tokens stands where a place does: after a preposition, and in
        another language than the gazetteer's between marks and before "hosted" too ("SOM, Ginebra,
        5 de mayo", "Ginebra | acogió")."""
        off = self.norm(end) in CLOSERS or end in self.hosting
        return at in self.led or (self.foreign and off)

    def behind_preposition(self, at: int) -> int:
        """Where a name begins behind the preposition of a place, and its article; 0 elsewhere."""
        for begin in range(at + 1, at + LONGEST_LEAD):
            if begin in self.led and self.is_name(begin):
                return begin
        return 0

    def slice(self, start: int, end: int) -> str:
        """The text of the tokens from `start` up to `end`."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def norm(self, at: int) -> str:
        """The norm of a token, empty outside the text."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def is_name(self, at: int) -> bool:
        """Whether a name can begin at `at`: a capital, or "the" and small particles before one."""
        if not 0 <= at < len(self.tokens):
            return False
        text = self.tokens[at].text
        if text[:1].isupper() or at in self.towns:
            return True
        if at and text in "'’" and self.tokens[at - 1].end == self.tokens[at].start:
            return False  # "l'Italie", but "'s-Gravenhage"
        follows = at + 1 < len(self.tokens) and self.tokens[at + 1].text[:1].isupper()
        return follows and (text in ("the", "'", "’") or (len(text) == 1 and text.isalpha()))


def find_places(text: Text, reference: Reference, near: Near) -> Iterator[Mention]:
    """The places and countries of a section, left to right; places named count for later ones."""
    at = 0
    while at < len(text.tokens):
        mention = venue_at(text, at, reference) if begins_venue(text, at) else None
        if mention is None and at not in text.taken and text.is_name(at):
            mention = (
                named_place(text, at, reference, near)
                if at in text.openings
                else country_at(text, at, reference)
            )
        if mention is None or is_meeting(text, mention):
            at += 1
            continue
        if mention.place and mention.place.country_code:
            near.section.append(mention.place.country_code)
        yield mention
        at = mention.last


def is_meeting(text: Text, mention: Mention) -> bool:
    """Whether what could be a place is an event: "Réunion technique", "La reunión" are no
    island."""
    nouns = [at for at in range(mention.first, mention.last) if at in text.nouns]
    alone = mention.last - mention.first == len(nouns)
    return bool(nouns) and alone or any(text.tokens[at].text.islower() for at in nouns)


def named_place(text: Text, at: int, reference: Reference, near: Near) -> Mention | None:
    """The place at `at`; behind an article no city of one word of the gazetteer ("the Arab |
    region", but "la Ciudad de México")."""
    mention = place_at(text, at, reference, near)
    if mention is None or mention.place is None or mention.rule not in GAZETTEER_RULES:
        return mention
    city, first = mention.place.city, text.tokens[at].text
    behind = at in text.articles or (first.islower() and not city.lower().startswith(first))
    single = mention.last - mention.first - first.islower() == 1
    return None if city and behind and single else mention


def place_at(text: Text, at: int, reference: Reference, near: Near) -> Mention | None:
    """The place that begins at `at`: a city, with its country if printed, or a country."""
    for end in range(min(at + LONGEST_NAME, len(text.tokens)), at, -1):
        if not usable(text, at, end):
            continue
        name = text.slice(at, end)
        country, beyond = country_after(text, end, reference)
        if country:
            found = reference.look_up(name, country.country_code)
            if found:
                return to_mention(text, at, beyond, found[0].place, rule_of(found[0]))
        own = reference.look_up_country(name)
        if own and not (country and country.country_code != own.place.country_code):
            city = city_state(text, name, own, reference) if at in text.openings else None
            if city:
                return to_mention(text, at, end, city.place, rule_of(city))
            return to_mention(text, at, end, own.place, own.rule or "place.country")
        if own:  # "in Chile, Peru and Ecuador": a list of countries
            return to_mention(text, at, end, own.place, own.rule or "place.country")
        cities = trusted(
            reference.look_up(name), name, led=text.leads(at, end), foreign=text.foreign
        )
        people = reference.look_up_demonym(name)  # "one in English"
        state = at + 1 in text.articles and country_at(text, at + 1, reference)  # "El Perú"
        if cities and not (country or people or state or names_on(text, end)):
            return chosen(text, at, end, cities, near)
        if country and at in text.led and whole_name(text, at, end):
            unknown = Place(text.slice(at, end), country.country_code, country.country)
            return to_mention(text, at, beyond, unknown, "place.unknown")
    return None


def city_state(text: Text, name: str, country: Match, reference: Reference) -> Match | None:
    """The city of a country's own name ("in Djibouti", "in Singapore"), or of its English name in a
    text in another language ("à Mexico"); None without one."""
    found = reference.look_up(name, country.place.country_code)
    ruled = (one for one in found if one.basis == "rule")
    same = country.place.country
    return next((one for one in ruled if text.foreign or one.place.city == same), None)


def names_on(text: Text, end: int) -> bool:
    """Whether a name goes on behind a city: "the Marrakesh | Compact" is no place."""
    if end >= len(text.tokens) or end in text.taken:
        return False
    token = text.tokens[end]
    return token.text.isalpha() and token.text[:1].isupper()


def begins_venue(text: Text, at: int) -> bool:
    """Whether a venue that holds a body's name can begin at `at`."""
    if at not in text.openings or not text.is_name(at):
        return False
    return any(near in text.names for near in range(at, at + LONGEST_NAME))


def venue_at(text: Text, at: int, reference: Reference) -> Mention | None:
    """The venue that a name begins ("IOM | Headquarters"): one that a rule knows."""
    for end in range(min(at + LONGEST_NAME, len(text.tokens)), at + 1, -1):
        within = any(near in text.names for near in range(at, end))
        if within and text.norm(end - 1)[:1].isalnum():
            for match in reference.look_up(text.slice(at, end)):
                if match.rule.startswith("venue."):
                    return to_mention(text, at, end, match.place, match.rule)
    return None


def country_at(text: Text, at: int, reference: Reference) -> Mention | None:
    """The country that is named at `at`, where no place of an event can stand."""
    own, end = longest_country(text, at, reference)
    return to_mention(text, at, end, own.place, own.rule or "place.country") if own else None


def longest_country(text: Text, at: int, reference: Reference) -> tuple[Match | None, int]:
    """The country with the longest name that begins at `at`, and its end."""
    for end in range(min(at + LONGEST_NAME, len(text.tokens)), at, -1):
        found = reference.look_up_country(text.slice(at, end)) if usable(text, at, end) else None
        if found:
            return found, end
    return None, at


def usable(text: Text, start: int, end: int) -> bool:
    """Whether the tokens can be one name: none taken, no stop or comma inside but "D.C."'s."""
    if any(at in text.taken for at in range(start, end)):
        return False
    norms = [text.norm(at) for at in range(start, end)]
    inside = set(norms[1:-1]) & {",", ";", ":", "(", ")", "\n", "."}
    if inside - {"."} and not (norms[-1] in (".", "c") and "d" in norms):
        return False
    if any(norm == "." and norms[index - 1] not in POINTED for index, norm in enumerate(norms)):
        return False
    if norms[-1] == ".":
        return "d" in norms
    return norms[-1][:1].isalnum() and norms[-1] not in ("and", "of")


def country_after(text: Text, end: int, reference: Reference) -> tuple[Place | None, int]:
    """The country printed after a city (", Peru", "(Peru)", ", Bali, Indonesia") and its end."""
    after = end
    while after < end + 2 and text.is_name(after) and text.tokens[after].text.isalpha():
        after += 1  # "Issyk-Kul | Region, Kyrgyzstan"
    end = after if text.norm(after) == "," else end
    opening = text.norm(end)
    if opening not in (",", "("):
        return None, end
    if text.foreign and opening == "," and (led := text.behind_preposition(end + 1)):
        found, last = longest_country(text, led, reference)  # "à Lilongwe, au Malawi"
        if found:
            return found.place, last
    for skip in range(LONGEST_STATE + 2):
        begin = end + 1 + skip
        if skip and (text.norm(begin - 1) != "," or not whole_name(text, end + 1, begin - 1)):
            continue
        if not text.is_name(begin):
            continue
        found, last = longest_country(text, begin, reference)
        if found and opening == "(" and text.norm(last) != ")":
            return None, end
        if found:
            return found.place, last + (opening == "(")
    return None, end


def whole_name(text: Text, start: int, end: int) -> bool:
    """Whether the tokens are a short name in title case."""
    words = [text.tokens[at].text for at in range(start, end)]
    return (
        0 < len(words) <= LONGEST_STATE + 1
        and all(
            word[:1].isupper()
            or word in ("de", "del", "la", "of", "-", "’", "'", "al", "el", "les")
            for word in words
        )
        and words[0][:1].isupper()
    )


def trusted(matches: tuple[Match, ...], name: str, *, led: bool, foreign: bool) -> list[Match]:
    """The matches that count for a name without its country; alternate names need a lead."""
    known = [match for match in matches if match.basis in ("rule", "main")]
    if len(name) < SHORTEST and not led:
        return []  # "Se" is a city of Brazil, and a word of Spanish
    if known or not led:
        return known
    if len(name) < SHORTEST_TRUSTED - foreign:  # "en Roma"
        return []
    return [match for match in matches if match.basis == "alternate"] or list(matches)


def chosen(text: Text, start: int, end: int, found: list[Match], near: Near) -> Mention:
    """The mention of the city meant, or of the name alone where it stays open."""
    name = text.slice(start, end)
    same = [match for match in found if match.place.city == name]  # accents and all
    match = choose_city(same or found, near)
    if match is None:
        return to_mention(text, start, end, None, "place.ambiguous")
    return to_mention(text, start, end, match.place, rule_of(match))


def choose_city(matches: list[Match], near: Near) -> Match | None:
    """The one city of a name that is meant, None where several may be.

    Of several: the one in the mechanism's region, or in a country named before in the section,
    else the clearly largest; a town of a great city's name ("Geneva", "Lima" in the United States)
    is not meant without its country.
    """
    if len(matches) == 1:
        return matches[0]
    if clearly_largest(matches):
        matches = [one for one in matches if one.place.population >= TOWN or one is matches[0]]
    for codes in (near.region, frozenset(near.section)):
        inside = [match for match in matches if match.place.country_code in codes]
        if len(inside) == 1 or (inside and clearly_largest(inside)):
            return inside[0]
    return matches[0] if clearly_largest(matches) else None


def clearly_largest(matches: list[Match]) -> bool:
    """Whether the first is the largest by far; matches come largest first."""
    ordered = sorted((match.place.population for match in matches), reverse=True)
    largest = matches[0].place.population
    return largest == ordered[0] and (len(ordered) == 1 or largest >= CLEARLY_LARGER * ordered[1])


def rule_of(match: Match) -> str:
    """The id of the rule behind a match, or of the gazetteer."""
    return match.rule or "place.city"


def to_mention(text: Text, first: int, last: int, place: Place | None, rule: str) -> Mention:
    """A place mention over tokens; `value` is its country code, or `ambiguous`."""
    value = place.country_code if place else "ambiguous"
    start, end = text.tokens[first].start, text.tokens[last - 1].end
    return Mention("place", value, start, end, first, last, rule, place=place)
