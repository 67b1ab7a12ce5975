"""A bot that notices how its line to Telegram is, says so once when that changes, and shows its token to nobody."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from textwrap import shorten
from typing import Any

from telegram import Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.errors import CaveatError
from bot.settings import TelegramSettings

log = logging.getLogger(__name__)

CONFLICT = "Another running copy of this bot is fetching its messages with the same token. Stop one of the two."
SLOW_DOWN = "Telegram asks to slow down."
RECOVERED = "The line to Telegram is open again."

Keep = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]
"""Keeps updates as Telegram wrote them, for good."""

CONNECTIONS = 32
"""To Telegram at once: more than calls are made side by side, so that none waits for another's."""


class NotKeptError(TelegramError):
    """Updates were fetched and could not be kept: they are not confirmed, and come again."""


def say_trouble(error: TelegramError) -> str:
    """Say what keeps the bot from its messages."""
    if isinstance(error, Conflict):
        return CONFLICT
    if isinstance(error, RetryAfter):
        return SLOW_DOWN
    if isinstance(error, NotKeptError):
        return f"What arrives cannot be kept: {error.message}"
    return f"Telegram cannot be reached or gives no usable answer ({shorten(error.message, 120)})."


@contextmanager
def making_sense() -> Iterator[None]:
    """Map what python-telegram-bot raises at an answer of unknown shape to the error it has for an answer of no use."""
    try:
        yield
    except TelegramError:
        raise
    except Exception as error:  # noqa: BLE001  there is no telling what it stumbles over
        raise TelegramError(f"{type(error).__name__} in reading it") from None


class Line:
    """How the line to Telegram is: each trouble is said once, and once that it is over."""

    def __init__(self) -> None:
        self.refused = asyncio.Event()
        """Set when Telegram no longer takes the token: nothing will ever arrive again."""
        self.reached_at = time.monotonic()
        """When Telegram last answered a call, or when this began."""
        self._trouble = ""

    def report_trouble(self, error: TelegramError) -> None:
        """Say what is wrong, unless that was the last thing said."""
        trouble = say_trouble(error)
        if trouble != self._trouble:
            log.warning("%s Trying again.", trouble)
        self._trouble = trouble

    def report_success(self) -> None:
        """Say that a trouble is over, if there was one."""
        if self._trouble:
            log.warning(RECOVERED)
        self._trouble = ""


class Listener(ExtBot[None]):
    """An ExtBot whose polling keeps what it fetches before it is confirmed, and reports to a Line.

    An Updater's own callback for errors is told neither that the token is refused nor that a trouble is over.
    """

    def __init__(self, settings: TelegramSettings, line: Line, keep: Keep) -> None:
        super().__init__(
            settings.token,
            base_url=f"{settings.base_url}/bot",
            base_file_url=f"{settings.base_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=CONNECTIONS),
        )
        self._line = line
        self._keep = keep

    @property
    def line(self) -> Line:
        """How the line to Telegram is."""
        return self._line

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:  # noqa: ANN401  passed on as they come
        """Fetch updates, keep them all in one step, and give their numbers alone; tell the line how that went.

        What is in them is read later, one by one: an update that nobody can make sense of must not hold up the others.
        A refused token gives no updates and no error: whoever watches the line ends the bot, and the Updater is not in its way.
        """
        try:
            with making_sense():
                updates = await super().get_updates(*args, **kwargs)
        except InvalidToken:
            self._line.refused.set()
            return ()
        except TelegramError as error:
            self._line.report_trouble(error)
            raise
        self._line.report_success()
        return updates

    async def call(self, method: str, payload: Mapping[str, Any]) -> Any:  # noqa: ANN401  what Telegram gave
        """Call a method of the Bot API with parameters as it names them, and give its result as it came. Raises TelegramError.

        As do_api_request, which warns of every method that has a function of its own.
        """
        try:
            with making_sense():
                return await self._post(method, dict(payload))
        except InvalidToken as error:
            if "not found" in error.message.lower():  # a token that is not taken is unauthorized, once it was taken
                raise EndPointNotFound(f"there is no method {method}") from None
            raise

    async def _do_post(self, endpoint: str, data: dict[str, Any], **times: Any) -> Any:  # noqa: ANN401  passed on as they come
        result = await super()._do_post(endpoint, data, **times)
        self._line.reached_at = time.monotonic()
        return await self._keep_all(result) if endpoint == "getUpdates" else result

    async def _keep_all(self, updates: Any) -> list[dict[str, Any]]:  # noqa: ANN401  what Telegram gave
        try:
            await self._keep(updates)
        except CaveatError as error:
            raise NotKeptError(str(error)) from None
        return [{"update_id": update["update_id"]} for update in updates]

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"
