"""In whose name a message stands: a person, an anonymous administrator, a channel; and the users Telegram puts in their place."""

from bot.playground.rights import Kind, Member
from bot.playground.rooms import Room
from bot.playground.things import Fields, Thing, only_full

ANONYMOUS: Thing = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL: Thing = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM: Thing = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


def sign_as_user(user: Thing) -> Fields:
    """Sign as a person or bot."""
    return {"from": user}


def sign_as_group(room: Room, member: Member) -> Fields:
    """Sign as the group itself, as its anonymous administrators do."""
    return {"from": ANONYMOUS, "sender_chat": room.chat, **only_full({"author_signature": member.custom_title})}


def sign_as_channel(channel: Room) -> Fields:
    """Sign a message in a group as a channel."""
    return {"from": CHANNEL, "sender_chat": channel.chat}


def sign_post(channel: Room, signature: str = "") -> Fields:
    """Sign a post in its own channel."""
    return {"sender_chat": channel.chat, **only_full({"author_signature": signature})}


def sign_automatic(channel: Room) -> Fields:
    """Sign what Telegram forwards from a channel to its discussion group."""
    return {"from": TELEGRAM, "sender_chat": channel.chat, "is_automatic_forward": True}


def sign_member(room: Room, user: Thing) -> Fields:
    """Sign as whoever writes here is shown: a post as the channel, an anonymous administrator as the group."""
    member = room.member(user)
    if room.kind is Kind.CHANNEL:
        return sign_post(room)
    return sign_as_group(room, member) if member.is_anonymous else sign_as_user(user)
