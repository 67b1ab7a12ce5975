"""Article and rulebook into a reading."""

from bot.reading.read import read
from bot.reading.trace import Dropped, Trace, trace

__all__ = ["Dropped", "Trace", "read", "trace"]
