"""Publications and links: a title, the mechanism in brackets, and an address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.fold import fold
from pipeline.model import Cell, Link, Publication, Stretch, View
from pipeline.section import urls
from pipeline.section.heading import Context
from pipeline.section.names import GLOBAL, Named
from pipeline.section.notes import Noted, take_notes
from pipeline.section.paragraphs import fits, is_open
from pipeline.section.rows import MARK, NUMBER, Row
from pipeline.view import cut, stretches, strip

FAR = 6  # rows between the first of a title and its address
LAST_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]][\s.,;:]*$")
SHORT = 8  # words of a label that names a page
RULE_TITLE, RULE_URL, RULE_LINK = "publications.title", "publications.url", "publications.link"
RULE_NAMED = "publications.mechanism"  # one that only a heading of the report names


@dataclass(frozen=True, slots=True)
class Entry:
    """The rows of a title with its address, as one view; the address is `view.text[start:end]`.

    `link` is where the printed words lead, which may be more than they show, or all there is.
    `title_end` is where the title ends, where more than marks stands between it and the address.
    """

    view: View
    start: int
    end: int
    link: Link | None = None
    title_end: int = 0


def starts_publications(at: int, before: Sequence[Row], context: Context) -> int:
    """The number of rows from an index on to an address whose title begins there; 0 without.

    `before` are the rows of the list that is still open.
    """
    rows = context.rows[at : at + FAR]
    if not rows or not before:
        return 0
    for size, row in enumerate(rows, 1):
        found = urls.URL.search(row.text)
        if found:
            return size if begins_title(rows[:size], before[-1], context) else 0
        if size > 1 and row.gap and not is_open(rows[size - 2].text, context.words):
            following = context.row(at + size - 1)
            if following is None or not urls.URL.match(following.text):
                return 0
    return 0


def begins_title(rows: Sequence[Row], before: Row, context: Context) -> bool:
    """Whether the first of the rows before an address is where its title begins."""
    first = rows[0].text[rows[0].bullet :]
    if urls.URL.match(first) or is_open(before.text, context.words) or first[0].islower():
        return False
    joined = context.mender.join(rows[:2]).text
    label = any(context.labels.exact(text) for text in (first, joined))
    return not (label or context.labels.covers(first)) and context.names.whole(first) is None


def read_publications(rows: Sequence[Row], context: Context) -> list[Publication]:
    """The publications and links of a list, in order. A label without an address gives none."""
    noted, others = take_notes(rows)
    entries = [*(noted_entry(one, context) for one in noted), *read_entries(others, context)]
    found = [one for entry in entries if (one := as_publication(entry, context)) is not None]
    return sorted(found, key=lambda one: one.key)


def noted_entry(one: Noted, context: Context) -> Entry:
    """The entry of a title whose address stands in a note."""
    title = context.mender.join([*one.title])
    entry, _ = close_entry([*one.title, one.mark, *one.note], context)
    return replace(entry, title_end=len(title.text))


def read_entries(rows: Sequence[Row], context: Context) -> Iterator[Entry]:
    """Each address with the title before it."""
    pending: list[Row] = []
    queue = list(rows)
    while queue:
        row = queue.pop(0)
        if pending and breaks(pending[-1], row, context):
            yield from linked_entry(pending, context)
            pending = []
        pending.append(row)
        if not find_address(row.text):
            continue
        while queue and (rest_of_address := address_goes_on(pending, queue[0], context)):
            queue = take(rest_of_address, pending, queue)
        entry, rest = close_entry(pending, context)
        yield entry
        pending = []
        if rest:
            queue.insert(0, rest)
    yield from linked_entry(pending, context)


def linked_entry(pending: Sequence[Row], context: Context) -> Iterator[Entry]:
    """The entry of a title that prints no address but leads to one."""
    view = context.mender.join(pending)
    link = link_in(view, 0, len(view.text), context)
    if link:
        yield Entry(view, len(view.text), len(view.text), link)


def link_in(view: View, start: int, end: int, context: Context) -> Link | None:
    """The first link of the report that some of a view's characters stand in."""
    spans = stretches(view, start, end, context.report.text)
    return next(
        (
            link
            for link in context.report.links
            if any(link.start < span.end and span.start < link.end for span in spans)
        ),
        None,
    )


def address_goes_on(pending: Sequence[Row], row: Row, context: Context) -> int:
    """The number of a row's characters that the address of the rows before it goes on with."""
    first = row.text.split(None, 1)[0]
    links = context.links
    if row.start in links and links[row.start] == links.get(pending[-1].end - 1):
        return len(first)
    address = urls.open_address("".join(one.text for one in pending))
    return len(first) if urls.goes_on(address, row.text) else 0


def take(size: int, pending: list[Row], queue: list[Row]) -> list[Row]:
    """Moves so many characters of the next row to those pending; what is left to read."""
    row = queue[0]
    pending.append(row.head(size))
    rest = row.text[size:].strip()
    return [row.tail(size), *queue[1:]] if rest else queue[1:]


