"""What has arrived, in SQLite: an update's id stays for days, its text only until the update is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlite_utils import Database

from bot.memory.answers import put_answers, put_feedback
from bot.memory.choices import keeps_hashes
from bot.memory.database import change
from bot.memory.forms import to_bytes, to_text
from bot.memory.outbox import put_calls
from bot.memory.records import expire_records, put_records
from bot.memory.statements import put_sightings
from bot.memory.times import BROKEN_OFF, LONGEST_ERROR, MOST_CLAIMS
from bot.memory.writer import Care, Writer
from bot.service.keeping import MOST_TRIES, Arrival, Outcome, SetAside


@dataclass(frozen=True, slots=True)
class SqliteInbox:
    """The inbox of a file."""

    writer: Writer

    async def put(self, arrivals: Sequence[Arrival], now: float) -> int:
        """Keep updates for good and give how many were new; one that was there before is not worked on again."""
        return await self.writer.run(partial(_put, arrivals=arrivals, now=now))

    async def claim(self, now: float, lease: float, most: int) -> Sequence[Arrival]:
        """Give the oldest waiting updates, at most one a lane and none of a lane that is being worked on, for `lease` seconds.

        One that was given MOST_CLAIMS times and neither finished nor failed is set aside: it may be what ends the process.
        Records that have ended are removed before: whoever works on an update finds none.
        """
        return await self.writer.run(partial(_claim, now=now, lease=lease, most=most), Care.LIGHT)

    async def finish(self, update: int, outcome: Outcome, now: float) -> None:
        """Keep what the update led to and mark it done, in one step; its text is dropped. Nothing is kept a second time.

        Where the chat keeps no texts, the text has left SQLite's log too when this returns.
        """
        if await self.writer.run(partial(_finish, update=update, outcome=outcome, now=now)):
            await self.writer.clear()

    async def fail(self, update: int, error: str, now: float) -> bool:
        """Count a failure; after MOST_TRIES the update is set aside and its text dropped. Tell whether it was."""
        return await self.writer.run(partial(_fail, update=update, error=error, now=now))

    async def release(self) -> None:
        """End all leases: the process that held them is gone."""
        await self.writer.run(lambda db: change(db, "UPDATE inbox SET leased = 0 WHERE leased > 0"))

    async def count_waiting(self) -> int:
        """Count the updates that are not done."""
        return await self.writer.run(lambda db: db.table("inbox").count, Care.LIGHT)

    async def list_set_aside(self) -> Sequence[SetAside]:
        """Give the updates that were set aside, newest first."""
        return await self.writer.run(_list_set_aside, Care.LIGHT)


def _put(db: Database, arrivals: Sequence[Arrival], now: float) -> int:
    return sum(_put_one(db, arrival, now) for arrival in arrivals)


def _put_one(db: Database, arrival: Arrival, now: float) -> bool:
    if not change(db, "INSERT INTO arrived (update_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING", arrival.update, now):
        return False
    keep = "INSERT INTO inbox (update_id, lane, body) VALUES (?, ?, ?)"
    return bool(change(db, keep, arrival.update, arrival.lane, to_bytes(arrival.body)))


_HEADS = """
SELECT update_id, lane, body, claims FROM inbox
WHERE place IN (SELECT min(place) FROM inbox GROUP BY lane HAVING max(leased) <= ?)
ORDER BY place LIMIT ?
"""


def _claim(db: Database, now: float, lease: float, most: int) -> Sequence[Arrival]:
    expire_records(db, now)
    heads = db.execute(_HEADS, (now, max(most, 0))).fetchall()
    worn = [update for update, _, _, claims in heads if claims >= MOST_CLAIMS]
    if worn:
        for update in worn:
            _set_aside(db, update, BROKEN_OFF, now)
        return _claim(db, now, lease, most)
    for update, *_ in heads:
        change(db, "UPDATE inbox SET leased = ?, claims = claims + 1 WHERE update_id = ?", now + lease, update)
    return tuple(Arrival(update, lane, to_text(body)) for update, lane, body, _ in heads)


def _finish(db: Database, update: int, outcome: Outcome, now: float) -> bool:
    """Keep what an update led to; tell whether its chat keeps no texts."""
    lane = db.execute("SELECT lane FROM inbox WHERE update_id = ?", (update,)).fetchone()
    if change(db, "DELETE FROM inbox WHERE update_id = ?", update):
        put_answers(db, outcome.answers)
        put_feedback(db, outcome.feedback)
        put_calls(db, outcome.outgoing, now)
        put_sightings(db, outcome.sightings, hashes=outcome.hashes)
        put_records(db, outcome.records, outcome.removals)
    return bool(lane) and keeps_hashes(db, lane[0])


def _fail(db: Database, update: int, error: str, now: float) -> bool:
    change(db, "UPDATE inbox SET tries = tries + 1, leased = 0 WHERE update_id = ?", update)
    worn_out = db.execute("SELECT 1 FROM inbox WHERE update_id = ? AND tries >= ?", (update, MOST_TRIES)).fetchone()
    if worn_out:
        _set_aside(db, update, error, now)
    return bool(worn_out)


def _set_aside(db: Database, update: int, error: str, now: float) -> None:
    note = "INSERT INTO set_aside (update_id, lane, error, at) SELECT update_id, lane, ?, ? FROM inbox WHERE update_id = ?"
    change(db, note, to_bytes(error[:LONGEST_ERROR]), now, update)
    change(db, "DELETE FROM inbox WHERE update_id = ?", update)


def _list_set_aside(db: Database) -> Sequence[SetAside]:
    rows = db.execute("SELECT update_id, lane, error, at FROM set_aside ORDER BY at DESC, place DESC").fetchall()
    return tuple(SetAside(update, lane, to_text(error), at) for update, lane, error, at in rows)
