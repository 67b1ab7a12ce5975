"""The methods by which a bot learns about chats, their members and files, and by which it leaves."""

from bot.playground.access import enter_room
from bot.playground.refusal import bad_request, not_now
from bot.playground.rights import Kind, Member, Status, all_permissions, describe_member
from bot.playground.rooms import Room
from bot.playground.telling import change_member
from bot.playground.things import Fields, Thing, only_full
from bot.playground.world import World

MOST_REACTIONS = 11
GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(world: World, given: Fields) -> Thing:
    """Give all that the bot may know of a chat."""
    room = _look_into(world, given["chat_id"])
    fixed = {"accent_color_id": 0, "max_reaction_count": MOST_REACTIONS, "accepted_gift_types": GIFTS}
    linked = {"linked_chat_id": room.linked, "description": room.description, "has_protected_content": room.is_protected or None}
    return {**room.chat, **fixed, **only_full(linked), **_reactions(room), **_permissions(room)}


def get_chat_member(world: World, given: Fields) -> Thing:
    """Give what somebody is in a chat."""
    room = _look_into(world, given["chat_id"])
    user = _find_user(world, given["user_id"])
    if room.kind is Kind.CHANNEL and not room.member(world.bot).leads:
        raise not_now("member list is inaccessible")
    return describe_member(room.member(user), room.kind)


def get_chat_administrators(world: World, given: Fields) -> list[Thing]:
    """Give the owner and the administrators of a chat, without other bots."""
    room = enter_room(world, given["chat_id"])
    if room.kind is Kind.PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    return [describe_member(member, room.kind) for member in room.members.values() if _is_shown(world, member)]


def get_chat_member_count(world: World, given: Fields) -> int:
    """Count who is in a chat."""
    room = enter_room(world, given["chat_id"])
    return sum(member.is_inside for member in room.members.values())


def leave_chat(world: World, given: Fields) -> bool:
    """Let the bot go."""
    room = enter_room(world, given["chat_id"])
    if room.kind is Kind.PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    change_member(world, room, Member(world.bot, Status.LEFT), world.bot)
    return True


def get_file(world: World, given: Fields) -> Thing:
    """Give the path under which a file can be fetched."""
    return world.stored.describe(given["file_id"])


def _look_into(world: World, chat_id: object) -> Room:
    """Give a chat; of who has blocked the bot it still knows."""
    room = world.find_room(chat_id)
    return room if room.kind is Kind.PRIVATE else enter_room(world, chat_id)


def _reactions(room: Room) -> Thing:
    if room.reactions is None:
        return {}
    return {"available_reactions": [{"type": "emoji", "emoji": emoji} for emoji in room.reactions]}


def _permissions(room: Room) -> Thing:
    if not room.is_group:
        return {}
    return {"permissions": {name: name in room.permissions for name in sorted(all_permissions())}}


def _find_user(world: World, user_id: int) -> Thing:
    user = world.find_user(user_id)
    if user is None:
        raise not_now("user not found")
    return user


def _is_shown(world: World, member: Member) -> bool:
    return member.leads and (not member.user["is_bot"] or world.is_me(member.user))


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "getFile": get_file,
}
