"""Opens the file, and says in plain words what is wrong with it: the one place that knows SQLite's errors."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import StoreError
from bot.memory.schema import OURS, STEPS, find_unknown, migrate

PATIENCE = 5.0
"""Seconds to wait for another program that has the file open, such as one that makes a backup."""

UNKEPT = (sqlite3.Error, OverflowError, UnicodeEncodeError)
"""What SQLite raises; the last two for a number or a name that it cannot hold."""

_AT_ONCE = 500
"""Values of one question to SQLite."""

_FOREIGN = "{path} was not made by Caveat, and was left as it is: name another file, or move this one away."
_TROUBLES = {
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_CORRUPT: "{path} is damaged: stop the bot, move the file away and put a backup in its place.",
    sqlite3.SQLITE_FULL: "there is no room left for {path}: make room on its disk; nothing that was kept is lost.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written to: see who owns it and its folder, and whether the disk is read-only.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: see that it is a file, and that you can write to it and its folder.",
    sqlite3.SQLITE_BUSY: "{path} is kept busy by another program: end whatever else has it open, then try again.",
    sqlite3.SQLITE_IOERR: "the disk of {path} fails: look after the disk, then start the bot again.",
}


def explain(error: Exception, path: Path) -> StoreError:
    """Give the error to show in place of one of UNKEPT."""
    says = _TROUBLES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return StoreError(says.format(path=path) if says else f"{path} cannot be used: {error}")


@contextmanager
def open_database(path: Path) -> Iterator[Database]:
    """Give the file's database, made where it is missing and brought to the newest schema; close it in the end.

    Raises StoreError where the file is not ours, damaged, newer than this version or cannot be written to; it is left as it is.
    """
    db = None
    try:
        _check(path)
        db = _connect(path)
        _prepare(db, path)
        yield db
    except sqlite3.Error as error:
        raise explain(error, path) from None
    finally:
        if db is not None:
            db.close()


@contextmanager
def look_into(path: Path) -> Iterator[Database]:
    """Give the file's database to read in, while a bot may be using it. Raises StoreError as `open_database` does."""
    try:
        with _connect(path, "?mode=ro") as db:
            _check_owner(db, path)
            yield db
    except sqlite3.Error as error:
        raise explain(error, path) from None


def _connect(path: Path, options: str = "") -> Database:
    return Database(sqlite3.connect(f"{path.as_uri()}{options}", timeout=PATIENCE, uri=True), execute_plugins=False)


def _check(path: Path) -> None:
    """See whose file it is before a single byte of it is changed."""
    _make(path)
    with _connect(path, "?mode=ro") as db:
        _check_owner(db, path)


def _make(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file in it.")
    try:
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise StoreError(f"{path} cannot be made: {error.strerror}. Name one in a folder that can be written to.") from None


def _check_owner(db: Database, path: Path) -> None:
    application = _ask(db, "PRAGMA application_id")
    if application != OURS and (application or _ask(db, "SELECT count(*) FROM sqlite_master")):
        raise StoreError(_FOREIGN.format(path=path))
    if newer := find_unknown(db):
        raise StoreError(
            f"{path} was last used by a newer Caveat (schema {newer}; this one knows {', '.join(STEPS)}): install that one again."
        )


def _prepare(db: Database, path: Path) -> None:
    with suppress(PermissionError):  # it is somebody else's, who lets us use it
        path.chmod(0o600)  # SQLite gives its log beside the file the same mode
    if _ask(db, "PRAGMA journal_mode = WAL") != "wal":
        raise StoreError(f"{path} lies where SQLite cannot keep its log: name a file on a disk of this machine.")
    db.execute("PRAGMA fullfsync = ON")  # without it macOS leaves in the drive what it calls written
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    migrate(db)


def _ask(db: Database, question: str) -> object:
    return db.execute(question).fetchone()[0]


def change(db: Database, order: str, *values: object) -> int:
    """Carry out an order; give how many rows it changed."""
    return db.execute(order, values).rowcount


def ask_for_each(db: Database, question: str, values: Collection[object], *first: object) -> Iterator[tuple[Any, ...]]:
    """Ask about so many values that SQLite would not take them at once: they stand where the question says {marks}."""
    rest = iter(values)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield from db.execute(question.replace("{marks}", ",".join("?" * len(some))), (*first, *some)).fetchall()


def empty_log(db: Database) -> None:
    """Move SQLite's log into the file and cut it; where another program reads in it, that waits until the next time."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def rebuild(db: Database) -> None:
    """Write the file anew: even with secure_delete, SQLite leaves bits of removed rows where it moved rows between pages."""
    db.execute("VACUUM")
