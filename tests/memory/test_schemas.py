"""A file of every released schema becomes one of the newest, with all that it held."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import StoreError
from bot.memory import SqliteMemory, open_memory, schema
from bot.service.keeping import Want
from tests.memory.builder import CHAT, OTHER, answer, arrival, call, claim_updates, feedback
from tests.memory.write_schema import CHECK, CHOICE, FOLDER, RECORDS, SIGHTING

RELEASED = sorted(FOLDER.glob("*.sql"), key=lambda file: int(file.stem))


@pytest.fixture(params=RELEASED, ids=[file.stem for file in RELEASED])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file as that release left it."""
    path = tmp_path / "caveat.db"
    db = sqlite3.connect(path)
    db.executescript(request.param.read_text(encoding="utf-8"))
    db.close()
    return path


def describe(path: Path) -> set[tuple[str, str]]:
    """The tables and indexes of a file, their words as they stand but for the space between them."""
    db = sqlite3.connect(path)
    found = {
        (name, " ".join(sql.split())) for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    }
    db.close()
    return found


def test_each_released_schema_has_a_file() -> None:
    assert [file.stem for file in RELEASED] == list(schema.STEPS)


async def test_it_becomes_the_newest(path: Path, tmp_path: Path) -> None:
    await (await open_memory(path)).close()
    await (await open_memory(tmp_path / "fresh.db")).close()
    assert describe(path) == describe(tmp_path / "fresh.db")


async def test_all_that_it_held_is_there(path: Path) -> None:
    memory = await open_memory(path)
    await check(memory)
    await memory.close()


async def check(memory: SqliteMemory) -> None:
    assert await claim_updates(memory) == [3]
    assert await memory.inbox.put([arrival(1), arrival(2)], 0.0) == 0
    assert [aside.update for aside in await memory.inbox.list_set_aside()] == [2]
    assert [parcel.outgoing for parcel in await memory.outbox.claim(0.0, 30.0, 9)] == [call("waits", chat=OTHER)]
    assert await memory.outbox.find_message("slot of a") == 100
    assert await memory.answers.get("a") == answer("a")
    assert list(await memory.feedback.list_all()) == [feedback("a")]
    assert await memory.settings.get(CHAT) == CHOICE
    assert list(await memory.settings.list_left(1.0)) == [OTHER]
    assert await memory.limits.take([Want("chat", 1, 60.0)], 0.0) == 60.0
    assert await memory.limits.bump("raid", 60.0, 0.0) == 2
    assert list(await memory.statements.list_chat(CHAT)) == [SIGHTING]
    assert [await memory.records.get(one.matter, one.chat, one.id) for one in RECORDS] == list(RECORDS)
    assert list(await memory.published.find_like_each([CHECK.claim])) == [(CHECK,)]
    assert (await memory.forget_chat(CHAT))["dropped replies"] == 1


async def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(db: Database) -> None:
        db.execute("CREATE TABLE half (done)")
        db.execute("SELECT * FROM birds")

    before = describe(path)
    steps = type(schema._MIGRATIONS)("caveat")
    for name, step in {**schema.STEPS, "99": stumble}.items():
        steps(name=name)(step)
    monkeypatch.setattr(schema, "_MIGRATIONS", steps)
    with pytest.raises(StoreError, match="no such table: birds"):
        await open_memory(path)
    assert describe(path) == before
