"""Runs the bot from opening what is kept until it is told to stop."""

import asyncio
import logging
import os
import re
import signal
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import InvalidToken, TelegramError

from bot.chat.desk import ALLOWED_UPDATES, Desk
from bot.chat.here import Here
from bot.chat.miniapp import MiniApp
from bot.chat.rights import Rights
from bot.chat.transport.engine import Engine, MakeHandlers
from bot.chat.transport.listener import say_trouble
from bot.chat.transport.log import describe, open_log
from bot.errors import CaveatError, SettingsError
from bot.memory import open_memory
from bot.reply.phrasebook import Phrasebook
from bot.service import Service
from bot.settings import Settings, find_memory

log = logging.getLogger(__name__)

LONGEST_WAIT = 30
"""Seconds between two attempts to connect, at most."""

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

BROKEN = "The bot has ended over a mistake of its own. Nothing that has arrived is lost; the log says where it went wrong."

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


def run_bot(settings: Settings, service: Service, phrasebooks: Sequence[Phrasebook]) -> None:
    """Take in messages and answer them until SIGTERM or SIGINT; the first phrasebook speaks where a chat chose no other.

    Raises SettingsError where the token is missing or refused or a port is taken, StoreError where nothing can be kept.
    """
    secret = settings.telegram.token
    across = settings.memory.across_chats

    def make_desk(engine: Engine) -> Desk:
        app = settings.webhook.app_url
        here = Here(engine.bot, service, engine.memory, phrasebooks, engine.wake, secret, app=app, across_chats=across)
        desk = Desk(here)
        engine.sender.attacher.makers.update(desk.makers)
        if app and engine.webhook:
            engine.webhook.routes.append(MiniApp(here, Rights(here)).route())
        return desk

    run_handlers(settings, make_desk)


def run_handlers(settings: Settings, make_handlers: MakeHandlers) -> None:
    """Run a bot with handlers of one's own, as `run_bot` does."""
    _check_token(settings.telegram.token)
    open_log(settings.log.level, settings.telegram.token)
    complaint = asyncio.run(_run(settings, make_handlers))
    if complaint:
        raise SettingsError(complaint)


def _check_token(token: str) -> None:
    if not token:
        raise SettingsError(NO_TOKEN)
    if not _TOKEN.fullmatch(token):
        raise SettingsError(NOT_A_TOKEN)


async def _run(settings: Settings, make_handlers: MakeHandlers) -> str:
    """Run until told to stop; give what made running impossible, or nothing."""
    _cancel_on_signals()
    with suppress(asyncio.CancelledError):  # told to stop before it began
        memory = await open_memory(find_memory(settings.memory, os.environ))
        return await _work(Engine(settings, memory, make_handlers))
    return ""


async def _work(engine: Engine) -> str:
    """Work until told to stop; give what made it impossible, or nothing.

    A value, because python-telegram-bot's InvalidToken quotes the token and must not travel on as the cause of another error.
    """
    try:
        await engine.open()
        await _connect(engine)
        log.info("Listening as @%s. Ctrl-C ends it.", engine.bot.username)
        await engine.work()
    except InvalidToken:
        return REFUSED
    except asyncio.CancelledError:
        log.info("Told to stop.")
        return ""
    except CaveatError:
        raise
    except Exception as error:  # noqa: BLE001  whatever it is, it is said calmly
        log.error("%s", describe(error))  # noqa: TRY400  its words may quote somebody
        return BROKEN
    finally:
        await engine.stop()
    return REFUSED


async def _connect(engine: Engine) -> None:
    """Reach Telegram; where it cannot be reached, say so and try again after 1, 2, 4, … seconds."""
    wait = 1
    while True:
        try:
            await engine.connect(ALLOWED_UPDATES)
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("%s Next attempt in %s s.", say_trouble(error), wait)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        else:
            return


def _cancel_on_signals() -> None:
    """Make SIGTERM and SIGINT cancel the task that calls this."""
    task = asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows, where Ctrl-C cancels the task without being asked
            asyncio.get_running_loop().add_signal_handler(number, lambda: task and task.cancel())
