"""Facts about updates that Telegram brings: only Telegram is let in, and yes is said only to what is kept."""

import json
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from telegram import WebhookInfo

from bot.chat.transport.door import LARGEST
from bot.chat.transport.intake import make_arrival
from bot.chat.transport.webhook import CHANGED, SECRET_HEADER, Webhook, find_trouble
from bot.errors import StoreError
from bot.settings import WebhookSettings
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import SECRET, LocalTelegram, wait_until

LISTENING = "Listening as @caveat_bot"
KNOCK = "a-Secret_of_32-Characters-or-so"
UPDATE = {"update_id": 1, "message": {"text": "hello"}}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def failed_at(seconds: int) -> WebhookInfo:
    when = datetime.fromtimestamp(seconds, UTC)
    return WebhookInfo(
        "https://bot.example/",
        has_custom_certificate=False,
        pending_update_count=0,
        last_error_date=when,
        last_error_message="Connection refused",
    )


@dataclass
class Caller:
    """Somebody who knocks at the webhook."""

    url: str
    client: httpx.AsyncClient
    kept: list[Mapping[str, Any]] = field(default_factory=list)
    full: bool = False

    async def keep(self, updates: Sequence[Mapping[str, Any]]) -> None:
        if self.full:
            raise StoreError("there is no room left")
        for update in updates:
            make_arrival(update)
        self.kept += updates

    async def knock(self, body: object = UPDATE, secret: str | None = KNOCK, method: str = "POST") -> int:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {} if secret is None else {SECRET_HEADER: secret}
        answer = await self.client.request(method, self.url, content=content, headers=headers)
        assert SECRET_HEADER.lower() not in answer.text.lower()
        return answer.status_code


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    url, port = "https://bot.example/hook.me", free_port()
    async with httpx.AsyncClient(trust_env=False) as client:
        opened = Caller(f"http://127.0.0.1:{port}/hook.me", client)
        webhook = Webhook(WebhookSettings(url=url, port=port, secret=KNOCK), opened.keep)
        webhook.open()
        yield opened
        await webhook.close()


async def test_an_update_with_the_secret_is_kept_and_said_yes_to(caller: Caller) -> None:
    assert (await caller.knock(), caller.kept) == (200, [UPDATE])


@pytest.mark.parametrize("secret", [None, "", "wrong", KNOCK[:-1], KNOCK + "x", KNOCK.upper()])
async def test_without_the_secret_nothing_is_kept(caller: Caller, secret: str | None) -> None:
    assert (await caller.knock(secret=secret), caller.kept) == (403, [])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_nothing_but_post_is_taken(caller: Caller, method: str) -> None:
    assert (await caller.knock(method=method), caller.kept) == (405, [])


@pytest.mark.parametrize(
    "body", [b"", b"no JSON", b"[1]", b"3", b"\xff\xfe", b"[" * 100_000, {}, {"update_id": "1"}, {"update_id": None}]
)
async def test_what_is_no_update_is_refused_for_good(caller: Caller, body: object) -> None:
    assert (await caller.knock(body), caller.kept) == (400, [])


async def test_more_than_a_megabyte_is_not_read(caller: Caller) -> None:
    try:
        status = await caller.knock(b"x" * (LARGEST + 1))
    except httpx.TransportError:  # the server may hang up while we are still sending
        status = 413
    assert 400 <= status < 500
    assert caller.kept == []


@pytest.mark.parametrize("path", ["", "hook", "hookXme", "hook.me/", "hook.me/more", "HOOK.ME"])
async def test_other_paths_lead_nowhere(caller: Caller, path: str) -> None:
    caller.url = caller.url.replace("hook.me", path)
    assert (await caller.knock(), caller.kept) == (404, [])


async def test_what_cannot_be_kept_is_not_said_yes_to(caller: Caller) -> None:
    caller.full = True
    assert await caller.knock() == 503
    caller.full = False
    assert await caller.knock() == 200


async def test_a_secret_of_its_own_is_long_and_fresh(caller: Caller) -> None:
    one, other = (Webhook(WebhookSettings(url="https://bot.example/"), caller.keep) for _ in range(2))
    assert one._secret != other._secret
    assert len(one._secret) >= 32
    assert one._secret not in repr(one)


@pytest.mark.parametrize(
    ("info", "says"),
    [
        (WebhookInfo("https://bot.example/", has_custom_certificate=False, pending_update_count=0), ""),
        (WebhookInfo("", has_custom_certificate=False, pending_update_count=0), CHANGED),
        (WebhookInfo("https://other.example/", has_custom_certificate=False, pending_update_count=0), CHANGED),
        (failed_at(100), ""),
        (failed_at(300), "Telegram could not bring updates to webhook.url: Connection refused"),
    ],
)
def test_what_keeps_telegram_from_delivering_is_said(info: WebhookInfo, says: str) -> None:
    assert find_trouble(info, "https://bot.example/", 200.0) == says


# --- the whole process


def hooked(telegram: LocalTelegram, port: int, secret: str = "", level: str = "info") -> BotProcess:
    url = f"http://127.0.0.1:{port}/from-telegram"
    return BotProcess(
        telegram.address, level=level, telegram_mode="webhook", webhook_url=url, webhook_port=port, webhook_secret=secret
    )


def test_updates_that_are_brought_are_answered(telegram: LocalTelegram) -> None:
    with hooked(telegram, free_port(), KNOCK, "debug") as running:
        running.wait_for_words(LISTENING)
        assert telegram.ask("/start")["text"]
        assert telegram.calls("getUpdates") == []
        (call,) = telegram.calls("setWebhook")
        assert call.given["secret_token"] == KNOCK
        assert "callback_query" in str(call.given["allowed_updates"])
        assert running.end() == 0
        assert KNOCK not in running.output
        assert SECRET not in running.output


def test_what_was_brought_while_the_bot_was_away_is_answered_when_it_is_back(telegram: LocalTelegram) -> None:
    port = free_port()
    with hooked(telegram, port) as running:
        running.wait_for_words(LISTENING)
        running.end()
    message = telegram.write(telegram.person(), "/start")
    with hooked(telegram, port) as running:
        wait_until(lambda: telegram.answers_to(message))
        running.end()


def test_polling_takes_a_webhook_away_first(telegram: LocalTelegram) -> None:
    with hooked(telegram, free_port()) as running:
        running.wait_for_words(LISTENING)
        running.end()
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        assert telegram.ask("/start")["text"]
        assert telegram.run(lambda: telegram.playground.world.webhook) is None


def test_a_webhook_port_that_is_taken_ends_it_with_one_line(telegram: LocalTelegram) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with hooked(telegram, port) as running:
            assert running.wait_for_end() != 0
            assert f"webhook.listen, webhook.port: 127.0.0.1 port {port} cannot be listened on" in running.output
            assert "Traceback" not in running.output
