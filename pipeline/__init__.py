"""Reads yearly "ISCM Highlights" newsletters into normalised tables.

`extract` gives the tables of one report, `load` those of a folder written before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.version import __version__

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["__version__", "extract", "load"]


def extract(
    source: Path | str,
    *,
    year: int = 0,
    language: str = "",
    rules: Path | str | None = None,
    password: str = "",
) -> dict[str, pd.DataFrame]:
    """The tables of one report, a PDF or a text, by their names in the order of the contract;
    nothing is written.

    `year` and `language` are those of the sidecar or of the report itself where they are not
    given; `rules` is a folder of rules, the packaged one by default; `password` opens an encrypted
    PDF. Raises
    `pipeline.model.InputError` for a source, a sidecar or rules that cannot be read.
    """
    from pipeline.contract import table
    from pipeline.frames import frame
    from pipeline.read.source import Access
    from pipeline.run import Options, extract_source

    folder = Path(rules) if rules else None
    options = Options(year, language, folder, access=Access(password))
    tables = extract_source(Path(source), options).tables
    return {name: frame(rows, table(name)) for name, rows in tables.items()}


def load(folder: Path | str) -> dict[str, pd.DataFrame]:
    """The tables of a folder that `iscm extract` wrote, with the types of the contract.

    Dates are `datetime64`, integers `Int64`, a missing text is an empty one. Raises
    `pipeline.model.InputError` where a table is missing or has other columns.
    """
    from pipeline.frames import load_folder

    return load_folder(Path(folder))
