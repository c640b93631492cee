"""Scan: a sentence, left to right, as segments: heads, cores, roles, topics, verbs, plain words.

After a head its core items come, then what the event was about. A topic ends at a bracket with
core items, at a role, at a new head with a date of its own, or at a date that closes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.cores import Core, core_at, date_core, dated_soon, quote_end
from pipeline.assemble.heads import Head
from pipeline.assemble.marks import Marks
from pipeline.assemble.titles import infinitive, verb_at
from pipeline.model import Mention

MARKS = frozenset({",", ";", ":", "-", ".", "|", "/", "!", "?"})
CORE_KINDS = ("date", "place", "format", "there")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence. `kind` is head, date, place, format, there, role, topic, held,
    negative, aside, beside or plain.

    `each` is set after "both", `fresh` after a semicolon or "while", `bracket` numbers the bracket
    that it stands in (0 for none), `first`/`last` are tokens with the small words that lead in.
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


class Scanner:
    """Cuts one sentence (or the inside of a bracket) into segments."""

    def __init__(
        self, marks: Marks, first: int, last: int, heads: Sequence[Head], known: Head | None = None
    ) -> None:
        self.known = known  # of the sentence before
        self.marks, self.first, self.last = marks, first, last
        self.heads = {head.first: head for head in heads}
        self.segments: list[Segment] = []
        self.each = self.fresh = self.own_topic = self.members = False
        self.bracket = self.brackets = 0

    def scan(self) -> list[Segment]:
        """The segments of the sentence."""
        at = self.first
        while at < self.last:
            at = max(self.step(at), at + 1)
        return self.segments

    # --- one step ---

    def step(self, at: int) -> int:
        """Reads what begins at `at`; the token where the next step begins."""
        for reading in (
            self.mark,
            self.head,
            self.again,
            self.core,
            self.each_word,
            self.times,
            self.verb,
            self.beside_again,
            self.role,
            self.words,
        ):
            end = reading(at)
            if end > at:
                return end
        return at + 1

    def add(self, kind: str, first: int, last: int, **more: object) -> int:
        """Adds a segment with the state of the scan; where it ends."""
        segment = Segment(kind, first, last, each=self.each, fresh=self.fresh, bracket=self.bracket)
        self.segments.append(replace(segment, **more))  # type: ignore[arg-type]
        if kind != "plain":
            self.each = self.fresh = False
        return last

    def seen(self, *kinds: str) -> bool:
        """Whether a segment of these kinds stands before."""
        return any(one.kind in kinds for one in self.segments)

    def mark(self, at: int) -> int:
        """A punctuation mark or conjunction."""
        norm = self.marks.norm(at)
        if norm == "(":
            if not self.opens_cores(at):
                return self.aside_bracket(at)
            self.brackets += 1
            self.bracket = self.brackets
            return at + 1
        if norm == ")":
            self.bracket = 0
            return at + 1
        if norm == ";" or self.marks.at(at, "contrast"):
            self.fresh = True
            return at + 1
        word = self.marks.at(at, "and")
        if word:
            return word.last
        word = self.marks.at(at, "filler")
        after = word.last + (self.marks.norm(word.last) == ",") if word else at
        if word and core_at(self.marks, after, self.last):
            return word.last
        word = self.marks.at(at, "period")
        if word:
            return word.last
        word = self.marks.at(at, "aside")
        if word and word.last in self.heads and self.renames(self.heads[word.last]):
            return word.last
        return at + 1 if norm in MARKS else at

    def aside_bracket(self, at: int) -> int:
        """Where a bracket ends that tells of something else; it is plain text."""
        end = at + 1
        while end < self.last and self.marks.norm(end - 1) != ")":
            end += 1
        return self.add("plain", at, end)

    def opens_cores(self, at: int) -> bool:
        """Whether the bracket at `at` holds core items, a role or an event beside this one."""
        inside = at + 1
        word = self.marks.at(inside, "each")
        inside = word.last if word else inside
        if core_at(self.marks, inside, self.last):
            return True
        predicate = self.marks.at(inside, "predicate")
        return verb_at(self.marks, inside) or bool(predicate and predicate.value == "beside")

    def each_word(self, at: int) -> int:
        """ "Both", "all", "each" before what is true of every head; "respectively"."""
        word = self.marks.at(at, "respectively")
        if word:
            if self.segments:
                self.segments[-1] = replace(self.segments[-1], respectively=True)
            return word.last
        word = self.marks.at(at, "each")
        if word and self.segments and not self.marks.at(word.last, "noun", "body"):
            self.each = True
            return word.last
        return at

    # --- heads ---

    def head(self, at: int) -> int:
        """A head that is an event of its own here."""
        head = self.heads.get(at)
        if head is None or not self.is_event(head):
            return at
        if self.renames(head):
            self.segments = [one for one in self.segments if one.kind not in ("head", "held")]
        return self.add("head", head.first, head.end, head=head)

    def is_event(self, head: Head) -> bool:
        """Whether a head stands where an event does, not inside what another is about."""
        before = self.marks.over(head.first - 1, "aside") if head.first > self.first else None
        if before is not None and before.last == head.first and not self.after_role(head.first):
            if self.renames(head):
                return True
            setting = self.marks.over(head.first - 1, "setting")
            dated = dated_soon(self.marks, head.end, self.last)
            return bool(setting) and dated and not self.seen("head")
        return not self.seen("head") or self.is_further(head)

    def is_further(self, head: Head) -> bool:
        """Whether a head after the first names one more event: with a word or date of its own."""
        if head.weak and not (head.determined or head.count):
            return dated_soon(self.marks, head.end, self.last)
        return bool(
            head.determined
            or head.count
            or head.plural
            or self.after_role(head.first)
            or self.marks.text(head.begin)[:1].isupper()
            or dated_soon(self.marks, head.end, self.last)
        )

    def after_role(self, at: int) -> bool:
        """Whether a verb of a host or an event beside this one leads to the head."""
        return (
            bool(self.segments)
            and self.segments[-1].kind in ("role", "beside")
            and (self.segments[-1].last >= at - 1)
        )

    def renames(self, head: Head) -> bool:
        """Whether "for the 7th Consultation" names the meeting of a body that met before."""
        heads = [one for one in self.segments if one.kind == "head"]
        return (
            len(heads) == 1
            and heads[0].head is not None
            and heads[0].head.body
            and self.seen("held")
            and head.determined
            and self.marks.over(head.first - 1, "aside") is not None
        )

    def again(self, at: int) -> int:
        """ "A third", "a second one": another event of the head before."""
        if not self.seen("head") and (self.known is None or self.segments):
            return at
        begin = at
        article = self.marks.at(begin, "article")
        begin = article.last if article else begin
        ordinal = self.marks.at(begin, "ordinal", "count")
        end = ordinal.last if ordinal else begin
        one = self.marks.at(end, "another")
        end = one.last if one else end
        if end == begin or not (article or ordinal) or not (ordinal or one):
            return at
        if not self.stands_alone(end):
            return at
        last = next((one.head for one in reversed(self.segments) if one.head), self.known)
        if last is None:
            return at
        last = replace(last, end=last.topic or last.end)
        if last.count and last.plural and (self.members or not self.seen("topic")):
            self.members = True
            return end  # "two courses, the first in Lima, the second in Quito": its members
        count = ordinal if ordinal and ordinal.kind == "count" else None
        numbered = ordinal if ordinal and last.ordinal and not last.count else None
        head = replace(
            last, first=at, count=count, ordinal=numbered, plural=False, again=True, topic=0
        )
        self.fresh = self.fresh or self.seen("topic") or not numbered
        return self.add("head", at, end, head=head)

    def stands_alone(self, at: int) -> bool:
        """Whether nothing that a number could describe follows it."""
        follows = self.marks.text(at)[:1]
        if not follows.isalnum():
            return True
        return (
            core_at(self.marks, at, self.last) is not None
            or verb_at(self.marks, at)
            or bool(self.marks.valued(at, "predicate", "topic") or self.marks.at(at, "role"))
        )

    # --- cores, roles, verbs ---

    def core(self, at: int) -> int:
        """A date, place or format beside a head, or before the first one."""
        core = core_at(self.marks, at, self.last)
        if core is None or (core.kind == "there" and not self.seen("head")):
            return at
        if core.kind == "place" and not core.led and not self.set_off(at):
            return at
        return self.add(core.kind, core.first, core.last, core=core)

    def times(self, at: int) -> int:
        """How often a body met: "eight times", "twice"."""
        if not self.seen("head"):
            return at
        word = self.marks.at(at, "once", "twice")
        lead = self.marks.at(at, "before-date")
        count = self.marks.at(at, "count") or (self.marks.at(lead.last, "count") if lead else None)
        times = self.marks.at(count.last, "times") if count else None
        if word is None and times and count:
            word = replace(count, kind="times", last=times.last)
        return self.add("times", at, word.last, mention=word) if word else at

    def set_off(self, at: int) -> bool:
        """Whether a mark, a date or a bracket stands before a place that no preposition leads."""
        if self.marks.norm(at - 1) in (",", "(", "-", ":", ";", "/", "\n", "|", ""):
            return at == self.first or self.seen("head", *CORE_KINDS) or self.begins_note(at)
        previous = self.segments[-1] if self.segments else None
        return (
            at == self.first
            or bool(previous and previous.last == at and previous.kind in CORE_KINDS)
            or bool(self.marks.over(at - 1, "and") and previous and previous.kind in CORE_KINDS)
        )

    def begins_note(self, at: int) -> bool:
        """Whether the sentence begins with its core items ("Lima, 5 May: workshop …")."""
        return not self.segments

    def verb(self, at: int) -> int:
        """A predicate: that it was held, what it did, what stands beside it."""
        word = self.marks.at(at, "predicate")
        role = self.marks.at(at, "role")
        if word is None or (role and role.last > word.last):
            return at
        if word.value == "topic":
            return self.topic(at, word)
        if word.value in ("held", "met") and role and self.leads_head(role.last):
            return at
        if word.value in ("held", "met"):
            return self.add("held", at, word.last, mention=word)
        if word.value == "beside":
            return self.add("beside", at, word.last, mention=word)
        if word.value in ("negative", "earlier"):
            return self.add("negative", at, word.last, mention=word)
        if word.value == "planned":
            return self.add("aside", at, self.clause_end(word.last), mention=word)
        if role and role.value.endswith("-verb") and self.leads_head(role.last):
            return at
        return self.topic(at, word) if self.seen("head") else at

    def topic(self, at: int, word: Mention) -> int:
        """What an event was about, from its verb or preposition to where it ends."""
        if not self.seen("head"):
            return at
        if self.marks.norm(at) == "to" and not infinitive(self.marks, word.last):
            return at
        self.own_topic = (
            word.value == "topic" and self.fresh and self.segments[-1].kind in CORE_KINDS
        )
        return self.add("topic", at, self.topic_end(word.last), mention=word)

    def leads_head(self, at: int) -> bool:
        """Whether a head begins at `at`, or after core items and small words there."""
        for _ in range(4):
            if at in self.heads:
                head = self.heads[at]
                return not (head.weak and head.bare and head.definite)
            core = core_at(self.marks, at, self.last)
            if core:
                at = core.last
            elif self.marks.norm(at) == ",":
                at += 1
            else:
                return False
        return False

    def clause_end(self, at: int) -> int:
        """Where an aside ends: at a comma or bracket, or before a verb."""
        while at < self.last and (
            self.marks.norm(at) not in (",", ";", ")", ".") or self.marks.over(at, "place")
        ):
            if verb_at(self.marks, at):
                break
            at += 1
        return at

    def role(self, at: int) -> int:
        """A role of a party: "chaired by", "with", or a verb that a head follows."""
        role = self.marks.at(at, "role") or self.same_role(at)
        if role is None or role.value == "chair-chairmanship":
            return at
        if role.value.endswith("-verb"):
            if not self.leads_head(role.last) or (self.seen("head") and not self.has_subject(at)):
                return at
            return self.add("role", at, role.last, mention=role)
        if role.value.endswith("-label"):
            return self.add("role", at, self.last, mention=role)
        if not self.seen("head") and self.segments:
            return at
        end = self.parties_end(role.last)
        if end == role.last:
            return self.add("topic", at, self.topic_end(end), mention=role)
        return self.add("role", at, end, mention=role)

    def beside_again(self, at: int) -> int:
        """Another event beside this one: "preceded by a workshop, and by a seminar"."""
        word = self.marks.at(at, "by")
        if word is None or not self.seen("beside"):
            return at
        begin = word.last if word.last in self.heads else word.first + 1
        return self.add("beside", at, begin, mention=word) if begin in self.heads else at

    def same_role(self, at: int) -> Mention | None:
        """The role before, said again with its "by" alone: "hosted by A …, and by B …"."""
        word = self.marks.at(at, "by")
        roles = [one.mention for one in self.segments if one.kind == "role" and one.mention]
        if word is None or not roles or not roles[-1].value.endswith("-by"):
            return None
        return replace(roles[-1], first=word.first, last=word.last, start=word.start, end=word.end)

    def has_subject(self, at: int) -> bool:
        """Whether a party or a pronoun stands right before a verb."""
        return bool(
            self.marks.over(at - 1, "pronoun", "mechanism", "organization", "place", "organ")
            or any(self.marks.over(back, "place", "pronoun") for back in range(at - 3, at))
        )

    def parties_end(self, at: int) -> int:
        """Where the parties after "by" or "with" end."""
        index = at
        while index < self.last:
            party = self.marks.at(
                index,
                "mechanism",
                "organization",
                "place",
                "demonym",
                "government",
                "article",
                "and",
                "organ",
            )
            if party and not (party.kind == "and" and index in self.heads):
                if party.kind in ("and",) and not self.party_follows(party.last):
                    break
                index = party.last
            elif self.marks.norm(index) == ",":
                if not self.party_follows(index + 1):
                    break
                index += 1
            elif self.marks.text(index)[:1].isupper() and not date_core(
                self.marks, index, self.last
            ) or self.marks.text(index) in ("of", "for", "’", "'", "s", "-", "&", "de") and (
                self.marks.text(index + 1)[:1].isupper()
                or self.marks.text(index) in "’'"
                or self.marks.at(index + 1, "article")
            ):
                index += 1
            elif self.marks.norm(index) == "(" and self.marks.norm(index + 2) == ")":
                index += 3
            else:
                break
        return index

    def party_follows(self, at: int) -> bool:
        """Whether another party stands after a comma or conjunction."""
        word = self.marks.at(at, "and")
        at = word.last if word else at
        for kind in ("government", "article", "government", "organ"):
            word = self.marks.at(at, kind)
            at = word.last if word else at
        if (
            at in self.heads
            or core_at(self.marks, at, self.last)
            and not self.marks.at(at, "place")
        ):
            return False
        return self.marks.at(at, "mechanism", "organization", "place") is not None

    def words(self, at: int) -> int:
        """Other words: what the event did where a head stands before, plain words elsewhere."""
        if (
            self.seen("head")
            and not self.bracket
            and not self.company(at)
            and self.begins_predicate(at)
        ):
            return self.add("topic", at, self.topic_end(at + 1))
        end = self.company(at) or at + 1
        if self.segments and self.segments[-1].kind == "plain" and self.segments[-1].last == at:
            self.segments[-1] = replace(self.segments[-1], last=end)
            return end
        return self.add("plain", at, end)

    def company(self, at: int) -> int:
        """Where "of 14 countries" behind a body that met ends: before its verb; 0 elsewhere."""
        previous = self.segments[-1] if self.segments else None
        if not (previous and previous.head and previous.head.body and previous.last == at):
            return 0
        for end in range(at, self.last):
            if self.marks.valued(end, "predicate", "met", "held"):
                return end
            if not self.marks.text(end)[:1].isalnum():
                return 0
        return 0

    def begins_predicate(self, at: int) -> bool:
        """Whether unknown words after a head tell what it did, and are no label of the clause."""
        if self.marks.at(at, "pronoun", "relative"):
            return not self.pronoun_acts(at)
        return True

    def pronoun_acts(self, at: int) -> bool:
        """Whether a pronoun leads to a verb that another head follows ("; it convened meetings")."""
        word = self.marks.at(at, "pronoun", "relative")
        role = self.marks.at(word.last, "role") if word else None
        return bool(role and role.value.endswith("-verb") and self.leads_head(role.last))

    # --- where a topic ends ---

    def topic_end(self, at: int) -> int:
        """The token where the topic that runs on at `at` ends."""
        depth = 0
        while at < self.last:
            norm = self.marks.norm(at)
            quoted = quote_end(self.marks, at, self.last)
            if quoted > at:
                at = quoted
                continue
            if norm == "(" and not depth and self.opens_cores(at):
                return self.trim(at)
            depth += (norm == "(") - (norm == ")" and depth > 0)
            if norm == ")" and self.bracket and not depth:
                return self.trim(at)
            if not depth and self.ends_topic(at):
                return self.trim(at)
            at += 1
        return self.trim(self.last)

    def trim(self, at: int) -> int:
        """The end without marks and conjunctions left hanging."""
        while at > self.first + 1 and (
            self.marks.norm(at - 1) in (",", ";", ".", "-", ":", "and", "!", "as")
            or self.marks.over(at - 1, "and")
        ):
            at -= 1
        return at

    def ends_topic(self, at: int) -> bool:
        """Whether something of another kind begins at `at`, inside or after a topic."""
        marks = self.marks
        if marks.at(at, "respectively"):
            return True
        previous = marks.norm(at - 1)
        joined = previous in (",", ";", "-", ":") or bool(marks.over(at - 1, "and"))
        word = marks.at(at, "predicate")
        if word and word.value == "held" and previous == "," and not self.seen("held"):
            return True
        if word and word.value == "beside":
            return True
        if joined and marks.at(at, "by") and self.seen("beside") and at + 1 in self.heads:
            return True
        if word and word.value in ("negative", "planned"):
            return joined
        if previous == ";" and (marks.valued(at, "predicate", "topic") or self.pronoun_acts(at)):
            return True
        if self.pronoun_acts(at):
            return True
        if joined and at in self.heads and self.new_head(at):
            return True
        if joined and self.is_again(at):
            return True
        role = marks.at(at, "role") or (self.same_role(at) if joined else None)
        if role and role.value.endswith("-by") and (joined or self.parties_then_core(role.last)):
            return True
        return self.closing_core(at, joined=joined)

    def is_again(self, at: int) -> bool:
        """Whether "and a third —" follows: an article or ordinal that nothing is named by."""
        article = self.marks.at(at, "article")
        begin = article.last if article else at
        ordinal = self.marks.at(begin, "ordinal")
        if ordinal is None:
            one = self.marks.at(begin, "another")
            return bool(article and one)
        one = self.marks.at(ordinal.last, "another")
        end = one.last if one else ordinal.last
        return (
            bool(one)
            or self.marks.dash(end)
            or (
                self.stands_alone(end)
                and self.marks.norm(end) not in (".", ")")
                and end < self.last
            )
        )

    def parties_then_core(self, at: int) -> bool:
        """Whether parties and then a date follow: "by X in P on D" ends a topic."""
        end = self.parties_end(at)
        return end > at and dated_soon(self.marks, end, self.last)

    def new_head(self, at: int) -> bool:
        """Whether a head inside a topic is an event of its own: named by itself, and dated."""
        head = self.heads[at]
        if not (head.determined or head.count or self.marks.text(head.begin)[:1].isupper()):
            return False
        return (
            dated_soon(self.marks, head.end, self.last)
            or self.marks.norm(at - 1) == ";"
            or (verb_at(self.marks, head.end) and head.determined and self.verb_held(head.end))
        )

    def verb_held(self, at: int) -> bool:
        """Whether the verb at `at` says that an event was held, or not held."""
        word = self.marks.at(at, "predicate")
        return bool(word and word.value in ("held", "met", "negative", "about", "planned"))

    def closing_core(self, at: int, *, joined: bool) -> bool:
        """Whether core items that the event still lacks close the topic at `at`."""
        core = core_at(self.marks, at, self.last)
        if core is None:
            return False
        dated = self.seen("date")
        previous_joined = self.marks.norm(at - 1) == ","
        if core.kind == "date":
            if core.mention.rule == "date.year" or core.mention.period is None:
                return False
            if dated and not (previous_joined and self.own_topic):
                return False
            return core.led or joined or self.marks.norm(at - 1) == "("
        if core.kind == "place" and (core.led or joined):
            soon = dated_soon(self.marks, core.last, self.last)
            if soon and (not dated or self.marks.norm(at - 1) == ";" or (joined and core.led)):
                return True
            return (
                dated
                and not self.seen("place")
                and bool(core.mention.place and core.mention.place.city)
                and (self.closes_sentence(core.last))
            )
        if core.kind == "format":
            return (joined or core.mention.last - core.mention.first > 1) and self.closes_sentence(
                core.last
            )
        return False

    def closes_sentence(self, at: int) -> bool:
        """Whether nothing but a stop follows."""
        return at >= self.last or self.marks.norm(at) in (".", ";")


def scan(
    marks: Marks, first: int, last: int, heads: Sequence[Head], known: Head | None = None
) -> list[Segment]:
    """The segments of a sentence between two tokens; `known` is the last head before it."""
    inner = bracket_events(marks, first, last)
    if inner is None:
        return Scanner(marks, first, last, heads, known).scan()
    opening, closing = inner
    before = Scanner(marks, first, opening, heads)
    before.scan()
    aside = Scanner(marks, opening + 1, closing, heads).scan()
    before.last, before.first = last, closing + 1
    before.scan()
    return before.segments + [
        replace(one, fresh=index == 0 or one.fresh) for index, one in enumerate(aside)
    ]


def bracket_events(marks: Marks, first: int, last: int) -> tuple[int, int] | None:
    """The bracket that holds an event beside another: "(preceded by an SOM, 19-20 July)"."""
    for at in range(first + 1, last):
        if marks.norm(at) != "(" or not marks.valued(at + 1, "predicate", "beside"):
            continue
        for close in range(at, last):
            if marks.norm(close) == ")":
                return at, close
    return None
