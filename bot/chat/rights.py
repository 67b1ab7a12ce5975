"""Who may change what in a group: Telegram's own rights, anonymous administrators and the channel that owns a group included."""

from dataclasses import dataclass
from enum import StrEnum

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Message
from telegram.error import TelegramError

from bot.chat.asking import ask
from bot.chat.here import Here
from bot.service.keeping import Want

MOST_ASKED, MINUTE = 120, 60.0
"""Times that Telegram is asked about one person in a minute: whatever somebody presses or makes up, no more."""


class Right(StrEnum):
    """A right of an administrator, by its name in the Bot API."""

    CHANGE_INFO = "can_change_info"
    DELETE = "can_delete_messages"


@dataclass(frozen=True, slots=True)
class Rights:
    """Asks Telegram who may do what. Where Telegram does not answer, nobody may."""

    here: Here

    async def may(self, chat: int, person: int, right: Right) -> bool:
        """Tell whether a person is the owner of a chat or an administrator with the right."""
        member = await self._ask(chat, person)
        if isinstance(member, ChatMemberAdministrator):
            return bool(getattr(member, right))
        return member is not None and member.status == ChatMember.OWNER

    async def is_member(self, chat: int, person: int) -> bool:
        """Tell whether a person is in a chat; a private one has the number of its person, and nobody else is in it."""
        if chat > 0:
            return chat == person
        member = await self._ask(chat, person)
        return member is not None and is_inside(member)

    async def is_anonymous(self, chat: int, person: int) -> bool:
        """Tell whether a person is hidden among the administrators of a chat; where Telegram does not answer, they are."""
        member = await self._ask(chat, person)
        return member is None or bool(getattr(member, "is_anonymous", False))

    async def _ask(self, chat: int, person: int) -> ChatMember | None:
        want = Want(f"asked:{person}", MOST_ASKED, MINUTE)
        if await self.here.memory.limits.take([want], self.here.clock()):
            return None
        try:
            return await ask(self.here.bot.get_chat_member(chat, person))
        except TelegramError:
            return None

    async def may_write(self, message: Message, right: Right) -> bool:
        """Tell whether whoever wrote a message has the right.

        An anonymous administrator writes as the group itself, and a channel's owner as the channel: Telegram does not say which
        person it was, and lets nobody else write so.
        """
        sender = message.sender_chat
        if sender is not None:
            return sender.id == message.chat.id or await self._owns(sender, message.chat)
        return message.from_user is not None and await self.may(message.chat.id, message.from_user.id, right)

    async def _owns(self, channel: Chat, chat: Chat) -> bool:
        """Tell whether a channel is the one that a group is the discussion of."""
        try:
            return (await ask(self.here.bot.get_chat(chat.id))).linked_chat_id == channel.id
        except TelegramError:
            return False


def is_inside(member: ChatMember) -> bool:
    """Tell whether somebody is in a chat, as their membership says."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)
