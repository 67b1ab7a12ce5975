"""Where a forwarded message came from, as Telegram says it: a user, a hidden user, a chat, a channel."""

from bot.playground.rights import Kind
from bot.playground.state import State
from bot.playground.things import Fields, Thing, only_full, without

NOT_CARRIED = (
    *("message_id", "date", "edit_date", "chat", "from", "sender_chat", "author_signature", "reply_to_message", "external_reply"),
    *("quote", "message_thread_id", "is_topic_message", "media_group_id", "reply_markup", "via_bot", "is_automatic_forward"),
    *("guest_query_id", "guest_bot_caller_user", "forward_origin", "has_protected_content"),
)
"""What a forwarded message does not keep."""


def find_origin(state: State, message: Thing) -> Thing:
    """Give the origin that a forward of a message shows; that of a forward is where it first came from."""
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    return {"date": message["date"], **_say_who(state, message), **_signature(message)}


def carry(message: Fields) -> Thing:
    """Give what a message holds, without where and by whom it was sent."""
    return without(message, *NOT_CARRIED)


def _say_who(state: State, message: Thing) -> Thing:
    sender = message.get("sender_chat")
    if sender and message["chat"]["type"] == Kind.CHANNEL:
        return {"type": "channel", "chat": sender, "message_id": message["message_id"]}
    if sender:
        return {"type": "chat", "sender_chat": sender}
    if message["from"]["id"] in state.hidden:
        return {"type": "hidden_user", "sender_user_name": _full_name(message["from"])}
    return {"type": "user", "sender_user": message["from"]}


def _signature(message: Thing) -> Thing:
    return only_full({"author_signature": message.get("author_signature")})


def _full_name(user: Thing) -> str:
    return " ".join(filter(None, [user["first_name"], user.get("last_name")]))
