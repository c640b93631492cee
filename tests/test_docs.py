"""The README says what the program has: verbs, options, finding codes, tables, packages."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import readme
import typer.main
from conftest import ROOT

from pipeline import cli
from pipeline.contract import TABLES

README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.compile("[a-z]+(-[a-z]+)+")
FINDINGS = README.partition("### Findings")[2].partition("\n## ")[0]


def verbs(command: object, name: str) -> Iterator[tuple[str, object]]:
    """Each verb under a command with its full name."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word, one in inner.items():
        yield from verbs(one, f"{name} {word}")


VERBS = dict(verbs(typer.main.get_command(cli.app), "iscm"))


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_and_option_stands_in_the_readme(name: str) -> None:
    assert name in README
    for parameter in getattr(VERBS[name], "params", ()):
        for option in parameter.opts:
            assert not option.startswith("--") or option == "--help" or option in README


def codes(path: Path) -> Iterator[str]:
    """The finding codes of a module: first argument or `code` of a call of `Finding`, and what a
    name `code` is set to."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        values: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id.lower().endswith("finding"):
                named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                values = named or node.args[:1]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values = [node.value] if node.targets[0].id == "code" else []
        for value in values:
            for part in ast.walk(value):
                if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value)):
                    yield str(part.value)


def test_each_finding_code_stands_in_the_readme() -> None:
    used = {code for path in sorted((ROOT / "pipeline").rglob("*.py")) for code in codes(path)}
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", FINDINGS, re.MULTILINE))
    assert used <= documented


def test_each_table_stands_in_the_readme() -> None:
    assert readme.names() == [table.name for table in TABLES]


def test_the_example_rows_are_those_of_today() -> None:
    assert readme.renew(README) == README, "make golden writes them anew"


@pytest.mark.slow
def test_the_comparison_of_years_is_that_of_today() -> None:
    assert readme.with_years(README) == README, "make golden writes it anew"


def test_each_package_stands_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    for requirement in wanted:
        name = re.split(r"[^A-Za-z0-9-]", requirement)[0]
        assert re.search(rf"\b{re.escape(name)}\b", README, re.IGNORECASE), name


def test_each_target_of_make_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    for target in phony[1].split():
        assert target == "setup" or re.search(rf"^{target}:.* ## ", makefile, re.MULTILINE), target
