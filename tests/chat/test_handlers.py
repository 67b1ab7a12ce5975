"""Facts about what happens when answering fails: the bot in this process, real Update objects, the stand-in over HTTP."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.chat.handlers import Desk, Telegram
from bot.chat.listener import Line
from bot.chat.run import build_application
from bot.playground.calls import LONGEST_TEXT, MOST_ENTITIES
from bot.playground.formatting import choose_formatter
from bot.playground.markup import utf16_length
from bot.playground.server import Playground
from bot.playground.world import Thing, World
from bot.reply.phrasebook import Phrasebook
from bot.model import Article
from bot.service import Answer, Service
from bot.settings import TelegramSettings
from tests.chat.local_telegram import TOKEN

FORMATTER = choose_formatter()
SECRET_WORDS = "the quick brown fox was said to have jumped"


class FailingService:
    """A service with a mistake in it, of the kind that quotes the text."""

    def answer(self, article: Article) -> Answer:
        raise ValueError(article.text)


@dataclass
class Office:
    """A bot at work in this process, and the Telegram around it."""

    playground: Playground
    application: Telegram

    async def receive(self, text: str) -> list[Thing]:
        """Let somebody write, and give the answers."""
        world = self.playground.world
        message = world.write(world.add_person("Ann"), {"text": text})
        await self.application.process_update(Update.de_json(world.queue.waiting[-1], self.application.bot))
        return world.answers_to(message)


@given(text=st.text(st.characters(codec=None), max_size=300))
def test_every_text_gets_a_reply_that_telegram_takes(service: Service, phrasebook: Phrasebook, text: str) -> None:
    formatted = FORMATTER.parse(Desk(service, phrasebook).compose(text))
    assert formatted.text.strip()
    assert utf16_length(formatted.text) <= LONGEST_TEXT
    assert len(formatted.entities) <= MOST_ENTITIES


@pytest.fixture
async def office(phrasebook: Phrasebook) -> AsyncIterator[Office]:
    playground = Playground(World(TOKEN))
    settings = TelegramSettings(base_url=playground.open(), token=TOKEN)
    application = build_application(settings, Desk(cast("Service", FailingService()), phrasebook), Line())
    await application.initialize()
    yield Office(playground, application)
    await application.shutdown()
    await playground.close()


async def test_when_answering_fails_the_writer_gets_one_calm_line(office: Office, phrasebook: Phrasebook) -> None:
    assert [answer["text"] for answer in await office.receive(SECRET_WORDS)] == [phrasebook.say("chat", "trouble")]


async def test_when_answering_fails_the_log_tells_where_and_not_what_was_written(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await office.receive(SECRET_WORDS)
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "ValueError < answer (" in record.getMessage()
    assert "fox" not in caplog.text


async def test_who_has_blocked_the_bot_is_left_alone(office: Office) -> None:
    refusal = b'{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}'
    asked: list[str] = []

    def block(method: str) -> tuple[int, bytes]:
        asked.append(method)
        return 403, refusal

    office.playground.disturb = block
    assert await office.receive("/start") == []
    assert asked == ["sendMessage"]


async def test_an_apology_that_fails_is_logged_and_no_more(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.playground.disturb = lambda _method: (500, b"oops")
    assert await office.receive(SECRET_WORDS) == []
    assert "Nor could that be said: NetworkError" in caplog.text
