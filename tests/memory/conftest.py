"""Every fact about what is kept is tried on each implementation: another one need only be listed here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.memory import HeldMemory, SqliteMemory, open_memory
from bot.service.keeping import Memory
from tests.memory.everything import keep_everything


async def _hold(_folder: Path) -> Memory:
    return HeldMemory()


async def _open_file(folder: Path) -> Memory:
    return await open_memory(folder / "caveat.db")


KINDS: dict[str, Callable[[Path], Awaitable[Memory]]] = {"held": _hold, "sqlite": _open_file}


@pytest_asyncio.fixture(params=KINDS)
async def memory(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Memory]:
    """Something empty to keep things in."""
    memory = await KINDS[request.param](tmp_path)
    yield memory
    async with asyncio.timeout(30):
        await memory.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caveat.db"


@pytest_asyncio.fixture
async def file(path: Path) -> AsyncIterator[SqliteMemory]:
    memory = await open_memory(path)
    yield memory
    async with asyncio.timeout(30):
        await memory.close()


@pytest_asyncio.fixture
async def full_path(tmp_path: Path) -> Path:
    """A file that no bot uses, with an entry of each kind."""
    path = tmp_path / "caveat.db"
    memory = await open_memory(path)
    await keep_everything(memory)
    await memory.close()
    return path
