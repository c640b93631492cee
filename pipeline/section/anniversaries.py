"""Lines such as "30th anniversary of OCAM" right under a heading."""

from __future__ import annotations

import re

from pipeline.model import Cell, View
from pipeline.section.heading import Context
from pipeline.section.lookup import Word, split_words
from pipeline.section.paragraphs import is_open
from pipeline.section.rows import Row
from pipeline.view import stretches

LONGEST = 16  # words of such a line
RULE = "section.anniversary"
SIGN = (".º", ".ª", ".°")
DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th|e|er|ème|º|°|\.º|ª)?", re.IGNORECASE)


def anniversary_at(at: int, context: Context) -> tuple[tuple[Row, ...], Cell[int]] | None:
    """The rows from an index on that are such a line, and its number of years; None without."""
    for size in (2, 1):
        rows = context.run(at, size)
        if not rows or (size == 2 and not is_wrapped(rows, context)):
            continue
        found = read_years(context.shown(rows), context)
        if found:
            return rows, found
    return None


def is_wrapped(rows: tuple[Row, ...], context: Context) -> bool:
    """Whether a line of two rows ends with the mechanism's name, cut by the line end."""
    text = context.shown(rows).text
    named = context.names.find(text)
    cut_name = bool(named) and named[-1].start < len(rows[0].text) < named[-1].end
    return cut_name or is_open(rows[0].text, context.words)


def read_years(view: View, context: Context) -> Cell[int] | None:
    """The number of years that a line of an anniversary prints."""
    text = view.text.rstrip(" !")
    words = split_words(text)
    if len(words) > LONGEST or text.endswith((".", ":")) or tells_of_event(text, context):
        return None
    for place, word in enumerate(words):
        number = number_of(word, context)
        after = words[place + 1 :]
        if len(after) > len(SIGN) and "".join(one.text for one in after[:2]) in SIGN:
            after = after[2:]  # "30.º aniversario"
        if number and is_followed(after, text, context):
            found = stretches(view, 0, len(view.text), context.report.text)
            return Cell(number, found, RULE)
    return None


def tells_of_event(text: str, context: Context) -> bool:
    """Whether a line names an event or holds a second number, as a date does."""
    for name in reversed(context.names.find(text)):
        text = text[: name.start] + text[name.end :]
    numbers = sum(any(char.isdigit() for char in word.text) for word in split_words(text))
    return numbers > 1 or bool(context.words.heads.find(text))


def is_followed(after: tuple[Word, ...], text: str, context: Context) -> bool:
    """Whether a number stands before "anniversary", or before "years" in a line of nothing else."""
    if not after:
        return False
    start = text[after[0].start :]
    named = context.names.find(text)
    for kind in ("anniversary", "years"):
        found = context.words.kinds[kind].find(start) if kind in context.words.kinds else []
        if found and found[0].start == 0:
            rest = start[found[0].end :].strip()
            return kind == "anniversary" or not rest or bool(named)
    return False


def number_of(word: Word, context: Context) -> int:
    """The number that a word or an ordinal prints; 0 without one."""
    digits = DIGITS.fullmatch(word.text)
    if digits:
        return int(digits[1])
    rule = context.words.numbers.whole(word.text)
    return int(rule.value) if rule and rule.value.isdigit() else 0
