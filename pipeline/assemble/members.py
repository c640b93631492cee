"""Members: the parts of a list of dates, and the topics that are listed beside them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.draft import Run
from pipeline.assemble.marks import Marks
from pipeline.assemble.segments import Segment

NUMBERED = ("first", "last", "other", "others", "remaining", "second", "third")
INNER = ("of", "for", "in")  # what follows belongs to the verb before: "took stock of A and of B"


def member_cores(cores: Sequence[Segment]) -> list[list[Segment]]:
    """The core items of each member: a date with what follows it, or with the place before it."""
    dates = [one for one in cores if one.kind == "date"]
    if len(dates) < 2:
        places = [one for one in cores if one.kind == "place"]
        others = [one for one in cores if one.kind != "place"]
        if len(places) > 1:
            return [[*others, place] for place in places]
        return [list(cores)] if cores else []
    others = [one for one in cores if one.kind != "date"]
    before = cores[0].kind != "date"
    if before and len(others) == 1:
        return [[*others, date] for date in dates]  # "in Geneva in April, June and October"
    found: list[list[Segment]] = [[]]
    for index, one in enumerate(cores):
        starts = (
            one.kind == "date"
            if not before
            else (one.kind != "date" and index > 0 and cores[index - 1].kind == "date")
        )
        if starts and found[-1]:
            found.append([])
        found[-1].append(one)
    return found


def subtopics(marks: Marks, topics: Sequence[Segment], respectively: bool) -> list[Run]:
    """The topics of a list: by their repeated marker, or by commas where "respectively" stands."""
    runs: list[Run] = []
    topics = [one for one in topics if not (one.mention and one.mention.last >= one.last)]
    for topic in topics:
        begin = topic.mention.last - 1 if topic.mention else topic.first
        runs.extend(marked_runs(marks, topic.first, topic.last, begin))
    bracketed = all(marks.lemma(one.first - 1) == "(" for one in topics)
    alike = bracketed or len({marks.lemma(first) for first, _ in runs}) == 1
    if len(topics) > 1 and not alike:
        return []  # "assembled A on D and D, and settled B": no list
    if len(runs) == 1 and respectively:
        topic = topics[0]
        begin = topic.mention.last if topic.mention else topic.first
        return comma_runs(marks, topic.first, topic.last, begin)
    return runs


def marked_runs(marks: Marks, first: int, last: int, marker: int) -> list[Run]:
    """A topic cut where its marker ("on") stands again after a comma or conjunction."""
    word = marks.lemma(marker)
    if word in INNER:
        return [(first, last)]
    cuts = [first]
    for at in range(marker + 1, last):
        member = marks.over(at - 1, "member")
        before = member.first - 1 if member else at - 1  # "and one | on B"
        joined = marks.lemma(before) in (",", ";") or marks.over(before, "and")
        if joined and marks.lemma(at) == word:
            cuts.append(at)
    return [
        (begin, tidy(marks, begin, end)) for begin, end in zip(cuts, [*cuts[1:], last], strict=True)
    ]


def numbered_parts(marks: Marks, first: int, last: int) -> list[tuple[int, Run]]:
    """The parts of "the first two on A, the last one on B": how many members, and their topic."""
    found: list[tuple[int, int, int]] = []
    for at in range(first, last):
        count = marks.at(at + 1, "count")
        topic = count.last if count else at + 1 + (marks.lemma(at + 1) in ("one", "ones"))
        if marks.lemma(at) in NUMBERED and marks.valued(topic, "predicate", "topic"):
            article = marks.over(at - 1, "article")
            number = int(count.value) if count else 1
            found.append((number, article.first if article else at, topic))
    ends = [*(begin for _, begin, _ in found[1:]), last][: len(found)]
    return [
        (number, (topic, tidy(marks, topic, end)))
        for (number, _, topic), end in zip(found, ends, strict=True)
    ]


def comma_runs(marks: Marks, first: int, last: int, begin: int) -> list[Run]:
    """A topic cut at its commas and conjunctions."""
    cuts = [first]
    for at in range(begin + 1, last):
        before = marks.lemma(at - 1) == "," or marks.over(at - 1, "and")
        if before and not marks.over(at, "and") and marks.lemma(at) != ",":
            cuts.append(at)
    return [
        (start, tidy(marks, start, end)) for start, end in zip(cuts, [*cuts[1:], last], strict=True)
    ]


def tidy(marks: Marks, first: int, last: int) -> int:
    """The end of a run without the marks and conjunctions that lead to the next."""
    while last > first + 1 and (
        marks.lemma(last - 1) in (",", ";", ".") or marks.over(last - 1, "and", "member")
    ):
        last -= 1
    return last
