"""Files that people send instead of a text: plain text, and web pages as a browser saves them."""

import asyncio
from dataclasses import replace
from pathlib import PurePath

from telegram import Document, Message

from bot.chat.post import Post, find_post
from bot.model import NoPage
from bot.pages.decode import decode
from bot.pages.reader import extract_lazily

LARGEST = 1_000_000
"""Bytes of a file that is read."""

ENDINGS = (".txt", ".text", ".md")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")


def is_text_file(document: Document | None) -> bool:
    """Tell whether a file says that it is plain text or a saved page."""
    if document is None:
        return False
    return document.mime_type in ("text/plain", "text/markdown") or _ending(document) in ENDINGS or _is_page(document)


async def read_file(message: Message) -> Post | None:
    """Give what a text file or a saved page holds as something to read; None where it is too large.

    Of a page without an article nothing is left to read. Raises TelegramError if the file cannot be had.
    """
    document = message.document
    if document is None or (document.file_size or 0) > LARGEST:
        return None
    file = await document.get_file()
    body = bytes(await file.download_as_bytearray())
    if len(body) > LARGEST:
        return None
    post = replace(find_post(message), text=decode(body), links=(), entities=(), quotes=False, is_link=False)
    return await _read_page(post) if _is_page(document) else post


async def _read_page(post: Post) -> Post:
    page = await asyncio.to_thread(extract_lazily, post.text, "")
    if isinstance(page, NoPage):
        return replace(post, text="")
    return replace(post, text=page.article.text, page=replace(page.article, url=None))


def _is_page(document: Document) -> bool:
    return document.mime_type in ("text/html", "application/xhtml+xml") or _ending(document) in PAGE_ENDINGS


def _ending(document: Document) -> str:
    return PurePath(document.file_name or "").suffix.lower()
