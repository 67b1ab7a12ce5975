"""Sends what is in the outbox: in order for each chat, as fast as Telegram allows, until Telegram has taken or refused it."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress

from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.chat.transport.attached import Attacher
from bot.chat.transport.bell import Bell
from bot.chat.transport.call import SLOT, Call, change_call, is_repeatable, make_call, move_call, name_message
from bot.chat.transport.figures import Figures, Stopwatch
from bot.chat.transport.listener import Listener
from bot.chat.transport.log import describe
from bot.chat.transport.pace import Pace
from bot.chat.transport.refused import Meaning, find_meaning, find_wait, say_refusal
from bot.chat.transport.trouble import Trouble
from bot.errors import CaveatError
from bot.service.keeping import Memory, Parcel

log = logging.getLogger(__name__)

LEASE = 120.0
"""Seconds for which a parcel is ours once it was claimed: longer than a call may take, however often it is refused."""

MOST_AT_ONCE = 24
"""Calls that are made side by side, where Telegram is slow."""

MOST_CLAIMED = 8
"""Calls that are claimed in one step: few, so that what comes in behind them is soon in line."""

SPACING = 0.2
"""Seconds after which the next call begins though a new message before it is not noted yet.

What was sent and is not noted is sent again after a kill: so there should be no more than one such message, unless it is slow.
"""

MOST_FORMS = 6
"""Forms in which one call is made before it is given up."""

TICK = 1.0
"""Seconds between two looks at what has become due while nothing else happens."""

LONGEST_WAIT = 60.0
"""Seconds between two tries while Telegram cannot be reached, at most."""

_AS_SENT = frozenset((Meaning.UNCHANGED, Meaning.GONE))
_NO_WAY_IN = frozenset((Meaning.BLOCKED, Meaning.OUT))


class Sender:
    """Makes the calls of an outbox. What cannot be sent now stays there."""

    def __init__(
        self, memory: Memory, bot: Listener, pace: Pace, clock: Callable[[], float], figures: Figures, stopwatch: Stopwatch
    ) -> None:
        self.bell = Bell()
        """To be rung when something was put into the outbox."""
        self._memory = memory
        self._bot = bot
        self._pace = pace
        self._clock = clock
        self._figures = figures
        self._stopwatch = stopwatch
        self._under_way: set[asyncio.Task[None]] = set()
        self._trouble = Trouble()
        self.attacher = Attacher(memory, clock)
        self._cut_off_since: float | None = None

    async def run(self) -> None:
        """Send until cancelled; calls that are under way then are finished by `drain`."""
        while True:
            await self._begin_more()
            await self.bell.wait(TICK)

    async def drain(self) -> None:
        """Send what is due, and return when nothing more can be sent at once; cancelled, leave what is under way as unsent."""
        try:
            while await self._begin_more() or self._under_way:
                await self.bell.wait(TICK)
        finally:
            for task in self._under_way:
                task.cancel()

    async def _begin_more(self) -> bool:
        """Begin the calls that may be made now; tell whether there were any."""
        room = self._pace.count_room(min(MOST_CLAIMED, MOST_AT_ONCE - len(self._under_way)))
        if room <= 0:
            self.bell.ring_in(self._pace.find_wait() or TICK)
            return False
        try:
            parcels = await self._memory.outbox.claim(self._clock(), LEASE, room)
            for parcel in parcels:
                await self._begin(parcel)
        except CaveatError as error:
            self._trouble.say(f"What is to be sent cannot be looked up: {error}")
            return False
        self._trouble.end()
        return bool(parcels)

    async def _begin(self, parcel: Parcel) -> None:
        wait = await self._pace.take(parcel.outgoing, is_edit=parcel.message is not None)
        if wait:
            return await self._put_off(parcel, wait)
        task = asyncio.create_task(self._send(parcel))
        self._under_way.add(task)
        task.add_done_callback(self._end)
        if not is_repeatable(parcel):
            await asyncio.wait({task}, timeout=SPACING)
        return None

    def _end(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.bell.ring()

    async def _put_off(self, parcel: Parcel, wait: float) -> None:
        await self._memory.outbox.put_off(parcel.number, self._clock() + wait)
        self.bell.ring_in(wait)

    async def _send(self, parcel: Parcel) -> None:
        try:
            await self._send_in_some_form(parcel, make_call(parcel))
        except CaveatError as error:
            log.warning("What became of a call cannot be kept: %s", error)
        except Exception as error:  # noqa: BLE001  one call must not end the others
            log.error("A call of %s went wrong: %s", parcel.outgoing.method, describe(error))  # noqa: TRY400  its words may quote somebody
            with suppress(CaveatError):
                await self._memory.outbox.drop(parcel.number, describe(error), self._clock())

    async def _send_in_some_form(self, parcel: Parcel, call: Call | None) -> None:
        for _ in range(MOST_FORMS):
            call = await self._name_message(call) if call else None
            if call is None:
                return await self._memory.outbox.note_sent(parcel.number, None, self._clock())
            whole = await self.attacher.attach(call)
            try:
                result = await self._bot.call(whole.method, whole.payload)
            except TelegramError as error:
                call = await self._react(parcel, call, error)
                if call is None:
                    return None
            else:
                return await self._note_sent(parcel, call, result)
        return await self._drop(parcel, Meaning.WRONG, "refused in every form")

    async def _name_message(self, call: Call) -> Call | None:
        """Name the message that the slot in a payload shows; None where it shows none, so that there is nothing to do."""
        slot = call.payload.get(SLOT)
        if not isinstance(slot, str):
            return call
        message = await self._memory.outbox.find_message(slot)
        return None if message is None else name_message(call, message)

    async def _note_sent(self, parcel: Parcel, call: Call, result: object) -> None:
        self._cut_off_since = None
        self._figures.sent.labels(call.method).inc()
        self._stopwatch.note_sent(parcel.outgoing.slot, self._clock())
        await self._memory.outbox.note_sent(parcel.number, _find_message(result, parcel.message), self._clock())

    async def _react(self, parcel: Parcel, call: Call, error: TelegramError) -> Call | None:
        """Do what a refusal asks for; give the form in which the call is made at once again, or None."""
        meaning = find_meaning(error)
        self._figures.refused.labels(meaning).inc()
        if meaning is not Meaning.TROUBLE:
            self._cut_off_since = None
        if isinstance(error, ChatMigrated):
            await self._memory.move_chat(parcel.outgoing.chat, error.new_chat_id)
            changed = move_call(parcel, error.new_chat_id)
        else:
            changed = change_call(call, parcel, meaning)
        if changed is None:
            await self._settle(parcel, meaning, error)
        return changed

    async def _settle(self, parcel: Parcel, meaning: Meaning, error: TelegramError) -> None:
        """Put off, note or drop a parcel whose call was refused for good or for now."""
        if meaning in _AS_SENT:
            await self._memory.outbox.note_sent(parcel.number, parcel.message, self._clock())
        elif isinstance(error, RetryAfter):
            self._figures.slowed.inc()
            await self._put_off(parcel, find_wait(error))
        elif meaning is Meaning.TROUBLE:
            await self._put_off(parcel, self._find_patience(parcel, error))
        elif meaning is Meaning.TOKEN:
            self._bot.line.refused.set()
            await self._put_off(parcel, LONGEST_WAIT)
        else:
            await self._drop(parcel, meaning, say_refusal(error))

    def _find_patience(self, parcel: Parcel, error: TelegramError) -> float:
        """Give how long to wait for Telegram: as long again as the trouble lasts, or longer with each try."""
        now = self._clock()
        if self._cut_off_since is None:
            log.warning("Telegram takes no messages at present (%s). They are kept and sent later.", say_refusal(error))
            self._cut_off_since = now
        return min(LONGEST_WAIT, max(1.0, now - self._cut_off_since, float(parcel.tries)))

    async def _drop(self, parcel: Parcel, meaning: Meaning, says: str) -> None:
        now, chat = self._clock(), parcel.outgoing.chat
        level = logging.ERROR if meaning is Meaning.WRONG else logging.DEBUG
        log.log(level, "Telegram refused %s, which was dropped: %s", parcel.outgoing.method, says)
        await self._memory.outbox.drop(parcel.number, says, now)
        if meaning in _NO_WAY_IN:
            await self._memory.outbox.drop_chat(chat)
        if meaning is Meaning.OUT:
            await self._memory.settings.note_member(chat, inside=False, now=now)


def _find_message(result: object, shown: int | None) -> int | None:
    """Give the message that came of a call, else the one that was shown before."""
    found = result.get("message_id") if isinstance(result, Mapping) else None
    return found if isinstance(found, int) else shown
