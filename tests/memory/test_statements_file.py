"""What the file holds of statements: an index that knows no word, and nothing of what was removed."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.memory.nearest_terms import find_terms, number_term
from bot.memory.statements import SqliteStatements
from bot.memory.writer import Writer
from tests.memory.builder import CHAT, OTHER
from tests.memory.test_statements import DAM, FERRY, sighting

MARK = "Quendelmoor"
"""A word that stands in nothing but what is to be removed."""
WORDS = [f"{first}{last}" for first in ("bar", "kel", "mun", "tor", "sil") for last in ("dak", "fen", "gol", "hum", "rit", "pos")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caveat.db"


@pytest_asyncio.fixture
async def statements(path: Path) -> AsyncIterator[SqliteStatements]:
    writer = await Writer.start(path)
    yield SqliteStatements(writer)
    async with asyncio.timeout(30):
        await writer.close()


def ask(path: Path, question: str, *values: object) -> list[tuple[object, ...]]:
    db = sqlite3.connect(path)
    rows = db.execute(question, values).fetchall()
    db.close()
    return rows


def count_marks(path: Path) -> int:
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.read_bytes().lower().count(MARK.lower().encode()) for file in files if file.exists())


async def fill(statements: SqliteStatements) -> None:
    """Let two chats have said much, one of them always with the word."""
    chance = random.Random(3)  # noqa: S311  no secret
    for number in range(400):
        text = " ".join(chance.choices(WORDS, k=8))
        await statements.put([sighting(f"{text} {MARK}", number), sighting(text, number, OTHER)])


@pytest.mark.parametrize("how", ["forget", "drop_texts"])
async def test_no_byte_of_what_is_removed_stays(statements: SqliteStatements, path: Path, how: str) -> None:
    await fill(statements)
    assert count_marks(path) > 300
    assert await getattr(statements, how)(CHAT) > 300
    assert count_marks(path) == 0
    assert ask(path, "SELECT count(*) FROM postings WHERE chat = ? OR word = ?", CHAT, number_term(find_terms(MARK)[0])) == [(0,)]


async def test_what_expires_leaves_the_index_with_every_word(statements: SqliteStatements, path: Path) -> None:
    await fill(statements)
    assert await statements.expire(9e9, {OTHER: 1_000_000}, 30) == await statements.count(OTHER)
    assert ask(path, "SELECT DISTINCT chat FROM postings") == [(OTHER,)]
    assert ask(path, "SELECT chat FROM shelves") == [(OTHER,)]


async def test_the_index_holds_each_statement_under_each_of_its_words_once(statements: SqliteStatements, path: Path) -> None:
    await statements.put([sighting(), sighting(FERRY), sighting(message=2)])
    await statements.put([sighting(FERRY, 3)])
    words = len(set(find_terms(DAM))) + len(set(find_terms(FERRY)))
    assert ask(path, "SELECT sum(length(numbers)) / 4 FROM postings") == [(words,)]
    assert ask(path, "SELECT statements FROM shelves") == [(2,)]


async def test_a_statement_that_goes_leaves_the_others_of_its_words(statements: SqliteStatements) -> None:
    await statements.put([sighting("The dam held"), sighting("The dam broke", at=9e8)])
    await statements.expire(9e8, {}, 30)
    assert [one.seen.text for one in await statements.find_like("the dam", CHAT)] == ["The dam broke"]


async def test_no_word_stands_in_the_index(statements: SqliteStatements, path: Path) -> None:
    await statements.put([sighting(MARK)])
    assert {type(value) for row in ask(path, "SELECT word, chat, block FROM postings") for value in row} == {int}


async def test_what_was_put_is_there_when_the_file_is_opened_again(path: Path) -> None:
    writer = await Writer.start(path)
    await SqliteStatements(writer).put([sighting()])
    await writer.close()
    writer = await Writer.start(path)
    assert [one.seen.first for one in await SqliteStatements(writer).find_like("Velmora dam held", CHAT)] == [sighting()]
    await writer.close()
