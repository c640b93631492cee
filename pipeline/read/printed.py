"""Words of one column into printed lines: glyphs in order, spaces, raised ordinals, drop caps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from pipeline.read.columns import usual_size
from pipeline.read.glyphs import SUPERIOR, TOUCHING, Word
from pipeline.read.messages import Rect
from pipeline.read.styles import Style

SAME_LINE = 0.5  # of the lower one: words that overlap so much in height are of one line
TALLER = 1.2  # times: a taller word says where its line stands
RAISED = 0.12  # of the size: a smaller word that ends so much higher is raised
SMALLER = 0.85  # times the size of the word before it
CAP = 1.7  # times the usual size: a drop cap
CAP_LETTERS = 2
ALONE = ("A", "À", "I", "O", "Y")  # letters that are words
CAP_REACH = 1.5  # of its size: how far from a drop cap its text begins
LEAST_LETTERS = 4  # single letters of a line that is spaced out
HYPHENS = ("-", "\u00ad", "‐")
SPACED = 0.6  # of the pieces of such a line are single letters
WIDER = 1.5  # times the gap between two letters of such a line: a gap between words
CELL = 1.5  # of the size: a gap between two cells of a line
CELL_WIDER = 3.0  # times the line's other gaps
ONE_STYLE = 0.9  # of a line's glyphs are set alike: the line's style


@dataclass(slots=True, eq=False)
class Printed:
    """A printed line: its letters, each with its box on the page (None for a space or a tab), and
    its box in the frame.

    `gap`: white space or another style sets it off from what stands before. `column` is the box of
    its column, None where it is a row of a table; `edge` is where its room ends before the column
    does, 0 where it does not. `lead` is the number of letters before the first in another font or
    colour than that of the first, 0 where there is none. `style` is None where the line is set in
    several, of which `first` and `last` are those at its ends.
    """

    letters: list[tuple[str, Rect | None]]
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style | None
    first: Style
    last: Style
    gap: bool = True
    column: Rect | None = None
    edge: float = 0.0
    lead: int = 0

    @property
    def text(self) -> str:
        """The line as it reads."""
        return "".join(letter for letter, _ in self.letters)

    @property
    def size(self) -> float:
        """Its height in points."""
        return self.bottom - self.top


@dataclass(slots=True)
class Row:
    """The words of a line in the making, and the height that they share."""

    top: float
    bottom: float
    words: list[Word] = field(default_factory=list)


def print_lines(words: Iterable[Word]) -> list[Printed]:
    """The lines that the words of one column make, from top to bottom."""
    every = list(words)
    return [as_printed(row) for row in rows_of(lower_caps(every))] if every else []


def lower_caps(words: list[Word]) -> list[Word]:
    """The words with each drop cap in the height of the first line beside it."""
    size = usual_size(words)
    caps = [word for word in words if is_cap(word, size)]
    return [set_down(word, words) if word in caps else word for word in words] if caps else words


def is_cap(word: Word, size: float) -> bool:
    """Whether a word may be a drop cap in a text of a size."""
    letters = word.text.lstrip("“\"«'")
    return word.size >= CAP * size and 0 < len(letters) <= CAP_LETTERS and letters.isalnum()


def set_down(cap: Word, words: Sequence[Word]) -> Word:
    """A drop cap in the height of the first of the lines beside it; as it is without two lines."""
    beside = sorted(
        (
            word
            for word in words
            if word is not cap
            and word.size < cap.size / CAP * TALLER
            and 0 <= word.x0 - cap.x1 + word.size / 2 <= CAP_REACH * cap.size
            and cap.top <= word.middle <= cap.bottom
        ),
        key=lambda word: (word.middle, word.x0),
    )
    if len({round(word.middle / word.size) for word in beside}) < 2:
        return cap
    row = [word for word in beside if word.middle < beside[0].bottom]
    nearest = min(row, key=lambda word: word.x0)
    nearest.spaces = int(is_word_alone(cap.text, nearest, words))
    x1 = max(cap.x0, nearest.x0 - TOUCHING * nearest.size / 2)
    return replace(cap, x1=x1, top=nearest.top, bottom=nearest.bottom, style=nearest.style)


def is_word_alone(cap: str, after: Word, words: Iterable[Word]) -> bool:
    """Whether a drop cap is a word of its own, as "A" is: what follows it is one elsewhere too."""
    texts = [word.text for word in words]
    return cap in ALONE and texts.count(after.text) > 1 and cap + after.text not in texts


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words that stand side by side, from top to bottom."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda one: (one.middle, one.x0)):
        row = next((one for one in reversed(rows[-2:]) if shares(word, one)), None)
        if row is None:
            row = Row(word.top, word.bottom)
            rows.append(row)
        elif word.size > TALLER * (row.bottom - row.top):
            row.top, row.bottom = word.top, word.bottom
        row.words.append(word)
    return sorted(rows, key=lambda row: row.top)


def shares(word: Word, row: Row) -> bool:
    """Whether a word stands in the height of a row."""
    overlap = min(word.bottom, row.bottom) - max(word.top, row.top)
    return overlap >= SAME_LINE * min(word.size, row.bottom - row.top)


def as_printed(row: Row) -> Printed:
    """A row of words as a line."""
    words = sorted(row.words, key=lambda word: word.x0)
    letters: list[tuple[str, Rect | None]] = []
    lead = 0
    for before, word, space in zip([None, *words], words, spaces_in(words), strict=False):
        letters.extend((one, None) for one in space)
        raised = before is not None and is_raised(word, before) and word.text.isdigit()
        if lead == 0 and before is not None and not word.style.is_like(words[0].style):
            lead = len(letters)
        letters.extend(
            (glyph[0].translate(SUPERIOR) if raised else glyph[0], glyph[1:])
            for glyph in word.glyphs
        )
    return Printed(
        letters,
        words[0].x0,
        row.top,
        max(word.x1 for word in words),
        row.bottom,
        style_of(words),
        words[0].style,
        words[-1].style,
        lead=lead,
    )


def style_of(words: Sequence[Word]) -> Style | None:
    """The style of nearly all the glyphs of a line."""
    sizes: Counter[Style] = Counter()
    for word in words:
        sizes[word.style] += len(word.glyphs)
    style, size = sizes.most_common(1)[0]
    return style if size >= ONE_STYLE * sum(sizes.values()) else None


def is_raised(word: Word, before: Word) -> bool:
    """Whether a word is set smaller and higher than the one before it, as a note's number is."""
    return (
        word.size <= SMALLER * before.size and before.bottom - word.bottom >= RAISED * before.size
    )


