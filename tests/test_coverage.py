"""`iscm rules list` and `iscm rules coverage`: which rules there are, and which carry weight."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from test_cli import call, refused

from pipeline.reference import open_reference
from pipeline.run import silent
from pipeline.workbench.coverage import Coverage, find_coverage
from tests.parts import rules

RULE_ID = re.compile(r'"([a-z]+\.[a-z]+(?:-[a-z]+)*)"')


@lru_cache(maxsize=1)
def coverage() -> Coverage:
    """The firings of all rules in the reports of the project."""
    reports = [ROOT / "raw", ROOT / "tests" / "reports"]
    return find_coverage(reports, rules(), open_reference(rules()), silent)


def firings(found: Coverage, rule: str) -> dict[str, int]:
    """How often a rule fired, by report."""
    return dict(next(one.reports for one in found.rules if one.rule.id == rule))


def test_a_rule_fires_where_it_marked_words_or_read_a_value(tmp_path: Path) -> None:
    for year in ("2018", "2019"):
        (tmp_path / f"iscm-{year}.txt").write_text(SMALL.replace("2019", year))
    found = find_coverage([tmp_path], rules(), open_reference(rules()), silent)
    assert found.reports == ("2018", "2019")
    assert firings(found, "noun.workshop") == {"2018": 1, "2019": 1}  # marked
    assert firings(found, "attach.place-after-date") == {"2018": 1, "2019": 1}  # read
    assert set(firings(found, "furniture.title")) == {"2018", "2019"}  # cut
    assert firings(found, "noun.webinar") == {}


def test_rules_that_never_fire_and_those_of_one_report_come_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "iscm-2019.txt"
    report.write_text(SMALL)
    assert call("rules", "coverage", report, "--kind", "attach") == 0
    shown = capsys.readouterr().out
    silent, narrow, others = re.split(r"\n\n.*one report only.*\n|\n\nall others", shown)
    assert "attach.place-alone" in silent
    assert "attach.place-after-date" in narrow
    assert "attach." not in others


def test_each_grammar_rule_of_one_report_says_why() -> None:
    assert [one.rule.id for one in coverage().narrow if not one.rule.reason] == []


def test_each_rule_that_the_code_names_has_an_entry() -> None:
    kinds = {rule.kind for rule in rules().by_id.values()} - {"furniture"}
    named = {
        rule
        for path in (ROOT / "pipeline").rglob("*.py")
        for rule in RULE_ID.findall(path.read_text(encoding="utf-8"))
        if rule.split(".")[0] in kinds
    }
    # of lists without a heading, or with one that no rule knows: no cell can show them
    no_words = {"section.no-heading", "section.list-content"}
    assert named and named - rules().by_id.keys() == no_words


def test_the_list_names_files_and_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules", "list", "--kind", "format") == 0
    out = capsys.readouterr().out
    rule = rules().by_id["format.virtual"]
    assert f"rules/formats.yml:{rule.line}" in out
    assert "format.differs" in out and "noun.workshop" not in out
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("verb", ["list", "coverage"])
def test_an_unknown_kind(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "rules", verb, "--kind", "formatt")
    assert line.startswith("--kind formatt: no such kind of rules; nearest: format; known are ")


def test_rules_are_looked_up_by_a_word_of_theirs(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules", "list", "--word", "ethical recruit") == 0
    out = capsys.readouterr().out.splitlines()
    assert [line for line in out if not line.startswith(" ")] == [
        f"theme.labour-migration  rules/themes.yml:{rules().by_id['theme.labour-migration'].line}",
        "1 rule",
    ]
    assert "  ethical recruitment" in out[1]
    line = refused(capsys, "rules", "list", "--word", "xyzzy")
    assert line == "--word xyzzy: no rule has it; try a part of it, or iscm rules list --kind theme"
    line = refused(capsys, "rules", "list", "--kind", "format", "--word", "ethical recruit")
    assert line.endswith("no rule of kind format has it; rules of theme do")


def test_a_kind_may_be_one_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules", "list", "--kind", "format.differs") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 rule"
