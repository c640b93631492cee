"""The checkout that the rules are worked on in, and the rules and code of an earlier revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pipeline
from pipeline.model import InputError
from pipeline.nearest import nearest

PARTS = ("pipeline", "rules")  # what decides how a report is read
RECENT = "50"  # commits whose short hashes are offered where a revision is unknown


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: `name` as the user gave it, `short` its short hash."""

    name: str
    short: str


def own_checkout() -> Path:
    """The folder that holds the running code, whatever it is."""
    return Path(pipeline.__file__).resolve().parent.parent


def find_revision(checkout: Path, name: str) -> Revision:
    """The commit that a name means in a checkout.

    Raises `InputError` where the folder is no git checkout with `pipeline/` and `rules/`, where
    git is missing, and for an unknown name, with the nearest one that exists.
    """
    refuse_other_folders(checkout)
    query = (
        "rev-parse",
        "--verify",
        "--quiet",
        "--short",
        "--end-of-options",
        f"{name}^{{commit}}",
    )
    found = git(checkout, *query)
    if found.returncode:
        near = nearest(name, known_names(checkout))
        advice = f"nearest: {near}; git log lists them" if near else "there is no commit yet"
        raise InputError(f"no revision {name!r} here; {advice}")
    return Revision(name, found.stdout.decode().strip())


def refuse_other_folders(checkout: Path) -> None:
    """`InputError` where a folder is no git checkout that holds the rules and the code."""
    inside = all((checkout / part).is_dir() for part in PARTS)
    if not inside or git(checkout, "rev-parse", "--is-inside-work-tree").stdout != b"true\n":
        raise InputError(
            f"{checkout}: no git checkout with pipeline/ and rules/; run iscm out of a clone"
        )


def known_names(checkout: Path) -> list[str]:
    """The names of commits that a user may have meant: HEAD, branches, tags, recent hashes."""
    recent = git(checkout, "log", "--format=%h", "-n", RECENT).stdout.decode().split()
    refs = git(checkout, "for-each-ref", "--format=%(refname:short)").stdout.decode().split()
    return [*(["HEAD"] if recent else []), *refs, *recent]


def unpack(checkout: Path, revision: Revision, folder: Path) -> None:
    """Puts the code and the rules of a revision into a folder that exists.

    Raises `InputError` where the revision has none.
    """
    packed = git(checkout, "archive", "--format=tar", revision.short, *PARTS)
    if packed.returncode:
        raise InputError(
            f"{revision.name}: no pipeline/ and rules/ in this revision; name a later one"
        )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def git(checkout: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git says in a folder; `InputError` where there is no git."""
    try:
        return subprocess.run(["git", *words], cwd=checkout, capture_output=True, check=False)
    except FileNotFoundError:
        raise InputError("git: not found; install it, revisions are read with it") from None
