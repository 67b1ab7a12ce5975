"""Real servers on loopback for pages to come from: what they were asked, and how many connections they got."""

import asyncio
import gzip
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Self

Act = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""Writes an answer, status line and all; the connection is closed when it ends."""

HTML = "text/html; charset=utf-8"


class Site:
    """A server that answers each path in its own way, and others with 404."""

    def __init__(self, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.address = address
        self.port = 0
        self.connections = 0
        self.asked: list[str] = []
        """Every path that was asked for, but robots.txt."""
        self.heads: list[bytes] = []
        self.most_at_once = 0
        self.at_once: Act | None = None
        """What every caller gets before a word was said, in the place of an answer."""
        self._acts: dict[str, Act] = {"/robots.txt": answer(b"", status=404)}
        self._tls = tls
        self._writers: set[asyncio.StreamWriter] = set()
        self._answering = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self.address, self.port, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._server.close()
        for writer in tuple(self._writers):
            writer.transport.abort()
        await wait_for(lambda: not self._writers)

    def at(self, path: str, act: Act) -> None:
        """Answer a path so from now on."""
        self._acts[path] = act

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                if self.at_once:
                    await self.at_once(writer)
                else:
                    await self._answer(await reader.readuntil(b"\r\n\r\n"), writer)
                await writer.drain()
        finally:
            writer.close()
            with suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()
            self._writers.discard(writer)

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        path = head.split(b" ", 2)[1].decode()
        self.heads.append(head)
        if path != "/robots.txt":
            self.asked.append(path)
        self._answering += 1
        self.most_at_once = max(self.most_at_once, self._answering)
        try:
            await self._acts.get(path, answer(b"", status=404))(writer)
        finally:
            self._answering -= 1


def answer(body: bytes | str, content_type: str = HTML, status: int = 200, **headers: str) -> Act:
    """Answer properly; a header's underscores stand for hyphens."""
    sent = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": content_type, "Content-Length": str(len(sent)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    return write(_head(status, named) + sent)


def zipped(body: bytes | str) -> Act:
    """Answer with a gzip stream."""
    return answer(gzip.compress(body.encode() if isinstance(body, str) else body), Content_Encoding="gzip")


def redirect(to: str, status: int = 302) -> Act:
    """Send the caller to another address."""
    return answer(b"", status=status, Location=to)


def write(sent: bytes) -> Act:
    """Answer with these bytes, whatever they are."""

    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        await writer.drain()

    return act


def drip(first: bytes, piece: bytes, pause: float = 0.02) -> Act:
    """Answer with a beginning and then, for as long as anybody listens, with a piece after every pause."""

    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return act


def hang_up(first: bytes) -> Act:
    """Answer with a beginning and drop the line."""

    async def act(writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        await asyncio.sleep(0.02)
        writer.transport.abort()

    return act


def after(pause: float, act: Act) -> Act:
    """Answer later."""

    async def later(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(pause)
        await act(writer)

    return later


async def wait_for(holds: Callable[[], object], seconds: float = 5) -> None:
    """Return as soon as something holds; fail when the time is over."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  what is waited for knows of no event
            await asyncio.sleep(0.005)


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {_phrase(status)}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Odd"
