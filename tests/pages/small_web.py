"""A web of one's own: names that lead to servers on loopback, a trap that nobody may reach, and pages opened from there.

"127.0.0.2" and "127.0.0.3", where nobody listens, play the public internet: the guard that these tests hand over lets them
through, and nothing else that is not public.
"""

import asyncio
import gc
import os
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.model import Article, NoPage, Page
from bot.pages.address import WEB_PORTS
from bot.pages.limits import Limits
from bot.pages.network import Guard
from bot.pages.public import IP, is_public
from bot.pages.reader import Extract, WebPages
from tests.pages.servers import Site, wait_for

PUBLIC = "127.0.0.2"
DESERTED = "127.0.0.3"
NEWS = "news.example"

_BELIEVES_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_dialled: list[object] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        _dialled.append(arguments[1])


sys.addaudithook(_watch)


@dataclass(slots=True)
class Names:
    """A name server: each name's answers in their order, the last of them again and again."""

    answers: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    pause: float = 0

    async def __call__(self, name: str) -> Sequence[str]:
        self.asked.append(name)
        await asyncio.sleep(self.pause)
        if name not in self.answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = self.answers[name]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def set(self, name: str, *answers: Sequence[str]) -> None:
        self.answers[name] = list(answers)


@dataclass(slots=True)
class Clock:
    """A clock that goes when it is told to."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class SmallWeb:
    """What a test needs to open pages and to see what that did."""

    site: Site
    trap: Site
    names: Names
    clock: Clock
    pages: WebPages
    scheme: str

    def url(self, path: str = "/", name: str = NEWS) -> str:
        return f"{self.scheme}://{name}:{self.site.port}{path}"

    def trapped(self, address: str) -> str:
        """The address with the trap's port in the place of {port}."""
        return address.format(port=self.trap.port)

    @property
    def dialled(self) -> list[object]:
        """Where this process connected to, or tried to, since the web was opened, but for the site."""
        return [place for place in _dialled if place != (PUBLIC, self.site.port)]

    async def open(self, path: str = "/", name: str = NEWS) -> Page | NoPage:
        return await self.pages.open(self.url(path, name))


def whole_markup(markup: str, url: str) -> Page | NoPage:
    """Take all of the markup for the article; the title tells that it was taken for markup."""
    return Page(Article(markup, "markup", url), url)


def may_be_dialled(address: IP) -> bool:
    return str(address) in {PUBLIC, DESERTED} or is_public(address)


@asynccontextmanager
async def small_web(
    limits: Limits | None = None,
    extract: Extract = whole_markup,
    server_tls: ssl.SSLContext | None = None,
    client_tls: ssl.SSLContext | None = None,
) -> AsyncIterator[SmallWeb]:
    """Open a web, and see at its end that no task, socket or file was left."""
    async with nothing_left(), Site(PUBLIC, server_tls) as site, Site() as trap:
        names, clock = Names({NEWS: [[PUBLIC]]}), Clock()
        async with WebPages(
            allowed_ports=WEB_PORTS | {site.port, trap.port},
            limits=limits,
            extract=extract,
            clock=clock,
            guard=Guard(names, may_be_dialled),
            tls=client_tls or _BELIEVES_NOBODY,
        ) as pages:
            _dialled.clear()
            yield SmallWeb(site, trap, names, clock, pages, "https" if server_tls else "http")


@asynccontextmanager
async def nothing_left() -> AsyncIterator[None]:
    """Fail where more tasks or open files are there after than before; unclosed transports are warnings, and so errors."""
    tasks, files = asyncio.all_tasks(), _open_files()
    gc.freeze()  # only what comes from now on is looked through, which takes a hundredth of the time
    yield
    gc.collect()
    gc.unfreeze()
    await wait_for(lambda: asyncio.all_tasks() <= tasks | {_this_task()})
    await wait_for(lambda: _open_files() <= files)


def _this_task() -> asyncio.Task[object]:
    task = asyncio.current_task()
    assert task
    return task


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(os.listdir(folder)) if folder.exists() else 0  # noqa: PTH208  only how many
