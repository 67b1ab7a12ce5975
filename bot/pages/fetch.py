"""One address is asked for, through its redirects, with nothing of the environment and within the limits."""

import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import cast

import httpx

from bot.model import NoPage, PageFault
from bot.pages.address import Address, join_address, parse_address
from bot.pages.limits import USER_AGENT, Limits
from bot.pages.network import Guard, Network
from bot.pages.refused import Refused, while_asking, while_reading
from bot.pages.transport import HEADERS, GuardedTransport
from bot.pages.turns import Turns
from bot.pages.unpack import ACCEPTED, Unpacker, choose_unpacker

Admit = Callable[[Address], Awaitable[NoPage | None]]
"""Says why an address is not to be asked for, or None."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, unpacked, and from where in the end; not `is_whole` where it was longer than asked for."""

    address: Address
    body: bytes
    content_type: str
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Points:
    """A redirect: the text of the address that it names."""

    to: str


class Fetcher:
    """Fetches from public addresses. `tls` decides which certificates are believed."""

    def __init__(self, guard: Guard, limits: Limits, ports: frozenset[int], tls: ssl.SSLContext | None = None) -> None:
        self._guard = guard
        self._limits = limits
        self._ports = ports
        self._tls = tls or httpx.create_ssl_context(trust_env=False)
        self._turns = Turns()

    def parse(self, text: str) -> Address | NoPage:
        """Give the address that a text means, by the rules of this fetcher."""
        return parse_address(text, self._ports, self._guard.judge)

    async def fetch(self, address: Address, most: int, admit: Admit | None = None) -> Fetched | NoPage:
        """Give up to `most` bytes of what stands at an address, or say why not; each redirect is admitted anew.

        Never raises for what a site does. Whoever calls sets the time.
        """
        async with self._open_client() as client:
            return await self._follow(client, address, most, admit)

    def _open_client(self) -> httpx.AsyncClient:
        network = Network(self._guard, self._limits.seconds_to_connect)
        return httpx.AsyncClient(
            transport=GuardedTransport(network, self._tls),
            headers=_HEADERS,
            timeout=None,  # noqa: S113  whoever calls sets the time
            trust_env=False,
            follow_redirects=False,
        )

    async def _follow(self, client: httpx.AsyncClient, first: Address, most: int, admit: Admit | None) -> Fetched | NoPage:
        address: Address | NoPage = first
        for _ in range(self._limits.redirects + 1):
            if isinstance(address, NoPage):
                return address
            refusal = await admit(address) if admit else None
            answer = refusal or await self._ask(client, address, most)
            if not isinstance(answer, Points):
                return answer
            address = self.parse(join_address(address, answer.to))
        return NoPage(PageFault.REDIRECTS, first.url, {"host": first.host})

    async def _ask(self, client: httpx.AsyncClient, address: Address, most: int) -> Fetched | Points | NoPage:
        try:
            async with self._turns.of(address.host):
                return await _request(client, address, most)
        except Refused as refused:
            return NoPage(refused.fault, address.url, refused.facts)


async def _request(client: httpx.AsyncClient, address: Address, most: int) -> Fetched | Points:
    """Make one request. Raises Refused."""
    async with AsyncExitStack() as stack:
        with while_asking(address.host):
            response = await stack.enter_async_context(_stream(client, address))
        headers = _read_headers(response.extensions[HEADERS])
        if response.status_code in _REDIRECTS and "location" in headers:
            return Points(headers["location"])
        if not 200 <= response.status_code < 300:
            raise Refused(PageFault.HTTP_STATUS, {"host": address.host, "status": str(response.status_code)})
        unpacker = choose_unpacker(headers.get("content-encoding", ""), most + 1)
        with while_reading(address.host):
            body, is_whole = await _read_body(response, unpacker, most)
        return Fetched(address, body, headers.get("content-type", ""), is_whole)


def _stream(client: httpx.AsyncClient, address: Address) -> AbstractAsyncContextManager[httpx.Response]:
    """Ask for an address. httpx, which spells paths and some names its own way, is told both as they are to be sent."""
    return client.stream(
        "GET", address.origin, headers={"Host": address.authority}, extensions={"target": address.target.encode()}
    )


def _read_headers(headers: Sequence[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Give the headers by their names in small letters; of several with one name, the first."""
    return {name.decode("ascii").lower(): _read_value(value) for name, value in reversed(headers)}


def _read_value(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


async def _read_body(response: httpx.Response, unpacker: Unpacker, most: int) -> tuple[bytes, bool]:
    """Give the body, unpacked, and whether that is all; what comes is counted packed and unpacked. Raises Refused."""
    body = bytearray()
    came = 0
    async with aclosing(cast("AsyncGenerator[bytes, None]", response.aiter_raw())) as pieces:
        async for piece in pieces:
            came += len(piece)
            body += unpacker.feed(piece)
            if max(came, len(body)) > most:
                return bytes(body[:most]), False
    if not unpacker.is_whole:
        raise Refused(PageFault.CUT_SHORT)
    return bytes(body), True
