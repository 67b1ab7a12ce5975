"""What a site asks of programs in its robots.txt is done, and it is asked once an hour."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator

import pytest

from bot.model import NoPage, Page, PageFault
from bot.pages.limits import Limits
from bot.pages.robots import parse_robots
from tests.pages.servers import Act, after, answer, drip, hang_up, redirect, write, zipped
from tests.pages.small_web import PUBLIC, SmallWeb, small_web

STORY = "<p>The harbour is closed.</p>"
TEXT = "text/plain"


@pytest.fixture
async def web() -> AsyncIterator[SmallWeb]:
    async with small_web() as web:
        web.site.at("/", answer(STORY))
        web.site.at("/story", answer(STORY))
        yield web


def robots(text: str) -> Act:
    return answer(text, TEXT)


def robots_asked(web: SmallWeb) -> int:
    return sum(head.startswith(b"GET /robots.txt ") for head in web.site.heads)


MINDING = {
    "everybody": "User-agent: *\nDisallow: /story",
    "us": "User-agent: Caveat\nDisallow: /",
    "us, with a version": "User-agent: caveat/2.0\nDisallow: /story",
    "us among others": "User-agent: Findbot\nUser-agent: CAVEAT\nUser-agent: Otherbot\nDisallow: /sto*y$",
    "us, though not everybody": "User-agent: *\nAllow: /\n\nUser-agent: caveat # the news reader\nDisallow: /story",
    "with a mark in front": "\ufeffUser-agent: *\nDisallow: /",
}


@pytest.mark.parametrize("text", MINDING.values(), ids=MINDING)
async def test_what_a_site_minds_is_not_read(web: SmallWeb, text: str) -> None:
    web.site.at("/robots.txt", robots(text))
    refusal = await web.open("/story")
    assert isinstance(refusal, NoPage)
    assert (refusal.fault, refusal.facts["host"]) == (PageFault.ROBOTS, "news.example")
    assert web.site.asked == []


ALLOWING = {
    "nothing": "",
    "another program is minded": "User-agent: Findbot\nUser-agent: Caveatemptor\nUser-agent: Caveat2\nDisallow: /",
    "another place is minded": "User-agent: *\nDisallow: /private",
    "we may, others may not": "User-agent: *\nDisallow: /\n\nUser-agent: Caveat\nAllow: /",
    "the longer rule wins": "User-agent: *\nDisallow: /\nAllow: /story",
    "no robots.txt at all": "<!doctype html><p>Not found.</p>",
}


@pytest.mark.parametrize("text", ALLOWING.values(), ids=ALLOWING)
async def test_what_a_site_does_not_mind_is_read(web: SmallWeb, text: str) -> None:
    web.site.at("/robots.txt", robots(text))
    assert isinstance(await web.open("/story"), Page)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
async def test_a_site_without_robots_txt_minds_nothing(web: SmallWeb, status: int) -> None:
    web.site.at("/robots.txt", answer(b"", status=status))
    assert isinstance(await web.open(), Page)


async def test_a_robots_txt_behind_endless_redirects_counts_as_none(web: SmallWeb) -> None:
    web.site.at("/robots.txt", redirect("/robots.txt"))
    assert isinstance(await web.open(), Page)


async def test_a_robots_txt_behind_a_redirect_counts(web: SmallWeb) -> None:
    web.site.at("/robots.txt", redirect("/rules.txt"))
    web.site.at("/rules.txt", robots("User-agent: *\nDisallow: /story"))
    assert isinstance(await web.open("/story"), NoPage)


FAILING = {
    "a server's error": (answer(b"", status=503), PageFault.HTTP_STATUS),
    "no http": (write(b"nonsense\r\n\r\n"), PageFault.UNREACHABLE),
    "a line that drops": (hang_up(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nUser-"), PageFault.CUT_SHORT),
    "one that drips": (drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b"#"), PageFault.TOO_SLOW),
}


@pytest.mark.parametrize(("act", "fault"), FAILING.values(), ids=FAILING)
async def test_where_robots_txt_cannot_be_had_nothing_is_read_and_the_reason_is_told(act: Act, fault: PageFault) -> None:
    async with small_web(Limits(seconds=0.4)) as web:
        web.site.at("/robots.txt", act)
        refusal = await web.open()
        assert isinstance(refusal, NoPage)
        assert (refusal.fault, web.site.asked) == (fault, [])


async def test_it_is_asked_once_an_hour(web: SmallWeb) -> None:
    await web.open("/")
    web.clock.now += 3_599
    await web.open("/story")
    assert robots_asked(web) == 1
    web.clock.now += 1
    await web.open("/")
    assert robots_asked(web) == 2


async def test_two_pages_of_a_site_ask_for_it_once(web: SmallWeb) -> None:
    web.site.at("/robots.txt", after(0.05, robots("")))
    await asyncio.gather(web.open("/"), web.open("/story"))
    assert robots_asked(web) == 1


async def test_a_failure_of_it_is_not_kept(web: SmallWeb) -> None:
    web.site.at("/robots.txt", answer(b"", status=500))
    assert isinstance(await web.open(), NoPage)
    web.site.at("/robots.txt", robots(""))
    assert isinstance(await web.open(), Page)


async def test_each_site_on_the_way_is_asked(web: SmallWeb) -> None:
    web.names.set("short.example", [PUBLIC])
    web.site.at("/s", redirect(web.url("/story")))
    assert isinstance(await web.open("/s", "short.example"), Page)
    assert robots_asked(web) == 2


async def test_a_site_that_minds_is_not_read_by_way_of_another(web: SmallWeb) -> None:
    web.site.at("/robots.txt", robots("User-agent: *\nDisallow: /story"))
    web.site.at("/s", redirect("/story"))
    refusal = await web.open("/s")
    assert isinstance(refusal, NoPage)
    assert (refusal.fault, web.site.asked) == (PageFault.ROBOTS, ["/s"])


async def test_only_the_first_500_kilobytes_count(web: SmallWeb) -> None:
    rule = "\nUser-agent: *\nDisallow: /story"
    web.site.at("/robots.txt", robots("#" * 499_000 + rule))
    assert isinstance(await web.open("/story"), NoPage)
    web.clock.now += 3_600
    web.site.at("/robots.txt", zipped("#" * 50_000_000 + rule))
    assert isinstance(await web.open("/story"), Page)


def test_many_programs_with_many_rules_stay_small() -> None:
    text = "".join(f"User-agent: bot{n}\n" for n in range(1_000)) + "".join(f"Disallow: /{n}\n" for n in range(1_000))
    tracemalloc.start()
    rules = parse_robots(text + "User-agent: *\nDisallow: /story")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000
    assert not rules.can_fetch("http://news.example/story", "Caveat")
    assert rules.can_fetch("http://news.example/5", "Caveat")
