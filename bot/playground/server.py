"""The HTTP side of the stand-in: /bot<token>/<method> on loopback, answering as Telegram does.

Tornado, because python-telegram-bot takes webhooks with it: the stand-in brings no server of its own into the project.
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.playground.calls import call_method
from bot.playground.refusal import Refusal, bad_request, not_found, unauthorized
from bot.playground.table import Packed
from bot.playground.world import World

LOOPBACK = "127.0.0.1"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was answered; no description means that it was carried out."""

    method: str
    given: Mapping[str, object]
    status: int
    description: str = ""


Disturbance = Callable[[str], tuple[int, bytes] | None]
"""Given a method, what to answer in place of Telegram's answer: a status and a body, or None to leave it as it is."""


@dataclass(slots=True)
class Playground:
    """A world with its door: what was called, and what is to go wrong on purpose."""

    world: World
    calls: list[Call] = field(default_factory=list)
    disturb: Disturbance = lambda _method: None
    _server: HTTPServer | None = None

    def open(self, port: int = 0) -> str:
        """Listen on loopback, by default on any free port, and give the base address. Needs a running event loop."""
        sockets = bind_sockets(port, LOOPBACK)
        routes = [(r"/bot([^/]+)/([^/]+)", _Door, {"playground": self})]
        self._server = HTTPServer(Application(routes, log_function=lambda _handler: None))  # its log would hold the token
        self._server.add_sockets(sockets)
        return f"http://{LOOPBACK}:{sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening and hang up."""
        if self._server:
            self._server.stop()
            await self._server.close_all_connections()

    async def answer(self, token: str, method: str, read: Callable[[], dict[str, object]]) -> tuple[int, Mapping[str, Any]]:
        """Carry out a call; give the status and the body, and keep a record. `read` gives the parameters or raises Refusal."""
        given: dict[str, object] = {}
        try:
            self._admit(token)
            given = read()
            result = await call_method(self.world, method, given)
        except Refusal as refusal:
            self.calls.append(Call(method, given, refusal.status, refusal.description))
            return refusal.status, _refused(refusal)
        self.calls.append(Call(method, given, 200))
        return 200, {"ok": True, "result": result}

    def _admit(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise not_found()
        if token != self.world.token:
            raise unauthorized()


def _refused(refusal: Refusal) -> Mapping[str, Any]:
    parameters = {"parameters": dict(refusal.parameters)} if refusal.parameters else {}
    return {"ok": False, "error_code": refusal.status, "description": refusal.description, **parameters}


class _Door(RequestHandler):
    """Takes a call as GET or POST, with parameters in the address, in a form or as JSON."""

    def initialize(self, playground: Playground) -> None:
        self._playground = playground

    async def post(self, token: str, method: str) -> None:
        self._call = asyncio.ensure_future(self._answer(token, method))
        with suppress(asyncio.CancelledError):
            status, body = await self._call
            self.set_status(status)
            self.set_header("Content-Type", "application/json")
            self.finish(body)

    get = post

    def on_connection_close(self) -> None:
        """Drop a poll whose caller has hung up, as Telegram does."""
        self._call.cancel()

    async def _answer(self, token: str, method: str) -> tuple[int, bytes]:
        disturbed = self._playground.disturb(method)
        if disturbed:
            return disturbed
        status, answer = await self._playground.answer(token, method, self._read)
        disturbed = self._playground.disturb(method) if method == "getUpdates" else None  # it may have waited for long
        return disturbed or (status, json.dumps(answer).encode())

    def _read(self) -> dict[str, object]:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            return _read_json(self.request.body)
        return {name: Packed(values[-1].decode()) for name, values in self.request.arguments.items()}


def _read_json(body: bytes) -> dict[str, object]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse request body as JSON object")
    return given
