"""The stand-in for Telegram in a thread of its own, for tests that watch a real bot process from outside."""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

from bot.playground.server import Call, Playground
from bot.playground.world import Thing, World

TOKEN = "4242424242:AAf-Very_Secret-Part_Of_The_Token00"
SECRET = TOKEN.partition(":")[2]

T = TypeVar("T")


class LocalTelegram:
    """Telegram as a test sees it: people write, and answers are waited for."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.playground = Playground(World(TOKEN))
        self.address = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self.address = self.run(self.playground.open)
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.run_coroutine_threadsafe(self.playground.close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def run(self, act: Callable[[], T]) -> T:
        """Do something in the stand-in's own thread and give its result."""

        async def acting() -> T:
            return act()

        return asyncio.run_coroutine_threadsafe(acting(), self._loop).result(5)

    def person(self, name: str = "Ann") -> Thing:
        return self.run(lambda: self.playground.world.add_person(name))

    def write(self, person: Thing, content: str | Mapping[str, Any], group: Thing | None = None) -> Thing:
        content = {"text": content} if isinstance(content, str) else content
        return self.run(lambda: self.playground.world.write(person, content, group))

    def answers_to(self, message: Thing) -> list[Thing]:
        return self.run(lambda: self.playground.world.answers_to(message))

    def ask(self, content: str | Mapping[str, Any]) -> Thing:
        """Write as somebody new and give the bot's one answer."""
        message = self.write(self.person(), content)
        wait_until(lambda: self.answers_to(message))
        (answer,) = self.answers_to(message)
        return answer

    def calls(self, method: str) -> list[Call]:
        return self.run(lambda: [call for call in self.playground.calls if call.method == method])

    def refused_calls(self) -> list[Call]:
        """Give the calls that Telegram found wrong; that one poll ended another is no mistake in a call."""
        return self.run(lambda: [call for call in self.playground.calls if call.status not in {200, 409}])

    def fall_silent(self, seconds: float) -> None:
        """Answer nothing for a while, though connections are still taken."""
        self._loop.call_soon_threadsafe(time.sleep, seconds)

    def answer_always(self, status: int, body: str) -> None:
        """Answer every call in the same way, whatever it asks."""
        self.playground.disturb = lambda _method: (status, body.encode())

    def answer_truly(self) -> None:
        self.playground.disturb = lambda _method: None


def wait_until(holds: Callable[[], object], seconds: float = 15) -> None:
    """Return as soon as something holds; fail when the time is over."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.02)
