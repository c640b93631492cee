"""Reads yearly "ISCM Highlights" newsletters into normalised tables.

`extract` gives the tables of one report, `load` those of a folder written before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.frames import Tables

__all__ = ["__version__", "extract", "load"]


def extract(
    source: Path | str,
    *,
    year: int = 0,
    language: str = "",
    rules: Path | str | None = None,
    password: str = "",
) -> Tables:
    """The tables of one report, a PDF or a text, as `load` gives them; nothing is written.

    `year` and `language` are those of the sidecar or of the report itself where they are not
    given; `rules` is a folder of rules, the packaged one by default; `password` opens an encrypted
    PDF. Raises `pipeline.model.InputError` for a source, a sidecar or rules that cannot be read.
    """
    from pipeline.contract import TABLES
    from pipeline.frames import frames_of
    from pipeline.read.source import Access
    from pipeline.run import Options, extract_source

    folder = Path(rules) if rules else None
    options = Options(year, language, folder, access=Access(password))
    tables = extract_source(Path(source), options).tables
    return frames_of(tables, TABLES)


def load(folder: Path | str) -> Tables:
    """The tables of a folder that `iscm extract` wrote, a report's or the panel over all years
    (`extracted/all`), as typed frames: `load("extracted/2020").events`.

    Raises `pipeline.model.InputError` for what is no extraction of this contract, or is broken.
    """
    from pipeline.frames import load_folder

    return load_folder(Path(folder))
