"""A tried sentence for a reader: its clauses with their mentions, then the rows it gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from rich.console import Console

from pipeline.contract import EVENT_PARTS, table
from pipeline.layout import grid, marked, put, say
from pipeline.tabulate import Row
from pipeline.workbench.trying import Piece, Tried, to_json, value_of

KIND, WORDS, VALUE, FIELD = 8, 16, 24, 14  # columns of a terminal
SMALL = ("word", "dateword")  # rules of words that say nothing of their own
HIDDEN = ("event_id", "report_year", "mechanism_id", "position")


def printer(as_json: bool) -> Callable[[Tried], None]:
    """What prints tried sentences: for a reader, or as a line of JSON each."""
    console = Console()
    if as_json:
        return lambda tried: print(json.dumps(to_json(tried), ensure_ascii=False), flush=True)  # noqa: T201
    return lambda tried: render(tried, console)


def render(tried: Tried, console: Console) -> None:
    """Prints a tried sentence."""
    if not tried.text:
        say(console, "an empty line: nothing to read")
        return
    setting = tried.setting
    say(console, tried.text, style="bold")
    say(console, f"  in {setting.mechanism_id}, report of {setting.year}, {setting.language}", "")
    if tried.is_empty:
        say(console, "no rule knows a word of it: no event")
        return
    for piece in tried.pieces:
        render_piece(tried, piece, console)
    say(console, "")
    for event in tried.tables["events"]:
        render_event(tried, event, console)
    if not tried.tables["events"]:
        say(console, "no event")
    for row in tried.tables["findings"]:
        say(console, f"finding {row['code']}: {row['message']}")
    for row in tried.tables["residue"]:
        say(console, f"in no record: {row['text']}")


def render_piece(tried: Tried, piece: Piece, console: Console) -> None:
    """Prints one clause: its kind, its words with the mentions in brackets, and a line for each."""
    large = [one for one in piece.mentions if one.rule.split(".")[0] not in SMALL]
    runs = [(one.start - piece.start, one.end - piece.start) for one in large]
    lines = grid(KIND, 0)
    lines.add_row(piece.kind, marked(tried.text[piece.start : piece.end], runs))
    put(console, lines)
    inside = grid(KIND, WORDS, VALUE, 0)
    for one in large:
        inside.add_row("", tried.text[one.start : one.end], value_of(one), one.rule)
    if large:
        put(console, inside)
    small = "; ".join(small_words(tried.text, piece))
    if small:
        lines = grid(KIND, 0)
        lines.add_row("", f"small words: {small}")
        put(console, lines)


def small_words(text: str, piece: Piece) -> Iterator[str]:
    """The words with a use for the grammar alone, each with its rules.

    Those of dates are left out of other clauses, where they are of no use.
    """
    found: dict[tuple[int, int], list[str]] = {}
    for one in piece.mentions:
        kind = one.rule.split(".")[0]
        if kind in SMALL and (kind != "dateword" or piece.kind == "date"):
            found.setdefault((one.start, one.end), []).append(one.rule)
    for (start, end), rules in found.items():
        yield f"{text[start:end]} {', '.join(rules)}"


def render_event(tried: Tried, event: Row, console: Console) -> None:
    """Prints an event's row with the rule behind each cell, then what hangs on it."""
    say(console, f"event {event['event_key']}")
    lines = grid(2, FIELD, 0, 0)
    for name in table("events").names:
        if name not in (*HIDDEN, "event_key") and event[name] is not None:
            lines.add_row("", name, str(event[name]), behind(tried, "events", event, name))
    for name in EVENT_PARTS:
        for row in tried.tables[name]:
            if row["event_id"] == event["event_id"]:
                lines.add_row("", *part_cells(tried, name, row))
    put(console, lines)


def part_cells(tried: Tried, name: str, row: Row) -> tuple[str, str, str]:
    """The cells of a row that hangs on an event: what it is, what it says, its rules."""
    key = table(name).key_field
    rules = behind(tried, name, row, key)
    if name == "occurrences":
        return f"occurrence {row['position']}", occurrence_text(row), rules
    if name == "event_themes":
        return "theme", f"{row['theme_id']} ({row['evidence']})", rules
    rules = behind(tried, name, row, "role")
    return str(row["role"]), f"{row['party_id']} ({row['party_type']} {row['name']})", rules


def occurrence_text(row: Row) -> str:
    """The days, the place and the format of an occurrence."""
    days = [str(row[name]) for name in ("start_date", "end_date") if row[name] is not None]
    place = ", ".join(str(row[name]) for name in ("city", "country_code") if row[name])
    parts = ["/".join(dict.fromkeys(days)), place, str(row["format"] or "")]
    return " · ".join(part for part in parts if part)


def behind(tried: Tried, name: str, row: Row, field: str) -> str:
    """The rules behind a cell."""
    return ", ".join(tried.rules.get((name, table(name).record_id(row), field), ()))
