"""Something of each kind that is kept, so that no table is empty."""

from bot.memory import SqliteMemory
from tests.memory.write_schema import fill


async def keep_everything(memory: SqliteMemory) -> None:
    """Keep at least one entry in each table."""
    await fill(memory)
