"""`iscm show`: a page of a PDF as a picture, with what the program saw on it drawn in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Box, InputError, Report, Sections, Stretch
from pipeline.read.messages import Colour, Request, Shape
from pipeline.read.pdf import draw_page
from pipeline.read.source import read_report
from pipeline.rulebook import Rulebook, load_rules
from pipeline.settle import Choice, settle_report
from pipeline.stages import extract_report
from pipeline.tabulate import Row

Ink = tuple[Colour, Colour, int]  # filling, outline, width of the outline in pixels

NO_FILL: Colour = (0, 0, 0, 0)
INKS: Mapping[str, Ink] = {
    "column": (NO_FILL, (60, 120, 220, 255), 2),
    "table": (NO_FILL, (130, 70, 190, 255), 2),
    "aside": (NO_FILL, (235, 130, 0, 255), 3),
    "section": (NO_FILL, (0, 140, 70, 255), 2),
    "heading": ((0, 160, 80, 70), (0, 140, 70, 255), 1),
    "title": ((150, 150, 150, 70), NO_FILL, 0),
    "date": ((255, 205, 0, 110), NO_FILL, 0),
    "place": ((0, 170, 90, 90), NO_FILL, 0),
    "format": ((0, 170, 220, 90), NO_FILL, 0),
    "theme": ((220, 60, 180, 70), NO_FILL, 0),
    "party": ((150, 90, 30, 80), NO_FILL, 0),
    "publication": ((80, 80, 220, 60), NO_FILL, 0),
    "furniture": ((120, 120, 120, 60), (120, 120, 120, 255), 1),
    "residue": ((230, 30, 30, 60), (230, 30, 30, 255), 1),
}
VALUES: Mapping[tuple[str, str], str] = {
    ("reports", "title"): "heading",
    ("mechanisms", "heading"): "heading",
    ("events", "title"): "title",
    ("occurrences", "date_text"): "date",
    ("occurrences", "place_text"): "place",
    ("occurrences", "format"): "format",
    ("events", "format"): "format",
    ("event_themes", "evidence"): "theme",
    ("event_parties", "name"): "party",
    ("themes", "label"): "theme",
    ("mechanism_themes", "mechanism_text"): "party",
    ("publications", "title"): "publication",
    ("publications", "url"): "publication",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A box that is drawn, and what it stands for (a key of `INKS`)."""

    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture that was written, how often each kind of mark is on it, and why values are
    missing, where they are."""

    path: Path
    page: int
    counts: Mapping[str, int]
    reason: str = ""


def show_page(
    source: Path, page: int, out: Path, choice: Choice, folder: Path | None = None
) -> Shown:
    """Draws a page (counted from 1) of a PDF into a PNG file, whole or not at all.

    Raises `InputError` for a source that is no readable PDF, and for a page that it lacks.
    """
    from pipeline.reference import open_reference

    rules = load_rules(folder)
    report = read_report(source, choice.access)
    if report.boxes is None:
        raise InputError(f"{source}: a text, which has no pages to draw; give a PDF")
    marks, reason = list(region_marks(report, page)), ""
    try:
        settled = settle_report(source, report, rules, choice).report
    except InputError as error:
        reason = str(error)
    else:
        extraction = extract_report(settled, rules, open_reference(rules))
        marks += section_marks(settled, sections_of(settled, rules), page)
        marks += value_marks(extraction.tables["provenance"], page)
        marks += residue_marks(settled, extraction.tables["residue"], page)
    shapes = tuple(as_shape(mark) for mark in marks)
    access = choice.access
    picture = draw_page(Request(source, access.password, access.limits, page, shapes))
    write_whole(out, picture)
    return Shown(out, page, Counter(mark.kind for mark in marks), reason)


def sections_of(report: Report, rules: Rulebook) -> Sections:
    """The parts of a report; which words a dictionary has matters little for a picture."""
    from pipeline.section import section

    return section(report, rules, lambda word: False)


def region_marks(report: Report, page: int) -> Iterator[Mark]:
    """The columns, tables and asides of a page."""
    for region in report.regions:
        if region.page == page:
            yield Mark(region.kind, region.box)


def section_marks(report: Report, sections: Sections, page: int) -> Iterator[Mark]:
    """A frame around what each section has in each column of a page."""
    for part in sections.parts:
        inside = Stretch(part.start, part.end)
        lines = [one for one in report.by_lines(inside) if report.line_at(one.start).page == page]
        boxes = [box for one in lines if (box := report.box_of(one))]
        for group in by_columns(boxes):
            yield Mark("section", around(group))


def by_columns(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """Boxes in reading order as far as each stands below the one before it."""
    group: list[Box] = []
    for box in boxes:
        if group and (box.top < group[-1].top or box.x0 > group[-1].x1):
            yield group
            group = []
        group.append(box)
    if group:
        yield group


def value_marks(rows: Iterable[Row], page: int) -> Iterator[Mark]:
    """The words of a page that values were read from."""
    seen = set()
    for row in rows:
        kind = VALUES.get((str(row["table"]), str(row["field"])))
        if kind and row["page"] == page and row["x0"] is not None:
            box = Box(*(float(str(row[name])) for name in ("x0", "top", "x1", "bottom")))
            if (kind, box) not in seen:
                seen.add((kind, box))
                yield Mark(kind, box)


def residue_marks(report: Report, rows: Iterable[Row], page: int) -> Iterator[Mark]:
    """The words of a page that gave no record."""
    for row in rows:
        stretch = Stretch(int(str(row["start"])), int(str(row["end"])))
        box = report.box_of(stretch) if row["page"] == page else None
        if box:
            yield Mark("furniture" if row["reason"] == "furniture" else "residue", box)


def around(boxes: Iterable[Box]) -> Box:
    """The box around some boxes."""
    every = list(boxes)
    return Box(
        min(box.x0 for box in every),
        min(box.top for box in every),
        max(box.x1 for box in every),
        max(box.bottom for box in every),
    )


def as_shape(mark: Mark) -> Shape:
    """A mark as it is drawn."""
    box = mark.box
    return Shape((box.x0, box.top, box.x1, box.bottom), *INKS[mark.kind])


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all; `InputError` where it cannot be written."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as error:
        raise InputError(f"{path}: not writable ({error.strerror}); choose another --out") from None
