"""How the bot hears of what happens: messages and edits as updates of their kind, changes of members, each if it may know."""

from bot.playground.rights import Kind, Member, describe_member
from bot.playground.rooms import Room
from bot.playground.sight import sees
from bot.playground.state import State
from bot.playground.things import Thing


def tell_message(state: State, room: Room, message: Thing) -> None:
    """Tell the bot of a new message."""
    if sees(state, room, message):
        state.queue.add("channel_post" if room.kind is Kind.CHANNEL else "message", message)


def tell_edit(state: State, room: Room, message: Thing) -> None:
    """Tell the bot of a message's new version."""
    if sees(state, room, message):
        state.queue.add("edited_channel_post" if room.kind is Kind.CHANNEL else "edited_message", message)


def change_member(state: State, room: Room, member: Member, by: Thing) -> None:
    """Make a user what they now are in a chat, and tell the bot: of itself always, of others where it leads and asked."""
    old = room.member(member.user)
    room.members[member.user["id"]] = member
    if state.is_me(member.user):
        state.queue.add("my_chat_member", _describe_change(state, room, old, member, by))
    elif room.member(state.bot).leads and room.kind is not Kind.PRIVATE:
        state.queue.add("chat_member", _describe_change(state, room, old, member, by))


def _describe_change(state: State, room: Room, old: Member, new: Member, by: Thing) -> Thing:
    return {
        "chat": room.chat,
        "from": by,
        "date": state.now,
        "old_chat_member": describe_member(old, room.kind),
        "new_chat_member": describe_member(new, room.kind),
    }
