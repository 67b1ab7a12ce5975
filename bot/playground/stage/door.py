"""The door in the browser: loopback only, a Host that is ours, a key of this run, and nothing that another page could use."""

import hmac
import json
import re
from collections.abc import Mapping
from pathlib import Path
from socket import create_server, socket
from urllib.parse import quote

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler, stream_request_body

from bot.errors import SettingsError
from bot.playground.refusal import Refusal
from bot.playground.stage.acts import act
from bot.playground.stage.asked import Asked, CannotBe
from bot.playground.stage.events import Page, write_line
from bot.playground.stage.stage import Stage

LOOPBACK = "127.0.0.1"
PORT = 8377
KEY_HEADER = "X-Caveat-Key"
STATIC = Path(__file__).with_name("static")

LARGEST = 25 * 1024 * 1024
"""Bytes of a request."""

LARGEST_TAKEN = 4 * LARGEST
"""Bytes of a request that are taken and thrown away, so that whoever sends too much hears so."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        "font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
"""The files of the page, by their endings."""

PICTURES: Mapping[bytes, str] = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
"""Pictures that may be shown in place, by how they begin."""

_NUMBER = re.compile(r"-?[0-9]{1,18}")


class Door:
    """The server that pages talk to."""

    def __init__(self, stage: Stage, key: str, static: Path = STATIC) -> None:
        self.stage, self.key, self.static = stage, key, static
        self.hosts: frozenset[str] = frozenset()
        self._server: HTTPServer | None = None

    def open(self, port: int | None) -> str:
        """Listen, at the usual port or any free one where none is named, and give the address with the key.

        Raises SettingsError where a named port is taken. Needs a running event loop.
        """
        bound = _bind(port)
        bound.setblocking(False)  # noqa: FBT003  its one parameter, which takes no name
        number = bound.getsockname()[1]
        self.hosts = frozenset({f"{LOOPBACK}:{number}", f"localhost:{number}"})
        routes = [(path, handler, {"door": self}) for path, handler in DOORS.items()]
        application = Application(
            routes,
            default_handler_class=_Nothing,
            default_handler_args={"door": self},
            log_function=lambda _handler: None,
        )
        self._server = HTTPServer(application, max_body_size=LARGEST_TAKEN)
        self._server.add_sockets([bound])
        return f"http://{LOOPBACK}:{number}/#{self.key}"

    async def close(self) -> None:
        """Stop listening and hang up."""
        if self._server:
            self._server.stop()
            await self._server.close_all_connections()


def _bind(port: int | None) -> socket:
    try:
        return create_server((LOOPBACK, PORT if port is None else port))
    except OSError as error:
        if port is None:
            return create_server((LOOPBACK, 0))
        reason = (error.strerror or "unknown reason").lower()
        raise SettingsError(f"port {port} cannot be used ({reason}); name another, or none for any free one") from None


@stream_request_body
class _Guarded(RequestHandler):
    """Lets nobody in but a page of this run: what comes is checked before anything of it is read."""

    needs_key = True

    def initialize(self, door: Door) -> None:
        self.door = door
        self.stage = door.stage

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        host, origin = self.request.headers.get("Host", "").lower(), self.request.headers.get("Origin")
        if host not in self.door.hosts:
            self.refuse(421, "This address is not the playground's.")
        elif origin is not None and origin != f"http://{host}":
            self.refuse(403, "Another page may not come in here.")
        elif self.needs_key and not self._has_key():
            self.refuse(403, "The key of this run is missing. Open the address that the playground printed.")

    def data_received(self, _chunk: bytes) -> None:
        """Take no body, unless a handler wants one."""

    def refuse(self, status: int, says: str) -> None:
        """Say in one line why not."""
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{says}\n")

    def tell(self, answer: Mapping[str, object], status: int = 200) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer))

    def write_error(self, status_code: int, **_: object) -> None:
        """Say calmly what Tornado found wrong."""
        self.refuse(status_code, "This cannot be done here.")

    def _has_key(self) -> bool:
        shown = self.request.headers.get(KEY_HEADER, "")
        return hmac.compare_digest(shown.encode(), self.door.key.encode())

    def find_asked(self, *names: str) -> Asked:
        """Give whole numbers of the address by their names."""
        return Asked({name: _read_number(self.get_query_argument(name, "")) for name in names})


def _read_number(text: str) -> int | str:
    return int(text) if _NUMBER.fullmatch(text) else text


class _Nothing(_Guarded):
    """Whatever is not there."""

    needs_key = False

    def prepare(self) -> None:
        super().prepare()
        if not self._finished:
            self.refuse(404, "There is nothing here.")


class _Static(_Guarded):
    """The files of the page: those that lie in one folder, by their names."""

    needs_key = False

    def get(self, name: str = "index.html") -> None:
        found = {path.name: path for path in self.door.static.iterdir() if path.suffix in TYPES}.get(name)
        if found is None:
            self.refuse(404, "There is nothing here.")
            return
        self.set_header("Content-Type", TYPES[found.suffix])
        self.finish(found.read_bytes())


class _Events(_Guarded):
    """Everything that is and that happens, one line each."""

    async def get(self) -> None:
        page = Page(self._hang_up)
        first = b"".join(map(write_line, self.stage.whole()))
        self.stage.pages.add(page)
        self.set_header("Content-Type", "application/x-ndjson")
        self._page = page
        try:
            await self._send(page, first)
        except StreamClosedError:
            pass
        finally:
            self.stage.pages.drop(page)

    async def _send(self, page: Page, lines: bytes) -> None:
        while not page.is_cut:
            self.write(lines)
            await self.flush()
            lines = await page.take()

    def on_connection_close(self) -> None:
        """Stop waiting for news that nobody reads."""
        page: Page | None = getattr(self, "_page", None)
        if page:
            page.is_cut = True
            page.put(b"")

    def _hang_up(self) -> None:
        if isinstance(self.request.connection, HTTP1Connection):
            self.request.connection.close()


class _Act(_Guarded):
    """Does something."""

    def prepare(self) -> None:
        super().prepare()
        self._body, self._length = bytearray(), 0

    def data_received(self, chunk: bytes) -> None:
        self._length += len(chunk)
        if self._length <= LARGEST:
            self._body.extend(chunk)
        else:
            self._body.clear()

    async def post(self) -> None:
        if self._length > LARGEST:
            self.tell({"ok": False, "why": f"That is too large; at most {LARGEST // 2**20} MB can be sent at once."}, 413)
            return
        try:
            asked = json.loads(bytes(self._body))
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            self.tell({"ok": False, "why": "What was sent is no JSON object."}, 400)
            return
        self.tell(await act(self.stage, Asked(asked)))


class _Reading(_Guarded):
    """Reads a message."""

    async def get(self) -> None:
        try:
            asked = self.find_asked("chat", "message")
            message = self.stage.scene.message((asked.number("chat"), asked.number("message")))
            self.tell({"ok": True, **await self.stage.read(message)})
        except CannotBe as trouble:
            self.tell({"ok": False, "why": str(trouble), "why_not": str(trouble)})


class _File(_Guarded):
    """Gives a file that somebody sent: a picture to be shown, anything else to be kept."""

    def get(self) -> None:
        try:
            upload = self.stage.world.stored.find(self.get_query_argument("id", ""))
        except Refusal:
            self.refuse(404, "There is no such file.")
            return
        picture = next((kind for start, kind in PICTURES.items() if upload.data.startswith(start)), "")
        place = "inline" if picture else "attachment"
        self.set_header("Content-Type", picture or "application/octet-stream")
        self.set_header("Content-Disposition", f"{place}; filename*=UTF-8''{quote(upload.name, safe='', errors='replace')}")
        self.finish(upload.data)


DOORS: Mapping[str, type[_Guarded]] = {
    r"/": _Static,
    r"/static/([A-Za-z0-9._-]+)": _Static,
    r"/events": _Events,
    r"/act": _Act,
    r"/reading": _Reading,
    r"/file": _File,
}
