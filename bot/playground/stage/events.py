"""What the open pages are told: every event goes to each of them as one line, and none waits for another."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.playground.things import Fields

MOST_WAITING = 8 * 1024 * 1024
"""Bytes that may wait for one page. A page that takes them too slowly is cut off: it comes again and gets the whole state."""

BEAT = 10.0
"""Seconds of silence after which an empty line shows that the connection stands."""


def write_line(event: Fields) -> bytes:
    """Write an event as one line of JSON."""
    return json.dumps(event, separators=(",", ":")).encode() + b"\n"


@dataclass(slots=True, eq=False)
class Page:
    """One open page and the lines that wait for it; `hang_up` ends its connection."""

    hang_up: Callable[[], None]
    is_cut: bool = False
    _lines: deque[bytes] = field(default_factory=deque)
    _waiting: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, line: bytes) -> None:
        """Have a line wait; too many of them cut the page off."""
        self._lines.append(line)
        self._waiting += len(line)
        self._news.set()
        if self._waiting > MOST_WAITING:
            self.cut()

    async def take(self) -> bytes:
        """Give all lines that wait, as soon as there are any; after a while of silence an empty one."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), BEAT)
        self._news.clear()
        taken = b"".join(self._lines) or b"\n"
        self._lines.clear()
        self._waiting = 0
        return taken

    def cut(self) -> None:
        """Let go of what waits and end the connection."""
        self.is_cut = True
        self._lines.clear()
        self._waiting = 0
        self._news.set()
        self.hang_up()


@dataclass(slots=True)
class Pages:
    """All open pages."""

    _open: set[Page] = field(default_factory=set)

    def __len__(self) -> int:
        """Count them."""
        return len(self._open)

    def add(self, page: Page) -> None:
        """Tell a page from now on."""
        self._open.add(page)

    def drop(self, page: Page) -> None:
        """Tell a page nothing more."""
        self._open.discard(page)

    def tell(self, events: Iterable[Fields]) -> None:
        """Tell all pages of events."""
        for event in events:
            line = write_line(event)
            for page in tuple(self._open):
                page.put(line)
        self._open = {page for page in self._open if not page.is_cut}

    def cut_all(self) -> None:
        """Cut off all pages: each comes again and gets the whole state."""
        for page in tuple(self._open):
            page.cut()
        self._open.clear()
