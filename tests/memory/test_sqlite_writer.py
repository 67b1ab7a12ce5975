"""Jobs wait together, are committed together, fail alone, and never hold up the loop."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event

import pytest
import pytest_asyncio
from sqlite_utils import Database

from bot.errors import StoreError
from bot.memory import SqliteMemory, open_memory
from bot.memory.writer import MOST_AT_ONCE, Care, Writer
from bot.service.keeping import Outcome
from tests.memory.builder import LEASE, arrival, call

LONG = 10.0
"""Seconds after which a test gives up."""


@pytest_asyncio.fixture
async def memory(tmp_path: Path) -> AsyncIterator[SqliteMemory]:
    memory = await open_memory(tmp_path / "caveat.db")
    yield memory
    async with asyncio.timeout(30):
        await memory.close()


class Jam:
    """A job that holds up the writer until it is told to end."""

    def __init__(self, memory: SqliteMemory) -> None:
        self._begun, self._over = Event(), Event()
        self._job = asyncio.ensure_future(memory.writer.run(self._hold))

    def _hold(self, _db: Database) -> None:
        self._begun.set()
        self._over.wait(LONG)

    async def begin(self) -> None:
        assert await asyncio.to_thread(self._begun.wait, LONG)

    async def end(self) -> None:
        self._over.set()
        await self._job


async def watch(writer: Writer) -> list[str]:
    """Give a list to which everything that SQLite is told from now on is added."""
    told: list[str] = []
    await writer.run(lambda db: db.conn.set_trace_callback(told.append))
    told.clear()
    return told


async def test_what_waits_together_is_committed_together(memory: SqliteMemory) -> None:
    told = await watch(memory.writer)
    jam = Jam(memory)
    await jam.begin()
    puts = [asyncio.ensure_future(memory.inbox.put([arrival(number)], 0.0)) for number in range(200)]
    await asyncio.sleep(0)
    await jam.end()
    assert await asyncio.gather(*puts) == [1] * 200
    assert sum(order.startswith("COMMIT") for order in told) <= 3


async def test_more_than_fit_into_one_commit_are_done_all_the_same(memory: SqliteMemory) -> None:
    puts = [memory.inbox.put([arrival(number)], 0.0) for number in range(MOST_AT_ONCE + 5)]
    assert sum(await asyncio.gather(*puts)) == MOST_AT_ONCE + 5


async def test_the_disk_is_waited_for_only_where_something_was_promised(memory: SqliteMemory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    told = await watch(memory.writer)
    await memory.inbox.claim(0.0, LEASE, 1)
    await memory.outbox.claim(0.0, LEASE, 1)
    await memory.inbox.finish(1, Outcome([call("a")]), 0.0)
    levels = [order.rpartition(" ")[2] for order in told if order.startswith("PRAGMA synchronous")]
    assert levels == ["NORMAL", "FULL"]


async def test_light_jobs_are_told_before_those_that_wait_for_the_disk(memory: SqliteMemory) -> None:
    jam, done = Jam(memory), list[str]()
    await jam.begin()
    cares = {"sure": Care.SURE, "light": Care.LIGHT, "erased": Care.ERASED, "another light": Care.LIGHT}
    jobs = [asyncio.ensure_future(memory.writer.run(lambda _: None, care)) for care in cares.values()]
    for name, job in zip(cares, jobs, strict=True):
        job.add_done_callback(lambda _, name=name: done.append(name))  # type: ignore[misc]  # a default in a lambda
    await asyncio.sleep(0)
    await jam.end()
    await asyncio.gather(*jobs)
    await asyncio.sleep(0)
    assert done == ["light", "another light", "sure", "erased"]


async def test_a_job_that_fails_takes_no_other_with_it(memory: SqliteMemory) -> None:
    jam = Jam(memory)
    await jam.begin()
    jobs = [memory.inbox.put([arrival(1)], 0.0), memory.writer.run(fail_halfway), memory.inbox.put([arrival(2)], 0.0)]
    done = asyncio.gather(*jobs, return_exceptions=True)
    await asyncio.sleep(0)
    await jam.end()
    first, failed, last = await done
    assert (first, last) == (1, 1)
    assert isinstance(failed, ZeroDivisionError)
    assert await memory.inbox.count_waiting() == 2


def fail_halfway(db: Database) -> None:
    db.execute("INSERT INTO inbox (update_id, lane, body) VALUES (99, 1, x'00')")
    raise ZeroDivisionError


async def test_an_error_of_sqlite_is_named_after_the_file(memory: SqliteMemory) -> None:
    with pytest.raises(StoreError, match=r"caveat\.db cannot be used: no such table: birds"):
        await memory.writer.run(lambda db: db.execute("SELECT * FROM birds"))


async def test_a_commit_that_fails_is_told_to_all_and_keeps_nothing(memory: SqliteMemory) -> None:
    jam = Jam(memory)
    await jam.begin()
    jobs = [memory.inbox.put([arrival(1)], 0.0), memory.writer.run(end_transaction), memory.inbox.put([arrival(2)], 0.0)]
    done = asyncio.gather(*jobs, return_exceptions=True)
    await asyncio.sleep(0)
    await jam.end()
    assert all(isinstance(error, StoreError) for error in await done)
    assert await memory.inbox.count_waiting() == 0
    assert await memory.inbox.put([arrival(1)], 0.0) == 1


def end_transaction(db: Database) -> None:
    """As a full disk does."""
    db.execute("ROLLBACK")
    db.execute("SELECT * FROM birds")


async def test_who_stops_waiting_does_not_stop_the_work(memory: SqliteMemory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    jam = Jam(memory)
    await jam.begin()
    finishing = asyncio.ensure_future(memory.inbox.finish(1, Outcome([call("a"), call("b")]), 0.0))
    await asyncio.sleep(0)
    finishing.cancel()
    await jam.end()
    with pytest.raises(asyncio.CancelledError):
        await finishing
    await memory.writer.run(lambda _: None)  # counting is light: it would overtake what is still waiting
    assert (await memory.inbox.count_waiting(), await memory.outbox.count_waiting()) == (0, 2)


async def test_a_slow_job_does_not_hold_up_the_loop(memory: SqliteMemory) -> None:
    jam = Jam(memory)
    await jam.begin()
    waiting = asyncio.ensure_future(memory.inbox.put([arrival(1)], 0.0))
    for _ in range(100):
        await asyncio.sleep(0)
    assert not waiting.done()
    await jam.end()
    assert await waiting == 1


async def test_closing_does_what_was_asked_before(tmp_path: Path) -> None:
    memory = await open_memory(tmp_path / "caveat.db")
    puts = [asyncio.ensure_future(memory.inbox.put([arrival(number)], 0.0)) for number in range(50)]
    await asyncio.sleep(0)
    async with asyncio.timeout(LONG):
        await asyncio.gather(memory.close(), memory.close())
    assert sum(await asyncio.gather(*puts)) == 50
    again = await open_memory(tmp_path / "caveat.db")
    assert await again.inbox.count_waiting() == 50
    await again.close()


async def test_nothing_is_done_after_closing(tmp_path: Path) -> None:
    memory = await open_memory(tmp_path / "caveat.db")
    await memory.close()
    await memory.close()
    with pytest.raises(StoreError, match="is closed already"):
        await memory.inbox.count_waiting()


async def test_opening_that_is_given_up_lets_go_of_the_file(tmp_path: Path) -> None:
    opening = asyncio.ensure_future(open_memory(tmp_path / "caveat.db"))
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await (await open_when_free(tmp_path / "caveat.db")).close()


async def open_when_free(path: Path) -> SqliteMemory:
    end = time.monotonic() + LONG
    while True:
        try:
            return await open_memory(path)
        except StoreError:
            assert time.monotonic() < end
            await asyncio.sleep(0.02)


def test_a_loop_that_ended_before_its_memory_leaves_the_file_whole(tmp_path: Path) -> None:
    async def leave() -> None:
        memory = await open_memory(tmp_path / "caveat.db")
        await memory.inbox.put([arrival(1)], 0.0)
        memory.writer._jobs.put(None)

    async def look() -> int:
        memory = await open_when_free(tmp_path / "caveat.db")
        count = await memory.inbox.count_waiting()
        await memory.close()
        return count

    asyncio.run(leave())
    assert asyncio.run(look()) == 1
