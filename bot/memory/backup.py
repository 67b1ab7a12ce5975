"""A copy of the file while a bot may be using it, and the file written anew while none does."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from bot.errors import StoreError
from bot.memory.database import empty_log, explain, look_into, open_database, rebuild
from bot.memory.draft import draft_of, refuse_in_use
from bot.memory.examine import find_damage
from bot.memory.lock import hold_alone


def back_up(path: Path, target: Path, *, force: bool = False) -> int:
    """Write a copy of the file as it is at one moment, see that it is whole, and give its size in bytes.

    The copy is one file with no log beside it, and takes its name when it is whole. Raises StoreError where the target is there
    already and `force` is not given, where it belongs to a database that is in use, and where either file cannot be used.
    """
    refuse_in_use(target, path)
    with look_into(path) as db, draft_of(target, force=force) as draft:
        _copy(db, draft, path, target)
        return draft.stat().st_size


def _copy(db: Database, draft: Path, path: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(draft)) as copy:
            db.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # whoever opens it to read needs to write nothing beside it
            damage = find_damage(Database(copy, execute_plugins=False))
    except sqlite3.Error as error:
        raise explain(error, target) from None
    if damage:
        raise StoreError(f"{path} is damaged, and no copy was made: `caveat db check` says more.")


def shrink(path: Path) -> tuple[int, int]:
    """Write the file anew without the room that removed entries left, and give its size in bytes before and after.

    Raises StoreError where a bot uses the file or it cannot be used.
    """
    before = path.stat().st_size
    with hold_alone(path), open_database(path) as db:
        rebuild(db)
        empty_log(db)
    return before, path.stat().st_size
