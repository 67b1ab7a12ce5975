"""An address in, an article out: fetched once however many ask, read in a thread, and kept for ten minutes."""

import asyncio
import logging
import ssl
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self, TypeVar

from bot.model import Article, NoPage, Page, PageFault
from bot.pages.address import WEB_PORTS, Address
from bot.pages.decode import decode
from bot.pages.fetch import Fetched, Fetcher
from bot.pages.kept import Clock, Kept
from bot.pages.limits import Limits
from bot.pages.network import Guard, NameServers
from bot.pages.robots import Robots
from bot.pages.same_address import same_address
from bot.pages.sniff import Content, media_type, sniff

Extract = Callable[[str, str], Page | NoPage]
"""Gives the article of a page from its markup and its address."""

Found = TypeVar("Found")

log = logging.getLogger(__name__)

_PASSING = frozenset({PageFault.UNKNOWN_NAME, PageFault.UNREACHABLE, PageFault.TOO_SLOW, PageFault.CUT_SHORT})
_PASSING_STATUS = ("5", "429")
_BESIDE_TEXT = 1_000
"""Bytes that a kept page takes beside its text, about."""


def extract_lazily(markup: str, url: str) -> Page | NoPage:
    """Extract as bot.pages.extract does, which is imported only now: that takes half a second."""
    from bot.pages.extract import extract_page

    return extract_page(markup, url)


@dataclass(slots=True)
class _Asked:
    """A page that is being fetched, and how many wait for it."""

    task: asyncio.Task[Page | NoPage]
    waiting: int = 0


class WebPages:
    """Opens web pages, as bot.service.Pages wants them opened.

    `guard` is for tests only: it can let connections go to a server on this machine; so is `tls`, the certificates believed.
    """

    def __init__(
        self,
        *,
        allowed_ports: frozenset[int] = WEB_PORTS,
        limits: Limits | None = None,
        extract: Extract = extract_lazily,
        clock: Clock = time.monotonic,
        guard: Guard | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._names = NameServers()
        self._fetcher = Fetcher(guard or Guard(self._names), self._limits, allowed_ports, tls)
        self._robots = Robots(self._fetcher, self._limits, clock)
        self._extract = extract
        self._extractor = ThreadPoolExecutor(1, thread_name_prefix="caveat-pages")
        self._kept: Kept[Page | NoPage] = Kept(self._limits.kept, self._limits.kept_bytes, clock)
        self._places = asyncio.Semaphore(self._limits.fetches)
        self._asked: dict[str, _Asked] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Give up what is being fetched and let the threads end."""
        tasks = [asked.task for asked in self._asked.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._names.close()
        self._extractor.shutdown(wait=False, cancel_futures=True)

    async def open(self, url: str, *, anew: bool = False) -> Page | NoPage:
        """Give the article at an address, or say why there is none. Never raises for what an address or a site does.

        The same address is fetched once in ten minutes, however many ask; a fault that stays is told for a minute without
        asking again, one that may pass is not kept. `anew` fetches it all the same, and keeps what came.
        """
        address = self._fetcher.parse(url)
        if isinstance(address, NoPage):
            return replace(address, url=url)
        kept = None if anew else self._kept.get(address.url)
        answer = kept or await self._share(address)
        return replace(answer, url=url) if isinstance(answer, NoPage) else answer

    async def _share(self, address: Address) -> Page | NoPage:
        """Wait for the one fetch of an address; when nobody waits any more it is given up."""
        asked = self._asked.get(address.url) or self._begin(address)
        asked.waiting += 1
        try:
            return await asyncio.shield(asked.task)
        finally:
            asked.waiting -= 1
            if not asked.waiting:
                await self._end(address, asked)

    def _begin(self, address: Address) -> _Asked:
        asked = self._asked[address.url] = _Asked(asyncio.create_task(self._read(address)))
        return asked

    async def _end(self, address: Address, asked: _Asked) -> None:
        if self._asked.get(address.url) is asked:
            del self._asked[address.url]
        asked.task.cancel()
        await asyncio.wait([asked.task])

    async def _read(self, address: Address) -> Page | NoPage:
        try:
            answer = await self._read_in_time(address)
        except Exception as error:  # noqa: BLE001  no page may bring the bot down, whatever a library stumbles over
            log.warning("A page could not be read: %s", type(error).__name__)
            answer = NoPage(PageFault.NOT_TEXT, address.url)
        self._keep(address.url, answer)
        return answer

    async def _read_in_time(self, address: Address) -> Page | NoPage:
        in_all = self._limits.seconds + self._limits.seconds_to_extract
        return await _within(in_all, address, self._read_in_a_place(address))

    async def _read_in_a_place(self, address: Address) -> Page | NoPage:
        async with self._places:
            fetching = self._fetcher.fetch(address, self._limits.page_bytes, self._robots.admit)
            fetched = await _within(self._limits.seconds, address, fetching)
            if isinstance(fetched, NoPage):
                return fetched
            if not fetched.is_whole:
                return NoPage(PageFault.TOO_LARGE, address.url, {"host": address.host})
            reading = asyncio.get_running_loop().run_in_executor(self._extractor, read_page, fetched, self._extract)
            return await _within(self._limits.seconds_to_extract, address, reading)

    def _keep(self, key: str, answer: Page | NoPage) -> None:
        if isinstance(answer, Page):
            self._kept.put(key, answer, self._limits.seconds_page_is_kept, _size(answer))
        elif not _may_pass(answer):
            self._kept.put(key, answer, self._limits.seconds_fault_is_kept, _BESIDE_TEXT)


async def _within(seconds: float, address: Address, work: Awaitable[Found | NoPage]) -> Found | NoPage:
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError:
        return NoPage(PageFault.TOO_SLOW, address.url, {"host": address.host})


def read_page(fetched: Fetched, extract: Extract) -> Page | NoPage:
    """Give the article of what was fetched: of markup what `extract` finds in it, of plain text all of it."""
    url = fetched.address.url
    content = sniff(fetched.body, fetched.content_type)
    if content is Content.NEITHER:
        return NoPage(PageFault.NOT_TEXT, url, {"type": media_type(fetched.content_type)})
    text = decode(fetched.body, fetched.content_type)
    if content is Content.MARKUP:
        return extract(text, url)
    if not text.strip():
        return NoPage(PageFault.NEARLY_EMPTY, url, {"words": "0"})
    return Page(Article(text, url=url, site=fetched.address.host, is_page=True), same_address(url))


def _may_pass(answer: NoPage) -> bool:
    return answer.fault in _PASSING or answer.facts.get("status", "").startswith(_PASSING_STATUS)


def _size(page: Page) -> int:
    """Give about how many bytes a page takes in memory."""
    return len(page.article.text) * 4 + _BESIDE_TEXT
