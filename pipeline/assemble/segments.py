"""Segments of a sentence, and what a scan knows while it cuts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.assemble.cores import Core, core_at
from pipeline.assemble.head import Head
from pipeline.assemble.marks import PARTIES, Marks
from pipeline.assemble.titles import verb_at
from pipeline.model import Mention

CORE_KINDS = ("date", "place", "format", "there")
LONGEST_MEMBER = 6  # tokens of a member's name
LEADING = (",", "of", "for")  # between a verb, what tells when and where, and its event
REACH = 9  # core items and commas between a verb and the head that it leads to


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence. `kind` is head, date, place, format, there, times, role, topic, told
    (a topic before its head), held, negative, aside, beside or plain.

    `each` is set after "both", `only_last` after "the latter", `fresh` after a semicolon or
    "while", `bracket` numbers the bracket that it stands in (0 for none), `first`/`last` are tokens
    with the small words that lead in. `cut` says that a semicolon stands before it, `shared` that
    it belongs to several heads (of a head: that it shares the place before the first), `joined`
    that "and" stands before it, `comma` that a comma does, `relative` that a relative pronoun does,
    `parties` are the tokens of a role's parties where they are not those behind it.
    """

    kind: str
    first: int
    last: int
    head: Head | None = None
    core: Core | None = None
    mention: Mention | None = None
    each: bool = False
    fresh: bool = False
    bracket: int = 0
    respectively: bool = False
    only_last: bool = False
    cut: bool = False
    shared: bool = False
    joined: bool = False
    comma: bool = False
    relative: bool = False
    parties: tuple[int, int] | None = None


def by_role(role: Mention) -> Mention:
    """The role of an active verb as that of "by": of "Ghana | chaired" that of "chaired by"."""
    return replace(role, value=f"{role.value.partition('-')[0]}-by")


