"""The report's own lists in the shapes that editors give them."""

from __future__ import annotations

import pytest

from tests.parts import TEXT, pairs_of, parts_of

TOP = f"ISCM Highlights 2019\n\nMIDSA\n{TEXT}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Thematic Areas\nData: CMC, RCM\nGender: IGC",
        "THEMATIC AREAS ADDRESSED IN\n2019\nData – CMC; RCM\nGender – IGC",
        "T H E M A T I C  A R E A S\n\n• Data: CMC, RCM,\n• Gender: IGC",
        "Thematic areas\nData: CMC,\nRCM\nGender: IGC",
        "Thematic areas\nData: Caribbean Migration Consulta-\ntions, RCM\nGender: IGC",
        "Thematic areas\nData: CMC, Regional Conference\non Migration\nGender: IGC",
        "Thematic areas\nData: CMC,\n\n- 4 -\n\fRCM\nGender: IGC",
        "Themes by mechanism\n\nData\nCMC, RCM\nGender\nIGC",
        "Topics\nData (CMC, RCM)\nGender (IGC)",
        "Topics\nData        CMC, RCM\nGender      IGC",
        "Themes\nData | CMC, RCM\nGender | IGC",
        "Themes\nData: CMC and the Regional Conference on Migration (RCM)\nGender: IGC",
        "Themes by mechanism\nCMC: data\nRCM: data\nIGC: gender",
        "Themes by mechanism\nCMC\ndata\nRCM\ndata\nIGC\ngender",
    ],
)
def test_a_matrix_in_every_shape(text: str) -> None:
    assert pairs_of(text) == ["data cmc", "data rcm", "gender igc"]


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("Asylum, IDPs, Refugees: Almaty Process, ARCP", "asylum-refugees"),
        ("Asylum and international\nprotection: Almaty\nProcess; ARCP", "asylum-refugees"),
        ("Return and reinte-\ngration: Almaty Process, ARCP", "return-reintegration"),
        ("2030 Agenda and SDGs – Almaty Process; ARCP", "sdgs"),
        ("Trafficking in persons: Almaty Process, ARCP", "counter-trafficking"),
        ("Children: Almaty Process, ARCP, various ISCMs", "youth-minors"),
    ],
)
def test_labels(line: str, pairs: str) -> None:
    found = pairs_of(f"Thematic areas\n{line}\nTechnology: IGC")
    assert found == [f"{pairs} almaty-process", f"{pairs} arcp", "technology igc"]


def test_mechanisms_with_labels_of_commas() -> None:
    text = "Themes by mechanism\nIGC: border management; return, readmission and reintegration"
    assert pairs_of(f"{text}\nRCM: asylum, data and gender") == [
        "border-management igc",
        "return-reintegration igc",
        "asylum-refugees rcm",
        "data rcm",
        "gender rcm",
    ]


def test_other_spellings_keep_the_id() -> None:
    text = "Thematic areas\nData: 5+5 Migration Dialogue, EaP Panel, AU-Horn of Africa Initiative"
    assert pairs_of(f"{text}\nGender: RCM") == [
        "data 5-plus-5", "data eap-panel", "data au-hoai", "gender rcm",
    ]  # fmt: skip


def test_unknown_labels_and_mechanisms_are_found_out() -> None:
    _, lists = parts_of(f"{TOP}Thematic areas\nStatelessness: RCM, FOO\nData: FOO, IGC\n")
    assert [(one.code, one.original) for one in lists.findings] == [
        ("unknown-theme", "Statelessness"),
        ("unknown-mechanism", "FOO"),
    ]
    assert lists.themes[0].theme_id.value == "statelessness"
    assert [one.mechanism_id.value for one in lists.pairs] == ["rcm", "foo", "foo", "igc"]


