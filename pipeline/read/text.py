"""Text sources: bytes of a file into the reading text with its lines and pages."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import InputError, Line, Report

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SPACES = "\t\n\v\f\r"  # the control characters that a text may well hold
STRAY = 100  # a text has fewer control characters than one in so many; pdftotext leaves a few


def read_text(path: Path, content: bytes) -> Report:
    """The report of a text file's bytes, its year and language not yet settled.

    Read are UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1252. Line ends
    become LF, form feeds stay and begin a page. `source_sha256` is that of the file's bytes.
    Raises `InputError` for bytes that are none, or no text.
    """
    if not content:
        raise InputError(f"{path}: an empty file; give a report with text")
    text = decode(content, path).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{path}: nothing but white space; give a report with text")
    return Report(
        text=text,
        lines=tuple(split_lines(text)),
        page_count=text.count("\f") + 1,
        source_file=path.name,
        source_sha256=hashlib.sha256(content).hexdigest(),
    )


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; `InputError` where it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path}: a folder; name one report in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: not readable ({reason}); check its rights") from None
    return content


def decode(content: bytes, path: Path) -> str:
    """The text of the bytes, without a byte order mark; `InputError` where they are none."""
    if content.startswith(UTF_16_MARKS):
        text = try_encoding(content, "utf-16")
    else:
        text = try_encoding(content, "utf-8-sig")
        if text is None:
            text = try_encoding(content, "cp1252")
            text = text if text is not None and is_western(text) else None
    if text is None or is_binary(text):
        raise InputError(
            f"{path}: no text in UTF-8, UTF-16 with a byte order mark or Windows-1252; "
            "save the report as UTF-8"
        )
    return text


def try_encoding(content: bytes, encoding: str) -> str | None:
    """The decoded bytes; None where they do not fit the encoding."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def is_binary(text: str) -> bool:
    """Whether a decoded file holds a NUL, or too many control characters for a text."""
    return "\0" in text or controls(text) * STRAY > len(text)


def is_western(text: str) -> bool:
    """Whether bytes read as Windows-1252 look like a text of a western language.

    Every byte but five means something there, so that other code pages decode too; they come out
    mostly as letters with accents.
    """
    shown = [char for char in text if not char.isspace()]
    return controls(text) == 0 and 2 * sum(char.isascii() for char in shown) >= len(shown)


def controls(text: str) -> int:
    """The number of control characters (C0) that are no white space of a text."""
    return sum(char < " " and char not in SPACES for char in text)


def split_lines(text: str) -> Iterator[Line]:
    """The lines of a text, cut at line ends and at form feeds.

    Both parts of a line that a form feed cuts have its number; a part without characters is
    left out unless it is all of the line.
    """
    start, page = 0, 1
    rows = text.split("\n")
    if not rows[-1] and len(rows) > 1:
        rows.pop()
    for number, row in enumerate(rows, 1):
        parts = row.split("\f")
        for index, part in enumerate(parts):
            page += index > 0
            if part or (index == len(parts) - 1 and not row.strip("\f")):
                yield Line(start, start + len(part), page, number)
            start += len(part) + 1
