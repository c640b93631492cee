"""Headings, anniversaries, boxes, furniture and titles, as editors of other years print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.section import find_title
from tests.parts import TEXT, parts_of, report_of, rules, sections_of, unaccounted

REPORT = Path(__file__).resolve().parent.parent / "raw" / "iscm-2020.txt"
TOP = "ISCM Highlights 2019\n\n"


@pytest.mark.parametrize(
    ("text", "language", "title", "year"),
    [
        ("ISCM 2020 Highlights", "en", "ISCM 2020 Highlights", 2020),
        ("ISCM HIGHLIGHTS | 2021", "en", "ISCM HIGHLIGHTS | 2021", 2021),
        ("2018 RCP/ISCM Highlights", "en", "2018 RCP/ISCM Highlights", 2018),
        ("ISCM Highlights\n\n2016", "en", "ISCM Highlights 2016", 2016),
        ("I S C M  H I G H L I G H T S  2 0 2 1", "en", "ISCM HIGHLIGHTS 2021", 2021),
        ("Faits saillants des MCIE 2021", "fr", "Faits saillants des MCIE 2021", 2021),
        ("Aspectos destacados 2019", "es", "Aspectos destacados 2019", 2019),
        ("ISCM Highlights", "en", "ISCM Highlights", 0),
        (
            "ISCM Highlights\nJanuary – December 2016",
            "en",
            "ISCM Highlights January – December 2016",
            2016,
        ),
        (
            "HIGHLIGHTS 2019 – Inter-State Consultation Mechanisms on Migration",
            "en",
            "HIGHLIGHTS 2019 – Inter-State Consultation Mechanisms on Migration",
            2019,
        ),
    ],
)
def test_titles(text: str, language: str, title: str, year: int) -> None:
    found = find_title(report_of(f"{text}\n\nBali Process\n{TEXT}", language), rules())
    assert found is not None
    assert (found.text.value, found.year.value) == (title, year)


def test_a_report_without_a_title() -> None:
    assert find_title(report_of(f"Bali Process\n{TEXT}"), rules()) is None


@pytest.mark.parametrize(
    ("heading", "mechanism"),
    [
        ("Bali Process", "bali-process"),
        (" Rabat Process ", "rabat-process"),
        ("APC", "apc"),
        ("PRAGUE PROCESS:", "prague-process"),
        ("1. Budapest Process", "budapest-process"),
        ("• Colombo Process", "colombo-process"),
        ("COLOMBO PROCESS (CP)", "colombo-process"),
        ("The Regional Conference on Migration", "rcm"),
        ("MIDSA (Migration Dialogue for Southern Africa)", "midsa"),
        ("GFMD – Global Forum on Migration and Development", "gfmd"),
        ("ECCAS: Migration Dialogue for Central African States (MIDCAS)", "midcas"),
        ("Eastern Partnership (EaP) Panel on Migration and \nAsylum ", "eap-panel"),
        ("Central American Commission of Migration Directors \n(OCAM)", "ocam"),
        ("Ibero-American Network of\nMigration Authorities\n(RIAM)", "riam"),
        ("PACIFIC IMMIGRATION DEVELOPMENT COMMUNITY (PIDC)", "pidc"),
        ("Khartoum Process (EU-Horn of Africa Migration Route Initiative)", "khartoum-process"),
        ("Arab Regional Consultative Process (ARCP) on Migration and Refugee Affairs", "arcp"),
        ("G L O B A L", "global-iscm"),
        ("Sixth Global RCP Meeting", "global-iscm"),
    ],
)
def test_known_headings(heading: str, mechanism: str) -> None:
    shown = " ".join(heading.split()).lstrip("1.• ").rstrip(":")
    shown = "GLOBAL" if shown == "G L O B A L" else shown
    text = f"{TOP}MIDWA\n{TEXT}\n{heading}\n{TEXT}"
    assert sections_of(text)[1:] == [(mechanism, shown)]


def test_a_heading_glued_to_the_text_before_and_after() -> None:
    text = f"{TOP}OCAM\nWorkshop, 5 May, on country profiles. \nRabat Process \n{TEXT}"
    assert sections_of(text) == [("ocam", "OCAM"), ("rabat-process", "Rabat Process")]


@pytest.mark.parametrize(
    ("heading", "mechanism"),
    [
        ("Conference of African Women in Migration (CAWIM)", "cawim"),
        ("Santa Cruz Dialogue on Human Mobility", "santa-cruz-dialogue-on-human-mobility"),
        ("Dialogue on Migration for the Great Lakes (DMGL)", "dmgl"),
    ],
)
def test_an_unknown_heading_opens_a_section(heading: str, mechanism: str) -> None:
    found, _ = parts_of(f"{TOP}MIDWA\n{TEXT}\n{heading}\n{TEXT}")
    assert [one.mechanism_id for one in found.parts] == ["midwa", mechanism]
    assert [one.code for one in found.parts[1].findings] == ["unknown-mechanism"]


@pytest.mark.parametrize(
    "text",
    [
        "Bali Process Working Group on Trafficking, 24-25 May, Bangkok, on data.",
        "MIDSA Senior Officials met in Lusaka on 5 May.",
        "RCM held a workshop on 5 May.",
        "Ministerial Conference\n5 May, Lima, on data.",
        "Senior Officials Meeting (SOM)\n5 May, Lima, on data and on migration.",
        "Workshop, 5 May, held together with the\nRabat Process, and a webinar.",
        "A joint session with the Budapest\nProcess, Prague Process and others.",
    ],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert sections_of(f"{TOP}IGC\n{TEXT}\n{text}\n") == [("igc", "IGC")]


def test_a_heading_in_the_row_of_the_text() -> None:
    text = f"{TOP}RCM: 25th meeting, 5 May, Lima.\n\nBali Process – SOM, 6 June, virtual.\n"
    assert sections_of(text) == [("rcm", "RCM"), ("bali-process", "Bali Process")]


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("30th anniversary of OCAM", 30),
        ("20th anniversary of the PIDC", 20),
        ("Celebrating 25 years of the RCM", 25),
        ("10 years of the Prague Process", 10),
        ("Tenth anniversary!", 10),
        ("20th anniversary of the Regional Conference on\nMigration", 20),
        ("20th anniversary meeting, 5 May, Lusaka, on data.", None),
        ("Two years of training ended in May.", None),
    ],
)
def test_anniversaries(line: str, years: int | None) -> None:
    found, _ = parts_of(f"{TOP}RCM\n{line}\n{TEXT}")
    (part,) = found.parts
    assert (part.anniversary.value if part.anniversary else None) == years
    assert ("years" in part.body.text or "anniversary" in part.body.text) == (years is None)


@pytest.mark.parametrize(
    "heading",
    [
        "H I G H - L E V E L  W E B I N A R  F O R  I S C M S",
        "S E V E N T H  G L O B A L  R C P  M E E T I N G",
        "INTER-REGIONAL EXCHANGE",
    ],
)
def test_a_box_below_the_lists(heading: str) -> None:
    box = "A webinar was organized by IOM on 24 September for all mechanisms.\n"
    lists = "Thematic areas\nData: RCM, IGC\nGender: RCM\n\nMost popular\nData\n"
    found = sections_of(f"{TOP}RCM\n{TEXT}\n{lists}\n{heading}\n\n{box}")
    assert [one[0] for one in found] == ["rcm", "global-iscm"]


@pytest.mark.parametrize(
    "line",
    ["3", "- 3 -", "Page 3 of 4", "3 | ISCM Highlights 2019", "ISCM Highlights", "________"],
)
def test_furniture_in_the_middle_of_a_sentence(line: str) -> None:
    found, _ = parts_of(f"{TOP}RCM\nA workshop on migration and\n\n{line}\n\fdata was held.\n")
    assert found.parts[0].body.text == "A workshop on migration and data was held."
    assert len(found.furniture) == 1


@pytest.mark.parametrize("line", ["Meetings", "Events in 2019", "Other activities:"])
def test_a_subheading_is_furniture(line: str) -> None:
    found, _ = parts_of(f"{TOP}RCM\n{line}\n{TEXT}")
    assert [one.heading.text for one in found.parts] == ["RCM"]
    assert found.parts[0].body.text == TEXT.strip()


def test_a_footer_repeated_on_several_pages_is_furniture() -> None:
    text = f"{TOP}RCM\n{TEXT}IOM Geneva, page 1\n\f{TEXT}IOM Geneva, page 2\n"
    found, _ = parts_of(text)
    assert "Geneva" not in found.parts[0].body.text


def test_without_headings_all_is_preface() -> None:
    found, _ = parts_of("ISCM Highlights 2019\n\nNothing to see here.\n")
    assert not found.parts
    assert len(found.preface) == 1


def test_other_languages() -> None:
    text = "Faits saillants 2019\n\nProcessus de Rabat\nRéunion, 5 mai, Rabat.\n"
    assert sections_of(text, "fr") == [("rabat-process", "Processus de Rabat")]


def test_every_character_has_its_place() -> None:
    assert unaccounted(REPORT.read_text(encoding="utf-8")) == ""
