"""Rules as data: what a file of rules may say, and how an error is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import InputError
from pipeline.reference import open_reference
from pipeline.rule import spell_out
from pipeline.rulebook import load_rules
from pipeline.ruletest import test_rules as run_examples

GOOD = """- id: format.hybrid
  value: hybrid
  en: [hybrid]
  hits: ["a [hybrid] workshop"]
  misses: ["a hybrid car"]
"""


def write(folder: Path, text: str, name: str = "formats.yml") -> Path:
    rules = folder / "rules"
    rules.mkdir(exist_ok=True)
    (rules / name).write_text(text, encoding="utf-8")
    return rules


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("workshop(s)", ["workshop", "workshops"]),
        ("countr(y|ies)", ["country", "countries"]),
        ("(|was )held", ["held", "was held"]),
        ("(|jointly )organi(z|s)ed by", [
            "organized by", "organised by", "jointly organized by", "jointly organised by",
        ]),
        ("(|also (|jointly ))held", ["held", "also held", "also jointly held"]),
    ],
)  # fmt: skip
def test_a_term_is_spelt_out(written: str, terms: list[str]) -> None:
    assert list(spell_out(written)) == terms


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("value", "valeu"), ":2: format.hybrid: no key 'valeu' here; nearest: value"),
        (
            GOOD.replace("[hybrid]\n", "[half: half]\n"),
            ":3: format.hybrid: en: {'half': 'half'} is",
        ),
        (GOOD.replace("[hybrid]\n", "hybrid\n"), ":3: format.hybrid: en: a list is expected"),
        (GOOD.replace("- id: format.hybrid\n ", "-"), ":1: ?: no 'id'; add it"),
        (
            GOOD.replace("[hybrid]\n", "[half,\n    hybrid\n    half]\n"),
            ":4: 'hybrid half' runs over the line end; is a comma missing?",
        ),
        (GOOD.replace("[hybrid]\n", "[half, hybrid(s]\n"), "has a bracket alone; close it"),
        (
            GOOD.replace("[hybrid]\n", '[half "hybrid"]\n'),
            "has a quotation mark; is a comma missing?",
        ),
        (GOOD.replace("[hybrid]\n", "[hybrid, Hybrid]\n"), "stands there already; keep one"),
        (GOOD.replace("[hybrid]\n", "[hybrid(s), hybrids]\n"), "stands there already; keep one"),
        (GOOD + GOOD, "rules/formats.yml:6: format.hybrid: this id stands at"),
        (
            GOOD + GOOD.replace("format.hybrid", "format.mixed"),
            "its term 'hybrid' stands at rules/formats.yml:1: format.hybrid too",
        ),
        (GOOD.replace("value: hybrid", "value: blended"), "value 'blended' is none of"),
        (GOOD.replace("[hybrid] workshop", "hybrid workshop"), "needs one stretch in brackets"),
        (GOOD.replace('  hits: ["a [hybrid] workshop"]\n', ""), "no hits"),
        (GOOD.replace('  misses: ["a hybrid car"]\n', ""), "no misses"),
        (GOOD.replace("format.hybrid", "noun.hybrid"), "an id here begins with format"),
        ("- id: [", "rules/formats.yml:2: not YAML: did not"),
        ("id: x", "rules/formats.yml:1: a list of rules is expected"),
        ("- hybrid", "rules/formats.yml:1: a rule is expected"),
    ],
)
def test_an_error_names_file_and_line(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load_rules(write(tmp_path, text))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_norway_and_on_are_words(tmp_path: Path) -> None:
    place = (
        '- id: place.oslo\n  city: Oslo\n  country_code: NOR\n  en: [NO, on]\n  hits: ["[NO]"]\n'
    )
    (rule,) = load_rules(write(tmp_path, place, "places.yml")).rules
    assert rule.words["en"] == ("NO", "on")


def test_a_file_of_no_kind(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such kind of rules"):
        load_rules(write(tmp_path, GOOD, "colours.yml"))


HEAD = """- id: noun.workshop
  value: workshop
  en: [workshop(s)]
  hits: ["a [workshop] in Lima"]
  misses: ["a shop"]
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("a [workshop] in Lima", "a [meeting] in Lima"), "is not marked"),
        (("a [workshop] in Lima", "[a workshop] in Lima"), "marks 'workshop' instead"),
        (("a shop", "a workshop"), "its miss 'a workshop' is marked"),
        (('misses: ["a shop"]', 'misses: ["a shop"]\n  todo: ["a [workshop]"]'), "works now"),
    ],
)
def test_an_example_that_does_not_hold(change: tuple[str, str], says: str, tmp_path: Path) -> None:
    rules = load_rules(write(tmp_path, HEAD.replace(*change), "heads.yml"))
    outcome = run_examples(rules, open_reference(rules))
    assert len(outcome.failures) == 1
    assert says in outcome.failures[0].line


def test_a_hit_must_fire_one_rule_alone(tmp_path: Path) -> None:
    other = HEAD.replace("noun.workshop", "noun.seminar").replace("workshop", "seminar")
    both = HEAD.replace("a [workshop] in Lima", "a [workshop] and a seminar") + other
    rules = load_rules(write(tmp_path, both, "heads.yml"))
    (failure,) = run_examples(rules, open_reference(rules)).failures
    assert failure.line == (
        "rules/heads.yml:4: noun.workshop: its hit 'a [workshop] and a seminar' fires noun.seminar "
        "with 'seminar' too; shorten the text, or narrow one of the two"
    )


@pytest.mark.parametrize(
    ("value", "says"),
    [("gender", ""), ("pastoral", ""), ("gendre", "no theme 'gendre'; nearest: gender; the id of")],
)
def test_a_theme_is_one_of_the_contract_or_named_by_its_id(
    value: str, says: str, tmp_path: Path
) -> None:
    text = GOOD.replace("format.hybrid", "theme.pastoral").replace(
        "value: hybrid", f"value: {value}"
    )
    folder = write(tmp_path, text, "themes.yml")
    if not says:
        assert load_rules(folder).themes
        return
    with pytest.raises(InputError, match=f"^rules/themes.yml:2: theme.pastoral: {says}"):
        load_rules(folder)
