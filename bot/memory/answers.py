"""What was read for whom and what people said is wrong, in SQLite."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.memory.database import change, look_into
from bot.memory.forms import from_json, read_article, to_bytes, to_json, to_text, write_article
from bot.memory.writer import Care, Writer
from bot.model import Article
from bot.service.keeping import Feedback, KeptAnswer


@dataclass(frozen=True, slots=True)
class SqliteAnswers:
    """The answers of a file."""

    writer: Writer

    async def get(self, answer: str) -> KeptAnswer | None:
        """Give an answer by its id."""
        return await self._find("WHERE id = ?", answer)

    async def find_asked(self, chat: int, message: int) -> KeptAnswer | None:
        """Give the newest answer to a message."""
        return await self.writer.run(partial(find_asked, chat=chat, message=message), Care.LIGHT)

    async def find_same(self, chat: int, digest: str, since: float) -> KeptAnswer | None:
        """Give the first answer in a chat to the same text since that time."""
        return await self._find("WHERE chat = ? AND digest = ? AND at >= ? ORDER BY at, place", chat, digest, since)

    async def find_page(self, chat: int, url: str) -> KeptAnswer | None:
        """Give the newest answer in a chat about the page at an address: the `url` of its article."""
        return await self._find("WHERE chat = ? AND page = ? ORDER BY at DESC, place DESC", chat, digest_page(url))

    async def list_recent(self, chat: int, most: int) -> Sequence[KeptAnswer]:
        """Give the newest answers in a chat that have a text, newest first."""
        return await self.writer.run(partial(_list_recent, chat=chat, most=most), Care.LIGHT)

    async def _find(self, where: str, *values: object) -> KeptAnswer | None:
        return await self.writer.run(partial(_find, where=where, values=values), Care.LIGHT)


_ANSWER = "SELECT id, chat, topic, asked, slot, article, digest, at, links FROM answers "


def _find(db: Database, where: str, values: Sequence[object]) -> KeptAnswer | None:
    row = db.execute(f"{_ANSWER} {where} LIMIT 1", values).fetchone()
    return _read_answer(row) if row else None


def find_asked(db: Database, chat: int, message: int) -> KeptAnswer | None:
    """Give the newest answer to a message."""
    return _find(db, "WHERE chat = ? AND asked = ? ORDER BY at DESC, place DESC", (chat, message))


def _list_recent(db: Database, chat: int, most: int) -> Sequence[KeptAnswer]:
    rows = db.execute(f"{_ANSWER} WHERE chat = ? ORDER BY at DESC, place DESC", (chat,))
    return tuple(islice((one for one in map(_read_answer, rows) if one.article.text), max(most, 0)))


def digest_page(url: str | None) -> bytes | None:
    """Give what an address is looked for by, None where there is none."""
    return blake2b(to_bytes(url), digest_size=16).digest() if url else None


def _read_answer(row: tuple[Any, ...]) -> KeptAnswer:
    answer, chat, topic, asked, slot, article, digest, at, links = row
    return KeptAnswer(answer, chat, topic, asked, slot, read_article(article), digest, at, tuple(from_json(links)))


_PUT = """
INSERT INTO answers (id, chat, topic, asked, slot, article, digest, at, links, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def put_answers(db: Database, answers: Sequence[KeptAnswer]) -> None:
    """Keep answers; one whose id is known takes the place of the earlier one."""
    for one in answers:
        place = (one.id, one.chat, one.topic, one.asked, one.slot)
        db.execute("DELETE FROM answers WHERE id = ?", (one.id,))
        read = (write_article(one.article), one.digest, one.at, to_json(one.links), digest_page(one.article.url))
        db.execute(_PUT, (*place, *read))


_EMPTY = "UPDATE answers SET article = ?, links = ?, page = NULL WHERE chat = ? AND (article != ? OR links != ?)"


def empty_answers(db: Database, chat: int) -> int:
    """Keep no text and no address of a chat's answers; give how many had one."""
    nothing = (write_article(Article("")), to_json(()))
    return change(db, _EMPTY, *nothing, chat, *nothing)


@dataclass(frozen=True, slots=True)
class SqliteFeedbacks:
    """The feedback of a file."""

    writer: Writer

    async def list_all(self) -> Sequence[Feedback]:
        """Give everything that was said, oldest first."""
        return await self.writer.run(_list_feedback, Care.LIGHT)


def read_feedback(path: Path) -> Sequence[Feedback]:
    """Give all feedback in a file, oldest first, while a bot may be using it; none where there is no file. Raises StoreError."""
    if not path.exists():
        return ()
    with look_into(path) as db:
        return _list_feedback(db)


def _list_feedback(db: Database) -> Sequence[Feedback]:
    rows = db.execute("SELECT answer, statement, person, wrong, rule, example, at FROM feedback ORDER BY at, place").fetchall()
    return tuple(_read_feedback(row) for row in rows)


def _read_feedback(row: tuple[Any, ...]) -> Feedback:
    answer, statement, person, wrong, rule, example, at = row
    return Feedback(answer, statement, person, wrong, rule, to_text(example), at)


_SAY_AGAIN = "DELETE FROM feedback WHERE answer = ? AND statement = ? AND person = ?"
_SAY = """
INSERT INTO feedback (answer, statement, person, wrong, rule, example, at, chat)
VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT chat FROM answers WHERE id = ?))
"""


def put_feedback(db: Database, feedback: Sequence[Feedback]) -> None:
    """Keep feedback; a person's later word on a statement takes the place of the earlier one."""
    for said in feedback:
        press = (said.answer, said.statement, said.person)
        db.execute(_SAY_AGAIN, press)
        db.execute(_SAY, (*press, said.wrong, said.rule, to_bytes(said.example), said.at, said.answer))
