"""`iscm rules try`: the clauses, mentions and rows of a sentence, for readers and for programs."""

from __future__ import annotations

import json

import pytest
from test_cli import call, refused

SENTENCE = "The 4th Workshop on Data, hosted by Peru, was held in Lima on 8 and 9 May 2018."


def lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """What the verb prints of the sentence."""
    assert call("rules", "try", SENTENCE, *words) == 0
    return capsys.readouterr().out.splitlines()


def test_clauses_mentions_and_rows_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    shown = [" ".join(line.split()) for line in lines(capsys, "--mechanism", "rcm")]
    assert "in rcm, report of 2018, en" in shown
    assert "head The [4th] [Workshop] [on] [Data]" in shown
    assert "Workshop workshop noun.workshop" in shown
    assert "8 and 9 May 2018 2018-05-08 date.list" in shown
    assert "event rcm.workshop.4.2018-05-08" in shown
    assert "ordinal 4 ordinal.digits" in shown
    assert "host PER (country Peru) role.hosted-by" in shown


def test_it_is_plain_and_narrow_where_it_is_piped(capsys: pytest.CaptureFixture[str]) -> None:
    shown = lines(capsys)
    assert all(len(line) <= 80 and line == line.rstrip() for line in shown)
    assert "\x1b" not in "".join(shown)


def test_json_holds_the_same_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lines(capsys, "--json", "--mechanism", "rcm", "--year", "2019")
    tried = json.loads(line)
    assert (tried["mechanism_id"], tried["report_year"], tried["language"]) == ("rcm", 2019, "en")
    assert [clause["kind"] for clause in tried["clauses"]][:2] == ["head", "role"]
    for clause in tried["clauses"]:
        for one in (clause, *clause["mentions"]):
            assert tried["text"][one["start"] : one["end"]] == one["text"]
    assert [event["event_id"] for event in tried["events"]] == ["2019-rcm-01"]
    assert [(one["start_date"], one["city"]) for one in tried["occurrences"]] == [
        ("2018-05-08", "Lima")
    ]


def test_each_line_of_standard_input_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Typed:
        buffer = [b"SOM, 5 May\n", b"\n", "São Tomé\n".encode()]

    monkeypatch.setattr("sys.stdin", Typed)
    assert call("rules", "try", "-", "--json") == 0
    texts = [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()]
    assert texts == ["SOM, 5 May", "", "São Tomé"]


def test_a_sentence_with_nothing_in_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules", "try", "Xyz.") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "no rule knows a word of it: no event"
    assert call("rules", "try", " ") == 0
    assert capsys.readouterr().out == "an empty line: nothing to read\n"


def test_a_sentence_without_event_shows_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules", "try", "It rained in Lima. The SOM was postponed.") == 0
    shown = capsys.readouterr().out
    assert "\nno event\n" in shown
    assert "finding not-held: " in shown
    assert "in no record: It rained" in shown


def test_bad_input_of_try(capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "rules", "try", "SOM", "--mechanism", "bali-proces")
    assert line == "--mechanism bali-proces: no rule has it; nearest: bali-process"
    line = refused(capsys, "rules", "try", "SOM", "--lang", "de")
    assert line == "--lang de: no rules for this language; choose among en, fr, es"
