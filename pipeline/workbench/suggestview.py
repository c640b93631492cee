"""Suggested rules for a reader: YAML with comments, to be copied as it stands."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.console import Console

from pipeline.layout import tell
from pipeline.workbench.suggest import Suggestion

WIDTH = 80


def render_suggestions(suggestions: Sequence[Suggestion], console: Console) -> None:
    """Prints each suggestion: what is unknown and where, where the rule belongs, the rule."""
    if not suggestions:
        tell(console, "# nothing to suggest: the rules know every mechanism, theme and place")
    for at, one in enumerate(suggestions):
        comments = (
            f"{one.place}: {one.code} {one.original!r}",
            f"for rules/{one.file}.yml; {one.advice}",
        )
        lines = [line for text in comments for line in textwrap.wrap(text, WIDTH - 2)]
        tell(console, *([""] if at else []), *(f"# {line}" for line in lines))
        tell(console, *one.block.splitlines())
