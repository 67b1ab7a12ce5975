"""What is done by the clock: hourly what is past its time is removed, each minute is done what is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.chat.transport.log import describe
from bot.errors import CaveatError
from bot.service.days import DAY
from bot.service.keeping import Memory

log = logging.getLogger(__name__)

MINUTE, HOUR = 60.0, 3600.0


async def sweep_hourly(memory: Memory, clock: Callable[[], float], days: int) -> None:
    """Sweep at once and then each hour, until cancelled."""
    while True:
        try:
            await sweep(memory, clock(), days)
        except CaveatError as error:
            log.warning("What is past its time cannot be removed: %s", error)
        await asyncio.sleep(HOUR)


async def tick_each_minute(tick: Callable[[], Awaitable[None]]) -> None:
    """Do what is due at once and then each minute, until cancelled; what goes wrong is tried again the next time."""
    while True:
        try:
            await tick()
        except Exception as error:  # noqa: BLE001  its words may quote somebody
            log.warning("What is due by the clock cannot be done: %s", describe(error))
        await asyncio.sleep(MINUTE)


async def sweep(memory: Memory, now: float, days: int) -> None:
    """Remove what is past its time, and all of the chats that the bot was removed from so many days ago."""
    await memory.expire(now)
    for chat in await memory.settings.list_left(now - days * DAY):
        await memory.forget_chat(chat)
