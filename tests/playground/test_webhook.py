"""Facts about webhooks: a real server takes the updates, refuses them, or is not there."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders, HTTPServerRequest, ResponseStartLine
from tornado.netutil import bind_sockets

from bot.playground.webhook import SECRET_HEADER, Persistence
from bot.playground.world import Thing, World
from tests.playground.caller import Caller


@dataclass
class House:
    """Where updates are delivered: what came, and with what status the next are answered."""

    updates: list[Thing] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    url: str = ""
    at_once: int = 0
    most_at_once: int = 0
    hangs_up: bool = False
    hold: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: HTTPServerRequest) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.updates.append(json.loads(request.body))
        self.secrets.append(request.headers.get(SECRET_HEADER))
        await self.hold.wait()
        self.at_once -= 1
        if self.hangs_up and isinstance(request.connection, HTTP1Connection):
            request.connection.stream.close()
            return
        status = self.statuses.pop(0) if self.statuses else 200
        if request.connection:
            request.connection.write_headers(
                ResponseStartLine("HTTP/1.1", status, "Answer"), HTTPHeaders({"Content-Length": "0"}), b""
            )
            request.connection.finish()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates]


@pytest.fixture
async def house(world: World) -> AsyncIterator[House]:
    world.persistence = Persistence(first_pause=0.01, longest_pause=0.05, seconds=5)
    house = House()
    house.hold.set()
    server = HTTPServer(lambda request: asyncio.ensure_future(house.take(request)))
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    house.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook"
    yield house
    house.hold.set()
    server.stop()
    await server.close_all_connections()


async def until(holds: Callable[[], object], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come true in time"
        await asyncio.sleep(0.01)


async def test_updates_come_with_the_secret_and_are_gone_when_taken(
    caller: Caller, world: World, ann: Thing, house: House
) -> None:
    world.write(ann, "before")
    await caller.result("setWebhook", url=house.url, secret_token="open-sesame")
    world.write(ann, "after")
    await until(lambda: not world.queue.waiting)
    assert house.texts() == ["before", "after"]
    assert house.secrets == ["open-sesame"] * 2


async def test_what_is_not_taken_comes_again_and_the_trouble_is_told(
    caller: Caller, world: World, ann: Thing, house: House
) -> None:
    house.statuses = [500, 302]
    await caller.result("setWebhook", url=house.url)
    for text in ("one", "two \ud83d"):
        world.write(ann, text)
    await until(lambda: not world.queue.waiting)
    assert house.texts() == ["one", "one", "one", "two \ud83d"]
    info = await caller.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Answer"
    assert info["last_error_date"] == caller.clock.now
    assert info["pending_update_count"] == 0


async def test_after_enough_attempts_an_update_is_given_up(caller: Caller, world: World, ann: Thing, house: House) -> None:
    world.persistence = Persistence(tries=3, first_pause=0.01)
    house.statuses = [500, 500, 500]
    await caller.result("setWebhook", url=house.url)
    for text in ("one", "two"):
        world.write(ann, text)
    await until(lambda: not world.queue.waiting)
    assert house.texts() == ["one", "one", "one", "two"]


async def test_nobody_there_is_told_and_waited_for(caller: Caller, world: World, ann: Thing) -> None:
    world.persistence = Persistence(first_pause=0.01)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        await caller.result("setWebhook", url=f"http://127.0.0.1:{free.getsockname()[1]}", max_connections=7)
        world.write(ann, "one")
        await until(lambda: world.webhook and world.webhook.last_error)
        info = await caller.result("getWebhookInfo")
        assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
        assert info["max_connections"] == 7


async def test_who_takes_too_long_or_hangs_up_is_asked_again(caller: Caller, world: World, ann: Thing, house: House) -> None:
    world.persistence = Persistence(first_pause=0.01, seconds=0.1)
    house.hold.clear()
    await caller.result("setWebhook", url=house.url)
    world.write(ann, "one")
    await until(lambda: world.webhook and world.webhook.last_error == "Read timeout expired")
    house.hangs_up = True
    house.hold.set()
    await until(lambda: world.webhook and world.webhook.last_error == "Connection closed")
    house.hangs_up = False
    await until(lambda: not world.queue.waiting)


async def test_what_belongs_to_no_chat_comes_too(caller: Caller, world: World, ann: Thing, house: House) -> None:
    await caller.result("setWebhook", url=house.url)
    world.inline(ann, "the depot")
    await until(lambda: not world.queue.waiting)
    assert house.updates[0]["inline_query"]["query"] == "the depot"


async def test_one_chat_is_served_in_order_and_many_side_by_side(caller: Caller, world: World, house: House) -> None:
    people = [world.add_person(f"P{number}") for number in range(6)]
    await caller.result("setWebhook", url=house.url, max_connections=3)
    house.hold.clear()
    for text in ("1", "2"):
        for person in people:
            world.write(person, text)
    await until(lambda: house.at_once == 3)
    await asyncio.sleep(0.1)
    house.hold.set()
    await until(lambda: not world.queue.waiting)
    assert house.most_at_once == 3
    for person in people:
        mine = [update["message"]["text"] for update in house.updates if update["message"]["chat"]["id"] == person["id"]]
        assert mine == ["1", "2"]


async def test_while_a_webhook_is_set_nobody_polls(caller: Caller, house: House) -> None:
    poll = asyncio.create_task(caller.refusal("getUpdates", timeout=20))
    await asyncio.sleep(0.1)
    await caller.result("setWebhook", url=house.url)
    assert await asyncio.wait_for(poll, 5) == "Conflict: terminated by setWebhook request"
    assert await caller.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await caller.result("setWebhook", url="")
    assert await caller.update_ids() == []


async def test_what_waits_when_a_webhook_goes_is_polled(caller: Caller, world: World, ann: Thing, house: House) -> None:
    house.statuses = [500] * 99
    await caller.result("setWebhook", url=house.url)
    world.write(ann, "one")
    await until(lambda: house.updates)
    await caller.result("deleteWebhook")
    assert await caller.update_ids() == [1]


async def test_a_webhook_can_begin_without_what_waits(caller: Caller, world: World, ann: Thing, house: House) -> None:
    world.write(ann, "before")
    await caller.result("setWebhook", url=house.url, drop_pending_updates=True, allowed_updates=["message"])
    world.write(ann, "after")
    await until(lambda: not world.queue.waiting)
    assert house.texts() == ["after"]
    assert (await caller.result("getWebhookInfo"))["allowed_updates"] == ["message"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"url": "ftp://127.0.0.1/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://[1"}, "bad webhook: invalid URL specified"),
        ({"url": "https://example.org/"}, "bad webhook: only addresses of this machine are reached from here"),
        ({"secret_token": "ä"}, "secret token contains unallowed characters"),
        ({"secret_token": "x" * 257}, "secret token contains unallowed characters"),
        ({"max_connections": 101}, "max_connections must be between 1 and 100"),
    ],
)
async def test_a_wrong_webhook_is_refused(caller: Caller, given: Thing, says: str) -> None:
    assert await caller.refusal("setWebhook", **{"url": "http://127.0.0.1:9/", **given}) == f"Bad Request: {says}"


async def test_without_a_webhook_the_address_is_empty(caller: Caller) -> None:
    info = await caller.result("getWebhookInfo")
    assert info == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
