"""Whether a file is well: whole as SQLite sees it, and true to what Caveat takes for granted."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from bot.memory.answers import digest_page
from bot.memory.database import explain, look_into
from bot.memory.forms import digest_call, from_json, read_article
from bot.memory.nearest import NOBODYS
from bot.memory.readable import FORMS, UNREADABLE
from bot.memory.schema import STEPS, migrate
from bot.memory.tables import count_rows, list_tables
from bot.memory.times import CLOCK_SLACK
from bot.service.days import DAY

MOST_SHOWN = 5
"""Faults of one kind that are named; more of them would say no more."""

LONGEST_LEASE = DAY
"""Seconds: no lease is nearly as long."""

CLOCK = "see that this machine's clock is right, then start the bot anew."
FROM_BACKUP = "stop the bot, move the file away and put a backup in its place."


@dataclass(frozen=True, slots=True)
class Health:
    """How a file is: what is wrong and what to do, one line each, and its entries, tables, bytes and schema."""

    faults: Sequence[str]
    rows: int = 0
    tables: int = 0
    size: int = 0
    schema: str = ""


def examine(path: Path, now: float) -> Health:
    """Give how a file is, while a bot may be using it. Raises StoreError where it cannot be opened, or is not ours."""
    with look_into(path) as db:
        db.execute("BEGIN")  # all is seen as at one moment
        faults = (*_find_open_door(path), *find_faults(db, path, now))
        if faults:
            return Health(faults)
        return Health((), count_rows(db), len(list_tables(db)), path.stat().st_size, find_schema(db))


def find_schema(db: Database) -> str:
    """Give the newest step that was taken, or nothing."""
    if not db.table("_sqlite_migrations").exists():
        return ""
    taken = {name for (name,) in db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'caveat'")}
    return next((step for step in reversed(list(STEPS)) if step in taken), "")


def find_faults(db: Database, path: Path, now: float) -> Sequence[str]:
    """Give what is wrong with the database of that file, the worst first: a fault may be the cause of those behind it."""
    try:
        schema = find_schema(db)
        if not schema:
            return [f"{path} holds nothing yet: the bot lays out its tables at its first start."]
        if damage := find_damage(db):
            return [f"{path} is damaged ({damage}): {FROM_BACKUP}"]
        if schema != list(STEPS)[-1]:
            return []  # the next start brings it to what is asked for below
        if odd := tuple(_find_odd_tables(db)):
            return odd
        return tuple(fault for find in _OURS for fault in islice(find(db, now), MOST_SHOWN))
    except sqlite3.Error as error:
        return [str(explain(error, path))]


def find_damage(db: Database) -> str:
    """Give the first thing that SQLite finds wrong with the file, or nothing."""
    says = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if says != "ok":
        return str(says).strip().splitlines()[-1]
    lost = db.execute("PRAGMA foreign_key_check").fetchone()
    return f"an entry of {lost[0]} belongs to one of {lost[2]} that is not there" if lost else ""


def _find_open_door(path: Path) -> Iterator[str]:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        yield f"{path} can be read or written by others: chmod 600 {path}"


def _find_odd_tables(db: Database) -> Iterator[str]:
    """Compare the tables with those that this version makes."""
    ours = Database(memory=True, execute_plugins=False)
    migrate(ours)
    wanted, found = _describe(ours), _describe(db)
    ours.close()
    yield from (f"{name} is not as Caveat makes it: {FROM_BACKUP}" for name in wanted if found.get(name) != wanted[name])
    yield from (f"{name} is not Caveat's: keep it in a file of its own." for name in found if name not in wanted)


def _describe(db: Database) -> dict[str, str]:
    rows = db.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if "sqlite_" not in name}


# --- what Caveat takes for granted


def _find_unreadable(db: Database, _now: float) -> Iterator[str]:
    for (table, column), form in FORMS.items():
        count = sum(not form.fits(value) for (value,) in db.execute(f"SELECT {column} FROM {table}"))  # noqa: S608  our own names
        if count:
            yield f"{table}: {count} with {column} that cannot be read, allowed is {form.says}: {FROM_BACKUP}"


def _find_wrong_digests(db: Database, _now: float) -> Iterator[str]:
    for number, method, payload, digest in db.execute("SELECT number, method, payload, digest FROM outbox"):
        try:
            same = digest_call(method, from_json(payload)) == digest
        except UNREADABLE:
            continue  # it was named before
        if not same:
            yield f"outbox, call {number}: its digest is of another call: {FROM_BACKUP}"


def _find_wrong_pages(db: Database, _now: float) -> Iterator[str]:
    for answer, article, page in db.execute("SELECT id, article, page FROM answers"):
        if FORMS["answers", "article"].fits(article) and digest_page(read_article(article).url) != page:
            yield f"answers: answer {answer} would be found by the address of another page: {FROM_BACKUP}"


def _find_rows(question: str, says: str) -> Callable[[Database, float], Iterator[str]]:
    def find(db: Database, _now: float) -> Iterator[str]:
        return (says.format(*row) for row in db.execute(question))

    return find


def _find_future(db: Database, now: float) -> Iterator[str]:
    """Find what happened, or is held by somebody, later than can be."""
    latest = {"at": now + CLOCK_SLACK, "leased": now + LONGEST_LEASE}
    for table in list_tables(db):
        for column in latest.keys() & set(table.names):
            count = db.table(table.name).count_where(f"{column} > ?", [latest[column]])
            if count:
                yield f"{table.name}: {count} with a time to come ({column}): {CLOCK}"


_WRONG_SHELVES = f"""
SELECT shelves.chat, shelves.statements, count(text) FROM shelves LEFT JOIN statements ON statements.chat = shelves.chat
WHERE shelves.chat != {NOBODYS} GROUP BY shelves.chat HAVING shelves.statements != count(text)
"""  # noqa: S608  our own number
_WRONG_PUBLISHED = f"""
SELECT said, there FROM (SELECT ifnull(max(statements), 0) AS said FROM shelves WHERE chat = {NOBODYS}),
(SELECT count(*) AS there FROM published) WHERE said != there
"""  # noqa: S608  our own number
_OURS = (
    _find_unreadable,
    _find_wrong_digests,
    _find_wrong_pages,
    _find_rows(
        "SELECT slot, outbox.chat, slots.chat FROM outbox JOIN slots USING (slot) WHERE slots.chat != outbox.chat",
        f"outbox: a call for slot {{}} is for chat {{}}, and the slot is in chat {{}}: {FROM_BACKUP}",
    ),
    _find_rows(
        "SELECT update_id FROM inbox WHERE update_id NOT IN (SELECT update_id FROM arrived)",
        f"inbox: update {{}} waits and never arrived: {FROM_BACKUP}",
    ),
    _find_rows(
        "SELECT id, answers.chat, said.chat FROM answers JOIN feedback said ON answer = id WHERE answers.chat != said.chat",
        f"feedback: answer {{}} is of chat {{}}, and what was said of it of chat {{}}: {FROM_BACKUP}",
    ),
    _find_rows(
        _WRONG_SHELVES,
        f"shelves: chat {{}} is said to have {{}} statements with a text, and has {{}}: {FROM_BACKUP}",
    ),
    _find_rows(
        _WRONG_PUBLISHED,
        f"shelves: {{}} published fact-checks are said to be there, and there are {{}}: {FROM_BACKUP}",
    ),
    _find_future,
)
