"""A mended text and its way back to the reading text.

Stages read views, never cleaned strings: each character of a view keeps the stretch of the
reading text that it came from, so that a span of the view leads back without a search.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Stretch, View

EMPTY = View("", ())


def plain(text: str, start: int, end: int) -> View:
    """A view of `text[start:end]` as it stands."""
    return View(text[start:end], tuple((at, at + 1) for at in range(start, end)))


def cut(view: View, start: int, end: int) -> View:
    """The part of a view between two of its offsets."""
    return View(view.text[start:end], view.origins[start:end])


def strip(view: View, chars: str | None = None) -> View:
    """The view without white space (or `chars`) at both ends."""
    start = len(view.text) - len(view.text.lstrip(chars))
    end = len(view.text.rstrip(chars))
    return cut(view, start, max(start, end))


def join(views: Iterable[View], glue: str = " ") -> View:
    """The views in a row; each glued-in character has an empty origin at the end before it."""
    text: list[str] = []
    origins: list[tuple[int, int]] = []
    for view in views:
        if not view.text:
            continue
        if text:
            at = origins[-1][1]
            text.append(glue)
            origins.extend((at, at) for _ in glue)
        text.append(view.text)
        origins.extend(view.origins)
    return View("".join(text), tuple(origins))


def squeeze(view: View) -> View:
    """The view with every run of white space as one space, and none at its ends."""
    if view.text == " ".join(view.text.split()):
        return view
    text: list[str] = []
    origins: list[tuple[int, int]] = []
    for char, origin in zip(view.text, view.origins, strict=True):
        if not char.isspace():
            text.append(char)
            origins.append(origin)
        elif text and text[-1] != " ":
            text.append(" ")
            origins.append(origin)
    return strip(View("".join(text), tuple(origins)))


def stretches(view: View, start: int, end: int, source: str) -> tuple[Stretch, ...]:
    """The stretches of the reading text `source` that `view.text[start:end]` was read from.

    Characters put in by mending count for nothing; a gap of white space is bridged, a gap that
    holds other text (a page number between two lines) splits the stretch.
    """
    found: list[tuple[int, int]] = []  # pairs, as a `Stretch` for each character takes long
    for first, last in view.origins[start:end]:
        if first == last:
            continue
        begin, through = found[-1] if found else (first, -1)
        if found and (first <= through or not source[through:first].strip()):
            found[-1] = (begin, max(through, last))
        else:
            found.append((first, last))
    trimmed = (trim(Stretch(*pair), source) for pair in found)
    return tuple(one for one in trimmed if one is not None)


def trim(stretch: Stretch, source: str) -> Stretch | None:
    """The stretch without white space at its ends; None where nothing is left."""
    piece = source[stretch.start : stretch.end]
    start = stretch.start + len(piece) - len(piece.lstrip())
    end = stretch.start + len(piece.rstrip())
    return Stretch(start, end) if start < end else None
