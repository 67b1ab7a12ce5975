"""The updates that the bot has not confirmed yet, and the poll or the webhook that waits for them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, islice

from bot.playground.refusal import conflict
from bot.playground.things import Thing

NEWS, ENDED, HOOKED = "news", "ended", "hooked"
WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

NOT_UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""The kinds of update that a bot gets only when it names them."""


@dataclass(slots=True)
class Queue:
    """The updates waiting for the bot: they stay until a later offset confirms them, and one poll at a time may wait for them."""

    wanted: Sequence[str] = ()
    """The kinds of update that the bot asked for; none means all but those that must be named."""
    deliver: Callable[[Thing], None] | None = None
    """Where a webhook takes updates; while it is set there is no polling."""
    _pending: "OrderedDict[int, Thing]" = field(default_factory=OrderedDict)
    _poll: "asyncio.Future[str] | None" = None
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def waiting(self) -> list[Thing]:
        """All updates that are not confirmed, oldest first."""
        return list(self._pending.values())

    def __len__(self) -> int:
        """Count what is waiting."""
        return len(self._pending)

    def is_wanted(self, kind: str) -> bool:
        """Say whether the bot is to be told of such updates."""
        return kind in self.wanted if self.wanted else kind not in NOT_UNLESS_ASKED

    def add(self, kind: str, thing: Thing) -> None:
        """Queue an update, unless the bot did not ask for its kind, and wake a waiting poll or the webhook."""
        if not self.is_wanted(kind):
            return
        number = next(self._ids)
        update: Thing = {"update_id": number, kind: thing}
        self._pending[number] = update
        if self.deliver:
            self.deliver(update)
        self._end_poll(NEWS)

    def first(self, limit: int) -> list[Thing]:
        """Give the oldest updates."""
        return list(islice(self._pending.values(), limit))

    def confirm(self, offset: int) -> None:
        """Forget all updates before an offset; a negative one keeps that many from the end."""
        if offset < 0:
            self._drop_first(len(self._pending) + offset)
        while self._pending and next(iter(self._pending)) < offset:
            self._pending.popitem(last=False)

    def take(self, update_id: int) -> None:
        """Forget one update, which a webhook has accepted."""
        self._pending.pop(update_id, None)

    def drop(self) -> None:
        """Forget everything that is waiting."""
        self._pending.clear()

    def holds(self, update_id: int) -> bool:
        """Say whether an update is still waiting."""
        return update_id in self._pending

    async def wait(self, seconds: float) -> None:
        """Return when there is an update or the time is over. Raises Refusal when another poll begins or a webhook is set."""
        if self.deliver:
            raise conflict(WEBHOOK_IS_SET)
        self._end_poll(ENDED)
        if self._pending:
            return
        self._poll = asyncio.get_running_loop().create_future()
        with suppress(TimeoutError):
            why = await asyncio.wait_for(self._poll, seconds)
            if why == ENDED:
                raise conflict()
            if why == HOOKED:
                raise conflict("terminated by setWebhook request")

    def end_polling(self) -> None:
        """End a waiting poll, for a webhook is set."""
        self._end_poll(HOOKED)

    def _drop_first(self, number: int) -> None:
        for _ in range(number):
            self._pending.popitem(last=False)

    def _end_poll(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(why)
