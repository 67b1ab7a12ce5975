"""Statements that were seen, in SQLite: each text once a chat, with all its sightings, and an index over its words."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlite_utils import Database

from bot.memory.alike import find_like_each
from bot.memory.database import ask_for_each, change
from bot.memory.forms import to_bytes, to_json, to_text
from bot.memory.nearest import Entry, add_entries, remove_entries
from bot.memory.sightings import find_chats, list_chat, list_last, list_near, list_repeats, list_sightings, look_up
from bot.memory.writer import Care, Writer
from bot.model import Status
from bot.service.days import DAY
from bot.service.statements import MOST_LIKE, LookAlike, Seen, Sighting
from bot.text.digest import digest_words


@dataclass(frozen=True, slots=True)
class SqliteStatements:
    """The statements of a file."""

    writer: Writer

    async def put(self, sightings: Sequence[Sighting], *, hashes: bool = False) -> None:
        """Keep what was seen; a message that says the same again is counted once, with what it said last."""
        await self.writer.run(partial(put_sightings, sightings=sightings, hashes=hashes))

    async def find_same(self, text: str, chat: int) -> Seen | None:
        """Give the statement of a chat that is this one but for case, spaces and marks."""
        return await self.writer.run(partial(_find_same, text=text, chat=chat), Care.LIGHT)

    async def list_repeats(self, texts: Sequence[str], chat: int, post: str) -> Sequence[Sighting]:
        """Give each message of the chat that held one of the texts as part of a post, by its first sighting, oldest first."""
        return await self.writer.run(partial(list_repeats, texts=texts, chat=chat, post=post), Care.LIGHT)

    async def list_near(self, texts: Sequence[str], chat: int, message: int, reach: int) -> Sequence[Sequence[Sighting]]:
        """Give for each text its sightings in messages of the chat at most `reach` numbers away, oldest first."""
        return await self.writer.run(partial(list_near, texts=texts, chat=chat, message=message, reach=reach), Care.LIGHT)

    async def find_like(self, text: str, chat: int, *, everywhere: bool = False, most: int = MOST_LIKE) -> Sequence[LookAlike]:
        """Give the kept statements that look most like a text, best first; `everywhere` looks in all chats."""
        (found,) = await self.find_like_each([text], chat, everywhere=everywhere, most=most)
        return found

    async def find_like_each(
        self, texts: Sequence[str], chat: int, *, everywhere: bool = False, most: int = MOST_LIKE
    ) -> Sequence[Sequence[LookAlike]]:
        """Give for each text what `find_like` gives, in one step."""
        find = partial(find_like_each, texts=texts, chat=chat, everywhere=everywhere, most=most)
        return await self.writer.run(find, Care.LIGHT)

    async def find_chats(self, post: str) -> Sequence[int]:
        """Give the chats in which a post was seen, by its digest, latest first. Not for the eyes of anybody in another chat."""
        return await self.writer.run(partial(find_chats, post=post), Care.LIGHT)

    async def list_last(self, chat: int, statuses: Collection[Status], since: float) -> Sequence[Seen]:
        """Give the statements of a chat whose last sighting has one of the statuses, and is not before; most often seen first."""
        return await self.writer.run(partial(list_last, chat=chat, statuses=statuses, since=since), Care.LIGHT)

    async def list_chat(self, chat: int) -> Sequence[Sighting]:
        """Give all sightings in a chat, oldest first."""
        return await self.writer.run(partial(list_chat, chat=chat), Care.LIGHT)

    async def list_sightings(self, number: int, chat: int) -> Sequence[Sighting]:
        """Give all sightings of a statement of the chat, oldest first; none of another chat's."""
        return await self.writer.run(partial(list_sightings, number=number, chat=chat), Care.LIGHT)

    async def count(self, chat: int) -> int:
        """Count the statements that are kept of a chat."""
        return await self.writer.run(lambda db: int(db.table("statements").count_where("chat = ?", [chat])), Care.LIGHT)

    async def drop_texts(self, chat: int) -> int:
        """Keep only the hashes of a chat's statements, no byte of their texts; give how many had one."""
        return await self.writer.run(partial(drop_texts, chat=chat), Care.ERASED)

    async def forget(self, chat: int) -> int:
        """Remove all statements of a chat, every byte of them; give how many there were."""
        return await self.writer.run(partial(forget_statements, chat=chat), Care.ERASED)

    async def move(self, old: int, new: int) -> None:
        """Let the statements of a chat belong to its new id; where both saw the same, the sightings are put together."""
        await self.writer.run(partial(move_statements, old=old, new=new))

    async def expire(self, now: float, days: Mapping[int, int], otherwise: int) -> int:
        """Remove sightings older than so many days of their chat, or `otherwise`; give how many statements went with them."""
        return await self.writer.run(partial(expire_statements, now=now, days=days, otherwise=otherwise), Care.CLEARED)


