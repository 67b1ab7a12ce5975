"""What the Bot API's methods do in the stand-in's world; the table says which parameters they take."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.playground.formatted import Formatted
from bot.playground.markup import utf16_length
from bot.playground.refusal import bad_request, not_found
from bot.playground.table import load_table
from bot.playground.world import Thing, World

Given = Mapping[str, Any]

LONGEST_TEXT = 4096
"""UTF-16 units of a message, after its markup is parsed."""

MOST_ENTITIES = 100
"""Telegram drops what is beyond without a word; here it is refused, for a reply has lost its shape by then."""

MOST_SECONDS = 50


async def call_method(world: World, method: str, given: Mapping[str, object]) -> object:
    """Carry out a call and give its result. Raises Refusal as Telegram would."""
    carry_out = METHODS.get(method)
    if carry_out is None:
        raise not_found()
    return await carry_out(world, load_table().check_call(method, given))


async def get_me(world: World, _given: Given) -> Thing:
    """Tell the bot about itself."""
    rights = {"can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False}
    return {**world.bot, **rights, "can_connect_to_business": False, "has_main_web_app": False}


async def get_updates(world: World, given: Given) -> list[Thing]:
    """Confirm what the bot has, and give what is waiting or comes in time."""
    world.queue.confirm(given.get("offset", 0))
    world.queue.wanted = given.get("allowed_updates", world.queue.wanted)
    await world.queue.wait(min(given.get("timeout", 0), MOST_SECONDS))
    return world.queue.waiting[: given.get("limit", 100)]


async def delete_webhook(_world: World, _given: Given) -> bool:
    """Do nothing: there are no webhooks yet."""
    return True


async def send_message(world: World, given: Given) -> Thing:
    """Post a message of the bot."""
    chat = world.find_chat(given["chat_id"])
    formatted = _format(world, given["text"], given.get("parse_mode", ""))
    content = {"text": formatted.text, **({"entities": list(formatted.entities)} if formatted.entities else {})}
    return world.post(chat, world.bot, {**content, **_reply_to(world, chat, given.get("reply_parameters"))})


METHODS: Mapping[str, Callable[[World, Given], Awaitable[object]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "deleteWebhook": delete_webhook,
    "sendMessage": send_message,
}


def _format(world: World, text: str, parse_mode: str) -> Formatted:
    if parse_mode.lower() not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    formatted = world.formatter.parse(text) if parse_mode else Formatted(text, world.formatter.find(text))
    if not formatted.text.strip():
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    if len(formatted.entities) > MOST_ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    return formatted


def _reply_to(world: World, chat: Thing, reply: Given | None) -> Given:
    """Give the message replied to; without what it replied to itself, as Telegram does."""
    if not reply:
        return {}
    message = world.messages.get((chat["id"], reply["message_id"]))
    if message:
        return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}
    if reply.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")
