"""Whether bytes are a web page, a plain text or neither: they are looked at, whatever their header says."""

import re
from enum import StrEnum

from bot.pages.decode import find_mark

_HEAD = 4_096


class Content(StrEnum):
    """What bytes are, as far as we can read them."""

    MARKUP = "markup"
    TEXT = "text"
    NEITHER = "neither"


_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text has: WHATWG, MIME Sniffing, 3."""
_OTHER_MAGIC = (b"%PDF-", b"%!PS", b"{\\rtf")
_TAGS = rb"!doctype\s+html|(?:html|head|body|title|meta|link|script|style|div|main|article|section|h1|p|a|table|br)(?=[\s/>])"
_MARKUP = re.compile(rb"<(?:" + _TAGS + rb")", re.IGNORECASE)
_OTHER_MARKUP = re.compile(rb"(?:<\?xml[^>]*>\s*)?<(?:rss|feed|svg|rdf|urlset|sitemapindex)\b", re.IGNORECASE)
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_READABLE = _HTML | {"", "text/plain", "text/markdown", "application/octet-stream", "binary/octet-stream"}
_TYPE = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}")


def sniff(body: bytes, content_type: str) -> Content:
    """Say what the bytes are. The header decides only about text that begins with no tag: JSON and style sheets are text, too."""
    head = _head(body)
    if _BINARY.search(head) or head.startswith(_OTHER_MAGIC) or _OTHER_MARKUP.match(head):
        return Content.NEITHER
    named = media_type(content_type)
    begins_with_a_tag = head.startswith(b"<")
    has_a_tag = named in _HTML or _MARKUP.search(head)
    if (begins_with_a_tag and has_a_tag) or (named in _READABLE and _MARKUP.search(head)):
        return Content.MARKUP
    return Content.TEXT if named in _READABLE else Content.NEITHER


def _head(body: bytes) -> bytes:
    """Give the first bytes as UTF-8 has them, without a mark or white space in front."""
    mark = find_mark(body)
    return (body[:_HEAD].decode(mark, errors="ignore").encode() if mark else body).lstrip()[:_HEAD]


def media_type(content_type: str) -> str:
    """Give the type that a Content-Type header names, in small letters, "" where it names none."""
    named = content_type.partition(";")[0].strip().lower()
    return named if _TYPE.fullmatch(named) else ""
