"""Wakes a task that waits for work: at once when it is rung, never by looking again and again."""

import asyncio
from contextlib import suppress


class Bell:
    """One task waits, anybody rings. What is rung while nobody waits is heard by the next to wait."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake who waits."""
        self._rung.set()

    def ring_in(self, seconds: float) -> None:
        """Wake who waits after so many seconds."""
        asyncio.get_running_loop().call_later(seconds, self.ring)

    async def wait(self, seconds: float) -> None:
        """Return when the bell was rung, or the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()
