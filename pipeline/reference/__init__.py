"""Reference data: places, words of the calendar, dictionaries.

It comes from packages by way of an index (`index.py`); rules/places.yml is laid over it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.model import Place
from pipeline.reference.index import open_index
from pipeline.reference.keys import name_key
from pipeline.reference.overlay import Overlay, read_overlay
from pipeline.rule import PlaceRule
from pipeline.rulebook import Rulebook

__all__ = ["Match", "Reference", "open_reference"]

BASES = ("rule", "main", "alternate", "small")  # how a name means a city, most trusted first

CITIES = """
SELECT rank, name, country, latitude, longitude, population
FROM city_name JOIN city ON city.id = city_name.city
WHERE key = ? ORDER BY rank, population DESC, city.id
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name means. `basis` is one of `BASES`; `rule` the rule's id, else empty."""

    place: Place
    basis: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the packages and the rules know about names and words. No method raises.

    Made by `open_reference`.
    """

    index: sqlite3.Connection
    overlay: Overlay
    rules: Rulebook

    def under(self, rules: Rulebook) -> Reference:
        """The same packages under other rules: those with the words of a language."""
        return self if rules is self.rules else open_overlay(self.index, rules)

    def look_up(self, name: str, country: str = "") -> tuple[Match, ...]:
        """The cities that a printed name means, and how.

        A rule for the name decides alone. Else matches on the main name come first, then those on
        alternate names, each most populous first; places under 15,000 people are reached by
        their main name, and only where no larger place matches. `country` (alpha-3) restricts.
        """
        ruled = self.ruled_cities(name, country)
        if ruled:
            return ruled
        found = [
            match
            for match in self.gazetteer_cities(name)
            if country in ("", match.place.country_code)
        ]
        return tuple([one for one in found if one.basis != "small"] or found)

    def cities(self, name: str, country: str = "") -> tuple[Place, ...]:
        """The places of `look_up`."""
        return tuple(match.place for match in self.look_up(name, country))

    def look_up_country(self, name: str) -> Match | None:
        """The country that a name means, and how; None where it means none.

        Its city and degrees are empty. English names, French, Spanish and official ones, and
        those of the rules; never a code, unless a rule says so.
        """
        for rule in self.overlay.named(name):
            if not rule.city:
                return Match(self.country_place(rule.country_code), "rule", rule.id)
        code = self.value("SELECT code FROM country_name WHERE key = ?", name_key(name))
        return Match(self.country_place(code), "main") if code else None

    def country(self, name: str) -> Place | None:
        """The place of `look_up_country`."""
        match = self.look_up_country(name)
        return match.place if match else None

    def country_place(self, code: str) -> Place:
        """The country of an alpha-3 code under the name to print, which is empty if unknown."""
        return Place(city="", country_code=code, country=self.country_name(code))

    def country_name(self, code: str) -> str:
        """The name to print of an alpha-3 code; empty for an unknown one."""
        ruled = self.overlay.country_names.get(code)
        return ruled or self.value("SELECT name FROM country WHERE code = ?", code)

    def look_up_demonym(self, word: str) -> Match | None:
        """The country that a word such as "Italian" or "South African" names; None for others."""
        rule = self.overlay.demonyms.get(name_key(word))
        return Match(self.country_place(rule.country_code), "rule", rule.id) if rule else None

    def demonym(self, word: str) -> str:
        """The alpha-3 code of `look_up_demonym`; empty where there is none."""
        match = self.look_up_demonym(word)
        return match.place.country_code if match else ""

    def months(self, language: str) -> dict[str, int]:
        """A language's words for the months, in small letters without points; January is 1."""
        rows = self.index.execute("SELECT word, number FROM month WHERE language = ?", (language,))
        return dict(rows)

    def weekdays(self, language: str) -> frozenset[str]:
        """A language's words for the days of the week, in small letters without points."""
        rows = self.index.execute("SELECT word FROM weekday WHERE language = ?", (language,))
        return frozenset(word for (word,) in rows)

    def is_word(self, word: str, language: str) -> bool:
        """Whether a word stands in the dictionary of a language, in any case."""
        query = "SELECT word FROM word WHERE language = ? AND word = ?"
        return bool(self.value(query, language, word.casefold()))

    def ruled_cities(self, name: str, country: str) -> tuple[Match, ...]:
        """The cities that rules give a name."""
        return tuple(
            Match(self.ruled_place(rule), "rule", rule.id)
            for rule in self.overlay.named(name)
            if rule.city and country in ("", rule.country_code)
        )

    def ruled_place(self, rule: PlaceRule) -> Place:
        """The gazetteer's city of a rule; the rule's own where it gives degrees."""
        known = [
            match.place
            for match in self.gazetteer_cities(rule.city)
            if match.place.country_code == rule.country_code
        ]
        if rule.latitude is None and known:
            return known[0]
        return Place(
            city=rule.city,
            country_code=rule.country_code,
            country=self.country_name(rule.country_code),
            latitude=rule.latitude,
            longitude=rule.longitude,
        )

    def gazetteer_cities(self, name: str) -> list[Match]:
        """All cities of the gazetteer under a name, in the order of `look_up`."""
        rows = self.index.execute(CITIES, (name_key(name),))
        return [
            Match(Place(city, code, self.country_name(code), lat, lon, population), BASES[rank])
            for rank, city, code, lat, lon, population in rows
        ]

    def value(self, query: str, *keys: str) -> str:
        """The text that a query finds; empty where it finds nothing."""
        row = self.index.execute(query, keys).fetchone()
        return str(row[0]) if row else ""


def open_reference(rules: Rulebook) -> Reference:
    """The reference data under the rules; the first call on a machine builds the index.

    Raises `ModuleNotFoundError` where a package is missing. Without a writable cache all is the
    same, but each opening takes some seconds.
    """
    return open_overlay(open_index(), rules)


def open_overlay(index: sqlite3.Connection, rules: Rulebook) -> Reference:
    """The index with the places of the rules laid over it."""
    return Reference(index, read_overlay(rules), rules)
