"""What is forgotten leaves no byte in any table of the schema, whichever tables there are."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlite_utils import Database

from bot.memory import SqliteMemory, open_memory
from bot.memory.tables import Table, list_tables
from bot.model import Article, Certainty, Polarity, Status
from bot.service.keeping import MOST_TRIES, Arrival, ChatChoice, Feedback, KeptAnswer, Outcome, Outgoing, Want
from bot.service.records import Matter, Record
from bot.service.statements import Sighting

MARK = "quendelmoor"
"""A word that stands in nothing but what is to be forgotten."""
CHAT = 7_130_711
"""A private chat, whose number is that of its person, and which nothing else has."""

NO_WORDS: Mapping[str, str] = {
    "answers.page": "a digest, made here",
    "choices.mode": "one of our own words",
    "choices.threshold": "one of our own words",
    "outbox.digest": "a digest, made here",
    "slots.digest": "a digest, made here",
    "statements.digest": "a digest, made here",
    "postings.numbers": "numbers of statements",
    "records.matter": "one of our own words",
    "published.known": "a digest, made here",
    "published.body": "what the operator imported, of nobody in any chat",
    "sightings.status": "one of our own words",
    "sightings.certainty": "one of our own words",
    "sightings.polarity": "one of our own words",
    "taken.name": "a count for a limit, which stays until its time is up: nobody gets around it by forgetting",
    "counters.name": "the same",
    "sqlite_sequence.name": "the name of a table",
    "sqlite_sequence.seq": "a number of any type",
}
"""Columns that could hold text and hold nothing that anybody wrote, with the reason."""


@pytest_asyncio.fixture
async def memory(path: Path) -> AsyncIterator[SqliteMemory]:
    """A bot's memory in which every column that can holds the word, many times over."""
    memory = await open_memory(path)
    for number in range(1, 60):
        await fill(memory, number * 10)
    yield memory
    await memory.close()


def say(number: int) -> str:
    return f"{MARK} {number} " * (number % 40)


async def fill(memory: SqliteMemory, number: int) -> None:
    """Let the chat have one entry of each kind, of different sizes."""
    name = f"{MARK} {number}"
    await memory.inbox.put([Arrival(number + more, CHAT, say(number)) for more in range(3)], 0.0)
    await memory.inbox.finish(number, make_outcome(number), 0.0)
    for _ in range(MOST_TRIES):
        await memory.inbox.fail(number + 1, say(number), 0.0)
    (sent,) = await memory.outbox.claim(0.0, 30.0, 1)
    await memory.outbox.note_sent(sent.number, number, 0.0)
    (dropped,) = await memory.outbox.claim(0.0, 30.0, 1)
    await memory.outbox.drop(dropped.number, say(number), 0.0)
    await memory.outbox.put([Outgoing(CHAT, name, {"text": say(number)}, slot=f"waiting {name}", due=1e9)], 0.0)
    await memory.settings.put(CHAT, ChatChoice(language=MARK, reaction=MARK), topic=number)
    await memory.settings.note_member(CHAT, inside=False, now=0.0)
    await memory.limits.take([Want(f"some {number}", 1, 60.0)], 0.0)
    await memory.limits.bump(f"some {number}", 60.0, 0.0)


def make_outcome(number: int) -> Outcome:
    name, text = f"{MARK} {number}", say(number)
    texts: dict[str, Any] = {part.name: text for part in fields(Article) if "str" in str(part.type)}
    calls = [Outgoing(CHAT, name, {"text": text}, slot=slot) for slot in (name, None)]
    answers = [KeptAnswer(name, CHAT, 3, 5, name, Article(**texts), name, 0.0, links=(text,))]
    watch = Record(Matter.WATCH, CHAT, name, CHAT, 0.0, {"text": text})
    return Outcome(calls, answers, [Feedback(name, 1, CHAT, text, name, text, 0.0)], [see(number)], records=[watch])


def see(number: int) -> Sighting:
    labels = (Status.NAMED, Certainty.CERTAIN, Polarity.POSITIVE)
    return Sighting(CHAT, number, f"The {MARK} has {number} bridges.", *labels, 0.0, MARK, (MARK,), MARK, CHAT)


def read_tables(path: Path) -> Mapping[Table, list[tuple[object, ...]]]:
    """Every table of the file with all that stands in it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        tables = list_tables(Database(db, execute_plugins=False))
        return {table: db.execute(f"SELECT {', '.join(table.names)} FROM {table.name}").fetchall() for table in tables}  # noqa: S608


def find_columns_without_mark(path: Path) -> list[str]:
    found = []
    for table, rows in read_tables(path).items():
        for place, column in enumerate(table.columns):
            texts = "".join(str(row[place]) for row in rows)
            if column.kind not in {"INTEGER", "REAL"} and MARK not in texts:
                found.append(f"{table.name}.{column.name}")
    return found


@pytest.mark.usefixtures("memory")
async def test_every_column_that_can_hold_words_holds_the_word_before(path: Path) -> None:
    assert set(find_columns_without_mark(path)) == set(NO_WORDS)


def count_marks(path: Path) -> dict[str, int]:
    """How often the word stands in each file that belongs to the database."""
    return {file.name: file.read_bytes().lower().count(MARK.encode()) for file in path.parent.iterdir()}


Forget = Callable[[SqliteMemory], Awaitable[Mapping[str, int]]]
WAYS: Mapping[str, Forget] = {
    "chat": lambda memory: memory.forget_chat(CHAT),
    "person": lambda memory: memory.forget_person(CHAT),
}


@pytest.mark.parametrize("way", WAYS)
async def test_afterwards_it_is_in_no_byte_of_any_file(memory: SqliteMemory, path: Path, way: str) -> None:
    assert sum(count_marks(path).values()) > 1000
    await WAYS[way](memory)
    assert count_marks(path) == dict.fromkeys(("caveat.db", "caveat.db-wal", "caveat.db-shm", "caveat.db.lock"), 0)


@pytest.mark.parametrize("way", WAYS)
async def test_afterwards_its_number_is_in_no_row(memory: SqliteMemory, path: Path, way: str) -> None:
    await WAYS[way](memory)
    assert [table.name for table, rows in read_tables(path).items() if any(CHAT in row for row in rows)] == []


async def test_what_the_chat_counts_for_limits_stays(memory: SqliteMemory) -> None:
    await memory.forget_chat(CHAT)
    assert await memory.limits.take([Want("some 10", 1, 60.0)], 1.0) == 59.0
