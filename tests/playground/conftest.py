"""What the tests of the stand-in share: one of it, somebody who calls it, people who write."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.playground.server import Playground
from bot.playground.world import Thing, World
from tests.playground.caller import TOKEN, Caller, Clock


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    clock = Clock()
    playground = Playground(World(TOKEN, clock=clock))
    async with httpx.AsyncClient(base_url=playground.open(), trust_env=False, timeout=30) as client:
        yield Caller(playground, client, clock)
    await playground.close()


@pytest.fixture
def world(caller: Caller) -> World:
    return caller.world


@pytest.fixture
def ann(world: World) -> Thing:
    return world.add_person("Ann")


@pytest.fixture
def bob(world: World) -> Thing:
    return world.add_person("Bob", username="bob_b")
