"""Lines of text from standard input or from a file, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import InputError

STANDARD_INPUT = "-"


def read_lines(source: str) -> Iterator[str]:
    """The lines of a file, or of standard input for `-`, without their line ends.

    Raises `InputError` for a file that cannot be read and, with its number, for a line that is no
    UTF-8.
    """
    if source == STANDARD_INPUT:
        yield from decoded(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(source).open("rb") as file:
            yield from decoded(file, source)
    except OSError as error:
        raise InputError(f"{source}: {error.strerror}; give a text file, or - to type") from None


def decoded(file: Iterator[bytes], name: str) -> Iterator[str]:
    """The lines of an open file as text."""
    for number, line in enumerate(file, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise InputError(f"{name}:{number}: not UTF-8; save the text as UTF-8") from None
        yield text.removesuffix("\n").removesuffix("\r")
