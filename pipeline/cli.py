"""The verbs of `iscm`, thin: what is heavy is imported inside a verb."""

from __future__ import annotations

import atexit
import gc
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from pipeline.clipublish import publish_app
from pipeline.clirules import Language, RulesFolder, rules_app
from pipeline.model import InputError
from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.read.source import Access

BAD_INPUT = 2  # the exit status where nothing was written; 1 is "it ran, something does not hold"
COLLECT_AFTER = 100_000  # new objects, where Python looks for garbage after 700

# What typer says of wrong options: the base of the error that it offers to programs.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="iscm",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reads IOM's yearly ISCM Highlights newsletters into normalised CSV tables.",
)
app.add_typer(rules_app, name="rules")
app.add_typer(publish_app)

ReportYear = Annotated[
    Optional[int],  # noqa: UP045 - typer reads the annotation when it runs
    typer.Option(
        help="The year of the report, where neither its title nor its sidecar says it.",
        min=1900,
        max=2200,
    ),
]
ReportLanguage = Annotated[
    str, typer.Option(help="The language of the report: en, fr or es.", show_default=False)
]
Password = Annotated[
    str, typer.Option(help="The password of PDFs that are encrypted.", show_default=False)
]
Limit = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="How much of a PDF is read: pages, characters, seconds, page_seconds, megabytes.",
    ),
]


def main() -> None:
    """Runs a verb. Bad input gives one line on standard error and exit status 2."""
    spare_collections()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may lack letters that a report has
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(app(prog_name="iscm", standalone_mode=False))
    except InputError as error:
        refuse(str(error))
    except UsageError as error:
        refuse(usage(error))
    except OSError as error:
        refuse(
            f"{error.filename or 'iscm'}: {error.strerror or error}; check the path and its rights"
        )


def spare_collections() -> None:
    """Lets Python look for garbage seldom, and not once more at the end.

    Imports and rules are a million objects that all stay: to look through them again and again
    takes a quarter of a run.
    """
    gc.set_threshold(COLLECT_AFTER)
    atexit.register(gc.freeze)


def usage(error: Exception) -> str:
    """What is wrong with the words of a command, and where its help is."""
    said = getattr(error, "format_message", lambda: str(error))()
    if not said.strip():  # the help was shown instead
        sys.exit(BAD_INPUT)
    path = getattr(getattr(error, "ctx", None), "command_path", "iscm")
    if "extra argument" in said:
        said += "; put a text with spaces in quotes"
    return f"{path}: {said.strip().rstrip('.')}; {path} --help says more"


def refuse(message: str) -> None:
    """Says what is wrong in one line, and ends the program."""
    print(" ".join(message.split()), file=sys.stderr)  # noqa: T201 - without rich's line breaks
    sys.exit(BAD_INPUT)


def show_version(wanted: bool) -> None:
    """Prints the version and ends the program where it is wanted."""
    if wanted:
        typer.echo(f"iscm {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Reads IOM's yearly ISCM Highlights newsletters into normalised CSV tables."""


@app.command()
def extract(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE", help="Reports (PDF or text), or folders of reports."),
    ],
    out: Annotated[Path, typer.Option(help="The folder that gets a folder for each year.")],
    year: ReportYear = None,
    lang: ReportLanguage = "",
    force: Annotated[bool, typer.Option("--force", help="Extract what is up to date too.")] = False,
    rules: RulesFolder = None,
    password: Password = "",
    limit: Limit = None,
) -> None:
    """Extracts reports into tables: mechanisms, events, dates, places, formats, themes, parties.

    Example: iscm extract raw --out extracted
    """
    from rich.console import Console

    from pipeline.closing import progress, show
    from pipeline.publish.panel import refuse_others_folder, write_panel
    from pipeline.run import Options, run

    refuse_others_folder(out)
    with progress() as tell:
        access = access_of(password, limit)
        outcome = run(sources, out, Options(year or 0, lang, rules, force, access), tell)
        tell("putting all years together")
        left_out = write_panel(out)
    if not outcome.fresh:
        typer.echo(f"{out} is up to date")
    show(Console(), outcome.summaries, out)
    for line in left_out:
        typer.echo(line, err=True)
    if left_out:
        raise typer.Exit(1)


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A report, with a sidecar beside it or without.")
    ],
    year: ReportYear = None,
    lang: ReportLanguage = "",
    origin: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="URL",
            help="Where the report is from; noted in the sidecar, never fetched.",
            show_default=False,
        ),
    ] = "",
    to: Annotated[Path, typer.Option(help="The folder of reports that it is put into.")] = Path(
        "raw"
    ),
    rules: RulesFolder = None,
    password: Password = "",
    limit: Limit = None,
) -> None:
    """Adds a report to a folder of reports, with a sidecar, and shows what it would give.

    Example: iscm add ~/Downloads/iscm-2021.txt --from https://www.iom.int/iscm-2021
    """
    from rich.console import Console

    from pipeline.workbench.add import Wanted
    from pipeline.workbench.add import add as add_report
    from pipeline.workbench.addview import render

    wanted = Wanted(year or 0, lang, origin, rules, access_of(password, limit))
    render(add_report(file, to, wanted), Console())


