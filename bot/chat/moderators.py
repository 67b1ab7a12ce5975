"""Who moderates a group: administrators who may delete messages, and members whom the group lists."""

from dataclasses import dataclass

from telegram import Message

from bot.chat.here import Here
from bot.chat.rights import Right, Rights
from bot.chat.work import Work
from bot.service import changes
from bot.service.changes import Change, Deed
from bot.service.records import Matter


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever does something in a group. An anonymous administrator has no name, and no number where the group itself wrote."""

    person: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Moderators:
    """Tells who may write notes in a group."""

    here: Here
    rights: Rights

    async def may(self, chat: int, person: int) -> bool:
        """Tell whether a person moderates a group. Where Telegram does not answer, nobody does."""
        if await self.rights.may(chat, person, Right.DELETE):
            return True
        listed = await self.here.memory.records.get(Matter.MODERATOR, chat, str(person))
        return listed is not None and await self.rights.is_member(chat, person)

    async def may_write(self, message: Message) -> bool:
        """Tell whether whoever wrote a message in a group moderates it."""
        if await self.rights.may_write(message, Right.DELETE):
            return True
        person = message.from_user
        return person is not None and not message.sender_chat and await self.may(message.chat.id, person.id)

    async def find_author(self, chat: int, person: int, name: str) -> Author:
        """Give a person as the group may know them: an anonymous administrator without a name."""
        return Author(person, None if await self.rights.is_anonymous(chat, person) else name)

    async def find_writer(self, message: Message) -> Author:
        """Give whoever wrote a message in a group: an anonymous administrator is nobody, a channel has a name and no number."""
        sender, person = message.sender_chat, message.from_user
        if sender or person is None:
            return Author(None, sender.title if sender and sender.id != message.chat.id else None)
        return await self.find_author(message.chat.id, person.id, person.full_name)


def note_change(author: Author, chat: int, deed: Deed, detail: str, work: Work, member: int | None = None) -> None:
    """Have it kept who changed what; a `member` is named by the detail."""
    change = Change(f"{work.update}-0", chat, author.person, author.name, deed, detail, work.now, member)
    work.records.append(changes.to_record(change))
