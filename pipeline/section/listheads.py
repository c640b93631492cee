"""Headings of the report's own lists: the matrix, the popular themes, the publications.

Such a heading holds a core word of `listing.*` and else only words of headings, numbers and years.
"""

from __future__ import annotations

from pipeline.section import urls
from pipeline.section.heading import Context, Heading
from pipeline.section.lookup import split_words
from pipeline.section.paragraphs import is_ended, is_full, is_open
from pipeline.section.rows import Row
from pipeline.view import cut, strip

LONGEST = 18  # words of a heading
MOST_ROWS = 5
NEAR = 8  # rows below a heading of a matrix in which two mechanisms must be named
KINDS = (
    ("listing.popular", "popular"),
    ("listing.publications", "publications"),
    ("listing.themes", "matrix"),
    ("listing.initiatives", "matrix"),
)


def list_heading(at: int, context: Context, *, in_lists: bool) -> Heading | None:
    """The heading of a list that begins at a row; None where none does."""
    row = context.rows[at]
    before = context.row(at - 1)
    if before and not row.gap and goes_on(before, context):
        return whole_heading((row,), at, context) if in_lists and row.text[0].isupper() else None
    inline = inline_heading(row, context, in_lists=in_lists)
    if inline:
        return inline
    for size in range(MOST_ROWS, 0, -1):
        rows = context.run(at, size)
        if rows and belong(rows, context):
            found = whole_heading(rows, at, context)
            if found:
                return found
    return None


def goes_on(before: Row, context: Context) -> bool:
    """Whether the text of a row goes on in the next one."""
    if is_open(before.text, context.words):
        return not context.words.only_filler(before.text)
    full = is_full(before) and not is_ended(before.text)
    return full and not before.text.isupper()


def belong(rows: tuple[Row, ...], context: Context) -> bool:
    """Whether rows below the first go on with it: they hold no core word of their own, and are no
    label ("Migration de travail" is of heading's words alone)."""
    return all(
        is_open(above.text, context.words)
        or row.text[0].islower()
        or (kind_of(row.text, context) is None and context.labels.exact(row.text) is None)
        for above, row in zip(rows, rows[1:], strict=False)
    )


def whole_heading(rows: tuple[Row, ...], at: int, context: Context) -> Heading | None:
    """The heading that rows are all of."""
    view = strip(context.shown(rows), " :–—-|")
    if len(view.text.split()) > LONGEST or is_ended(view.text):
        return None
    found = kind_of(view.text, context)
    if found is None or not context.words.only_filler(view.text):
        return None
    rule, kind = found
    below = context.row(at + len(rows))
    if kind == "publications" and below and urls.URL.match(below.text):
        return None  # the title of one
    if kind == "matrix" and not leads_to_mechanisms(at + len(rows), context):
        return None
    return Heading(kind, rows, view, rule)


def inline_heading(row: Row, context: Context, *, in_lists: bool) -> Heading | None:
    """The heading of a popular list that shares its row with the list ("Top themes: a; b")."""
    text = row.text
    end = 0
    for word in split_words(text):
        if not context.words.only_filler(word.text):
            break
        end = word.end
        if word.text == ":":
            break
    head = row.head(end)
    found = kind_of(head.text, context)
    if not found or found[1] != "popular" or not text[end:].strip():
        return None
    if not (in_lists or head.text.endswith(":")) or len(head.text.split()) < 2:
        return None
    view = context.shown((row,))
    trimmed = strip(cut(view, 0, len(view.text) - len(text[end:].strip())), " :")
    return Heading("popular", (head,), trimmed, found[0], rest=row.tail(end))


def kind_of(text: str, context: Context) -> tuple[str, str] | None:
    """The rule and the kind of the list whose core word a text holds; None without one."""
    for rule, kind in KINDS:
        if rule in context.words.listing and context.words.listing[rule].find(text):
            return rule, kind
    return None


def leads_to_mechanisms(at: int, context: Context) -> bool:
    """Whether the rows from an index on name mechanisms, as those of a matrix do."""
    near = context.rows[at : at + NEAR]
    named = sum(bool(context.names.find(row.text)) for row in near)
    prose = sum(is_ended(row.text) for row in near)
    return named >= 2 or (named == 1 and len(near) <= 2 and not prose) or named > prose
