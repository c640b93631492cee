"""JSON-LD: each event as a schema.org `Event`, with its occurrences as events within it.

The context stands in the file: nothing has to be fetched to read it.
"""

from __future__ import annotations

import datetime as dt
import json

import pycountry

from pipeline.datapackage import Json
from pipeline.publish.dataset import Dataset, Record
from pipeline.publish.export import Exported
from pipeline.publish.export.entries import ONLINE, WANTED, Entry, entries, place_of
from pipeline.publish.names import theme_name

SCHEMA = "https://schema.org/"
NAMES = "urn:iscm-highlights"
CONTEXT: dict[str, Json] = {
    "@vocab": SCHEMA,
    "startDate": {"@type": f"{SCHEMA}Date"},
    "endDate": {"@type": f"{SCHEMA}Date"},
    "eventAttendanceMode": {"@type": "@vocab"},
    "closeMatch": {"@id": "http://www.w3.org/2004/02/skos/core#closeMatch", "@type": "@id"},
}
MODES = {
    "in_person": "OfflineEventAttendanceMode",
    "virtual": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}
ROLES = {  # schema.org has no word for who chairs or works with an organizer
    "organizer": "organizer",
    "host": "organizer",
    "partner": "contributor",
    "chair": "contributor",
}
KINDS = {
    "country": "GovernmentOrganization",
    "organization": "Organization",
    "mechanism": "Organization",
}


__all__ = ["WANTED", "make"]


def make(dataset: Dataset) -> Exported:
    """One graph of events."""
    every = list(entries(dataset))
    names = {one.event_id: iri(one) for one in every}
    graph: list[Json] = [described(one, names) for one in every]
    content = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return Exported({f"iscm-{dataset.name}.jsonld": f"{content}\n".encode()})


def iri(entry: Entry) -> str:
    """The name of an event in the graph, the same in every export."""
    return f"{NAMES}:event:{entry.uid}"


def described(entry: Entry, names: dict[str, str]) -> Json:
    """An event; `names` has the names of all events by their ids."""
    event = entry.event
    said: dict[str, Json] = {
        "@id": iri(entry),
        "@type": "Event",
        "identifier": entry.event_id,
        "name": str(event["title"]),
        "additionalType": str(event["event_type"]),
    }
    if event["summary"]:
        said["description"] = str(event["summary"])
    said |= when_and_how(event)
    said |= parties(entry)
    if entry.themes:
        said["about"] = [theme(str(row["theme_id"])) for row in entry.themes]
    if entry.series:
        said["superEvent"] = series(entry.series)
    if entry.linked:
        said["closeMatch"] = [names[one] for one in entry.linked]
    if len(entry.occurrences) == 1:
        said |= location(entry.occurrences[0])
    elif entry.occurrences:
        said["subEvent"] = [occurrence(entry, one) for one in entry.occurrences]
    elif event["format"] == ONLINE:
        said["location"] = {"@type": "VirtualLocation"}
    return said


def occurrence(entry: Entry, one: Record) -> Json:
    """An occurrence of an event that has several."""
    return {
        "@id": f"{iri(entry)}/{one['position']}",
        "@type": "Event",
        "name": str(entry.event["title"]),
        **when_and_how(one),
        **location(one),
    }


def when_and_how(row: Record) -> dict[str, Json]:
    """The days and the way of attending, of an event or of one of its occurrences."""
    said: dict[str, Json] = {}
    for name, term in (("start_date", "startDate"), ("end_date", "endDate")):
        day = row[name]
        if isinstance(day, dt.date):
            said[term] = day.isoformat()
    if row["format"]:
        said["eventAttendanceMode"] = MODES[str(row["format"])]
    return said


def location(row: Record) -> dict[str, Json]:
    """Where an occurrence was held; online without a place."""
    places: list[Json] = []
    if row["format"] in (ONLINE, "hybrid"):
        places.append({"@type": "VirtualLocation"})
    if row["format"] != ONLINE and place_of(row):
        places.append(place(row))
    return {"location": places[0] if len(places) == 1 else places} if places else {}


def place(row: Record) -> Json:
    """The place of an occurrence with its address and coordinates."""
    address: dict[str, Json] = {"@type": "PostalAddress"}
    if row["city"]:
        address["addressLocality"] = str(row["city"])
    if row["country_code"]:
        address["addressCountry"] = country(str(row["country_code"]))
    said: dict[str, Json] = {"@type": "Place", "name": place_of(row), "address": address}
    if row["latitude"] is not None:
        said["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(str(row["latitude"])),
            "longitude": float(str(row["longitude"])),
        }
    return said


def country(alpha_3: str) -> str:
    """The two letters of a country, as schema.org wants them; else the three."""
    found = pycountry.countries.get(alpha_3=alpha_3)
    return found.alpha_2 if found else alpha_3


def theme(theme_id: str) -> Json:
    """A theme as a term of the vocabulary."""
    return {
        "@type": "DefinedTerm",
        "@id": f"{NAMES}:theme:{theme_id}",
        "name": theme_name(theme_id),
        "termCode": theme_id,
    }


def series(row: Record) -> Json:
    """The series that an event goes on with."""
    return {
        "@type": "EventSeries",
        "@id": f"{NAMES}:series:{row['series_id']}",
        "name": str(row["title"]),
    }


def parties(entry: Entry) -> dict[str, Json]:
    """Who holds an event: its mechanism first, then the parties, each in its role."""
    mechanism: Json = {
        "@type": "Organization",
        "@id": f"{NAMES}:mechanism:{entry.mechanism['mechanism_id']}",
        "identifier": str(entry.mechanism["mechanism_id"]),
        "name": str(entry.mechanism["name"]),
    }
    said: dict[str, Json] = {"organizer": [mechanism]}
    for row in entry.parties:
        term, role = ROLES[str(row["role"])], str(row["role"])
        listed = said.setdefault(term, [])
        if isinstance(listed, list):
            listed.append({"@type": "Role", "roleName": role, term: party(row)})
    return said


def party(row: Record) -> Json:
    """Who took part in an event."""
    kind, key = str(row["party_type"]), str(row["party_id"])
    return {
        "@type": KINDS[kind],
        "@id": f"{NAMES}:{kind}:{key}",
        "identifier": key,
        "name": str(row["name"]),
    }
