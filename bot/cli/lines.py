"""One line of a file of JSON objects becomes one line of JSON: a reading, or what is wrong with the line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO

from bot.cli.opener import Opener
from bot.cli.output import to_json
from bot.model import Article, NoPage
from bot.reading import read
from bot.reply.contract import reading_to_json
from bot.reply.origin import say_no_page
from bot.reply.phrasebook import Phrasebook
from bot.rulebook import Rulebook
from bot.service import LONGEST

LONGEST_LINE = 16 * LONGEST
"""Bytes: enough for the longest text with every character escaped."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Id = str | int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read, at most one byte longer than is allowed, and its number from 1."""

    number: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a line became: a line of JSON, and whether it could be read."""

    line: Line
    json: str
    well: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A text to read, or a link to open where it has no text, with the name by which its reading is found again."""

    id: Id
    article: Article
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a line cannot be read."""

    id: Id
    says: str


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines by one rulebook."""

    rulebook: Rulebook
    phrasebook: Phrasebook
    with_text: bool
    opener: Opener

    def read(self, line: Line) -> Outcome:
        """The reading of a line, or its number and what is wrong with it. Never fails, whatever the line."""
        record = parse_line(line)
        if isinstance(record, Record) and record.link:
            record = self._open(record.id, record.link)
        if isinstance(record, Flaw):
            return Outcome(line, to_json({"id": record.id, "error": f"line {line.number}: {record.says}"}), well=False)
        reading = read(record.article, self.rulebook)
        document = reading_to_json(reading, self.phrasebook, with_text=self.with_text)
        return Outcome(line, to_json({**document, "id": record.id}), well=True)

    def _open(self, name: Id, link: str) -> Record | Flaw:
        page = self.opener.open(link)
        if isinstance(page, NoPage):
            return Flaw(name, say_no_page(page, self.phrasebook))
        return Record(name, page.article)


def split_lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream that are not blank, one at a time; of a line that is too long only the beginning is kept."""
    for number in count(1):
        raw = stream.readline(LONGEST_LINE + 1)
        if not raw:
            return
        if _is_too_long(raw):
            _skip_line(stream)
        if raw.strip():
            yield Line(number, raw)


def parse_line(line: Line) -> Record | Flaw:
    """The record that a line holds, or what is wrong with it."""
    if _is_too_long(line.raw):
        return Flaw(None, f"longer than {LONGEST_LINE:,} bytes")
    try:
        document = json.loads(line.raw.removeprefix(_BYTE_ORDER_MARK).rstrip(b"\r\n").decode("utf-8"))
    except UnicodeDecodeError as error:
        return Flaw(None, f"not UTF-8 text (byte {error.start + 1})")
    except RecursionError:
        return Flaw(None, "not JSON that can be read: nested too deeply")
    except ValueError as error:
        return Flaw(None, f"not JSON: {error}")
    if not isinstance(document, dict):
        return Flaw(None, 'not a JSON object; wanted: {"id": …, "text": …}')
    return _parse_object(document)


def _parse_object(document: dict[str, object]) -> Record | Flaw:
    name = document.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int):
        return Flaw(None, '"id" must be a text or a whole number' if "id" in document else 'missing "id"')
    text, title, url = (document.get(key) for key in ("text", "title", "url"))
    if "text" not in document and isinstance(url, str):
        return Record(name, Article(""), url)
    if not isinstance(text, str):
        return Flaw(name, '"text" must be a text' if "text" in document else 'missing "text" or "url"')
    if not isinstance(title, str | None) or not isinstance(url, str | None):
        return Flaw(name, f'"{"url" if isinstance(title, str | None) else "title"}" must be a text or null')
    if len(text) + len(title or "") > LONGEST:
        return Flaw(name, f"longer than {LONGEST:,} characters")
    return Record(name, Article(text, title, url))


def _is_too_long(raw: bytes) -> bool:
    return len(raw) > LONGEST_LINE


def _skip_line(stream: BinaryIO) -> None:
    while (raw := stream.readline(LONGEST_LINE)) and not raw.endswith(b"\n"):
        pass
