"""The verbs of `iscm rules`, thin: what is heavy is imported inside a verb."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

rules_app = typer.Typer(no_args_is_help=True, help="Works on the rules that name what is read.")

RulesFolder = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads the annotation when it runs
    typer.Option("--rules", help="A folder of rules of your own instead of the packaged ones."),
]
Kind = Annotated[
    str,
    typer.Option(help="Rules of a kind: what their ids begin with.", show_default=False),
]
Language = Annotated[str, typer.Option("--lang", help="The language: en, fr or es.")]


@rules_app.command("test")
def rules_test(rules: RulesFolder = None) -> None:
    """Runs the examples that the rules carry: what each must mark, and what it must not.

    Exit status 0: all hold. 1: some do not, and are listed.

    Example: iscm rules test
    """
    from pipeline.reference import open_reference
    from pipeline.rulebook import load_rules
    from pipeline.ruletest import test_rules

    book = load_rules(rules)
    outcome = test_rules(book, open_reference(book))
    for failure in outcome.failures:
        typer.echo(failure.line)
    failed = len(outcome.failures)
    count = len(book.rules) + len(book.grammar)
    typer.echo(f"{count} rules, {outcome.examples} examples, {failed} do not hold")
    if failed:
        raise typer.Exit(1)


@rules_app.command("try")
def rules_try(
    sentence: Annotated[
        str,
        typer.Argument(
            metavar="SENTENCE", help="A sentence in quotes, or - for one a line on standard input."
        ),
    ],
    mechanism: Annotated[
        str, typer.Option(help="The mechanism in whose section it stands.", show_default=False)
    ] = "",
    year: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(help="The year of the report.", min=1900, max=2200),
    ] = None,
    lang: Language = "en",
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON a sentence.")] = False,
    rules: RulesFolder = None,
) -> None:
    """Shows what the program sees in a sentence: clauses, mentions, rules, and the rows it gives.

    Example: iscm rules try "SOM, 5 May, Lima, on visas" --mechanism rcm --year 2019
    """
    from pipeline.find.finder import make_finder
    from pipeline.reference import open_reference
    from pipeline.rulebook import known_language, load_rules
    from pipeline.workbench.lines import STANDARD_INPUT, read_lines
    from pipeline.workbench.trying import setting_of, try_one
    from pipeline.workbench.tryingview import printer

    book = load_rules(rules)
    setting = setting_of(mechanism, year or 0, known_language(lang, book), book)
    book = book.in_language(lang)
    finder = make_finder(book, open_reference(book), lang)
    show = printer(as_json)
    for text in read_lines(sentence) if sentence == STANDARD_INPUT else [sentence]:
        show(try_one(text, setting, finder))


@rules_app.command("list")
def rules_list(
    kind: Kind = "",
    word: Annotated[
        str,
        typer.Option(help="Rules that have it in a term, a value or an id.", show_default=False),
    ] = "",
    rules: RulesFolder = None,
) -> None:
    """Lists the rules: their files and lines, what they say, and their first terms.

    Example: iscm rules list --kind format

    Example: iscm rules list --word mobility
    """
    from rich.console import Console

    from pipeline.rulebook import load_rules, rules_with_word
    from pipeline.workbench.coverageview import render_list

    render_list(rules_with_word(load_rules(rules), word, kind), word, Console())


@rules_app.command("coverage")
def rules_coverage(
    sources: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(metavar="SOURCE", help="Reports; without any: raw and tests/reports."),
    ] = None,
    kind: Kind = "",
    rules: RulesFolder = None,
) -> None:
    """Counts how often each rule fired in which reports; those that never fire come first.

    Then come the rules of the grammar that fire in one report only.

    Example: iscm rules coverage --kind attach
    """
    from rich.console import Console

    from pipeline.closing import progress
    from pipeline.reference import open_reference
    from pipeline.rulebook import load_rules
    from pipeline.workbench.coverage import find_coverage
    from pipeline.workbench.coverageview import render_coverage

    book = load_rules(rules)
    paths = sources or [Path("raw"), Path("tests/reports")]
    with progress() as tell:
        found = find_coverage(paths, book, open_reference(book), tell, kind=kind)
    render_coverage(found, Console())


@rules_app.command("suggest")
def rules_suggest(
    sources: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(metavar="SOURCE", help="Reports, or folders of them; without any: raw."),
    ] = None,
    rules: RulesFolder = None,
) -> None:
    """Prints rules, ready to paste, for the mechanisms, themes and places that no rule knows.

    Example: iscm rules suggest raw/iscm-2020.txt
    """
    from rich.console import Console

    from pipeline.closing import progress
    from pipeline.reference import open_reference
    from pipeline.rulebook import load_rules
    from pipeline.workbench.suggest import find_suggestions
    from pipeline.workbench.suggestview import render_suggestions

    book = load_rules(rules)
    with progress() as tell:
        found = find_suggestions(sources or [Path("raw")], book, open_reference(book), tell)
    render_suggestions(found, Console())


@rules_app.command("impact")
def rules_impact(
    against: Annotated[
        str, typer.Option(metavar="GIT_REV", help="The git revision to compare with.")
    ] = "HEAD",
) -> None:
    """Compares the rules and the code of this checkout with a git revision, over all reports.

    Shown are the scores against the gold that changed, and each changed row below the words of
    the report that it was read from.

    Exit status 0: no score fell. 1: one fell, or a report cannot be extracted any more.

    Example: iscm rules impact --against HEAD~1
    """
    from rich.console import Console

    from pipeline.closing import progress
    from pipeline.workbench.impact import find_impact
    from pipeline.workbench.impactview import render

    with progress() as tell:
        impact = find_impact(against, tell=tell)
    render(impact, Console())
    if impact.lost:
        raise typer.Exit(1)
