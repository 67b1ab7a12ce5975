"""Which thread of a supergroup a message belongs to: a forum's topic, or the thread that a reply continues."""

from bot.playground.refusal import bad_request, not_now
from bot.playground.rights import Kind
from bot.playground.rooms import Room, Topic
from bot.playground.state import State
from bot.playground.things import Thing, without


def find_topic(room: Room, thread_id: object) -> Topic:
    """Give a topic of a forum. Raises Refusal where there is none; the General topic cannot be named."""
    topic = room.topics.get(thread_id) if isinstance(thread_id, int) else None
    if topic is None:
        raise not_now("message thread not found")
    return topic


def show_thread(state: State, room: Room, topic: Topic | None, replied: Thing | None) -> Thing:
    """Give the fields that say in which thread a message stands.

    In a topic, what replies to nothing is shown as a reply to the message that opened the topic.
    """
    if topic is None:
        return _continued(room, replied)
    opening = state.messages.get((room.id, topic.thread_id))
    shown = {"reply_to_message": without(opening, "reply_to_message")} if opening and replied is None else {}
    return {"message_thread_id": topic.thread_id, "is_topic_message": True, **shown}


def topic_of(room: Room, message: Thing | None) -> Topic | None:
    """Give the topic of this forum that a message stands in."""
    if message is None or message["chat"]["id"] != room.id:
        return None
    return room.topics.get(message.get("message_thread_id", 0))


def check_thread(state: State, room: Room, thread_id: object) -> Topic | None:
    """Give the topic that the bot names, or None where it names a thread of replies. Raises Refusal where there is neither."""
    if thread_id is None:
        return None
    if room.kind is not Kind.SUPERGROUP:
        raise bad_request("message thread not found")
    if not room.chat.get("is_forum") and (room.id, thread_id) in state.messages:
        return None
    return find_topic(room, thread_id)


def _continued(room: Room, replied: Thing | None) -> Thing:
    """In a supergroup without topics a reply carries the first message of its thread."""
    if replied is None or room.kind is not Kind.SUPERGROUP or replied["chat"]["id"] != room.id or room.chat.get("is_forum"):
        return {}
    return {"message_thread_id": replied.get("message_thread_id", replied["message_id"])}
