"""Text files that people send instead of a text."""

from dataclasses import replace
from pathlib import PurePath

from telegram import Document, Message

from bot.chat.post import Post, find_post
from bot.pages.decode import decode

LARGEST = 1_000_000
"""Bytes of a file that is read."""

ENDINGS = (".txt", ".text", ".md")


def is_text_file(document: Document | None) -> bool:
    """Tell whether a file says that it is plain text."""
    if document is None:
        return False
    ending = PurePath(document.file_name or "").suffix.lower()
    return document.mime_type in ("text/plain", "text/markdown") or ending in ENDINGS


async def read_file(message: Message) -> Post | None:
    """Give what a text file holds as something to read; None where it is too large. Raises TelegramError if it cannot be had."""
    document = message.document
    if document is None or (document.file_size or 0) > LARGEST:
        return None
    file = await document.get_file()
    body = bytes(await file.download_as_bytearray())
    if len(body) > LARGEST:
        return None
    return replace(find_post(message), text=decode(body), links=(), entities=(), quotes=False, is_link=False)
