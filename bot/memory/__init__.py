"""Everything that is kept, from the first row on: in a SQLite file, or held in memory to try things out."""

from bot.memory.held import HeldMemory
from bot.memory.sqlite import SqliteMemory, open_memory

__all__ = ["HeldMemory", "SqliteMemory", "open_memory"]
