"""A file of any size as its JSON elements, one at a time: feeds, lists, lines of JSON, the JSON-LD of saved pages."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.pages.decode import find_mark
from bot.pages.jsonld import load_block

LONGEST = 8_000_000
"""Characters of one element; what is longer is not read, so that no file takes more memory than that."""

CHUNK = 256 * 1024
"""Bytes read at once."""

MOST_MEMBERS = 1_000
"""Members of an object that is no feed."""

STREAMED = frozenset({"dataFeedElement"})
"""Lists of a feed whose elements are given one by one (schema.org/DataFeed)."""

_DECODER = json.JSONDecoder(strict=False)  # real feeds hold line breaks inside of texts
_BLANK = re.compile(r"[ \t\n\r]*")
_SCRIPT = re.compile(r"<script\b[^>]{0,1000}?ld\+json[^>]{0,1000}>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_LONGEST_TAG = 2_100


class Source(Protocol):
    """Where the bytes come from."""

    def read(self, size: int, /) -> bytes:
        """Give at most so many bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Element:
    """One element, and the line of the file at which it begins, from 1."""

    line: int
    data: object


@dataclass(frozen=True, slots=True)
class Broken:
    """What cannot be read, from a line on, and why."""

    line: int
    says: str


class _Unreadable(Exception):  # noqa: N818  it never leaves this file
    """The text cannot be read on."""


def read_elements(stream: Source) -> Iterator[Element | Broken]:
    """Give the elements of a file. Behind JSON that is broken nothing more is read; a broken block of a page is passed over.

    Never raises for what a file holds.
    """
    window = _Window(stream)
    first = window.peek()
    try:
        if first == "<":
            yield from _read_page(window)
        elif first in ("{", "["):
            yield from _read_values(window)
        else:
            yield Broken(window.line, f"is neither JSON nor HTML{first and f' (it begins with {first!r})'}")
    except _Unreadable as error:
        yield Broken(window.line, str(error))


class _Window:
    """The part of a text that is being read: what was read is let go of, what comes is read when it is asked for."""

    def __init__(self, stream: Source) -> None:
        self._stream = stream
        head = stream.read(CHUNK)
        self._decoder = codecs.getincrementaldecoder(find_mark(head) or "utf-8")(errors="replace")
        self._lines = 1
        self.ended = False
        self.at = 0
        self.text = ""
        self._take(head)

    @property
    def line(self) -> int:
        """The number of the line that is being read."""
        return self._lines + self.text.count("\n", 0, self.at)

    def read_on(self) -> bool:
        """Read as much again as is held; tell whether there was anything."""
        self._lines, self.text, self.at = self.line, self.text[self.at :], 0
        self._take(self._stream.read(max(CHUNK, len(self.text))))
        return not self.ended

    def _take(self, raw: bytes) -> None:
        self.ended = not raw
        self.text += self._decoder.decode(raw, final=not raw)

    def peek(self) -> str:
        """Give the next character that is no blank, nothing at the end."""
        while True:
            found = _BLANK.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text) or not self.read_on():
                return self.text[self.at : self.at + 1]

    def skip(self, wanted: str) -> None:
        """Go behind a character that must come next."""
        if self.peek() != wanted[0]:
            raise _Unreadable(f"is not JSON: {self.peek()!r} where {wanted} was expected" if self.peek() else _CUT)
        self.at += 1

    def decode(self) -> object:
        """Give the next value."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except RecursionError:
                raise _Unreadable("is nested too deeply to be read") from None
            except json.JSONDecodeError as error:
                self._wait(error.pos - self.at, error.msg)
            except ValueError:
                raise _Unreadable("is not JSON: a number has too many digits") from None
            else:
                if end < len(self.text) or self.ended or not isinstance(value, int | float):
                    self.at = end
                    return value
                self.read_on()  # a number may go on

    def decode_key(self) -> object:
        """Give the next value, which must be a text."""
        self.skip('"')
        self.at -= 1
        return self.decode()

    def _wait(self, place: int, says: str) -> None:
        """Read on: what cannot be read at a place may only be cut off here."""
        if len(self.text) - self.at > LONGEST:
            raise _Unreadable(f"is not JSON, or holds something longer than {LONGEST:,} characters") from None
        if self.read_on():
            return
        self.at = place
        is_cut = says.startswith("Unterminated string") or not self.text[place:].strip()
        raise _Unreadable(_CUT if is_cut else f"is not JSON: {says}") from None


_CUT = "ends in the middle: take it whole, as it was written"


# --- JSON


def _read_values(window: _Window) -> Iterator[Element]:
    """Give the elements of all values that stand one behind the other."""
    while first := window.peek():
        if first == "[":
            yield from _read_list(window)
        elif first == "{":
            yield from _read_object(window)
        else:
            yield Element(window.line, window.decode())


def _read_list(window: _Window) -> Iterator[Element]:
    window.skip("[")
    while window.peek() != "]":
        yield Element(window.line, window.decode())
        if window.peek() != "]":
            window.skip(", or ]")
    window.skip("]")


def _read_object(window: _Window) -> Iterator[Element]:
    """Give the elements of a feed, or an object that is none."""
    line, members, is_feed = window.line, dict[object, object](), False
    window.skip("{")
    while window.peek() != "}":
        key = window.decode_key()
        window.skip(":")
        if key in STREAMED and window.peek() == "[":
            is_feed = True
            yield from _read_list(window)
        else:
            members[key] = window.decode()
        if len(members) > MOST_MEMBERS:
            raise _Unreadable(f"is an object with more than {MOST_MEMBERS:,} members, and no feed")
        if window.peek() != "}":
            window.skip(", or }")
    window.skip("}")
    if not is_feed:
        yield Element(line, members)


# --- HTML


def _read_page(window: _Window) -> Iterator[Element | Broken]:
    """Give what each block of JSON-LD holds."""
    while _find_block(window):
        line, block = window.line, _read_block(window)
        data = load_block(block)
        yield Broken(line, "holds JSON-LD that is not JSON") if data is None else Element(line, data)


def _find_block(window: _Window) -> bool:
    """Go behind the tag that opens the next block; tell whether there is one."""
    while True:
        found = _SCRIPT.search(window.text, window.at)
        if found:
            window.at = found.end()
            return True
        window.at = max(window.at, len(window.text) - _LONGEST_TAG)
        if not window.read_on():
            return False


def _read_block(window: _Window) -> str:
    while True:
        found = _END.search(window.text, window.at)
        if found or len(window.text) - window.at > LONGEST or not window.read_on():
            break
    end = found.start() if found else len(window.text)
    block, window.at = window.text[window.at : end], end
    return block
