"""The parts of a running bot and how they hang together: intake, handlers, sender, webhook, monitor, sweeper."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from telegram.error import TelegramError
from telegram.ext import Application, BaseHandler

from bot.chat.transport.figures import Figures, Stopwatch, find_kind
from bot.chat.transport.finishing import Callback, Context, End, Finishing
from bot.chat.transport.intake import Intake
from bot.chat.transport.listener import Line, Listener, making_sense
from bot.chat.transport.log import describe
from bot.chat.transport.monitor import Health, make_monitor
from bot.chat.transport.pace import Pace
from bot.chat.transport.sender import Sender
from bot.chat.transport.sweeper import sweep_hourly, tick_each_minute
from bot.chat.transport.webhook import Webhook
from bot.chat.work import Handle, Work
from bot.service.keeping import Memory, Outgoing
from bot.settings import Settings

if TYPE_CHECKING:
    from telegram import Update

log = logging.getLogger(__name__)

Telegram = Application[Any, Context, Any, Any, Any, Any]
Wrap = Callable[[Handle], Callback]

LONGEST_STOP = 9.0
"""Seconds that stopping takes at most."""

GRACE = 2.5
"""Seconds that each step of stopping may take."""


class Handlers(Protocol):
    """Who handles updates."""

    def handlers(self, wrap: Wrap) -> Sequence[BaseHandler[Any, Any, Any]]:
        """Give python-telegram-bot's handlers, in one group; `wrap` makes their callbacks."""
        ...

    async def apologise(self, update: "Update", work: Work) -> None:
        """Tell who wrote that it could not be handled."""
        ...

    async def open(self) -> None:
        """Do what there is to do once when Telegram was reached."""
        ...

    async def tick(self) -> None:
        """Do what is due by the clock."""
        ...

    async def close(self) -> None:
        """Let go of what is held."""
        ...


class Engine:
    """A bot that is put together; it begins to work when Telegram was reached.

    `make_handlers` is given the engine, which has its bot, its memory and its sender by then.
    """

    def __init__(self, settings: Settings, memory: Memory, make_handlers: "MakeHandlers") -> None:
        clock = time.time
        self._settings = settings
        self.memory = memory
        self._tasks: list[asyncio.Task[Any]] = []
        self._figures = Figures()
        self._stopwatch = Stopwatch(self._figures)
        self.line = Line()
        self._health = Health(self.line, memory)
        self.intake = Intake(memory.inbox, clock, self._note_arrival)
        self.bot = Listener(settings.telegram, self.line, self.intake.keep)
        pace = Pace(memory.limits if settings.telegram.send_limits else None, clock)
        self.sender = Sender(memory, self.bot, pace, clock, self._figures, self._stopwatch)
        self.webhook = Webhook(settings.webhook, self.intake.keep) if settings.telegram.mode == "webhook" else None
        self._handlers = make_handlers(self)
        self._finishing = Finishing(memory, clock, self, self._handlers.apologise)
        self.application = build_application(self.bot, self.intake, self._finishing, self._handlers)
        self._monitor = make_monitor(settings.monitor, self._health, self._figures) if settings.monitor.port else None

    async def open(self) -> None:
        """Take over what an earlier process left, and open the doors. Raises SettingsError where a port is taken."""
        await self.memory.inbox.release()
        await self.memory.outbox.release()
        for door in (self.webhook, self._monitor):
            if door:
                door.open()

    async def connect(self, kinds: Sequence[str]) -> None:
        """Have Telegram bring, or begin to ask it for, these kinds of updates. Raises TelegramError."""
        with making_sense():
            await self.application.initialize()
            if self.webhook:
                await self.webhook.announce(self.bot, kinds)
            elif self.application.updater:
                await self.application.updater.start_polling(
                    timeout=self._settings.telegram.poll_timeout_seconds,
                    allowed_updates=kinds,
                    error_callback=lambda _error: None,
                )

    async def work(self) -> None:
        """Work until the token is refused; what else ends one of the parts is raised."""
        await self.application.start()
        days = self._settings.memory.forget_left_after_days
        parts: list[Coroutine[Any, Any, Any]] = [
            self.line.refused.wait(),
            self.intake.pump(self.bot, self._finishing.give_up),
            self.sender.run(),
            sweep_hourly(self.memory, time.time, days),
            tick_each_minute(self._handlers.tick),
        ]
        if self.webhook:
            parts.append(self.webhook.watch(self.bot, self.line))
        working = [asyncio.create_task(part) for part in parts]
        self._tasks = [*working, asyncio.create_task(self._handlers.open())]
        done, _ = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Take nothing more in, finish what is under way, send what is due, hang up; what is left stays kept.

        Each step within its time, all within LONGEST_STOP, and each cut short by another signal.
        """
        end = asyncio.get_running_loop().time() + LONGEST_STOP
        for step in (
            self._stop_taking_in,
            self._stop_parts,
            self._finish_work,
            self.sender.drain,
            self._handlers.close,
            self._hang_up,
            self.memory.close,
        ):
            left = end - asyncio.get_running_loop().time()
            await _within(min(GRACE, max(left, 0.1)), step())

    def wake(self) -> None:
        """Have what was put into the outbox sent at once; what an update leads to in the end is without being asked."""
        self.sender.bell.ring()

    def settle(self, update: int, end: End) -> None:
        """Hear that an update is no longer worked on."""
        self._health.note_progress()
        self._figures.handled.labels(end).inc()
        self.intake.settle(update, is_left=end is End.LEFT)

    def lead_to(self, update: int, outgoing: Sequence[Outgoing]) -> None:
        """Hear what an update led to."""
        self._stopwatch.note_outcome(update, outgoing)
        if outgoing:
            self.wake()

    def _note_arrival(self, update: Mapping[str, Any]) -> None:
        self._figures.updates.labels(find_kind(update)).inc()
        self._stopwatch.note_arrival(update["update_id"], time.time())

    async def _stop_taking_in(self) -> None:
        if self.webhook:
            await self.webhook.close()
        if self.application.updater and self.application.updater.running:
            await self.application.updater.stop()

    async def _stop_parts(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _finish_work(self) -> None:
        try:
            if self.application.running:
                await self.application.stop()
        finally:
            self._finishing.break_off()

    async def _hang_up(self) -> None:
        if self._monitor:
            await self._monitor.close()
        await self.application.shutdown()
        await self.bot.shutdown()


MakeHandlers = Callable[[Engine], Handlers]


def build_application(bot: Listener, intake: Intake, finishing: Finishing, handlers: Handlers) -> Telegram:
    """Put together python-telegram-bot's part: what takes updates from the queue and finds who handles them."""
    application = Application.builder().bot(bot).update_queue(intake).concurrent_updates(finishing).build()
    application.add_handlers(list(handlers.handlers(finishing.wrap)))
    application.add_error_handler(finishing.note_error)
    return application


async def _within(seconds: float, step: Coroutine[Any, Any, None]) -> None:
    """Do one step of stopping; whatever becomes of it, the next has its turn."""
    try:
        async with asyncio.timeout(seconds):
            await step
    except (TimeoutError, TelegramError, asyncio.CancelledError):
        pass
    except Exception as error:  # noqa: BLE001  its words may quote somebody
        log.warning("One step of stopping went wrong: %s", describe(error))
