"""What the tests of the chat share: a Telegram of one's own and a bot that listens to it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.files import load_phrasebook, load_rulebook
from bot.reply.phrasebook import Phrasebook
from bot.service import Service
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram
from tests.chat.office import Office, open_office


@pytest.fixture(scope="session")
def phrasebook() -> Phrasebook:
    return load_phrasebook("en")


@pytest.fixture(scope="session")
def service() -> Service:
    return Service(load_rulebook(None))


@pytest.fixture
def telegram() -> Iterator[LocalTelegram]:
    with LocalTelegram() as local:
        yield local


@pytest.fixture(scope="module")
def town() -> Iterator[LocalTelegram]:
    """A Telegram with a running bot, shared by the tests of one file, for they write as different people."""
    with LocalTelegram() as local, BotProcess(local.address) as running:
        running.wait_for_words("Listening as @caveat_bot")
        yield local
        assert running.end() == 0
        assert "ERROR" not in running.output
        assert local.refused_calls() == []


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A bot in this process that echoes."""
    async with open_office(tmp_path / "caveat.db", send_limits=False) as opened:
        yield opened
