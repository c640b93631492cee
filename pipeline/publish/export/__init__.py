"""`iscm export`: written tables in the forms that other tools read, each by the library of its
field.

A form is a module here: its `make` turns a `Dataset` of the `WANTED` tables, of all where it names
none, into files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pipeline.model import InputError
from pipeline.nearest import nearest
from pipeline.publish.dataset import gather
from pipeline.publish.files import write_files

EVERY_TABLE: tuple[str, ...] = ()
KINDS = ("sqlite", "parquet", "xlsx", "ics", "geojson", "jsonld")


@dataclass(frozen=True, slots=True)
class Exported:
    """What a form made of a dataset: its files by name, and what it could not hold, a line each."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...] = ()


def export(paths: Sequence[Path], kind: str, out: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Writes the tables of some folders in a form: the files that were written, and what the form
    could not hold.

    Raises `InputError`, with nothing written, for an unknown form, for folders that cannot be
    read, and for an output folder that cannot be written.
    """
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        raise InputError(f"--to {kind}: no such form; nearest: {near}; known: {', '.join(KINDS)}")
    module = import_module(f"pipeline.publish.export.{kind}")  # each costs the import of a library
    made: Exported = module.make(gather(paths, module.WANTED))
    return write_files(out, made.files), made.left_out
