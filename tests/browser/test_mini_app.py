"""The page of an answer as a Mini App: whoever Telegram says opens it sees it if it is theirs, nobody else does."""

import json
import socket
import time
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types

from bot.chat.transport.init_data import sign
from bot.playground.refusal import Refusal
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.browser.conftest import Open
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import TOKEN, LocalTelegram
from tests.desk.town import ARTICLE, Town, button, labels

PHONE = {"width": 390, "height": 844}
OPEN = "Open the page"


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    hook, app = f"http://127.0.0.1:{port}/hook", f"http://127.0.0.1:{port}/page"
    with (
        LocalTelegram() as telegram,
        BotProcess(
            telegram.address,
            telegram_mode="webhook",
            telegram_send_limits="false",
            webhook_url=hook,
            webhook_port=port,
            webhook_app_url=app,
        ) as running,
    ):
        running.wait_for_words("Listening as @caveat_bot")
        yield Town(telegram)
        assert TOKEN.partition(":")[2] not in running.output
        assert "ERROR" not in running.output
        assert telegram.run(telegram.playground.violations) == []


def init_data(person: Thing, token: str = TOKEN) -> str:
    fields = {
        "auth_date": str(int(time.time())),
        "query_id": "AAE",
        "user": json.dumps({"id": person["id"], "first_name": "Ann"}),
    }
    return urlencode({**fields, "hash": sign(fields, token)})


def address_of(town: Town, ann: Thing) -> str:
    """The address behind the button under an answer."""
    return str(button(town.ask(ARTICLE, ann), OPEN)["web_app"]["url"])


def test_whoever_asked_sees_the_page(open_page: Open, town: Town) -> None:
    ann = town.person("Ann")
    page = open_page(viewport=PHONE)
    page.goto(f"{address_of(town, ann)}#tgWebAppData={quote(init_data(ann))}&tgWebAppVersion=9.0&tgWebAppPlatform=web")
    page.locator(".article").wait_for()
    assert "two drivers who asked not to be named" in page.locator(".article").inner_text()
    page.locator("a.s").first.click()
    assert page.locator(".card").is_visible()
    assert Axe().run(page).response["violations"] == []


def test_outside_of_telegram_it_says_where_it_opens(open_page: Open, town: Town, phrasebook: Phrasebook) -> None:
    page = open_page(viewport=PHONE)
    page.goto(address_of(town, town.person("Ann")))
    page.get_by_text(phrasebook.say("report", "only-in-telegram")).wait_for()


def ask(address: str, given: str) -> httpx.Response:
    base, _, answer = address.partition("?a=")
    return httpx.post(base, data={"d": given, "a": answer}, timeout=10, trust_env=False)


def test_somebody_else_does_not_see_it(town: Town, phrasebook: Phrasebook) -> None:
    address, eve = address_of(town, town.person("Ann")), town.person("Eve")
    answer = ask(address, init_data(eve))
    assert answer.status_code == 403
    assert phrasebook.say("report", "not-yours") in answer.text
    assert "drivers" not in answer.text


@pytest.mark.parametrize("given", ["", "x", "user=%7B%22id%22%3A1001%7D&hash=00"])
def test_who_is_not_vouched_for_sees_nothing(town: Town, given: str) -> None:
    assert ask(address_of(town, town.person("Ann")), given).status_code == 403


def test_what_another_bot_was_told_counts_for_nothing(town: Town) -> None:
    ann = town.person("Ann")
    assert ask(address_of(town, ann), init_data(ann, "1:another")).status_code == 403


def test_members_of_a_group_see_what_was_read_there_and_others_do_not(town: Town) -> None:
    ann, bob, eve = (town.person(name) for name in ("Ann", "Bob", "Eve"))
    group = town.group(ann, bob)
    post = town.write(ann, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    link = button(town.answer(post), "Why?")["url"]
    answer = link.partition("start=w_")[2]
    address = f"{address_of(town, ann).partition('?')[0]}?a={answer}"
    assert ask(address, init_data(bob)).status_code == 200
    assert ask(address, init_data(eve)).status_code == 403


@pytest.mark.parametrize("answer", ["", "zz", "../..", "0" * 40, "0123456789abcdef"])
def test_an_answer_that_is_none_is_refused(town: Town, answer: str) -> None:
    ann = town.person("Ann")
    base = address_of(town, ann).partition("?")[0]
    assert ask(f"{base}?a={answer}", init_data(ann)).status_code == 403


def test_a_request_without_measure_is_refused(town: Town) -> None:
    assert ask(address_of(town, town.person("Ann")), "x" * 20_000).status_code == 413


def test_only_telegram_may_frame_it_and_nothing_is_stored(town: Town) -> None:
    headers = httpx.get(address_of(town, town.person("Ann")), timeout=10, trust_env=False).headers
    assert headers["Content-Security-Policy"] == "frame-ancestors https://web.telegram.org"
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_where_telegram_takes_no_mini_app_the_answer_comes_without_its_button(town: Town) -> None:
    refusal = Refusal(400, "Bad Request: inline keyboard button Web App URL 'https://x' is invalid: Wrong HTTP URL")
    town.do(lambda: town.telegram.playground.refuse("sendMessage", refusal))
    answer = town.ask(ARTICLE, town.person("Ann"))
    assert OPEN not in labels(answer)
    assert "As a page" in labels(answer)
