"""`iscm rules suggest`: what no rule knows, as rules that can be pasted as they stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from test_cli import call, refused

from pipeline.reference import open_reference
from pipeline.rulebook import load_rules
from pipeline.ruletest import test_rules as run_examples

REPORT = """ISCM 2019 Highlights

Amber Coast Forum (ACF)
Senior Officials met in Lima on 5 May and discussed visas.

Rabat Process
Workshop in Qonqolabad, Tajikistan, 7 May, on border management.

THEMES
Border management: Rabat Process; Amber Coast Forum; Sand Sea Dialogue
Deep-sea kinship (moot): Rabat Process
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with unknown mechanisms, an unknown theme and an unknown place."""
    path = tmp_path / "iscm-2019.txt"
    path.write_text(REPORT)
    return path


def suggested(capsys: pytest.CaptureFixture[str], *args: Path | str) -> str:
    """What the verb prints."""
    assert call("rules", "suggest", *args) == 0
    return capsys.readouterr().out


def test_each_unknown_thing_is_suggested_once(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = suggested(capsys, report)
    ids = [rule["id"] for rule in yaml.safe_load(shown)]
    assert ids == [
        "mechanism.acf",
        "place.qonqolabad",
        "mechanism.sand-sea-dialogue",
        "theme.deep-sea-kinship-moot",
    ]
    joined = shown.replace("\n# ", "").replace(" ", "")  # where lines break hangs on the path
    assert f"#{report}:3:unknown-mechanism'Amber" in joined


def test_what_is_suggested_can_be_pasted_and_ends_the_findings(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", own)
    files = {"mechanism": "mechanisms", "theme": "themes", "place": "places"}
    for block in suggested(capsys, report).split("- id: ")[1:]:
        file = own / f"{files[block.partition('.')[0]]}.yml"
        rule = "\n".join(line for line in block.splitlines() if not line.startswith("#"))
        file.write_text(f"{file.read_text()}\n- id: {rule}\n")
    rules = load_rules(own)
    assert run_examples(rules, open_reference(rules)).failures == ()
    assert suggested(capsys, report, "--rules", own).startswith("# nothing to suggest")


def test_a_name_in_capitals_is_suggested_as_one_writes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "iscm-2019.txt"
    path.write_text(REPORT.replace("Amber Coast Forum (ACF)", "FORUM OF THE SAND SEA (FSS)"))
    (rule, *_) = yaml.safe_load(suggested(capsys, path))
    assert (rule["name"], rule["exact"]) == ("Forum of the Sand Sea", ["FSS"])


def test_a_wording_of_a_known_mechanism_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "iscm-2019.txt"
    path.write_text(REPORT.replace("Amber Coast Forum (ACF)", "Caribbean Migrations Consultation"))
    shown = suggested(capsys, path).replace("\n# ", " ")
    assert "where it is mechanism.cmc in other words, add them to its terms instead" in shown


def test_bad_input_of_suggest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.txt"
    assert str(missing) in refused(capsys, "rules", "suggest", missing)
