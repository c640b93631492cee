"""Letters that a font lost are put back from the words that are known, with the way back kept."""

from __future__ import annotations

import pytest

from pipeline.model import MARKS, Report
from pipeline.section.heading import Context
from pipeline.section.rows import rows_of
from pipeline.section.spacing import close_letters
from pipeline.view import plain, stretches
from tests.parts import is_word, report_of, rules

ONE, OTHER = chr(MARKS[0]), chr(MARKS[1])


def context_of(text: str) -> tuple[Report, Context]:
    """A report, and what is known of it."""
    report = report_of(text)
    return report, Context(report, rules(), is_word)


def mended(text: str) -> str:
    """A text of one line as the views have it."""
    report, context = context_of(text)
    return context.mender.join(rows_of(report, context.mender.repairs)).text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Mee\ufffdng on migra\ufffdon", "Meeting on migration"),
        ("the Ini\ufffda\ufffdve", "the Initiative"),
        ("human tra\ufffdcking", "human trafficking"),
        ("Steering Commi\ufffdee", "Steering Committee"),
        ("Confe\ufffdre", "Confe\ufffdre"),  # no known word fits
    ],
)
def test_marks_are_read_by_the_known_words(text: str, read: str) -> None:
    assert mended(text) == read


def test_a_mark_of_one_glyph_is_told_by_the_words_that_it_makes() -> None:
    text = f"Mee{ONE}ng on migra{ONE}on, tra{OTHER}cking, Bisho{ONE}u"
    assert mended(text) == "Meeting on migration, trafficking, Bishotiu"


def test_a_broken_word_is_put_right_whole() -> None:
    report, context = context_of("on migra-\n\ufffdon in Lima")
    rows = rows_of(report, context.mender.repairs)
    assert context.mender.join(rows).text == "on migration in Lima"


LACKING = """Senior Officials Mee ng on labour migraon was held in Lima. The Meeng on border
management looked at the protecon of workers and at integraon. The naonal parcipants """
REST = "discussed the work plan of the group and agreed to hold a workshop in the new year. " * 9


def test_letters_that_left_no_mark_are_missed_where_a_report_has_them_nowhere() -> None:
    text = LACKING.replace("Mee ng", "Meeng").replace("Officials", "Ocials") + REST
    assert mended(text.replace("\n", " ")).startswith(
        "Senior Officials Meeting on labour migration was held in Lima. The Meeting on border "
        "management looked at the protection of workers and at integration. The national "
        "participants discussed"
    )


def test_a_report_that_has_the_letters_elsewhere_keeps_its_words() -> None:
    assert mended(f"The Meeng family. A meeting on fifty stiff letters. {REST}").startswith(
        "The Meeng family."
    )


def test_what_was_put_back_leads_to_the_mark() -> None:
    text = "the Mee\ufffdng in Lima"
    report, context = context_of(text)
    view = context.mender.join(rows_of(report, context.mender.repairs))
    start = view.text.index("Meeting")
    (found,) = stretches(view, start, start + len("Meeting"), text)
    assert text[found.start : found.end] == "Mee\ufffdng"


def test_each_word_gives_a_finding() -> None:
    _, context = context_of("Mee\ufffdng, mee\ufffdngs, Mee\ufffdng, Confe\ufffdre")
    found = context.mender.repairs.findings
    assert [(one.code, one.original) for one in found] == [
        ("mended-word", "Mee\ufffdng"),
        ("mended-word", "mee\ufffdngs"),
        ("lost-letters", "Confe\ufffdre"),
    ]


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("H I G H - L E V E L W E B I N A R F O R I S C M S", "HIGH-LEVEL WEBINAR FOR ISCMS"),
        ("T H E M A T I C A R E A S A D D R E S S E D", "THEMATIC AREAS ADDRESSED"),
        ("I S C M 2 0 2 1 H I G H L I G H T S", "ISCM 2021 HIGHLIGHTS"),
    ],
)
def test_words_without_gaps_are_told_by_the_known_words(spaced: str, closed: str) -> None:
    _, context = context_of("A high-level webinar for ISCMs addressed thematic areas: highlights")
    assert close_letters(plain(spaced, 0, len(spaced)), context.mender.known.rank).text == closed


@pytest.mark.parametrize("text", ["5\u00ad6 April, the MID\u00adIGAD meeting", "migra\u00adtion"])
def test_a_soft_hyphen_between_digits_makes_hyphens_of_all(text: str) -> None:
    whole = "5-6 April, the MID-IGAD meeting" if "5" in text else "migration"
    assert mended(text) == whole
