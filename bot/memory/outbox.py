"""What is to be sent, in SQLite: calls wait in order for each chat; a slot knows which message it shows and by which call."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlite_utils import Database

from bot.memory.choices import keeps_hashes
from bot.memory.database import change
from bot.memory.forms import digest_call, from_json, to_bytes, to_json
from bot.memory.times import LONGEST_ERROR
from bot.memory.writer import Care, Writer
from bot.service.keeping import Outgoing, Parcel


@dataclass(frozen=True, slots=True)
class SqliteOutbox:
    """The outbox of a file."""

    writer: Writer

    async def put(self, outgoing: Sequence[Outgoing], now: float) -> None:
        """Keep calls that are to be made."""
        await self.writer.run(partial(put_calls, outgoing=outgoing, now=now))

    async def claim(self, now: float, lease: float, most: int) -> Sequence[Parcel]:
        """Give the oldest due calls, at most one a chat and none of a chat that has one under way, for `lease` seconds."""
        return await self.writer.run(partial(_claim, now=now, lease=lease, most=most), Care.LIGHT)

    async def note_sent(self, number: int, message: int | None, now: float) -> None:
        """Note that Telegram took the call and which message came of it; its payload is dropped, as texts are by the inbox."""
        if await self.writer.run(partial(_note_sent, number=number, message=message, now=now)):
            await self.writer.clear()

    async def put_off(self, number: int, until: float) -> None:
        """Make the call due later; the calls behind it in its chat wait with it."""
        later = "UPDATE outbox SET put_off = ?, leased = 0 WHERE number = ?"
        await self.writer.run(lambda db: change(db, later, until, number), Care.LIGHT)

    async def drop(self, number: int, error: str, now: float) -> None:
        """Give the call up for good, and note why. Its slot shows what it showed before, if anything."""
        if await self.writer.run(partial(_drop, number=number, error=error, now=now)):
            await self.writer.clear()

    async def drop_chat(self, chat: int) -> None:
        """Give up everything that waits for a chat that the bot can no longer write to."""
        await self.writer.run(lambda db: change(db, "DELETE FROM outbox WHERE chat = ?", chat))

    async def release(self) -> None:
        """End all leases: the process that held them is gone."""
        await self.writer.run(lambda db: change(db, "UPDATE outbox SET leased = 0 WHERE leased > 0"))

    async def find_message(self, slot: str) -> int | None:
        """Give the message that a slot shows."""
        return await self.writer.run(partial(_find_message, slot=slot), Care.LIGHT)

    async def count_waiting(self) -> int:
        """Count the calls that are still to be made."""
        return await self.writer.run(lambda db: db.table("outbox").count, Care.LIGHT)


def put_calls(db: Database, outgoing: Sequence[Outgoing], now: float) -> None:
    """Keep calls; in a slot only what it does not show, or is not about to show, already."""
    for call in outgoing:
        digest = digest_call(call.method, call.payload)
        if call.slot is None:
            _append(db, call, digest)
        else:
            _put_into_slot(db, call, digest, now)


def _put_into_slot(db: Database, call: Outgoing, digest: str, now: float) -> None:
    change(db, "DELETE FROM outbox WHERE slot = ? AND expires < ? AND leased = 0", call.slot, now)
    if digest == _find_last(db, call.slot):
        change(db, "DELETE FROM outbox WHERE slot = ? AND leased = 0", call.slot)
    elif not _replace(db, call, digest):
        _append(db, call, digest)


def _find_last(db: Database, slot: str | None) -> str | None:
    """Give the digest of what is under way in the slot, else of what it shows: what waits behind is not yet seen by anybody."""
    under_way = db.execute("SELECT digest FROM outbox WHERE slot = ? AND leased > 0", (slot,)).fetchone()
    found = under_way or db.execute("SELECT digest FROM slots WHERE slot = ?", (slot,)).fetchone()
    return found[0] if found else None


_APPEND = "INSERT INTO outbox (chat, method, slot, digest, due, expires, payload) VALUES (?, ?, ?, ?, ?, ?, ?)"
_REPLACE = """
UPDATE outbox SET chat = ?, method = ?, due = ?, expires = ?, payload = ?, tries = iif(digest = ?, tries, 0), digest = ?
WHERE slot = ? AND leased = 0
"""


def _append(db: Database, call: Outgoing, digest: str) -> None:
    values = (call.chat, call.method, call.slot, digest, call.due, call.expires, to_json(call.payload))
    change(db, _APPEND, *values)


def _replace(db: Database, call: Outgoing, digest: str) -> int:
    """Let the call take the place of the one that waits in its slot; give how many did."""
    values = (call.chat, call.method, call.due, call.expires, to_json(call.payload), digest, digest, call.slot)
    return db.execute(_REPLACE, values).rowcount


_DUE = """
WITH heads AS (
    SELECT min(number) FILTER (WHERE ifnull(due, :now) <= :now) AS head FROM outbox GROUP BY chat HAVING max(leased) <= :now
)
SELECT number, outbox.chat, method, payload, outbox.slot, due, expires, tries + 1, message
FROM heads JOIN outbox ON number = head LEFT JOIN slots ON slots.slot = outbox.slot
WHERE put_off <= :now
ORDER BY number LIMIT :most
"""


def _claim(db: Database, now: float, lease: float, most: int) -> Sequence[Parcel]:
    change(db, "DELETE FROM outbox WHERE expires < ? AND leased <= ?", now, now)
    parcels = tuple(_read_parcel(row) for row in db.execute(_DUE, {"now": now, "most": max(most, 0)}).fetchall())
    for parcel in parcels:
        change(db, "UPDATE outbox SET leased = ?, tries = tries + 1 WHERE number = ?", now + lease, parcel.number)
    return parcels


def _read_parcel(row: tuple[Any, ...]) -> Parcel:
    number, chat, method, payload, slot, due, expires, tries, message = row
    return Parcel(number, Outgoing(chat, method, from_json(payload), slot, due, expires), message, tries)


_SHOW = """
INSERT INTO slots (slot, chat, message, digest, at)
SELECT slot, chat, :message, digest, :now FROM outbox WHERE number = :number AND slot IS NOT NULL
ON CONFLICT (slot) DO UPDATE SET
    chat = excluded.chat, message = ifnull(excluded.message, message), digest = excluded.digest, at = excluded.at
"""


def _note_sent(db: Database, number: int, message: int | None, now: float) -> bool:
    db.execute(_SHOW, {"number": number, "message": message, "now": now})
    return _remove(db, number)


def _remove(db: Database, number: int) -> bool:
    """Remove a call; tell whether its chat keeps no texts."""
    found = db.execute("SELECT chat FROM outbox WHERE number = ?", (number,)).fetchone()
    change(db, "DELETE FROM outbox WHERE number = ?", number)
    return bool(found) and keeps_hashes(db, found[0])


_NOTE_DROPPED = """
INSERT INTO dropped (number, chat, method, error, at) SELECT number, chat, method, ?, ? FROM outbox WHERE number = ?
"""


def _drop(db: Database, number: int, error: str, now: float) -> bool:
    change(db, _NOTE_DROPPED, to_bytes(error[:LONGEST_ERROR]), now, number)
    return _remove(db, number)


def _find_message(db: Database, slot: str) -> int | None:
    found = db.execute("SELECT message FROM slots WHERE slot = ?", (slot,)).fetchone()
    return found[0] if found else None
