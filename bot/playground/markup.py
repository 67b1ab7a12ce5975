"""Telegram's HTML as far as a reply uses it, with TDLib's complaints, for where TDLib is not installed."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.playground.refusal import Refusal, bad_request
from bot.playground.units import utf16_length

__all__ = ["find_commands", "parse_html", "utf16_length"]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
"""All named characters that Telegram knows; any other shows as it is written."""

_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[^\s>]*)(?P<more>(?:\s[^>]*)?)(?P<close>>?)"
    r"|&(?P<named>lt|gt|amp|quot)(?![A-Za-z]);?|&#(?:x(?P<hex>[0-9a-fA-F]{1,6})|(?P<number>[0-9]{1,7}));?|[^<&]+|&"
)
_LINK = re.compile(r"""\shref\s*=\s*["']?(https?://[^"'\s]+)""")
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that waits for its end: where the text stood when it began."""

    tag: str
    more: str
    offset: int


@dataclass(slots=True)
class _Parser:
    """What has been parsed so far."""

    html: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[dict[str, object]] = field(default_factory=list)

    def parse(self) -> tuple[str, Sequence[dict[str, object]]]:
        for token in _TOKEN.finditer(self.html):
            self._take(token)
        if self.open:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.text), sorted(self.entities, key=_reading_order)

    def _take(self, token: re.Match[str]) -> None:
        if token["tag"] is None:
            self._write(_character(token))
        elif token["end"]:
            self._end(token)
        else:
            self._start(token)

    def _write(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def _start(self, token: re.Match[str]) -> None:
        if (token["more"] or token["close"]) and token["tag"].lower() not in TAGS:
            raise _complaint(f'Unsupported start tag "{token["tag"].lower()}" at byte offset {self._byte(token)}')
        if not token["close"]:
            raise _complaint(f"Unclosed start tag at byte offset {self._byte(token)}")
        self.open.append(_Open(token["tag"].lower(), token["more"], self.length))

    def _end(self, token: re.Match[str]) -> None:
        if not self.open:
            raise _complaint(f"Unexpected end tag at byte offset {self._byte(token)}")
        began = self.open.pop()
        if token["tag"].lower() not in {"", began.tag}:
            found = f'expected "</{began.tag}>", found "</{token["tag"].lower()}>"'
            raise _complaint(f"Unmatched end tag at byte offset {self._byte(token)}, {found}")
        if self.length > began.offset:
            self.entities += _entity(began, self.length - began.offset)

    def _byte(self, token: re.Match[str]) -> int:
        return len(self.html[: token.start()].encode())


def parse_html(html: str) -> tuple[str, Sequence[dict[str, object]]]:
    """Give the text without its tags, and the entities they stood for. Raises Refusal in TDLib's words."""
    return _Parser(html).parse()


def find_commands(text: str) -> Sequence[dict[str, object]]:
    """Give the bot commands in a text, as Telegram marks them in what people write."""
    return [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": len(found[0])}
        for found in _COMMAND.finditer(text)
    ]


def _character(token: re.Match[str]) -> str:
    if token["named"]:
        return NAMED[token["named"]]
    number = int(token["number"] or token["hex"] or "0", 16 if token["hex"] else 10)
    return chr(number) if 0 < number <= sys.maxunicode else token[0]


def _entity(began: _Open, length: int) -> Iterator[dict[str, object]]:
    kind = "expandable_blockquote" if began.tag == "blockquote" and "expandable" in began.more else TAGS[began.tag]
    link = _LINK.search(began.more)
    if kind != "text_link" or link:  # a link that leads nowhere is no entity
        yield {"type": kind, "offset": began.offset, "length": length, **({"url": link[1]} if link else {})}


def _reading_order(entity: dict[str, object]) -> tuple[int, int]:
    return int(str(entity["offset"])), -int(str(entity["length"]))


def _complaint(says: str) -> Refusal:
    return bad_request(f"can't parse entities: {says}")