def test_a_mechanism_that_only_a_heading_names_is_known_to_the_lists() -> None:
    text = "Santa Cruz Dialogue on Human Mobility\n" + TEXT
    _, lists = parts_of(f"{TOP}{text}\nThematic areas\nData: Santa Cruz Dialogue, RCM\n")
    assert lists.pairs[0].mechanism_id.value == "santa-cruz-dialogue-on-human-mobility"
    assert not lists.findings


@pytest.mark.parametrize(
    "text",
    [
        "Most popular areas addressed by ISCMs\n\nData\n\nReturn, readmission and reinte-\ngration",
        "Top themes of 2019: data; return, readmission and reintegration.",
        "The most popular thematic areas were data, return, readmission and reintegration.",
        "The three most popular areas\n1. Data\n2. Return, readmission and reintegration",
        "Most frequently addressed topics\n• Data (7)\n• Return and reintegration (5)",
    ],
)
def test_the_popular_list(text: str) -> None:
    matrix = "Thematic areas\nReturn, readmission, reintegration: RCM\nGender: IGC\nData: IGC\n"
    _, lists = parts_of(f"{TOP}{matrix}\n{text}\n")
    popular = [(one.theme_id.value, one.label.value) for one in lists.themes if one.popular.value]
    assert popular == [
        ("return-reintegration", "Return, readmission, reintegration"),
        ("data", "Data"),
    ]


LISTS = "Thematic areas\nData: RCM, IGC\nGender: RCM\n\nMost popular areas\nData\n\nGender\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "PUBLICATIONS AND LINKS\n\nClimate note (Almaty Process).\nhttps://a.org/cli-\nmate.pdf",
            ("publication", "Climate note", "almaty-process", "https://a.org/cli-mate.pdf"),
        ),
        (
            "Read more\n[1] Crisis: Guidelines (GFMD),\nhttps://a.org/guide",
            ("publication", "Crisis: Guidelines", "gfmd", "https://a.org/guide"),
        ),
        (
            " Summary of the\nwebinar\n\nhttps://a.org/x?\ny=1",
            ("publication", "Summary of the webinar", "", "https://a.org/x?y=1"),
        ),
        (
            "Useful links\n• Forthcoming ISCM events http://www.iom.int/iscms",
            ("link", "Forthcoming ISCM events", "", "http://www.iom.int/iscms"),
        ),
        (
            "Resources\nBali Process: Policy Guide – https://a.org/g.",
            ("publication", "Bali Process: Policy Guide", "bali-process", "https://a.org/g"),
        ),
        (
            "Resources\nReport of the Sixth Global RCP Meeting (GRCP 6) https://a.org",
            ("publication", "Report of the Sixth Global RCP Meeting (GRCP 6)", "", "https://a.org"),
        ),
        (
            "Further reading\nMore publications\n\nGuide on data (RCM, 2019)\nhttps://a.org/d",
            ("publication", "Guide on data", "rcm", "https://a.org/d"),
        ),
    ],
)
def test_publications(text: str, found: tuple[str, str, str, str]) -> None:
    _, lists = parts_of(f"{TOP}{LISTS}\n{text}\n")
    assert [
        (
            one.kind.value,
            one.title.value,
            one.mechanism_id.value if one.mechanism_id else "",
            one.url.value,
        )
        for one in lists.publications
    ] == [found]


def test_a_label_without_an_address_is_claimed_by_nothing() -> None:
    text = f"{TOP}{LISTS}\nPublications\n\nMore to come (RCM)\nGuide (IGC)\nhttps://a.org\n"
    _, lists = parts_of(text)
    (publication,) = lists.publications
    assert [text[one.start : one.end] for one in publication.key] == ["Guide (IGC)\nhttps://a.org"]


def test_keys_hold_bullets_colons_and_commas() -> None:
    text = f"{TOP}Thematic areas\n• Data: RCM,\nIGC\n• Gender: RCM\n"
    _, lists = parts_of(text)
    keys = [[text[at.start : at.end] for at in one.key] for one in (*lists.themes, *lists.pairs)]
    assert keys == [["• Data:"], ["• Gender:"], ["RCM,"], ["IGC"], ["RCM"]]
