"""A new report into the folder of sources: its copy, its sidecar, and what it would give."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model import InputError, Report
from pipeline.read.sidecar import Sidecar, read_sidecar, sidecar_path
from pipeline.read.source import Access, read_report, sources
from pipeline.read.text import read_bytes
from pipeline.rulebook import Rulebook, load_rules
from pipeline.run import extract_one, list_sources, summarise
from pipeline.section import find_title
from pipeline.settle import Choice, Settled, settle, settle_report
from pipeline.state import Summary
from pipeline.workbench.pair import write_pair

RAW = Path("raw")  # the folder that `make extract` reads
OUT = Path("extracted")  # and the one that it writes
SHOWN = ("error", "warning")  # the severities that are shown, in this order


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of a report: `year` 0 and empty texts leave it to what is found.

    `origin` is where the report is from, only noted down; `rules` a folder of rules of one's own.
    """

    year: int = 0
    language: str = ""
    origin: str = ""
    rules: Path | None = None
    access: Access = Access()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings have a code."""

    severity: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Added:
    """The two files that were written, what the sidecar says, and what an extraction would give.

    `findings` are the errors, then the warnings, the most frequent first; `steps` what to do next.
    """

    path: Path
    sidecar: Path
    fields: Sidecar
    summary: Summary
    findings: tuple[Tally, ...]
    steps: tuple[str, ...]


def add(source: Path, raw: Path, options: Wanted) -> Added:
    """Copies a report into the folder of sources `raw`, and writes its sidecar there.

    It is extracted too, but no table is written. Raises `InputError`, with everything left as it
    was, for bad input: what the folder has already, or what could not be extracted from it.
    """
    from pipeline.reference import open_reference

    content, origin = read_bytes(source), one_line(options.origin)
    refuse_name(source, raw)
    refuse_copy(source, content, raw)
    rules = load_rules(options.rules)
    report = read_report(source, options.access)
    refuse_year(source, report, options.year, rules)
    choice = Choice(options.year, options.language, options.access)
    settled = settle_report(source, report, rules, choice)
    refuse_clash(source, settled.folder, raw, rules)
    extraction = extract_one(source, settled, rules, open_reference(rules))
    fields = complete(settled, origin, rules)
    path = write_pair(raw / source.name, content, fields)
    return Added(
        path=path,
        sidecar=sidecar_path(path),
        fields=fields,
        summary=summarise(settled, extraction),
        findings=tuple(tally(extraction.tables["findings"])),
        steps=tuple(next_steps(path, settled.folder, options.rules)),
    )


def one_line(origin: str) -> str:
    """Where a report is from, without white space around it; `InputError` for several lines."""
    origin = origin.strip()
    if not origin.isprintable():
        raise InputError(
            f"--from {origin!r}: not one line of text; give one, such as a web address"
        )
    return origin


# --- what is refused --------------------------------------------------------------------------


def refuse_name(source: Path, raw: Path) -> None:
    """`InputError` where a file of this name cannot be put into the folder and read from it."""
    list_sources([source])  # refuses odd characters
    if not is_picked_up(source.name):
        raise InputError(
            f"{source}: a folder's reports are *.txt and *.pdf, but no README and no hidden file; "
            "rename the file"
        )
    if raw.exists() and not raw.is_dir():
        raise InputError(f"{raw}: a file, where a folder is expected; choose another --to")
    if source.parent.resolve() == raw.resolve():
        raise InputError(f"{source}: in {raw} already; extract that folder, or add another file")
    for one in entries(raw):  # a sidecar belongs to all files of its stem
        if one.stem.casefold() == source.stem.casefold():
            raise InputError(f"{one}: there already; rename {source}, or remove the old file")


def is_picked_up(name: str) -> bool:
    """Whether the reader takes a file of this name for a report of the folder that it lies in."""
    with TemporaryDirectory() as folder:
        Path(folder, name).touch()
        return bool(reports(Path(folder)))


def entries(raw: Path) -> list[Path]:
    """All that lies in a folder by name, nothing where it is missing."""
    try:
        return sorted(raw.iterdir()) if raw.exists() else []
    except OSError as error:
        raise InputError(f"{raw}: not readable ({error.strerror}); check its rights") from None


def reports(raw: Path) -> list[Path]:
    """The reports of a folder, none where it is missing."""
    try:
        return sources(raw)
    except InputError:
        return []


def refuse_copy(source: Path, content: bytes, raw: Path) -> None:
    """`InputError` where a report of the folder has the same bytes."""
    for one in reports(raw):
        if content_of(one) == content:
            raise InputError(f"{source}: the same as {one}, byte by byte; there is nothing to add")


def content_of(report: Path) -> bytes:
    """The bytes of a report, none where it cannot be read."""
    try:
        return read_bytes(report)
    except InputError:
        return b""


def refuse_year(source: Path, report: Report, year: int, rules: Rulebook) -> None:
    """`InputError` where nobody says the year, or the title prints another one than the user says.

    With that year in the sidecar, `settle` would refuse the report ever after.
    """
    title = find_title(report, rules)
    printed = title.year.value if title else 0
    if not (year or printed or read_sidecar(source).year):
        raise InputError(f"{source}: the title prints no year; give --year")
    if year and printed and year != printed:
        raise InputError(
            f"{source}: --year is {year}, but the title prints {printed}; leave --year out"
        )


def refuse_clash(source: Path, folder: str, raw: Path, rules: Rulebook) -> None:
    """`InputError` where another report of `raw` is for the same folder of tables."""
    for one in reports(raw):
        if folder_of(one, rules) == folder:
            raise InputError(
                f"{source}: {one} is for {OUT / folder} too; remove that one, or give another "
                "--year or --lang"
            )


def folder_of(report: Path, rules: Rulebook) -> str:
    """The folder of tables that a report is for, empty where it cannot be settled."""
    try:
        return settle(report, rules, Choice()).folder
    except InputError:
        return ""


def complete(settled: Settled, origin: str, rules: Rulebook) -> Sidecar:
    """The sidecar of a report: what the user says, what its own sidecar says, what is found."""
    report, known = settled.report, settled.sidecar
    title = find_title(report, rules)
    return Sidecar(
        year=report.year,
        language=report.language,
        title=known.title or (title.text.value if title else None),
        origin=origin or known.origin,
        licence=known.licence,
        sha256=report.source_sha256,
    )


# --- what is told -----------------------------------------------------------------------------


def tally(rows: Iterable[Mapping[str, object]]) -> Iterator[Tally]:
    """The errors and warnings among rows of `findings`, by code."""
    counts = Counter((str(row["severity"]), str(row["code"])) for row in rows)
    for severity in SHOWN:
        for (found, code), count in counts.most_common():
            if found == severity:
                yield Tally(severity, code, count)


def next_steps(path: Path, folder: str, rules: Path | None) -> Iterator[str]:
    """What to do with a report that was added: extract it, then read what came out."""
    raw = path.parent
    if raw == RAW and rules is None:
        yield "make extract"
    else:
        own = ["--rules", str(rules)] if rules else []
        yield shlex.join(["iscm", "extract", str(raw), "--out", str(OUT), *own])
    yield f"read {OUT / folder / 'findings.csv'}"
    yield f"read the unmatched rows of {OUT / folder / 'residue.csv'}"
    yield f"or take it back: remove {path} and {sidecar_path(path).name}"
