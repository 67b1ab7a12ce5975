"""Everything that is kept, in one SQLite file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.memory.answers import SqliteAnswers, SqliteFeedbacks
from bot.memory.choices import SqliteSettings
from bot.memory.inbox import SqliteInbox
from bot.memory.limits import SqliteLimits
from bot.memory.outbox import SqliteOutbox
from bot.memory.published import SqlitePublished
from bot.memory.records import SqliteRecords
from bot.memory.statements import SqliteStatements
from bot.memory.surroundings import look_around
from bot.memory.whole import drop_texts, expire, forget_chat, forget_person, move_chat
from bot.memory.writer import Care, Writer
from bot.service.keeping import ChatChoice, Surroundings

_STANDARD = ChatChoice()


@dataclass(frozen=True, slots=True)
class SqliteMemory:
    """What is kept in a file. Several tasks may use it at once; nothing of it holds up the event loop."""

    inbox: SqliteInbox
    outbox: SqliteOutbox
    settings: SqliteSettings
    limits: SqliteLimits
    answers: SqliteAnswers
    feedback: SqliteFeedbacks
    statements: SqliteStatements
    records: SqliteRecords
    published: SqlitePublished
    writer: Writer

    async def look_around(self, chat: int, topic: int | None, message: int) -> Surroundings:
        """Give all that is kept around a message, in one step."""
        look = partial(look_around, chat=chat, topic=topic, message=message, everywhere=self.settings.everywhere)
        return await self.writer.run(look, Care.LIGHT)

    async def move_chat(self, old: int, new: int) -> None:
        """Let a group that became a supergroup keep everything under its new id.

        The numbers of its messages do not hold there: slots are empty again, and answers no longer know what was asked (0).
        """
        await self.writer.run(partial(move_chat, old=old, new=new))

    async def forget_chat(self, chat: int) -> Mapping[str, int]:
        """Remove all that is kept of a chat, every byte of it; give how many entries of what, in plain words.

        The file is written anew for that, which takes about a second for 100 MB. Counts of limits are no words and stay until
        their time is up: nobody gets around a limit by this.
        """
        return await self.writer.run(partial(forget_chat, chat=chat), Care.ERASED)

    async def forget_person(self, person: int) -> Mapping[str, int]:
        """Remove all that is kept of a person, their private chat included; give how many entries of what. As `forget_chat`."""
        return await self.writer.run(partial(forget_person, person=person), Care.ERASED)

    async def drop_texts(self, chat: int) -> int:
        """Keep no text of a chat's statements and answers, no byte of them; give how many were dropped. As `forget_chat`."""
        return await self.writer.run(partial(drop_texts, chat=chat), Care.ERASED)

    async def expire(self, now: float) -> None:
        """Remove what is past its time: answers and sent messages by their chat's retention, notes of what is done after days."""
        await self.writer.run(partial(expire, now=now, days=self.settings.everywhere.retention_days), Care.CLEARED)

    async def close(self) -> None:
        """Finish what is under way and let go of the file."""
        await self.writer.close()


async def open_memory(path: Path, everywhere: ChatChoice = _STANDARD) -> SqliteMemory:
    """Give what is kept in a file, which is made where there is none, and its folder too; only this user can read it.

    `everywhere` holds where a chat has chosen nothing. Raises StoreError where another bot uses the file, where it is not ours,
    damaged, newer than this version or cannot be written to; it is left as it is then.
    """
    writer = await Writer.start(path)
    return SqliteMemory(
        SqliteInbox(writer),
        SqliteOutbox(writer),
        SqliteSettings(writer, everywhere),
        SqliteLimits(writer),
        SqliteAnswers(writer),
        SqliteFeedbacks(writer),
        SqliteStatements(writer),
        SqliteRecords(writer),
        SqlitePublished(writer),
        writer,
    )
