"""What people wrote down or asked for, in SQLite: one table for all matters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlite_utils import Database

from bot.memory.database import change
from bot.memory.forgetting import REFERENCES, WORDS, is_draft_for, leave_out
from bot.memory.forms import from_json, to_json
from bot.memory.writer import Care, Writer
from bot.service.records import Matter, Record, Removal


@dataclass(frozen=True, slots=True)
class SqliteRecords:
    """The records of a file."""

    writer: Writer

    async def put(self, records: Sequence[Record], removals: Sequence[Removal] = ()) -> None:
        """Keep records and remove others, in one step."""
        if records or removals:
            await self.writer.run(partial(put_records, records=records, removals=removals))

    async def get(self, matter: Matter, chat: int, identity: str) -> Record | None:
        """Give a record by its id."""
        found = await self._list("chat = ? AND matter = ? AND id = ?", chat, matter, identity)
        return found[0] if found else None

    async def list_chat(self, matter: Matter, chat: int) -> Sequence[Record]:
        """Give all records of one matter in a chat, oldest first."""
        return await self._list("chat = ? AND matter = ?", chat, matter)

    async def list_person(self, matter: Matter, person: int) -> Sequence[Record]:
        """Give all records of one matter that a person wrote, in whichever chat, oldest first."""
        return await self._list("person = ? AND matter = ?", person, matter)

    async def list_all(self, matter: Matter) -> Sequence[Record]:
        """Give all records of one matter, oldest first: for what is done by the clock."""
        return await self._list("matter = ?", matter)

    async def _list(self, where: str, *values: object) -> Sequence[Record]:
        return await self.writer.run(partial(_list, where=where, values=values), Care.LIGHT)


_PUT = "REPLACE INTO records (matter, chat, id, person, at, ends, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
_REMOVE = "DELETE FROM records WHERE matter = ? AND chat = ? AND id = ?"
_KNOWN = "SELECT 1 FROM records WHERE matter = ? AND chat = ? AND id = ?"
LIST = "SELECT matter, chat, id, person, at, ends, body FROM records"


def put_records(db: Database, records: Sequence[Record], removals: Sequence[Removal] = ()) -> None:
    """Keep records, each in the place of an earlier one of its id, and then remove others."""
    for one in records:
        if one.renews and not db.execute(_KNOWN, (one.matter, one.chat, one.id)).fetchone():
            continue
        change(db, _PUT, one.matter, one.chat, one.id, one.person, one.at, one.ends, to_json(one.body))
    for gone in removals:
        change(db, _REMOVE, gone.matter, gone.chat, gone.id)


def _list(db: Database, where: str, values: Sequence[object]) -> Sequence[Record]:
    rows = db.execute(f"{LIST} WHERE {where} ORDER BY at, chat, id", values).fetchall()
    return tuple(map(read_record, rows))


def read_record(row: tuple[Any, ...]) -> Record:
    """Read what LIST asks for."""
    matter, chat, identity, person, at, ends, body = row
    return Record(Matter(matter), chat, identity, person, at, from_json(body), ends)


def forget_records(db: Database, chat: int) -> Mapping[str, int]:
    """Remove the records of a chat, and what others are writing for it; give how many of what."""
    drafts = [one for one in _list(db, "matter = ?", (Matter.DRAFT,)) if is_draft_for(one, chat)]
    gone = [*_list(db, "chat = ?", (chat,)), *drafts]
    put_records(db, (), [Removal(one.matter, one.chat, one.id) for one in gone])
    return Counter(WORDS[one.matter] for one in gone)


def forget_writer(db: Database, person: int) -> Mapping[str, int]:
    """Remove a person's records, and the person from those that stay; give how many of what."""
    counts: Counter[str] = Counter()
    for one in _list(db, "person = ? OR matter IN (?, ?)", (person, Matter.MODERATOR, Matter.CHANGE)):
        left = leave_out(one, person)
        if left is None:
            put_records(db, (), [Removal(one.matter, one.chat, one.id)])
            counts[WORDS[one.matter]] += 1
        elif left is not one:
            put_records(db, [left])
            counts[REFERENCES] += 1
    return counts


def expire_records(db: Database, now: float) -> None:
    """Remove the records that have ended."""
    change(db, "DELETE FROM records WHERE ends < ?", now)
