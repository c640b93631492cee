"""What the rules and the code of a checkout gain and lose against an earlier revision of it.

Both are run on the same reports; what comes back are the scores that changed, and the rows and
cells that changed, by the sentences of the reports that they were read from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.check.scores import Difference
from pipeline.model import InputError
from pipeline.rulebook import load_rules
from pipeline.run import list_sources, silent
from pipeline.workbench.goldmarks import (
    FieldChange,
    Verdicts,
    differences_gone,
    differences_new,
    field_changes,
    judge,
    mark,
)
from pipeline.workbench.reports import report_name
from pipeline.workbench.revision import Revision, find_revision, own_checkout, unpack
from pipeline.workbench.rowdiff import Passage, find_passages
from pipeline.workbench.rowpairs import pair_rows
from pipeline.workbench.sides import AFTER, BEFORE, Sides, extract_sides
from pipeline.workbench.written import read_written

SOURCES = ("raw", "tests/reports")
GOLD = ("tests/gold",)


@dataclass(frozen=True, slots=True)
class ReportImpact:
    """What changed in a report: its passages, and the differences from its gold.

    `before` and `after` say why that side has no tables of it; `verdicts` is None without gold.
    """

    name: str
    before: str = ""
    after: str = ""
    passages: tuple[Passage, ...] = ()
    gone: tuple[Difference, ...] = ()
    fresh: tuple[Difference, ...] = ()
    verdicts: Verdicts | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """What changed since a revision; `fields` and `same` are over the reports with gold."""

    revision: Revision
    reports: tuple[ReportImpact, ...]
    fields: tuple[FieldChange, ...]
    same: int

    @property
    def judged(self) -> int:
        """The number of reports with gold that both sides extract."""
        return sum(one.verdicts is not None for one in self.reports)

    @property
    def lost(self) -> bool:
        """Whether the mean score of a field fell, or a report cannot be extracted any more."""
        return any(one.after < one.before for one in self.fields) or any(
            one.after and not one.before for one in self.reports
        )


def find_impact(
    against: str = "HEAD",
    sources: Iterable[Path] = (),
    *,
    checkout: Path | None = None,
    gold: Iterable[Path] = (),
    tell: Callable[[str], None] = silent,
) -> Impact:
    """What the working tree of a checkout gains and loses against a git revision.

    Without `checkout` it is that of the running code; without `sources` its `raw/` and
    `tests/reports/`; `gold` are folders with a folder for each report, without any `tests/gold/`.
    `tell` hears what is being done. Raises `InputError` for a folder that is no checkout, an
    unknown revision, and reports or gold that cannot be read.
    """
    checkout = checkout or own_checkout()
    revision = find_revision(checkout, against)
    found = list_sources([*sources] or filter(Path.is_dir, at(checkout, SOURCES)))
    if not found:
        raise InputError(f"{checkout}: no raw/ and no tests/reports/ here; name reports")
    golds = golds_of(found, [*gold] or at(checkout, GOLD))
    with TemporaryDirectory(prefix="iscm-impact-") as temporary:
        work = Path(temporary)
        code = work / "revision"
        code.mkdir()
        unpack(checkout, revision, code)
        codes = {BEFORE: code, AFTER: checkout}
        sides = extract_sides(found, codes, work, load_rules(checkout / "rules"), tell)
        tell("comparing")
        reports = tuple(
            compare_sides(one, golds.get(one.source), shown(one.source, checkout)) for one in sides
        )
    verdicts = [one.verdicts for one in reports if one.verdicts is not None]
    return Impact(revision, reports, *field_changes(verdicts))


def at(checkout: Path, places: Iterable[str]) -> list[Path]:
    """Folders of a checkout."""
    return [checkout / place for place in places]


def golds_of(sources: Iterable[Path], folders: Iterable[Path]) -> Mapping[Path, Path]:
    """The gold of each source that has one: `<folder>/2018` belongs to the last `iscm-2018.txt`."""
    by_name = {report_name(source): source for source in sources}
    return {
        by_name[gold.name]: gold
        for folder in folders
        if folder.is_dir()
        for gold in folder.iterdir()
        if gold.is_dir() and gold.name in by_name
    }


def shown(source: Path, checkout: Path) -> str:
    """What a source is called: its path within the checkout, else as it was given."""
    path, top = source.resolve(), checkout.resolve()
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else str(source)


def compare_sides(sides: Sides, gold: Path | None, name: str) -> ReportImpact:
    """What changed in a report that both sides extract; else why one does not."""
    before, after = sides.before.folder, sides.after.folder
    if before is None or after is None:
        return ReportImpact(name, sides.before.error, sides.after.error)
    old, new = read_written(before), read_written(after)
    paired = pair_rows(old, new)
    passages = find_passages(old, new, paired)
    if gold is None:
        return ReportImpact(name, passages=passages)
    both = Verdicts(judge(before, gold), judge(after, gold))
    return ReportImpact(
        name,
        passages=mark(passages, both),
        gone=differences_gone(both, paired.ids),
        fresh=differences_new(both, paired.ids),
        verdicts=both,
    )
