"""What the bot gets to see of a chat: in a group with privacy mode only what is meant for it and what happens there."""

from bot.playground.rooms import Room
from bot.playground.state import State
from bot.playground.things import Fields, Thing, is_service, words_of
from bot.playground.units import cut_units


def sees(state: State, room: Room, message: Thing) -> bool:
    """Say whether the bot is told of a message."""
    me = room.member(state.bot)
    if not me.is_inside or is_written_by_bot(state, message):
        return False
    if not room.is_group or not state.privacy_mode or me.leads:
        return True
    return is_service(message) or _is_meant(state, message)


def is_written_by_bot(state: State, message: Fields) -> bool:
    """Say whether a message is the bot's own or another bot's: bots do not see each other."""
    author = message.get("from", {})
    return state.is_me(author) or (bool(author.get("is_bot")) and "sender_chat" not in message)


def _is_meant(state: State, message: Thing) -> bool:
    replied = message.get("reply_to_message", {})
    return state.is_me(replied.get("from")) or state.is_me(message.get("via_bot")) or _is_addressed(state, message)


def _is_addressed(state: State, message: Thing) -> bool:
    text, entities = words_of(message)
    return any(_names_bot(state, entity, cut_units(text, entity["offset"], entity["length"])) for entity in entities)


def _names_bot(state: State, entity: Fields, marked: str) -> bool:
    """A command that names no bot is meant for every bot there; here there is only one."""
    name = state.bot["username"].casefold()
    if entity["type"] == "bot_command":
        return marked.partition("@")[2].casefold() in {"", name}
    if entity["type"] == "mention":
        return marked.casefold() == f"@{name}"
    return entity["type"] == "text_mention" and state.is_me(entity.get("user"))
