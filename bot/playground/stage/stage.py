"""The playground as a whole: how the stand-in of Telegram, the bot's process, the rules and the open pages hang together."""

import asyncio
import os
import secrets
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.errors import RuleError
from bot.playground.record import Call
from bot.playground.server import Playground
from bot.playground.stage.asked import CannotBe
from bot.playground.stage.call_shown import show_call
from bot.playground.stage.child import BotState, Child
from bot.playground.stage.events import Pages
from bot.playground.stage.originals import Original, find_original, is_readable, read_original
from bot.playground.stage.readings import Readings
from bot.playground.stage.rule_files import RuleFiles
from bot.playground.stage.rules import Rules
from bot.playground.stage.samples import load_samples
from bot.playground.stage.scene import Scene, describe, set_scene
from bot.playground.stage.shown import Shown
from bot.playground.state import Place, place_of
from bot.playground.things import Thing
from bot.playground.world import World
from bot.rulebook import Rulebook

MOST_CALLS = 200
"""Calls that a page gets when it is opened."""

BOT_SETTINGS: Mapping[str, str] = {
    "CAVEAT_TELEGRAM_MODE": "polling",
    "CAVEAT_TELEGRAM_POLL_TIMEOUT_SECONDS": "10",
    "CAVEAT_TELEGRAM_SEND_LIMITS": "false",
    "CAVEAT_MONITOR_PORT": "0",
    "CAVEAT_LOG_LEVEL": "info",
    **dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1"),
}
"""What the bot is told beside the address, the token and the file that it is to use."""


def make_token() -> str:
    """Give a token that has the right form and belongs to no bot of Telegram's."""
    return f"{10**9 + secrets.randbelow(9 * 10**9)}:{secrets.token_urlsafe(26)}"


@dataclass(slots=True)
class Memories:
    """Where the bot keeps things: a file of its own for each fresh start."""

    folder: Path
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def next_file(self) -> Path:
        """Give the file for a fresh start."""
        folder = self.folder / str(next(self._numbers))
        folder.mkdir(parents=True)  # whoever clears temporary folders may have taken the one around it
        return folder / "caveat.db"


