"""The README's example rows, taken from extracted/2020; `make golden` writes them anew."""

from __future__ import annotations

import csv
import re
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EXTRACTED = ROOT / "extracted" / "2020"
HASH = re.compile(r"\b[0-9a-f]{64}\b")  # the rules' changes with each of them
YEARS = (2018, 2019)  # of the comparison
WIDTH = 110
SHOWN = ("mechanism_id", "title", "event_type", "start_date", "end_date", "format")


def renew(text: str) -> str:
    """The README's text with the example rows of today."""
    return put(put(text, "output", first_events()), "rows", example_rows())


def with_years(text: str) -> str:
    """The README's text with today's comparison of two years, which are extracted for it."""
    from pipeline.publish.diff import compare
    from pipeline.run import Options, run

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run([ROOT / "tests" / "reports" / f"iscm-{year}.txt" for year in YEARS], out, Options())
        found = compare(*(out / str(year) for year in YEARS))
    lines = [f"{found.old} → {found.new}", "", *found.statements]
    wrapped = [textwrap.fill(line, WIDTH, break_on_hyphens=False) for line in lines]
    return put(text, "years", "```\n" + "\n".join(wrapped) + "\n```\n")


def put(text: str, name: str, content: str) -> str:
    """The text with other content between the two comments of a name."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = text.partition(begin)
    return f"{before}{begin}{content}{end}{rest.partition(end)[2]}"


def first_events(count: int = 5) -> str:
    """The first events as a table in Markdown."""
    rows = table("events")[:count]
    lines = [SHOWN, ["---"] * len(SHOWN), *([row[name] for name in SHOWN] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def example_rows() -> str:
    """Each table's header and its fullest row, as they stand in the file."""
    return "```\n" + "\n".join(map(example, names())) + "```\n"


def example(name: str) -> str:
    """One table's file name, header and fullest row; hashes are cut."""
    rows = table(name)
    header, *lines = (EXTRACTED / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    filled = [sum(cell != "" for cell in row.values()) for row in rows]
    line = lines[filled.index(max(filled))] if rows else "(no row)"
    return f"{name}.csv\n{header}\n{HASH.sub('…', line)}\n"


def names() -> list[str]:
    """The tables in the order in which the README lists them."""
    listed = README.read_text(encoding="utf-8").partition("| table | one row per |")[2]
    return re.findall(r"^\| `([a-z_]+)` \|", listed.partition("\n\n")[0], re.MULTILINE)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of extracted/2020."""
    with (EXTRACTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    page = README.read_text(encoding="utf-8")
    README.write_text(with_years(renew(page)), encoding="utf-8")
