"""Bytes become text: by their mark, by what they are, by what the page says of them, or by how they look."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

_META = re.compile(rb"<(?:meta|\?xml)\b[^<>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_WITHIN = 1_024
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TAG = re.compile(rb"<[^<>]*>")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII = bytes(range(128))
_SAMPLE = 16_384

_SINGLE_BYTE = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866"),
    *("koi8-r", "koi8-u", "mac-cyrillic", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-8", "iso8859-15"),
)
_MANY_BYTES = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr")
_READ = frozenset(codecs.lookup(name).name for name in (*_SINGLE_BYTE, *_MANY_BYTES, "utf-8", "gbk", "gb2312", "cp932", "cp949"))
"""Only what web pages are written in: Python also calls "rot13" and "zip" codecs."""
_READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""WHATWG, Encoding, 4.2: what pages that say the one are written in."""


def find_mark(body: bytes) -> str:
    """Give the codec that a byte order mark announces, or ""."""
    return next((codec for mark, codec in _MARKS if body.startswith(mark)), "")


def decode(body: bytes, content_type: str = "") -> str:
    """Give the text of a page. Never fails: what belongs to no charset becomes U+FFFD.

    What is valid UTF-8 is UTF-8, whatever was declared: no other text looks like it by chance. A declaration that does not fit
    the bytes is passed over.
    """
    marked = find_mark(body)
    if marked:
        return body.decode(marked, errors="replace")
    for codec in ("utf-8", *_declared(body, content_type)):
        text = _try(body, codec)
        if text is not None:
            return text
    return body.decode(_guess(body), errors="replace")


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    header = _HEADER.search(content_type)
    if header:
        yield from _known(header[1])
    for meta in _META.finditer(body[:_META_WITHIN]):
        yield from _known(meta[1].decode("ascii"))


def _known(label: str) -> Iterator[str]:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return
    name = _READ_AS.get(name, name)
    if name in _READ:
        yield name


def _try(body: bytes, codec: str) -> str | None:
    """Give the text if it is of this codec; a few bytes that are not may stand among what is."""
    text = body.decode(codec, errors="replace")
    strange = text.count("\ufffd")
    if not strange:
        return text
    return text if strange * 10 < len(body.translate(None, _ASCII)) else None


def _guess(body: bytes) -> str:
    """Give the codec in which the words, without the markup, look most like a language."""
    words = _TAG.sub(b" ", body)
    first = _NOT_ASCII.search(words)
    start = max(0, first.start() - 256) if first else 0
    best = from_bytes(words[start : start + _SAMPLE], cp_isolation=[*_SINGLE_BYTE, *_MANY_BYTES]).best()
    return best.encoding if best else "cp1252"
