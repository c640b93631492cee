"""What is said of two runs of one report, before their changes are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.publish.diff.side import Side
from pipeline.publish.diff.values import ADDED, CHANGED, REMOVED, Change
from pipeline.publish.words import many

UNREAD = "unmatched"


def run_statements(old: Side, new: Side, changes: Iterable[Change]) -> tuple[str, ...]:
    """Sentences on two runs of one report: what they were made of, what changed, what is unread."""
    return tuple([*counted(changes), *origins(old, new), *unread(old, new)])


def counted(changes: Iterable[Change]) -> Iterator[str]:
    """How many records changed, table by table."""
    counts = Counter((one.table, one.kind) for one in changes)
    if not counts:
        yield "No record changed."
    for table in dict.fromkeys(name for name, _ in counts):
        told = ", ".join(
            f"{counts[table, kind]} {kind}"
            for kind in (ADDED, REMOVED, CHANGED)
            if counts[table, kind]
        )
        yield f"{table.replace('_', ' ').capitalize()}: {told}."


def origins(old: Side, new: Side) -> Iterator[str]:
    """What the runs were made of, where it differs."""
    was, now = old["reports"][0], new["reports"][0]
    if was["source_sha256"] != now["source_sha256"]:
        files = was["source_file"], now["source_file"]
        named = files[0] if files[0] == files[1] else f"{files[0]} and {files[1]}"
        yield f"They were read from two sources: {named}, with other contents."
    if was["rules_sha256"] != now["rules_sha256"]:
        yield "They were read with other rules."
    if was["pipeline_version"] != now["pipeline_version"]:
        versions = f"{was['pipeline_version']} and {now['pipeline_version']}"
        yield f"They were read by two versions of the program: {versions}."


def unread(old: Side, new: Side) -> Iterator[str]:
    """How many characters gave no record, where it differs."""
    was, now = (
        sum(len(row["text"]) for row in side["residue"] if row["reason"] == UNREAD)
        for side in (old, new)
    )
    if was != now:
        yield f"{many(now, 'character')} of the report gave no record, {was} before."
