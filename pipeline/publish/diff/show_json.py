"""A comparison as JSON: for other programs."""

from __future__ import annotations

import json

from pipeline.publish.diff.values import Change, Diff, FieldChange, Source


def show(found: Diff) -> str:
    """One object; a value or an id that a side lacks is null."""
    told = {
        "old": found.old,
        "new": found.new,
        "changes": [described(one) for one in found.changes],
        "statements": list(found.statements),
        "findings": [
            {
                "code": one.code,
                "severity": one.severity,
                "record_id": one.record_id,
                "message": one.message,
            }
            for one in found.findings
        ],
        "figures": [
            {"title": one.title, "rows": [list(row) for row in one.rows]} for one in found.figures
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def described(change: Change) -> dict[str, object]:
    """A change; `sources` has the words and the rules behind both values of a field."""
    return {
        "kind": change.kind,
        "table": change.table,
        "old_id": change.old_id or None,
        "new_id": change.new_id or None,
        "title": change.title,
        "fields": {name: [one.old or None, one.new or None] for name, one in change.fields.items()},
        "sources": {
            name: sources(one) for name, one in change.fields.items() if one.was or one.now
        },
    }


def sources(one: FieldChange) -> list[object]:
    """The sources of both values of a field."""
    return [source(each) for each in (one.was, one.now)]


def source(one: Source) -> dict[str, object] | None:
    """The source of a value; null where it was made from no words."""
    if not one.rules:
        return None
    return {"words": one.words, "page": one.page, "line": one.line, "rules": list(one.rules)}