def spaces_in(words: Sequence[Word]) -> list[str]:
    """What stands before each word of a line: nothing, spaces, or a tab between two cells."""
    found = [word.x0 - before.x1 for before, word in zip(words, words[1:], strict=False)]
    size = max(word.size for word in words)
    letters = sum(len(word.glyphs) == 1 for word in words)
    spaced = letters >= LEAST_LETTERS and letters >= SPACED * len(words)
    least = TOUCHING * size
    if spaced:
        drawn = [gap for gap, word in zip(found, words[1:], strict=True) if word.spaces < 1]
        least = max(least, WIDER * median(drawn)) if drawn else least
    spaces = [
        before_word(word, before, gap, least, spaced=spaced)
        for before, word, gap in zip(words, words[1:], found, strict=False)
    ]
    if words[-1].text in HYPHENS and words[-1].spaces < 1 and found and found[-1] < size / 2:
        spaces[-1] = ""  # a hyphen that was put in at the line's end
    wide = [gap for gap, space in zip(found, spaces, strict=True) if space]
    for at, gap in enumerate(found):
        if spaces[at] and not spaced and is_between_cells(gap, wide, size):
            spaces[at] = "\t"
    return ["", *spaces]


def before_word(word: Word, before: Word, gap: float, least: float, *, spaced: bool) -> str:
    """What stands between two words of a line."""
    if word.spaces > 0:
        return " " * (word.spaces if spaced else 1)
    if is_raised(word, before) and gap < word.size / 2:
        return ""
    return " " if gap > least else ""


def is_between_cells(gap: float, gaps: Sequence[float], size: float) -> bool:
    """Whether a gap is too wide for one between two words of its line."""
    others = sorted(gaps)
    others.remove(gap)
    usual = median(others) if others else size / 2
    return gap >= CELL * size and gap >= CELL_WIDER * usual
