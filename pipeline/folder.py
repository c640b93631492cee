"""A report's folder, written beside the old one and swapped: whole or not at all.

A killed run may leave hidden folders behind; `recover` puts back what was being replaced and
removes the rest.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.datapackage import FILE
from pipeline.model import InputError

NEW = ".iscm-new-"  # a folder being written
OLD = ".iscm-old-"  # the folder that is being replaced


def recover(out: Path) -> None:
    """Puts right what a killed run left in an output folder."""
    if not out.is_dir():
        return
    for old in sorted(out.glob(f"{OLD}*")):
        place = out / old.name.removeprefix(OLD)
        if place.exists():
            shutil.rmtree(old)
        else:
            old.rename(place)
    for new in sorted(out.glob(f"{NEW}*")):
        shutil.rmtree(new)


def make_ready(out: Path, names: list[str]) -> Path | None:
    """Makes the output folder, and the topmost folder that it had to make comes back.

    Raises `InputError` where nothing can be written there, or where a folder of one of the
    names holds something other than an extraction.
    """
    missing = [path for path in (out, *out.parents) if not path.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in names:
            (out / f"{NEW}{name}").mkdir()
    except OSError:
        discard(out, names, missing[-1] if missing else None)
        raise InputError(
            f"{out / names[0]}: not writable, nothing was changed; choose another --out"
        ) from None
    for name in names:
        try:
            refuse_others(out / name)
        except InputError:
            discard(out, names, missing[-1] if missing else None)
            raise
    return missing[-1] if missing else None


def refuse_others(place: Path) -> None:
    """`InputError` where a place holds something other than an extraction."""
    if place.exists() and not is_replaceable(place):
        raise InputError(f"{place}: no extraction, left as it is; choose another --out")


def is_replaceable(place: Path) -> bool:
    """Whether a folder is empty or an extraction, so that nobody else's files get lost."""
    return place.is_dir() and ((place / FILE).exists() or not any(place.iterdir()))


def stage(out: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Writes the files of a report into a hidden folder of the output folder."""
    for file, content in files.items():
        (out / f"{NEW}{name}" / file).write_bytes(content)


def swap(out: Path, name: str) -> None:
    """Puts a staged folder into its place."""
    place, old = out / name, out / f"{OLD}{name}"
    if place.exists():
        place.rename(old)
    try:
        os.replace(out / f"{NEW}{name}", place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    if old.exists():
        shutil.rmtree(old)


def discard(out: Path, names: list[str], made: Path | None) -> None:
    """Removes what was staged, and the folders that were made for it (`made` and below)."""
    for name in names:
        shutil.rmtree(out / f"{NEW}{name}", ignore_errors=True)
    if made is not None:
        shutil.rmtree(made, ignore_errors=True)
