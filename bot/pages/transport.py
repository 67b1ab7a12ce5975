"""What httpx asks through: connections that a guard lets out, and nothing that httpx would do by itself."""

import ssl
from collections.abc import AsyncIterator

import httpcore
import httpx

from bot.pages.network import Network

HEADERS = "headers"
"""The extension of a response that holds all its headers as they came."""

_ACTED_ON = frozenset({b"location", b"set-cookie"})


class GuardedTransport(httpx.AsyncBaseTransport):
    """Makes requests over a network of ours, which it closes in the end. Raises what httpcore and the network raise.

    httpx parses a Location even where it is told not to follow it, and fails at "http://ⓝews.example/", which browsers open; a
    cookie it would bring back. It is shown neither: whoever wants them finds them in the extension.
    """

    def __init__(self, network: Network, tls: ssl.SSLContext) -> None:
        self._network = network
        self._pool = httpcore.AsyncConnectionPool(tls, network_backend=network)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Give the answer to a request as soon as its headers are there."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        response = await self._pool.handle_async_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
            )
        )
        shown = [(name, value) for name, value in response.headers if name.lower() not in _ACTED_ON]
        return httpx.Response(response.status, headers=shown, stream=_Body(response), extensions={HEADERS: response.headers})

    async def aclose(self) -> None:
        """Close the connections, then what httpcore left open."""
        try:
            await self._pool.aclose()
        finally:
            await self._network.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._response.aiter_stream()

    async def aclose(self) -> None:
        await self._response.aclose()
