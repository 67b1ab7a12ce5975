"""Facts about what a monitor is told: whether the bot does its work, and figures without anybody in them."""

from typing import Any, cast

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.chat.transport.figures import MOST_TIMED, Figures, Stopwatch, find_kind
from bot.chat.transport.intake import make_arrival
from bot.chat.transport.listener import Line
from bot.chat.transport.monitor import LONGEST_SILENCE, STALE, Health
from bot.chat.transport.sweeper import sweep
from bot.errors import StoreError
from bot.memory import HeldMemory
from bot.service.days import DAY
from bot.service.keeping import Memory, Outgoing
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.chat.test_webhook import free_port

TEXT = "Police said on Monday that nobody has confirmed the Zanzibar depot fire"


def fetch(port: int, path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False)


def read_figures(text: str) -> dict[tuple[str, str], float]:
    """Each figure by its name and the one label it may have."""
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_bot_at_work_says_so_and_counts(telegram: LocalTelegram) -> None:
    port = free_port()
    with BotProcess(telegram.address, monitor_port=port) as running:
        running.wait_for_words("Listening as @caveat_bot")
        answer = telegram.ask(TEXT)
        health = fetch(port, "/healthz")
        assert (health.status_code, health.text) == (200, "well\n")
        wait_until(lambda: ("caveat_calls_sent_total", "sendMessage") in read_figures(fetch(port, "/metrics").text))
        answered = fetch(port, "/metrics")
        figures = read_figures(answered.text)
        assert answered.headers["Content-Type"].startswith("text/plain; version=")
        assert figures["caveat_updates_total", "message"] == 1
        assert figures["caveat_updates_handled_total", "done"] == 1
        assert figures["caveat_calls_sent_total", "sendMessage"] == 1
        assert figures["caveat_answer_seconds_count", ""] == 1
        assert figures["caveat_inbox_waiting", ""] == figures["caveat_outbox_waiting", ""] == 0
        assert "Zanzibar" not in answered.text
        assert str(answer["chat"]["id"]) not in answered.text


def test_refusals_and_requests_to_slow_down_are_counted(telegram: LocalTelegram) -> None:
    port, told = (
        free_port(),
        [(429, b'{"ok":false,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}')],
    )
    with BotProcess(telegram.address, monitor_port=port) as running:
        running.wait_for_words("Listening as @caveat_bot")
        telegram.playground.disturb = lambda method: told.pop() if method == "sendMessage" and told else None
        telegram.ask(TEXT)
        figures = read_figures(fetch(port, "/metrics").text)
        assert figures["caveat_slow_downs_total", ""] == 1
        assert figures["caveat_calls_refused_total", "slow_down"] == 1


def test_it_tells_nothing_else(telegram: LocalTelegram) -> None:
    port = free_port()
    with BotProcess(telegram.address, monitor_port=port) as running:
        running.wait_for_words("Listening as @caveat_bot")
        for path in ("/", "/metrics/", "/favicon.ico", "/healthz/.."):
            assert (fetch(port, path).status_code, fetch(port, path).text) == (404, "")
        assert httpx.post(f"http://127.0.0.1:{port}/metrics", trust_env=False).status_code == 405


class Clock:
    """A clock that a test sets."""

    def __init__(self, line: Line) -> None:
        self.now = line.reached_at

    def __call__(self) -> float:
        return self.now


async def test_silence_of_telegram_is_told() -> None:
    line = Line()
    clock = Clock(line)
    health = Health(line, HeldMemory(), clock)
    assert await health.find_trouble() == ""
    clock.now += LONGEST_SILENCE + 1
    assert await health.find_trouble() == "Telegram is not reached"


async def test_an_inbox_on_which_nobody_works_is_told() -> None:
    memory, line = HeldMemory(), Line()
    clock = Clock(line)
    health = Health(line, memory, clock)
    await memory.inbox.put([make_arrival({"update_id": 1})], 0)
    clock.now += STALE + 1
    assert await health.find_trouble() == "what has arrived is not worked on"
    health.note_progress()
    assert await health.find_trouble() == ""


async def test_an_empty_inbox_is_never_stale() -> None:
    memory, line = HeldMemory(), Line()
    clock = Clock(line)
    health = Health(line, memory, clock)
    clock.now += STALE + 1
    assert await health.find_trouble() == ""
    await memory.inbox.put([make_arrival({"update_id": 1})], 0)
    assert await health.find_trouble() == ""


class Broken:
    """A memory whose file cannot be read."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        raise StoreError(name)


async def test_what_is_kept_and_cannot_be_read_is_told() -> None:
    assert await Health(Line(), cast("Memory", Broken())).find_trouble() == "what is kept cannot be looked up"


@pytest.mark.parametrize(
    ("update", "kind"), [({"update_id": 1, "poll": {}}, "poll"), ({"update_id": 1, "x" * 9: 1}, "other"), ({}, "other")]
)
def test_a_kind_that_is_not_known_has_no_figure_of_its_own(update: dict[str, object], kind: str) -> None:
    assert find_kind(update) == kind


def test_the_way_from_an_update_to_its_answer_is_timed_once() -> None:
    figures = Figures()
    stopwatch = Stopwatch(figures)
    stopwatch.note_arrival(1, 10.0)
    stopwatch.note_outcome(1, [Outgoing(5, "sendMessage", {}, "a:1"), Outgoing(5, "deleteMessage", {}, "b:1", due=99.0)])
    for slot in ("a:1", "a:1", "b:1", None):
        stopwatch.note_sent(slot, 12.5)
    assert figures.registry.get_sample_value("caveat_answer_seconds_count") == 1
    assert figures.registry.get_sample_value("caveat_answer_seconds_sum") == 2.5


def test_what_is_timed_is_bounded() -> None:
    stopwatch = Stopwatch(Figures())
    for update in range(MOST_TIMED + 5):
        stopwatch.note_arrival(update, 0.0)
    assert len(stopwatch._arrived) == MOST_TIMED


async def test_a_chat_that_was_left_long_ago_is_forgotten_and_no_other() -> None:
    memory = HeldMemory()
    for chat, left in ((-1, 0.0), (-2, 20 * DAY)):
        await memory.settings.note_member(chat, inside=False, now=left)
    await sweep(memory, 31 * DAY, 30)
    assert tuple(await memory.settings.list_left(31 * DAY)) == (-2,)