@dataclass(slots=True)
class Scan:
    """A sentence in the course of being cut, from `first` up to `last`.

    `heads` are those of the sentence by their first token, `known` the last one before it.
    `topic_word` opened the topic being read; `own_topic` says that it follows dates and a
    semicolon, `members` that "the first", "the second" number the members of a counted head.
    """

    marks: Marks
    first: int
    last: int
    heads: Mapping[int, Head]
    known: Head | None = None
    segments: list[Segment] = field(default_factory=list)
    each: bool = False
    fresh: bool = False
    only_last: bool = False
    cut: bool = False
    topic_word: Mention | None = None
    own_topic: bool = False
    members: bool = False
    bracket: int = 0
    brackets: int = 0

    def add(self, segment: Segment) -> int:
        """Adds a segment, marked with the state of the scan; the token where it ends."""
        marked = replace(
            segment,
            each=self.each,
            fresh=self.fresh,
            only_last=self.only_last,
            cut=self.cut,
            bracket=self.bracket,
            joined=self.joint_before(segment.first),
            comma=self.marks.lemma(segment.first - 1) == ",",
            relative=self.marks.over(segment.first - 1, "relative") is not None,
        )
        self.segments.append(marked)
        if segment.kind != "plain":
            self.each = self.fresh = self.only_last = self.cut = False
        return segment.last

    def joint_before(self, at: int) -> bool:
        """Whether "and" stands before a token, a comma between them or not."""
        before = at - 1 - (self.marks.lemma(at - 1) == ",")
        return self.marks.over(before, "and") is not None

    def seen(self, *kinds: str) -> bool:
        """Whether a segment of these kinds stands before."""
        return any(one.kind in kinds for one in self.segments)

    def has(self, kind: str) -> bool:
        """Whether the event being read has a segment of a kind already."""
        heads = [index for index, one in enumerate(self.segments) if one.head]
        begin = heads[-1] if len(heads) > 1 else 0
        return any(one.kind == kind for one in self.segments[begin:])

    @property
    def previous(self) -> Segment | None:
        """The segment before."""
        return self.segments[-1] if self.segments else None

    @property
    def last_head(self) -> Head | None:
        """The head before, of the sentence before where this one has none yet."""
        return next((one.head for one in reversed(self.segments) if one.head), self.known)

    def core_at(self, at: int) -> Core | None:
        """The core item that begins at a token."""
        return core_at(self.marks, at, self.last)

    def joined(self, at: int) -> bool:
        """Whether a mark or conjunction stands right before a token."""
        before = self.marks.lemma(at - 1)
        marked = before in (",", ";", "-", ":") or self.marks.dash(at - 1)
        return marked or self.marks.over(at - 1, "and") is not None

    def leads_head(self, at: int) -> bool:
        """Whether a head begins at `at`, or after core items and small words there."""
        for _ in range(REACH):
            if at in self.heads:
                head = self.heads[at]
                return not (head.weak and head.bare and head.definite)
            people = self.marks.at(at, "count", "people", "backward", "filler")
            if people:
                at = people.last
                continue
            inserted = self.inserted_role(at) or self.recipient(at)
            if inserted:
                at = inserted
                continue
            core = self.core_at(at)
            joint = self.marks.lemma(at) in LEADING or self.marks.over(at, "and")
            if core is None and not joint:
                return False
            at = core.last if core else at + 1
        return False

    def inserted_role(self, at: int) -> int:
        """Where a role between commas ends: "a tenu, | sous la présidence de X, | une réunion"; 0
        where none stands."""
        role = self.marks.at(at, "role")
        if role is None or not role.value.endswith("-by") or self.marks.lemma(at - 1) != ",":
            return 0
        ends = range(role.last, min(role.last + REACH, self.last))
        return next((end for end in ends if self.marks.lemma(end) == ","), 0)

    def recipient(self, at: int) -> int:
        """Where those to whom an event was given end, at its head: "ofreció | a las secretarías |
        un seminario web"; 0 where none stand."""
        if self.marks.lemma(at) != "to":
            return 0
        for end in range(at + 1, min(at + REACH, self.last)):
            if end in self.heads and self.heads[end].determined:
                return end
            if verb_at(self.marks, end) or not self.marks.text(end)[:1].isalnum():
                return 0
        return 0

    def opens_cores(self, at: int) -> bool:
        """Whether the bracket at `at` holds core items, a role or an event beside this one."""
        word = self.marks.at(at + 1, "each")
        inside = word.last if word else at + 1
        if self.core_at(inside) or verb_at(self.marks, inside):
            return True
        return self.marks.valued(inside, "predicate", "beside") is not None

    def stands_alone(self, at: int) -> bool:
        """Whether nothing that a number could describe begins at a token."""
        if not self.marks.text(at)[:1].isalnum():
            return True
        if self.core_at(at) or verb_at(self.marks, at) or self.marks.at(at, "contracted"):
            return True
        by = self.marks.at(at, "by")
        named = by is not None and self.marks.text(by.last)[:1].isupper()  # no "por la tarde"
        topic = self.marks.valued(at, "predicate", "topic")
        return bool(topic or self.marks.at(at, "role") or named)

    def member_end(self, at: int) -> int:
        """Where the name of one of several meetings ends, before its date: "Working Groups: Black
        Sea Region, | 9 June …; Silk Routes, | 17 May …"; `at` where none stands."""
        last = self.last_head
        if self.marks.lemma(at - 1) not in (";", ":") or last is None or not last.plural:
            return at
        end = at
        while end - at < LONGEST_MEMBER and self.marks.text(end)[:1].isupper():
            end += 1
        mark = self.marks.lemma(end) in (",", "(", ":")
        dated = self.core_at(end + 1) if mark and not self.core_at(at) else None
        named = end > at and dated is not None and dated.kind == "date"
        return end if named and self.topic_behind(end) else at

    def member_word(self, at: int) -> int:
        """Where "one" before the place or date of one of several meetings ends; `at` elsewhere."""
        word, last = self.marks.at(at, "member"), self.last_head
        if word is None or last is None or not last.plural:
            return at
        topic = self.marks.valued(word.last, "predicate", "topic")
        after = word.last + (self.marks.lemma(word.last) == ",")
        role = self.marks.at(after, "role")  # "one, hosted by Kenya in Nairobi, …"
        by = role is not None and role.value.endswith("-by")
        return word.last if topic or by or self.core_at(after) else at

    def topic_behind(self, at: int) -> bool:
        """Whether a topic ("on …") stands between a token and the next semicolon."""
        while at < self.last and self.marks.lemma(at) != ";":
            core = self.core_at(at)
            if core is None and self.marks.valued(at, "predicate", "topic", "about"):
                return True
            at = core.last if core else at + 1
        return False

    def chairing(self, at: int) -> Mention | None:
        """The words "in the chair" behind the country, or the two, that begin at a token."""
        country = self.marks.at(at, "place")
        joint = self.marks.at(country.last, "and") if country else None
        other = self.marks.at(joint.last, "place") if joint else None
        last = other or country
        return self.marks.at(last.last, "in-chair") if last else None

    def pronoun_acts(self, at: int) -> bool:
        """Whether a pronoun leads to a verb with a head of its own ("; it convened meetings")."""
        word = self.marks.at(at, "pronoun", "relative")
        role = self.marks.at(word.last, "role") if word else None
        return bool(role and role.value.endswith("-verb") and self.leads_head(role.last))

    def pronoun_role(self, at: int) -> int:
        """Where the role begins in "; it was organized | with the support of WHO"; `at` itself
        where a semicolon and a pronoun lead to no role with parties."""
        word = self.marks.at(at, "pronoun")
        if self.marks.lemma(at - 1) != ";" or word is None:
            return at
        for begin in range(word.last, min(word.last + REACH, self.last)):
            role = self.marks.at(begin, "role")
            named = role and self.marks.within(role.last, role.last + REACH, *PARTIES)
            if role and role.value.endswith(("-by", "-with")) and named:
                return begin
        return at

    def late_role(self, at: int) -> Mention | None:
        """The role of a verb that dates and places stand behind: "was organized in Kampala | by
        UNHCR"; of another verb than "hosted" it is that of who organized it."""
        word = self.marks.at(at, "by")
        verbs = [one for one in self.segments if one.kind not in CORE_KINDS]
        if word is None or not verbs or verbs[-1].kind != "held":
            return None
        if self.joint_before(at):
            return None  # "and by B": the role before
        party = self.marks.at(word.last, "article")
        if not self.marks.at(party.last if party else word.last, *PARTIES):
            return None
        hosted = self.marks.within(verbs[-1].first, verbs[-1].last, "host-participle")
        value = "host-by" if hosted else "organizer-by"
        return replace(word, kind="role", value=value)

    def same_role(self, at: int) -> Mention | None:
        """The role before, said again with its "by" alone: "hosted by A …, and by B …"."""
        word = self.marks.at(at, "by")
        roles = [one.mention for one in self.segments if one.kind == "role" and one.mention]
        if word is None or not roles or not roles[-1].value.endswith("-by"):
            return None
        return replace(roles[-1], first=word.first, last=word.last, start=word.start, end=word.end)
