"""Inbox and outbox, held in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice

from bot.memory.forms import address, digest_call, from_json, to_json
from bot.memory.held_records import HeldRecords, copy_records
from bot.memory.held_rest import HeldAnswers, HeldFeedbacks
from bot.memory.held_statements import HeldStatements
from bot.memory.times import BROKEN_OFF, LONGEST_ERROR, MOST_CLAIMS
from bot.service.keeping import MOST_TRIES, Arrival, Outcome, Outgoing, Parcel, SetAside


@dataclass(slots=True)
class Call:
    """A call that waits. `leased` is until when, 0.0 where nobody makes it."""

    outgoing: Outgoing
    digest: str
    put_off: float = 0.0
    leased: float = 0.0
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a slot shows, and by which call."""

    chat: int
    message: int | None
    digest: str
    at: float


@dataclass(frozen=True, slots=True)
class HeldOutbox:
    """Calls by number, the oldest first."""

    waiting: dict[int, Call] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    dropped: dict[int, tuple[int, float]] = field(default_factory=dict)
    """The chats of calls that were given up, and when."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def put(self, outgoing: Sequence[Outgoing], now: float) -> None:
        """Keep calls that are to be made."""
        self.keep(copy_calls(outgoing), now)

    def keep(self, outgoing: Sequence[Outgoing], now: float) -> None:
        """Keep calls; in a slot only what it does not show, or is not about to show, already."""
        for call in outgoing:
            if call.slot is None:
                self._append(call)
            else:
                self._put_into_slot(call, call.slot, now)

    def _append(self, outgoing: Outgoing) -> None:
        self.waiting[next(self.numbers)] = Call(outgoing, digest_call(outgoing.method, outgoing.payload))

    def _put_into_slot(self, outgoing: Outgoing, slot: str, now: float) -> None:
        under_way, waits = self._find_slot(slot, now)
        digest = digest_call(outgoing.method, outgoing.payload)
        shown = self.shown.get(slot)
        if digest == (under_way.digest if under_way else shown.digest if shown else None):
            self._withdraw(slot)
        elif waits is None:
            self._append(outgoing)
        else:
            waits.tries = waits.tries if digest == waits.digest else 0
            waits.outgoing, waits.digest = outgoing, digest

    def _find_slot(self, slot: str, now: float) -> tuple[Call | None, Call | None]:
        """Give the slot's call that is under way and the one that waits behind it; one past its time no longer waits."""
        for number, call in list(self.waiting.items()):
            if call.outgoing.slot == slot and not call.leased and _is_past(call, now):
                del self.waiting[number]
        calls = [call for call in self.waiting.values() if call.outgoing.slot == slot]
        return next((call for call in calls if call.leased), None), next((call for call in calls if not call.leased), None)

    def _withdraw(self, slot: str) -> None:
        for number, call in list(self.waiting.items()):
            if call.outgoing.slot == slot and not call.leased:
                del self.waiting[number]

    async def claim(self, now: float, lease: float, most: int) -> Sequence[Parcel]:
        """Give the oldest due calls, at most one a chat and none of a chat that has one under way, for `lease` seconds."""
        for number, call in list(self.waiting.items()):
            if _is_past(call, now) and call.leased <= now:
                del self.waiting[number]
        return tuple(self._hand_out(number, now + lease) for number in islice(list(self._find_due(now)), max(most, 0)))

    def _find_due(self, now: float) -> Iterator[int]:
        """Give the numbers of the first call of each chat that nobody writes to, if it is due."""
        met = {call.outgoing.chat for call in self.waiting.values() if call.leased > now}
        for number, call in self.waiting.items():
            if call.outgoing.due is not None and call.outgoing.due > now:
                continue
            if call.outgoing.chat not in met and call.put_off <= now:
                yield number
            met.add(call.outgoing.chat)

    def _hand_out(self, number: int, until: float) -> Parcel:
        call = self.waiting[number]
        call.leased = until
        call.tries += 1
        shown = self.shown.get(call.outgoing.slot) if call.outgoing.slot is not None else None
        return Parcel(number, call.outgoing, shown.message if shown else None, call.tries)

    async def note_sent(self, number: int, message: int | None, now: float) -> None:
        """Note that Telegram took the call and which message came of it; its payload is dropped."""
        call = self.waiting.pop(number, None)
        if call and call.outgoing.slot is not None:
            before = self.shown.get(call.outgoing.slot)
            now_shown = before.message if before and message is None else message
            self.shown[call.outgoing.slot] = Shown(call.outgoing.chat, now_shown, call.digest, now)

    async def put_off(self, number: int, until: float) -> None:
        """Make the call due later; the calls behind it in its chat wait with it."""
        if call := self.waiting.get(number):
            call.put_off, call.leased = until, 0.0

    async def drop(self, number: int, error: str, now: float) -> None:  # noqa: ARG002  nobody could read the error
        """Give the call up for good. Its slot shows what it showed before, if anything."""
        if call := self.waiting.pop(number, None):
            self.dropped[number] = (call.outgoing.chat, now)

    async def drop_chat(self, chat: int) -> None:
        """Give up everything that waits for a chat that the bot can no longer write to."""
        for number in [number for number, call in self.waiting.items() if call.outgoing.chat == chat]:
            del self.waiting[number]

    async def release(self) -> None:
        """End all leases: the process that held them is gone."""
        for call in self.waiting.values():
            call.leased = 0.0

    async def find_message(self, slot: str) -> int | None:
        """Give the message that a slot shows."""
        shown = self.shown.get(slot)
        return shown.message if shown else None

    async def count_waiting(self) -> int:
        """Count the calls that are still to be made."""
        return len(self.waiting)

    def move(self, old: int, new: int) -> None:
        """Let calls go to the new id of a chat; its slots are empty again."""
        for call in self.waiting.values():
            if call.outgoing.chat == old:
                call.outgoing = replace(call.outgoing, chat=new, payload=address(call.outgoing.payload, old, new))
                call.digest = digest_call(call.outgoing.method, call.outgoing.payload)
        for slot in [slot for slot, shown in self.shown.items() if shown.chat == old]:
            del self.shown[slot]
        self.dropped.update({number: (new, at) for number, (chat, at) in self.dropped.items() if chat == old})


