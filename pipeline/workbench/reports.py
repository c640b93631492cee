"""The reports that rules are tried on, each with its gold where careful readers have made some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.check.folders import CheckResult, FolderResult, check_one, check_together, find_gold
from pipeline.model import InputError
from pipeline.run import Options, list_sources, run

PREFIX = "iscm-"  # of a report's name; the name of its gold lacks it


def report_name(source: Path) -> str:
    """What a report is called, and its gold: 2018 of `iscm-2018.txt`."""
    return source.stem.removeprefix(PREFIX)


def gold_of(sources: Iterable[Path], gold: Path) -> dict[Path, Path]:
    """The reports that have gold, in their order: `gold/2018` belongs to `iscm-2018.txt`.

    Raises `InputError` where two reports would share one gold, or none has any.
    """
    known = find_gold(gold)
    found: dict[Path, Path] = {}
    for source in sources:
        own = known.get(report_name(source))
        if own in found.values():
            raise InputError(f"{source}: {own} is another report's gold too; rename one report")
        if own:
            found[source] = own
    if not found:
        raise InputError(f"{gold}: no gold for these reports; known is {', '.join(known)}")
    return found


def check_reports(
    paths: Iterable[Path], gold: Path, options: Options, tell: Callable[[str], None]
) -> CheckResult:
    """Extracts every report of the paths that has gold into a temporary folder, and checks it.

    Raises `InputError` for reports or gold that cannot be read, and for gold without a report.
    """
    golds = gold_of(list_sources(paths), gold)
    lonely = sorted(find_gold(gold).keys() - {one.name for one in golds.values()})
    if lonely:
        raise InputError(
            f"{gold / lonely[0]}: gold without a report; name the folder of {PREFIX}{lonely[0]}.txt"
        )
    with TemporaryDirectory(prefix="iscm-check-") as work:
        found = tuple(results(golds, gold, Path(work), options, tell))
    return CheckResult((*found, *check_together(found, gold)))


def results(
    golds: Mapping[Path, Path],
    gold: Path,
    work: Path,
    options: Options,
    tell: Callable[[str], None],
) -> Iterator[FolderResult]:
    """The checks of each report, extracted into a folder of its own: two may be of one year."""
    for number, (source, own) in enumerate(golds.items()):
        out = work / str(number)
        outcome = run([source], out, options, tell)
        yield check_one(out / outcome.summaries[0].folder, own, gold, shown=source)
