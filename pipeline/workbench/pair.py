"""A report and its sidecar put into a folder, both or none."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from pipeline.model import InputError
from pipeline.read.sidecar import Sidecar, read_sidecar, sidecar_path

NEW = ".iscm-new-"  # a file being written: hidden, so that it is no report


def write_pair(path: Path, content: bytes, fields: Sidecar) -> Path:
    """Writes a report and its sidecar, both or none; the path of the report comes back.

    Raises `InputError`, with everything left as it was, where they cannot be written.
    """
    missing = [one for one in (path.parent, *path.parent.parents) if not one.exists()]
    fresh = path.with_name(f"{NEW}{path.name}")
    moves = {sidecar_path(fresh): sidecar_path(path), fresh: path}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        sidecar_path(fresh).write_bytes(to_yaml(fields).encode())
        if read_sidecar(fresh) != fields:
            raise RuntimeError(f"{sidecar_path(path)}: would not read back as it was written")
        move_all(moves)
    except BaseException as error:
        discard(moves, missing)
        if isinstance(error, OSError):
            raise InputError(
                f"{path}: not writable ({error.strerror}), nothing was changed; choose another --to"
            ) from None
        raise
    return path


def move_all(moves: Mapping[Path, Path]) -> None:
    """Renames files, all or none."""
    done: list[Path] = []
    try:
        for fresh, place in moves.items():
            fresh.rename(place)
            done.append(place)
    except BaseException:
        for place in done:
            place.unlink()
        raise


def discard(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Removes those of the files that are there, then the folders, which are empty by then."""
    for one in files:
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def to_yaml(fields: Sidecar) -> str:
    """The fields that say something, a line each; texts in quotes, so that NO stays a text."""
    values = fields.model_dump(exclude_none=True)
    return "".join(f"{name}: {quoted(value)}\n" for name, value in values.items())


def quoted(value: str | int) -> str:
    """A value as YAML in one line."""
    if isinstance(value, int):
        return str(value)
    written = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=sys.maxsize)
    return written.rstrip("\n")
