"""What the last run wrote and from what: decides whether a report's folder is up to date.

All by content, never by times; kept in a hidden file of the output folder. Nothing heavy is
imported here: a run that finds all up to date ends after this module.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = ".iscm-state.json"
CODE = Path(__file__).resolve().parent
LOCK = CODE.parent / "requirements.lock"


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of the closing table; `claimed` is a share from 0 to 1, `folder` a bare name."""

    source: str
    folder: str
    sections: int
    events: int
    occurrences: int
    claimed: float
    errors: int
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder that a run wrote: from what (`fingerprint`), and the SHA-256 of each file."""

    fingerprint: str
    files: Mapping[str, str]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Stamp:
    """A folder that was made of other folders: from what, and the SHA-256 of each file."""

    fingerprint: str
    files: Mapping[str, str]


def read_state(out: Path) -> dict[str, Kept]:
    """The folders that the last runs wrote into `out`; none where the file is missing or odd."""
    try:
        entries = json.loads((out / FILE).read_bytes())
        return {
            name: Kept(entry["fingerprint"], entry["files"], Summary(**entry["summary"]))
            for name, entry in entries.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_state(out: Path, kept: Mapping[str, Kept]) -> None:
    """Writes the state file of an output folder, whole or not at all."""
    entries = {name: dataclasses.asdict(kept[name]) for name in sorted(kept)}
    write_json(out / FILE, entries)


def read_stamp(path: Path) -> Stamp | None:
    """What a file says of the folder that it stands beside; None where it is missing or odd."""
    try:
        entry = json.loads(path.read_bytes())
        return Stamp(entry["fingerprint"], dict(entry["files"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Writes what is known of a folder into a file, whole or not at all."""
    write_json(path, dataclasses.asdict(stamp))


def write_json(path: Path, content: Mapping[str, object]) -> None:
    """Writes a file of JSON, whole or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def is_untouched(folder: Path, files: Mapping[str, str]) -> bool:
    """Whether a folder holds just the files that were written, byte by byte; `files` has the
    SHA-256 of each."""
    try:
        names = {path.name for path in folder.iterdir()}
        return names == files.keys() and all(
            sha256((folder / name).read_bytes()) == digest for name, digest in files.items()
        )
    except OSError:
        return False


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def fingerprint_of_program(rules: Path | None) -> str:
    """What all reports of a run depend on: the code, the rules and, in a checkout, the lock file.

    Without a folder of rules it is the packaged one, in a wheel or in a checkout.
    """
    digest = hashlib.sha256()
    add_files(digest, CODE, CODE.rglob("*.py"))
    for one in [rules] if rules else [CODE / "rules", CODE.parent / "rules"]:
        add_files(digest, one, one.rglob("*.yml"))
    add_files(digest, LOCK.parent, [LOCK])
    return digest.hexdigest()


def fingerprint(program: str, source: Path, options: str) -> str:
    """What one report's folder depends on: `program` (of `fingerprint_of_program`), the source,
    its sidecar and the user's options. Raises `OSError` for a source that cannot be read."""
    digest = hashlib.sha256(f"{program}\0{source.name}\0{options}\0".encode(errors="replace"))
    digest.update(sha256(source.read_bytes()).encode())
    add_files(digest, source.parent, [source.with_suffix(".yml")])
    return digest.hexdigest()


def add_files(digest: hashlib._Hash, top: Path, paths: Iterable[Path]) -> None:
    """Adds names and contents of those of the files that exist, in the order of their names."""
    for path in sorted(paths):
        if path.is_file():
            name = path.relative_to(top).as_posix().encode(errors="replace")
            digest.update(name + b"\0" + sha256(path.read_bytes()).encode() + b"\0")
