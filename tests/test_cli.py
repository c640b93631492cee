"""The command line: help, version, and the one line that bad input gets."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, Iscm, snapshot

from pipeline import __version__, cli


def call(*words: str | Path) -> int:
    """The exit status of a verb, run in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["iscm", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    return int(ended.value.code or 0)


def refused(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """The one line on standard error that bad input gives, with exit status 2."""
    status = call(*words)
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    return err.strip()


VERBS = [
    [],
    *([verb] for verb in ("extract", "add", "explain", "check", "dates", "rules")),
    *(["rules", verb] for verb in ("test", "try", "list", "coverage", "impact")),
]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capsys.readouterr().out == f"iscm {__version__}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_each_verb(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*verb, "--help") == 0
    assert "iscm" in capsys.readouterr().out


@pytest.mark.slow
def test_help_imports_nothing_heavy(iscm: Iscm) -> None:
    done = iscm("--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "typer" in imported
    heavy = {"pandas", "numpy", "spacy", "pdfplumber", "dateparser", "pandera"}
    assert imported.isdisjoint(heavy)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["dates"], "iscm dates: Missing argument 'FILE'; iscm dates --help says more"),
        (["tri"], "iscm: No such command 'tri'"),
        (["dates", "-", "--year", "20"], "iscm dates: Invalid value for '--year'"),
        (["rules", "try", "SOM,", "5", "May"], "iscm rules try: Got unexpected extra argument"),
        (["check", "--goold", "x"], "iscm check: No such option: --goold"),
    ],
)
def test_wrong_words_get_one_line(
    words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, *words).startswith(line)


BAD_SOURCES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "an empty file"),
    "white space": (b" \n\f\n", "nothing but white space"),
    "binary": (bytes(range(256)), "no text in UTF-8"),
    "no text in Windows-1252": (b"ISCM 2019 Highlights\n\x81\x8d\x8f", "no text in UTF-8"),
    "no heading": (b"ISCM 2019 Highlights\n\nIt rained all day in the hills.\n", "heading"),
    "no year": (SMALL.replace("2019 ", "").encode(), "the title prints no year; give --year"),
}


@pytest.mark.parametrize("name", BAD_SOURCES)
def test_a_bad_source_is_named_and_nothing_written(
    name: str, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, reason = BAD_SOURCES[name]
    source.write_bytes(content)
    line = refused(capsys, "extract", source, "--out", tmp_path / "out")
    assert line.startswith(f"{source}")
    assert reason in line
    assert not (tmp_path / "out").exists()


def test_a_missing_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "iscm-2031.txt"
    line = refused(capsys, "extract", missing, "--out", tmp_path / "out")
    assert line == f"{missing}: no such file or folder; check the path"


def test_a_source_with_an_odd_name(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = source.rename(source.with_name("a\nb\udcff.txt"))
    line = refused(capsys, "extract", odd, "--out", tmp_path / "out")
    assert line.endswith("a name with odd characters; rename the file")


def test_a_folder_without_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "extract", tmp_path, "--out", tmp_path / "out")
    assert line.startswith(f"{tmp_path}: no reports")


BAD_SIDECARS = {
    "unknown field": ("yeer: 2019\n", ":1: unknown field 'yeer'"),
    "year in words": ("year: nineteen\n", ":1: year: a year of four digits is expected"),
    "no YAML": ("year: [2019\n", "not YAML"),
    "another source": (f'sha256: "{"0" * 64}"\n', ":1: sha256 is 000"),
    "another year": ("year: 2018\n", ": year is 2018, but the title of iscm-2019.txt prints 2019"),
    "no language of ours": ("language: de\n", "no rules for the language 'de'"),
}


@pytest.mark.parametrize("name", BAD_SIDECARS)
def test_a_bad_sidecar(
    name: str, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, reason = BAD_SIDECARS[name]
    source.with_suffix(".yml").write_text(content)
    line = refused(capsys, "extract", source, "--out", tmp_path / "out")
    assert line.startswith(str(source.with_suffix("")))
    assert reason in line
    assert not (tmp_path / "out").exists()


def test_rules_with_an_error(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "formats.yml").write_text("- id: format.hybrid\n  value: mixed\n  hits: ['[x]']\n")
    line = refused(capsys, "extract", source, "--out", tmp_path / "out", "--rules", rules)
    assert line.startswith("rules/formats.yml:2: format.hybrid: value 'mixed' is none of")
    assert refused(capsys, "rules", "test", "--rules", rules) == line


def test_a_folder_without_rules(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused(capsys, "extract", source, "--out", tmp_path / "out", "--rules", tmp_path)
    assert line.startswith(f"{tmp_path}: no rules")


def test_an_output_that_is_a_file(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.write_text("a file")
    line = refused(capsys, "extract", source, "--out", out)
    assert line.startswith(f"{out}/2019: not writable, nothing was changed")
    assert out.read_text() == "a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_is_read_only(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    line = refused(capsys, "extract", source, "--out", out)
    assert line.startswith(f"{out}/2019: not writable, nothing was changed")


def test_an_output_that_is_not_ours(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "out" / "2019" / "notes.txt"
    notes.parent.mkdir(parents=True)
    notes.write_text("mine")
    line = refused(capsys, "extract", source, "--out", tmp_path / "out")
    assert line.startswith(f"{notes.parent}: no extraction, left as it is")
    assert snapshot(tmp_path / "out") == {"2019/notes.txt": b"mine"}


def test_two_sources_for_one_folder(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = source.with_name("other.txt")
    other.write_text(SMALL)
    line = refused(capsys, "extract", source.parent, "--out", tmp_path / "out")
    assert str(source) in line and str(other) in line and f"{tmp_path}/out/2019" in line
    assert not (tmp_path / "out").exists()


def test_one_bad_report_among_good_ones_leaves_all_as_it_was(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert call("extract", source, "--out", out) == 0
    before = snapshot(out)
    capsys.readouterr()
    source.write_text(SMALL.replace("8 May", "9 May"))
    source.with_name("z.txt").write_text("ISCM 2018 Highlights\n\nIt rained all day.\n")
    refused(capsys, "extract", source.parent, "--out", out)
    assert snapshot(out) == before


@pytest.mark.slow
def test_bad_input_leaves_no_traceback_as_a_program(iscm: Iscm, tmp_path: Path) -> None:
    done = iscm("extract", "nowhere.txt", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr == "nowhere.txt: no such file or folder; check the path\n"


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / "extracted").exists(), reason="no checkout")
def test_check_notices_a_cell_changed_by_hand(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert call("extract", source, "--out", out) == 0
    assert call("check", out) == 0
    events = out / "2019" / "events.csv"
    events.write_text(events.read_text().replace("workshop", "webinar", 1))
    assert call("check", out) == 1


def test_a_report_is_added_once(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "new"
    assert call("add", source, "--to", raw, "--from", "https://example.org/2019") == 0
    assert f"report    {raw}/iscm-2019.txt" in capsys.readouterr().out
    before = snapshot(tmp_path)
    line = refused(capsys, "add", source, "--to", raw)
    assert line.startswith(f"{raw}/iscm-2019.txt: there already; rename {source}")
    other = tmp_path / "notes.txt"
    other.write_text("It rained all day in the hills.\n")
    assert refused(capsys, "add", other, "--to", raw, "--year", "2020").startswith(f"{other}: no ")
    other.unlink()
    assert snapshot(tmp_path) == before


def test_an_unknown_revision_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "rules", "impact", "--against", "no-such-revision")
    assert line.startswith("no revision 'no-such-revision' here; nearest: ")
