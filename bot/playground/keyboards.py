"""What Telegram demands of the keyboard under a message."""

import re
from urllib.parse import urlsplit

from bot.playground.refusal import bad_request
from bot.playground.rights import Kind
from bot.playground.rooms import Room
from bot.playground.things import Fields, Thing

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_DATA = 64
"""Bytes."""

LONGEST_COPY = 256
NO_ACTIONS = frozenset({"text", "icon_custom_emoji_id", "style"})
"""The fields of a button that say how it looks; exactly one other says what it does."""

UNPLAYED = frozenset({"login_url", "callback_game", "pay"})
_HOST = re.compile(r"[^.\s]+(\.[^.\s]+)+")


def check_keyboard(given: Fields, room: Room | None = None) -> Thing:
    """Give the keyboard that the message will show, as its field. Raises Refusal where Telegram would not take it."""
    markup = given.get("reply_markup", {})
    if "inline_keyboard" not in markup:
        return {}
    rows = [row for row in markup["inline_keyboard"] if row]
    _count_buttons(rows)
    for button in (button for row in rows for button in row):
        _check_button(button, room)
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def find_button(message: Fields, wanted: str) -> Thing:
    """Give the button with this label or these data. Raises ValueError where the message shows none."""
    buttons = list_buttons(message)
    for name in ("callback_data", "text"):
        if found := [button for button in buttons if button.get(name) == wanted]:
            return found[0]
    raise ValueError(f"no button {wanted!r}; there are {[button['text'] for button in buttons]}")


def list_buttons(message: Fields) -> list[Thing]:
    """Give the buttons under a message, row by row."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _count_buttons(rows: list[list[Thing]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request(f"inline keyboard row holds more than {MOST_IN_A_ROW} buttons")


def _check_button(button: Thing, room: Room | None) -> None:
    actions = sorted(button.keys() - NO_ACTIONS)
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"inline keyboard button does more than one thing: {', '.join(actions)}")
    _check_action(actions[0], button, room)


def _check_action(action: str, button: Thing, room: Room | None) -> None:
    if action == "callback_data" and not 1 <= len(button[action].encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= len(button[action]["text"]) <= LONGEST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action == "url":
        _check_url(button[action])
    if action == "web_app" and (room is None or room.kind is not Kind.PRIVATE):
        raise bad_request("BUTTON_TYPE_INVALID")
    if action == "web_app" and not button[action]["url"].startswith(("https://", "http://127.0.0.1:")):  # this machine stands in
        url = button[action]["url"]
        raise bad_request(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    if action in UNPLAYED:
        raise bad_request(f"inline keyboard button {action} is not played here")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL") from None
    if parts.scheme not in {"http", "https", "tg"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme != "tg" and not _HOST.fullmatch(parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
