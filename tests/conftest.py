"""What tests of several stages share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from years import write_years

ROOT = Path(__file__).resolve().parent.parent
SMALL = """ISCM 2019 Highlights

Bali Process
4th Workshop on Migration Data, 8 May, Bangkok, Thailand, addressed labour migration.

Budapest Process
Senior Officials Meeting, 3-4 June, virtual, discussed return and reintegration.
"""

Iscm = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small report in a folder of its own."""
    path = tmp_path / "raw" / "iscm-2019.txt"
    path.parent.mkdir()
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def iscm(tmp_path: Path) -> Iscm:
    """Runs `iscm` as a program of its own, in an empty folder unless `cwd` is given."""

    def call(
        *words: str | Path, cwd: Path = tmp_path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, words)],
            cwd=cwd,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | dict(env or {}),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return call


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small reports of three years and their panel, extracted once; to be read only."""
    return write_years(tmp_path_factory.mktemp("years"))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