def close_entry(pending: Sequence[Row], context: Context) -> tuple[Entry, Row | None]:
    """The entry of the rows up to an address, and what its last row holds behind it."""
    view = context.mender.join(pending)
    start, end = find_address(view.text) or (0, 0)
    end = start + len(urls.trim_address(view.text[start:end]))
    rest = view.text[end:].strip(" .,;:)]>")
    link = link_in(view, start, end, context)
    if not rest:
        return Entry(view, start, end, link), None
    last = pending[-1]
    behind = last.tail(len(last.text) - len(rest)) if last.text.endswith(rest) else None
    return Entry(cut(view, 0, end), start, end, link), behind


def find_address(text: str) -> tuple[int, int] | None:
    """Where the first address of a text stands."""
    found = urls.URL.search(text) or urls.BARE.search(text)
    return found.span() if found else None


def is_label(row: Row, context: Context) -> bool:
    """Whether a row begins with a label that names a page, its address behind it."""
    found = find_address(row.text)
    link = context.words.listing.get("listing.link")
    label = row.text[: found[0]].strip(" :–—-") if found else ""
    return bool(link and label and link.whole(label))


def breaks(before: Row, row: Row, context: Context) -> bool:
    """Whether the rows pending end before a row without an address: their label has none."""
    if find_address(row.text) and urls.URL.match(row.text):
        return False
    if is_label(row, context):
        return True
    closed = LAST_BRACKET.search(before.text)
    if closed and context.names.whole(closed[1]) and row.text[0].isupper():
        return True
    if is_open(before.text, context.words) or row.text[0].islower():
        return False
    return row.gap or bool(row.bullet) or (before.exact and fits(before, row))


def as_publication(entry: Entry, context: Context) -> Publication | None:
    """The record of an entry; None for an address without a title."""
    source = context.report.text
    view, text = entry.view, entry.view.text
    key = stretches(view, 0, len(text), source)
    marked = MARK.match(text) or NUMBER.match(text)
    title = strip(
        cut(view, marked.end() if marked else 0, entry.title_end or entry.start), " :,;–—-(<[|"
    )
    title, named, found = take_brackets(title, context)
    if not title.text:
        return None
    if named is None:
        named, found = named_in(title, context)
    shown = stretches(title, 0, len(title.text), source)
    kind = kind_of(title.text, context)
    return Publication(
        key=key,
        kind=Cell(kind, shown, RULE_LINK if kind == "link" else RULE_TITLE),
        title=Cell(title.text, shown, RULE_TITLE),
        mechanism_id=as_cell(named, found, context),
        url=address_of(entry, context),
    )


def address_of(entry: Entry, context: Context) -> Cell[str]:
    """The address of an entry: where its words lead, else the printed one."""
    source = context.report.text
    printed = stretches(entry.view, entry.start, entry.end, source)
    if entry.link is None:
        return Cell("".join(entry.view.text[entry.start : entry.end].split()), printed, RULE_URL)
    linked = (Stretch(entry.link.start, entry.link.end),)
    return Cell(entry.link.uri, printed or linked, RULE_URL)


def as_cell(named: Named | None, found: View, context: Context) -> Cell[str] | None:
    """The mechanism of a publication as a cell."""
    if named is None:
        return None
    spans = stretches(found, 0, len(found.text), context.report.text)
    return Cell(named.mechanism_id, spans, named.rule or RULE_NAMED)


def take_brackets(title: View, context: Context) -> tuple[View, Named | None, View]:
    """The title without a mechanism in its last brackets, and that mechanism with its brackets."""
    closed = LAST_BRACKET.search(title.text)
    if closed:
        named = in_brackets(closed[1], context)
        if named and named.mechanism_id != GLOBAL:
            left = strip(cut(title, 0, closed.start()), " .,;:–—-")
            return left, named, cut(title, closed.start(), closed.end())
    return strip(title, " .,;:"), None, title


def in_brackets(inside: str, context: Context) -> Named | None:
    """The first mechanism in brackets that hold nothing else but a year or small words."""
    whole = context.names.whole(inside)
    if whole:
        return whole
    found = context.names.find(inside)
    rest = inside
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    only = all(not word[0].isalpha() or context.words.is_small(word) for word in fold(rest).split())
    return Named(found[0].rule.value, found[0].rule.id) if found and only else None


def named_in(title: View, context: Context) -> tuple[Named | None, View]:
    """The first mechanism that a title names, and where."""
    for one in context.names.find(title.text):
        if one.rule.value != GLOBAL:
            return Named(one.rule.value, one.rule.id), cut(title, one.start, one.end)
    return None, title


def kind_of(title: str, context: Context) -> str:
    """`link` for a short label that names a page, else `publication`."""
    link = context.words.listing.get("listing.link")
    short = len(title.split()) <= SHORT
    return "link" if link and short and link.find(title) else "publication"
