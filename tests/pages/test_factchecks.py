"""Google's Fact Check Tools are asked within limits, and whatever they answer is a calm value."""

import logging
import socket
import time
from collections.abc import AsyncIterator
from email.utils import formatdate

import pytest
import pytest_asyncio

from bot.model import FactCheck
from bot.pages.factchecks import LONGEST_ANSWER, LONGEST_QUERY, LONGEST_REST, REST, GoogleChecks
from bot.service.published import Searched, SearchFault
from bot.settings import FactchecksSettings
from tests.near_google import KEY, NearGoogle, claim

FERRY = "The ferry to Ostrel sank in the storm."
CHECK = FactCheck(
    FERRY, "Ostrel Checks", "False", "https://checks.example/1", "What we found", "A post", "2026-03-01", "2026-03-02", "en"
)


class Clock:
    """A clock that goes on when it is told to."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def make_settings(google: NearGoogle, **changes: object) -> FactchecksSettings:
    given: dict[str, object] = {"base_url": google.address, "key": KEY, "timeout_seconds": 5}
    return FactchecksSettings(**{**given, **changes})  # type: ignore[arg-type]


@pytest_asyncio.fixture
async def checks(google: NearGoogle) -> AsyncIterator[GoogleChecks]:
    checks = GoogleChecks(make_settings(google))
    yield checks
    await checks.aclose()


async def admit() -> bool:
    return True


async def refuse() -> bool:
    return False


async def search(google: NearGoogle, text: str = FERRY, **changes: object) -> Searched:
    checks = GoogleChecks(make_settings(google, **changes))
    try:
        return await checks.search(text, admit)
    finally:
        await checks.aclose()


async def test_a_claim_becomes_a_fact_check_in_its_publishers_words(google: NearGoogle, checks: GoogleChecks) -> None:
    google.claims.append(claim(FERRY))
    assert await checks.search(FERRY, admit) == Searched((CHECK,))


async def test_no_claims_are_an_answer_too(checks: GoogleChecks) -> None:
    assert await checks.search(FERRY, admit) == Searched()


async def test_the_text_the_language_and_the_size_of_a_page_are_asked_for(google: NearGoogle) -> None:
    await search(google)
    assert google.asked == [{"query": FERRY, "languageCode": "en", "pageSize": "10"}]


async def test_an_age_is_asked_for_and_no_language_where_the_settings_say_so(google: NearGoogle) -> None:
    await search(google, language="", max_age_days=30)
    assert google.asked == [{"query": FERRY, "maxAgeDays": "30", "pageSize": "10"}]


async def test_of_a_long_text_the_beginning_is_asked_for(google: NearGoogle) -> None:
    await search(google, "word " * 1_000)
    assert LONGEST_QUERY // 2 < len(google.asked[0]["query"]) <= LONGEST_QUERY


async def test_hostile_text_is_asked_for_as_text(google: NearGoogle) -> None:
    await search(google, "a&key=1#x \r\nHost: evil \udc80 ñ 😀")
    assert google.asked[0]["query"] == "a&key=1#x Host: evil \ufffd ñ 😀"


async def test_the_key_goes_in_a_header_and_stands_in_no_address(google: NearGoogle) -> None:
    await search(google)
    assert google.headers[0]["X-Goog-Api-Key"] == KEY
    assert KEY not in google.lines[0]


async def test_neither_the_key_nor_the_text_stands_in_the_log(google: NearGoogle, caplog: pytest.LogCaptureFixture) -> None:
    google.answer_with(400)
    with caplog.at_level(logging.INFO):
        await search(google)
    assert "Google's Fact Check Tools do not know the key in CAVEAT_FACTCHECKS_KEY." in caplog.text
    assert KEY not in caplog.text
    assert "ferry" not in caplog.text.lower()


def test_the_key_is_in_no_repr(google: NearGoogle) -> None:
    assert KEY not in repr(GoogleChecks(make_settings(google)))
    assert KEY not in repr(make_settings(google))


# --- pages and what they cost


async def test_pages_are_turned_as_far_as_the_settings_allow(google: NearGoogle) -> None:
    google.claims += [claim(f"{FERRY} {n}", url=f"https://checks.example/{n}") for n in range(25)]
    found = [len((await search(google, pages=pages)).checks) for pages in (1, 2, 3)]
    assert found == [10, 20, 25]
    assert [asked.get("pageToken") for asked in google.asked] == [None, None, "10", None, "10", "20"]


async def test_each_page_is_admitted_on_its_own(google: NearGoogle) -> None:
    google.claims += [claim(f"{FERRY} {n}", url=f"https://checks.example/{n}") for n in range(25)]
    left = [True, False]

    async def admit_one() -> bool:
        return left.pop(0)

    checks = GoogleChecks(make_settings(google, pages=3))
    searched = await checks.search(FERRY, admit_one)
    await checks.aclose()
    assert (len(searched.checks), searched.fault) == (10, SearchFault.NO_MORE_TODAY)


async def test_what_is_not_admitted_is_not_asked(google: NearGoogle, checks: GoogleChecks) -> None:
    assert await checks.search(FERRY, refuse) == Searched((), SearchFault.NO_MORE_TODAY)
    assert google.asked == []


# --- what goes wrong


async def test_a_wrong_key_is_said(google: NearGoogle) -> None:
    assert await search(google, key="another") == Searched((), SearchFault.BAD_KEY)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (301, SearchFault.UNREADABLE),
        (401, SearchFault.BAD_KEY),
        (403, SearchFault.REFUSED),
        (404, SearchFault.UNREADABLE),
        (429, SearchFault.BUSY),
        (500, SearchFault.DOWN),
        (503, SearchFault.DOWN),
    ],
)
async def test_each_status_has_its_fault(google: NearGoogle, status: int, fault: SearchFault) -> None:
    google.answer_with(status, Location="https://evil.example/")
    assert (await search(google)).fault is fault
    assert len(google.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"claims": [',
        b"\xff\xfe",
        b"[]",
        b'{"claims": {}}',
        b"[" * 100_000,
        b'{"claims": [], "x": "' + b"x" * LONGEST_ANSWER + b'"}',
    ],
    ids=lambda body: repr(body[:12]),
)
async def test_what_is_no_answer_is_said_to_be_unreadable(google: NearGoogle, body: bytes) -> None:
    google.answer_with(200, body)
    assert await search(google) == Searched((), SearchFault.UNREADABLE)


async def test_claims_that_lack_something_are_passed_over(google: NearGoogle) -> None:
    google.claims += [
        {},
        {"text": FERRY},
        {"text": FERRY, "claimReview": [5, {}, {"publisher": 5}]},
        {"text": 5, "claimReview": "x"},
        claim(FERRY, url="javascript:x"),
        claim(FERRY, rating=""),
        claim(FERRY),
    ]
    google.claims.append({"claimReview": None})
    assert await search(google) == Searched((CHECK,))


async def test_hostile_words_are_cleaned(google: NearGoogle) -> None:
    google.claims.append(
        claim(f"{FERRY}\u202e\x00", rating="<b>No</b>\n\n" + "x" * 5_000, publisher={"name": 5, "site": "a.example"})
    )
    (check,) = (await search(google)).checks
    assert (check.claim, check.publisher) == (FERRY, "a.example")
    assert check.rating.startswith("No xxx")
    assert len(check.rating) <= 200


async def test_an_answer_that_takes_too_long_is_given_up(google: NearGoogle) -> None:
    google.slow = True
    began = time.monotonic()
    assert await search(google, timeout_seconds=1) == Searched((), SearchFault.TOO_SLOW)
    assert time.monotonic() - began < 2.5


async def test_a_server_that_is_not_there_is_said_to_be_down() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    checks = GoogleChecks(FactchecksSettings(base_url=address, key=KEY))
    assert await checks.search(FERRY, admit) == Searched((), SearchFault.DOWN)
    await checks.aclose()


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("7", 7),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("9" * 400, 999_999_999),
        (formatdate(0, usegmt=True), 0),
        ("Sun, 99 Nov 2026", 0),
    ],
)
async def test_it_is_said_how_long_to_wait(google: NearGoogle, said: str, wait: int) -> None:
    google.answer_with(429, Retry_After=said)
    assert await search(google) == Searched((), SearchFault.BUSY, wait)


async def test_a_time_to_wait_until_is_understood(google: NearGoogle) -> None:
    google.answer_with(429, Retry_After=formatdate(time.time() + 100, usegmt=True))
    assert 90 < (await search(google)).wait <= 100


async def test_nothing_is_asked_for_as_long_as_google_said(google: NearGoogle) -> None:
    google.answer_with(429, Retry_After="60")
    clock = Clock()
    checks = GoogleChecks(make_settings(google), clock)
    await checks.search(FERRY, admit)
    clock.now += 20
    assert await checks.search(FERRY, admit) == Searched((), SearchFault.BUSY, 40)
    assert len(google.asked) == 1
    google.recover()
    clock.now += 41
    assert await checks.search(FERRY, admit) == Searched()
    await checks.aclose()


async def test_where_google_does_not_say_how_long_nothing_is_asked_for_a_minute(google: NearGoogle) -> None:
    google.answer_with(429)
    checks = GoogleChecks(make_settings(google), Clock())
    assert [(await checks.search(FERRY, admit)).wait for _ in range(2)] == [0, REST]
    await checks.aclose()


async def test_no_rest_is_longer_than_an_hour(google: NearGoogle) -> None:
    google.answer_with(429, Retry_After="999999999")
    clock = Clock()
    checks = GoogleChecks(make_settings(google), clock)
    await checks.search(FERRY, admit)
    assert (await checks.search(FERRY, admit)).wait == LONGEST_REST
    await checks.aclose()


async def test_what_came_before_a_fault_is_given(google: NearGoogle) -> None:
    google.claims += [claim(f"{FERRY} {n}", url=f"https://checks.example/{n}") for n in range(11)]

    async def admit_and_break() -> bool:
        if google.asked:
            google.answer_with(503)
        return True

    checks = GoogleChecks(make_settings(google, pages=2))
    searched = await checks.search(FERRY, admit_and_break)
    await checks.aclose()
    assert (len(searched.checks), searched.fault) == (10, SearchFault.DOWN)
