"""The same address is fetched once, a site is asked one thing at a time, and what is kept stays small."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest

from bot.model import Article, NoPage, Page, PageFault
from bot.pages.kept import Kept
from bot.pages.limits import Limits
from tests.pages.servers import after, answer, drip, redirect, wait_for
from tests.pages.small_web import NEWS, PUBLIC, Clock, SmallWeb, small_web

STORY = "<p>The harbour is closed.</p>"
OTHER = "other.example"


@pytest.fixture
async def web() -> AsyncIterator[SmallWeb]:
    async with small_web() as web:
        web.names.set(OTHER, [PUBLIC])
        yield web


async def test_an_address_is_fetched_once_in_ten_minutes(web: SmallWeb) -> None:
    web.site.at("/", answer(STORY))
    first = await web.open()
    web.clock.now += 599
    assert await web.open("/#part") == first
    assert web.site.asked == ["/"]


async def test_after_ten_minutes_it_is_fetched_again(web: SmallWeb) -> None:
    web.site.at("/", answer(STORY))
    await web.open()
    web.clock.now += 600
    await web.open()
    assert web.site.asked == ["/", "/"]


async def test_two_who_ask_in_the_same_second_share_one_fetch(web: SmallWeb) -> None:
    web.site.at("/", after(0.05, answer(STORY)))
    first, second = await asyncio.gather(web.open(), web.open())
    assert first == second
    assert isinstance(first, Page)
    assert web.site.asked == ["/"]


async def test_one_who_goes_away_does_not_take_the_page_from_the_other(web: SmallWeb) -> None:
    web.site.at("/", after(0.1, answer(STORY)))
    first, second = asyncio.create_task(web.open()), asyncio.create_task(web.open())
    await wait_for(lambda: web.site.asked)
    first.cancel()
    assert isinstance(await second, Page)
    assert first.cancelled()
    assert web.site.asked == ["/"]


async def test_after_all_went_away_it_can_be_asked_for_again(web: SmallWeb) -> None:
    web.site.at("/", drip(b"", b""))
    waiting = [asyncio.create_task(web.open()) for _ in range(3)]
    await wait_for(lambda: web.site.asked)
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
    web.site.at("/", answer(STORY))
    assert isinstance(await web.open(), Page)


async def test_each_is_told_the_address_as_they_wrote_it(web: SmallWeb) -> None:
    asked = [web.url("/gone"), web.url("/gone#a"), web.url("/gone").upper().replace("/GONE", "/gone")]
    answers = await asyncio.gather(*(web.pages.open(url) for url in asked))
    assert [answer.url for answer in answers if isinstance(answer, NoPage)] == asked
    assert web.site.asked == ["/gone"]


async def test_a_fault_that_stays_is_kept_for_a_minute(web: SmallWeb) -> None:
    await web.open("/gone")
    web.clock.now += 59
    await web.open("/gone")
    web.clock.now += 1
    await web.open("/gone")
    assert web.site.asked == ["/gone", "/gone"]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_fault_that_may_pass_is_not_kept(web: SmallWeb, status: int) -> None:
    web.site.at("/", answer(b"", status=status))
    assert isinstance(await web.open(), NoPage)
    web.site.at("/", answer(STORY))
    assert isinstance(await web.open(), Page)


async def test_a_name_that_was_unknown_is_asked_for_again(web: SmallWeb) -> None:
    web.site.at("/", answer(STORY))
    assert isinstance(await web.open(name="new.example"), NoPage)
    web.names.set("new.example", [PUBLIC])
    assert isinstance(await web.open(name="new.example"), Page)


async def test_a_site_is_asked_one_thing_at_a_time(web: SmallWeb) -> None:
    for n in range(6):
        web.site.at(f"/{n}", after(0.02, answer(STORY)))
    pages = await asyncio.gather(*(web.open(f"/{n}") for n in range(6)))
    assert all(isinstance(page, Page) for page in pages)
    assert web.site.most_at_once == 1


async def test_two_sites_are_asked_at_the_same_time(web: SmallWeb) -> None:
    web.site.at("/", after(0.1, answer(STORY)))
    await asyncio.gather(web.open(), web.open(name=OTHER))
    assert web.site.most_at_once == 2


async def test_sites_that_send_people_to_each_other_do_not_block_each_other(web: SmallWeb) -> None:
    web.site.at("/here", after(0.05, redirect(web.url("/there", OTHER))))
    web.site.at("/over-there", after(0.05, redirect(web.url("/there", NEWS))))
    web.site.at("/there", answer(STORY))
    async with asyncio.timeout(3):
        pages = await asyncio.gather(web.open("/here"), web.open("/over-there", OTHER))
    assert all(isinstance(page, Page) for page in pages)


async def test_no_more_than_so_many_are_fetched_at_once() -> None:
    async with small_web(Limits(fetches=2)) as web:
        web.site.at("/", after(0.03, answer(STORY)))
        for n in range(5):
            web.names.set(f"n{n}.example", [PUBLIC])
        await asyncio.gather(*(web.open(name=f"n{n}.example") for n in range(5)))
        assert web.site.most_at_once == 2


async def test_one_page_is_extracted_at_a_time_and_not_in_the_loop() -> None:
    busy: list[str] = []

    def extract(markup: str, url: str) -> Page | NoPage:
        busy.append(threading.current_thread().name)
        assert len(busy) == 1
        time.sleep(0.02)
        busy.remove(threading.current_thread().name)
        return (
            Page(Article(markup, url=url), url)
            if threading.current_thread() is not threading.main_thread()
            else NoPage(PageFault.VIDEO, url)
        )

    async with small_web(extract=extract) as web:
        for n in range(4):
            web.site.at("/", answer(STORY))
            web.names.set(f"n{n}.example", [PUBLIC])
        pages = await asyncio.gather(*(web.open(name=f"n{n}.example") for n in range(4)))
    assert all(isinstance(page, Page) for page in pages)


async def test_a_page_too_large_to_keep_is_fetched_again() -> None:
    async with small_web(Limits(kept_bytes=5_000)) as web:
        web.site.at("/", answer(STORY * 200))
        await web.open()
        await web.open()
        assert web.site.asked == ["/", "/"]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept: Kept[str] = Kept(2, 100, Clock())
    kept.put("a", "A", 10, 1)
    kept.put("b", "B", 10, 1)
    kept.get("a")
    kept.put("c", "C", 10, 1)
    assert [kept.get(key) for key in "abc"] == ["A", None, "C"]


def test_the_room_is_counted_in_bytes_too_and_given_back() -> None:
    clock = Clock()
    kept: Kept[str] = Kept(10, 100, clock)
    kept.put("a", "A", 10, 60)
    kept.put("a", "A", 10, 60)
    kept.put("b", "B", 20, 40)
    assert [kept.get(key) for key in "ab"] == ["A", "B"]
    clock.now += 10
    assert [kept.get(key) for key in "ab"] == [None, "B"]
    kept.put("c", "C", 10, 60)
    assert [kept.get(key) for key in "bc"] == ["B", "C"]
    kept.put("d", "D", 10, 101)
    assert kept.get("d") is None