def _find_same(db: Database, text: str, chat: int) -> Seen | None:
    number, _ = _find(db, chat, digest_words(text))
    return look_up(db, [number], chat).get(number)


# --- put

_KNOWN = "SELECT number, text IS NULL FROM statements WHERE chat = ? AND digest = ?"
_PUT = "INSERT INTO statements (chat, digest, text) VALUES (?, ?, ?)"
_GIVE_TEXT = "UPDATE statements SET text = ? WHERE number = ?"
_SEE = """
INSERT OR REPLACE INTO sightings (statement, message, at, post, status, certainty, polarity, sources, origin, sender)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def put_sightings(db: Database, sightings: Sequence[Sighting], *, hashes: bool = False) -> None:
    """Keep what was seen; with `hashes` no word of it."""
    entries: list[Entry] = []
    rows = [_write_sighting(_put_statement(db, one, entries, hashes=hashes), one, hashes=hashes) for one in sightings]
    db.conn.executemany(_SEE, rows)
    add_entries(db, entries)
    _count_on(db, entries, 1)


def _put_statement(db: Database, one: Sighting, entries: list[Entry], *, hashes: bool) -> int:
    """Give the number of a statement; where it is new, or has a text for the first time, it becomes an entry."""
    digest = digest_words(one.text)
    text = None if hashes else to_bytes(one.text)
    number, without = _find(db, one.chat, digest)
    if not number:
        number = db.execute(_PUT, (one.chat, digest, text)).lastrowid or 0
    elif without and text is not None:
        db.execute(_GIVE_TEXT, (text, number))
    if without and text is not None:
        entries.append(Entry(number, one.chat, one.text))
    return number


def _find(db: Database, chat: int, digest: bytes) -> tuple[int, bool]:
    """The number of a statement, 0 where it is not known, and whether it is kept without a text."""
    row = db.execute(_KNOWN, (chat, digest)).fetchone()
    return (int(row[0]), bool(row[1])) if row else (0, True)


def _write_sighting(number: int, one: Sighting, *, hashes: bool) -> tuple[object, ...]:
    sources, origin = ((), None) if hashes else (one.sources, one.origin)
    place = (number, one.message, one.at, one.post, one.status, one.certainty, one.polarity)
    return (*place, to_json(sources), None if origin is None else to_bytes(origin), one.sender)


_SHELVE = """
INSERT INTO shelves (chat, statements) VALUES (?, ?)
ON CONFLICT (chat) DO UPDATE SET statements = statements + excluded.statements
"""


def _count_on(db: Database, entries: Iterable[Entry], step: int) -> None:
    counted = Counter(entry.chat for entry in entries)
    db.conn.executemany(_SHELVE, [(chat, step * count) for chat, count in counted.items()])
    db.conn.executemany("DELETE FROM shelves WHERE chat = ? AND statements <= 0", [(chat,) for chat in counted])


# --- remove

_OF_CHAT = "SELECT number, chat, text FROM statements WHERE chat = ? AND text IS NOT NULL"


def forget_statements(db: Database, chat: int) -> int:
    """Remove all statements of a chat and their words in the index; give how many there were."""
    db.execute("DELETE FROM sightings WHERE statement IN (SELECT number FROM statements WHERE chat = ?)", (chat,))
    _empty_shelf(db, chat)
    return int(db.execute("DELETE FROM statements WHERE chat = ?", (chat,)).rowcount)


def forget_sender(db: Database, person: int) -> int:
    """Keep no longer that a person sent something; give how many sightings named them."""
    return change(db, "UPDATE sightings SET sender = NULL WHERE sender = ?", person)


def drop_texts(db: Database, chat: int) -> int:
    """Keep only the hashes of a chat's statements; give how many had a text."""
    bare = "UPDATE sightings SET sources = ?, origin = NULL WHERE statement IN (SELECT number FROM statements WHERE chat = ?)"
    db.execute(bare, (to_json(()), chat))
    _empty_shelf(db, chat)
    return int(db.execute("UPDATE statements SET text = NULL WHERE chat = ? AND text IS NOT NULL", (chat,)).rowcount)


