"""Keys: the tokens that a record was read from."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.draft import Draft, Run
from pipeline.assemble.marks import Marks
from pipeline.assemble.segments import CORE_KINDS, Segment


def keys(
    marks: Marks, drafts: Sequence[Draft], segments: Sequence[Segment], sentence: Run
) -> list[list[Run]]:
    """The tokens of each draft: its own, and the marks and small words around them.

    Plain words, what was not held, what no event took, and the marks behind them stay out: they
    are residue.
    """
    own = [{at for first, last in draft.own for at in range(first, last)} for draft in drafts]
    held = set().union(*own)
    left_out = {
        at
        for one in segments
        if is_left_out(one, held) and not in_subject(one, drafts)
        for at in range(one.first, one.last)
    }
    inside = [at for at in sorted(held) if at >= sentence[0]]
    owners = [index for index, tokens in enumerate(own) if inside[0] in tokens]
    found: list[list[Run]] = [list(draft.own) for draft in drafts]
    for at in range(*sentence):
        behind = at - 1 in left_out and not marks.text(at)[:1].isalnum()
        if at in held:
            owners = [index for index, tokens in enumerate(own) if at in tokens]
        elif at in left_out or (behind and at < sentence[1] - 1):
            left_out.add(at)
        else:
            for owner in owners:
                found[owner].append((at, at + 1))
    return found


def is_left_out(segment: Segment, held: set[int]) -> bool:
    """Whether a segment gives no value: plain words, or core items that no event took."""
    if segment.kind in CORE_KINDS:
        return held.isdisjoint(range(segment.first, segment.last))
    return segment.kind in ("plain", "negative", "aside")


def in_subject(segment: Segment, drafts: Sequence[Draft]) -> bool:
    """Whether plain words are the subject of an event's verb."""
    return any(one.subject and one.subject[0] <= segment.first < one.subject[1] for one in drafts)
