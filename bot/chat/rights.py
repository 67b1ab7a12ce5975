"""Who may change what in a group: Telegram's own rights, anonymous administrators and the channel that owns a group included."""

from dataclasses import dataclass
from enum import StrEnum

from telegram import Chat, ChatMember, ChatMemberAdministrator, Message, User
from telegram.error import TelegramError
from telegram.ext import ExtBot


class Right(StrEnum):
    """A right of an administrator, by its name in the Bot API."""

    CHANGE_INFO = "can_change_info"
    DELETE = "can_delete_messages"


@dataclass(frozen=True, slots=True)
class Rights:
    """Asks Telegram who may do what. Where Telegram does not answer, nobody may."""

    bot: ExtBot[None]

    async def may(self, chat: Chat, user: User, right: Right) -> bool:
        """Tell whether a person is the owner of a chat or an administrator with the right."""
        try:
            member = await self.bot.get_chat_member(chat.id, user.id)
        except TelegramError:
            return False
        if member.status == ChatMember.OWNER:
            return True
        return isinstance(member, ChatMemberAdministrator) and bool(getattr(member, right))

    async def may_write(self, message: Message, right: Right) -> bool:
        """Tell whether whoever wrote a message has the right.

        An anonymous administrator writes as the group itself, and a channel's owner as the channel: Telegram does not say which
        person it was, and lets nobody else write so.
        """
        sender = message.sender_chat
        if sender is not None:
            return sender.id == message.chat.id or await self._owns(sender, message.chat)
        return message.from_user is not None and await self.may(message.chat, message.from_user, right)

    async def _owns(self, channel: Chat, chat: Chat) -> bool:
        """Tell whether a channel is the one that a group is the discussion of."""
        try:
            return (await self.bot.get_chat(chat.id)).linked_chat_id == channel.id
        except TelegramError:
            return False
