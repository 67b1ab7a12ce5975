"""Asks Google's Fact Check Tools which published fact-checks are about a text (claims:search, v1alpha1)."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing
from email.utils import parsedate_to_datetime
from typing import cast
from urllib.parse import urlencode

import httpx

from bot.model import FactCheck
from bot.pages.claimreview import Lack, make_check
from bot.pages.limits import USER_AGENT
from bot.reply.quote import shorten
from bot.service.published import Admit, Searched, SearchFault
from bot.settings import FACTCHECKS_KEY, FactchecksSettings

log = logging.getLogger(__name__)

PATH = "/v1alpha1/claims:search"
ON_A_PAGE = 10
LONGEST_QUERY = 300
"""Characters of a text that are asked for."""
LONGEST_ANSWER = 1_000_000
"""Bytes of one page of answers."""
REST, LONGEST_REST = 60, 3_600
"""Seconds for which nothing is asked where Google was asked too often: where it does not say how long, and at most."""

_BY_STATUS: Mapping[int, SearchFault] = {
    400: SearchFault.BAD_KEY,
    401: SearchFault.BAD_KEY,
    403: SearchFault.REFUSED,
    429: SearchFault.BUSY,
}
_FOR_THE_OPERATOR: Mapping[SearchFault, str] = {
    SearchFault.BAD_KEY: f"Google's Fact Check Tools do not know the key in {FACTCHECKS_KEY}.",
    SearchFault.REFUSED: f"Google's Fact Check Tools refuse the key in {FACTCHECKS_KEY}: is the API enabled for its project?",
}


class _Failed(Exception):  # noqa: N818  it never leaves this file
    """A page of answers did not come."""

    def __init__(self, fault: SearchFault, wait: int = 0) -> None:
        super().__init__(fault)
        self.fault = fault
        self.wait = wait


class GoogleChecks:
    """Searches with the key of the settings. The key goes in a header, so that it stands in no address."""

    def __init__(self, settings: FactchecksSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._rests_until = 0.0
        self._line: httpx.AsyncClient | None = None

    @property
    def a_day(self) -> int:
        """How many requests may be made in a day."""
        return self._settings.a_day

    async def search(self, text: str, admit: Admit) -> Searched:
        """Give published fact-checks about a text, each page of answers admitted on its own. Never raises for what Google does.

        After "too many requests" nothing is asked for as long as Google said.
        """
        if wait := self._find_rest():
            return Searched((), SearchFault.BUSY, wait)
        found: list[FactCheck] = []
        try:
            async with asyncio.timeout(self._settings.timeout_seconds):
                async for page in self._turn_pages(text, admit):
                    found += _read_checks(page)
        except TimeoutError:
            return Searched(tuple(found), SearchFault.TOO_SLOW)
        except _Failed as failed:
            self._note(failed)
            return Searched(tuple(found), failed.fault, failed.wait)
        return Searched(tuple(found))

    async def aclose(self) -> None:
        """Let go of the line."""
        if self._line:
            await self._line.aclose()

    def _find_rest(self) -> int:
        return max(0, round(self._rests_until - self._clock()))

    def _note(self, failed: _Failed) -> None:
        if failed.fault is SearchFault.BUSY:
            rest = min(failed.wait or REST, LONGEST_REST)
            self._rests_until = max(self._rests_until, self._clock() + rest)
        if failed.fault in _FOR_THE_OPERATOR:
            log.warning("%s", _FOR_THE_OPERATOR[failed.fault])

    async def _turn_pages(self, text: str, admit: Admit) -> AsyncIterator[Mapping[str, object]]:
        """Give the pages of answers, as many as there are and the settings allow. Raises _Failed."""
        token = ""
        for _ in range(self._settings.pages):
            if not await admit():
                raise _Failed(SearchFault.NO_MORE_TODAY)
            page = await self._ask({**self._ask_for(text), **({"pageToken": token} if token else {})})
            yield page
            following = page.get("nextPageToken")
            if not isinstance(following, str) or not following:
                return
            token = following

    def _ask_for(self, text: str) -> Mapping[str, object]:
        age = {"maxAgeDays": self._settings.max_age_days} if self._settings.max_age_days else {}
        language = {"languageCode": self._settings.language} if self._settings.language else {}
        return {"query": shorten(text, LONGEST_QUERY), "pageSize": ON_A_PAGE, **language, **age}

    async def _ask(self, values: Mapping[str, object]) -> Mapping[str, object]:
        """Make one request. httpx writes addresses into the log: it is not told what is asked for until it is sent."""
        base = httpx.URL(self._settings.base_url)
        target = f"{base.path.rstrip('/')}{PATH}?{urlencode(values, errors='replace')}"
        try:
            async with self._open_line().stream("GET", base, extensions={"target": target.encode("ascii")}) as response:
                return _read_page(response, await _read_body(response))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            raise _Failed(SearchFault.DOWN) from None

    def _open_line(self) -> httpx.AsyncClient:
        if self._line is None:
            headers = {"X-Goog-Api-Key": self._settings.key, "User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
            # whoever asks sets the time; a proxy of the environment would read along
            self._line = httpx.AsyncClient(headers=headers, timeout=None, trust_env=False)  # noqa: S113
        return self._line


async def _read_body(response: httpx.Response) -> bytes:
    """Give the body as it came. Raises _Failed where it is longer than any answer."""
    body = bytearray()
    async with aclosing(cast("AsyncGenerator[bytes, None]", response.aiter_raw())) as pieces:
        async for piece in pieces:
            body += piece
            if len(body) > LONGEST_ANSWER:
                raise _Failed(SearchFault.UNREADABLE)
    return bytes(body)


def _read_page(response: httpx.Response, body: bytes) -> Mapping[str, object]:
    if response.status_code >= 500:
        raise _Failed(SearchFault.DOWN)
    if response.status_code != 200:
        wait = _read_wait(response.headers.get("Retry-After", ""))
        raise _Failed(_BY_STATUS.get(response.status_code, SearchFault.UNREADABLE), wait)
    try:
        page = json.loads(body)
    except (ValueError, RecursionError):
        raise _Failed(SearchFault.UNREADABLE) from None
    if not isinstance(page, dict) or not isinstance(page.get("claims", []), list):
        raise _Failed(SearchFault.UNREADABLE)
    return page


def _read_wait(text: str) -> int:
    """Give the seconds that a Retry-After asks for (RFC 9110, 10.2.3): a number, or a time."""
    if text.isdecimal():
        return int(text[:9])
    try:
        return max(0, round(parsedate_to_datetime(text).timestamp() - time.time()))
    except (ValueError, TypeError, OverflowError):
        return 0


def _read_checks(page: Mapping[str, object]) -> Iterator[FactCheck]:
    """Give the fact-checks of a page; what is no such thing is passed over."""
    for claim in _objects(page.get("claims")):
        for review in _objects(claim.get("claimReview")):
            check = _read_check(claim, review, next(_objects([review.get("publisher")]), {}))
            if not isinstance(check, Lack):
                yield check


def _read_check(claim: Mapping[str, object], review: Mapping[str, object], publisher: Mapping[str, object]) -> FactCheck | Lack:
    return make_check(
        claim=_text(claim, "text"),
        rating=_text(review, "textualRating"),
        url=_text(review, "url"),
        publisher=_text(publisher, "name") or _text(publisher, "site"),
        title=_text(review, "title"),
        claimant=_text(claim, "claimant"),
        claimed=_text(claim, "claimDate"),
        reviewed=_text(review, "reviewDate"),
        language=_text(review, "languageCode"),
    )


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
