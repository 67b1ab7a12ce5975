"""Facts about what happens when answering fails: the bot in this process, real Update objects, the stand-in over HTTP."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest

from bot.chat.desk import Desk
from bot.chat.here import Here
from bot.chat.transport.engine import Engine
from bot.model import Article
from bot.reply.phrasebook import Phrasebook
from bot.service import Answer, Service
from tests.chat.office import Office, open_office, until

SECRET_WORDS = "the quick brown fox was said to have jumped"


class FailingService:
    """A service with a mistake in it, of the kind that quotes the text."""

    pages = None
    checks = None

    async def answer_later(self, article: Article) -> Answer:
        raise ValueError(article.text)


@pytest.fixture
async def failing(phrasebook: Phrasebook, tmp_path: Path) -> AsyncIterator[Office]:
    def make_desk(engine: Engine) -> Desk:
        return Desk(Here(engine.bot, cast("Service", FailingService()), engine.memory, [phrasebook], engine.wake, "secret"))

    async with open_office(tmp_path / "caveat.db", make_desk, send_limits=False) as opened:
        yield opened


async def test_when_answering_fails_the_writer_gets_one_calm_line(failing: Office, phrasebook: Phrasebook) -> None:
    assert await failing.ask(SECRET_WORDS) == [phrasebook.say("chat", "trouble")]


async def test_when_answering_fails_the_log_tells_where_and_not_what_was_written(
    failing: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await failing.ask(SECRET_WORDS)
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "ValueError < answer_later (" in record.getMessage()
    assert "fox" not in caplog.text


async def test_who_has_blocked_the_bot_is_left_alone(failing: Office) -> None:
    ann = failing.world.add_person("Ann")
    failing.world.write(ann, {"text": "/start"})
    failing.world.block(ann)
    await until(lambda: failing.calls("sendMessage"))
    await failing.wait_until_sent()
    assert len(failing.calls("sendMessage")) == 1
