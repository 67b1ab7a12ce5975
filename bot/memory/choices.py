"""What chats have chosen, in SQLite; a topic's choice goes before its chat's."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlite_utils import Database

from bot.memory.database import change
from bot.memory.forms import read_threshold
from bot.memory.writer import Care, Writer
from bot.service.keeping import ChatChoice, Mode


@dataclass(frozen=True, slots=True)
class SqliteSettings:
    """The settings of a file."""

    writer: Writer
    everywhere: ChatChoice

    async def get(self, chat: int, topic: int | None = None) -> ChatChoice:
        """Give the choice that holds in the topic: its own, else the chat's, else what holds everywhere."""
        return await self.writer.run(partial(find_choice, chat=chat, topic=topic), Care.LIGHT) or self.everywhere

    async def put(self, chat: int, choice: ChatChoice, topic: int | None = None) -> None:
        """Keep a choice."""
        await self.writer.run(partial(_put, chat=chat, choice=choice, topic=topic))

    async def clear(self, chat: int, topic: int) -> None:
        """Let the topic follow its chat again."""
        await self.writer.run(lambda db: change(db, "DELETE FROM choices WHERE chat = ? AND topic = ?", chat, topic))

    async def note_member(self, chat: int, *, inside: bool, now: float) -> None:
        """Note that the bot was added to a chat or removed from it."""
        await self.writer.run(partial(_note_member, chat=chat, inside=inside, now=now))

    async def list_left(self, before: float) -> Sequence[int]:
        """Give the chats that the bot was removed from before that time, and has not come back to."""
        return await self.writer.run(partial(_list_left, before=before), Care.LIGHT)


_GET = """
SELECT mode, threshold, lifetime, language, members, reaction, retention_days, hashes
FROM choices WHERE chat = ? AND topic IN (?, 0) ORDER BY topic = 0 LIMIT 1
"""
_PUT = """
REPLACE INTO choices (chat, topic, mode, threshold, lifetime, language, members, reaction, retention_days, hashes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def find_choice(db: Database, chat: int, topic: int | None) -> ChatChoice | None:
    """Give the choice of a topic, else of its chat; None where neither has chosen."""
    row = db.execute(_GET, (chat, topic or 0)).fetchone()
    return _read_choice(row) if row else None


def _read_choice(row: tuple[Any, ...]) -> ChatChoice:
    mode, threshold, lifetime, language, members, reaction, days, hashes = row
    return ChatChoice(Mode(mode), read_threshold(threshold), lifetime, language, bool(members), reaction, days, bool(hashes))


def keeps_hashes(db: Database, chat: int) -> bool:
    """Tell whether a chat has chosen that no text of it is kept."""
    row = db.execute("SELECT hashes FROM choices WHERE chat = ? AND topic = 0", (chat,)).fetchone()
    return bool(row and row[0])


def _put(db: Database, chat: int, choice: ChatChoice, topic: int | None) -> None:
    values = (choice.mode, choice.threshold, choice.lifetime, choice.language, choice.members, choice.reaction)
    change(db, _PUT, chat, topic or 0, *values, choice.retention_days, choice.hashes)


def _note_member(db: Database, chat: int, *, inside: bool, now: float) -> None:
    if inside:
        change(db, "DELETE FROM left_chats WHERE chat = ?", chat)
    else:
        change(db, "INSERT INTO left_chats (chat, at) VALUES (?, ?) ON CONFLICT DO NOTHING", chat, now)


def _list_left(db: Database, before: float) -> Sequence[int]:
    return tuple(chat for (chat,) in db.execute("SELECT chat FROM left_chats WHERE at < ? ORDER BY at, chat", (before,)))
