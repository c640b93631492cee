"""Places: where a name can stand, and which of several cities it means."""

from __future__ import annotations

import pytest

from pipeline.find.finder import Finder, make_finder
from pipeline.find.places import Near, choose_city
from pipeline.model import Place, Section
from pipeline.reference import Match, open_reference
from pipeline.rulebook import load_rules
from pipeline.view import EMPTY, plain


@pytest.fixture(scope="module")
def finder() -> Finder:
    rules = load_rules()
    return make_finder(rules, open_reference(rules), "en")


def places(finder: Finder, text: str, mechanism: str = "") -> list[str]:
    section = Section(
        "mechanism", 0, len(text), EMPTY, plain(text, 0, len(text)), "test", mechanism
    )
    return [
        f"{one.place.city}/{one.place.country_code}" if one.place else one.value
        for one in finder.read(section, 2019).of("place")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Workshop, 5 May, Lima, Peru", ["Lima/PER"]),
        ("Workshop, 5 May, Cotonou (Benin)", ["Cotonou/BEN"]),
        ("Workshop in the Hague on 5 May", ["The Hague/NLD"]),
        ("Workshop, 5 May, Washington, D.C., hosted by IOM", ["Washington/USA"]),
        ("Workshop, 5 May, San José, Costa Rica", ["San José/CRI"]),
        ("Workshop, 5 May, Nusa Dua, Bali, Indonesia", ["Nusa Dua/IDN"]),
        ("Workshop, 5 May, New York", ["New York City/USA"]),
        ("Workshop, 5 May, Guinea-Bissau", ["/GNB"]),
        ("Workshop, 5 May, Port Moresby, Papua New Guinea", ["Port Moresby/PNG"]),
        ("Workshop, 5 May, Palais des Nations, Geneva", ["Geneva/CHE", "Geneva/CHE"]),
        ("Workshop, 5 May, Qwertz, Kenya", ["Qwertz/KEN"]),
        ("the Bali Process and the Budapest Process", []),
        ("adopted the Marrakesh Compact", []),
        ("the review in the Arab region", []),
    ],
)
def test_a_place_is_read(finder: Finder, text: str, wanted: list[str]) -> None:
    assert places(finder, text) == wanted


def test_the_region_of_the_mechanism_decides(finder: Finder) -> None:
    assert places(finder, "Workshop, 5 May, Córdoba", "sacm") == ["Córdoba/ARG"]
    assert places(finder, "Workshop, 5 May, Valencia", "5-plus-5") == ["Valencia/ESP"]


def test_a_country_named_before_decides(finder: Finder) -> None:
    text = "SOM, 3 May, Madrid, Spain. Workshop, 5 May, Valencia"
    assert places(finder, text)[-1] == "Valencia/ESP"


def match(country: str, population: int) -> Match:
    return Match(Place("Springfield", country, country, 0.0, 0.0, population), "main")


@pytest.mark.parametrize(
    ("populations", "wanted"),
    [([100], "AAA"), ([500, 100], "AAA"), ([499, 100], None), ([100, 90, 1], None)],
)
def test_the_clearly_largest_city_is_meant(populations: list[int], wanted: str | None) -> None:
    codes = ("AAA", "BBB", "CCC")
    matches = [match(code, size) for code, size in zip(codes, populations, strict=False)]
    found = choose_city(matches, Near(frozenset()))
    assert (found.place.country_code if found else None) == wanted
