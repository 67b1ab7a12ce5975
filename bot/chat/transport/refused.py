"""What each refusal of Telegram means for the call that it refuses."""

import os
import re
from datetime import timedelta
from enum import StrEnum
from textwrap import shorten

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

os.environ["PTB_TIMEDELTA"] = "true"
"""python-telegram-bot gives times as timedelta only where its environment says so, and otherwise warns of every 429."""


class Meaning(StrEnum):
    """Why a call was refused, and so what is done about it."""

    UNCHANGED = "unchanged"
    """The message shows this already: as good as sent."""
    GONE = "gone"
    """What was to be removed is gone or out of reach: nothing is left to do."""
    QUOTE = "quote"
    """The words quoted are not in the message: sent again without them."""
    REPLY = "reply"
    """The message replied to is gone: sent again without pointing to it."""
    BUTTON = "button"
    """The address behind a button is refused: sent again without such buttons."""
    TOPIC = "topic"
    """The topic is gone: sent again without it."""
    NO_MESSAGE = "no_message"
    """The message to edit is gone: sent anew where a slot wants it shown."""
    TOO_LATE = "too_late"
    """The question is too old for an answer."""
    NOT_ALLOWED = "not_allowed"
    """The chat does not allow it, or not to this bot, or there is no such chat."""
    BLOCKED = "blocked"
    """Nothing reaches this person any more."""
    OUT = "out"
    """The bot is not in this chat any more."""
    MOVED = "moved"
    """The group has become a supergroup under another id."""
    SLOW_DOWN = "slow_down"
    """Too much was sent: it waits as long as Telegram says."""
    TOKEN = "token"  # noqa: S105  a word for what is refused
    """The token is no longer taken."""
    TROUBLE = "trouble"
    """Telegram was not reached, or is in trouble itself: tried again later."""
    WRONG = "wrong"
    """The call is wrong in itself: a mistake of ours."""


_PHRASES: tuple[tuple[str, Meaning], ...] = (
    ("message is not modified", Meaning.UNCHANGED),
    ("message to delete not found", Meaning.GONE),
    ("message can't be deleted", Meaning.GONE),
    ("quote", Meaning.QUOTE),
    ("message to be replied not found", Meaning.REPLY),
    ("replied message not found", Meaning.REPLY),
    ("reply message not found", Meaning.REPLY),
    ("reply_message_id_invalid", Meaning.REPLY),
    ("button_url_invalid", Meaning.BUTTON),
    ("inline keyboard button url", Meaning.BUTTON),
    ("inline keyboard button web app url", Meaning.BUTTON),
    ("message thread not found", Meaning.TOPIC),
    ("topic_deleted", Meaning.TOPIC),
    ("message to edit not found", Meaning.NO_MESSAGE),
    ("message can't be edited", Meaning.NO_MESSAGE),
    ("message_id_invalid", Meaning.NO_MESSAGE),
    ("query is too old", Meaning.TOO_LATE),
    ("query_id_invalid", Meaning.TOO_LATE),
    ("chat not found", Meaning.NOT_ALLOWED),
    ("message to react not found", Meaning.NOT_ALLOWED),
    ("reaction_", Meaning.NOT_ALLOWED),
    ("rights", Meaning.NOT_ALLOWED),
    ("topic_closed", Meaning.NOT_ALLOWED),
    ("chat_write_forbidden", Meaning.NOT_ALLOWED),
    ("chat_restricted", Meaning.NOT_ALLOWED),
    ("chat_admin_required", Meaning.NOT_ALLOWED),
    ("upgraded to a supergroup", Meaning.NOT_ALLOWED),
    ("bot was kicked", Meaning.OUT),
    ("bot is not a member", Meaning.OUT),
    ("group chat was deleted", Meaning.OUT),
    ("bot was blocked", Meaning.BLOCKED),
    ("user is deactivated", Meaning.BLOCKED),
    ("can't initiate conversation", Meaning.BLOCKED),
    ("entity too large", Meaning.WRONG),
)
"""Parts of Telegram's own words, in lower case; the first that fits decides."""

_KINDS: tuple[tuple[type[TelegramError], Meaning], ...] = (
    (RetryAfter, Meaning.SLOW_DOWN),
    (ChatMigrated, Meaning.MOVED),
    (EndPointNotFound, Meaning.WRONG),
    (InvalidToken, Meaning.TOKEN),
)
"""Errors whose kind alone says what they mean."""

_OTHERWISE: tuple[tuple[type[TelegramError], Meaning], ...] = (
    (Forbidden, Meaning.NOT_ALLOWED),
    (BadRequest, Meaning.WRONG),
    (NetworkError, Meaning.TROUBLE),
)


def find_meaning(error: TelegramError) -> Meaning:
    """Give what a refusal means; one that is not known is a mistake of ours where Telegram calls it bad, else trouble."""
    for kind, meaning in _KINDS:
        if isinstance(error, kind):
            return meaning
    words = error.message.lower()
    known = (meaning for phrase, meaning in _PHRASES if phrase in words)
    otherwise = (meaning for kind, meaning in _OTHERWISE if isinstance(error, kind))
    return next(known, next(otherwise, Meaning.TROUBLE))


def find_wait(error: RetryAfter) -> float:
    """Give the seconds to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def say_refusal(error: TelegramError) -> str:
    """Give Telegram's words without what they may quote of the message."""
    return shorten(re.sub(r'"[^"]*("|$)', '"…"', error.message), 120)
