"""What is kept around one message, in SQLite: asked for at once, so that who reads it waits for the database once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from sqlite_utils import Database

from bot.memory.answers import find_asked
from bot.memory.choices import find_choice
from bot.memory.database import ask_for_each
from bot.memory.records import LIST, read_record
from bot.service.keeping import SURROUNDING, ChatChoice, Surroundings
from bot.service.records import Matter, Record


def look_around(db: Database, chat: int, topic: int | None, message: int, everywhere: ChatChoice) -> Surroundings:
    """Give what a chat chose and wrote down, and the newest answer to the message; `everywhere` holds where it chose nothing."""
    choice = find_choice(db, chat, topic) or everywhere
    whole = choice.hashes if topic is None else (find_choice(db, chat, None) or everywhere).hashes
    published = db.execute("SELECT EXISTS (SELECT 1 FROM published)").fetchone()[0]
    return Surroundings(replace(choice, hashes=whole), find_asked(db, chat, message), _list_records(db, chat), bool(published))


_RECORDS = f"{LIST} WHERE chat = ? AND matter IN ({{marks}}) ORDER BY matter, at, id"


def _list_records(db: Database, chat: int) -> Mapping[Matter, Sequence[Record]]:
    found = map(read_record, ask_for_each(db, _RECORDS, SURROUNDING, chat))
    return {matter: tuple(records) for matter, records in groupby(found, attrgetter("matter"))}
