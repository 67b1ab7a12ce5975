"""A bot at work in the test's own process, with a real file and the stand-in for Telegram on loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.chat.desk import ALLOWED_UPDATES
from bot.chat.transport.engine import Engine, Handlers, MakeHandlers, Wrap
from bot.chat.work import Handle, Work
from bot.memory import SqliteMemory, open_memory
from bot.playground.server import Playground
from bot.playground.world import Thing, World
from bot.service.keeping import Outgoing
from bot.settings import Settings, TelegramSettings
from tests.chat.local_telegram import TOKEN


@dataclass
class Echo:
    """Says what was said, or whatever else a test has it do; notes to whom it says sorry."""

    handle: Handle | None = None
    sorry: list[int] = field(default_factory=list)

    def handlers(self, wrap: Wrap) -> list[BaseHandler[Any, Any, Any]]:
        return [MessageHandler(filters.UpdateType.MESSAGE, wrap(self.handle or echo))]

    async def open(self) -> None:
        """Do nothing: there is nothing to tell Telegram."""

    async def tick(self) -> None:
        """Do nothing: nothing is due."""

    async def close(self) -> None:
        """Do nothing: nothing is held."""

    async def apologise(self, update: Update, work: Work) -> None:
        self.sorry.append(update.update_id)
        if update.message:
            work.call(update.message.chat.id, "sendMessage", reply_to(update.message.message_id, "sorry"))


async def echo(update: Update, work: Work) -> None:
    """Answer a message with its own words."""
    if update.message:
        chat, number = update.message.chat.id, update.message.message_id
        work.call(chat, "sendMessage", reply_to(number, update.message.text or "?"), slot=f"a:{chat}:{number}")


def reply_to(message: int, text: str) -> dict[str, object]:
    return {"text": text, "reply_parameters": {"message_id": message, "allow_sending_without_reply": True}}


@dataclass
class Office:
    """What a test sees: Telegram, the bot, and what the bot keeps."""

    playground: Playground
    engine: Engine
    memory: SqliteMemory

    @property
    def world(self) -> World:
        return self.playground.world

    async def ask(self, text: str, person: Thing | None = None) -> list[str]:
        """Let somebody write, and give what was answered."""
        message = self.world.write(person or self.world.add_person("Ann"), {"text": text})
        await until(lambda: self.world.answers_to(message))
        return [answer["text"] for answer in self.world.answers_to(message)]

    async def send(self, chat: Thing, payload: dict[str, object], method: str = "sendMessage", **more: Any) -> None:  # noqa: ANN401
        """Put a call into the outbox and wait until it is sent or dropped."""
        await self.put(chat, payload, method, **more)
        await self.wait_until_sent()

    async def put(self, chat: Thing, payload: dict[str, object], method: str = "sendMessage", **more: Any) -> None:  # noqa: ANN401
        """Put a call into the outbox."""
        await self.memory.outbox.put([Outgoing(chat["id"], method, payload, **more)], self.world.clock())
        self.engine.wake()

    async def wait_until_sent(self) -> None:
        await until_async(self.memory.outbox.count_waiting, 0)

    async def wait_until_handled(self) -> None:
        await until_async(self.memory.inbox.count_waiting, 0)

    def said_to(self, chat: Thing) -> list[str]:
        """Give what the bot has said in a chat, as it stands now."""
        messages = self.world.messages.items()
        return [
            message["text"] for (number, _), message in messages if number == chat["id"] and self.world.is_me(message.get("from"))
        ]

    def calls(self, method: str) -> list[dict[str, object]]:
        """Give what was called, refused calls too."""
        return [dict(call.given) for call in self.playground.calls if call.method == method]


def _making(handlers: Handlers | MakeHandlers) -> MakeHandlers:
    return handlers if callable(handlers) else lambda _engine: handlers


@asynccontextmanager
async def open_office(file: Path, handlers: Handlers | MakeHandlers | None = None, **telegram: Any) -> AsyncIterator[Office]:  # noqa: ANN401
    """Run a bot; it is stopped in the end as on a signal."""
    playground = Playground(World(TOKEN))
    settings = Settings(TelegramSettings(base_url=playground.open(), token=TOKEN, poll_timeout_seconds=5, **telegram))
    memory = await open_memory(file)
    engine = Engine(settings, memory, _making(handlers or Echo()))
    await engine.open()
    await engine.connect(ALLOWED_UPDATES)
    work = asyncio.create_task(engine.work())
    try:
        yield Office(playground, engine, memory)
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        await engine.stop()
        await playground.close()


async def until(holds: Callable[[], object], seconds: float = 8) -> None:
    """Return as soon as something holds; fail when the time is over."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  what is waited for rings no bell
            await asyncio.sleep(0.01)


async def until_async(ask: Callable[[], Awaitable[object]], wanted: object, seconds: float = 8) -> None:
    """Return as soon as an answer is the one that is wanted; fail when the time is over."""
    async with asyncio.timeout(seconds):
        while await ask() != wanted:  # noqa: ASYNC110  what is waited for rings no bell
            await asyncio.sleep(0.01)
