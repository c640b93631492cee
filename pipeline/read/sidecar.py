"""Sidecars: what is known about a source beside it, `raw/x.yml` for `raw/x.txt`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.model import InputError
from pipeline.read.text import read_bytes


class Sidecar(BaseModel):
    """What a sidecar says; a field that it leaves out is None.

    `language` is an ISO 639-1 code, `sha256` that of the source's bytes.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    year: int | None = Field(default=None, ge=1900, le=2200)
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}$")
    title: str | None = Field(default=None, min_length=1)
    origin: str | None = Field(default=None, min_length=1)
    licence: str | None = Field(default=None, min_length=1)
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")


WANTED = {
    "year": "a year of four digits",
    "language": "an ISO 639-1 code in lower case, such as en",
    "sha256": "the 64 hexadecimal digits of the source's SHA-256, in quotes",
}


def sidecar_path(source: Path) -> Path:
    """Where the sidecar of a source lies, whether there is one or not."""
    return source.with_suffix(".yml")


def read_sidecar(source: Path) -> Sidecar:
    """The sidecar of a source, empty where there is none.

    Raises `InputError` with file and line for one that is no YAML, has other fields or values
    than `Sidecar`, or names another SHA-256 than the source has.
    """
    path = sidecar_path(source)
    if path == source or not path.exists():
        return Sidecar()
    values, lines = read_fields(path)
    try:
        sidecar = Sidecar.model_validate(values)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise InputError(f"{path}:{lines.get(name, 1)}: {complaint(name)}") from None
    found = hashlib.sha256(read_bytes(source)).hexdigest()
    if sidecar.sha256 not in (None, found):
        raise InputError(
            f"{path}:{lines['sha256']}: sha256 is {sidecar.sha256}, that of {source.name} is "
            f"{found}; restore the source, or correct the sidecar"
        )
    return sidecar


def complaint(name: str) -> str:
    """What is wrong with a field that the schema refuses, and what to do."""
    fields = Sidecar.model_fields
    if name not in fields:
        return f"unknown field {name!r}; known are {', '.join(fields)}"
    return f"{name}: {WANTED.get(name, 'a text')} is expected; correct it, or leave it out"


def read_fields(path: Path) -> tuple[dict[str, object], dict[str, int]]:
    """The fields of a YAML mapping, and the line of each."""
    try:
        loader = yaml.CSafeLoader(read_bytes(path).decode("utf-8-sig"))
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: not YAML: {error.problem}; mend this line") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not YAML: {str(error).splitlines()[0]}; mend it") from None
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{path}:1: fields such as 'year: 2020' are expected; write it so")
    return fields_of(path, loader, node)


def fields_of(
    path: Path, loader: yaml.CSafeLoader, node: yaml.MappingNode
) -> tuple[dict[str, object], dict[str, int]]:
    """The fields of a mapping and their lines; `InputError` for one that stands twice."""
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in values:
            raise InputError(f"{path}:{line}: {name} stands twice; keep one")
        try:
            values[name], lines[name] = loader.construct_object(value, deep=True), line
        except (yaml.YAMLError, ValueError) as error:
            raise InputError(f"{path}:{line}: {name}: {error}; correct it".split("\n")[0]) from None
    return values, lines
