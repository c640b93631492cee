"""What a comparison with the gold comes to: a score for each field, a line for each difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class FieldScore:
    """How many rows or cells of a field the gold and the extraction have, and how many agree.

    `share` tells the cells of a row (scored as share of the gold) from rows (scored as F1).
    """

    field: str
    gold: int
    found: int
    right: int
    share: bool = False

    @property
    def precision(self) -> float:
        """The right ones among those found, from 0 to 1."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The right ones among the gold's, from 0 to 1."""
        return self.right / self.gold if self.gold else float(self.share or not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing on either side."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0

    @property
    def score(self) -> float:
        """What is held against the floor."""
        return self.recall if self.share else self.f1


@dataclass(frozen=True, slots=True)
class Difference:
    """A row or a cell that differs: `-` is missing, `+` is extra, `~` has another value.

    `table` and `column` say where its provenance is looked up; `rule` is the rule found there.
    """

    sign: str
    record: str
    field: str
    want: str = ""
    got: str = ""
    table: str = ""
    column: str = ""
    rule: str = ""

    @property
    def line(self) -> str:
        """The one line that a reader sees."""
        rule = f"  {self.rule}" if self.rule else ""
        if self.sign == "~":
            said = f"want {self.want or '(empty)'}, got {self.got or '(empty)'}"
            return f"~ {self.record} {self.field}: {said}{rule}"
        said = self.want or self.got
        return f"{self.sign} {self.field} {self.record}{': ' if said else ''}{said}{rule}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The scores of an extraction, and the rows and cells that differ."""

    scores: tuple[FieldScore, ...]
    differences: tuple[Difference, ...]

    def __add__(self, other: Comparison) -> Comparison:
        """Both comparisons, one after the other."""
        return Comparison(self.scores + other.scores, self.differences + other.differences)


def pool(comparisons: Iterable[Comparison]) -> Comparison:
    """The scores of several reports as if they were one; differences stay with their reports."""
    pooled: dict[str, FieldScore] = {}
    for one in (score for comparison in comparisons for score in comparison.scores):
        before = pooled.get(one.field, replace(one, gold=0, found=0, right=0))
        pooled[one.field] = replace(
            one,
            gold=before.gold + one.gold,
            found=before.found + one.found,
            right=before.right + one.right,
        )
    return Comparison(tuple(pooled.values()), ())
