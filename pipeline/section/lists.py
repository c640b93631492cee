"""The report's own lists: themes, the mechanisms they go with, the popular ones, publications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Cell, Finding, Lists, MechanismTheme, Stretch, Theme, View
from pipeline.section.cut import Cut, Part
from pipeline.section.heading import Context
from pipeline.section.labels import UNKNOWN, Named
from pipeline.section.matrix import Entry, read_entries
from pipeline.section.names import Named as Mechanism
from pipeline.section.pieces import Item, Piece, read_labels, read_mechanisms
from pipeline.section.popular import read_popular
from pipeline.section.publications import read_publications
from pipeline.view import stretches

RULE_LABEL, RULE_POPULAR = "lists.theme-label", "lists.popular"
RULE_BY_THEME, RULE_BY_MECHANISM = "lists.theme-line", "lists.mechanism-line"
RULE_UNKNOWN_MECHANISM = "lists.unknown-mechanism"


@dataclass(slots=True)
class Row:
    """A theme in the making: its first label, all stretches that it was read from."""

    named: Named
    label: Cell[str]
    key: list[Stretch] = field(default_factory=list)
    popular: list[Stretch] = field(default_factory=list)

    def theme(self) -> Theme:
        """The record."""
        found = self.label.stretches
        return Theme(
            key=tuple(dict.fromkeys(sorted(self.key))),
            theme_id=Cell(self.named.theme_id, found, self.named.rule),
            kind=Cell(self.named.scope, found, self.named.rule),
            label=self.label,
            popular=Cell(True, tuple(self.popular), RULE_POPULAR)
            if self.popular
            else Cell(False),
        )


def collect_lists(cut: Cut) -> Lists:
    """All that the lists of a report say, in its order."""
    collector = Collector(cut.context)
    for part in cut.parts:
        collector.take(part)
    return collector.lists()


class Collector:
    """Gathers the records of all lists of one report."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.themes: dict[str, Row] = {}
        self.pairs: dict[tuple[str, str], MechanismTheme] = {}
        self.publications: list[object] = []
        self.findings: list[Finding] = []
