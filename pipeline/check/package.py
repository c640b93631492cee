"""`datapackage.json` against the files beside it and against the contract."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.check.problems import Problem, Problems
from pipeline.contract import TABLES, VERSION
from pipeline.datapackage import (
    FILE,
    PANEL_NAME,
    TEXT_FILE,
    describe_tables,
    describe_text,
    table_file,
)
from pipeline.model import InputError
from pipeline.panelschema import PANEL

FILES = (*(table_file(table.name) for table in TABLES), TEXT_FILE)
PANEL_FILES = tuple(table_file(table.name) for table in PANEL)


def read_package(folder: Path) -> dict[str, object]:
    """What `datapackage.json` says; empty where it is missing or no JSON object.

    `InputError` where it describes the tables of another contract.
    """
    try:
        package = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(package, dict):
        return {}
    version = package.get("contract_version")
    if version != VERSION:
        raise InputError(
            f"{folder / FILE}: tables of contract {version}, but this program knows {VERSION}; "
            "extract the report again"
        )
    return package


def is_panel(folder: Path) -> bool:
    """Whether a folder holds the panel over all years; `InputError` as for `read_package`."""
    return describes_panel(read_package(folder))


def describes_panel(package: Mapping[str, object]) -> bool:
    """Whether a `datapackage.json` is that of the panel over all years."""
    return package.get("name") == PANEL_NAME


def check_package(folder: Path) -> Problems:
    """Files that are not those that `datapackage.json` describes, or a description that is off."""
    package = read_package(folder)
    if not package:
        yield Problem(FILE, 0, "missing or no JSON; extract the report again")
        return
    whole = describes_panel(package)
    hashes = {name: fingerprint(folder / name) for name in (PANEL_FILES if whole else FILES)}
    if not (whole or hashes[TEXT_FILE][0]):
        yield Problem(TEXT_FILE, 0, "missing; extract the report again")
    for name, recorded in recorded_hashes(package).items():
        if name in hashes and hashes[name][0] and recorded != f"sha256:{hashes[name][0]}":
            yield Problem(
                name, 0, f"changed since it was written: not the SHA-256 of {FILE}; extract again"
            )
    described = describe_tables(hashes, PANEL if whole else TABLES)
    if not whole:
        described.append(describe_text(hashes[TEXT_FILE]))
    if stripped(package.get("resources")) != stripped(described):
        yield Problem(FILE, 0, "does not describe the tables of the contract; extract again")


def fingerprint(path: Path) -> tuple[str, int]:
    """The SHA-256 and the size of a file; empty and 0 where there is none."""
    try:
        content = path.read_bytes()
    except OSError:
        return "", 0
    return hashlib.sha256(content).hexdigest(), len(content)


def recorded_hashes(package: dict[str, object]) -> dict[str, str]:
    """The hash of each resource by its path."""
    resources = package.get("resources")
    return {
        str(one.get("path")): str(one.get("hash"))
        for one in (resources if isinstance(resources, list) else [])
        if isinstance(one, dict)
    }


def stripped(resources: object) -> object:
    """Resources without what depends on the content of their files."""
    if not isinstance(resources, list):
        return None
    return [
        {key: value for key, value in one.items() if key not in ("hash", "bytes")}
        for one in resources
        if isinstance(one, dict)
    ]
