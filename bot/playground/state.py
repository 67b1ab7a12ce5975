"""All that the stand-in knows, and how it is looked up: users, chats, messages, questions, files, what the bot says of itself."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from bot.playground.formatting import Formatter, choose_formatter
from bot.playground.limits import SendLimits
from bot.playground.profile import Profile
from bot.playground.queries import Queries
from bot.playground.refusal import bad_request, not_now
from bot.playground.rights import Kind
from bot.playground.rooms import Room
from bot.playground.stored import Stored
from bot.playground.things import Fields, Thing, without
from bot.playground.updates import Queue
from bot.playground.webhook import Persistence, Webhook

Place = tuple[int, int]
"""Where a message is: the id of its chat and its own."""


@dataclass(slots=True)
class State:
    """Everything there is. The bot is user 1; `clock` gives Unix time, a test may give another."""

    token: str
    bot: Thing = field(default_factory=lambda: {"id": 1, "is_bot": True, "first_name": "Caveat", "username": "caveat_bot"})
    formatter: Formatter = field(default_factory=choose_formatter)
    queue: Queue = field(default_factory=Queue)
    clock: Callable[[], float] = time.time
    privacy_mode: bool = False
    """Whether the bot sees in groups only what is meant for it, unless it is an administrator."""
    takes_inline: bool = True
    takes_guests: bool = True
    limits: SendLimits | None = None
    """Telegram's limits of sending; None lets everything pass."""
    webhook: Webhook | None = None
    persistence: Persistence = field(default_factory=Persistence)
    """How a webhook that is set from now on offers what is not taken."""
    rooms: dict[int, Room] = field(default_factory=dict)
    people: dict[int, Thing] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    """Who does not want to be linked to where messages are forwarded from them."""
    names: dict[str, int] = field(default_factory=dict)
    """The ids of public groups and channels by user name, in lower case."""
    messages: dict[Place, Thing] = field(default_factory=dict)
    inline_messages: dict[str, Place] = field(default_factory=dict)
    """The messages that the bot sent through somebody's inline query or as a guest."""
    inline_ids: dict[Place, str] = field(default_factory=dict)
    """The same the other way round."""
    reactions: dict[Place, dict[int, list[Thing]]] = field(default_factory=dict)
    """The reactions to a message, by who reacted."""
    own_posts: set[Place] = field(default_factory=set)
    """Which messages the bot sent; a post in a channel does not show it."""
    shared_posts: dict[Place, Place] = field(default_factory=dict)
    """Where Telegram has forwarded a post of a channel by itself."""
    queries: Queries = field(default_factory=Queries)
    stored: Stored = field(default_factory=Stored)
    profile: Profile = field(default_factory=Profile)
    _histories: dict[int, list[int]] = field(default_factory=dict)
    _replies: dict[Place, list[int]] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1001))
    _shared_message_ids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def chats(self) -> dict[int, Thing]:
        """All chats as messages show them, by id."""
        return {number: room.chat for number, room in self.rooms.items()}

    @property
    def now(self) -> int:
        """The time in whole seconds, as messages carry it."""
        return int(self.clock())

    def next_id(self) -> int:
        """Give a number that no user, group, album or inline message has."""
        return next(self._ids)

    def open_room(self, chat: Thing) -> Room:
        """Keep a new chat. Private chats and small groups count their messages together, all others for themselves.

        There the first message, long gone, was that of the chat's creation: 1 is the General topic of a forum.
        """
        shares = chat["type"] in {Kind.PRIVATE, Kind.GROUP}
        room = Room(chat, self._shared_message_ids if shares else count(2))
        self.rooms[room.id] = room
        if (username := chat.get("username")) and room.kind is not Kind.PRIVATE:
            self.names[username.casefold()] = room.id
        return room

    def room_of(self, chat: Thing) -> Room:
        """Give the room of a chat or of a person's private chat."""
        return self.rooms[chat["id"]]

    def find_room(self, chat_id: object) -> Room:
        """Give a chat by its id, or by its name where it is public. Raises Refusal where there is none."""
        if isinstance(chat_id, str):
            chat_id = self.names.get(chat_id.removeprefix("@").casefold()) if chat_id.startswith("@") else None
        room = self.rooms.get(chat_id) if isinstance(chat_id, int) else None
        if room is None:
            raise bad_request("chat not found")
        return room

    def put(self, room: Room, signed: Fields, content: Fields) -> Thing:
        """Put a message into a chat and give it."""
        head = {"message_id": next(room.message_ids), "date": self.now, "chat": room.chat}
        message: Thing = {**head, **signed, **content}
        self.messages[room.id, message["message_id"]] = message
        self._histories.setdefault(room.id, []).append(message["message_id"])
        if replied := message.get("reply_to_message"):
            self._replies.setdefault((room.id, replied["message_id"]), []).append(message["message_id"])
        return message

    def replace(self, message: Thing, *without_fields: str, **fields: object) -> Thing:
        """Give a new version of a message in place of the old one, which stays what it was for whoever holds it."""
        changed = {**without(message, *without_fields), **fields}
        self.messages[place_of(message)] = changed
        return changed

    def history(self, chat: Thing) -> list[Thing]:
        """Give the messages of a chat as they stand now, oldest first, without those that are gone."""
        return self._present(chat["id"], self._histories.get(chat["id"], ()))

    def replies_to(self, message: Thing) -> list[Thing]:
        """Give the messages that reply to a message, oldest first, without those that are gone."""
        chat_id, _ = place = place_of(message)
        return self._present(chat_id, self._replies.get(place, ()))

    def _present(self, chat_id: int, numbers: Iterable[int]) -> list[Thing]:
        return [found for number in numbers if (found := self.messages.get((chat_id, number)))]

    def find_message(self, room: Room, message_id: object, purpose: str) -> Thing:
        """Give a message of a chat. Raises Refusal, `message to <purpose> not found`, where it is gone."""
        found = self.messages.get((room.id, message_id)) if isinstance(message_id, int) else None
        if found is None:
            raise not_now(f"message to {purpose} not found")
        return found

    def find_user(self, user_id: int) -> Thing | None:
        """Give somebody by id, who may be the bot."""
        return self.bot if user_id == self.bot["id"] else self.people.get(user_id)

    def is_me(self, user: Fields | None) -> bool:
        """Say whether a user is the bot."""
        return user is not None and user.get("id") == self.bot["id"]

    def name_mentioned(self, entities: Iterable[Fields]) -> list[Thing]:
        """Give the entities with whoever they mention written out; a mention of nobody known is none."""
        named = (
            {**entity, "user": self.find_user(entity["user"]["id"])} if "user" in entity else {**entity} for entity in entities
        )
        return [entity for entity in named if entity.get("user", entity) is not None]


def place_of(message: Fields) -> Place:
    """Say where a message is."""
    return message["chat"]["id"], message["message_id"]
