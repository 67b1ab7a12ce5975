"""Chats with what belongs to them: members, topics, permissions, what they are linked to and what they have become."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.playground.rights import Kind, Member, Status, all_permissions
from bot.playground.things import Thing


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is that of the message that tells of its creation."""

    thread_id: int
    name: str
    is_closed: bool = False


@dataclass(slots=True)
class Room:
    """A chat. `chat` is how messages show it; whoever wrote to a private chat or is in a group is a member."""

    chat: Thing
    message_ids: Iterator[int]
    members: dict[int, Member] = field(default_factory=dict)
    permissions: frozenset[str] = field(default_factory=all_permissions)
    reactions: tuple[str, ...] | None = None
    """The emoji that members may react with; None means all of them, an empty tuple none."""
    topics: dict[int, Topic] = field(default_factory=dict)
    description: str = ""
    linked: int | None = None
    """The discussion group of a channel, or the channel of a discussion group."""
    successor: int | None = None
    """The supergroup that a group has become."""
    is_protected: bool = False

    @property
    def id(self) -> int:
        """The chat's id."""
        return int(self.chat["id"])

    @property
    def kind(self) -> Kind:
        """What kind of chat it is."""
        return Kind(self.chat["type"])

    @property
    def is_group(self) -> bool:
        """Whether several people talk here."""
        return self.kind in {Kind.GROUP, Kind.SUPERGROUP}

    def member(self, user: Thing) -> Member:
        """Give what a user is here; who never was here has left."""
        return self.members.get(user["id"]) or Member(user, Status.LEFT)

    def may(self, user: Thing, right: str) -> bool:
        """Say whether a user has a right here; in a channel only administrators have any."""
        return self.member(user).may(right, frozenset() if self.kind is Kind.CHANNEL else self.permissions)
