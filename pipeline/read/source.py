"""Sources: which files are reports, and the report that a file holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model import InputError, Report
from pipeline.read.limits import Limits
from pipeline.read.pdf import is_pdf, read_pdf
from pipeline.read.text import read_bytes, read_text

SUFFIXES = (".txt", ".pdf")


@dataclass(frozen=True, slots=True)
class Access:
    """How PDFs are opened: a password for those that are encrypted, and the limits."""

    password: str = ""
    limits: Limits = Limits()


def read_report(path: Path, access: Access) -> Report:
    """The report of a text or of a PDF, its year and language not yet settled.

    Raises `InputError` for a file that cannot be read.
    """
    content = read_bytes(path)
    if is_pdf(path, content):
        return read_pdf(path, content, password=access.password, limits=access.limits)
    return read_text(path, content)


def sources(path: Path) -> list[Path]:
    """The reports that a path names: itself, or the `*.txt` and `*.pdf` of a folder by name.

    README and hidden files are no reports. Raises `InputError` for a missing path or a folder
    without reports.
    """
    if not path.is_dir():
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the path")
        return [path]
    found = sorted(
        one
        for one in list_folder(path)
        if one.suffix.lower() in SUFFIXES and not one.name.lower().startswith((".", "readme"))
    )
    if not found:
        raise InputError(
            f"{path}: no reports (*.pdf, *.txt) in this folder; put one there, or name one"
        )
    return found


def list_folder(path: Path) -> list[Path]:
    """The files of a folder; `InputError` where it may not be read."""
    try:
        return [one for one in path.iterdir() if one.is_file()]
    except OSError as error:
        raise InputError(f"{path}: not readable ({error.strerror}); check its rights") from None
