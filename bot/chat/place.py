"""Where something is said: a chat, a topic in it, and the message that it is about."""

from dataclasses import dataclass

from telegram import MaybeInaccessibleMessage, Message
from telegram.constants import ChatType

from bot.service.keeping import Outgoing


@dataclass(frozen=True, slots=True)
class Place:
    """A message that is answered. `topic` is a forum topic's id, `album` what the pictures of one album share."""

    chat: int
    topic: int | None
    message: int
    private: bool
    album: str = ""
    sender: int | None = None
    """The person who sent the message; None where a channel or an anonymous administrator did."""

    @property
    def slot(self) -> str:
        """Name the one message of ours that answers it, or all of its album."""
        return f"g:{self.chat}:{self.album}" if self.album else f"a:{self.chat}:{self.message}"

    @property
    def line(self) -> str:
        """Name the line that marks it, or its album, where nobody asked."""
        return f"l:{self.chat}:{self.album or self.message}"

    @property
    def aside(self) -> str:
        """Name what was read of it for another purpose, such as a note: there is no message of ours that answers it."""
        return f"q:{self.chat}:{self.message}"

    def aim(self, **quote: object) -> dict[str, object]:
        """Give the part of a payload that says where it goes and to what it replies."""
        where: dict[str, object] = {"chat_id": self.chat, "link_preview_options": {"is_disabled": True}}
        if self.topic:
            where["message_thread_id"] = self.topic
        if self.message:
            where["reply_parameters"] = {"message_id": self.message, "allow_sending_without_reply": True, **quote}
        return where

    def saying(self, html: str, slot: str | None = None) -> Outgoing:
        """Give a message of Telegram HTML that replies here."""
        return Outgoing(self.chat, "sendMessage", {**self.aim(), "text": html, "parse_mode": "HTML"}, slot)


def is_line(slot: str) -> bool:
    """Tell whether a slot is that of a line that marks a post."""
    return slot.startswith("l:")


def is_aside(slot: str) -> bool:
    """Tell whether a slot is that of a post that was read and not answered."""
    return slot.startswith("q:")


def find_place(message: Message) -> Place:
    """Give the place of a message."""
    topic = message.message_thread_id if message.is_topic_message else None
    private = message.chat.type == ChatType.PRIVATE
    sender = message.from_user.id if message.from_user and not message.sender_chat else None
    return Place(message.chat.id, topic, message.message_id, private, message.media_group_id or "", sender)


def find_private(person: int) -> Place:
    """Give the private chat with a person, where nothing is replied to."""
    return Place(person, None, 0, private=True)


def find_pressed(message: MaybeInaccessibleMessage | None) -> Place | None:
    """Give the place of a message of the bot's whose button was pressed; of an old one Telegram tells little more than that.

    None for one that was sent by way of the bot's name in another chat.
    """
    if message is None:
        return None
    if isinstance(message, Message):
        return find_place(message)
    return Place(message.chat.id, None, message.message_id, message.chat.type == ChatType.PRIVATE)
