"""French and Spanish: dates by other hands and by a generator, sentences, files of words."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentence_tables import Case, read_cases, rows_of
from test_sentences import differences

from pipeline.find.calendar import read_calendar
from pipeline.find.dates import Calendar, find_dates
from pipeline.find.finder import Finder, make_finder
from pipeline.find.tokens import tokenize
from pipeline.model import InputError, Period
from pipeline.rulebook import load_rules
from pipeline.trial import Setting
from pipeline.workbench.dates import read_dates
from pipeline.workbench.trying import to_json, try_one
from tests.parts import reference, rules

HERE = Path(__file__).parent
LANGUAGES = ("fr", "es")
NOT_YET = {  # dates that are known to be read wrong, of 220 a language
    "fr": {"10 h au 5 mai", "Horodatage", "Mars a été"},
    "es": {"10 h al 5 de mayo", "Marca de tiempo", "Tanto el 16"},
}
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}
SHORT = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
}
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2029, 12, 31))


@lru_cache(maxsize=3)
def calendar(language: str) -> Calendar:
    """The words of a language's dates."""
    return read_calendar(rules().in_language(language), reference(), language)


def read(text: str, language: str) -> list[Period | None]:
    """The dates in a text of a report of 2000."""
    found = find_dates(tokenize(text), calendar(language), 2000)
    return [one.period for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_of_writers_who_knew_no_rule(language: str) -> None:
    file = HERE / "dates" / language / "another-hand.tsv"
    lines = [line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    book = rules().in_language(language)
    found = read_dates(
        [text for text, _, _ in lines], book, reference(), year=2019, language=language
    )
    wrong = {
        text
        for (text, _, want), days in zip(lines, found, strict=True)
        if [list(one) for one in days] != json.loads(want)
    }
    known = {text for text in wrong if any(part in text for part in NOT_YET[language])}
    assert wrong == known
    assert len(known) == len(NOT_YET[language])
    assert len(lines) >= 200


# --- expressions built from known days ---


def day_of(language: str, day: dt.date) -> str:
    """A day of the month as printed: "1er", "3"."""
    return "1er" if language == "fr" and day.day == 1 else str(day.day)


@st.composite
def dated(draw: st.DrawFn) -> tuple[str, str, list[Period]]:
    """A language, an expression and its days: a day, a range, two days, a month."""
    language = draw(st.sampled_from(LANGUAGES))
    first = draw(DAYS)
    last = first + dt.timedelta(days=draw(st.integers(1, 40)))
    names = draw(st.sampled_from([MONTHS, SHORT]))[language].split()
    of = " de " if language == "es" else " "
    begin, end = names[first.month - 1], names[last.month - 1]
    a, b = day_of(language, first), day_of(language, last)
    by = {
        "fr": ("du ", " au ", "entre le ", " et le "),
        "es": ("del ", " al ", "entre el ", " y el "),
    }
    since, until, between, along = by[language]
    year = f"{of}{last.year}"
    one_month = (first.year, first.month) == (last.year, last.month)
    kind = draw(st.sampled_from(["day", "range", "between", "pair", "month"]))
    if kind == "day":
        return language, f"{a}{of}{begin}{of}{first.year}", [Period(first, first)]
    if kind == "month":
        opening = first.replace(day=1)
        closing = (opening + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
        text = f"en {MONTHS[language].split()[first.month - 1]}{of}{first.year}"
        return language, text, [Period(opening, closing, "month")]
    early = (
        ""
        if one_month
        else f"{of}{begin}" + (year if first.year == last.year else f"{of}{first.year}")
    )
    if kind == "pair":
        joint = "les " if language == "fr" else "los días "
        text = f"{joint}{a}{early} {'et' if language == 'fr' else 'y'} {b}{of}{end}{year}"
        return language, text, [Period(first, first), Period(last, last)]
    lead, sign = (since, until) if kind == "range" else (between, along)
    return language, f"{lead}{a}{early}{sign}{b}{of}{end}{year}", [Period(first, last)]


@given(dated(), st.sampled_from(["", ", Lima", " (Lima)", ".", " ; "]))
def test_a_built_date_reads_back(built: tuple[str, str, list[Period]], ending: str) -> None:
    language, text, periods = built
    assert read(f"{text}{ending}", language) == periods, text


# --- sentences ---


@lru_cache(maxsize=3)
def finder(language: str) -> Finder:
    """The finder of a language."""
    book = rules().in_language(language)
    return make_finder(book, reference().under(book), language)


def cases() -> list[tuple[str, Case]]:
    """The sentences of all languages, each with its language."""
    return [
        (language, case)
        for language in LANGUAGES
        for path in sorted((HERE / "sentences" / language).glob("*.md"))
        for case in read_cases(path)
    ]


@pytest.mark.parametrize(("language", "case"), cases(), ids=lambda one: getattr(one, "line", one))
def test_a_sentence_gives_its_rows(language: str, case: Case) -> None:
    setting = Setting(case.mechanism, case.year, language)
    tried = try_one(case.sentence, setting, finder(language))
    lines = list(differences(case, rows_of(to_json(tried))))
    assert not lines, "\n".join([f"{language}/{case.file}:{case.line}  {case.claim}", *lines])


def test_small_words_of_english_say_nothing_in_french() -> None:
    reading = "On a examiné la traite. Or, la réunion a été annulée."
    tried = try_one(reading, Setting("rcm", 2020, "fr"), finder("fr"))
    assert not to_json(tried)["events"]


def test_an_accent_tells_short_words_apart() -> None:
    words = finder("fr").nlp("Il a parlé à Lima")
    spans = [(span.text, span.id_) for group in words.spans.values() for span in group]
    assert ("à", "word.place-preposition") in spans
    assert ("a", "word.place-preposition") not in spans


# --- files of words ---

RULES = """- id: format.hybrid
  value: hybrid
  en: [hybrid]
  hits: ["a [hybrid] workshop"]
  misses: ["a hybrid car"]
"""
TONGUES = """- id: language.en
  value: en
  name: English
  order: noun-last
  days: ordinal
  numeric: either
  months: capital
- id: language.pt
  value: pt
  name: Portuguese
  order: noun-first
  days: cardinal
  numeric: day-first
  months: small
"""


def folder_of(tmp_path: Path, words: str) -> Path:
    """A folder of rules with a file of Portuguese words."""
    folder = tmp_path / "rules"
    (folder / "pt").mkdir(parents=True)
    (folder / "formats.yml").write_text(RULES, encoding="utf-8")
    (folder / "languages.yml").write_text(TONGUES, encoding="utf-8")
    (folder / "pt" / "formats.yml").write_text(words, encoding="utf-8")
    return folder


def test_a_file_of_words_adds_to_the_rules_when_it_is_needed(tmp_path: Path) -> None:
    book = load_rules(folder_of(tmp_path, "- id: format.hybrid\n  pt: [híbrido(|s)]\n"))
    rule = book.by_id["format.hybrid"]
    assert "pt" not in rule.words
    spoken = book.in_language("pt").by_id["format.hybrid"]
    assert list(spoken.terms("pt")) == ["hybrid", "híbrido", "híbridos"]
    assert book.in_language("en") is book


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("- id: format.hibrid\n  pt: [a]\n", "pt/formats.yml:1: no rule 'format.hibrid' to add"),
        ("- id: format.hybrid\n  pr: [a]\n", "pt/formats.yml:2: format.hybrid: no key 'pr' here"),
        ("- id: format.hybrid\n  pt: a\n", "pt/formats.yml:2: format.hybrid: pt: a list of words"),
        ("- id: format.hybrid\n  pt: [a\n", "pt/formats.yml:"),
    ],
)
def test_a_file_of_words_that_does_not_fit(tmp_path: Path, words: str, says: str) -> None:
    book = load_rules(folder_of(tmp_path, words))
    with pytest.raises(InputError, match=".*") as refused:
        book.in_language("pt")
    assert says in str(refused.value)


def test_a_word_of_no_language(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "- id: format.hybrid\n  pt: [híbrido]\n")
    (folder / "formats.yml").write_text(RULES + "  xx: [hybrid]\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_rules(folder)
    assert "formats.yml:6: format.hybrid: no language 'xx' in languages.yml" in str(refused.value)
