"""What every part of the chat works with: the bot, the service, what is kept, the clock, and the words of each chat."""

import asyncio
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.asking import ask
from bot.chat.buttons import Keys
from bot.chat.composer import Composer
from bot.chat.place import Place
from bot.chat.scene import Scene
from bot.model import Article, Reading
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.service import Service
from bot.service.answer import AT_ONCE
from bot.service.cues import Wording, add_cues, list_wordings
from bot.service.keeping import ChatChoice, KeptAnswer, Memory
from bot.service.records import Matter

T = TypeVar("T")
Clock = Callable[[], float]

LONGEST_NAME = 40
"""Code points of a group's name."""


@dataclass(frozen=True, slots=True)
class Here:
    """The bot at work. `secret` is what answers' ids are made with, so that they cannot be guessed."""

    bot: ExtBot[None]
    service: Service
    memory: Memory
    phrasebooks: Sequence[Phrasebook]
    wake: Callable[[], None]
    """Has what was put into the outbox sent at once; what an update leads to in the end is without being asked."""
    secret: str = field(repr=False)
    clock: Clock = time.time
    app: str = ""
    """The address of the page of an answer as a Mini App; empty where there is none."""
    across_chats: bool = False
    """Whether statements that another chat saw are shown, as elsewhere."""

    async def compose(self, article: Article, write: Callable[[], T]) -> T:
        """Write something about an article; about a long one in a thread, so that others are answered meanwhile."""
        return write() if len(article.text) <= AT_ONCE else await asyncio.to_thread(write)

    async def reads(self, chat: int) -> Service:
        """Give what reads texts in a chat, with the cues that it added for itself."""
        return self._read_with(await self.wordings(chat))

    def _read_with(self, wordings: tuple[Wording, ...]) -> Service:
        return replace(self.service, rulebook=add_cues(self.service.rulebook, wordings)) if wordings else self.service

    async def read(self, chat: int, article: Article) -> Reading | None:
        """Read an article as a chat reads; None where it cannot be read."""
        return (await (await self.reads(chat)).answer_later(article)).reading

    async def read_kept(self, kept: KeptAnswer) -> Reading | None:
        """Read again what was read: in a chat with its own cues, elsewhere, where no message of ours has a slot, without any."""
        service = await self.reads(kept.chat) if kept.slot else self.service
        return (await service.answer_later(kept.article)).reading

    async def wordings(self, chat: int) -> tuple[Wording, ...]:
        """Give the cues that a chat added for itself."""
        return list_wordings(await self.memory.records.list_chat(Matter.CUE, chat))

    async def look_around(self, place: Place) -> Scene:
        """Give a place with all that is kept around it and concerns a text there, looked up in one step."""
        around = await self.memory.look_around(place.chat, place.topic, place.message)
        service = self._read_with(list_wordings(around.records.get(Matter.CUE, ())))
        return Scene(place, around, service, self.speak(around.choice.language))

    async def choice(self, place: Place) -> ChatChoice:
        """Give what the chat, or the topic, has chosen; whether texts are kept is chosen for the whole chat."""
        choice = await self.memory.settings.get(place.chat, place.topic)
        whole = await self.memory.settings.get(place.chat) if place.topic else choice
        return replace(choice, hashes=whole.hashes)

    async def composer(self, place: Place) -> Composer:
        """Give what writes answers in the chat's language."""
        return self.speak((await self.choice(place)).language)

    async def name_group(self, chat: int, composer: Composer) -> str:
        """Give the name of a group, which is not kept, or what stands for it where Telegram does not tell."""
        try:
            title = (await ask(self.bot.get_chat(chat))).title
        except TelegramError:
            title = None
        return isolate(shorten(title, LONGEST_NAME)) if title else composer.plain("chat", "the-group")

    async def name_groups(self, chats: Collection[int], composer: Composer) -> Mapping[int, str]:
        """Give the names of groups, in their order; Telegram is asked about all at once."""
        names = await asyncio.gather(*(self.name_group(chat, composer) for chat in chats))
        return dict(zip(chats, names, strict=True))

    def speak(self, language: str) -> Composer:
        """Give what writes answers in a language, or in the first there is."""
        phrasebook = next((book for book in self.phrasebooks if book.language == language), self.phrasebooks[0])
        return Composer(phrasebook, Keys(phrasebook, self.bot.username, asks=self.service.checks is not None, app=self.app))
