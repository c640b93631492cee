"""The stages in their order, for one report and for many: from sources to written folders.

What is heavy is imported inside the functions that run only when a report is not up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import folder
from pipeline.contract import TABLES
from pipeline.model import InputError
from pipeline.read.source import Access, sources
from pipeline.state import (
    Kept,
    Summary,
    fingerprint,
    fingerprint_of_program,
    is_untouched,
    read_state,
    sha256,
    write_state,
)

if TYPE_CHECKING:
    from pipeline.reference import Reference
    from pipeline.rulebook import Rulebook
    from pipeline.settle import Settled
    from pipeline.stages import Extraction


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose: `year` 0 and `language` empty leave it to the sidecar and the report."""

    year: int = 0
    language: str = ""
    rules: Path | None = None
    force: bool = False
    access: Access = Access()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The closing table's lines in the order of the sources, and how many of them are fresh."""

    summaries: tuple[Summary, ...]
    fresh: int


@dataclass(frozen=True, slots=True)
class Result:
    """An extracted report: the SHA-256 of each of its files, and its line of the closing table."""

    files: Mapping[str, str]
    summary: Summary


def silent(message: str) -> None:
    """Hears of the progress and says nothing."""


def run(
    paths: Iterable[Path],
    out: Path,
    options: Options,
    tell: Callable[[str], None] = silent,
) -> Outcome:
    """Extracts the reports of the paths into folders of `out`; those up to date stay as they are.

    All are extracted before the first folder is swapped into its place. `tell` hears what is
    being done. Raises `InputError`, with everything left as it was, for bad input.
    """
    found = list_sources(paths)
    folder.recover(out)
    prints = fingerprints(found, options)
    state = read_state(out)
    names = {} if options.force else up_to_date(prints, out, state)
    stale = [source for source in found if source not in names]
    if stale:
        rules = rules_of(options)
        settled = settle_all(stale, options, rules)
        names |= {source: one.folder for source, one in settled.items()}
        refuse_clashes({source: names[source] for source in found}, out)
        results = extract_all(settled, out, rules, tell)
        state |= {
            names[source]: Kept(prints[source], result.files, result.summary)
            for source, result in results.items()
        }
        write_state(out, state)
    return Outcome(tuple(state[names[source]].summary for source in found), len(stale))


def extract_source(source: Path, options: Options) -> Extraction:
    """The extraction of one report, written nowhere; `InputError` for bad input."""
    from pipeline.reference import open_reference

    rules = rules_of(options)
    settled = settle_all([source], options, rules)[source]
    return extract_one(source, settled, rules, open_reference(rules))


def list_sources(paths: Iterable[Path]) -> list[Path]:
    """The reports that the paths name, each once, in their order."""
    found = {source.resolve(): source for path in paths for source in sources(path)}
    for source in found.values():
        if not source.name.isprintable():  # the tables hold it, as UTF-8 in one line
            raise InputError(f"{str(source)!r}: a name with odd characters; rename the file")
    return list(found.values())


def fingerprints(found: Iterable[Path], options: Options) -> dict[Path, str]:
    """What each source's folder depends on; `InputError` for a source that cannot be read."""
    program = fingerprint_of_program(options.rules)
    chosen = f"{options.year} {options.language}"
    prints = {}
    for source in found:
        try:
            prints[source] = fingerprint(program, source, chosen)
        except OSError as error:
            raise InputError(f"{source}: {error.strerror}; check the file and its rights") from None
    return prints


def up_to_date(prints: Mapping[Path, str], out: Path, state: Mapping[str, Kept]) -> dict[Path, str]:
    """The folders of the sources that were extracted before, from the very same things."""
    by_print = {kept.fingerprint: name for name, kept in state.items()}
    return {
        source: name
        for source, mark in prints.items()
        if (name := by_print.get(mark)) and is_untouched(out / name, state[name].files)
    }


def rules_of(options: Options) -> Rulebook:
    """The rules that the user chose, or the packaged ones."""
    from pipeline.rulebook import load_rules

    return load_rules(options.rules)


def settle_all(stale: Iterable[Path], options: Options, rules: Rulebook) -> dict[Path, Settled]:
    """The sources read, with their years and languages."""
    from pipeline.settle import Choice, settle

    choice = Choice(options.year, options.language, options.access)
    return {source: settle(source, rules, choice) for source in stale}


def refuse_clashes(names: Mapping[Path, str], out: Path) -> None:
    """`InputError` where two sources are for one folder; `names` are the folders of the sources."""
    owners: dict[str, Path] = {}
    for source, name in names.items():
        other = owners.setdefault(name, source)
        if other is not source:
            raise InputError(
                f"{out / name}: both {other} and {source} are for this folder; "
                "extract one of them, or each into an --out of its own"
            )


def extract_all(
    settled: Mapping[Path, Settled], out: Path, rules: Rulebook, tell: Callable[[str], None]
) -> dict[Path, Result]:
    """Extracts and stages each report, then swaps all folders into their places."""
    from pipeline.reference import open_reference

    names = [one.folder for one in settled.values()]
    made = folder.make_ready(out, names)
    results = {}
    try:
        tell("opening the gazetteer")
        reference = open_reference(rules)
        for source, one in settled.items():
            tell(f"extracting {source}")
            extraction = extract_one(source, one, rules, reference)
            files = encode_all(one, extraction)
            folder.stage(out, one.folder, files)
            digests = {name: sha256(content) for name, content in files.items()}
            results[source] = Result(digests, summarise(one, extraction))
    except BaseException:
        folder.discard(out, names, made)
        raise
    for name in names:
        folder.swap(out, name)
    return results


def extract_one(
    source: Path, settled: Settled, rules: Rulebook, reference: Reference
) -> Extraction:
    """One report through the stages; `InputError` where it has no section of a mechanism."""
    from pipeline.settle import NO_HEADING
    from pipeline.stages import extract_report

    extraction = extract_report(settled.report, rules, reference)
    if not extraction.sections:
        raise InputError(f"{source}: {NO_HEADING}")
    return extraction


def encode_all(settled: Settled, extraction: Extraction) -> dict[str, bytes]:
    """The files of a report's folder by their names."""
    from pipeline.datapackage import FILE, TEXT_FILE, Edition, describe, table_file
    from pipeline.tablefile import encode

    files = {table_file(one.name): encode(extraction.tables[one.name], one) for one in TABLES}
    files[TEXT_FILE] = settled.report.text.encode()
    edition = Edition(
        year=settled.report.year,
        language=settled.report.language,
        title=settled.sidecar.title or "",
        source_file=settled.report.source_file,
        origin=settled.sidecar.origin or "",
        licence=settled.sidecar.licence or "",
    )
    hashes = {name: (sha256(content), len(content)) for name, content in files.items()}
    return files | {FILE: describe(hashes, edition)}


def summarise(settled: Settled, extraction: Extraction) -> Summary:
    """The report's line of the closing table."""
    found = extraction.findings_by_severity
    return Summary(
        source=settled.report.source_file,
        folder=settled.folder,
        sections=extraction.sections,
        events=extraction.events,
        occurrences=extraction.occurrences,
        claimed=extraction.share_claimed,
        errors=found.get("error", 0),
        warnings=found.get("warning", 0),
        infos=found.get("info", 0),
    )
