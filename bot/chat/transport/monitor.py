"""Tells a monitor how the bot is: /healthz in a word, /metrics in Prometheus' text format."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.chat.transport.door import Door, Visit
from bot.chat.transport.figures import Figures
from bot.chat.transport.listener import Line
from bot.errors import CaveatError
from bot.service.keeping import Memory
from bot.settings import MonitorSettings

LONGEST_SILENCE = 180.0
"""Seconds without an answer of Telegram until the bot counts as cut off; it is asked something each minute at least."""

STALE = 120.0
"""Seconds in which nothing is finished though something waits: twice as long as a handler may take."""


@dataclass(slots=True)
class Health:
    """Whether the bot does its work."""

    line: Line
    memory: Memory
    clock: Callable[[], float] = time.monotonic
    _idle_at: float = 0.0

    def __post_init__(self) -> None:
        self.note_progress()

    def note_progress(self) -> None:
        """Note that an update was worked on just now."""
        self._idle_at = self.clock()

    async def find_trouble(self) -> str:
        """Give what is wrong, or nothing."""
        if self.clock() - self.line.reached_at > LONGEST_SILENCE:
            return "Telegram is not reached"
        try:
            waiting = await self.memory.inbox.count_waiting()
        except CaveatError:
            return "what is kept cannot be looked up"
        if not waiting:
            self.note_progress()
        return "what has arrived is not worked on" if self.clock() - self._idle_at > STALE else ""


def make_monitor(settings: MonitorSettings, health: Health, figures: Figures) -> Door:
    """Give the door at which a monitor asks; it is not open yet."""
    return Door(
        "monitor",
        settings.listen,
        settings.port,
        [("/healthz", _Healthz, {"health": health}), ("/metrics", _Metrics, {"memory": health.memory, "figures": figures})],
    )


class _Healthz(Visit):
    def initialize(self, health: Health) -> None:
        self._health = health

    async def get(self) -> None:
        trouble = await self._health.find_trouble()
        self.set_status(503 if trouble else 200)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{trouble or 'well'}\n")


class _Metrics(Visit):
    def initialize(self, memory: Memory, figures: Figures) -> None:
        self._memory = memory
        self._figures = figures

    async def get(self) -> None:
        try:
            self._figures.arrivals.set(await self._memory.inbox.count_waiting())
            self._figures.leaving.set(await self._memory.outbox.count_waiting())
        except CaveatError:
            self.set_status(503)
            return
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(generate_latest(self._figures.registry))
