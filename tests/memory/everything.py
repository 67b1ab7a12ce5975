"""Something of each kind that is kept, so that no table is empty."""

from bot.memory import SqliteMemory
from bot.memory.statements import SqliteStatements
from bot.model import Certainty, Polarity, Status
from bot.service.statements import Sighting
from tests.memory.builder import CHAT
from tests.memory.write_schema import fill

SIGHTING = Sighting(CHAT, 5, "The ferry to Ostrel sank.", Status.NAMED, Certainty.CERTAIN, Polarity.POSITIVE, 0.0, "a")


async def keep_everything(memory: SqliteMemory) -> None:
    """Keep at least one entry in each table."""
    await fill(memory)
    await SqliteStatements(memory.writer).put([SIGHTING])