@app.command()
def show(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A report, a PDF.")],
    page: Annotated[int, typer.Option(help="The page, counted from 1.", min=1)],
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="FILE.png", help="The picture; else named after report and page, right here."
        ),
    ] = None,
    year: ReportYear = None,
    lang: ReportLanguage = "",
    rules: RulesFolder = None,
    password: Password = "",
    limit: Limit = None,
) -> None:
    """Draws a page of a PDF with what was seen on it: columns, sections, values, residue.

    Example: iscm show raw/iscm-2021.pdf --page 2
    """
    from rich.console import Console

    from pipeline.settle import Choice
    from pipeline.workbench.show import show_page
    from pipeline.workbench.showview import render

    choice = Choice(year or 0, lang, access_of(password, limit))
    target = out or Path(f"{source.stem}-page-{page}.png")
    render(show_page(source, page, target, choice, rules), Console())


def access_of(password: str, limit: list[str] | None) -> Access:
    """How PDFs are opened, by the options of a verb."""
    from pipeline.read.limits import read_limits
    from pipeline.read.source import Access

    return Access(password, read_limits(limit or []))


@app.command()
def check(
    folders: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(
            metavar="DIR", help="Folders of a year, or of years; without any: extracted."
        ),
    ] = None,
    gold: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="A folder of gold, with a folder for each report, to score against."),
    ] = None,
    reports: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option(
            metavar="SOURCE",
            help="Reports with gold, or folders of them, to extract for the check alone.",
        ),
    ] = None,
    rules: RulesFolder = None,
) -> None:
    """Checks extracted tables: contract, keys, hashes, every character accounted for, gold.

    Exit status 0: all holds. 1: something does not hold, and is listed.

    Example: iscm check extracted --gold tests/gold

    Example: iscm check --reports raw --reports tests/reports --gold tests/gold
    """
    from rich.console import Console

    from pipeline.check.folders import check_folder
    from pipeline.check.show import render
    from pipeline.closing import progress
    from pipeline.run import Options
    from pipeline.workbench.reports import check_reports

    if reports and gold is None:
        raise InputError("--reports: nothing to score them against; give --gold too")
    wanted = folders or ([] if reports else [Path("extracted")])
    results = [check_folder(folder, gold) for folder in wanted]
    if reports and gold:
        with progress() as tell:
            results.append(check_reports(reports, gold, Options(rules=rules), tell))
    console = Console()
    for result in results:
        render(result, console)
    if not all(result.ok for result in results):
        raise typer.Exit(1)


@app.command()
def explain(
    record_id: Annotated[
        str, typer.Argument(metavar="RECORD_ID", help="The id of a record, or an event_key.")
    ],
    field: Annotated[str, typer.Argument(metavar="[FIELD]", help="One field of it.")] = "",
    table: Annotated[str, typer.Option(help="The table of the record.", show_default=False)] = "",
    year: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(help="The year of the report.", min=1900, max=2200),
    ] = None,
    folder: Annotated[
        Path, typer.Option("--in", metavar="DIR", help="A folder of a year, or of years.")
    ] = Path("extracted"),
    rules: RulesFolder = None,
) -> None:
    """Explains a record: the words of the report that each field was read from, and the rules.

    Where several records have the id, they are listed.

    Example: iscm explain 2020-bali-process-01 start_date
    """
    from rich.console import Console

    from pipeline.publish.explain import explain as explain_record
    from pipeline.publish.explainview import render, render_choice
    from pipeline.publish.lookup import Wanted, find_records
    from pipeline.rulebook import load_rules

    found = find_records(folder, Wanted(record_id, table, year or 0))
    if len(found) > 1:
        render_choice(found, Console())
        return
    render(explain_record(found[0], load_rules(rules), field), Console())


@app.command()
def dates(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file, or - for standard input.")
    ],
    year: Annotated[
        int, typer.Option(help="The year of dates that print none.", min=1900, max=2200)
    ],
    lang: Language = "en",
    rules: RulesFolder = None,
) -> None:
    """Prints the dates in each line of a text: a JSON list of first and last days.

    A range is one entry, each day of a list its own, a month its first to its last day.

    Example: echo "Lima, 3-5 May" | iscm dates - --year 2019
    """
    import json

    from pipeline.reference import open_reference
    from pipeline.rulebook import known_language, load_rules
    from pipeline.workbench.dates import read_dates
    from pipeline.workbench.lines import read_lines

    book = load_rules(rules)
    language = known_language(lang, book)
    book = book.in_language(language)
    found = read_dates(
        read_lines(source),
        book,
        open_reference(book),
        year=year,
        language=language,
    )
    for line in found:
        print(json.dumps(line), flush=True)  # noqa: T201 - ten times as fast as typer.echo
