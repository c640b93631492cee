"""Lines become views: words whole, paragraphs kept, and the way back never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import View
from pipeline.section.heading import Context
from pipeline.section.known import UNKNOWN
from pipeline.section.paragraphs import split_paragraphs
from pipeline.section.rows import rows_of, with_room
from pipeline.section.spacing import close_letters
from pipeline.view import plain, stretches
from tests.parts import is_word, report_of, rules


def body(text: str, rest: str = "") -> View:
    """The text as the body of a section, in a report that says `rest` elsewhere."""
    report = report_of(text + "\n\n" + rest)
    context = Context(report, rules(), is_word)
    rows = with_room([row for row in rows_of(report) if row.start < len(text)])
    return context.mender.join_all(split_paragraphs(rows, context.words))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("shared responsi-\nbility and partner-\nship", "shared responsibility and partnership"),
        ("on Migra-\ntion in Lima", "on Migration in Lima"),
        ("inter-\nState dialogue", "inter-State dialogue"),
        ("migration-\nrelated matters", "migration-related matters"),
        ("the socio-\neconomic side", "the socio-economic side"),
        ("a follow-\nup workshop", "a follow-up workshop"),
        ("the MID-\nIGAD meeting", "the MID-IGAD meeting"),
        ("held on 5-\n6 April in Lima", "held on 5-6 April in Lima"),
        ("held on 5–\n6 April in Lima", "held on 5–6 April in Lima"),
        ("of Anti\n-Trafficking gaps", "of Anti-Trafficking gaps"),
        ("in Khar-\ntoum, Sudan", "in Khartoum, Sudan"),
        ("the La-\nbour mi\u00ad\ngration", "the Labour migration"),
        ("ﬁrst ofﬁcial\nmeeting", "first official meeting"),
        ("“Upholding  rights”,\n  in Lima", "“Upholding rights”, in Lima"),
        ("migration and \n\nCOVID-19. Six  webinars", "migration and COVID-19. Six webinars"),
        ("addressed mi-\n\ngrant protection", "addressed migrant protection"),
    ],
)
def test_lines_are_joined(text: str, mended: str) -> None:
    assert body(text).text == mended


@pytest.mark.parametrize(
    ("text", "rest", "mended"),
    [
        ("10 IS-\n\nCMs had a role", "22 ISCMs took part", "10 ISCMs had a role"),
        ("a cross-\nregional view", "the cross-regional view", "a cross-regional view"),
        ("the Vene-\nzuelan side", "Venezuelan citizens", "the Venezuelan side"),
    ],
)
def test_the_rest_of_the_report_decides(text: str, rest: str, mended: str) -> None:
    assert body(text, rest).text == mended


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("https://x.org/gcm-\nreview-2020", "https://x.org/gcm-review-2020"),
        ("https://x.org/Protecting%\n20Migrants", "https://x.org/Protecting%20Migrants"),
        ("https://x.org/index.php?\noption=com", "https://x.org/index.php?option=com"),
        ("https://x.org/publications?\ntask=1", "https://x.org/publications?task=1"),
        ("https://x.org/repository/\nfree_move.pdf", "https://x.org/repository/free_move.pdf"),
        ("https://x.org/\nsummit/2024/report", "https://x.org/summit/2024/report"),
        ("https://x.org/cases/\nConcept paper of", "https://x.org/cases/ Concept paper of"),
        ("https://x.org/a.pdf\nwww.y.org/b", "https://x.org/a.pdf www.y.org/b"),
    ],
)
def test_addresses_are_joined(text: str, joined: str) -> None:
    report = report_of(text)
    context = Context(report, rules(), is_word)
    assert context.mender.join(rows_of(report)).text == joined


LONG = "The fourth meeting of the senior officials was held in Lima on 5 May and it"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (f"{LONG}\nended.\n- Workshop, Lima\n• Webinar, Quito", 3),
        (f"{LONG}\nended well.\nMini Full Round, Geneva, 8 October.", 2),
        (f"{LONG}\nended.\n\nA webinar followed.", 2),
        (f"{LONG}\n\n\nended there and then.", 1),
        (f"{LONG}\n– in the end – closed.", 1),
        (f"1. {LONG}\nended.\n2. Workshop, Lima.", 2),
    ],
)
def test_paragraphs(text: str, paragraphs: int) -> None:
    assert len(body(text).text.split("\n")) == paragraphs


def test_a_bullet_belongs_to_the_first_character() -> None:
    text = f"- {LONG}\n  ended.\n- Workshop, Lima"
    view = body(text)
    start = view.text.index("Workshop")
    (found,) = stretches(view, start, start + len("Workshop"), text)
    assert text[found.start : found.end] == "- Workshop"


def test_a_dropped_hyphen_belongs_to_the_character_before() -> None:
    text = "on migra-\ntion in Lima"
    view = body(text)
    (found,) = stretches(view, 3, 12, text)
    assert text[found.start : found.end] == "migra-\ntion"


def test_letter_spacing_is_closed() -> None:
    text = "H I G H - L E V E L  W E B I N A R  F O R  I S C M S"
    closed = close_letters(plain(text, 0, len(text)), lambda word: UNKNOWN)
    assert closed.text == "HIGH-LEVEL WEBINAR FOR ISCMS"


@given(st.text("ab5C -\n\u00adﬁ’.,/•"))
def test_a_view_never_loses_its_way_back(text: str) -> None:
    view = body(text)
    assert list(view.origins) == sorted(view.origins)
    assert all(0 <= start <= end <= len(text) for start, end in view.origins)
