"""A comparison as one page of HTML that needs nothing else."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader

from pipeline.publish.diff.show_text import EMPTY, SIGNS, repeated
from pipeline.publish.diff.values import CHANGED, Diff


def show(found: Diff) -> str:
    """The page; all that comes from a report is escaped."""
    environment = Environment(
        loader=PackageLoader("pipeline.publish.diff", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("diff.html").render(
        diff=found, signs=SIGNS, empty=EMPTY, repeated=repeated, changed=CHANGED
    )
