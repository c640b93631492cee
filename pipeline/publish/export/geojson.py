"""GeoJSON (RFC 7946): a feature for each occurrence, and for each event that has none.

What was held online, or where no coordinates are known, has no geometry.
"""

from __future__ import annotations

import datetime as dt
import json

from geojson_pydantic import Feature, FeatureCollection, Point
from geojson_pydantic.types import Position2D

from pipeline.publish.dataset import Dataset, Record
from pipeline.publish.export import Exported
from pipeline.publish.export.entries import ONLINE, WANTED, Entry, entries
from pipeline.tablefile import Value

OF_EVENT = (
    "event_id", "event_key", "report_year", "mechanism_id", "title", "event_type", "ordinal",
    "event_count", "summary",
)  # fmt: skip
OF_OCCURRENCE = (
    "position", "start_date", "end_date", "date_precision", "format", "format_basis", "city",
    "country_code", "country", "date_text", "place_text",
)  # fmt: skip


__all__ = ["WANTED", "make"]


def make(dataset: Dataset) -> Exported:
    """One collection of features."""
    features = [
        feature(entry, one) for entry in entries(dataset) for one in entry.occurrences or (None,)
    ]
    collection = FeatureCollection(type="FeatureCollection", features=features)
    told = collection.model_dump(mode="json", exclude_unset=True)
    content = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return Exported({f"iscm-{dataset.name}.geojson": content.encode()})


def feature(entry: Entry, occurrence: Record | None) -> Feature[Point, dict[str, object]]:
    """An occurrence with what its event says; an event by itself where it has none."""
    told: dict[str, object] = {name: plain(entry.event[name]) for name in OF_EVENT}
    told |= {name: plain(occurrence[name]) if occurrence else None for name in OF_OCCURRENCE}
    if occurrence is None:
        told |= {"format": entry.event["format"], "format_basis": entry.event["format_basis"]}
    told["mechanism"] = entry.mechanism["name"]
    told["themes"] = [row["theme_id"] for row in entry.themes]
    told["possible_duplicates"] = list(entry.linked)
    tail = f"/{occurrence['position']}" if occurrence else ""
    return Feature(
        type="Feature",
        id=f"{entry.event_id}{tail}",
        geometry=point(occurrence) if occurrence else None,
        properties=told,
    )


def point(occurrence: Record) -> Point | None:
    """Where people met; longitude comes first."""
    latitude, longitude = occurrence["latitude"], occurrence["longitude"]
    if occurrence["format"] == ONLINE or latitude is None or longitude is None:
        return None
    return Point(type="Point", coordinates=Position2D(float(str(longitude)), float(str(latitude))))


def plain(value: Value) -> object:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, dt.date) else value
