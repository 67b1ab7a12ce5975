"""Runs the playground from opening its doors until it is told to stop."""

import asyncio
import secrets
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.playground.stage.door import Door
from bot.playground.stage.readings import Readings
from bot.playground.stage.reloading import Reloading
from bot.playground.stage.rules import Rules
from bot.playground.stage.stage import Stage

Say = Callable[[str], None]
"""Hears the address as soon as a page can be opened there."""


def play(rules: Rules, readings: Readings, arguments: Sequence[str], port: int | None, say: Say) -> None:
    """Play until SIGTERM or SIGINT. Raises SettingsError where a port is taken, RuleError where there are no rules."""
    with TemporaryDirectory(prefix="caveat-play-") as folder:
        asyncio.run(_play(Stage(rules, readings, Path(folder), arguments), port, say))


async def _play(stage: Stage, port: int | None, say: Say) -> None:
    door, told = Door(stage, secrets.token_urlsafe(24)), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows, where Ctrl-C ends the loop without being asked
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    address = door.open(port)
    helpers: list[asyncio.Task[None]] = []
    try:
        stage.open()
        say(address)
        helpers = [asyncio.create_task(Reloading(stage).watch()), asyncio.create_task(_warm_up(stage))]
        await told.wait()
    finally:
        for helper in helpers:
            helper.cancel()
        await stage.close()
        await door.close()


async def _warm_up(stage: Stage) -> None:
    """Read the rules as soon as the bot has read them: what they change can then be told."""
    await stage.child.listens()
    await stage.warm_up()
