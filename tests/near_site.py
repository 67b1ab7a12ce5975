"""A news site on loopback, in a thread, for processes whose web is this machine (tests/near_web.py)."""

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from tests.near_server import NearServer

PAGE = """<!doctype html><html lang="en"><head><title>Ferry stops for good | Lowmere Courier</title>
<meta property="og:site_name" content="Lowmere Courier"><meta name="author" content="Ilse Tarn">
<meta property="article:published_time" content="{published}"></head><body><article><h1>Ferry stops for good</h1>
<p>The last ferry between Lowmere and the islands left on Thursday, two drivers who asked not to be named said.</p>
<p>There was no direct confirmation of the closure from the harbour office. Mayor Ada Doe said on Friday that she had not
been told about it.</p>
<p>Some residents believe that the boats are already gone from the harbour, and that nobody will bring them back.</p>
</article></body></html>"""
SLOW = 2.6
"""Seconds that a slow page takes: longer than anybody waits in silence."""


class NearSite(NearServer):
    """A site that serves `/ferry`, `/old`, `/slow` and what is put there, counts what is asked for, and else answers 404."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._put: dict[str, bytes] = {}

    def url(self, path: str, name: str = "courier.example") -> str:
        return f"http://{name}:{self.port}{path}"

    def put(self, path: str, *paragraphs: str) -> str:
        """Have a page hold these paragraphs from now on, and give its address."""
        head = PAGE.replace("{published}", "2026-10-01T08:00:00Z").partition("</h1>")[0]
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        self._put[path] = f"{head}</h1>{body}</article></body></html>".encode()
        return self.url(path)

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        path = request.path.partition("?")[0]
        if path != "/robots.txt":
            self.asked.append(request.path)
        body = self._put.get(path) or _PAGES.get(path, lambda: b"")()
        request.send_response(200 if body else 404)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


def _page(published: str) -> Callable[[], bytes]:
    return lambda: PAGE.replace("{published}", published).encode()


def _slow_page() -> bytes:
    time.sleep(SLOW)
    return _page("2026-10-01T08:00:00Z")()


_PAGES: dict[str, Callable[[], bytes]] = {
    "/ferry": _page("2026-10-01T08:00:00Z"),
    "/old": _page("2019-03-04T08:00:00Z"),
    "/slow": _slow_page,
}
