"""How a parcel becomes a call of the Bot API, and in which other form it is made when Telegram refuses the first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.transport.refused import Meaning
from bot.service.keeping import Outgoing, Parcel

_EDITABLE = ("text", "parse_mode", "entities", "link_preview_options", "reply_markup", "business_connection_id")
"""What sendMessage and editMessageText both take."""

_WITHOUT_CHAT = ("answer", "setMy", "deleteMy")
"""How the names of methods begin that name no chat."""

_NEW = ("send", "copy", "forward", "answerGuest")
"""How the names of methods begin that put a new message into a chat."""

_OURS = "https://t.me/"
"""How the addresses begin that lead into a chat with the bot."""

SLOT = "slot"
"""In a payload: the slot whose message is meant, in place of message_id."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it is made."""

    method: str
    payload: Mapping[str, Any]


def make_call(parcel: Parcel) -> Call:
    """Give the call of a parcel: an edit, where its slot shows a message already."""
    call = _address(parcel.outgoing)
    if parcel.message is None or call.method != "sendMessage":
        return call
    kept = {key: call.payload[key] for key in ("chat_id", *_EDITABLE) if key in call.payload}
    return Call("editMessageText", {**kept, "message_id": parcel.message})


def _address(outgoing: Outgoing) -> Call:
    """Add the chat: what was written down before a group became a supergroup goes to its new id."""
    payload = outgoing.payload
    if outgoing.method.startswith(_WITHOUT_CHAT) or "inline_message_id" in payload:
        return Call(outgoing.method, payload)
    return Call(outgoing.method, {**payload, "chat_id": outgoing.chat})


def is_repeatable(parcel: Parcel) -> bool:
    """Tell whether nobody notices when a call is made twice: it puts no new message into a chat."""
    method = parcel.outgoing.method
    return parcel.message is not None or method == "sendChatAction" or not method.startswith(_NEW)


def name_message(call: Call, message: int) -> Call:
    """Give a call with the message that its slot shows."""
    named = {**call.payload, "message_id": message}
    return replace(call, payload={key: value for key, value in named.items() if key != SLOT})


def move_call(parcel: Parcel, chat: int) -> Call | None:
    """Give the call of a parcel for the new id of its chat, without the numbers of messages and topics, which do not hold there.

    A call about one message of the old chat has no such form.
    """
    call = _without(_address(replace(parcel.outgoing, chat=chat)), "reply_parameters", "message_thread_id")
    return None if "message_id" in call.payload else call


def change_call(call: Call, parcel: Parcel, meaning: Meaning) -> Call | None:
    """Give the form in which a refused call is made next, or None where there is none."""
    change = _CHANGES.get(meaning)
    changed = change(call, parcel) if change else call
    return changed if changed != call else None


def _without_quote(call: Call, _parcel: Parcel) -> Call:
    reply = call.payload.get("reply_parameters") or {}
    bare = {key: value for key, value in reply.items() if not key.startswith("quote")}
    return (
        replace(call, payload={**call.payload, "reply_parameters": bare}) if bare != reply else _without(call, "reply_parameters")
    )


def _without_reply(call: Call, _parcel: Parcel) -> Call:
    return _without(call, "reply_parameters")


def _without_addresses(call: Call, _parcel: Parcel) -> Call:
    """Leave out buttons that open an address outside of Telegram: it is somebody's, and the answer is ours."""
    rows = (call.payload.get("reply_markup") or {}).get("inline_keyboard")
    if not rows:
        return call
    kept = [[button for button in row if not _leads_out(button)] for row in rows]
    return replace(call, payload={**call.payload, "reply_markup": {"inline_keyboard": [row for row in kept if row]}})


def _leads_out(button: Mapping[str, Any]) -> bool:
    """Tell whether a button opens a page: somebody's, or a Mini App whose address Telegram does not take."""
    return "web_app" in button or not str(button.get("url", _OURS)).startswith(_OURS)


def _without_topic(call: Call, _parcel: Parcel) -> Call:
    return _without(call, "message_thread_id")


def _anew(call: Call, parcel: Parcel) -> Call:
    """Give what stands in the slot as a new message; an edit that is no slot's has nothing to show."""
    return call if parcel.message is None else _address(parcel.outgoing)


def _without(call: Call, *keys: str) -> Call:
    return replace(call, payload={key: value for key, value in call.payload.items() if key not in keys})


_CHANGES: Mapping[Meaning, Callable[[Call, Parcel], Call]] = {
    Meaning.QUOTE: _without_quote,
    Meaning.REPLY: _without_reply,
    Meaning.BUTTON: _without_addresses,
    Meaning.TOPIC: _without_topic,
    Meaning.NO_MESSAGE: _anew,
}
