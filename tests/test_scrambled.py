"""Reports set otherwise: the same sentences and lists give the same rows, however they are set."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT, SMALL

from pipeline.read.source import Access, read_report
from pipeline.section.cut import Cut, cut_report
from pipeline.section.paragraphs import split_paragraphs
from pipeline.settle import Choice, settle_report
from pipeline.stages import dictionary
from pipeline.tabulate import Row
from tests.parts import READ, reference, rules, tables_of

REPORTS = [ROOT / "raw" / "iscm-2020.txt", *sorted((ROOT / "tests" / "reports").glob("*.txt"))]
BLANK = re.compile(r"\n[ \t]*(?=\n)")


def year_of(source: Path) -> int:
    """The year in a report's name."""
    return int(re.findall(r"\d{4}", source.name)[0])


def tables(source: Path) -> dict[str, list[Row]]:
    """What a report says, table by table."""
    found = tables_of(source, year_of(source))
    return {name: found[name] for name in READ}


own_tables = cache(tables)  # of a report as it stands


def assert_same(source: Path, text: str, tmp_path: Path) -> None:
    """The tables of a report, and of its text set otherwise, are the same."""
    other = tmp_path / source.name
    other.write_bytes(text.encode())
    assert tables(other) == own_tables(source)


@pytest.mark.slow
@pytest.mark.parametrize("source", REPORTS, ids=lambda path: path.stem)
def test_line_ends_of_another_system_give_the_same_tables(source: Path, tmp_path: Path) -> None:
    assert_same(source, source.read_text("utf-8").replace("\n", "\r\n"), tmp_path)


PRINTED_CLOSE = [
    pytest.param(
        one, marks=pytest.mark.xfail(reason="a heading is not told from text", strict=True)
    )
    if one.stem == "iscm-2022-fr"
    else one
    for one in REPORTS
]


@pytest.mark.slow
@pytest.mark.parametrize("source", PRINTED_CLOSE, ids=lambda path: path.stem)
def test_a_report_without_blank_lines_gives_the_same_tables(source: Path, tmp_path: Path) -> None:
    assert_same(source, BLANK.sub("", source.read_text("utf-8")), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("source", REPORTS, ids=lambda path: path.stem)
def test_paragraphs_of_one_line_give_the_same_tables(source: Path, tmp_path: Path) -> None:
    assert_same(source, on_one_line(source), tmp_path)


def on_one_line(source: Path) -> str:
    """The text of a report with each paragraph of its sections on a line of its own."""
    settled = settle_report(source, read_report(source, Access()), rules(), Choice(year_of(source)))
    text, language = settled.report.text, settled.report.language
    is_word = dictionary(reference(), language)
    cut = cut_report(settled.report, rules().in_language(language), is_word)
    for start, end, joined in reversed(paragraphs(cut)):
        text = text[:start] + joined + text[end:]
    return text


def paragraphs(cut: Cut) -> list[tuple[int, int, str]]:
    """Where the paragraphs of the sections stand, and each as one line."""
    found = []
    for part in cut.parts:
        if part.heading.kind != "mechanism":
            continue
        for rows in split_paragraphs(part.rows, cut.context.words):
            bullet = rows[0].text[: rows[0].bullet]
            view = cut.context.mender.join(rows)
            joined = view.text if view.text.startswith(bullet) else bullet + view.text
            found.append((rows[0].start, rows[-1].end, joined))
    return found


def test_sentences_in_another_order_give_their_events_in_that_order(tmp_path: Path) -> None:
    sentences = [
        "The 4th Workshop on Data, 8 May, Lima, addressed visas.",
        "Two webinars, 3 and 4 June, dealt with return.",
        "In July, Senior Officials met in Quito and discussed asylum.",
    ]
    found = []
    for order in (sentences, sentences[::-1], [*sentences[1:], sentences[0]]):
        source = tmp_path / f"iscm-2019-{len(found)}.txt"
        source.write_text(f"ISCM 2019 Highlights\n\nRabat Process\n{' '.join(order)}\n")
        rows = tables(source)["events"]
        titles = [row["title"] for row in rows]
        wanted = {"The": "4th Workshop on Data", "Two": "webinars", "In": "Senior Officials"}
        assert titles == [wanted[one.split()[0]] for one in order]
        found.append(sorted(map(without_order, rows)))
    assert found[0] == found[1] == found[2]


def without_order(row: Row) -> str:
    """The cells of an event that do not count the events before it."""
    return str({name: cell for name, cell in row.items() if name not in ("event_id", "position")})


def test_a_small_report_on_few_lines_reads_alike(tmp_path: Path) -> None:
    source = tmp_path / "iscm-2019.txt"
    source.write_text(SMALL)
    assert_same(source, BLANK.sub("", SMALL), tmp_path)
