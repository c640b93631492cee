"""An explanation for a reader: within the columns of a terminal, plain where it is piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from pipeline.layout import grid, marked, put, say
from pipeline.publish.explain import Excerpt, Explanation, Reading, RuleNote, command_for
from pipeline.publish.lookup import Found

LABEL = 14  # columns of a field's name
CONTEXT = 60  # characters of a line that are shown on both sides of its words


def render(one: Explanation, console: Console) -> None:
    """Prints an explanation: the record's lines, then each field with its words and rules."""
    found = one.found
    say(console, f"{found.record_id}  {found.table.name}  {found.written.folder}", style="bold")
    if found.key:
        say(console, f"key {found.key}")
    if one.other_rules:
        say(console, "(extracted with other rules than today's; make extract renews it)")
    if one.lines:
        say(console, "", f"{one.source}, page {pages(one.lines)}:")
        render_lines(one.lines, console)
    for reading in one.readings:
        say(console, "")
        render_reading(reading, console)
    render_rest(one, console)


def pages(lines: Sequence[Excerpt]) -> str:
    """The pages of some lines, the first to the last."""
    return "-".join(dict.fromkeys((lines[0].page, lines[-1].page)))


def render_lines(lines: Iterable[Excerpt], console: Console) -> None:
    """Prints the report's lines with their numbers, whole."""
    rows = grid(LABEL, 0)
    for one in lines:
        rows.add_row(f"  line {one.line}", marked(one.text, one.runs))
    put(console, rows)


def render_reading(reading: Reading, console: Console) -> None:
    """Prints fields that were read alike: their values, their words, their rules."""
    rows = grid(LABEL, 0)
    for name, value in reading.fields:
        rows.add_row(name, Text(value, style="bold"))
    for part in reading.parts:
        for one in part.excerpts:
            rows.add_row("", around(one))
        rows.add_row("", rule_text(part.rule))
    put(console, rows)


def around(one: Excerpt) -> Text:
    """A line's words with what stands around them, and the number of the line."""
    first, last = min(start for start, _ in one.runs), max(end for _, end in one.runs)
    start = 0 if first <= CONTEXT else one.text.find(" ", first - CONTEXT) + 1
    end = (
        len(one.text)
        if len(one.text) - last <= CONTEXT
        else one.text.rfind(" ", last, last + CONTEXT)
    )
    end = end if end >= last else last
    piece = one.text[start:end]
    lead, tail = "… " if start else "", " …" if end < len(one.text) else ""
    inside = marked(piece, [(begin - start, stop - start) for begin, stop in one.runs])
    return Text.assemble(f"line {one.line}: {lead}", inside, tail)


def rule_text(note: RuleNote) -> str:
    """A rule in a line: its id, its file and line, what it says."""
    return "  ".join(part for part in (note.id, note.place, note.says) if part)


def render_rest(one: Explanation, console: Console) -> None:
    """Prints what was read from no words, what is empty, findings, and the records beside."""
    rows = grid(LABEL, 0)
    if one.unread:
        made = ", ".join(f"{name} {value}" for name, value in one.unread)
        rows.add_row("from no words", f"{made} (ids, positions and defaults)")
    if one.empty:
        rows.add_row("empty", ", ".join(one.empty))
    for line in one.findings:
        rows.add_row("finding", line)
    if one.others:
        rows.add_row("see also", ", ".join(one.others))
    if rows.row_count:
        say(console, "")
        put(console, rows)


def render_choice(found: Sequence[Found], console: Console) -> None:
    """Prints the records that fit an id, each with the command that explains it."""
    say(console, f"{len(found)} records fit; choose one:")
    for one in found:
        console.out(f"  {command_for(one)}", highlight=False)  # whole: it is there to be copied
