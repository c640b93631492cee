"""A report added to the folder of sources: two files that extract takes, or one line and none."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from conftest import SMALL, snapshot
from rich.console import Console

from pipeline.contract import table
from pipeline.model import InputError
from pipeline.read.sidecar import Sidecar, read_sidecar
from pipeline.run import Options, run
from pipeline.state import sha256
from pipeline.workbench import add as module
from pipeline.workbench import pair
from pipeline.workbench.add import Added, Tally, Wanted, add
from pipeline.workbench.addview import render

URL = "https://example.org/iscm?year=2019"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of sources that is still to be made."""
    return tmp_path / "sources" / "raw"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small report in a folder of its own."""
    return put(tmp_path / "inbox" / "iscm-2019.txt", SMALL)


def put(path: Path, text: str = SMALL) -> Path:
    """Writes a file into a folder that it makes where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(source: Path, raw: Path, options: Wanted = Wanted()) -> str:  # noqa: B008
    """The one line that bad input gives; no file and no folder may come or go."""
    before, folders = snapshot(raw), sorted(raw.parent.parent.rglob("*"))
    with pytest.raises(InputError) as caught:
        add(source, raw, options)
    assert (snapshot(raw), sorted(raw.parent.parent.rglob("*"))) == (before, folders)
    line = str(caught.value)
    assert "\n" not in line
    return line


# --- what is written --------------------------------------------------------------------------


def test_a_report_gets_a_copy_and_a_sidecar(source: Path, raw: Path) -> None:
    added = add(source, raw, Wanted(origin=URL))
    assert snapshot(raw) == {
        "iscm-2019.txt": source.read_bytes(),
        "iscm-2019.yml": f"""year: 2019
language: "en"
title: "ISCM 2019 Highlights"
origin: "{URL}"
sha256: "{sha256(source.read_bytes())}"
""".encode(),
    }
    assert (added.path, added.sidecar) == (raw / "iscm-2019.txt", raw / "iscm-2019.yml")
    assert added.fields == read_sidecar(added.path)


def test_extract_takes_it_with_the_same_year_and_gives_what_was_said(
    source: Path, raw: Path, tmp_path: Path
) -> None:
    source.write_text(SMALL.replace("ISCM 2019", "ISCM"))
    added = add(source, raw, Wanted(year=2017))
    assert (added.fields.year, added.summary.folder, added.summary.events) == (2017, "2017", 2)
    assert run([raw], tmp_path / "out", Options()).summaries == (added.summary,)


def test_a_language_that_is_given_makes_an_edition_of_its_own(source: Path, raw: Path) -> None:
    put(raw / "english.txt", SMALL + "\n")
    added = add(source, raw, Wanted(language="fr"))
    assert (added.fields.language, added.summary.folder) == ("fr", "2019-fr")


def test_a_sidecar_of_its_own_is_kept_and_completed(source: Path, raw: Path) -> None:
    own = "language: fr\ntitle: Faits saillants\norigin: a shelf\nlicence: © IOM\n"
    put(source.with_suffix(".yml"), own)
    fields = add(source, raw, Wanted()).fields
    assert fields == Sidecar(
        year=2019,
        language="fr",
        title="Faits saillants",
        origin="a shelf",
        licence="© IOM",
        sha256=sha256(source.read_bytes()),
    )
    names = [line.split(":")[0] for line in (raw / "iscm-2019.yml").read_text().splitlines()]
    assert names == ["year", "language", "title", "origin", "licence", "sha256"]
    assert source.with_suffix(".yml").read_text() == own


def test_options_win_over_a_sidecar_of_its_own(source: Path, raw: Path) -> None:
    put(source.with_suffix(".yml"), "year: 2018\nlanguage: fr\norigin: a shelf\n")
    fields = add(source, raw, Wanted(2019, "en", URL)).fields
    assert (fields.year, fields.language, fields.origin) == (2019, "en", URL)


@pytest.mark.parametrize(
    "text", ["NO", "2019", "a: b # c", "say \"x\" \\ 'y'", "- é –", "null", "x " * 99 + "x", "💬"]
)
def test_texts_read_back_as_they_were(source: Path, raw: Path, text: str) -> None:
    fields = add(source, raw, Wanted(origin=text)).fields
    assert (fields.origin, read_sidecar(raw / source.name)) == (text, fields)


