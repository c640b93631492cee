"""The floors of the scores: `floors.yml` beside the gold, a score from 0 to 1 for each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from pipeline.check.scores import FieldScore
from pipeline.model import InputError

FILE = "floors.yml"
DECIMALS = 3  # scores are compared, and written, with so many

Floors = Mapping[str, float]


def read_floors(gold: Path) -> dict[str, dict[str, float]]:
    """The floors of each report by the name of its folder; none where there is no file.

    `InputError` for a file that holds anything else.
    """
    path = gold / FILE
    try:
        floors = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    except FileNotFoundError:
        return {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: not YAML: {error.problem}; mend this line") from None
    if not isinstance(floors, dict):
        raise InputError(f"{path}: floors by folder are expected, such as '\"2020\":'")
    return {str(name): read_fields(path, str(name), fields) for name, fields in floors.items()}


def read_fields(path: Path, name: str, fields: object) -> dict[str, float]:
    """The floors of one report's fields."""
    if not isinstance(fields, dict):
        raise InputError(f"{path}: {name}: fields with floors are expected, 'events.title: 0.95'")
    for field, floor in fields.items():
        if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
            raise InputError(f"{path}: {name}: {field}: {floor!r} is no score from 0 to 1")
    return {str(field): float(floor) for field, floor in fields.items()}


def under_floors(scores: Iterable[FieldScore], floors: Floors) -> list[str]:
    """What does not hold: scores under their floors, and fields and floors without each other."""
    found = []
    left = dict(floors)
    for one in scores:
        floor, score = left.pop(one.field, None), rounded(one)
        if floor is None:
            found.append(f"{one.field}: no floor; write {score:.3f}")
        elif score < floor:
            found.append(f"{one.field}: {score:.3f} is under its floor {floor:.3f}")
    return found + [f"{field}: no such field; remove its floor" for field in left]


def above_floors(scores: Iterable[FieldScore], floors: Floors) -> list[str]:
    """Hints to raise the floors that scores have risen over."""
    return [
        f"{one.field}: {rounded(one):.3f} is above its floor {floors[one.field]:.3f}; raise it"
        for one in scores
        if rounded(one) > floors.get(one.field, 1.0)
    ]


def rounded(one: FieldScore) -> float:
    """A score as it is held against a floor."""
    return round(one.score, DECIMALS)
