"""An extraction against the gold: what careful readers found in the same report, by hand.

Rows are scored as F1, the cells of a row as the share of the gold's rows that have them right; an
event that is missing or extra costs its occurrences, themes and parties alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.check.alike import (
    Agreement,
    agrees,
    exact,
    same_city,
    same_heading,
    same_summary,
    same_title,
)
from pipeline.check.pairing import Pair, by_event, pair_events
from pipeline.check.rows import Row, read_rows
from pipeline.check.scores import Comparison, Difference, FieldScore
from pipeline.contract import EVENT_PARTS, table
from pipeline.model import InputError

Tables = Mapping[str, tuple[Row, ...]]
Columns = Mapping[str, Agreement]

COMPARED = (
    "mechanisms", "events", "occurrences", "event_themes", "event_parties", "themes",
    "mechanism_themes", "publications",
)  # fmt: skip
DATES: Columns = {"start_date": exact, "end_date": exact}
PLACES: Columns = {"city": same_city, "country_code": exact}
EVENT_LISTS: dict[str, Columns] = {"dates": DATES, "places": PLACES}  # of all its occurrences
ROWS: dict[str, Columns] = {
    "mechanisms": {"mechanism_id": exact},
    "occurrences": {**DATES, "format": exact, **PLACES},
    "event_themes": {"theme_id": exact},
    "event_parties": {"role": exact, "party_type": exact, "party_id": exact},
    "themes": {"theme_id": exact, "kind": exact},
    "mechanism_themes": {"theme_id": exact, "mechanism_id": exact},
    "publications": {"title": same_title, "mechanism_id": exact, "url": exact},
}
CELLS: dict[str, Columns] = {
    "mechanisms": {"heading": same_heading, "position": exact, "anniversary": exact},
    "events": {
        "title": same_title,
        "event_type": exact,
        "ordinal": exact,
        "event_count": exact,
        "format": exact,
        "format_basis": exact,
        "summary": same_summary,
    },
    "themes": {"popular": exact},
}
NAMES = {"mechanisms": "sections"}  # what a row is called in the scores


def score(folder: Path, gold_folder: Path) -> tuple[FieldScore, ...]:
    """The scores of one report's folder against its gold; `InputError` for an unreadable one."""
    return compare(folder, gold_folder).scores


def compare(folder: Path, gold_folder: Path) -> Comparison:
    """The scores and the differences of one report's folder against its gold.

    `InputError` where one of the two folders holds no readable tables.
    """
    gold, extracted = read(gold_folder), read(folder)
    pairs = pair_events(gold, extracted)
    found = compare_listed("mechanisms", gold, extracted)
    found += compare_events(pairs, gold, extracted)
    for name in EVENT_PARTS:
        found += compare_parts(name, pairs, gold, extracted)
    for name in ("themes", "mechanism_themes", "publications"):
        found += compare_listed(name, gold, extracted)
    rules = rule_ids(folder)
    return Comparison(
        found.scores,
        tuple(
            replace(one, rule=rules.get((one.table, one.record, one.column), ""))
            for one in found.differences
        ),
    )


def read(folder: Path) -> Tables:
    """The compared tables of a folder; one that it lacks has no rows."""
    if not (folder / "events.csv").is_file():
        raise InputError(f"{folder}: no events.csv here; give the folder of one report")
    return {name: read_rows(folder / f"{name}.csv") for name in COMPARED}


def rule_ids(folder: Path) -> dict[tuple[str, str, str], str]:
    """The rule that read each value first, by table, record and field; empty without provenance."""
    found: dict[tuple[str, str, str], str] = {}
    for row in read_rows(folder / "provenance.csv"):
        found.setdefault((row["table"], row["record_id"], row["field"]), row["rule_id"])
    return found


def compare_listed(name: str, gold: Tables, extracted: Tables) -> Comparison:
    """A table that hangs on no event: its rows, and the cells of those that the gold has."""
    want, got = gold[name], extracted[name]
    matches, missing, extra = match(ROWS[name], want, got)
    rows = FieldScore(NAMES.get(name, name), len(want), len(got), len(matches))
    found = Comparison((rows,), row_differences(name, missing, extra))
    for column, same in CELLS.get(name, {}).items():
        compared = [(one, other) for one, other in matches if column in one]
        wrong = [pair for pair in compared if not agrees(pair[0][column], pair[1][column], same)]
        cells = FieldScore(
            f"{name}.{column}", len(want), len(got), len(matches) - len(wrong), share=True
        )
        differences = (cell_difference(name, column, *pair) for pair in wrong)
        found += Comparison((cells,), tuple(differences))
    return found