def _empty_shelf(db: Database, chat: int) -> None:
    """Take a chat out of the index, whatever words earlier versions looked for."""
    db.execute("DELETE FROM postings WHERE chat = ?", (chat,))
    db.execute("DELETE FROM shelves WHERE chat = ?", (chat,))


def move_statements(db: Database, old: int, new: int) -> None:
    """Let the statements of a chat belong to its new id; the numbers of its messages do not hold there and turn negative."""
    if old == new:
        return
    entries = [Entry(number, new, to_text(text)) for number, _, text in db.execute(_OF_CHAT, (old,)).fetchall()]
    _empty_shelf(db, old)
    _leave_messages(db, old)
    gone = _join_doubles(db, old, new)
    db.execute("UPDATE statements SET chat = ? WHERE chat = ?", (new, old))
    moved = [entry for entry in entries if entry.number not in gone]
    add_entries(db, moved)
    _count_on(db, moved, 1)


def _leave_messages(db: Database, old: int) -> None:
    """A supergroup counts its messages anew: an old number must not stand for another message."""
    away = """
    UPDATE OR REPLACE sightings SET message = -message
    WHERE message > 0 AND statement IN (SELECT number FROM statements WHERE chat = ?)
    """
    db.execute(away, (old,))


_DOUBLES = """
SELECT mine.number, theirs.number FROM statements AS mine JOIN statements AS theirs ON theirs.digest = mine.digest
WHERE mine.chat = ? AND theirs.chat = ?
"""


def _join_doubles(db: Database, old: int, new: int) -> set[int]:
    """Give what the new chat has seen too the sightings of the old one; give the numbers that are no longer needed."""
    pairs = db.execute(_DOUBLES, (old, new)).fetchall()
    for gone, stays in pairs:
        db.execute("UPDATE OR REPLACE sightings SET statement = ? WHERE statement = ?", (stays, gone))
        db.execute("DELETE FROM statements WHERE number = ?", (gone,))
    return {gone for gone, _ in pairs}


_OLD = """
SELECT statement, message, at, chat FROM sightings JOIN statements ON number = statement WHERE at < ?
"""


def expire_statements(db: Database, now: float, days: Mapping[int, int], otherwise: int) -> int:
    """Remove sightings older than so many days of their chat, or `otherwise`; give how many statements went with them."""
    latest = now - DAY * min([otherwise, *days.values()])
    rows = db.execute(_OLD, (latest,)).fetchall()
    past = [(number, message) for number, message, at, chat in rows if at < now - DAY * days.get(chat, otherwise)]
    db.conn.executemany("DELETE FROM sightings WHERE statement = ? AND message = ?", past)
    return _remove_unseen(db, sorted({number for number, _ in past}))


_TEXTS = "SELECT number, chat, text FROM statements WHERE text IS NOT NULL AND number IN ({marks})"


def _remove_unseen(db: Database, numbers: Sequence[int]) -> int:
    """Remove those of the statements that have no sighting left."""
    unseen = "SELECT 1 FROM statements WHERE number = ? AND NOT EXISTS (SELECT 1 FROM sightings WHERE statement = number)"
    gone = [number for number in numbers if db.execute(unseen, (number,)).fetchone()]
    entries = [Entry(number, chat, to_text(text)) for number, chat, text in ask_for_each(db, _TEXTS, gone)]
    remove_entries(db, entries)
    _count_on(db, entries, -1)
    db.conn.executemany("DELETE FROM statements WHERE number = ?", [(number,) for number in gone])
    return len(gone)
