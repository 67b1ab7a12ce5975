"""Sees every update to its end: done with all that it led to, tried again, or set aside after the last try."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from enum import StrEnum
from typing import Any, Protocol

from telegram import Update
from telegram.ext import BaseUpdateProcessor, CallbackContext

from bot.chat.transport.intake import MOST_AT_ONCE
from bot.chat.transport.log import describe
from bot.chat.work import Handle, Work
from bot.errors import CaveatError
from bot.service.keeping import MOST_TRIES, Memory, Outcome, Outgoing

log = logging.getLogger(__name__)

LONGEST = 60.0
"""Seconds that the work on one update may take."""

Context = CallbackContext[Any, Any, Any, Any]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


class End(StrEnum):
    """How the work on an update ended."""

    DONE = "done"
    FAILED = "failed"
    SET_ASIDE = "set_aside"
    LEFT = "left"
    """In the inbox, which could not be written to; it comes again when its lease is over."""


class Follower(Protocol):
    """Who wants to know how updates end."""

    def settle(self, update: int, end: End) -> None:
        """Hear that an update is no longer worked on."""
        ...

    def lead_to(self, update: int, outgoing: Sequence[Outgoing]) -> None:
        """Hear what an update led to; it is in the outbox by now."""
        ...


class Finishing(BaseUpdateProcessor):
    """The update processor of an Application: what it was given is finished or failed in the inbox, whoever handled it or not.

    Handlers are in one group: the first that handles an update finishes it. One that is cancelled leaves it in the inbox.
    """

    def __init__(
        self, memory: Memory, clock: Callable[[], float], follower: Follower, apologise: Handle, longest: float = LONGEST
    ) -> None:
        super().__init__(MOST_AT_ONCE)
        self._memory = memory
        self._clock = clock
        self._follower = follower
        self._apologise = apologise
        self._longest = longest
        self._open: dict[int, asyncio.Task[Any] | None] = {}
        self._tries: dict[int, int] = {}

    def wrap(self, handle: Handle) -> Callback:
        """Give the callback that has an update handled and then finished or failed."""

        async def callback(update: Update, _context: Context) -> None:
            await self._work_on(update, handle)

        return callback

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait until the handlers are through; finish what none of them wanted."""
        if not isinstance(update, Update):
            return await coroutine  # type: ignore[no-any-return]  # it gives nothing
        self._open[update.update_id] = asyncio.current_task()
        await coroutine
        if update.update_id in self._open:
            await self._finish(update, Outcome())
        return None

    def break_off(self) -> None:
        """Cancel whatever is still being worked on; it stays in the inbox."""
        for task in self._open.values():
            if task:
                task.cancel()

    async def note_error(self, update: object, context: Context) -> None:
        """Fail an update over which not its handler stumbled, but the choice of one; an error handler of the Application."""
        if isinstance(update, Update) and update.update_id in self._open and context.error:
            await self._fail(update, context.error)
        else:
            log.error("Something went wrong beside any update: %s", describe(context.error))

    async def give_up(self, number: int, error: Exception) -> bool:
        """Count a failed try and tell whether it was the last."""
        try:
            was_last = await self._memory.inbox.fail(number, describe(error), self._clock())
        except CaveatError as trouble:
            self._leave(number, trouble)
            return False
        if was_last:
            log.error("An update was set aside after %s tries: %s", MOST_TRIES, describe(error))
        else:
            log.warning("An update could not be handled and is tried again: %s", describe(error))
        self._close(number, End.SET_ASIDE if was_last else End.FAILED)
        return was_last

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def _work_on(self, update: Update, handle: Handle) -> None:
        work = Work(update.update_id, self._clock(), self._tries.get(update.update_id, 0))
        try:
            async with asyncio.timeout(self._longest):
                await handle(update, work)
        except Exception as error:  # noqa: BLE001  whatever it is, the update must not be lost for it
            await self._fail(update, error)
        else:
            await self._finish(update, work.outcome())

    async def _finish(self, update: Update, outcome: Outcome) -> None:
        try:
            await self._memory.inbox.finish(update.update_id, outcome, self._clock())
        except CaveatError as error:
            self._leave(update.update_id, error)
        except Exception as error:  # noqa: BLE001  such as what cannot be written as JSON
            await self._fail(update, error)
        else:
            self._follower.lead_to(update.update_id, outcome.outgoing)
            self._close(update.update_id, End.DONE)

    async def _fail(self, update: Update, error: Exception) -> None:
        if await self.give_up(update.update_id, error):
            await self._say_sorry(update)

    async def _say_sorry(self, update: Update) -> None:
        work = Work(update.update_id, self._clock(), MOST_TRIES)
        try:
            await self._apologise(update, work)
            await self._memory.outbox.put(work.outgoing, work.now)
        except Exception as error:  # noqa: BLE001  there is nothing left to do for this update
            log.warning("Nor could that be said: %s", describe(error))
        else:
            self._follower.lead_to(update.update_id, work.outgoing)

    def _leave(self, number: int, error: CaveatError) -> None:
        log.warning("What an update led to cannot be kept: %s", error)
        self._close(number, End.LEFT)

    def _close(self, number: int, end: End) -> None:
        self._open.pop(number, None)
        if end is End.FAILED:
            self._tries[number] = self._tries.get(number, 0) + 1
        elif end is not End.LEFT:
            self._tries.pop(number, None)
        self._follower.settle(number, end)
