"""The report cut into its parts, row by row, from heading to heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Report, Section, Sections, Stretch, Title
from pipeline.rulebook import Rulebook
from pipeline.section.anniversaries import anniversary_at, read_years
from pipeline.section.furniture import Furniture
from pipeline.section.heading import Context, Heading
from pipeline.section.headings import NEW_RULE, Headings
from pipeline.section.listcontent import LISTS, list_by_content
from pipeline.section.listheads import list_heading
from pipeline.section.paragraphs import begins, split_paragraphs
from pipeline.section.publications import starts_publications
from pipeline.section.rows import Row, rows_of
from pipeline.section.title import title_of, title_rows
from pipeline.view import EMPTY

NO_HEADING = "section.no-heading"  # publications that begin without a heading


@dataclass(slots=True)
class Part:
    """A part in the making: its heading, and the rows below it."""

    heading: Heading
    rows: list[Row] = field(default_factory=list)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Its heading's rows and those below."""
        return (*self.heading.rows, *self.rows)


@dataclass(frozen=True, slots=True)
class Cut:
    """A report's parts with their rows, and what is in none of them."""

    context: Context
    title: Title | None
    parts: tuple[Part, ...]
    furniture: tuple[Stretch, ...]
    preface: tuple[Stretch, ...]

    def sections(self) -> Sections:
        """The parts as sections."""
        parts = tuple(as_section(part, self.context) for part in self.parts)
        findings = self.context.mender.repairs.findings
        return Sections(self.title, parts, self.furniture, self.preface, findings)


def cut_report(report: Report, rules: Rulebook, is_word: Callable[[str], bool]) -> Cut:
    """The report cut into its parts. Raises nothing; without headings there are no parts."""
    return Cutter(Context(report, rules, is_word)).cut()


class Cutter:
    """Walks over the rows of a report and opens a part at each heading."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.title_rows = title_rows(context.report, context.words, context.names)
        self.title = title_of(context.report, self.title_rows)
        self.parts: list[Part] = []
        self.part: Part | None = None  # the one that is open
        self.aside = 0  # the number of the aside that is being read
        self.furniture: list[Row] = []
        self.preface: list[Row] = []

    def cut(self) -> Cut:
        """All parts of the report."""
        self.settle_rows()
        self.headings = Headings(self.context)
        at = 0
        while at < len(self.context.rows):
            at += self.step(at)
        furniture, preface = (
            tuple(sorted(Stretch(row.start, row.end) for row in rows))
            for rows in (self.furniture, self.preface)
        )
        return Cut(self.context, self.title, tuple(self.parts), furniture, preface)

    def settle_rows(self) -> None:
        """Keeps the rows that are text; a row below furniture has a gap before it."""
        report, context = self.context.report, self.context
        taken = {row.start for row in self.title_rows}
        rows = [row for row in rows_of(report, context.mender.repairs) if row.start not in taken]
        test = Furniture(rows, self.title, context.words, context.names)
        kept: list[Row] = []
        gap = True
        for row in rows:
            if test.holds(row):
                self.furniture.append(row)
                gap = True
                continue
            kept.append(row if not gap else row.with_gap())
            gap = False
        self.test = test
        context.set_rows([*flow_of(kept), *asides_of(kept)])

    def step(self, at: int) -> int:
        """Takes in the row at an index; the number of rows taken."""
        row = self.context.rows[at]
        if row.aside != self.aside:
            self.aside = row.aside
            self.part = self.part_around(row)
        heading = self.heading_at(at)
        if heading:
            return self.open(heading, at)
        if self.part is None:
            self.preface.append(row)
        elif self.is_subheading(row):
            self.furniture.append(row)
        else:
            self.part.rows.append(row)
        return 1

    def part_around(self, row: Row) -> Part | None:
        """The part of the flow that goes on where an aside stands that begins with a row."""
        before = [
            part
            for part in self.parts
            if any(one.start < row.start and not one.aside for one in part.all_rows)
        ]
        return before[-1] if before else None

    def heading_at(self, at: int) -> Heading | None:
        """The heading that begins at a row, of a list or of a mechanism."""
        found = list_heading(at, self.context, in_lists=self.in_lists)
        found = found or self.headings.at(at, in_lists=self.in_lists)
        found = found or list_by_content(at, self.context, self.kind)
        if found is None and self.kind in ("matrix", "popular"):
            size = starts_publications(at, self.part.rows if self.part else [], self.context)
            headed = any(
                list_heading(below, self.context, in_lists=True)
                for below in range(at + 1, at + size)
            )
            if size and not headed:
                return Heading("publications", (), EMPTY, NO_HEADING)
        return found

    def open(self, heading: Heading, at: int) -> int:
        """Opens a part; the number of rows that its heading and an anniversary below it take."""
        part = Part(heading)
        self.part = part
        self.parts.append(part)
        size = len(heading.rows)
        if heading.rest and (
            years := read_years(self.context.shown((heading.rest,)), self.context)
        ):
            part.heading = heading.with_anniversary(years)
        elif heading.rest:
            part.rows.append(heading.rest)
        if heading.kind == "mechanism":
            if heading.rule == NEW_RULE:
                self.context.names.add(heading.view.text, heading.mechanism_id)
            size += self.take_anniversary(part, at + size)
        if not size:
            part.rows.append(self.context.rows[at])
        return size or 1

    def take_anniversary(self, part: Part, at: int) -> int:
        """Gives an anniversary below a heading to its part; the number of rows that it takes."""
        found = anniversary_at(at, self.context)
        if not found:
            return 0
        rows, years = found
        part.heading = part.heading.with_anniversary(years)
        return len(rows)

    def is_subheading(self, row: Row) -> bool:
        """Whether a row is a heading over the events of the section that it stands in."""
        if self.kind != "mechanism" or not self.test.is_subheading(row):
            return False
        rows = self.part.rows if self.part else []
        return not rows or begins(rows[-1], row, self.context.words)

    @property
    def kind(self) -> str:
        """The kind of the part that is open."""
        return self.part.heading.kind if self.part else ""

    @property
    def in_lists(self) -> bool:
        """Whether the part that is open is a list, or an aside is read: names of mechanisms stand
        there that head no section."""
        return self.kind in LISTS or self.aside > 0


def flow_of(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that stand in no aside."""
    return (row for row in rows if not row.aside)


def asides_of(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of the asides, each of which begins anew."""
    inside = [row for row in rows if row.aside]
    for before, row in zip([None, *inside], inside, strict=False):
        begins_anew = before is None or before.aside != row.aside
        yield row.with_gap() if begins_anew else row


def as_section(part: Part, context: Context) -> Section:
    """A part as the section that the other stages see."""
    heading = part.heading
    rows = part.all_rows
    paragraphs = split_paragraphs(part.rows, context.words)
    return Section(
        kind=heading.kind,
        start=min(row.start for row in rows),
        end=max(row.end for row in rows),
        heading=heading.view,
        body=context.mender.join_all(paragraphs),
        rule=heading.rule,
        mechanism_id=heading.mechanism_id,
        anniversary=heading.anniversary,
        findings=heading.findings,
    )
