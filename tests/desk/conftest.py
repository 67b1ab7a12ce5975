"""What the tests of the desk share: a bot at work, its Telegram and its web."""

from collections.abc import Iterator

import pytest

from bot.files import load_phrasebook
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram
from tests.desk.town import Town
from tests.near_site import NearSite


@pytest.fixture(scope="session")
def phrasebook() -> Phrasebook:
    return load_phrasebook("en")


@pytest.fixture(scope="module")
def town(web: NearSite) -> Iterator[Town]:
    """A Telegram with a running bot that finds the web on this machine; every call that it makes must be valid."""
    with (
        LocalTelegram() as telegram,
        BotProcess(
            telegram.address, command=("tests.near_web", "run"), pages_ports=web.port, telegram_send_limits="false"
        ) as running,
    ):
        running.wait_for_words("Listening as @caveat_bot")
        yield Town(telegram)
        assert running.end() == 0
        assert "ERROR" not in running.output
        assert telegram.run(telegram.playground.violations) == []


@pytest.fixture
def ann(town: Town) -> Thing:
    """Whoever owns the group."""
    return town.person("Ann")


@pytest.fixture
def bob(town: Town) -> Thing:
    """A member of the group."""
    return town.person("Bob")


@pytest.fixture
def group(town: Town, ann: Thing, bob: Thing) -> Thing:
    return town.group(ann, bob)
