"""Facts about the process: how it starts, what it says when the line is bad, how it ends, and that its token stays secret."""

import signal
import socket

import pytest

from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import SECRET, TOKEN, LocalTelegram, wait_until

LISTENING = "Listening as @caveat_bot"
NOT_ACCEPTED = '{"ok":false,"error_code":401,"description":"Unauthorized"}'
TEXT = "Police said on Monday that nobody has confirmed the Zanzibar depot fire"


@pytest.fixture
def nobody() -> str:
    """An address on loopback where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("token", ["", "   ", "not a token", "123456", "12:34\u00e9"])
def test_without_a_token_it_says_how_to_get_one(token: str, nobody: str) -> None:
    with BotProcess(nobody, token) as running:
        assert running.wait_for_end() != 0
        assert "@BotFather" in running.output
        assert "Traceback" not in running.output


@pytest.mark.parametrize("answer", [(401, NOT_ACCEPTED), (404, '{"ok":false,"error_code":404,"description":"Not Found"}')])
def test_a_refused_token_is_said_calmly_and_not_shown(telegram: LocalTelegram, answer: tuple[int, str]) -> None:
    telegram.answer_always(*answer)
    with BotProcess(telegram.address, level="debug") as running:
        assert running.wait_for_end() != 0
        assert "Telegram does not accept the token" in running.output
        assert "Traceback" not in running.output
        assert SECRET not in running.output


def test_a_token_that_is_revoked_while_it_runs_ends_it(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        telegram.answer_always(401, NOT_ACCEPTED)
        telegram.write(telegram.person(), "/start")
        assert running.wait_for_end() != 0
        assert "Telegram does not accept the token" in running.output
        assert "Traceback" not in running.output


def test_where_nobody_answers_it_says_so_and_still_ends_in_time(nobody: str) -> None:
    with BotProcess(nobody) as running:
        running.wait_for_words("Telegram cannot be reached")
        running.wait_for_words("Next attempt in 2 s.")
        assert running.end() == 0
        assert "Traceback" not in running.output


@pytest.mark.parametrize("answer", [(500, "<html>oops</html>"), (502, ""), (200, "no JSON"), (200, '{"ok":true}')])
def test_it_starts_as_soon_as_telegram_answers_sense(telegram: LocalTelegram, answer: tuple[int, str]) -> None:
    telegram.answer_always(*answer)
    with BotProcess(telegram.address) as running:
        running.wait_for_words("Telegram cannot be reached or gives no usable answer")
        telegram.answer_truly()
        running.wait_for_words(LISTENING)
        assert "Traceback" not in running.output


def test_a_trouble_while_it_runs_is_said_once_and_its_end_once(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        telegram.answer_always(500, "<html>oops</html>")
        message = telegram.write(telegram.person(), TEXT)
        running.wait_for_words("Telegram cannot be reached or gives no usable answer")
        telegram.answer_truly()
        running.wait_for_words("The line to Telegram is open again.")
        wait_until(lambda: telegram.answers_to(message))
        assert running.output.count("Telegram cannot be reached") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_within_five_seconds(telegram: LocalTelegram, number: signal.Signals) -> None:
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        assert running.end(number, seconds=5) == 0
        assert "Traceback" not in running.output


def test_a_signal_ends_it_in_time_although_telegram_is_silent(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        telegram.fall_silent(6)
        assert running.end(seconds=5) == 0


def test_a_second_signal_ends_it_sooner(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        telegram.fall_silent(4)
        running.send(signal.SIGINT)
        running.wait_for_words("Told to stop.")
        assert running.end(signal.SIGINT, seconds=1.5) == 0
        assert "Traceback" not in running.output


def test_a_second_bot_is_told_plainly_that_there_are_two(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address) as first, BotProcess(telegram.address) as second:
        first.wait_for_words(LISTENING)
        second.wait_for_words(LISTENING)
        wait_until(lambda: "Another running copy of this bot" in first.output + second.output)
        assert "Traceback" not in first.output + second.output


def test_a_message_is_not_asked_for_again_after_a_calm_end(telegram: LocalTelegram) -> None:
    with BotProcess(telegram.address) as running:
        running.wait_for_words(LISTENING)
        telegram.ask(TEXT)
        running.end()
    assert telegram.run(lambda: telegram.playground.world.queue.waiting) == []


@pytest.mark.parametrize("level", ["info", "debug"])
def test_neither_the_token_nor_what_was_written_is_ever_logged(telegram: LocalTelegram, level: str) -> None:
    with BotProcess(telegram.address, level=level) as running:
        running.wait_for_words(LISTENING)
        telegram.ask(TEXT)
        telegram.answer_always(500, f"<html>{TOKEN}</html>")
        telegram.write(telegram.person(), TEXT)
        running.wait_for_words("Internal Server Error (500)")
        telegram.answer_always(200, "garbage")
        running.wait_for_words("Invalid server response")
        telegram.answer_always(401, NOT_ACCEPTED)
        running.wait_for_end()
        assert SECRET not in running.output
        assert "Zanzibar" not in running.output
        assert ("[token]" in running.output) == (level == "debug")
