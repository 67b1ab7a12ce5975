"""Facts about what a kill, a full disk or a signal may cost: nothing that arrived, and at most one repeated answer."""

import asyncio
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from telegram import Update

from bot.chat.work import Work
from bot.playground.world import Thing
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.chat.office import Echo, echo, open_office
from tests.chat.test_webhook import free_port

LISTENING = "Listening as @caveat_bot"
UPDATES, CHATS = 60, 6
KILLS = (8, 27, 45)
"""At which of the answers that leave the process is killed."""

TEXT = "Police said on Monday that nobody has confirmed the depot fire number {}"


def polling() -> dict[str, object]:
    return {"telegram_mode": "polling"}


def webhook() -> dict[str, object]:
    port = free_port()
    return {"telegram_mode": "webhook", "webhook_port": port, "webhook_url": f"http://127.0.0.1:{port}/from-telegram"}


class Killer:
    """Kills the bot in the moment in which an answer reaches Telegram, so that it never hears that it was taken."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.pid = 0
        self.due = list(KILLS)
        self.sent = 0
        telegram.playground.disturb = self

    def __call__(self, method: str) -> None:
        self.sent += method == "sendMessage"
        if self.due and self.sent >= self.due[0] and self.pid:
            self.due.pop(0)
            os.kill(self.pid, signal.SIGKILL)
            self.pid = 0


def run_until_killed(start: Callable[[], BotProcess], killer: Killer) -> None:
    with start() as running:
        killer.pid = running.pid
        assert running.wait_for_end() == -signal.SIGKILL


def answers(telegram: LocalTelegram, messages: list[Thing]) -> list[list[Thing]]:
    return [telegram.answers_to(message) for message in messages]


@pytest.mark.parametrize("way", [polling, webhook])
def test_sixty_updates_survive_three_kills(telegram: LocalTelegram, tmp_path: Path, way: Callable[[], dict[str, object]]) -> None:
    settings = {"telegram_send_limits": "false", **way()}

    def start() -> BotProcess:
        return BotProcess(telegram.address, memory=tmp_path / "caveat.db", **settings)  # type: ignore[arg-type]  # all of them are settings

    killer = Killer(telegram)
    people = [telegram.person(str(number)) for number in range(CHATS)]
    if way is webhook:  # Telegram must have heard of it to keep anything for it
        with start() as running:
            running.wait_for_words(LISTENING)
            running.end()
    messages = [telegram.write(people[number % CHATS], TEXT.format(number)) for number in range(UPDATES)]
    for _ in KILLS:
        run_until_killed(start, killer)
    with start() as running:
        wait_until(lambda: all(answers(telegram, messages)), 20)
        assert running.end(seconds=10) == 0
        assert "ERROR" not in running.output
    counts = Counter(len(found) for found in answers(telegram, messages))
    assert counts[0] == 0
    assert sum(counts.values()) == UPDATES
    assert sum((times - 1) * number for times, number in counts.items()) <= len(KILLS)
    assert telegram.run(telegram.playground.violations) == []


def test_answers_keep_the_order_of_their_chat(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address, telegram_send_limits="false") as running:
        running.wait_for_words(LISTENING)
        people = [telegram.person(name) for name in ("Ann", "Bob", "Cid")]
        messages = [telegram.write(people[number % 3], TEXT.format(number)) for number in range(30)]
        wait_until(lambda: all(answers(telegram, messages)))
        for place in range(3):
            said = [found[0]["message_id"] for found in answers(telegram, messages[place::3])]
            assert said == sorted(said)


def test_a_message_that_was_kept_is_answered_though_telegram_has_forgotten_it(telegram: LocalTelegram, tmp_path: Path) -> None:
    file = tmp_path / "caveat.db"
    telegram.playground.disturb = lambda method: (502, b"") if method == "sendMessage" else None
    with BotProcess(telegram.address, memory=file) as running:
        running.wait_for_words(LISTENING)
        message = telegram.write(telegram.person(), TEXT.format(1))
        running.wait_for_words("Telegram takes no messages at present")
        running.end(seconds=10)
    assert telegram.run(lambda: telegram.playground.world.queue.waiting) == []
    telegram.answer_truly()
    with BotProcess(telegram.address, memory=file) as running:
        wait_until(lambda: telegram.answers_to(message))
        running.end()


def test_a_signal_with_work_left_ends_it_within_ten_seconds_and_loses_nothing(telegram: LocalTelegram, tmp_path: Path) -> None:
    file, people = tmp_path / "caveat.db", [telegram.person(str(one)) for one in range(40)]
    with BotProcess(telegram.address, memory=file) as running:
        running.wait_for_words(LISTENING)
        messages = [telegram.write(people[one % 40], TEXT.format(one)) for one in range(80)]
        wait_until(lambda: any(answers(telegram, messages)))
        began = time.monotonic()
        assert running.end(seconds=10) == 0
        assert time.monotonic() - began < 10
        assert "ERROR" not in running.output
        assert "Traceback" not in running.output
    assert not all(answers(telegram, messages))
    with BotProcess(telegram.address, memory=file, telegram_send_limits="false") as running:
        wait_until(lambda: all(answers(telegram, messages)))
        running.end(seconds=10)
    assert {len(found) for found in answers(telegram, messages)} == {1}


async def test_what_is_under_way_is_answered_before_it_ends(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def handle(update: Update, work: Work) -> None:
        started.set()
        await asyncio.sleep(0.5)
        await echo(update, work)

    async with open_office(tmp_path / "a.db", Echo(handle)) as office:
        message = office.world.write(office.world.add_person("Ann"), {"text": "hello"})
        await started.wait()
    assert [answer["text"] for answer in office.world.answers_to(message)] == ["hello"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one process limit another's files")
def test_a_full_disk_is_said_plainly_and_loses_nothing(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        telegram.ask(TEXT.format(1))
        before = resource.prlimit(running.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (0, before[1]))
        message = telegram.write(telegram.person(), TEXT.format(2))
        running.wait_for_words("What arrives cannot be kept: ")
        assert not telegram.answers_to(message)
        resource.prlimit(running.pid, resource.RLIMIT_FSIZE, before)
        wait_until(lambda: telegram.answers_to(message))
        assert "Traceback" not in running.output
        running.end()


def test_a_file_that_cannot_be_used_is_named_and_ends_it(telegram: LocalTelegram, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database, and long enough that SQLite can tell " * 20)
    with BotProcess(telegram.address, memory=tmp_path / "notes.db") as running:
        assert running.wait_for_end() != 0
        assert "was not made by Caveat" in running.output
        assert "Traceback" not in running.output


def test_a_file_that_another_bot_uses_is_left_to_it(telegram: LocalTelegram, tmp_path: Path) -> None:
    with BotProcess(telegram.address, memory=tmp_path / "a.db") as first:
        first.wait_for_words(LISTENING)
        with BotProcess(telegram.address, memory=tmp_path / "a.db") as second:
            assert second.wait_for_end() != 0
            assert "is used by another bot" in second.output
        assert telegram.ask("/start")["text"]


def test_buttons_of_updates_that_nobody_handles_yet_do_not_pile_up(telegram: LocalTelegram) -> None:
    """Every kind that is asked for is worked through, whatever it is."""
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        for kind in ("inline_query", "my_chat_member", "callback_query", "brand_new"):
            telegram.run(lambda kind=kind: telegram.playground.world.queue.add(kind, {"id": "1", "odd": True}))  # type: ignore[misc]
        assert telegram.ask("/start")["text"]
        assert "Traceback" not in running.output
