"""Runs the bot from connecting to Telegram until it is told to stop."""

import asyncio
import logging
import re
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot.chat.handlers import Desk, Telegram
from bot.chat.listener import Line, Listener, making_sense, say_trouble
from bot.chat.log import open_log
from bot.errors import SettingsError
from bot.reply.phrasebook import Phrasebook
from bot.service import Service
from bot.settings import Settings, TelegramSettings

log = logging.getLogger(__name__)

LONGEST_WAIT = 30
"""Seconds between two attempts to connect, at most."""

GRACE = 2
"""Seconds that each step of stopping may take: no longer listening, answering what has arrived, hanging up."""

HOW_TO_GET_ONE = (
    "Write to @BotFather in Telegram, send /newbot, and start the bot with the token it gives you: "
    "TELEGRAM_BOT_TOKEN=123456:ABC-DEF caveat run"
)
NO_TOKEN = f"TELEGRAM_BOT_TOKEN is not set. {HOW_TO_GET_ONE}"
NOT_A_TOKEN = f"TELEGRAM_BOT_TOKEN is no token: a token is a number, a colon, letters and digits. {HOW_TO_GET_ONE}"
REFUSED = (
    "Telegram does not accept the token in TELEGRAM_BOT_TOKEN. Copy it again from @BotFather (/mybots, API Token); "
    "a token that was revoked there stops working."
)

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


def run_bot(settings: Settings, service: Service, phrasebook: Phrasebook) -> None:
    """Poll Telegram and answer until SIGTERM or SIGINT. Raises SettingsError where the token is missing or refused."""
    _check_token(settings.telegram.token)
    open_log(settings.log.level, settings.telegram.token)
    complaint = asyncio.run(_run(settings.telegram, Desk(service, phrasebook)))
    if complaint:
        raise SettingsError(complaint)


def _check_token(token: str) -> None:
    if not token:
        raise SettingsError(NO_TOKEN)
    if not _TOKEN.fullmatch(token):
        raise SettingsError(NOT_A_TOKEN)


async def _run(settings: TelegramSettings, desk: Desk) -> str:
    """Run until told to stop; give what made running impossible, or nothing.

    A value, because python-telegram-bot's InvalidToken quotes the token and must not travel on as the cause of another error.
    """
    _cancel_on_signals()
    line = Line()
    application = build_application(settings, desk, line)
    try:
        await _connect(application, settings)
        await application.start()
        log.info("Listening as @%s. Ctrl-C ends it.", application.bot.username)
        await line.refused.wait()
    except InvalidToken:
        return REFUSED
    except asyncio.CancelledError:
        log.info("Told to stop.")
        return ""
    finally:
        await _close(application)
    return REFUSED


def build_application(settings: TelegramSettings, desk: Desk, line: Line) -> Telegram:
    """Put together the application: the bot that listens, and who handles what."""
    application = Application.builder().bot(Listener(settings, line)).build()
    application.add_handlers(desk.handlers())
    application.add_error_handler(desk.apologise)
    return application


async def _connect(application: Telegram, settings: TelegramSettings) -> None:
    """Begin to poll; where Telegram cannot be reached, say so and try again after 1, 2, 4, … seconds."""
    wait = 1
    while True:
        try:
            await _begin_to_poll(application, settings)
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("%s Next attempt in %s s.", say_trouble(error), wait)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        else:
            return


async def _begin_to_poll(application: Telegram, settings: TelegramSettings) -> None:
    with making_sense():
        await application.initialize()
        if application.updater:
            await application.updater.start_polling(
                timeout=settings.poll_timeout_seconds, allowed_updates=[Update.MESSAGE], error_callback=lambda _error: None
            )


def _cancel_on_signals() -> None:
    """Make SIGTERM and SIGINT cancel the task that calls this."""
    task = asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows, where Ctrl-C cancels the task without being asked
            asyncio.get_running_loop().add_signal_handler(number, lambda: task and task.cancel())


async def _close(application: Telegram) -> None:
    """Stop listening, answer what has arrived, hang up; each within its time, and cut short by another signal."""
    if application.updater and application.updater.running:
        await _within_grace(application.updater.stop())
    if application.running:
        await _within_grace(application.stop())
    await _within_grace(application.shutdown())
    await _within_grace(application.bot.shutdown())


async def _within_grace(step: Coroutine[Any, Any, None]) -> None:
    with suppress(TimeoutError, TelegramError, asyncio.CancelledError):
        async with asyncio.timeout(GRACE):
            await step
