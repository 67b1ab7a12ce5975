"""Facts about the log: the token is in nothing that is written, wherever it came from."""

import logging

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError

from bot.chat.transport.listener import CONFLICT, Line, Listener, say_trouble
from bot.chat.transport.log import CleanFormatter, describe, redact
from bot.chat.transport.trouble import Trouble
from bot.settings import TelegramSettings
from tests.chat.local_telegram import SECRET, TOKEN


def written(message: str, *values: object, error: BaseException | None = None) -> str:
    about = (type(error), error, error.__traceback__) if error else None
    return CleanFormatter(TOKEN).format(logging.LogRecord("any", logging.INFO, "any.py", 1, message, values, about))


def raised(error: Exception) -> Exception:
    """Give the error with the traceback of having been raised here."""
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


@pytest.mark.parametrize(
    "line",
    [f"POST http://localhost/bot{TOKEN}/getMe", f"bot{TOKEN.replace(':', '%3A')}/getMe", SECRET, repr(TOKEN), f"{TOKEN}{TOKEN}"],
)
def test_the_token_is_taken_out_of_a_line(line: str) -> None:
    assert SECRET not in written(line)
    assert "[token]" in written(line)


def test_the_token_is_taken_out_of_the_values_of_a_line() -> None:
    assert SECRET not in written("asked %s for %r", f"http://localhost/bot{TOKEN}", {"token": TOKEN})


def test_the_token_is_taken_out_of_a_traceback() -> None:
    text = written("failed", error=raised(InvalidToken(f"The token `{TOKEN}` was rejected")))
    assert "Traceback" in text
    assert SECRET not in text


def test_without_a_token_nothing_is_taken_out() -> None:
    assert redact("as it was", "") == "as it was"


async def test_a_bot_and_its_settings_do_not_show_their_token() -> None:
    settings = TelegramSettings(token=TOKEN)

    async def keep(updates: object) -> None: ...

    assert SECRET not in repr(settings) + repr(Listener(settings, Line(), keep)) + repr(CleanFormatter(TOKEN))


def test_an_error_is_described_without_its_words() -> None:
    text = describe(raised(ValueError("what somebody wrote")))
    assert text.startswith("ValueError < raised (")
    assert "somebody" not in text


def test_two_bots_at_once_are_named_as_such() -> None:
    assert say_trouble(Conflict("terminated by other getUpdates request")) == CONFLICT


async def test_a_trouble_is_said_once_until_it_changes(caplog: pytest.LogCaptureFixture) -> None:
    line = Line()
    for error in (NetworkError("down"), NetworkError("down"), BadRequest("odd")):
        line.report_trouble(error)
    assert len(caplog.messages) == 2


async def test_the_end_of_a_trouble_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    line = Line()
    line.report_trouble(NetworkError("down"))
    line.report_success()
    line.report_success()
    assert caplog.messages[1:] == ["The line to Telegram is open again."]


def test_what_is_wrong_is_said_once_until_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble()
    for text in ("full", "full", "", "full", "broken", "broken"):
        trouble.say(text)
    trouble.end()
    trouble.say("broken")
    assert caplog.messages == ["full", "full", "broken", "broken"]
