"""Somebody who calls the Bot API by hand, and a clock that a test moves."""

from dataclasses import dataclass

import httpx

from bot.playground.server import Playground
from bot.playground.world import Thing, World

TOKEN = "4242424242:AAf-Very_Secret-Part_Of_The_Token00"


@dataclass
class Clock:
    """Unix time that stands still until it is moved."""

    now: float = 1_790_000_000

    def __call__(self) -> float:
        return self.now


@dataclass
class Caller:
    """Somebody who calls the Bot API by hand."""

    playground: Playground
    client: httpx.AsyncClient
    clock: Clock
    token: str = TOKEN

    @property
    def world(self) -> World:
        return self.playground.world

    async def call(self, method: str, **given: object) -> Thing:
        answer = await self.client.post(f"/bot{self.token}/{method}", json=given)
        body: Thing = answer.json()
        assert body["ok"] or body["error_code"] == answer.status_code
        return body

    async def result(self, method: str, **given: object) -> Thing:
        """Give the result of a call that must be carried out."""
        body = await self.call(method, **given)
        assert body["ok"], body
        result: Thing = body["result"]
        return result

    async def refusal(self, method: str, **given: object) -> str:
        """Give the words in which a call is refused that must be."""
        return str((await self.call(method, **given))["description"])

    async def send(self, chat: Thing, text: str = "hello", **given: object) -> Thing:
        return await self.result("sendMessage", chat_id=chat["id"], text=text, **given)

    async def send_refused(self, chat: Thing, text: str = "hello", **given: object) -> str:
        return await self.refusal("sendMessage", chat_id=chat["id"], text=text, **given)

    async def updates(self, **given: object) -> list[Thing]:
        """Give what is new, and confirm it."""
        updates: list[Thing] = (await self.call("getUpdates", **given))["result"]
        if updates:
            await self.call("getUpdates", offset=updates[-1]["update_id"] + 1, limit=1)
        return updates

    async def kinds(self) -> list[str]:
        """Give the kinds of what is new, and confirm it."""
        return [kind for update in await self.updates() for kind in update if kind != "update_id"]

    async def update_ids(self, **given: object) -> list[int]:
        return [update["update_id"] for update in (await self.call("getUpdates", **given))["result"]]
