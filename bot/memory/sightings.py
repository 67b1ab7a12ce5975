"""Statements and their sightings as they are read from SQLite: first, last and how often; all of a chat; where a post was."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from sqlite_utils import Database

from bot.memory.database import ask_for_each
from bot.memory.forms import from_json, to_text
from bot.model import Certainty, Polarity, Status
from bot.service.statements import Seen, Sighting
from bot.text.digest import digest_words

_COLUMNS = "chat, message, text, status, certainty, polarity, at, post, sources, origin, sender"
_OF_CHAT = "SELECT {columns} FROM sightings JOIN statements ON number = statement WHERE chat = ?"
_ENDS = """
SELECT number, times, {columns} FROM (
    SELECT *, count(*) OVER (PARTITION BY statement) AS times,
        row_number() OVER (PARTITION BY statement ORDER BY at, message) AS place
    FROM sightings WHERE statement IN ({marks})
) JOIN statements ON number = statement WHERE place IN (1, times) ORDER BY number, place
"""


def _with_columns(question: str) -> str:
    return question.replace("{columns}", _COLUMNS)


def look_up(db: Database, numbers: Collection[int], chat: int) -> Mapping[int, Seen]:
    """Give statements by number, as this chat may see them."""
    rows = ask_for_each(db, _with_columns(_ENDS), numbers)
    return {number: _read_seen(number, [row[1:] for row in ends], chat) for number, ends in groupby(rows, itemgetter(0))}


def _read_seen(number: int, ends: Sequence[tuple[Any, ...]], chat: int) -> Seen:
    times, home, _, text, *_ = ends[0]
    first = _read_sighting(ends[0][1:])
    last = first if times == 1 else _read_sighting(ends[-1][1:])
    seen = Seen(number, home, None if text is None else to_text(text), times, first, last)
    return seen if home == chat else hide_chat(seen)


def hide_chat(seen: Seen) -> Seen:
    """Give a statement without what tells in which chat and from whom it was seen."""
    first, last = (replace(one, chat=0, message=0, origin=None, sender=None) for one in (seen.first, seen.last))
    return replace(seen, chat=None, first=first, last=last)


def _read_sighting(row: Sequence[Any]) -> Sighting:
    chat, message, text, status, certainty, polarity, at, post, sources, origin, sender = row
    words = "" if text is None else to_text(text)
    labels = (Status(status), Certainty(certainty), Polarity(polarity))
    came = None if origin is None else to_text(origin)
    return Sighting(chat, message, words, *labels, at, post, tuple(from_json(sources)), came, sender)


def list_sightings(db: Database, number: int, chat: int) -> Sequence[Sighting]:
    """Give all sightings of a statement of the chat, oldest first."""
    return _list(db, "AND number = ? ORDER BY at, message", chat, number)


def list_chat(db: Database, chat: int) -> Sequence[Sighting]:
    """Give all sightings in a chat, oldest first."""
    return _list(db, "ORDER BY at, message, number", chat)


def _list(db: Database, how: str, *values: int) -> Sequence[Sighting]:
    return tuple(map(_read_sighting, db.execute(f"{_with_columns(_OF_CHAT)} {how}", values)))


_REPEATS = """
SELECT at, number, {columns}, message FROM (
    SELECT *, row_number() OVER (PARTITION BY message ORDER BY at, number) AS place
    FROM statements JOIN sightings ON statement = number WHERE chat = ? AND post = ? AND digest IN ({marks})
) WHERE place = 1
"""


def list_repeats(db: Database, texts: Iterable[str], chat: int, post: str) -> Sequence[Sighting]:
    """Give each message that held one of the texts as part of a post, by its first sighting, oldest first."""
    rows = ask_for_each(db, _with_columns(_REPEATS), {digest_words(text) for text in texts}, chat, post)
    first = {row[-1]: row[2:-1] for row in sorted(rows, reverse=True)}
    return tuple(sorted(map(_read_sighting, first.values()), key=attrgetter("at", "message")))


_NEAR = """
SELECT digest, {columns} FROM statements JOIN sightings ON statement = number
WHERE chat = ? AND message BETWEEN ? AND ? AND digest IN ({marks}) ORDER BY at, message
"""


def list_near(db: Database, texts: Sequence[str], chat: int, message: int, reach: int) -> Sequence[Sequence[Sighting]]:
    """Give for each text its sightings in messages at most so many numbers away, oldest first."""
    digests = [digest_words(text) for text in texts]
    found: dict[bytes, list[Sighting]] = {}
    for digest, *row in ask_for_each(db, _with_columns(_NEAR), set(digests), chat, message - reach, message + reach):
        found.setdefault(digest, []).append(_read_sighting(row))
    return tuple(tuple(found.get(digest, ())) for digest in digests)


_CHATS = """
SELECT chat FROM sightings JOIN statements ON number = statement WHERE post = ? GROUP BY chat ORDER BY max(at) DESC, chat
"""


def find_chats(db: Database, post: str) -> Sequence[int]:
    """Give the chats in which a post was seen, latest first."""
    return tuple(chat for (chat,) in db.execute(_CHATS, (post,)))


_SINCE = "SELECT DISTINCT number FROM sightings JOIN statements ON number = statement WHERE chat = ? AND at >= ?"


def list_last(db: Database, chat: int, statuses: Collection[Status], since: float) -> Sequence[Seen]:
    """Give the statements of a chat whose last sighting has one of the statuses, and is not before; most often seen first."""
    numbers = [number for (number,) in db.execute(_SINCE, (chat, since))]
    meant = (seen for seen in look_up(db, numbers, chat).values() if seen.last.status in statuses)
    return tuple(sorted(meant, key=lambda seen: (-seen.times, -seen.last.at, seen.number)))
