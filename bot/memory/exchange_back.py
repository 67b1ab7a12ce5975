"""An export becomes a file again: all of it, or nothing."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlite_utils import Database, Migrations

from bot.errors import InputError, StoreError
from bot.memory.database import empty_log, explain, open_database
from bot.memory.draft import draft_of
from bot.memory.examine import find_faults
from bot.memory.exchange_row import Line, read_row, shorten
from bot.memory.lock import hold_alone
from bot.memory.schema import OURS, STEPS
from bot.memory.tables import Table, count_rows, list_tables


def restock(path: Path, lines: Iterable[bytes], name: str, now: float) -> int:
    """Make a file of the lines that `export` wrote, of any schema up to this version's; give how many entries it holds.

    `name` is where the lines come from, for complaints. Raises InputError for the first line that is not as it should be, and
    StoreError where the file holds something already or a bot uses it; it is left as it is then.
    """
    with hold_alone(path):
        _refuse_full(path)
        with draft_of(path, force=True) as draft:
            count = _fill(draft, lines, name)
            _examine(draft, name, now)
    return count


def _refuse_full(path: Path) -> None:
    if not os.path.lexists(path):
        return
    with open_database(path) as db:
        if rows := count_rows(db):
            raise StoreError(f"{path} holds {rows:,} entries, and was left as it is: move it away, or name another with --file.")
        empty_log(db)
    if os.path.lexists(f"{path}-wal"):
        raise StoreError(f"{path} is kept busy by another program: end whatever else has it open, then try again.")


def _fill(draft: Path, lines: Iterable[bytes], name: str) -> int:
    try:
        with closing(sqlite3.connect(draft)) as file:
            return _take_in(Database(file, execute_plugins=False), _number(lines, name), name)
    except sqlite3.Error as error:
        raise explain(error, draft) from None


def _number(lines: Iterable[bytes], name: str) -> Iterator[Line]:
    return (Line(name, number, raw) for number, raw in enumerate(lines, start=1))


def _take_in(db: Database, lines: Iterator[Line], name: str) -> int:
    announced = _lay_out(db, next(lines, Line(name, 1, b"")))
    tables = {table.name: table for table in list_tables(db)}
    db.execute("BEGIN")
    found = sum(_insert(db, line, tables) for line in islice(lines, announced))
    there = found + sum(1 for _ in lines)
    if there != announced:
        raise InputError(f"{name}: line 1 says {announced} entries, and there are {there}: take it whole, as it was written.")
    db.commit()
    return found


def _lay_out(db: Database, line: Line) -> int:
    """Make the tables of the schema that the first line names; give how many entries it announces."""
    header = line.read_object({"schema": int, "rows": int})
    schema = str(header["schema"])
    if schema not in STEPS:
        raise line.refuse("schema", f"{schema} is not allowed; allowed: {', '.join(STEPS)}")
    if header["rows"] < 0:
        raise line.refuse("rows", f"{header['rows']} is not allowed; allowed: a whole number, 0 or more")
    steps = Migrations("caveat")
    for step, lay_down in STEPS.items():
        steps(name=step)(lay_down)
        if step == schema:
            break
    db.execute(f"PRAGMA application_id = {OURS}")
    steps.apply(db)
    return int(header["rows"])


def _insert(db: Database, line: Line, tables: dict[str, Table]) -> int:
    entry = line.read_object({"table": str, "row": dict})
    table = tables.get(entry["table"])
    if table is None:
        raise line.refuse("table", f"{shorten(entry['table'])} is not allowed; allowed: {', '.join(tables)}")
    values = read_row(line, table, entry["row"])
    try:
        return _put(db, table, values)
    except sqlite3.IntegrityError as error:
        raise line.refuse(table.name, f"{error}; each entry stands there once") from None


def _put(db: Database, table: Table, values: tuple[object, ...]) -> int:
    if table.name == "sqlite_sequence":  # SQLite has begun one for the table, and knows no key by which to replace it
        db.execute("DELETE FROM sqlite_sequence WHERE name = ?", values[:1])
    marks = ", ".join("?" * len(values))
    names = ", ".join(f'"{name}"' for name in table.names)
    return db.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', values).rowcount  # noqa: S608  names that the file itself gave


def _examine(draft: Path, name: str, now: float) -> None:
    """Bring the new file to the newest schema and see that it is well."""
    with open_database(draft) as db:
        if faults := find_faults(db, draft, now):
            raise InputError("\n".join(f"{name}: {fault}" for fault in faults))
