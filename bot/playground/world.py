"""What the stand-in knows: the bot, people, chats, messages, and the updates that the bot has not confirmed yet."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.playground.formatting import Formatter, choose_formatter
from bot.playground.refusal import bad_request, conflict

Thing = dict[str, Any]
"""A user, chat, message or update as the Bot API writes it in JSON."""

NEWS, ENDED = "news", "ended"


@dataclass(slots=True)
class Queue:
    """The updates waiting for the bot: they stay until a later offset confirms them, and one poll at a time may wait for them."""

    waiting: list[Thing] = field(default_factory=list)
    wanted: Sequence[str] = ()
    """The kinds of update that the bot asked for; none means all."""
    _poll: "asyncio.Future[str] | None" = None
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, kind: str, thing: Thing) -> None:
        """Queue an update, unless the bot did not ask for its kind, and wake a waiting poll."""
        if not self.wanted or kind in self.wanted:
            self.waiting.append({"update_id": next(self._ids), kind: thing})
            self._end_poll(NEWS)

    def confirm(self, offset: int) -> None:
        """Forget all updates before an offset; a negative one keeps that many from the end."""
        kept = self.waiting[offset:] if offset < 0 else [update for update in self.waiting if update["update_id"] >= offset]
        self.waiting[:] = kept

    async def wait(self, seconds: float) -> None:
        """Return when there is an update or the time is over. Raises Refusal when another poll begins."""
        self._end_poll(ENDED)
        if self.waiting:
            return
        self._poll = asyncio.get_running_loop().create_future()
        with suppress(TimeoutError):
            if await asyncio.wait_for(self._poll, seconds) == ENDED:
                raise conflict()

    def _end_poll(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(why)


@dataclass(slots=True)
class World:
    """Everything there is, and what can happen in it. The bot is user 1."""

    token: str
    bot: Thing = field(default_factory=lambda: {"id": 1, "is_bot": True, "first_name": "Caveat", "username": "caveat_bot"})
    formatter: Formatter = field(default_factory=choose_formatter)
    queue: Queue = field(default_factory=Queue)
    chats: dict[int, Thing] = field(default_factory=dict)
    messages: dict[tuple[int, int], Thing] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1001))

    def add_person(self, name: str) -> Thing:
        """Give a new person, who can write to the bot in private."""
        person: Thing = {"id": next(self._ids), "is_bot": False, "first_name": name, "language_code": "en"}
        self.chats[person["id"]] = {"id": person["id"], "type": "private", "first_name": name}
        return person

    def add_group(self, title: str) -> Thing:
        """Give a new group, which the bot is in and reads along."""
        group: Thing = {"id": -next(self._ids), "type": "group", "title": title}
        self.chats[group["id"]] = group
        return group

    def write(self, person: Thing, content: Mapping[str, Any], group: Thing | None = None) -> Thing:
        """Let a person send a message, in private unless a group is named. Gives the message, which the bot will be told of."""
        message = self.post(self.chats[group["id"] if group else person["id"]], person, self._marked(content))
        self.queue.add("message", message)
        return message

    def post(self, chat: Thing, sender: Thing, content: Mapping[str, Any]) -> Thing:
        """Put a message into a chat and give it."""
        message = {"message_id": next(self._ids), "date": int(time.time()), "chat": chat, "from": sender, **content}
        self.messages[chat["id"], message["message_id"]] = message
        return message

    def find_chat(self, chat_id: object) -> Thing:
        """Give a chat by its id. Raises Refusal where there is none."""
        if not isinstance(chat_id, int) or chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]

    def answers_to(self, message: Thing) -> list[Thing]:
        """Give what the bot has replied to a message, oldest first."""
        return [
            answer
            for answer in self.messages.values()
            if answer["from"] == self.bot and answer.get("reply_to_message", {}).get("message_id") == message["message_id"]
        ]

    def _marked(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Add the entities that Telegram finds by itself: a command is one only through them."""
        marked = dict(content)
        for text, entities in (("text", "entities"), ("caption", "caption_entities")):
            if text in content and (found := self.formatter.find(content[text])):
                marked.setdefault(entities, list(found))
        return marked
