"""Google's Fact Check Tools on loopback, in a thread: as strict as the real one, and as unwell as a test wants it."""

import json
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.near_server import NearServer

KEY = "AIza-near-google-0123456789"
ALLOWED = {"query", "languageCode", "reviewPublisherSiteFilter", "maxAgeDays", "pageSize", "pageToken", "offset"}
SLOW = 3.0
"""Seconds that it takes where it is to be slow."""


def claim(text: str, rating: str = "False", url: str = "https://checks.example/1", **review: object) -> dict[str, object]:
    """A claim as the API gives it."""
    publisher = {"name": "Ostrel Checks", "site": "checks.example"}
    given = {"publisher": publisher, "url": url, "title": "What we found", "textualRating": rating, "languageCode": "en"}
    reviewed = {**given, "reviewDate": "2026-03-02T00:00:00Z", **review}
    return {"text": text, "claimant": "A post", "claimDate": "2026-03-01T00:00:00Z", "claimReview": [reviewed]}


class NearGoogle(NearServer):
    """A server that knows some claims and gives them in pages; `answer_with` makes it answer in another way.

    What it was asked is kept, with the headers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.claims: list[dict[str, object]] = []
        self.asked: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.lines: list[str] = []
        self._other: tuple[int, bytes, dict[str, str]] | None = None
        self.slow = False
        self.address = f"http://127.0.0.1:{self.port}"

    def answer_with(self, status: int, body: bytes | None = None, **headers: str) -> None:
        """Answer everything with this status and body from now on."""
        said = json.dumps({"error": {"code": status, "message": "no", "status": "NO"}}).encode() if body is None else body
        self._other = (status, said, {name.replace("_", "-"): value for name, value in headers.items()})

    def recover(self) -> None:
        """Answer as it should again, and forget what was asked."""
        self._other, self.slow = None, False
        self.claims.clear()
        self.asked.clear()
        self.headers.clear()
        self.lines.clear()

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.lines.append(request.requestline)
        self.headers.append(dict(request.headers.items()))
        asked = dict(parse_qsl(urlsplit(request.path).query, strict_parsing=True))
        self.asked.append(asked)
        if self.slow:
            time.sleep(SLOW)
        status, body, headers = self._other or self._answer(request, asked)
        request.send_response(status)
        for name, value in {
            "Content-Type": "application/json; charset=UTF-8",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            request.send_header(name, value)
        with suppress(OSError):  # whoever asked may have given up
            request.end_headers()
            request.wfile.write(body)

    def _answer(self, request: BaseHTTPRequestHandler, asked: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        """Answer as the API does: 404 elsewhere, 400 for a wrong key or value, else a page of claims."""
        if urlsplit(request.path).path != "/v1alpha1/claims:search":
            return _refuse(404, "NOT_FOUND")
        if request.headers.get("X-Goog-Api-Key") != KEY:
            return _refuse(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.")
        size, start = int(asked.get("pageSize", "10")), int(asked.get("pageToken", "0") or 0)
        if set(asked) - ALLOWED or not asked.get("query") or not 1 <= size <= 100 or int(asked.get("maxAgeDays", "1")) < 1:
            return _refuse(400, "INVALID_ARGUMENT")
        page: dict[str, Any] = {"claims": self.claims[start : start + size]} if self.claims[start:] else {}
        if self.claims[start + size :]:
            page["nextPageToken"] = str(start + size)
        return 200, json.dumps(page).encode(), {}


def _refuse(code: int, status: str, message: str = "no") -> tuple[int, bytes, dict[str, str]]:
    return code, json.dumps({"error": {"code": code, "message": message, "status": status}}).encode(), {}
