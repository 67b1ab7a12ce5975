"""A small HTTP server inside the bot: one for what Telegram brings, one for whoever watches the bot."""

import logging
from collections.abc import Sequence
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.chat.transport.log import describe
from bot.errors import SettingsError

LARGEST = 1024 * 1024
"""Bytes of a request. An update has some ten thousand at most."""

SLOWEST = 20.0
"""Seconds that a request may take to arrive."""

LONGEST_IDLE = 200.0
"""Seconds that a connection stays open without a request."""

log = logging.getLogger(__name__)
logging.getLogger("tornado.general").setLevel(logging.ERROR)  # whoever knocks could fill the log


class Visit(RequestHandler):
    """One request. Where something goes wrong, the log tells where, and not what was sent."""

    def log_exception(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        """Log an error without its words."""
        log.error("A request could not be answered: %s", describe(error))


Route = tuple[str, type[Visit], dict[str, Any]]


class Door:
    """Listens at one address. It keeps no log of requests."""

    def __init__(self, section: str, listen: str, port: int, routes: Sequence[Route]) -> None:
        self._section = section
        self._listen = listen
        self._port = port
        application = Application(list(routes), log_function=lambda _handler: None, default_handler_class=_Nothing)
        self._server = HTTPServer(
            application,
            max_body_size=LARGEST,
            max_buffer_size=2 * LARGEST,
            body_timeout=SLOWEST,
            idle_connection_timeout=LONGEST_IDLE,
        )

    def open(self) -> None:
        """Begin to listen. Raises SettingsError that names the keys where that is not possible."""
        try:
            self._server.add_sockets(bind_sockets(self._port, self._listen))
        except OSError as error:
            where = f"{self._section}.listen, {self._section}.port: {self._listen} port {self._port}"
            raise SettingsError(f"{where} cannot be listened on: {(error.strerror or 'no such address').lower()}") from None

    async def close(self) -> None:
        """Take in nothing more, and hang up."""
        self._server.stop()
        await self._server.close_all_connections()


class _Nothing(Visit):
    """Answers wherever there is nothing, in as few words as possible."""

    def prepare(self) -> None:
        self.set_status(404)
        self.finish()