class Stage:
    """Everything that the pages show and act on."""

    def __init__(self, rules: Rules, readings: Readings, folder: Path, arguments: Sequence[str] = ("run",)) -> None:
        self._token = make_token()
        self._memories = Memories(folder)
        self.rules, self.readings = rules, readings
        self.files = RuleFiles(rules.folder)
        self.pages = Pages()
        self.playground = Playground(World(self._token))
        self.playground.listeners.append(self._hear_call)
        self.child = Child(arguments, {}, self._hear_bot)
        self._calls: deque[Thing] = deque(maxlen=MOST_CALLS)
        self._numbers = count(1)
        self._turn = asyncio.Lock()
        """Whoever ends and starts the bot waits for whoever does so just now."""
        self._new_scene(self.playground.world)

    def _new_scene(self, world: World) -> None:
        self.playground.world = world
        self.scene: Scene = set_scene(world)
        self.authors: dict[Place, int] = {}
        self.presses: dict[str, int] = {}
        """Who pressed, by the queries that wait for an answer."""
        self._last: Place | None = None
        self._shown = Shown()
        self._world_told: Thing = {}

    # --- beginning and ending

    def open(self) -> None:
        """Open the stand-in and start the bot. Needs a running event loop."""
        self._address = self.playground.open()
        self._prepare_child()
        self.child.start()

    async def close(self) -> None:
        """End the bot and close the stand-in."""
        self.pages.cut_all()
        await self.child.stop()
        await self.playground.close()
        await self.readings.close()

    async def again(self) -> None:
        """Begin anew, with a fresh world and nothing remembered; the pages come again and get it whole."""
        async with self._turn:
            await self.child.stop()
            self._new_scene(World(self._token))
            self._calls.clear()
            self._prepare_child()
            self.child.start()
        self.pages.cut_all()

    def _prepare_child(self) -> None:
        named = {"CAVEAT_TELEGRAM_BASE_URL": self._address, "CAVEAT_MEMORY_FILE": str(self._memories.next_file())}
        self.child.environ = {**os.environ, **BOT_SETTINGS, **named, "TELEGRAM_BOT_TOKEN": self._token}

    # --- what the pages are told

    @property
    def world(self) -> World:
        """The stand-in's world as it is now."""
        return self.playground.world

    def whole(self) -> list[Thing]:
        """Give everything that a page must know that was opened just now."""
        self.refresh()
        return [self._tell_world(), *self._shown.whole(), self._tell_bot(), *self._calls]

    def refresh(self) -> None:
        """Tell the pages what is new in the world."""
        self.pages.tell([*self._find_news()])

    def _find_news(self) -> Iterator[Thing]:
        world = self._tell_world()
        if world != self._world_told:
            self._world_told = world
            yield world
        yield from self._shown.find_news(self.world, [spot.room for spot in self.scene.spots.values()])
        yield from self._find_answered()

    def _find_answered(self) -> Iterator[Thing]:
        for query in list(self.presses):
            answer = self.world.answer_to(query)
            if answer is not None:
                told = {"text": answer.get("text", ""), "alert": bool(answer.get("show_alert")), "url": answer.get("url", "")}
                yield {"kind": "answered", "query": query, "person": self.presses.pop(query), **told}

    def _tell_world(self) -> Thing:
        samples = [sample.describe() for sample in load_samples().values()]
        rules = {"folder": _short(self.files.folder), "files": self.files.names, "digest": self.rules.digest}
        return {"kind": "world", **describe(self.scene), "samples": samples, "rules": rules}

    def _tell_bot(self) -> Thing:
        return {"kind": "bot", "state": self.child.state.value, "line": self.child.line.replace(self._token, "[token]")}

    def _hear_bot(self, _state: BotState, _line: str) -> None:
        self.pages.tell([self._tell_bot()])

    def _hear_call(self, call: Call) -> None:
        """Tell of a call of the bot's, and of what it changed."""
        del self.playground.calls[:-MOST_CALLS]
        if call.method == "getUpdates":
            return
        shown = show_call(next(self._numbers), call)
        self._calls.append(shown)
        self.pages.tell([shown])
        if call.method == "sendChatAction" and call.status == 200:
            self.pages.tell([{"kind": "typing", "chat": _as_number(call.given["chat_id"])}])
        self.refresh()

    # --- reading

    def note_written(self, message: Thing) -> None:
        """Remember a message that can be read: it is read again when a rule changes."""
        if is_readable(read_original(self.world, message)):
            self._last = place_of(message)

    async def read(self, message: Thing) -> Thing:
        """Read what stands at a message. Raises CannotBe where there is nothing to read."""
        original = read_original(self.world, message)
        if original is None:
            raise CannotBe("There is nothing to read here: no text, caption or text file.")
        self._last = place_of(original.message)
        return self.readings.show(await self.readings.read(original, await self._book()))

    async def warm_up(self) -> None:
        """Read the rules before anybody asks; what is wrong with them the bot's log says, or whoever asks is told."""
        with suppress(RuleError):
            await self.rules.book()

    async def _book(self) -> Rulebook:
        try:
            return await self.rules.book()
        except RuleError as error:
            raise CannotBe(str(error)) from None

    def find_last(self) -> Original | None:
        """Give the message that was read last, if it still stands."""
        message = self.world.messages.get(self._last) if self._last else None
        return read_original(self.world, find_original(self.world, message)) if message else None

    async def restart_bot(self) -> None:
        """End the bot and start it anew; return when it listens, or has had time enough to."""
        async with self._turn:
            await self.child.restart()


def _as_number(chat: object) -> object:
    """Give a chat's id as messages carry it: a call may bring it as text, and a public chat by its name."""
    return int(chat) if isinstance(chat, str) and chat.lstrip("-").isdecimal() else chat


def _short(folder: Path) -> str:
    """Give a folder as people say it: from where they are, if it lies there."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)
