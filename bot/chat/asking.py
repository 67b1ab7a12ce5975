"""What Telegram is asked while somebody waits for an answer: not for long, whatever its state."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from telegram.error import TimedOut

PATIENCE = 4.0
"""Seconds for which one question is open: several are asked for one update, which is given up after a minute."""

T = TypeVar("T")


async def ask(question: Awaitable[T]) -> T:
    """Give what Telegram says. Raises TelegramError, TimedOut where it takes too long."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await question
    except TimeoutError:
        raise TimedOut from None
