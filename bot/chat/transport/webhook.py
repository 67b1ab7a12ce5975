"""Has Telegram bring updates to an address of ours, and says yes to each only once it is kept."""

import asyncio
import hmac
import json
import re
import time
from collections.abc import Sequence
from secrets import token_urlsafe
from textwrap import shorten
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.chat.transport.door import Door, Route, Visit
from bot.chat.transport.intake import NotAnUpdateError
from bot.chat.transport.listener import Keep, Line, making_sense
from bot.chat.transport.trouble import Trouble
from bot.errors import CaveatError
from bot.settings import WebhookSettings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
MOST_CONNECTIONS = 40
"""By which Telegram brings updates at once; what it brings together is kept together."""

CHANGED = "Telegram brings updates elsewhere, or nowhere: another running copy of this bot has seen to that. Stop one of the two."

HOW_OFTEN = 60.0
"""Seconds between two questions whether Telegram can deliver."""


class Webhook:
    """The address to which Telegram brings updates, and the secret by which it is known to be Telegram."""

    def __init__(self, settings: WebhookSettings, keep: Keep) -> None:
        self._settings = settings
        self._secret = settings.secret or token_urlsafe(32)
        self._trouble = Trouble()
        given = {"secret": self._secret, "keep": keep, "trouble": Trouble()}
        path = re.escape(urlsplit(settings.url).path or "/")
        self.routes: list[Route] = [(path, _Hook, given)]
        """What is listened for from the opening on."""
        self._door: Door | None = None

    def open(self) -> None:
        """Begin to listen. Raises SettingsError where that is not possible."""
        self._door = Door("webhook", self._settings.listen, self._settings.port, self.routes)
        self._door.open()

    async def announce(self, bot: Bot, kinds: Sequence[str]) -> None:
        """Tell Telegram where to bring which kinds of update. Raises TelegramError."""
        await bot.set_webhook(
            self._settings.url, allowed_updates=kinds, max_connections=MOST_CONNECTIONS, secret_token=self._secret
        )

    async def close(self) -> None:
        """Take in nothing more. Telegram keeps what it could not deliver, and brings it when the bot is back."""
        if self._door:
            await self._door.close()

    async def watch(self, bot: Bot, line: Line) -> None:
        """Ask Telegram now and then whether it can deliver, and say so where it cannot; return when the token is refused."""
        while not line.refused.is_set():
            since = time.time()
            await asyncio.sleep(HOW_OFTEN)
            try:
                with making_sense():
                    info = await bot.get_webhook_info()
            except InvalidToken:
                line.refused.set()
            except TelegramError as error:
                line.report_trouble(error)
            else:
                line.report_success()
                self._trouble.say(find_trouble(info, self._settings.url, since))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def find_trouble(info: WebhookInfo, url: str, since: float) -> str:
    """Say what keeps Telegram from bringing updates to an address, or nothing; `since` is in seconds since 1970."""
    if info.url != url:
        return CHANGED
    if info.last_error_date and info.last_error_date.timestamp() > since:
        return (
            f"Telegram could not bring updates to webhook.url: {shorten(info.last_error_message or 'it does not say why', 120)}"
        )
    return ""


class _Hook(Visit):
    """Takes one update: 200 once it is kept, 4xx where it never will be, 503 where it may be later."""

    def initialize(self, secret: str, keep: Keep, trouble: Trouble) -> None:
        self._secret = secret
        self._keep = keep
        self._trouble = trouble

    def prepare(self) -> None:
        """Answer without reading further whatever is not Telegram's."""
        if self.request.method != "POST":
            self._refuse(405)
        elif not hmac.compare_digest(self.request.headers.get(SECRET_HEADER, "").encode(), self._secret.encode()):
            self._refuse(403)

    async def post(self) -> None:
        try:
            await self._keep([_read_update(self.request.body)])
            self._trouble.end()
        except NotAnUpdateError:
            self._refuse(400)
        except CaveatError as error:
            self._trouble.say(f"What arrives cannot be kept: {error}")
            self._refuse(503)

    def _refuse(self, status: int) -> None:
        self.set_status(status)
        self.finish()


def _read_update(body: bytes) -> dict[str, object]:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        update = None
    if not isinstance(update, dict):
        raise NotAnUpdateError("it is no JSON object")
    return update
