"""Events with all that hangs on them, for the forms that tell each event in one piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.publish.dataset import Dataset, Record
from pipeline.publish.names import short_name, with_mechanism

WANTED = (
    "reports", "mechanisms", "events", "occurrences", "event_themes", "event_parties", "series",
)  # fmt: skip
PRECISIONS = {"month": "only the month is printed", "year": "only the year is printed"}
ONLINE = "virtual"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its mechanism, its parts, the ids of events that look like it, and its row of
    `series` where it goes on with one.

    `uid` stays the same when another event is inserted before it.
    """

    event: Record
    mechanism: Record
    occurrences: Sequence[Record]
    themes: Sequence[Record]
    parties: Sequence[Record]
    linked: tuple[str, ...]
    series: Record | None

    @property
    def event_id(self) -> str:
        """The id of the event."""
        return str(self.event["event_id"])

    @property
    def uid(self) -> str:
        """The year of the report and the `event_key`."""
        return f"{self.event['report_year']}.{self.event['event_key']}"

    @property
    def name(self) -> str:
        """The event's title with its mechanism before it."""
        called = (str(self.mechanism[name] or "") for name in ("mechanism_id", "name", "acronym"))
        return with_mechanism(str(self.event["title"]), short_name(*called))


def entries(dataset: Dataset) -> Iterator[Entry]:
    """The events of a dataset in their order."""
    mechanisms = {
        (row["report_year"], row["mechanism_id"]): row for row in dataset.rows["mechanisms"]
    }
    occurrences, themes, parties, linked = (
        dataset.of_events(name)
        for name in ("occurrences", "event_themes", "event_parties", "possible_duplicates")
    )
    series = {row["event_id"]: row for row in dataset.rows["series"]}
    for event in dataset.rows["events"]:
        key = str(event["event_id"])
        yield Entry(
            event,
            mechanisms[event["report_year"], event["mechanism_id"]],
            occurrences.get(key, ()),
            themes.get(key, ()),
            parties.get(key, ()),
            tuple(str(row["other_event_id"]) for row in linked.get(key, ())),
            series.get(key),
        )


def place_of(occurrence: Record) -> str:
    """The city and the country of an occurrence, as far as they are known."""
    return ", ".join(str(occurrence[name]) for name in ("city", "country") if occurrence[name])
