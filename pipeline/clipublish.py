"""The verbs that read written tables: thin, what is heavy is imported inside a verb."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

publish_app = typer.Typer()


@publish_app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of a report, or of many.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The one to compare it with.")],
    form: Annotated[str, typer.Option("--format", help="text, json, html or csv.")] = "text",
    fail: Annotated[
        bool, typer.Option("--fail-if-changed", help="Exit status 1 where anything changed.")
    ] = False,
) -> None:
    """Tells what changed between two runs of a report, or between the reports of two years.

    Example: iscm diff extracted/2019 extracted/2020

    Example: iscm diff extracted/2020 /tmp/out/2020 --fail-if-changed
    """
    from pipeline.publish.diff import compare, render

    found = compare(old, new)
    typer.echo(render(found, form), nl=False)
    if fail and found.changes:
        raise typer.Exit(1)


@publish_app.command()
def export(
    to: Annotated[
        str, typer.Option(metavar="KIND", help="sqlite, parquet, xlsx, ics, geojson or jsonld.")
    ],
    folders: Annotated[
        Optional[list[Path]],  # noqa: UP045 - typer reads the annotation when it runs
        typer.Argument(
            metavar="DIR", help="Folders of reports, or of years; without any: extracted."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the files.")] = Path(
        "exports"
    ),
) -> None:
    """Writes tables in a form that other tools read; several reports go into one set of tables.

    Example: iscm export --to sqlite --out exports extracted/2020
    """
    from pipeline.publish.export import export as export_tables

    written, left_out = export_tables(folders or [Path("extracted")], to, out)
    for line in left_out:
        typer.echo(line, err=True)
    for path in written:
        typer.echo(str(path))
