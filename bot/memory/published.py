"""Published fact-checks that were imported, in SQLite: each claim once an address, and in the index on a shelf of nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from sqlite_utils import Database

from bot.memory.forms import read_check, to_bytes, write_check
from bot.memory.nearest import NOBODYS, Entry, Found, add_entries, remove_entries, search
from bot.memory.nearest_rank import rank
from bot.memory.nearest_terms import find_terms
from bot.memory.writer import Care, Writer
from bot.model import FactCheck
from bot.service.published import MOST_CANDIDATES, Kept
from bot.text.digest import digest_words


@dataclass(frozen=True, slots=True)
class SqlitePublished:
    """The fact-checks of a file."""

    writer: Writer

    async def put(self, checks: Sequence[FactCheck]) -> Kept:
        """Keep fact-checks; one of the same claim at the same address takes the place of the earlier one."""
        return await self.writer.run(partial(_put_all, checks=checks))

    async def find_like_each(self, texts: Sequence[str], most: int = MOST_CANDIDATES) -> Sequence[Sequence[FactCheck]]:
        """Give for each text the fact-checks whose claims share the most telling words with it, best first."""
        return await self.writer.run(partial(_find_like_each, texts=texts, most=most), Care.LIGHT)

    async def count(self) -> int:
        """Count the fact-checks that are kept."""
        return await self.writer.run(lambda db: int(db.table("published").count), Care.LIGHT)

    async def clear(self) -> int:
        """Remove all of them; give how many there were."""
        return await self.writer.run(_clear)


# --- put


def _put_all(db: Database, checks: Sequence[FactCheck]) -> Kept:
    entries: dict[int, Entry] = {}
    kept = sum((_put(db, check, entries) for check in checks), Kept())
    add_entries(db, entries.values())
    shelve = "INSERT INTO shelves (chat, statements) VALUES (?, ?) ON CONFLICT DO UPDATE SET statements = statements + ?"
    if kept.new:
        db.execute(shelve, (NOBODYS, kept.new, kept.new))
    return kept


def _put(db: Database, check: FactCheck, entries: dict[int, Entry]) -> Kept:
    """Keep a fact-check; what is to stand in the index becomes an entry."""
    known = digest_check(check)
    row = db.execute("SELECT number, body FROM published WHERE known = ?", (known,)).fetchone()
    if row:
        return _renew(db, row[0], read_check(row[1]), check, entries)
    number = db.execute("INSERT INTO published (known, body) VALUES (?, ?)", (known, write_check(check))).lastrowid or 0
    entries[number] = Entry(number, NOBODYS, check.claim)
    return Kept(new=1)


def _renew(db: Database, number: int, before: FactCheck, check: FactCheck, entries: dict[int, Entry]) -> Kept:
    if check == before:
        return Kept(same=1)
    db.execute("UPDATE published SET body = ? WHERE number = ?", (write_check(check), number))
    if check.claim != before.claim and number not in entries:
        remove_entries(db, [Entry(number, NOBODYS, before.claim)])
    if check.claim != before.claim:
        entries[number] = Entry(number, NOBODYS, check.claim)
    return Kept(changed=1)


def digest_check(check: FactCheck) -> bytes:
    """Give what a fact-check is known by: its address, and its claim but for case, spaces and marks."""
    return blake2b(to_bytes(check.url) + digest_words(check.claim), digest_size=16).digest()


# --- find


def _find_like_each(db: Database, texts: Sequence[str], most: int) -> Sequence[Sequence[FactCheck]]:
    if not db.execute("SELECT 1 FROM published LIMIT 1").fetchone():
        return tuple(() for _ in texts)
    return tuple(_read_best(db, found, most) for found in search(db, texts, NOBODYS))


def _read_best(db: Database, found: Found, most: int) -> Sequence[FactCheck]:
    marks = ",".join("?" * len(found.numbers))
    rows = db.execute(f"SELECT number, body FROM published WHERE number IN ({marks})", found.numbers)  # noqa: S608  only marks
    checks = {number: read_check(body) for number, body in rows}
    ranked = rank(found.weights, {number: find_terms(check.claim) for number, check in checks.items()}, most)
    return tuple(checks[number] for number, _ in ranked)


# --- remove


def _clear(db: Database) -> int:
    for table in ("postings", "shelves"):
        db.table(table).delete_where("chat = ?", [NOBODYS])
    return int(db.execute("DELETE FROM published").rowcount)
