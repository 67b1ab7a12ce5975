"""The only way out: a name is looked up once, all its addresses must be public, and one of those is dialled.

Nothing after this look-up asks for the name again, so that a second answer of its name server changes nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address

import httpcore

from bot.model import PageFault
from bot.pages.public import IP, Judge, is_public
from bot.pages.refused import Refused

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""Gives the addresses of a name, or raises OSError."""

_MOST_DIALLED = 4


class NameServers:
    """Resolves names as the system does, in threads of its own: a name server that never answers holds up nobody else."""

    def __init__(self, at_once: int = 8) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="caveat-names")

    async def __call__(self, name: str) -> tuple[str, ...]:
        """Give the addresses of a name, the one to try first in front. Raises OSError."""
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, name)
        return tuple(dict.fromkeys(found))

    def close(self) -> None:
        """Take no more names; a look-up that is under way ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(name: str) -> list[str]:
    return [str(place[0]) for *_, place in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Guard:
    """What decides where a connection may go; both parts can be exchanged."""

    resolve: Resolve
    judge: Judge = is_public

    async def find(self, host: str) -> tuple[IP, ...]:
        """Give the addresses of a host, all of them public. Raises Refused."""
        found = _literal(host) or await self._look_up(host)
        if not found:
            raise Refused(PageFault.UNKNOWN_NAME, {"host": host})
        if not all(self.judge(address) for address in found):
            raise Refused(PageFault.NOT_PUBLIC, {"host": host})
        return found

    async def _look_up(self, host: str) -> tuple[IP, ...]:
        try:
            return tuple(ip_address(address) for address in await self.resolve(host))
        except (OSError, ValueError) as error:
            raise Refused(PageFault.UNKNOWN_NAME, {"host": host}) from error


def _literal(host: str) -> tuple[IP, ...]:
    try:
        return (ip_address(host),)
    except ValueError:
        return ()


class Network(httpcore.AsyncNetworkBackend):
    """Connects for httpcore, to addresses that a guard lets through; closes whatever it opened.

    The stream that httpcore gets knows the address only; the name stays with httpcore, which checks the certificate against it.
    """

    def __init__(self, guard: Guard, seconds_to_connect: float) -> None:
        self._guard = guard
        self._seconds = seconds_to_connect
        self._backend = httpcore.AnyIOBackend()
        self._opened: list[httpcore.AsyncNetworkStream] = []

    async def aclose(self) -> None:
        """Close what httpcore leaves open where a handshake was cut off."""
        for stream in self._opened:
            await stream.aclose()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  httpcore's signature
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of a host that answers. Raises Refused, or httpcore's error of the last one tried."""
        *others, last = (await self._guard.find(host))[:_MOST_DIALLED]
        for address in others:
            try:
                return await self._dial(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._dial(last, port)

    async def _dial(self, address: IP, port: int) -> httpcore.AsyncNetworkStream:
        stream = await self._backend.connect_tcp(str(address), port, timeout=self._seconds)
        self._opened.append(stream)
        return stream
