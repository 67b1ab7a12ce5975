"""The one thread that touches the database: whatever waits for it together is committed together, what needs no disk first."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Self, TypeVar

from sqlite_utils import Database

from bot.errors import StoreError
from bot.memory.database import UNKEPT, empty_log, explain, open_database, rebuild
from bot.memory.lock import hold_alone

MOST_AT_ONCE = 500
"""Jobs of one commit: those behind them wait for the next."""

Given = TypeVar("Given")


class Care(IntEnum):
    """What a job needs of the disk before it counts as done. All jobs survive a kill of the process."""

    LIGHT = 0
    """Nothing: a power cut may undo it."""
    SURE = 1
    """The disk has it: what was promised is kept through a power cut too."""
    CLEARED = 2
    """And what it removed has left SQLite's log."""
    ERASED = 3
    """And no byte of what it removed is anywhere in the file."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Database], Any]
    care: Care
    answer: asyncio.Future[Any]


class Writer:
    """Does jobs on the database of one file. Belongs to the loop that started it.

    Of the jobs that wait together the light ones are done first, and told before the disk is waited for; else they keep the order
    in which they were given. Whoever needs one job done before another waits for it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loop = asyncio.get_running_loop()
        self._jobs = SimpleQueue[_Job | None]()
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._closing = False
        self._synchronous = ""

    @classmethod
    async def start(cls, path: Path) -> Self:
        """Give a writer whose file is open; StoreError where it cannot be."""
        writer = cls(path)
        Thread(target=writer._live, name=f"memory {path.name}", daemon=True).start()
        try:
            await asyncio.shield(writer._opened)
        except asyncio.CancelledError:
            writer._jobs.put(None)
            raise
        return writer

    async def run(self, work: Callable[[Database], Given], care: Care = Care.SURE) -> Given:
        """Do the work in a transaction and give what it gave once it is committed.

        What the work raises undoes it alone and is raised here, SQLite's errors as StoreError. Whoever stops waiting does not
        stop the work.
        """
        if self._closing:
            raise StoreError(f"{self._path} is closed already: the bot is stopping.")
        job = _Job(work, care, self._loop.create_future())
        self._jobs.put(job)
        given: Given = await job.answer
        return given

    async def clear(self) -> None:
        """Have what was removed so far leave SQLite's log; where that fails, it leaves the log another time."""
        with suppress(StoreError):
            await self.run(lambda _: None, Care.CLEARED)

    async def close(self) -> None:
        """Do what was given before, and let go of the file."""
        if not self._closing:
            self._closing = True
            self._jobs.put(None)
        await asyncio.shield(self._ended)

    # --- in the thread

    def _live(self) -> None:
        try:
            self._path = self._path.resolve()  # two names of one file are one file
            with hold_alone(self._path), open_database(self._path) as db:
                self._tell([(self._opened, None)])
                self._serve(db)
        except BaseException as error:  # noqa: BLE001  the thread has nobody else to tell
            self._tell([(self._opened, error)])
        self._tell([(self._ended, None)])

    def _serve(self, db: Database) -> None:
        while jobs := self._take_waiting():
            for some in _part(jobs):
                self._tell(list(zip((job.answer for job in some), self._work_through(db, some), strict=True)))
        empty_log(db)

    def _take_waiting(self) -> Sequence[_Job]:
        """Wait for a job and give it with all that wait behind it; none, once the writer is closed."""
        jobs: list[_Job] = []
        job = self._jobs.get()
        while job:
            jobs.append(job)
            if len(jobs) == MOST_AT_ONCE or self._jobs.empty():
                return jobs
            job = self._jobs.get()
        self._jobs.put(None)  # nothing comes behind it: it will be met again when these are done
        return jobs

    def _work_through(self, db: Database, jobs: Sequence[_Job]) -> Sequence[Any]:
        """Give each job's result or error; where the commit fails, that error to all."""
        try:
            return self._clean_up(db, jobs, self._commit(db, jobs))
        except Exception as error:  # noqa: BLE001  it belongs to those who wait
            with suppress(sqlite3.Error):
                db.rollback()
            return [self._name(error) for _ in jobs]

    def _commit(self, db: Database, jobs: Sequence[_Job]) -> Sequence[Any]:
        self._be_careful(db, sure=any(job.care for job in jobs))
        db.execute("BEGIN IMMEDIATE")
        results = [jobs[0].work(db)] if len(jobs) == 1 else [self._attempt(db, job) for job in jobs]
        db.commit()
        return results

    def _be_careful(self, db: Database, *, sure: bool) -> None:
        level = "FULL" if sure else "NORMAL"
        if level != self._synchronous:
            db.execute(f"PRAGMA synchronous = {level}")
            self._synchronous = level

    def _attempt(self, db: Database, job: _Job) -> object:
        try:
            with db.atomic():
                return job.work(db)
        except Exception as error:
            if not db.conn.in_transaction:
                raise  # a full disk ends the whole transaction: nothing of it is kept
            return self._name(error)

    def _clean_up(self, db: Database, jobs: Sequence[_Job], results: Sequence[Any]) -> Sequence[Any]:
        """Clean up as the most careful job asks; where that fails, those who asked for it are told."""
        care = max(job.care for job in jobs)
        try:
            if care >= Care.ERASED:
                rebuild(db)
            if care >= Care.CLEARED:
                empty_log(db)
        except sqlite3.Error as error:
            return [self._name(error) if job.care >= Care.CLEARED else result for job, result in zip(jobs, results, strict=True)]
        return results

    def _name(self, error: Exception) -> Exception:
        return explain(error, self._path) if isinstance(error, UNKEPT) else error

    def _tell(self, answers: Iterable[tuple[asyncio.Future[Any], Any]]) -> None:
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            self._loop.call_soon_threadsafe(_settle, answers)


def _part(jobs: Sequence[_Job]) -> Sequence[Sequence[_Job]]:
    """Part jobs into those that need nothing of the disk, and those that wait for it."""
    light, rest = [job for job in jobs if not job.care], [job for job in jobs if job.care]
    return [some for some in (light, rest) if some]


def _settle(answers: Iterable[tuple[asyncio.Future[Any], Any]]) -> None:
    for future, outcome in answers:
        if future.done():
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
