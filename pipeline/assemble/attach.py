"""Attach: which place and format belong to which date, and how an event was held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.assemble.segments import Segment
from pipeline.model import Period

DAY = 1
COMMA = 1  # token between a place and its date
JOINT = 2  # tokens between two places in a list (", and")
ALONE = (("place", "attach.place-alone"), ("format", "attach.format-alone"))
IN_LIST = (("place", "attach.place-in-list"),)  # several places at one date
EACH = (("place", "attach.place-to-each-date"),)


@dataclass(frozen=True, slots=True)
class Slot:
    """An occurrence in the making: the segments of its date, place and format.

    `dates` are several for neighbouring days that are one meeting; `rules` say how the place and
    the format were attached.
    """

    dates: tuple[Segment, ...] = ()
    place: Segment | None = None
    format: Segment | None = None
    rules: tuple[tuple[str, str], ...] = ()

    def rule(self, kind: str) -> str:
        """How the place or the format was attached."""
        return dict(self.rules)[kind]


def slots(cores: Sequence[Segment], *, plural: bool, before: Segment | None = None) -> list[Slot]:
    """The occurrences that core items make, in the order of the text.

    A place or format belongs to the dates before it, back to the last place; printed first, it
    holds until the next one. Neighbouring days of one event are one occurrence. `before` is the
    place that "there" points to where the event itself names none.
    """
    found = Attacher(cores, before).attach()
    return found if plural else merge_neighbours(found)


class Attacher:
    """Goes through the core items from left to right."""

    def __init__(self, cores: Sequence[Segment], before: Segment | None) -> None:
        self.before = before
        self.cores = [one for one in cores if not (one.core and one.core.mostly)]
        self.slots: list[Slot] = []
        self.run: list[int] = []  # the slots of the list of dates that is open
        self.ahead: dict[str, Segment] = {}
        self.used: set[int] = set()
        self.listed: list[Segment] = []  # places in a row that wait for their dates

    def attach(self) -> list[Slot]:
        """The slots."""
        index = 0
        while index < len(self.cores):
            one = self.cores[index]
            if one.kind == "date" and self.listed:
                self.spread(index)
                continue
            if one.kind == "date":
                self.date(index, one)
            else:
                self.beside(index, self.resolved(index, one))
            index += 1
        self.slots.extend(self.undated())
        return self.slots

    def undated(self) -> Iterator[Slot]:
        """A slot for each place that is still ahead where no date follows."""
        last = self.ahead.get("place")
        for place in (*self.listed[:-1], *((last,) if last else ())):
            if place.first not in self.used:
                yield Slot((), place, self.ahead.get("format"), ALONE)

    def resolved(self, index: int, one: Segment) -> Segment:
        """The place that "there" points to, else the segment itself."""
        if one.kind != "there":
            return one
        places = [earlier for earlier in self.cores[:index] if earlier.kind == "place"]
        pointed = places[-1] if places else self.before
        return replace(pointed, first=one.first, last=one.last) if pointed else one

    def date(self, index: int, one: Segment) -> None:
        """A new slot, with the place and format that were printed before it."""
        if not (index and self.cores[index - 1].kind == "date"):
            self.run = []
        rules = tuple((kind, f"attach.{kind}-before-date") for kind in self.ahead)
        self.used.update(ahead.first for ahead in self.ahead.values())
        self.slots.append(Slot((one,), self.ahead.get("place"), self.ahead.get("format"), rules))
        self.run.append(len(self.slots) - 1)

    def beside(self, index: int, one: Segment) -> None:
        """A place or format: to the dates before it, or held for those that follow."""
        if one.kind not in ("place", "format"):
            return
        run = range(len(self.slots)) if one.each else self.run
        free = [at for at in run if getattr(self.slots[at], one.kind) is None]
        if one.each and one.kind == "place":
            free = [at for at in free if not is_virtual(self.slots[at].format)]
        free = free[-1:] if one.only_last else free
        if not free and self.follows_place(index) and len(self.run) == 1:
            slot = self.slots[self.run[0]]  # "5 May, Accra and Lagos"
            rules = tuple(rule for rule in slot.rules if rule[0] != "place")
            self.slots.append(replace(slot, place=one, rules=(*rules, *IN_LIST)))
            return
        follower = self.cores[index + 1 : index + 2]
        leads = one.cut and bool(follower) and follower[0].kind == "date"
        if not free or leads or self.belongs_ahead(index, one):
            self.hold(index, one)
            return
        rule = f"attach.{one.kind}-after-{'list' if len(free) > 1 else 'date'}"
        for at in free:
            slot = self.slots[at]
            is_place = one.kind == "place"
            slot = replace(slot, place=one) if is_place else replace(slot, format=one)
            self.slots[at] = replace(slot, rules=(*slot.rules, (one.kind, rule)))

    def belongs_ahead(self, index: int, one: Segment) -> bool:
        """Whether a date follows without a mark, after a place that another date has used."""
        after = [core.kind for core in self.cores[index + 1 : index + 3]]
        if one.kind == "format" and one.joined and after == ["place", "date"]:
            return True  # "in Lima on 5 May and, in hybrid form, in Quito on 6 June"
        follower = self.cores[index + 1] if index + 1 < len(self.cores) else None
        if follower is None or follower.kind != "date":
            return False
        if one.joined and one.core and one.core.led and follower.first - one.last <= COMMA:
            return True  # "online on 9 March and in Lima, on 14 May"
        set_off = one.kind == "format" and one.comma and follower.first - one.last == COMMA
        led = follower.core is not None and follower.core.led
        near = one.kind == "format" and one.joined and follower.first - one.last <= COMMA
        placed = bool(self.run) and self.slots[self.run[-1]].place is not None
        if placed and (near or (set_off and led)):
            return True  # "in Madrid on 28 May and again, remotely, on 2 December"
        touching = follower.first == one.last
        first_kind = self.cores[0].kind
        return touching and (
            first_kind != "date"
            or bool(
                one.core
                and one.core.led
                and self.run
                and self.slots[self.run[-1]].place is not None
            )
        )

    def follows_place(self, index: int) -> bool:
        """Whether a place stands in a list with the place before it: "Accra and Lagos"."""
        if index == 0:
            return False
        before, one = self.cores[index - 1], self.cores[index]
        return one.first - before.last <= JOINT and before.kind == one.kind == "place"

    def spread(self, index: int) -> None:
        """Gives the dates that follow to the places in a row before them: one to all, or each its
        own; where the numbers differ, the places stand alone."""
        dates = list(takewhile(lambda core: core.kind == "date", self.cores[index:]))
        places, self.listed = self.listed, []
        self.used.update(place.first for place in places)
        if len(dates) == len(places):
            self.slots.extend(
                Slot((date,), place, None, EACH) for date, place in zip(dates, places, strict=True)
            )
        else:
            single = tuple(dates) if len(dates) == 1 else ()
            rules = IN_LIST if single else ALONE
            self.slots.extend(Slot(single, place, None, rules) for place in places)
        if len(dates) in (1, len(places)):
            self.cores[index : index + len(dates)] = []
        self.ahead.pop("place", None)

    def hold(self, index: int, one: Segment) -> None:
        """Keeps a place or format for the dates that follow; a place without any stands alone."""
        later = [after.kind for after in self.cores[index + 1 :]]
        if self.slots and "date" not in later:
            if one.kind == "place" and self.slots[-1].place is not None:
                self.slots.append(Slot((), one, None, ALONE))
            return
        if self.follows_place(index) and "place" in self.ahead:
            self.listed = [*(self.listed or [self.ahead["place"]]), one]
        elif self.slots and not (one.kind == "format" and is_hybrid(one)):
            held = self.ahead.get("format")
            self.ahead.clear()
            if held and one.kind == "place" and is_hybrid(held):
                self.ahead["format"] = held  # "in a hybrid mode: in Rome on D, in Cairo on D"
        elif one.kind in self.ahead and one.kind == "place" and "date" not in later:
            self.slots.append(Slot((), self.ahead[one.kind], None, ALONE))
            self.used.add(self.ahead[one.kind].first)
        self.ahead[one.kind] = one
        self.run = []


def is_hybrid(one: Segment) -> bool:
    """Whether a format leaves the place that was printed before it standing."""
    return one.core is not None and one.core.mention.value != "virtual"


def is_virtual(one: Segment | None) -> bool:
    """Whether a format says that nobody met at a place."""
    return one is not None and one.core is not None and one.core.mention.value == "virtual"


def merge_neighbours(found: Sequence[Slot]) -> list[Slot]:
    """The slots, days that follow each other at one place made one ("8 and 9 May")."""
    merged: list[Slot] = []
    for slot in found:
        if merged and neighbours(merged[-1], slot):
            merged[-1] = replace(merged[-1], dates=(*merged[-1].dates, *slot.dates))
        else:
            merged.append(slot)
    return merged


def neighbours(one: Slot, other: Slot) -> bool:
    """Whether two slots are days in a row with the same place and format."""
    if not (one.dates and other.dates) or (one.place, one.format) != (other.place, other.format):
        return False
    before, after = period(one.dates[-1]), period(other.dates[0])
    if before is None or after is None or {before.precision, after.precision} != {"day"}:
        return False
    return (
        before.first == before.last
        and after.first == after.last
        and ((after.first - before.last).days == DAY)
    )


def period(segment: Segment) -> Period | None:
    """The days of a date segment."""
    return segment.core.mention.period if segment.core else None
