"""What ids, positions and dates of the tables say about each other, and the order of the rows.

Called for tables that keep to the contract's types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.check.pairing import by_event
from pipeline.check.problems import Folder, Problem, Problems, in_table, quoted
from pipeline.check.rows import Row
from pipeline.contract import EVENT_PARTS


def check_ids(folder: Folder) -> Problems:
    """Where ids, positions, keys, dates and orders do not fit together."""
    yield from check_year(folder)
    yield from check_mechanisms(folder.rows("mechanisms"))
    yield from check_events(folder)
    yield from check_occurrences(folder)
    yield from check_positions("publications", folder.rows("publications"))
    yield from check_order_of_parts(folder)
    yield from check_order_in_text(folder)


def check_year(folder: Folder) -> Problems:
    """One report, and its year in every row that has a year."""
    reports = folder.rows("reports")
    if len(reports) != 1:
        yield Problem("reports.csv", 0, f"{len(reports)} rows; a folder holds one report")
        return
    year, pages = reports[0]["report_year"], str(folder.text.count("\f") + 1)
    if reports[0]["page_count"] != pages:
        yield in_table("reports", reports[0], f"page_count: report.txt has {pages}")
    for table in folder.tables:
        for row in folder.rows(table):
            if "report_year" in row and row["report_year"] != year:
                says = f"report_year: {row['report_year']}, but the report's is {year}"
                yield in_table(table, row, says)


def check_mechanisms(rows: Sequence[Row]) -> Problems:
    """Sections first, their positions counted from 1; a position needs a heading."""
    yield from check_positions("mechanisms", [row for row in rows if row["position"]])
    headless = False
    for row in rows:
        if row["position"] and not row["heading"]:
            yield in_table("mechanisms", row, "heading: empty, but the row has a position")
        if row["heading"] and headless:
            yield in_table("mechanisms", row, "a section stands after a mechanism without one")
        headless = headless or not row["heading"]


def check_positions(table: str, rows: Iterable[Row]) -> Problems:
    """Positions that do not count 1, 2, 3 …"""
    for want, row in enumerate(rows, 1):
        if int(row["position"]) != want:
            yield in_table(table, row, f"position: {row['position']}, but {want} comes here")


def check_events(folder: Folder) -> Problems:
    """Positions, ids, keys and days of the events."""
    occurrences = by_event(folder.rows("occurrences"))
    seen: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    for row in folder.rows("events"):
        mechanism = row["mechanism_id"]
        seen[mechanism] += 1
        key = ".".join((mechanism, row["event_type"], row["ordinal"], row["start_date"]))
        keys[key] += 1
        days = days_of(occurrences.get(row["event_id"], ()))
        for column, want in {
            "position": str(seen[mechanism]),
            "event_id": f"{row['report_year']}-{mechanism}-{seen[mechanism]:02}",
            "event_key": f"{key}.{keys[key]}" if keys[key] > 1 else key,
            "start_date": min(days, default=""),
            "end_date": max(days, default=""),
        }.items():
            if row[column] != want:
                yield in_table(
                    "events", row, f"{column}: {quoted(row[column])}, want {quoted(want)}"
                )


def days_of(occurrences: Iterable[Row]) -> list[str]:
    """All first and last days of some occurrences."""
    return [day for row in occurrences for day in (row["start_date"], row["end_date"]) if day]


def check_occurrences(folder: Folder) -> Problems:
    """Positions within their events, and days that come in twos, the first one first."""
    for rows in by_event(folder.rows("occurrences")).values():
        yield from check_positions("occurrences", rows)
    for row in folder.rows("occurrences"):
        first, last = row["start_date"], row["end_date"]
        if bool(first) != bool(last) or bool(first) != bool(row["date_precision"]):
            says = "start_date, end_date and date_precision: all three or none"
            yield in_table("occurrences", row, says)
        elif first > last:
            yield in_table("occurrences", row, f"end_date: {last} is before {first}")


def check_order_of_parts(folder: Folder) -> Problems:
    """What hangs on events stands in the order of the events."""
    events = [row["event_id"] for row in folder.rows("events")]
    for table in EVENT_PARTS:
        yield from check_order(table, folder.rows(table), "event_id", events)


def check_order(table: str, rows: Iterable[Row], column: str, wanted: Sequence[str]) -> Problems:
    """Rows that stand before the row that they should follow."""
    places = {value: at for at, value in enumerate(wanted)}
    highest = -1
    for row in rows:
        at = places.get(row[column], highest)
        if at < highest:
            says = f"{column}: {quoted(row[column])} comes after {quoted(wanted[highest])}; "
            yield in_table(table, row, f"{says}rows keep the report's order")
        highest = max(at, highest)


def check_order_in_text(folder: Folder) -> Problems:
    """Residue by its start, findings by start and then code, those without a place apart."""
    for table in ("residue", "findings"):
        last = (-1, "")
        for row in folder.rows(table):
            if row["start"]:
                here = (int(row["start"]), row["code"])
                if here < last:
                    yield in_table(table, row, "start: less than in the row before")
                last = here
