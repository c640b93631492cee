"""A comparison as one page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader

from pipeline.publish.diff.show_text import EMPTY, SIGNS, repeated
from pipeline.publish.diff.values import CHANGED, Change, Diff

TITLES = {"mechanism_themes": "Themes of mechanisms, as listed", "themes": "Themes, as listed"}


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that stand together on the page: of one table, of the events of one mechanism."""

    id: str
    title: str
    changes: tuple[Change, ...]

    @property
    def counts(self) -> str:
        """How many changes of each kind there are, by their signs."""
        kinds = [one.kind for one in self.changes]
        return ", ".join(f"{kinds.count(kind)} {kind}" for kind in SIGNS if kind in kinds)


def show(found: Diff) -> str:
    """The page; all that comes from a report is escaped."""
    environment = Environment(
        loader=PackageLoader("pipeline.publish.diff", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("diff.html").render(
        diff=found,
        groups=grouped(found.changes),
        signs=SIGNS,
        empty=EMPTY,
        repeated=repeated,
        changed=CHANGED,
    )


def grouped(changes: Iterable[Change]) -> tuple[Group, ...]:
    """The changes by table, those of events by mechanism, in the order of their first ones."""
    found: dict[str, list[Change]] = {}
    for one in changes:
        found.setdefault(title_of(one), []).append(one)
    return tuple(
        Group(f"group-{at}", title, tuple(group))
        for at, (title, group) in enumerate(found.items(), 1)
    )


def title_of(change: Change) -> str:
    """What the group of a change is called."""
    return change.mechanism or TITLES.get(change.table, change.table.capitalize())
