"""The checks in their order, for a report's folder or for a folder of such folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.check.accounting import Shares, check_accounting, shares
from pipeline.check.floors import FILE as FLOORS
from pipeline.check.floors import above_floors, read_floors, under_floors
from pipeline.check.gold import compare
from pipeline.check.ids import check_ids
from pipeline.check.package import FILES, PANEL_FILES, check_package, is_panel
from pipeline.check.problems import Folder, Problem
from pipeline.check.rows import read_table
from pipeline.check.scores import Comparison, pool
from pipeline.check.spans import check_spans
from pipeline.check.traces import check_traces
from pipeline.contract import TABLES, Table
from pipeline.datapackage import ALL, TEXT_FILE, table_file
from pipeline.extracted import find_folders
from pipeline.model import InputError
from pipeline.panelschema import PANEL

TOGETHER = "all"  # the name of the floors of all reports together


@dataclass(frozen=True, slots=True)
class FolderResult:
    """What the checks say of one report's folder, of the report that it was made from, or of the
    scores of several together.

    `problems` are lines "file:line: what is wrong"; `shares` is None where problems hid them,
    `comparison` where there is no gold, `floors` where it has none; `hints` do not fail the check.
    """

    folder: Path
    problems: tuple[str, ...]
    shares: Shares | None = None
    comparison: Comparison | None = None
    floors: Mapping[str, float] | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the checks say of all folders."""

    folders: tuple[FolderResult, ...]

    @property
    def ok(self) -> bool:
        """Whether all holds and no score is under its floor."""
        return not any(one.problems for one in self.folders)


def check_folder(folder: Path, gold: Path | None = None) -> CheckResult:
    """The checks of a report's folder or of a folder of them, against the gold where one is given.

    `gold` holds a folder for each report, of the same name, and `floors.yml`. Raises `InputError`
    where there is nothing to check or to compare with, or where tables are of another contract.
    """
    if is_panel(folder):
        return CheckResult((check_panel_folder(folder),))
    found = find_folders(folder)
    known = find_gold(gold)
    results = [check_one(one, known.get(one.resolve().name), gold) for one in found]
    if gold is not None and not any(one.comparison for one in results):
        wanted = ", ".join(one.name for one in found)
        raise InputError(f"{gold}: no gold for {wanted}; known is {', '.join(known)}")
    if is_panel(folder / ALL):
        results.append(check_panel_folder(folder / ALL))
    return CheckResult(tuple(results))


def find_gold(gold: Path | None) -> dict[str, Path]:
    """The folders of gold by their names."""
    if gold is None:
        return {}
    if not gold.is_dir():
        raise InputError(f"{gold}: no such folder; name one that has a folder for each report")
    found = {one.name: one for one in sorted(gold.iterdir()) if (one / "events.csv").is_file()}
    if not found:
        raise InputError(f"{gold}: no folder with an events.csv; name the folder of all gold")
    return found


def check_one(
    path: Path, own_gold: Path | None, gold: Path | None, shown: Path | None = None
) -> FolderResult:
    """The checks of one report's folder; `own_gold` is its folder of the gold, `shown` what the
    folder is called where it is a temporary one."""
    written = [*check_package(path), *check_line_ends(path)]
    folder = read_folder(path)
    broken, measured = check_contents(folder)
    name = shown or path
    lines = [one.at(name) for one in (*written, *broken)]
    if own_gold is None or gold is None:
        return FolderResult(name, tuple(lines), measured)
    scored = held_against_floors(compare(path, own_gold), name, gold, own_gold.name)
    return replace(scored, problems=(*lines, *scored.problems), shares=measured)


def check_panel_folder(path: Path) -> FolderResult:
    """The checks of the panel over all years."""
    from pipeline.check.panel import check_panel  # pandas and pandera take half a second

    written = [*check_package(path), *check_line_ends(path, PANEL_FILES)]
    found = [*written, *check_panel(read_folder(path, PANEL), find_folders(path.resolve().parent))]
    return FolderResult(path, tuple(one.at(path) for one in found))


def check_together(results: Iterable[FolderResult], gold: Path) -> Iterator[FolderResult]:
    """The scores of several reports together; nothing where no more than one has gold."""
    comparisons = [one.comparison for one in results if one.comparison]
    if len(comparisons) > 1:
        name = Path(f"{len(comparisons)} reports together")
        yield held_against_floors(pool(comparisons), name, gold, TOGETHER)


def held_against_floors(
    comparison: Comparison, name: Path, gold: Path, floors_of: str
) -> FolderResult:
    """A comparison with what falls under the floors of a name, or could raise them."""
    floors = read_floors(gold).get(floors_of)
    if floors is None:
        return FolderResult(name, (), comparison=comparison)
    place = f"{gold / FLOORS}: {floors_of}: "
    under = tuple(place + one for one in under_floors(comparison.scores, floors))
    above = tuple(place + one for one in above_floors(comparison.scores, floors))
    return FolderResult(name, under, None, comparison, floors, above)


def check_contents(folder: Folder) -> tuple[list[Problem], Shares | None]:
    """The problems of the tables, and the shares claimed where all could be checked."""
    from pipeline.check.schema import check_schema  # pandas and pandera take half a second

    # Each group rests on what the one before it has proved: types, then offsets.
    groups: tuple[tuple[Callable[[Folder], Iterable[Problem]], ...], ...] = (
        (check_schema,),
        (check_ids, check_spans),
        (check_traces, check_accounting),
    )
    for group in groups:
        broken = [problem for check in group for problem in check(folder)]
        if broken and group is not groups[-1]:
            return [*broken, Problem("", 0, "not all was checked yet; mend these first")], None
    return broken, shares(folder)


def check_line_ends(path: Path, files: Iterable[str] = FILES) -> Iterator[Problem]:
    """Files whose line ends are not LF alone."""
    for name in files:
        if (path / name).is_file() and b"\r" in (path / name).read_bytes():
            yield Problem(name, 0, "has carriage returns; line ends are LF alone")


def read_folder(path: Path, wanted: Iterable[Table] = TABLES) -> Folder:
    """A folder as written; a missing table is left out, a missing text is empty."""
    tables = {
        table.name: read_table(path / table_file(table.name))
        for table in wanted
        if (path / table_file(table.name)).is_file()
    }
    try:
        text = (path / TEXT_FILE).read_bytes().decode()
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path / TEXT_FILE}: not UTF-8 at byte {error.start}; extract the report again"
        ) from None
    return Folder(path, tables, text)
