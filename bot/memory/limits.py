"""How often something happened, in SQLite. Nothing of it is promised through a power cut, all of it through a kill."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlite_utils import Database

from bot.memory.times import CLOCK_SLACK
from bot.memory.writer import Care, Writer
from bot.service.keeping import Want


@dataclass(frozen=True, slots=True)
class SqliteLimits:
    """The limits of a file. A window is known by its name and its length."""

    writer: Writer

    async def take(self, wants: Sequence[Want], now: float) -> float:
        """Take one from each of the windows, or none: give 0.0, or how many seconds to wait."""
        return await self.writer.run(partial(_take, wants=wants, now=now), Care.LIGHT)

    async def bump(self, name: str, seconds: float, now: float) -> int:
        """Count one more event and give how many there were since the count began; it begins anew after so long without any."""
        return await self.writer.run(partial(_bump, name=name, seconds=seconds, now=now), Care.LIGHT)


def _take(db: Database, wants: Sequence[Want], now: float) -> float:
    wait = max((_find_wait(db, want, now) for want in wants), default=0.0)
    if not wait:
        for name, seconds in dict.fromkeys((want.name, want.seconds) for want in wants):
            db.execute("INSERT INTO taken (name, seconds, ends) VALUES (?, ?, ?)", (name, seconds, now + seconds))
    return wait


_FULL_UNTIL = """
SELECT ends FROM taken WHERE name = ? AND seconds = ? AND ends BETWEEN ? AND ? ORDER BY ends DESC LIMIT 1 OFFSET ?
"""


def _find_wait(db: Database, want: Want, now: float) -> float:
    """Give how long the window stays full: until the last but `most` - 1 of its events has left it."""
    if want.most < 1:
        return want.seconds
    db.execute("DELETE FROM taken WHERE name = ? AND seconds = ? AND ends <= ?", (want.name, want.seconds, now))
    latest = now + want.seconds + CLOCK_SLACK
    full = db.execute(_FULL_UNTIL, (want.name, want.seconds, now, latest, want.most - 1)).fetchone()
    return full[0] - now if full else 0.0


_BUMP = """
INSERT INTO counters (name, count, ends) VALUES (:name, 1, :now + :seconds)
ON CONFLICT (name) DO UPDATE SET count = CASE WHEN ends <= :now THEN 1 ELSE count + 1 END, ends = excluded.ends
RETURNING count
"""


def _bump(db: Database, name: str, seconds: float, now: float) -> int:
    ((count,),) = db.execute(_BUMP, {"name": name, "seconds": seconds, "now": now}).fetchall()
    return int(count)
