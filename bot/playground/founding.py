"""How users and chats come to be."""

from collections.abc import Iterable

from bot.playground.rights import Kind, Member, Status, all_permissions, all_rights, check_rights
from bot.playground.rooms import Room, Topic
from bot.playground.state import State
from bot.playground.things import Thing, only_full

FIRST_BIG = -1_001_000_000_000
"""The ids of supergroups and channels begin with -100."""


def found_person(state: State, name: str, *, last_name: str, username: str, language: str, is_bot: bool) -> Thing:
    """Give a new user."""
    who = only_full({"first_name": name, "last_name": last_name, "username": username})
    person: Thing = {"id": state.next_id(), "is_bot": is_bot, **who, **only_full({"language_code": language})}
    state.people[person["id"]] = person
    return person


def found_private(state: State, person: Thing, status: Status) -> None:
    """Open the private chat of a person with the bot; who has not started the bot yet counts as having left."""
    names: Thing = {key: person[key] for key in ("first_name", "last_name", "username") if key in person}
    room = state.open_room({"id": person["id"], "type": "private", **names})
    room.members = {person["id"]: Member(person), state.bot["id"]: Member(state.bot, status)}


def found_chat(state: State, kind: Kind, title: str, username: str = "", *, is_forum: bool = False) -> Room:
    """Open a new group, supergroup or channel with nobody in it."""
    number = -state.next_id() if kind is Kind.GROUP else FIRST_BIG - state.next_id()
    more = only_full({"username": username, "is_forum": is_forum or None})
    return state.open_room({"id": number, "type": kind.value, "title": title, **more})


def settle(room: Room, owner: Thing | None, members: Iterable[Thing], bot: Thing, rights: Iterable[str] | None) -> None:
    """Let the first members in, the bot among them; `rights` make it an administrator, in a channel it always is one."""
    room.members |= {person["id"]: Member(person) for person in members}
    if owner:
        room.members[owner["id"]] = Member(owner, Status.CREATOR)
    room.members[bot["id"]] = _first_of_bot(room.kind, bot, rights)


def open_topic(state: State, room: Room, name: str, by: Thing) -> tuple[Topic, Thing]:
    """Open a topic of a forum; give it, and the message that tells of it."""
    if not room.chat.get("is_forum"):
        raise ValueError("only a forum has topics")
    opening = state.put(room, {"from": by}, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
    thread = {"message_thread_id": opening["message_id"], "is_topic_message": True}
    topic = room.topics[opening["message_id"]] = Topic(opening["message_id"], name)
    return topic, state.replace(opening, **thread)


def choose_permissions(permissions: Iterable[str] | None) -> frozenset[str]:
    """Give what ordinary members may; all there is, unless something is named."""
    return all_permissions() if permissions is None else check_rights(permissions, all_permissions())


def _first_of_bot(kind: Kind, bot: Thing, rights: Iterable[str] | None) -> Member:
    if rights is None and kind is not Kind.CHANNEL:
        return Member(bot)
    chosen = all_rights() if rights is None else check_rights(rights, all_rights())
    return Member(bot, Status.ADMINISTRATOR, chosen)
