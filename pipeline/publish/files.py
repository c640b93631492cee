"""Files put into a folder: all of them or none."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from pipeline.folder import NEW, OLD
from pipeline.model import InputError


def write_files(out: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes files into a folder that is made where it is missing; their paths come back.

    Raises `InputError`, with everything left as it was, where they cannot be written.
    """
    missing = [one for one in (out, *out.parents) if not one.exists()]
    done: list[str] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / f"{NEW}{name}").write_bytes(content)
        for name in files:
            replace(out, name)
            done.append(name)
    except BaseException as error:
        take_back(out, files, done)
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise InputError(
                f"{out}: not writable ({error.strerror}), nothing was changed; choose another --out"
            ) from None
        raise
    for name in files:
        (out / f"{OLD}{name}").unlink(missing_ok=True)
    return [out / name for name in files]


def replace(out: Path, name: str) -> None:
    """Puts a file that was written into its place; what stood there is kept beside it."""
    place = out / name
    if place.exists():
        place.replace(out / f"{OLD}{name}")
    try:
        (out / f"{NEW}{name}").replace(place)
    except OSError:
        if (out / f"{OLD}{name}").exists():
            (out / f"{OLD}{name}").replace(place)
        raise


def take_back(out: Path, files: Mapping[str, bytes], done: list[str]) -> None:
    """Puts the files of the folder back as they were."""
    for name in done:
        (out / name).unlink()
        if (out / f"{OLD}{name}").exists():
            (out / f"{OLD}{name}").replace(out / name)
    for name in files:
        with contextlib.suppress(OSError):
            (out / f"{NEW}{name}").unlink(missing_ok=True)