def compare_events(pairs: tuple[Pair, ...], gold: Tables, extracted: Tables) -> Comparison:
    """The events, and each of their cells; an event that has no pair has none right."""
    want, got = gold["events"], extracted["events"]
    paired = {pair.want["event_id"] for pair in pairs}, {pair.got["event_id"] for pair in pairs}
    missing = [row for row in want if row["event_id"] not in paired[0]]
    extra = [row for row in got if row["event_id"] not in paired[1]]
    found = Comparison(
        (FieldScore("events", len(want), len(got), len(pairs)),),
        row_differences("events", missing, extra),
    )
    for column, same in CELLS["events"].items():
        differences = tuple(
            cell_difference("events", column, pair.want, pair.got)
            for pair in pairs
            if column in pair.want and not agrees(pair.want[column], pair.got[column], same)
        )
        found += event_field(column, pairs, differences, len(want), len(got))
    for field, columns in EVENT_LISTS.items():
        differences = tuple(
            one for pair in pairs if (one := list_difference(field, columns, pair)) is not None
        )
        found += event_field(field, pairs, differences, len(want), len(got))
    return found


def event_field(
    field: str, pairs: tuple[Pair, ...], wrong: tuple[Difference, ...], want: int, got: int
) -> Comparison:
    """One field of the events: the share of the gold's events that have it right."""
    right = len(pairs) - len(wrong)
    return Comparison((FieldScore(f"events.{field}", want, got, right, share=True),), wrong)


def compare_parts(
    name: str, pairs: tuple[Pair, ...], gold: Tables, extracted: Tables
) -> Comparison:
    """The rows of a table that hang on events, within the pairs of events.

    An optional row counts on neither side, whether the extraction has it or not.
    """
    want, got = by_event(gold[name]), by_event(extracted[name])
    right = spared = 0
    differences: tuple[Difference, ...] = ()
    for pair in pairs:
        mine = want.get(pair.want["event_id"], ())
        theirs = got.get(pair.got["event_id"], ())
        matches, missing, extra = match(ROWS[name], [row for row in mine if sure(row)], theirs)
        forgiven, _, extra = match(ROWS[name], [row for row in mine if not sure(row)], extra)
        right, spared = right + len(matches), spared + len(forgiven)
        differences += row_differences(name, missing, extra)
    total = sum(sure(row) for row in gold[name])
    rows = FieldScore(name, total, len(extracted[name]) - spared, right)
    return Comparison((rows,), differences)


def sure(row: Row) -> bool:
    """Whether careful readers agree that the row belongs to the gold."""
    return row["optional"] != "true"


def match(
    columns: Columns, want: Iterable[Row], got: Iterable[Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Rows of the gold with the extracted rows that agree, then the gold's left, the others left.

    A column that the gold lacks is not compared.
    """
    left = list(got)
    matches: list[tuple[Row, Row]] = []
    missing: list[Row] = []
    for one in want:
        found = next((other for other in left if same_row(columns, one, other)), None)
        if found is None:
            missing.append(one)
        else:
            left.remove(found)
            matches.append((one, found))
    return matches, missing, left


def same_row(columns: Columns, want: Row, got: Row) -> bool:
    """Whether an extracted row agrees with the gold's in all the columns that the gold has."""
    return all(
        agrees(want[name], got[name], same) for name, same in columns.items() if name in want
    )


def row_differences(
    name: str, missing: Iterable[Row], extra: Iterable[Row]
) -> tuple[Difference, ...]:
    """The lines for rows that only one side has."""
    key = table(name).key_field
    return tuple(
        Difference("-", table(name).record_id(row), name, want=shown(name, row)) for row in missing
    ) + tuple(
        Difference("+", table(name).record_id(row), name, "", shown(name, row), name, key)
        for row in extra
    )


def cell_difference(name: str, column: str, want: Row, got: Row) -> Difference:
    """The line for a cell with another value than the gold's."""
    return Difference(
        "~", table(name).record_id(got), column, want[column], got[column], name, column
    )


def list_difference(field: str, columns: Columns, pair: Pair) -> Difference | None:
    """The line for an event whose occurrences differ in some columns; None where they agree."""
    want, got = pair.want_occurrences, pair.got_occurrences
    if len(want) == len(got) and all(
        same_row(columns, one, other) for one, other in zip(want, got, strict=True)
    ):
        return None
    listed = [
        "; ".join(" ".join(filter(None, (row[column] for column in columns))) for row in rows)
        for rows in (want, got)
    ]
    return Difference("~", pair.got["event_id"], field, listed[0].strip(), listed[1].strip())


def shown(name: str, row: Row) -> str:
    """What a reader needs to see, beside the record's id, of a row that only one side has."""
    columns = ("title", "start_date") if name == "events" else tuple(ROWS[name])
    return ", ".join(row[one] for one in columns if one not in table(name).record and row[one])
