"""The shape in which the stand-in keeps what Telegram tells: objects of the Bot API, as they stand in JSON."""

from collections.abc import Mapping
from typing import Any

Thing = dict[str, Any]
"""A user, chat, message or update as the Bot API writes it in JSON."""

Fields = Mapping[str, Any]
"""Some fields of such an object, or the parameters of a call."""

MEDIA = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")
CONTENT = frozenset({"text", "caption", "contact", "dice", "game", "location", "poll", "venue", "story", *MEDIA})
"""What a person can send; a message without any of it is a service message."""


def plain_emoji(text: str) -> str:
    """Give an emoji without the sign that asks for its coloured form: Telegram takes it with or without."""
    return text.replace("\ufe0f", "")


def without(thing: Fields, *names: str) -> Thing:
    """Give a thing without some of its fields."""
    return {name: value for name, value in thing.items() if name not in names}


def only_full(thing: Fields) -> Thing:
    """Give a thing without the fields that say nothing, as Telegram leaves out what is empty."""
    return {name: value for name, value in thing.items() if value not in ("", None, [], ())}


def is_service(message: Fields) -> bool:
    """Say whether a message tells of an event of its chat and was written by nobody."""
    return not message.keys() & CONTENT


def words_of(message: Fields) -> tuple[str, list[Thing]]:
    """Give the text or caption of a message, and its entities."""
    if "text" in message:
        return message["text"], message.get("entities", [])
    return message.get("caption", ""), message.get("caption_entities", [])
