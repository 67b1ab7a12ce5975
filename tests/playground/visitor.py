"""Somebody with a page of the playground open: does things there and hears what happens."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.files import load_phrasebook
from bot.pages.extract import extract_page
from bot.pages.reader import WebPages
from bot.playground.stage.door import Door
from bot.playground.stage.readings import Readings
from bot.playground.stage.rules import Rules
from bot.playground.stage.stage import Stage
from bot.playground.things import Thing
from bot.settings import RulesSettings

KEY = "a-key-of-this-run"
BOT = 1
ANA, TOMAS, MARA = 1001, 1002, 1003
GROUP, CHANNEL = -1001000001004, -1001000001005

PATIENCE = 20
"""Seconds after which a test gives up waiting."""


def make_stage(folder: Path, rules: Path | None = None, arguments: tuple[str, ...] = ("run",)) -> Stage:
    readings = Readings(load_phrasebook(), WebPages, extract_page)
    return Stage(Rules(RulesSettings(rules)), readings, folder, arguments)


def make_door(stage: Stage, folder: Path) -> tuple[Door, str]:
    """Open a door with a page of one line, and give it with its address."""
    static = folder / "static"
    static.mkdir()
    (static / "index.html").write_text("<!doctype html><title>A page</title>", encoding="utf-8")
    (static / "page.js").write_text("'use strict'", encoding="utf-8")
    (folder / "secret.js").write_text("'not for you'", encoding="utf-8")
    door = Door(stage, KEY, static)
    return door, door.open(0).partition("/#")[0]


@dataclass
class Visitor:
    """A page that is open: `events` is everything that it was told, oldest first."""

    client: httpx.AsyncClient
    events: list[Thing] = field(default_factory=list)
    _listening: "asyncio.Task[None] | None" = None

    async def arrive(self) -> None:
        """Open the page and wait until it has the whole state."""
        self._listening = asyncio.create_task(self._listen())
        await self.hear("bot")

    async def leave(self) -> None:
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def is_hung_up(self) -> bool:
        """Wait until the playground ends the connection."""
        assert self._listening
        await asyncio.wait({self._listening}, timeout=PATIENCE)
        return self._listening.done()

    async def _listen(self) -> None:
        async with self.client.stream("GET", "/events") as answer:
            async for line in answer.aiter_lines():
                if line:
                    self.events.append(json.loads(line))

    async def act(self, name: str, **fields: object) -> Thing:
        answer: Thing = (await self.client.post("/act", content=json.dumps({"act": name, **fields}))).json()
        return answer

    async def do(self, name: str, who: int = ANA, chat: int | None = None, **fields: object) -> Thing:
        """Do something that must be possible, in one's private chat unless another is named."""
        answer = await self.act(name, **{"as": who, "chat": chat or who, **fields})
        assert answer["ok"], answer
        return answer

    async def write(self, text: str, who: int = ANA, chat: int | None = None, **fields: object) -> int:
        """Write a message and give its number."""
        return int((await self.do("write", who, chat, text=text, **fields))["messages"][0])

    async def hear(self, kind: str, holds: Callable[[Thing], Any] = bool, after: int = 0) -> Thing:
        """Wait for an event, and give the first one of its kind for which something holds."""

        def find() -> Thing | None:
            return next((event for event in self.events[after:] if event["kind"] == kind and holds(event)), None)

        await wait_until(find)
        found = find()
        assert found
        return found

    async def see_number(self, chat: int, number: int, after: int = 0) -> Thing:
        """Wait for a message in a chat by its number, and give it."""
        return await self.see(chat, lambda message: message["message_id"] == number, after)

    async def see(self, chat: int, holds: Callable[[Thing], Any], after: int = 0) -> Thing:
        """Wait for a message in a chat for which something holds, and give it."""

        def fits(event: Thing) -> Thing | None:
            return next((message for message in event["messages"] if event["chat"] == chat and holds(message)), None)

        found = fits(await self.hear("messages", fits, after))
        assert found
        return found

    async def answer_to(self, number: int, chat: int = ANA, after: int = 0) -> Thing:
        """Wait for the bot's answer to a message."""

        def answers(message: Thing) -> bool:
            replied, author = message.get("reply_to_message", {}), message.get("from", {})
            return (author.get("id"), replied.get("message_id")) == (BOT, number)

        return await self.see(chat, answers, after)


async def wait_until(holds: Callable[[], object]) -> None:
    """Return as soon as something holds; fail when the time is over."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if holds():
                return
            await asyncio.sleep(0.02)


def find_button(message: Thing, words: str) -> str:
    """Give the data of the button whose label begins with these words."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = {button["text"]: button.get("callback_data", "") for row in rows for button in row}
    found = [data for text, data in buttons.items() if text.startswith(words)]
    assert found, list(buttons)
    return str(found[0])
