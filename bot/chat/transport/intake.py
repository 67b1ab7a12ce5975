"""Takes updates in: kept before Telegram is told that they arrived, then handed on in order for each chat."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from telegram import Bot, Update

from bot.chat.transport.bell import Bell
from bot.chat.transport.trouble import Trouble
from bot.errors import CaveatError
from bot.service.keeping import Arrival, Inbox

Body = Mapping[str, Any]
"""An update as Telegram wrote it."""

LEASE = 90.0
"""Seconds for which an update is ours once it was claimed: longer than any handler may take."""

MOST_AT_ONCE = 64
"""Updates that are worked on side by side."""

AGAIN = 1.0
"""Seconds until what is kept is asked again where it could not answer."""

_UPDATE_ID = "update_id"


class NotAnUpdateError(ValueError):
    """What came in is not an update at all."""


class Intake(asyncio.Queue[object]):
    """The update queue of an Application, with the inbox before it.

    What polling brings was kept by the bot that fetched it; the Updater then puts only its numbers here, which costs nothing.
    What the Application gets from the queue is what the pump claims from the inbox.
    """

    def __init__(self, inbox: Inbox, clock: Callable[[], float], note: Callable[[Body], None]) -> None:
        super().__init__()
        self._inbox = inbox
        self._clock = clock
        self._note = note
        self._bell = Bell()
        self._trouble = Trouble()
        self._under_way: set[int] = set()

    async def keep(self, updates: Sequence[Body]) -> None:
        """Keep updates in one step; when this returns they outlast the process. Raises NotAnUpdateError or StoreError."""
        arrivals = [make_arrival(update) for update in updates]
        if arrivals and await self._inbox.put(arrivals, self._clock()):
            for update in updates:
                self._note(update)
        self._bell.ring()

    async def put(self, item: object) -> None:
        """Keep an update that was not kept yet; hand on anything else, such as the Application's signal to stop."""
        if not isinstance(item, Update):
            self.put_nowait(item)
        elif len(content := item.to_dict()) > 1:
            await self.keep([content])

    async def pump(self, bot: Bot, fail: Callable[[int, Exception], Awaitable[object]]) -> None:
        """Hand on what waits as soon as its turn has come, until cancelled; `fail` is told of what cannot be understood."""
        while True:
            try:
                await self._hand_on_more(bot, fail)
                self._trouble.end()
            except CaveatError as error:
                self._trouble.say(f"What has arrived cannot be looked up: {error}")
                self._bell.ring_in(AGAIN)
            await self._bell.wait(LEASE)

    def settle(self, update: int, *, is_left: bool) -> None:
        """Note that an update is no longer being worked on: the next of its chat may come, or itself again, if it was left."""
        self._under_way.discard(update)
        self._bell.ring()
        if is_left:
            self._bell.ring_in(LEASE)

    async def _hand_on_more(self, bot: Bot, fail: Callable[[int, Exception], Awaitable[object]]) -> None:
        room = MOST_AT_ONCE - len(self._under_way)
        for arrival in await self._inbox.claim(self._clock(), LEASE, room) if room > 0 else ():
            self._under_way.add(arrival.update)
            try:
                update = Update.de_json(json.loads(arrival.body), bot)
            except Exception as error:  # noqa: BLE001  there is no telling what python-telegram-bot stumbles over
                await fail(arrival.update, error)
            else:
                self.put_nowait(update)
                await asyncio.sleep(0)  # between two readings, what is ready to leave has a turn


def make_arrival(update: Body) -> Arrival:
    """Give an update as the inbox keeps it. Raises NotAnUpdateError."""
    number = update.get(_UPDATE_ID)
    if type(number) is not int or not -(2**63) <= number < 2**63:
        raise NotAnUpdateError("it has no update_id")
    return Arrival(number, find_lane(update), json.dumps(update))


def find_lane(update: Body) -> int:
    """Give whose order an update keeps: its chat, else the person it is from, else 0."""
    for content in update.values():
        if isinstance(content, Mapping):
            return _find_chat(content) or _find_id(content.get("from")) or 0
    return 0


def _find_chat(content: Body) -> int | None:
    """Give the chat of what an update holds; a pressed button has it in its message."""
    message = content.get("message")
    return _find_id(content.get("chat")) or (_find_id(message.get("chat")) if isinstance(message, Mapping) else None)


def _find_id(thing: object) -> int | None:
    number = thing.get("id") if isinstance(thing, Mapping) else None
    return number if type(number) is int and -(2**63) <= number < 2**63 else None
