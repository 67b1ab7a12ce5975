"""A bot that notices how its line to Telegram is, says so once when that changes, and shows its token to nobody."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.request import HTTPXRequest

from bot.settings import TelegramSettings

log = logging.getLogger(__name__)

CONFLICT = "Another running copy of this bot is fetching its messages with the same token. Stop one of the two."
SLOW_DOWN = "Telegram asks to slow down."
RECOVERED = "The line to Telegram is open again."


def say_trouble(error: TelegramError) -> str:
    """Say what keeps the bot from its messages."""
    if isinstance(error, Conflict):
        return CONFLICT
    if isinstance(error, RetryAfter):
        return SLOW_DOWN
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
    """An ExtBot whose polling reports to a Line.

    An Updater's own callback for errors is told neither that the token is refused nor that a trouble is over.
    """

    def __init__(self, settings: TelegramSettings, line: Line) -> None:
        super().__init__(
            settings.token,
            base_url=f"{settings.base_url}/bot",
            base_file_url=f"{settings.base_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=16),
            defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True), allow_sending_without_reply=True),
        )
        self._line = line

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:  # noqa: ANN401  passed on as they come
        """Fetch updates as ExtBot does, and tell the line how that went.

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

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"
