"""Headings of mechanisms: known names, and short lines that look like an institution's name."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Finding
from pipeline.rule import ENGLISH
from pipeline.section import urls
from pipeline.section.heading import Context, Heading
from pipeline.section.names import (
    BRACKET,
    GLOBAL,
    Named,
    acronym_of,
    bare,
    is_acronym,
    new_id,
)
from pipeline.section.paragraphs import is_ended, is_full, is_open
from pipeline.section.rows import Row
from pipeline.section.spacing import is_spaced
from pipeline.view import strip

MOST_ROWS = 6
MOST_ROWS_NEW = 3
LONGEST = 26  # words of a known heading
LONGEST_NEW = 16  # words of an unknown one
PROSE_ROWS = 12
LEAST_PROSE = 8  # words of a text that makes a heading of the line above it
LEAST_TEXT = 4  # words of the row below an unknown heading
MANY = 3  # known headings that show how this report prints its headings
SHARE = 0.8
COUNTED = re.compile(r"\d\s?\+\s?\d")
MOST_COMMAS = 2  # in a name
FEW_SMALL = 2  # words in small letters of a name that its acronym vouches for
NUMBER = re.compile(r"(?:\d{1,2}[.)]|[IVX]{1,5}[.)])\s+")
PARTS = re.compile(r"\s+[–—|/-]\s+|:\s+")
RUN_IN = re.compile(r"\s*(?::|\.|\s[–—|-])\s+")
SENTENCE_END = re.compile(r"[^\W\d_]{2}[)”\"]?\.[)”\"]?(?:$|\s+(?=[^\W_]))")
NEW_RULE = "section.unknown-heading"
BOX_RULE = "section.box"
GLOBAL_RULE = "furniture.global"


class Headings:
    """Recognises the headings of mechanisms in one report."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.words, self.names = context.words, context.names
        self.small_names = context.report.language != ENGLISH
        self.known = [self.known_at(at) for at in range(len(context.rows))]
        known = [found for found in self.known if found]
        capitals = sum(one.view.text.isupper() for one in known)
        self.in_capitals = len(known) >= MANY and capitals >= SHARE * len(known)
        self.run_in = not known
        self.set_off = sum(
            self.read_known(row.text[: row.lead].strip(" :.–—-")) is not None
            for row in context.rows
            if row.lead
        )

    def at(self, at: int, *, in_lists: bool) -> Heading | None:
        """The heading that begins at a row; None where none does.

        `in_lists`: the report's lists have begun, where names stand on lines of their own too.
        """
        if not in_lists and (found := self.set_off_at(at)):
            return found
        known = self.known[at]
        if known:
            free = not in_lists or self.is_prose(at + len(known.rows))
            return known if free else None
        if self.run_in and not in_lists:
            return self.run_in_at(at)
        return self.new_at(at, in_lists=in_lists)

    def known_at(self, at: int) -> Heading | None:
        """The heading of a known mechanism that begins at a row, the longest there is."""
        for size in range(MOST_ROWS, 0, -1):
            rows = self.context.run(at, size)
            if not rows or rows[-1].lead or any(row.bullet for row in rows[1:]):
                continue
            if not self.stands_free(at, rows):
                continue
            view = strip(self.context.shown(rows), " :–—-")
            number = NUMBER.match(view.text)
            text = view.text[number.end() :] if number else view.text
            named = self.read_known(text) if len(text.split()) <= LONGEST else None
            named = named or self.read_small(text, rows)
            if named:
                return Heading("mechanism", rows, view, named.rule, named.mechanism_id)
        return None

    def set_off_at(self, at: int) -> Heading | None:
        """The heading that begins a paragraph in a style of its own, the text right behind it."""
        for size in range(1, MOST_ROWS + 1):
            rows = self.context.run(at, size)
            if not rows or not rows[-1].lead:
                if not rows or not rows[-1].style:
                    return None
                continue
            last = rows[-1]
            head, rest = last.head(last.lead), last.tail(last.lead)
            view = strip(self.context.shown((*rows[:-1], head)), " :.–—-")
            if not view.text or not rest.text.strip():
                return None
            heads = (*rows[:-1], head)
            named = self.read_known(view.text)
            if named:
                return Heading("mechanism", heads, view, named.rule, named.mechanism_id, rest=rest)
            new = self.set_off > MANY and self.is_institution(view.text, rows[0], at)
            return replace(self.new_heading(heads, view.text), rest=rest) if new else None
        return None

    def run_in_at(self, at: int) -> Heading | None:
        """The heading that shares its row with the text ("RCM: 25th Meeting, …").

        Only in a report that has no known heading on a line of its own.
        """
        row = self.context.rows[at]
        before = self.context.row(at - 1)
        if before and not row.gap and not is_ended(before.text):
            return None
        mark = RUN_IN.search(row.text, row.bullet)
        named = self.names.whole(row.text[row.bullet : mark.start()]) if mark else None
        if mark is None or named is None or not row.text[mark.end() :].strip():
            return None
        head = row.head(mark.start())
        view = strip(self.context.shown((head,)), " :–—-")
        rest = row.tail(mark.end())
        return Heading("mechanism", (head,), view, named.rule, named.mechanism_id, rest=rest)

    def read_known(self, text: str) -> Named | None:
        """The known mechanism that a text is the heading of."""
        if not (self.names.may_name(text) or self.words.has("global", text)):
            return None
        if self.words.is_all("global", text) or self.is_global_meeting(text):
            return Named(GLOBAL, GLOBAL_RULE)
        named = self.names.by_name(text) or self.names.by_name(self.outside(text))
        if named or self.names.by_name(bare(text)):
            return named
        acronym = self.names.by_name(acronym_of(text))
        if acronym and self.is_name(bare(text)) and not self.words.events.find(bare(text)):
            return acronym
        name, _, last = text.rpartition(" ")
        below = self.names.by_name(last) if is_acronym(last) else None
        inside = self.names.find(name)
        alone = "," not in name and not inside
        if below and inside and inside[0].start == 0 and self.is_name(name):
            longer = {one.rule.value for one in inside} == {below.mechanism_id}
            return below if longer else None  # its name as the rules have it, and more behind it
        whole = self.is_name(name) and not is_open(name, self.words)  # no "Conferencia del | MIDSA"
        if below and alone and whole and not self.words.events.find(name):
            return below  # the name, and the acronym alone in the line below
        parts = PARTS.split(text)
        return self.read_parts(parts) or (
            self.names.by_name(" ".join(parts)) if parts[1:] else None
        )

    def read_small(self, text: str, rows: tuple[Row, ...]) -> Named | None:
        """The known mechanism of a heading in small letters that says more than its name does."""
        follows = all(row.text[:1].islower() or row.text[:1] == "(" for row in rows[1:])
        closed = ")" not in text or text.endswith(")")
        if not (follows and closed and self.is_small_name(text)):
            return None
        return self.names.by_name(acronym_of(text)) or self.longer_name(text)

    def is_small_name(self, text: str) -> bool:
        """Whether a text is a name in small letters, as French and Spanish print them: it begins
        with what an institution is called ("Processus de Bali sur le trafic de migrants")."""
        first, _, rest = text.partition(" ")
        marked = re.search(r"[.;!?@]|\d{2}", text) or text.count(",") > MOST_COMMAS
        named = self.words.has("institution", first) and first[:1].isupper()
        return self.small_names and named and bool(rest) and not marked

    def longer_name(self, text: str) -> Named | None:
        """The mechanism whose name a text begins with, and then says more of it."""
        found = self.names.find(text)
        first = found[0] if found and found[0].start == 0 else None
        known = first is not None and {one.rule.value for one in found} == {first.rule.value}
        if first is None or not known or self.words.heads.find(text[first.end :]):
            return None
        return Named(first.rule.value, first.rule.id)

    def outside(self, text: str) -> str:
        """A text without brackets that hold a name or an acronym, never a date."""
        insides = BRACKET.findall(text)
        fit = all(
            self.names.by_name(one)
            or (
                not re.search(r"\d", one)
                and (self.names.find(one) or not self.words.heads.find(one))
            )
            for one in insides
        )
        return bare(text) if insides and fit else ""

    def read_parts(self, parts: list[str]) -> Named | None:
        """The mechanism that the parts of a text name, each it or the body that it belongs to."""
        named = [self.names.by_name(part) or self.names.by_name(bare(part)) for part in parts]
        found = {one.mechanism_id: one for one in named if one}
        others = [part for part, one in zip(parts, named, strict=True) if not one]
        if len(parts) < 2 or len(found) != 1:
            return None
        fit = all(is_acronym(part) and not self.words.heads.find(part) for part in others)
        return next(iter(found.values())) if fit else None

    def is_global_meeting(self, text: str) -> bool:
        """Whether a text names a meeting of all mechanisms, beside it an ordinal at most."""
        named = [one for one in self.names.find(text) if one.rule.value == GLOBAL]
        if len(named) != 1:
            return False
        rest = BRACKET.sub(" ", text[: named[0].start] + " " + text[named[0].end :])
        return len(rest.split()) <= 2 and self.words.only_filler(rest)

    def stands_free(self, at: int, rows: tuple[Row, ...]) -> bool:
        """Whether rows are a line of their own and no part of a sentence that is broken there."""
        before, after = self.context.row(at - 1), self.context.row(at + len(rows))
        text = " ".join(row.text for row in rows)
        if is_ended(rows[-1].text) and not rows[-1].text.endswith((":", "?", "!")):
            return False
        if before and not text.isupper():
            if before.text.endswith((";", ",")) and not rows[0].gap:
                return False  # "…; Proceso de Budapest; | Proceso de Jartum" in a list
            if is_open(before.text, self.words) and not self.words.only_filler(before.text):
                return bool(rows[0].gap and acronym_of(text))
            full = is_full(before) and not is_ended(before.text)
            if full and not rows[0].gap:
                return False
        return not (after and not after.gap and after.text[0].islower() and not acronym_of(text))

    def new_at(self, at: int, *, in_lists: bool) -> Heading | None:
        """The heading of an unknown mechanism, or of a box, that begins at a row."""
        for size in range(MOST_ROWS_NEW, 0, -1):
            rows = self.context.run(at, size)
            if not rows or not self.stands_free(at, rows) or rows[0].bullet:
                continue
            view = strip(self.context.shown(rows), " :")
            if len(view.text.split()) > LONGEST_NEW or not self.leads(at + size):
                continue
            if at + size < len(self.known) and self.known[at + size]:
                continue  # a heading over headings ("AFRICA")
            if self.is_box(view.text, rows, at + size, in_lists=in_lists):
                return Heading("mechanism", rows, view, BOX_RULE, GLOBAL)
            text = with_brackets(rows, view.text)
            if not in_lists and self.is_institution(text, rows[0], at):
                return self.new_heading(rows, text)
        return None

    def new_heading(self, rows: tuple[Row, ...], text: str) -> Heading:
        """The heading of an unknown mechanism, with the finding that says so."""
        view = strip(self.context.shown(rows), " :")
        mechanism_id = new_id(text)
        finding = Finding(
            code="unknown-mechanism",
            severity="warning",
            message=f"no rule knows the mechanism {text!r}; add it to mechanisms.yml",
            stretch=self.context.stretch(rows),
            table="mechanisms",
            record_id=mechanism_id,
            field="mechanism_id",
            original=text,
        )
        return Heading("mechanism", rows, view, NEW_RULE, mechanism_id, findings=(finding,))

    def is_box(self, text: str, rows: tuple[Row, ...], below: int, *, in_lists: bool) -> bool:
        """Whether rows head a narrative box on all mechanisms."""
        spaced = is_spaced(rows[0].text)
        if spaced and not all(is_spaced(row.text) for row in rows):
            return False  # the text below it
        if not (spaced or text.isupper() or rows[0].gap) or not self.is_prose(below):
            return False
        general = self.words.has("iscm", text) or any(
            one.rule.value == GLOBAL for one in self.names.find(text)
        )
        if spaced:
            return True
        if not self.is_name(text):
            return False
        return in_lists and (general or text.isupper()) or (general and text.isupper())

    def is_institution(self, text: str, row: Row, at: int) -> bool:
        """Whether a line looks like the name of a mechanism that no rule knows."""
        acronym = acronym_of(text)
        name = bare(text)
        if self.words.is_all("iscm", name):
            return False
        named = self.is_name(name) or (acronym and self.is_mostly_name(name))
        named = named or self.is_small_name(name)
        if not named or (self.in_capitals and not text.isupper()):
            return False
        if self.words.events.find(name) or self.words.is_number(name.split()[0].casefold()):
            return False
        before = self.context.row(at - 1)
        free = row.gap or before is None or is_ended(before.text)
        if acronym:
            short = before is not None and not (is_full(before) or is_open(before.text, self.words))
            return (free or short) and not self.words.heads.whole(acronym)
        bodies = self.words.heads.find(name)
        event = any(one.rule.kind == "body" for one in bodies) or (
            bool(bodies) and bodies[0].start == 0 and len(name.split()) < LEAST_TEXT
        )
        ends = self.words.has("institution", name.split()[-1]) and not is_full(row)
        alone = row.gap or self.in_capitals or (free and ends)
        return alone and not event and self.words.has("institution", name)

    def is_name(self, text: str) -> bool:
        """Whether a text is printed as a name: words with capitals, no digits, few marks."""
        words = text.split()
        digits = any(char.isdigit() for char in COUNTED.sub("", text))  # but "5+5 Dialogue"
        if not 2 <= len(words) <= LONGEST_NEW or digits:
            return False
        if text.count("(") != text.count(")"):
            return False
        if re.search(r"[.;!?:@]", text) or text.count(",") > MOST_COMMAS or urls.URL.search(text):
            return False
        return (words[0][0].isupper() or COUNTED.match(text) is not None) and all(
            word.lstrip("(“\"‘'")[:1].isupper()
            or self.words.is_small(word.casefold())
            or COUNTED.match(word)
            for word in words
        )

    def is_mostly_name(self, text: str) -> bool:
        """Whether a text is a name but for few words: "Initiative against Trafficking"."""
        words = [word for word in text.split() if not self.words.is_small(word.casefold())]
        small = sum(word[:1].islower() for word in words)
        rest = " ".join(word for word in text.split() if not word[:1].islower())
        return 0 < small <= FEW_SMALL and self.is_name(rest)

    def goes_on(self, row: Row) -> bool:
        """Whether a sentence goes on below a row, even after a blank line."""
        full = is_full(row) and not is_ended(row.text)
        return full or is_open(row.text, self.words)

    def leads(self, at: int) -> bool:
        """Whether a row of text stands at an index, below a heading."""
        row = self.context.row(at)
        if row is None or urls.URL.search(row.text):
            return False
        told = len(row.text.split()) >= LEAST_TEXT or bool(row.bullet)
        return told or bool(self.words.heads.find(row.text))

    def is_prose(self, at: int) -> bool:
        """Whether a text of sentences begins at an index, no list and no title of a publication."""
        rows: list[Row] = []
        for row in self.context.rows[at : at + PROSE_ROWS]:
            if rows and row.gap and not self.goes_on(rows[-1]):
                break
            rows.append(row)
        if any(urls.URL.search(row.text) for row in rows[:4]):
            return False
        words = sum(len(row.text.split()) for row in rows)
        return words >= LEAST_PROSE and any(SENTENCE_END.search(row.text) for row in rows)


def with_brackets(rows: tuple[Row, ...], text: str) -> str:
    """A heading with the acronym that stands alone in its last line in brackets."""
    last = rows[-1].text.strip()
    bare_acronym = is_acronym(last) and last.isupper() and last[0] != "("
    if len(rows) < len(("name", "acronym")) or not bare_acronym:
        return text
    return f"{text.removesuffix(last).rstrip()} ({last})"
