"""Writes the newest schema, with one entry of each kind, as SQL: `python -m tests.memory.write_schema`, once for each release."""

import asyncio
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.memory import SqliteMemory, open_memory
from bot.memory.schema import OURS, STEPS
from bot.model import Certainty, FactCheck, Polarity, Status
from bot.service.keeping import MOST_TRIES, ChatChoice, Mode, Outcome, Want
from bot.service.records import Matter
from bot.service.statements import Sighting
from tests.memory.builder import CHAT, OTHER, PERSON, answer, arrival, call, feedback, finish, record, send

FOLDER = Path(__file__).parent / "schemas"
CHOICE = ChatChoice(Mode.WHISPER, retention_days=7, hashes=True)
LABELS = (Status.NAMED, Certainty.CERTAIN, Polarity.POSITIVE)
SIGHTING = Sighting(CHAT, 5, "The ferry to Ostrel sank.", *LABELS, 0.0, "post", ("Pia Lund",), "https://example.org", PERSON)
RECORDS = tuple(record(f"a {matter}", matter, ends=9e9, name="Pia Lund") for matter in Matter)
CHECK = FactCheck("The dam at Velmora broke.", "Ostrel Desk", "Mostly so", "https://example.org/check", language="en")
OUTCOME = Outcome([call("shown", "slot of a")], [answer("a")], [feedback("a")], [SIGHTING], records=RECORDS)


async def fill(memory: SqliteMemory) -> None:
    """Keep one entry of each kind."""
    await finish(memory, OUTCOME, 1)
    await send(memory, 100)
    await memory.outbox.put([call("dropped"), call("waits", chat=OTHER)], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, 30.0, 1)
    await memory.outbox.drop(parcel.number, "Bad Request", 0.0)
    await memory.inbox.put([arrival(2), arrival(3)], 0.0)
    for _ in range(MOST_TRIES):
        await memory.inbox.fail(2, "no", 0.0)
    await memory.settings.put(CHAT, CHOICE)
    await memory.settings.note_member(OTHER, inside=False, now=0.0)
    await memory.limits.take([Want("chat", 1, 60.0)], 0.0)
    await memory.limits.bump("raid", 60.0, 0.0)
    await memory.published.put([CHECK])


async def _write_file(path: Path) -> None:
    memory = await open_memory(path)
    await fill(memory)
    await memory.close()


def dump(path: Path) -> str:
    """Give a database as SQL that makes it anew."""
    db = sqlite3.connect(path)
    lines = [f"PRAGMA application_id = {OURS};", *db.iterdump()]
    db.close()
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file that is named after the newest schema."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "caveat.db"
        asyncio.run(_write_file(path))
        (FOLDER / f"{list(STEPS)[-1]}.sql").write_text(dump(path), encoding="utf-8")


if __name__ == "__main__":
    main()
