"""The report's own lists: themes, the mechanisms they go with, the popular ones, publications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import (
    Cell,
    Finding,
    Lists,
    MechanismTheme,
    Publication,
    Stretch,
    Theme,
    View,
)
from pipeline.section.cut import Cut, Part
from pipeline.section.heading import Context
from pipeline.section.labels import UNKNOWN, Named, label_id
from pipeline.section.matrix import Entry, read_entries
from pipeline.section.pieces import Item, Piece, read_labels, read_mechanism, read_mechanisms
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
            popular=Cell(True, tuple(self.popular), RULE_POPULAR) if self.popular else Cell(False),
        )


def collect_lists(cut: Cut) -> Lists:
    """All that the lists of a report say, in its order."""
    collector = Collector(cut.context, set_apart(cut))
    for part in cut.parts:
        collector.take(part)
    collector.publish(cut.parts)
    return collector.lists()


def set_apart(cut: Cut) -> frozenset[str]:
    """The labels, as ids, that the report sets beside the name of the theme that the rules have
    them as: it counts "Skills partnerships" apart from "Labour migration"."""
    apart: set[str] = set()
    for part in cut.parts:
        if part.heading.kind != "matrix":
            continue
        entries = [one for one in read_entries(part.rows, cut.context) if not one.by_mechanism]
        ids = {label_id(one.label.text) for one in entries}
        for one in entries:
            named = cut.context.labels.named(one.label.text)
            own = label_id(one.label.text)
            if len(named) == 1 and named[0].theme_id in ids - {own}:
                apart.add(own)
    return frozenset(apart)


class Collector:
    """Gathers the records of all lists of one report; `apart` are labels that are no known theme's
    (`set_apart`)."""

    def __init__(self, context: Context, apart: frozenset[str]) -> None:
        self.context, self.apart = context, apart
        self.themes: dict[str, Row] = {}
        self.pairs: dict[tuple[str, str], MechanismTheme] = {}
        self.publications: list[Publication] = []
        self.findings: list[Finding] = []
        self.noted: set[str] = set()

    def lists(self) -> Lists:
        """What was gathered."""
        return Lists(
            tuple(row.theme() for row in self.themes.values()),
            tuple(self.pairs.values()),
            tuple(self.publications),
            tuple(self.findings),
        )

    def take(self, part: Part) -> None:
        """Reads one part; one that is no list of themes gives nothing."""
        kind, rows = part.heading.kind, part.rows
        if kind == "matrix":
            scope = "initiative" if part.heading.rule == "listing.initiatives" else "theme"
            for entry in read_entries(rows, self.context):
                self.take_entry(entry, scope)
        elif kind == "popular":
            for piece in read_popular(rows, self.context):
                for row in self.take_label(piece.view, piece.key, "theme"):
                    row.popular.extend(self.spans(piece.view))

    def publish(self, parts: Sequence[Part]) -> None:
        """Reads the publications of all parts together: their notes may stand in another one."""
        rows = [row for one in parts if one.heading.kind == "publications" for row in one.rows]
        self.publications.extend(read_publications(rows, self.context))

    def take_entry(self, entry: Entry, scope: str) -> None:
        """Reads an entry of a matrix, whichever way it goes."""
        item = read_mechanism(Piece(entry.label, entry.key), self.context)
        known = item is not None and not item.new
        exact = self.context.labels.exact(entry.label.text) is not None
        if item and not exact and (known or entry.by_mechanism):
            self.take_mechanism(item, entry, scope)
            return
        rows = self.take_label(entry.label, entry.key, scope)
        for item in read_mechanisms(entry.items, self.context):
            self.note(item)
            for row in rows:
                self.pair(row, self.spans(entry.label), item, RULE_BY_THEME)

    def take_mechanism(self, item: Item, entry: Entry, scope: str) -> None:
        """Reads an entry that gives the themes of one mechanism."""
        self.note(item)
        for piece in read_labels(entry.items, self.context):
            for row in self.take_label(piece.view, piece.key, scope):
                self.pair(row, self.spans(piece.view), item, RULE_BY_MECHANISM, piece.key)

    def take_label(self, label: View, key: Sequence[Stretch], scope: str) -> list[Row]:
        """The rows of the themes that a label names, mostly one."""
        found = self.spans(label)
        rows = []
        for named in self.named(label.text, scope):
            if named.theme_id not in self.themes:
                self.themes[named.theme_id] = Row(named, Cell(label.text, found, RULE_LABEL))
                if named.rule == UNKNOWN:
                    self.report_theme(named, label)
            row = self.themes[named.theme_id]
            row.key.extend(key)
            rows.append(row)
        return rows

    def named(self, label: str, scope: str) -> tuple[Named, ...]:
        """The themes that a label names in this report."""
        own = label_id(label)
        if own in self.apart:
            return (Named(own, scope, UNKNOWN),)
        return self.context.labels.named(label, scope)

    def pair(
        self,
        row: Row,
        label: tuple[Stretch, ...],
        item: Item,
        rule: str,
        behind: tuple[Stretch, ...] = (),
    ) -> None:
        """Adds the pair of a theme and a mechanism; one printed twice is one pair."""
        theme_id, mechanism_id = row.named.theme_id, item.named.mechanism_id
        found = self.spans(item.piece.view)
        key = tuple(sorted({*item.piece.key, *behind}))
        before = self.pairs.get((theme_id, mechanism_id))
        if before:
            key = tuple(sorted({*before.key, *key}))
            self.pairs[theme_id, mechanism_id] = replace(before, key=key)
            return
        self.pairs[theme_id, mechanism_id] = MechanismTheme(
            key=key,
            theme_id=Cell(theme_id, label, row.named.rule),
            mechanism_id=Cell(mechanism_id, found, item.named.rule or RULE_UNKNOWN_MECHANISM),
            mechanism_text=Cell(item.piece.view.text, found, rule),
        )

    def report_theme(self, named: Named, label: View) -> None:
        """Notes a label that no rule knows."""
        self.findings.append(
            Finding(
                code="unknown-theme",
                severity="warning",
                message=f"no rule knows the theme {label.text!r}; add it to themes.yml",
                stretch=self.first(label),
                table="themes",
                record_id=named.theme_id,
                field="theme_id",
                original=label.text,
            )
        )

    def note(self, item: Item) -> None:
        """Notes a mechanism that neither a rule nor a heading knows, at its first mention."""
        if not item.new or item.named.mechanism_id in self.noted:
            return
        self.noted.add(item.named.mechanism_id)
        text = item.piece.view.text
        self.findings.append(
            Finding(
                code="unknown-mechanism",
                severity="warning",
                message=f"no rule knows the mechanism {text!r}; add it to mechanisms.yml",
                stretch=self.first(item.piece.view),
                table="mechanisms",
                record_id=item.named.mechanism_id,
                field="mechanism_id",
                original=text,
            )
        )

    def spans(self, view: View) -> tuple[Stretch, ...]:
        """The stretches that a view was read from."""
        return stretches(view, 0, len(view.text), self.context.report.text)

    def first(self, view: View) -> Stretch | None:
        """The first of them."""
        return next(iter(self.spans(view)), None)