def test_an_empty_origin_is_none(source: Path, raw: Path) -> None:
    assert add(source, raw, Wanted(origin=" ")).fields.origin is None


def test_a_report_beside_which_nothing_can_be_settled(source: Path, raw: Path) -> None:
    put(raw / "a.txt", "no year, no heading")
    put(raw / "b.txt", "")
    put(raw / "b.yml", "yeer: 2019")
    assert add(source, raw, Wanted()).summary.folder == "2019"


# --- what is refused --------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path, raw: Path) -> None:
    missing = tmp_path / "iscm-2031.txt"
    assert refused(missing, raw) == f"{missing}: no such file; check the path"


def test_a_folder(source: Path, raw: Path) -> None:
    assert refused(source.parent, raw) == f"{source.parent}: a folder; name one report in it"


BAD_TEXTS = {
    "empty": ("", "an empty file; give a report with text"),
    "a PDF": (
        "%PDF-1.7",
        "no readable PDF (PDFSyntaxError: No /Root object! - Is this really a PDF?); "
        "get the file again, or try 'qpdf iscm-2019.txt mended.pdf'",
    ),
    "no heading": (
        "ISCM 2019 Highlights\n\nIt rained all day.\n",
        "no mechanism heading; give a report, or add its names to the rules",
    ),
    "no year": (SMALL.replace("2019 ", ""), "the title prints no year; give --year"),
}


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_a_file_that_is_no_report(name: str, source: Path, raw: Path) -> None:
    content, reason = BAD_TEXTS[name]
    source.write_text(content)
    assert refused(source, raw) == f"{source}: {reason}"


@pytest.mark.parametrize("name", ["iscm.md", "iscm.yml", ".iscm.txt", "readme.txt", "iscm"])
def test_a_name_that_is_not_picked_up_in_a_folder(name: str, source: Path, raw: Path) -> None:
    named = source.rename(source.with_name(name))
    assert refused(named, raw) == (
        f"{named}: a folder's reports are *.txt and *.pdf, but no README and no hidden file; "
        "rename the file"
    )


def test_a_name_with_odd_characters(source: Path, raw: Path) -> None:
    odd = source.rename(source.with_name("a\nb.txt"))
    assert refused(odd, raw).endswith("a name with odd characters; rename the file")


def test_a_report_of_the_folder_itself(source: Path) -> None:
    raw = source.parent
    assert refused(source, raw / ".." / raw.name).startswith(f"{source}: in ")


@pytest.mark.parametrize("name", ["iscm-2019.txt", "ISCM-2019.TXT", "iscm-2019.yml"])
def test_a_name_that_is_there_already(name: str, source: Path, raw: Path) -> None:
    there = put(raw / name, "year: 2011\n")
    line = refused(source, raw)
    assert line == f"{there}: there already; rename {source}, or remove the old file"


def test_the_same_report_under_another_name(source: Path, raw: Path) -> None:
    other = put(raw / "other.txt")
    line = refused(source, raw, Wanted(language="fr"))
    assert line == f"{source}: the same as {other}, byte by byte; there is nothing to add"


def test_another_report_of_the_year(source: Path, raw: Path) -> None:
    other = put(raw / "other.txt", SMALL + "\n")
    assert refused(source, raw) == (
        f"{source}: {other} is for extracted/2019 too; remove that one, or give another --year "
        "or --lang"
    )


def test_a_year_that_the_title_contradicts(source: Path, raw: Path) -> None:
    line = refused(source, raw, Wanted(year=2018))
    assert line == f"{source}: --year is 2018, but the title prints 2019; leave --year out"


def test_a_sidecar_that_the_title_contradicts(source: Path, raw: Path) -> None:
    own = put(source.with_suffix(".yml"), "year: 2018\n")
    line = refused(source, raw)
    assert line.startswith(f"{own}: year is 2018, but the title of iscm-2019.txt prints 2019;")


def test_a_language_without_rules(source: Path, raw: Path) -> None:
    line = refused(source, raw, Wanted(language="de"))
    assert line == f"{source}: no rules for the language 'de'; choose among en, fr, es"


