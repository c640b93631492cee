"""How words are set, and which manners are those of headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

BOLD = re.compile(r"bold|black|heavy|demi|-medi$|[a-z]bx\d", re.IGNORECASE)
HEAVIER = 1.06  # times the size of the text: a heading by its size


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is set: the font without its subset's prefix, the size in points, the colour."""

    font: str
    size: float
    colour: str

    @property
    def bold(self) -> bool:
        """Whether the font's name says that it is bold."""
        return bool(BOLD.search(self.font))

    def is_like(self, other: Style) -> bool:
        """Whether two styles differ by their sizes at most, as small capitals do from large."""
        return self.font == other.font and self.colour == other.colour


def is_emphasised(style: Style | None, body: Style) -> bool:
    """Whether a style is one of headings: bolder or larger than the text, or of another colour."""
    if style is None or style == body:
        return False
    if style.size > HEAVIER * body.size or (style.bold and not body.bold):
        return True
    return style.colour != body.colour and style.size >= body.size / HEAVIER
