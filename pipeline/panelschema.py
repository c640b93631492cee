"""The tables over all years: those of a report, keyed by its year too, and what only years give.

The contract's tables keep their columns; only their keys grow.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.contract import (
    EVENT_ID,
    MECHANISM_ID,
    TABLES,
    TO_EVENTS,
    YEAR,
    Column,
    ForeignKey,
    Table,
    table,
)

STAY_WITH_THEIR_YEARS = ("residue", "findings", "provenance")


def over_years(one: Table) -> Table:
    """A table of a report as it is keyed where several years stand in it."""
    keys = tuple(
        replace(key, columns=with_year(key.columns), reference=with_year(key.reference))
        if YEAR in table(key.table).columns and YEAR in one.columns
        else key
        for key in one.foreign_keys
    )
    primary = with_year(one.primary_key) if YEAR in one.columns else one.primary_key
    return replace(one, primary_key=primary, foreign_keys=keys)


def with_year(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a key with the year first, where none of them holds it."""
    if not columns or {"event_id", "report_year"}.intersection(columns):
        return columns
    return ("report_year", *columns)


SERIES = Table(
    "series",
    (
        Column("series_id", required=True),
        MECHANISM_ID,
        table("events").columns[table("events").names.index("event_type")],
        Column("title", required=True),
        YEAR,
        EVENT_ID,
        Column("ordinal", "integer", minimum=1),
    ),
    primary_key=("event_id",),
    foreign_keys=(TO_EVENTS,),
    record=("event_id",),
)
POSSIBLE_DUPLICATES = Table(
    "possible_duplicates",
    (EVENT_ID, replace(EVENT_ID, name="other_event_id"), Column("reason", required=True)),
    primary_key=("event_id", "other_event_id"),
    foreign_keys=(TO_EVENTS, ForeignKey(("other_event_id",), "events", ("event_id",))),
    record=("event_id", "other_event_id"),
)
YEARLY = tuple(over_years(one) for one in TABLES)
JOINED = tuple(one for one in YEARLY if one.name not in STAY_WITH_THEIR_YEARS)
PANEL = (*JOINED, SERIES)
