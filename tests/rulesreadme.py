"""rules/README.md replayed: its files written, its changes made, its commands run, in a checkout of
their own; `make golden` writes the outputs anew."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "rules" / "README.md"
COPIED = ("pipeline", "rules", "raw", "tests/reports", "tests/gold")
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
REVISION = re.compile(r"^(against HEAD) \([0-9a-f]+\)", re.MULTILINE)  # of the copy's own
GIT = ("git", "-c", "user.name=replay", "-c", "user.email=replay@example.org")


def replay(text: str) -> str:
    """The page with the outputs that its commands print now.

    `ValueError` where a change does not fit its file.
    """
    with TemporaryDirectory(prefix="iscm-replay-") as folder:
        checkout = copy_checkout(Path(folder) / "checkout")
        actions: dict[str, Callable[[Path, str, str], str]] = {
            "text": write,
            "diff": change,
            "console": run_all,
        }

        def again(block: re.Match[str]) -> str:
            kind, name, body = block.groups()
            if kind not in actions:
                return block[0]
            head = f"```{kind} {name}".rstrip()
            return f"{head}\n{actions[kind](checkout, name, body)}```\n"

        return BLOCK.sub(again, text)


def copy_checkout(place: Path) -> Path:
    """A checkout of its own with the files of today, committed."""
    for one in COPIED:
        shutil.copytree(ROOT / one, place / one, ignore=shutil.ignore_patterns("__pycache__"))
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "as it is")):
        subprocess.run([*GIT, *words], cwd=place, check=True)
    return place


def write(checkout: Path, name: str, body: str) -> str:
    """Writes a file of the page."""
    (checkout / name).write_text(body, encoding="utf-8")
    return body


def change(checkout: Path, name: str, body: str) -> str:
    """Makes a change: lines that stay, that go (`-`) and that come (`+`), in parts after `@@`."""
    path = checkout / name
    content = path.read_text(encoding="utf-8")
    for part in body.split("@@\n"):
        lines = part.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] != "+")
        new = "".join(line[1:] for line in lines if line[0] != "-")
        if content.count(old) != 1:
            raise ValueError(f"{README}: its change to {name} does not fit any more; mend the page")
        content = content.replace(old, new)
    path.write_text(content, encoding="utf-8")
    return body


def run_all(checkout: Path, name: str, body: str) -> str:
    """Runs the commands of a block; each stands above what it prints."""
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {one}\n{output(checkout, one)}" for one in commands)


def output(checkout: Path, command: str) -> str:
    """What a command prints, on both streams."""
    program, *words = shlex.split(command)
    if program != "iscm":
        raise ValueError(f"{README}: {command}: only iscm can be replayed")
    environment = {**os.environ, "PYTHONPATH": str(checkout), "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    plain = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    return REVISION.sub(r"\1 (…)", plain) + "\n"


if __name__ == "__main__":
    README.write_text(replay(README.read_text(encoding="utf-8")), encoding="utf-8")
