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
from bot.playground.forms import read_request
from bot.playground.record import Call, Plan, Plans
from bot.playground.refusal import Refusal, not_found, unauthorized
from bot.playground.world import World

__all__ = ["Call", "Playground"]

LOOPBACK = "127.0.0.1"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


Disturbance = Callable[[str], tuple[int, bytes] | None]
"""Given a method, what to answer in place of Telegram's answer: a status and a body, or None to leave it as it is."""

Listen = Callable[[Call], None]
"""Hears of a call when it was answered."""


@dataclass(slots=True)
class Playground:
    """A world with its door: what was called, and what is to go wrong on purpose."""

    world: World
    calls: list[Call] = field(default_factory=list)
    disturb: Disturbance = lambda _method: None
    plans: Plans = field(default_factory=Plans)
    listeners: list[Listen] = field(default_factory=list)
    _server: HTTPServer | None = None

    def open(self, port: int = 0) -> str:
        """Listen on loopback, by default on any free port, and give the base address. Needs a running event loop."""
        sockets = bind_sockets(port, LOOPBACK)
        doors = {r"/bot([^/]+)/([^/]+)": _Door, r"/file/bot([^/]+)/(.+)": _FileDoor}
        routes = [(path, door, {"playground": self}) for path, door in doors.items()]
        self._server = HTTPServer(Application(routes, log_function=lambda _handler: None))  # its log would hold the token
        self._server.add_sockets(sockets)
        return f"http://{LOOPBACK}:{sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening, deliver nothing more, and hang up."""
        if self.world.webhook:
            await self.world.webhook.close()
        if self._server:
            self._server.stop()
            await self._server.close_all_connections()

    async def answer(self, token: str, method: str, read: Callable[[], dict[str, object]]) -> tuple[int, Mapping[str, Any]]:
        """Carry out a call; give the status and the body, and keep a record. `read` gives the parameters or raises Refusal."""
        given: dict[str, object] = {}
        try:
            self.admit(token)
            given = read()
            result = await self._carry_out(method, given)
        except Refusal as refusal:
            self._keep(Call(method, given, refusal.status, refusal.description, refusal.wrong, at=self.world.clock()))
            return refusal.status, _refused(refusal)
        self._keep(Call(method, given, 200, result=result, at=self.world.clock()))
        return 200, {"ok": True, "result": result}

    def refuse(
        self, method: str, refusal: Refusal, *, chat: Mapping[str, Any] | None = None, times: int = 1, after: bool = False
    ) -> None:
        """Plan to refuse the next calls of a method (`*`: of any), to one chat if one is named.

        With `after` they are carried out all the same, as when an answer is lost on its way.
        """
        self.plans.plans.append(Plan(method, refusal, chat["id"] if chat else None, times, after))

    def violations(self) -> list[Call]:
        """Give the calls that were wrong in themselves, oldest first: a faultless bot makes none."""
        return [call for call in self.calls if call.wrong]

    def admit(self, token: str) -> None:
        """Raise Refusal where a token is not that of the bot."""
        if not TOKEN.fullmatch(token):
            raise not_found()
        if token != self.world.token:
            raise unauthorized()

    def _keep(self, call: Call) -> None:
        self.calls.append(call)
        for listen in self.listeners:
            listen(call)

    async def _carry_out(self, method: str, given: dict[str, object]) -> object:
        plan = self.plans.take(method, given)
        if plan and not plan.after:
            raise plan.refusal
        result = await call_method(self.world, method, given)
        if plan:
            raise plan.refusal
        return result


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
        status, answer = await self._playground.answer(token, method, lambda: read_request(self.request))
        disturbed = self._playground.disturb(method) if method == "getUpdates" else None  # it may have waited for long
        return disturbed or (status, json.dumps(answer).encode())


class _FileDoor(RequestHandler):
    """Gives the files that getFile names."""

    def initialize(self, playground: Playground) -> None:
        self._playground = playground

    def get(self, token: str, path: str) -> None:
        try:
            self._playground.admit(token)
            found = self._playground.world.stored.by_path.get(path)
            if found is None:
                raise not_found()
        except Refusal as refusal:
            self.set_status(refusal.status)
            self.finish(dict(_refused(refusal)))
        else:
            self.set_header("Content-Type", "application/octet-stream")
            self.finish(found.data)
