"""How people and the bot come into chats, gain and lose rights, and go; how a group becomes a supergroup."""

from collections.abc import Iterable

from bot.playground.authors import ANONYMOUS, TELEGRAM
from bot.playground.founding import found_chat
from bot.playground.rights import Kind, Member, Status, all_permissions, all_rights, check_rights
from bot.playground.rooms import Room
from bot.playground.state import State
from bot.playground.telling import change_member, tell_message
from bot.playground.things import Thing


def somebody(room: Room) -> Thing:
    """Give who did what nobody is named for: the owner, else anybody, else Telegram."""
    people = [member for member in room.members.values() if member.is_inside and not member.user["is_bot"]]
    owners = [member for member in people if member.status is Status.CREATOR]
    return [*owners, *people, Member(TELEGRAM)][0].user


def enter(state: State, room: Room, user: Thing, by: Thing | None = None) -> None:
    """Let somebody in, on their own or added by another; groups show it."""
    change_member(state, room, Member(user), by or user)
    if room.is_group:
        tell_message(state, room, state.put(room, {"from": by or user}, {"new_chat_members": [user]}))


def appoint(
    state: State, room: Room, user: Thing, rights: Iterable[str] | None, by: Thing, *, is_anonymous: bool, title: str
) -> None:
    """Make somebody an administrator, with all rights unless some are named; an owner stays one."""
    chosen = all_rights() if rights is None else check_rights(rights, all_rights())
    status = Status.CREATOR if room.member(user).status is Status.CREATOR else Status.ADMINISTRATOR
    member = Member(user, status, chosen, is_anonymous, title)
    change_member(state, room, member, by)


def restrict(state: State, room: Room, user: Thing, permissions: Iterable[str], by: Thing) -> None:
    """Leave somebody only these permissions. Raises ValueError where there is no such thing, as outside supergroups."""
    if room.kind is not Kind.SUPERGROUP:
        raise ValueError("members are restricted in supergroups only")
    change_member(state, room, Member(user, Status.RESTRICTED, check_rights(permissions, all_permissions())), by)


def set_out(state: State, room: Room, user: Thing, status: Status, by: Thing) -> None:
    """Let somebody leave or be banned; groups show it, supergroups to nobody who is out."""
    gone = state.put(room, {"from": by}, {"left_chat_member": user}) if room.is_group else None
    if gone and (room.kind is Kind.GROUP or not state.is_me(user)):
        tell_message(state, room, gone)
    change_member(state, room, Member(user, status), by)


def upgrade(state: State, room: Room) -> Room:
    """Make a supergroup of a group: everybody goes along, the group is left behind with the address of its successor."""
    if room.kind is not Kind.GROUP or room.successor:
        raise ValueError("only a group that has not become a supergroup yet becomes one")
    new = found_chat(state, Kind.SUPERGROUP, room.chat["title"])
    new.members = dict(room.members)
    new.permissions, new.reactions, new.description = room.permissions, room.reactions, room.description
    by = somebody(room)
    tell_message(state, room, state.put(room, {"from": by}, {"migrate_to_chat_id": new.id}))
    signed = {"from": ANONYMOUS, "sender_chat": new.chat}
    tell_message(state, new, state.put(new, signed, {"migrate_from_chat_id": room.id}))
    room.successor = new.id
    return new
