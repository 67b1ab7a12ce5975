"""Removes what is past its time: hourly, and chats that the bot left long ago for good."""

import asyncio
import logging
from collections.abc import Callable

from bot.errors import CaveatError
from bot.service.keeping import Memory

log = logging.getLogger(__name__)

HOUR, DAY = 3600.0, 86_400.0


async def sweep_hourly(memory: Memory, clock: Callable[[], float], days: int) -> None:
    """Sweep at once and then each hour, until cancelled."""
    while True:
        try:
            await sweep(memory, clock(), days)
        except CaveatError as error:
            log.warning("What is past its time cannot be removed: %s", error)
        await asyncio.sleep(HOUR)


async def sweep(memory: Memory, now: float, days: int) -> None:
    """Remove what is past its time, and all of the chats that the bot was removed from so many days ago."""
    await memory.expire(now)
    for chat in await memory.settings.list_left(now - days * DAY):
        await memory.forget_chat(chat)