def copy_calls(outgoing: Sequence[Outgoing]) -> Sequence[Outgoing]:
    """Give the calls as a file would give them back: who put them may go on changing their payloads."""
    return [replace(call, payload=from_json(to_json(call.payload))) for call in outgoing]


def _is_past(call: Call, now: float) -> bool:
    return call.outgoing.expires is not None and call.outgoing.expires < now


@dataclass(slots=True)
class Waiting:
    """An update that is not done."""

    arrival: Arrival
    leased: float = 0.0
    tries: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class HeldInbox:
    """Updates by id, the oldest first."""

    outbox: HeldOutbox
    answers: HeldAnswers
    feedback: HeldFeedbacks
    statements: HeldStatements
    records: HeldRecords
    waiting: dict[int, Waiting] = field(default_factory=dict)
    arrived: dict[int, float] = field(default_factory=dict)
    aside: dict[int, SetAside] = field(default_factory=dict)
    """By the order in which they were set aside."""
    places: Iterator[int] = field(default_factory=count)

    async def put(self, arrivals: Sequence[Arrival], now: float) -> int:
        """Keep updates and give how many were new; one that was there before is not worked on again."""
        before = len(self.arrived)
        for arrival in arrivals:
            if arrival.update not in self.arrived:
                self.arrived[arrival.update] = now
                self.waiting[arrival.update] = Waiting(arrival)
        return len(self.arrived) - before

    async def claim(self, now: float, lease: float, most: int) -> Sequence[Arrival]:
        """Give the oldest waiting updates, at most one a lane and none of a lane that is being worked on, for `lease` seconds."""
        self.records.expire(now)
        given: list[Arrival] = []
        busy = {one.arrival.lane for one in self.waiting.values() if one.leased > now}
        for one in list(self.waiting.values()):
            if len(given) >= most:
                break
            if one.arrival.lane in busy:
                continue
            if one.claims >= MOST_CLAIMS:
                self._set_aside(one, BROKEN_OFF, now)
                continue
            one.leased, one.claims = now + lease, one.claims + 1
            busy.add(one.arrival.lane)
            given.append(one.arrival)
        return tuple(given)

    async def finish(self, update: int, outcome: Outcome, now: float) -> None:
        """Keep what the update led to and mark it done, in one step; its text is dropped. Nothing is kept a second time."""
        outgoing, records = copy_calls(outcome.outgoing), copy_records(outcome.records)
        if self.waiting.pop(update, None):
            self.answers.keep(outcome.answers)
            self.feedback.keep(outcome.feedback, self.answers)
            self.outbox.keep(outgoing, now)
            self.statements.keep(outcome.sightings, hashes=outcome.hashes)
            self.records.keep(records, outcome.removals)

    async def fail(self, update: int, error: str, now: float) -> bool:
        """Count a failure; after MOST_TRIES the update is set aside and its text dropped. Tell whether it was."""
        one = self.waiting.get(update)
        if one is None:
            return False
        one.tries, one.leased = one.tries + 1, 0.0
        if one.tries >= MOST_TRIES:
            self._set_aside(one, error, now)
        return one.tries >= MOST_TRIES

    def _set_aside(self, one: Waiting, error: str, now: float) -> None:
        del self.waiting[one.arrival.update]
        self.aside[next(self.places)] = SetAside(one.arrival.update, one.arrival.lane, error[:LONGEST_ERROR], now)

    async def release(self) -> None:
        """End all leases: the process that held them is gone."""
        for one in self.waiting.values():
            one.leased = 0.0

    async def count_waiting(self) -> int:
        """Count the updates that are not done."""
        return len(self.waiting)

    async def list_set_aside(self) -> Sequence[SetAside]:
        """Give the updates that were set aside, newest first."""
        newest = sorted(self.aside.items(), key=lambda item: (item[1].at, item[0]), reverse=True)
        return tuple(aside for _, aside in newest)

    def move(self, old: int, new: int) -> None:
        """Let the updates of a lane belong to another."""
        for one in self.waiting.values():
            if one.arrival.lane == old:
                one.arrival = replace(one.arrival, lane=new)
        self.aside.update({place: replace(aside, lane=new) for place, aside in self.aside.items() if aside.lane == old})
