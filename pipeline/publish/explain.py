"""`iscm explain`: why a record says what it says: the words it was read from, and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.check.rows import Row
from pipeline.contract import EVENT_PARTS, Table
from pipeline.model import InputError
from pipeline.nearest import nearest
from pipeline.publish.lookup import (
    RECORDS,
    Found,
    ReportFolder,
    Trace,
    records_of,
    tables_of,
    traces_of,
)
from pipeline.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A rule as an explanation names it: its id, where it stands, and what it says."""

    id: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of the report with the stretches of it that were read, as offsets in the line."""

    page: str
    line: str
    text: str
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Words that one rule read; without excerpts they are those of the whole record."""

    excerpts: tuple[Excerpt, ...]
    rule: RuleNote


@dataclass(frozen=True, slots=True)
class Reading:
    """Fields that were read from the same words by the same rules, with their values."""

    fields: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record explained. `unread` are fields that were made from no words of the report,
    `empty` those without a value; `others` the records that hang on an event, or its own."""

    found: Found
    source: str
    lines: tuple[Excerpt, ...]
    readings: tuple[Reading, ...]
    unread: tuple[tuple[str, str], ...]
    empty: tuple[str, ...]
    findings: tuple[str, ...]
    others: tuple[str, ...]
    other_rules: bool


def explain(found: Found, rules: Rulebook, field: str = "") -> Explanation:
    """The explanation of a record, or of one field of it; `InputError` for an unknown field.

    Reads the folder of the record only; `rules` give the files and lines of the rules.
    """
    if field and field not in found.table.names:
        raise InputError(no_field(found, field))
    text, traces = found.written.text, traces_of(found)
    shown = [name for name in found.table.names if field in ("", name)]
    report = found.written.rows("reports")[0]
    read = {trace.field for trace in traces}
    return Explanation(
        found=found,
        source=report["source_file"],
        lines=() if field else excerpts(text, whole(found.table, traces)),
        readings=tuple(readings(Context(found, text, rules, not field), traces, shown)),
        unread=tuple(
            (name, found.row[name]) for name in shown if found.row[name] and name not in read
        ),
        empty=tuple(name for name in shown if not found.row[name]),
        findings=tuple(findings(found, field)),
        others=tuple(one.record_id for one in others(found)) if not field else (),
        other_rules=report["rules_sha256"] != rules.sha256,
    )


def no_field(found: Found, field: str) -> str:
    """What to say of a field that a record's table lacks: what belongs to it may have it."""
    line = f"{found.table.name}: no field {field!r}"
    having = [one.name for one in RECORDS if field in one.names]
    for one in others(found):
        if field in one.table.names:
            return f"{line}; {one.table.name} have it: iscm explain {one.record_id} {field}"
    if having:
        return f"{line}; {having[0]} have it, and none belongs to {found.record_id}"
    known = ", ".join(found.table.names)
    return f"{line}; nearest: {nearest(field, found.table.names)}; known are {known}"


def whole(table: Table, traces: Sequence[Trace]) -> list[Trace]:
    """The traces of a record as a whole: of its key field, or of all where it has none."""
    return [one for one in traces if table.key_field in ("", one.field)]


@dataclass(frozen=True, slots=True)
class Context:
    """What fields are explained with; `lines_shown`: the record's lines stand above them."""

    found: Found
    text: str
    rules: Rulebook
    lines_shown: bool


def readings(context: Context, traces: Sequence[Trace], fields: Sequence[str]) -> Iterator[Reading]:
    """The fields with their words and rules; neighbours that were read alike together."""
    by_field = {name: [one for one in traces if one.field == name] for name in fields}
    read = [name for name in fields if by_field[name]]
    for _, names in groupby(read, key=lambda name: likes(by_field[name])):
        group = list(names)
        yield reading(context, group, by_field[group[0]])


def likes(traces: Sequence[Trace]) -> list[tuple[int, int, str]]:
    """What makes two fields read alike: stretches and rules."""
    return [(one.start, one.end, one.rule) for one in traces]


def reading(context: Context, fields: Sequence[str], traces: Sequence[Trace]) -> Reading:
    """Fields with the words and the rules that they share."""
    found = context.found
    ids = list(dict.fromkeys(one.rule for one in traces))
    told = context.lines_shown and fields[0] == found.table.key_field and len(ids) == 1
    parts = [
        Part(
            () if told else excerpts(context.text, [one for one in traces if one.rule == rule]),
            note(rule, context.rules),
        )
        for rule in ids
    ]
    return Reading(tuple((name, found.row[name]) for name in fields), tuple(parts))


def note(rule_id: str, rules: Rulebook) -> RuleNote:
    """A rule of the rulebook, or why it lacks the rule."""
    rule = rules.by_id.get(rule_id)
    if rule is None:
        own = rule_id.startswith("theme.")  # the lists of a report add their own
        says = "a label of the report's own lists" if own else "today's rules have none such"
        return RuleNote(rule_id, "", says)
    return RuleNote(rule.id, f"{rule.file}:{rule.line}", rule.says or rule.value)


def excerpts(text: str, traces: Sequence[Trace]) -> tuple[Excerpt, ...]:
    """The lines of the report that hold stretches, each once, with the stretches marked."""
    lines: dict[tuple[int, int], tuple[str, str, list[tuple[int, int]]]] = {}
    for one in traces:
        at, number = one.start, int(one.line)
        while at < one.end:
            start, end = line_around(text, at)
            _, _, runs = lines.setdefault((start, end), (one.page, str(number), []))
            words = text[at : min(one.end, end)].rstrip()
            runs.append((at - start, at - start + len(words)))
            at, number = end + 1, number + 1
            while at < one.end and text[at].isspace():
                number += text[at] == "\n"
                at += 1
    return tuple(
        Excerpt(page, number, text[start:end], tuple(runs))
        for (start, end), (page, number, runs) in sorted(lines.items())
    )


def line_around(text: str, at: int) -> tuple[int, int]:
    """Where the line that holds an offset begins and ends; a form feed ends one too."""
    start = max(text.rfind("\n", 0, at), text.rfind("\f", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\f", at)) if end >= 0]
    return start, min(ends, default=len(text))


def findings(found: Found, field: str) -> Iterator[str]:
    """The findings on a record, or on one field of it, as lines."""
    for row in found.written.rows("findings"):
        if is_about(row, found) and field in ("", row["field"]):
            yield f"{row['severity']} {row['code']}: {row['message']}"


def is_about(row: Row, found: Found) -> bool:
    """Whether a finding is about a record."""
    return (row["table"], row["record_id"]) == (found.table.name, found.record_id)


def others(found: Found) -> Iterator[Found]:
    """What hangs on an event, and its mechanism; of what hangs on an event, the event."""
    event_id = found.row["event_id"]
    if found.table.name == "events":
        for name in EVENT_PARTS:
            yield from with_cell(found.written, name, "event_id", event_id)
        yield from with_cell(found.written, "mechanisms", "mechanism_id", found.row["mechanism_id"])
    elif event_id:
        yield from with_cell(found.written, "events", "event_id", event_id)


def with_cell(written: ReportFolder, name: str, column: str, wanted: str) -> Iterator[Found]:
    """The records of a table that have a value in a column."""
    for one in records_of(written, tables_of(name)):
        if one.row[column] == wanted:
            yield one


def command_for(found: Found) -> str:
    """The command that explains just this one of several records."""
    return f"iscm explain {found.record_id} --table {found.table.name} --in {found.written.folder}"
