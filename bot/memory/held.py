"""The same as the file, held in memory: for tests, and to try the bot without keeping anything."""

from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace
from typing import TypeVar

from bot.memory.forgetting import REFERENCES
from bot.memory.held_boxes import HeldInbox, HeldOutbox
from bot.memory.held_published import HeldPublished
from bot.memory.held_records import HeldRecords
from bot.memory.held_rest import HeldAnswers, HeldFeedbacks, HeldLimits, HeldSettings
from bot.memory.held_statements import HeldStatements
from bot.memory.times import DROPPED_STAY, IDS_STAY, SET_ASIDE_STAYS
from bot.service.days import DAY
from bot.service.keeping import SURROUNDING, ChatChoice, KeptAnswer, Surroundings

Key = TypeVar("Key")
Value = TypeVar("Value")

_STANDARD = ChatChoice()


class HeldMemory:
    """What is kept until the process ends. Every call is done at once."""

    def __init__(self, everywhere: ChatChoice = _STANDARD) -> None:
        self.answers = HeldAnswers()
        self.feedback = HeldFeedbacks()
        self.outbox = HeldOutbox()
        self.statements = HeldStatements()
        self.records = HeldRecords()
        self.published = HeldPublished()
        self.inbox = HeldInbox(self.outbox, self.answers, self.feedback, self.statements, self.records)
        self.settings = HeldSettings(everywhere)
        self.limits = HeldLimits()

    async def look_around(self, chat: int, topic: int | None, message: int) -> Surroundings:
        """Give all that is kept around a message."""
        choice, whole = await self.settings.get(chat, topic), await self.settings.get(chat)
        listed = {matter: await self.records.list_chat(matter, chat) for matter in SURROUNDING}
        records = {matter: found for matter, found in listed.items() if found}
        before, published = await self.answers.find_asked(chat, message), await self.published.count()
        return Surroundings(replace(choice, hashes=whole.hashes), before, records, published > 0)

    async def move_chat(self, old: int, new: int) -> None:
        """Let a group that became a supergroup keep everything under its new id, but for the numbers of its messages."""
        if old != new:
            self.inbox.move(old, new)
            self.outbox.move(old, new)
            self.settings.move(old, new)
            self.answers.move(old, new)
            self.feedback.move(old, new)
            self.records.move(old, new)
            await self.statements.move(old, new)

    async def forget_chat(self, chat: int) -> Mapping[str, int]:
        """Remove all that is kept of a chat; give how many entries of what, where there were any."""
        counts = {
            "answers": remove(self.answers.kept, lambda _, answer: answer.chat == chat),
            "feedback": remove(self.feedback.said, lambda _, said: said[0] == chat),
            "settings": remove(self.settings.choices, lambda key, _: key[0] == chat),
            "times of leaving": remove(self.settings.left, lambda left, _: left == chat),
            "waiting messages": remove(self.inbox.waiting, lambda _, one: one.arrival.lane == chat and not one.leased),
            "messages set aside": remove(self.inbox.aside, lambda _, aside: aside.lane == chat),
            "waiting replies": remove(self.outbox.waiting, lambda _, call: call.outgoing.chat == chat),
            "sent replies": remove(self.outbox.shown, lambda _, shown: shown.chat == chat),
            "dropped replies": remove(self.outbox.dropped, lambda _, dropped: dropped[0] == chat),
            "statements": await self.statements.forget(chat),
            **self.records.forget_chat(chat),
        }
        return {name: count for name, count in counts.items() if count}

    async def forget_person(self, person: int) -> Mapping[str, int]:
        """Remove all that is kept of a person, their private chat included; give how many entries of what."""
        counts = Counter({"feedback": remove(self.feedback.said, lambda key, _: key[2] == person)})
        counts.update(await self.forget_chat(person))
        counts.update(self.records.forget_writer(person))
        counts[REFERENCES] += self.statements.forget_sender(person)
        return dict(+counts)

    async def drop_texts(self, chat: int) -> int:
        """Keep no text of a chat's statements and answers; give how many were dropped."""
        return await self.statements.drop_texts(chat) + self.answers.empty(chat)

    async def expire(self, now: float) -> None:
        """Remove what is past its time: answers and sent messages by their chat's retention, notes of what is done after days."""
        remove(self.answers.kept, lambda _, answer: answer.at < now - self._retain(answer))
        remove(self.outbox.shown, lambda _, shown: shown.at < now - DAY * self.settings.find(shown.chat, None).retention_days)
        remove(self.inbox.arrived, lambda update, at: at < now - IDS_STAY and update not in self.inbox.waiting)
        remove(self.inbox.aside, lambda _, aside: aside.at < now - SET_ASIDE_STAYS)
        remove(self.outbox.dropped, lambda _, dropped: dropped[1] < now - DROPPED_STAY)
        self.limits.expire(now)
        self.records.expire(now)
        chosen = {chat: choice.retention_days for (chat, topic), choice in self.settings.choices.items() if not topic}
        await self.statements.expire(now, chosen, self.settings.everywhere.retention_days)

    def _retain(self, answer: KeptAnswer) -> float:
        return DAY * self.settings.find(answer.chat, answer.topic).retention_days

    async def close(self) -> None:
        """Nothing is under way, ever."""


def remove(entries: MutableMapping[Key, Value], is_past: Callable[[Key, Value], bool]) -> int:
    """Remove the entries of which it is true; give how many there were."""
    past = [key for key, value in entries.items() if is_past(key, value)]
    for key in past:
        del entries[key]
    return len(past)