@pytest.mark.parametrize("origin", ["one\ntwo", "a\udcffb"])
def test_an_origin_that_is_not_one_line(origin: str, source: Path, raw: Path) -> None:
    line = refused(source, raw, Wanted(origin=origin))
    assert line.startswith(f"--from {origin!r}: not one line of text")


def test_a_file_for_a_folder(source: Path, raw: Path) -> None:
    put(raw, "a file")
    line = refused(source, raw)
    assert line == f"{raw}: a file, where a folder is expected; choose another --to"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(source: Path, raw: Path) -> None:
    raw.mkdir(parents=True, mode=0o500)
    assert refused(source, raw) == (
        f"{raw / source.name}: not writable (Permission denied), nothing was changed; "
        "choose another --to"
    )


# --- both files or none -----------------------------------------------------------------------


def fail_at(call: int) -> Callable[[Path, Path], Path]:
    """A renaming that fails at its nth call."""
    calls: list[Path] = []
    rename = Path.rename

    def renamed(path: Path, place: Path) -> Path:
        calls.append(path)
        if len(calls) == call:
            raise OSError(28, "No space left on device")
        return rename(path, place)

    return renamed


@pytest.mark.parametrize("call", [1, 2])
def test_a_renaming_that_fails_leaves_nothing(
    call: int, source: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "rename", fail_at(call))
    line = refused(source, raw)
    assert line.startswith(f"{raw / source.name}: not writable (No space left on device)")


def test_a_sidecar_that_does_not_read_back_leaves_nothing(
    source: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair, "to_yaml", lambda fields: "year: 2018\n")
    with pytest.raises(RuntimeError):
        add(source, raw, Wanted())
    assert not raw.parent.exists()


# --- what is told -----------------------------------------------------------------------------


def printed(added: Added) -> list[str]:
    """The lines that a pipe of 80 columns gets."""
    file = StringIO()
    render(added, Console(file=file, width=80))
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_the_two_files_what_was_found_and_what_to_do(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source.write_text(SMALL.replace("8 May", "31 February"))
    lines = printed(add(source, Path("raw"), Wanted()))
    assert lines[:6] == [
        "report    raw/iscm-2019.txt",
        "sidecar   raw/iscm-2019.yml",
        "year      2019",
        "language  en",
        "title     ISCM 2019 Highlights",
        "",
    ]
    assert lines[-5:] == [
        "error     1 impossible-date",
        "next      make extract",
        "          read extracted/2019/findings.csv",
        "          read the unmatched rows of extracted/2019/residue.csv",
        "          or take it back: remove raw/iscm-2019.txt and iscm-2019.yml",
    ]
    assert max(map(len, lines)) <= 80


def test_a_long_title_is_wrapped_and_many_codes_are_counted(source: Path, raw: Path) -> None:
    added = add(source, raw, Wanted())
    fields = added.fields.model_copy(update={"title": "Highlights [of] the year " * 5})
    tallies = tuple(Tally("error", f"code-{letter}", 2) for letter in "abcdefg")
    lines = printed(Added(added.path, added.sidecar, fields, added.summary, tallies, ("read",)))
    assert "more      2 other codes" in lines and "error     2 code-e" in lines
    assert "          year Highlights [of] the year Highlights [of] the year" in lines
    assert max(map(len, lines[2:])) <= 80


def test_errors_come_before_warnings_and_infos_not_at_all() -> None:
    found = [("warning", "b"), ("info", "c"), ("error", "a"), ("warning", "d"), ("warning", "d")]
    rows = [{"severity": severity, "code": code} for severity, code in found]
    assert {"severity", "code"} <= set(table("findings").names)
    assert list(module.tally(rows)) == [
        Tally("error", "a", 1),
        Tally("warning", "d", 2),
        Tally("warning", "b", 1),
    ]


def test_another_folder_or_rules_of_ones_own_need_the_verb_in_full() -> None:
    steps = list(module.next_steps(Path("my raw/a.txt"), "2019-fr", Path("rules")))
    assert steps[0] == "iscm extract 'my raw' --out extracted --rules rules"
    assert steps[1] == "read extracted/2019-fr/findings.csv"
