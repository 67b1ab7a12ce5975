"""How values are written down: text and JSON as bytes from which exactly the same comes back, whatever the text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from bot.model import Article, FactCheck, FindingKind, Level
from bot.service.keeping import Threshold

_PARTS = tuple(field.name for field in fields(Article))
_PARTS_OF_CHECK = tuple(field.name for field in fields(FactCheck))


def to_bytes(text: str) -> bytes:
    """Write text as UTF-8; half a surrogate pair, which UTF-8 does not know, is kept as it is."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """Read what `to_bytes` wrote."""
    return data.decode("utf-8", "surrogatepass")


def to_json(value: object) -> bytes:
    """Write JSON that `from_json` reads back. Text is not escaped: two halves of a pair would come back as one character."""
    return to_bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def from_json(data: bytes) -> Any:  # noqa: ANN401  JSON is anything
    """Read what `to_json` wrote."""
    return json.loads(to_text(data))


def write_article(article: Article) -> bytes:
    """Write an article as JSON."""
    return to_json({name: getattr(article, name) for name in _PARTS})


def read_article(data: bytes) -> Article:
    """Read an article; keys that another version of Caveat wrote beside ours are passed over."""
    kept = from_json(data)
    return Article(**{name: kept[name] for name in _PARTS if name in kept})


def write_check(check: FactCheck) -> bytes:
    """Write a published fact-check as JSON, without what is empty."""
    return to_json({name: value for name in _PARTS_OF_CHECK if (value := getattr(check, name))})


def read_check(data: bytes) -> FactCheck:
    """Read a published fact-check; keys that another version of Caveat wrote beside ours are passed over."""
    kept = from_json(data)
    return FactCheck(**{name: str(kept[name]) for name in _PARTS_OF_CHECK if name in kept})


def read_threshold(word: str) -> Threshold:
    """Give the level or the kind of finding; no word is both."""
    return Level(word) if word in set(Level) else FindingKind(word)


def digest_call(method: str, payload: Mapping[str, object]) -> str:
    """Give what tells two calls apart once their payloads are gone; the order of the keys does not matter."""
    return hashlib.sha256(json.dumps([method, payload], sort_keys=True).encode()).hexdigest()


def address(payload: Mapping[str, object], old: int, new: int) -> dict[str, object]:
    """Give the payload with a chat's new id in place of the old one."""
    return {**payload, "chat_id": new} if payload.get("chat_id") == old else dict(payload)
