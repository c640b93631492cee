"""What a reader sees on a page comes out in the order in which one reads it."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from pipeline.model import is_lost
from pipeline.read.child import source_of
from pipeline.read.messages import Reading
from pipeline.read.reading import read_pages
from tests.drawn import Page, link, pdf

LEFT, RIGHT = 50, 320
FIRST = ["The fourth meeting of the senior offi-", "cials was held in Lima on 5 May, and", "set up"]
FIRST += ["a working group on data that met for", "the first time in June. A webinar on"]
SECOND = ["visas followed in autumn. Its report", "was adopted at the end of the year by"]
SECOND += ["all members, who thanked the chair of", "the group and welcomed the next one,", "Peru"]


def read(*pages: Page, encoding: str = "/WinAnsiEncoding") -> Reading:
    """The reading of some pages, without a process of its own."""
    with pdfplumber.open(BytesIO(pdf(*pages, encoding=encoding))) as opened:
        return read_pages(source_of(page) for page in opened.pages)


def text_of(*pages: Page, encoding: str = "/WinAnsiEncoding") -> str:
    """The reading text of some pages."""
    return "".join(read(*pages, encoding=encoding).text)


def lines_of(*pages: Page) -> list[str]:
    """The lines of the reading text that hold something."""
    return [line for line in text_of(*pages).replace("\f", "\n").split("\n") if line]


def two_columns() -> Page:
    """Two columns of five lines."""
    return Page().lines(LEFT, 100, FIRST).lines(RIGHT, 100, SECOND)


# --- columns ----------------------------------------------------------------------------------


def test_columns_are_read_one_after_the_other() -> None:
    assert lines_of(two_columns()) == [*FIRST, *SECOND]


def test_the_order_in_which_a_page_is_drawn_says_nothing() -> None:
    page = two_columns()
    page.content.reverse()
    assert lines_of(page) == [*FIRST, *SECOND]


def test_columns_need_not_stand_level() -> None:
    page = Page().lines(LEFT, 100, FIRST).lines(RIGHT, 105, SECOND)
    assert lines_of(page) == [*FIRST, *SECOND]


def test_three_columns_below_two() -> None:
    page = two_columns()
    for number, x in enumerate((50, 230, 410)):
        page.lines(x, 220, [f"column {number} of the three, line {at}" for at in range(4)])
    found = lines_of(page)
    assert found[:10] == [*FIRST, *SECOND]
    assert [line[7] for line in found[10:]] == list("000011112222")


def test_a_line_over_both_columns_parts_them() -> None:
    wide = "A line that runs over both of the columns of the page, from one margin to the other one"
    page = two_columns().text(LEFT, 180, wide)
    page.lines(LEFT, 210, FIRST).lines(RIGHT, 210, SECOND)
    assert lines_of(page) == [*FIRST, *SECOND, wide, *FIRST, *SECOND]


def test_wide_gaps_between_words_are_no_columns() -> None:
    page = Page()
    for number, words in enumerate((("one", "two"), ("three", "four"), ("five", "six"))):
        for at, word in enumerate(words):
            page.text(LEFT + at * (60 + 25 * number), 100 + 12 * number, word)
    assert [line.split() for line in lines_of(page)] == [
        ["one", "two"],
        ["three", "four"],
        ["five", "six"],
    ]


def test_bullets_are_no_column() -> None:
    page = Page()
    for number in range(5):
        page.text(LEFT, 100 + 12 * number, "\u2022").text(LEFT + 15, 100 + 12 * number, "Workshop")
    assert [line.split() for line in lines_of(page)] == [["\u2022", "Workshop"]] * 5


def test_a_heading_below_two_columns_heads_what_follows_across_the_page() -> None:
    page = two_columns().text(LEFT, 190, "Publications", font="F2", size=12)
    wide = "A title of a publication that runs over both columns of the page, from left to right"
    page.lines(LEFT, 210, [wide] * 3)
    assert lines_of(page) == [*FIRST, *SECOND, "Publications", *[wide] * 3]


# --- boxes and asides -------------------------------------------------------------------------


def test_a_box_in_a_column_does_not_break_its_sentence() -> None:
    page = Page().lines(LEFT, 100, FIRST[:2]).box(LEFT - 5, 126, 240, 185)
    page.text(LEFT, 130, "SPOTLIGHT", font="F2")
    page.lines(LEFT, 145, ["Twenty years ago this body", "first met in Lima."])
    page.lines(LEFT, 190, FIRST[2:]).lines(RIGHT, 100, [*SECOND, *SECOND])
    reading = read(page)
    (aside,) = reading.asides
    assert "".join(reading.text[slice(*aside)]).strip().startswith("SPOTLIGHT\n\nTwenty years")


def test_a_shaded_box_beside_the_text_stands_aside() -> None:
    page = Page().lines(200, 100, [*FIRST, *SECOND]).box(40, 95, 180, 230)
    page.text(50, 100, "In this issue", font="F2").lines(50, 120, ["Ministers met", "A new chair"])
    reading = read(page)
    assert ["".join(reading.text[slice(*one)]).strip() for one in reading.asides] == [
        "In this issue\n\nMinisters met\nA new chair"
    ]


def test_a_heading_with_a_ground_of_its_own_is_no_box() -> None:
    page = Page().box(40, 95, 300, 115).text(50, 100, "Bali Process", font="F2", size=12)
    page.lines(50, 125, FIRST)
    assert not read(page).asides and lines_of(page)[0] == "Bali Process"


# --- tables -----------------------------------------------------------------------------------

ROWS = (("Labour migration", "ADD, GFMD"), ("Border management", "RCM"), ("Data", "IGC, OCAM"))


def test_a_ruled_table_gives_a_line_a_row_with_tabs() -> None:
    page = Page()
    for number, (label, items) in enumerate(ROWS):
        top = 100 + 16 * number
        page.frame(50, top, 200, top + 16).frame(200, top, 400, top + 16)
        page.text(55, top + 2, label).text(205, top + 2, items)
    assert lines_of(page) == [f"{label}\t{items}" for label, items in ROWS]


def test_a_table_without_rules_is_told_by_its_level_rows() -> None:
    page = Page()
    for number, (label, items) in enumerate(ROWS):
        page.text(50, 100 + 18 * number, label, font="F2").text(200, 100 + 18 * number, items)
    page.text(200, 148, "SACM")  # a second line of the last items
    assert lines_of(page) == [*(f"{label}\t{items}" for label, items in ROWS), "SACM"]


def test_headings_beside_their_text_are_headings_above_it() -> None:
    page = Page()
    for number, name in enumerate(("Bali Process", "Rabat Process", "Prague Process")):
        top = 100 + 50 * number
        page.text(50, top, name, font="F2")
        page.lines(160, top, ["The senior officials met in Lima on 5 May and", "discussed visas."])
    found = lines_of(page)
    assert found[:2] == ["Bali Process", "The senior officials met in Lima on 5 May and"]


# --- words ------------------------------------------------------------------------------------


def test_raised_ordinals_and_numbers_of_notes_belong_to_their_words() -> None:
    page = Page().text(50, 100, "The 4").text(75, 98, "th", size=6).text(85, 100, "Meeting")
    page.text(122.5, 98, "2", size=6)
    assert lines_of(page) == ["The 4th Meeting²"]


def test_a_drop_cap_begins_the_first_line_beside_it() -> None:
    page = Page().text(50, 98, "T", size=26).lines(68, 100, ["he SOM met in Lima", "on 5 May and"])
    page.lines(50, 124, ["discussed visas with all of", "its members from the region."])
    assert lines_of(page)[:2] == ["The SOM met in Lima", "on 5 May and"]


def test_spaces_are_seen_though_none_is_drawn() -> None:
    page = Page()
    for at, word in enumerate(("Senior", "Officials", "met")):
        page.text(50 + 45 * at, 100, word)
    assert lines_of(page) == ["Senior Officials met"]


def test_letter_spacing_without_spaces_is_closed() -> None:
    page = Page()
    for at, letter in enumerate("BALI"):
        page.text(50 + 12 * at, 100, letter, font="F2")
    for at, letter in enumerate("PROCESS"):
        page.text(112 + 12 * at, 100, letter, font="F2")
    assert lines_of(page) == ["BALI PROCESS"]


def test_words_drawn_twice_to_look_bold_are_read_once() -> None:
    page = Page().text(50, 100, "Bali Process").text(50.4, 100, "Bali Process")
    assert lines_of(page) == ["Bali Process"]


def test_a_soft_hyphen_that_is_drawn_is_a_hyphen() -> None:
    encoding = "<< /Type /Encoding /Differences [45 /sfthyphen] >>"
    assert text_of(Page().text(50, 100, "5-6 April"), encoding=encoding) == "5-6 April\n"


def test_glyphs_without_letters_get_a_mark_each() -> None:
    page = Page().text(50, 100, "mee").glyphs(69.5, 100, 7).text(74.5, 100, "ng").glyphs(90, 100, 8)
    page.glyphs(100, 100, 7)
    (line,) = lines_of(page)
    first, second = line[3], line[7]
    assert line == f"mee{first}ng {second} {first}"
    assert is_lost(first) and is_lost(second) and first != second


# --- furniture --------------------------------------------------------------------------------


def test_what_stands_at_one_place_on_several_pages_is_furniture() -> None:
    bodies = {1: FIRST, 2: SECOND, 3: FIRST[::-1]}
    pages = [
        Page().text(50, 30, f"ISCM Highlights {number}", size=8).lines(50, 100, body)
        for number, body in bodies.items()
    ]
    reading = read(*pages)
    assert ["".join(reading.text[slice(*one)]) for one in reading.furniture] == [
        f"ISCM Highlights {number}" for number in (1, 2, 3)
    ]


def test_small_text_that_begins_two_pages_is_no_header() -> None:
    pages = [Page().lines(50, 60, FIRST, size=8), Page().lines(50, 60, SECOND, size=8)]
    for page in pages:
        page.lines(50, 150, [*FIRST, *SECOND, *FIRST], size=10)
    assert not read(*pages).furniture


@pytest.mark.parametrize("words", ["2 International Organization", "Highlights of the year | 2"])
def test_a_header_with_the_number_of_its_page_needs_no_other(words: str) -> None:
    pages = [Page().lines(50, 100, FIRST), Page().text(50, 30, words).lines(50, 100, SECOND)]
    reading = read(*pages)
    assert ["".join(reading.text[slice(*one)]) for one in reading.furniture] == [words]


def test_a_line_turned_in_the_margin_is_furniture() -> None:
    page = Page().lines(50, 100, [*FIRST, *SECOND])
    page.text(30, 400, "International Organization", matrix="0 1 -1 0")
    reading = read(page)
    assert ["".join(reading.text[slice(*one)]) for one in reading.furniture] == [
        "International Organization"
    ]


def test_a_table_on_its_side_is_read_as_it_is_turned() -> None:
    page = Page()
    for number, line in enumerate(FIRST):
        page.text(100 + 12 * number, 600, line, matrix="0 1 -1 0")
    reading = read(page)
    assert "".join(reading.text).split("\n")[:5] == FIRST
    left, top, right, bottom = reading.boxes[:4]
    assert right - left > bottom - top > 0  # the letter lies on its side


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_a_reader_sees_it(turn: int) -> None:
    matrices = {90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}
    starts = {90: (100, 500), 180: (500, 200), 270: (300, 100)}
    x, top = starts[turn]
    page = Page(extra=f"/Rotate {turn}").text(x, top, "Bali Process", matrix=matrices[turn])
    assert lines_of(page) == ["Bali Process"]


# --- links ------------------------------------------------------------------------------------


def test_a_link_belongs_to_the_words_under_it() -> None:
    uri = "https://www.iom.int/a-long-address"
    page = Page(extra=link(48, 98, 150, 112, uri)).text(50, 100, "https://www.iom.int/a-")
    page.text(50, 120, "no link")
    reading = read(page)
    assert reading.links == [(0, len("https://www.iom.int/a-"), uri)]


# --- boxes of letters -------------------------------------------------------------------------


def test_every_letter_has_a_box_on_its_page_and_every_space_none() -> None:
    reading = read(two_columns())
    for at, letter in enumerate(reading.text):
        x0, top, x1, bottom = reading.boxes[4 * at : 4 * at + 4]
        if letter.isspace():
            assert not any((x0, top, x1, bottom))
        else:
            assert 0 <= x0 < x1 <= 595 and 0 <= top < bottom <= 842
