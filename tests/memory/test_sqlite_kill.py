"""A kill at any moment loses nothing that was promised, and leaves nothing half done."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.memory import SqliteMemory, open_memory
from tests.memory.builder import arrival

ROUNDS = 4
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs kill -9")


def write_until_killed(path: Path, first: int, lines: int) -> list[tuple[str, int]]:
    """Let another process keep things, kill it after so many promises, and give all of them."""
    command = [sys.executable, "-m", "tests.memory.writing_process", str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read().splitlines(keepends=True)
    promises = (line.split() for line in said if line.endswith("\n"))
    return [(what, int(number)) for what, number in promises]


async def test_what_was_promised_before_kills_is_there_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "caveat.db"
    moments = random.Random()  # noqa: S311  no secret
    promised: list[tuple[str, int]] = []
    for number in range(ROUNDS):
        promised += write_until_killed(path, number * 1_000_000, moments.randrange(5, 300))
        memory = await open_memory(path)
        await check(memory, promised)
        await memory.close()
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


async def list_texts(memory: SqliteMemory, question: str) -> list[str]:
    rows = await memory.writer.run(lambda db: db.execute(question).fetchall())
    return [text.decode() if isinstance(text, bytes) else text for (text,) in rows]


def count_updates(texts: Iterable[str]) -> Counter[int]:
    """How many texts end with the number of each update."""
    return Counter(int(text.rpartition(" ")[2]) for text in texts)


async def check(memory: SqliteMemory, promised: list[tuple[str, int]]) -> None:
    put = [number for what, number in promised if what == "put"]
    finished = {number for what, number in promised if what == "finished"}
    assert await memory.inbox.put([arrival(number) for number in put], 0.0) == 0
    waiting = await memory.writer.run(lambda db: {number for (number,) in db.execute("SELECT update_id FROM inbox")})
    calls = await list_texts(memory, "SELECT payload FROM outbox")
    counts = count_updates(call.rstrip('"}') for call in calls)
    assert count_updates(await list_texts(memory, "SELECT text FROM statements JOIN sightings ON number = statement")) == counts
    assert count_updates(await list_texts(memory, "SELECT id FROM records")) == counts
    assert not finished & waiting
    assert set(put) <= waiting | set(counts)
    assert not waiting & set(counts)
    assert finished <= set(counts)
    assert set(counts.values()) <= {2}
