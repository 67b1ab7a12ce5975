"""Where the bot may do what: the refusals of a chat that it is not in, may not write in, or that has moved."""

from bot.playground.refusal import Refusal, forbidden, not_now, upgraded
from bot.playground.rights import Kind, Status
from bot.playground.rooms import Room
from bot.playground.state import State, place_of
from bot.playground.things import Thing, is_service

TWO_DAYS = 48 * 3600
"""Seconds for which a message can be deleted without the right to."""

KINDS_OF_CONTENT = {"can_send_documents": "documents", "can_send_photos": "photos"}


def enter_room(state: State, chat_id: object) -> Room:
    """Give a chat that the bot is in. Raises Refusal where it is unknown, has moved, or the bot is out."""
    room = state.find_room(chat_id)
    if room.successor:
        raise upgraded(room.successor)
    me = room.member(state.bot)
    if not me.is_inside:
        raise _shut_out(room, me.status)
    return room


def check_may_send(state: State, room: Room, right: str = "can_send_messages") -> None:
    """Raise Refusal where the bot may not send here, or not this kind of content."""
    if room.kind is Kind.CHANNEL and not room.may(state.bot, "can_post_messages"):
        raise not_now("need administrator rights in the channel chat")
    if room.is_group and not room.may(state.bot, "can_send_messages"):
        raise not_now("have no rights to send a message")
    if room.is_group and not room.may(state.bot, right):
        raise not_now(f"not enough rights to send {KINDS_OF_CONTENT[right]} to the chat")


def may_edit(state: State, room: Room, message: Thing) -> bool:
    """Say whether the bot may edit a message: its own, and in a channel with the right to it any post."""
    if "forward_origin" in message or is_service(message):
        return False
    return is_own(state, message) or (room.kind is Kind.CHANNEL and room.member(state.bot).manages("can_edit_messages"))


def may_delete(state: State, room: Room, message: Thing) -> bool:
    """Say whether the bot may delete a message: with the right to it any, else only new ones of its own or in private."""
    if room.kind is not Kind.PRIVATE and room.member(state.bot).manages("can_delete_messages"):
        return True
    is_new = state.clock() - message["date"] < TWO_DAYS
    return is_new and (is_own(state, message) or room.kind is Kind.PRIVATE)


def is_own(state: State, message: Thing) -> bool:
    """Say whether the bot wrote a message, in its own name or, as an anonymous administrator or a channel, in another."""
    return place_of(message) in state.own_posts or state.is_me(message.get("from"))


def _shut_out(room: Room, status: Status) -> Refusal:
    if room.kind is Kind.PRIVATE:
        blocked = status is Status.KICKED
        return forbidden("bot was blocked by the user" if blocked else "bot can't initiate conversation with a user")
    was_kicked = status is Status.KICKED
    return forbidden(
        f"bot was kicked from the {room.kind} chat" if was_kicked else f"bot is not a member of the {room.kind} chat"
    )
