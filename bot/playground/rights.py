"""Who is what in a chat, and what that allows: the statuses of members and their rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.playground.table import load_table
from bot.playground.things import Thing, only_full


class Kind(StrEnum):
    """The kinds of chat."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Status(StrEnum):
    """What somebody is in a chat."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


INSIDE = frozenset({Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED})
LEADING = frozenset({Status.CREATOR, Status.ADMINISTRATOR})
ONLY_IN_CHANNELS = frozenset({"can_post_messages", "can_edit_messages", "can_manage_direct_messages"})
ONLY_IN_GROUPS = frozenset({"can_pin_messages", "can_manage_topics", "can_manage_tags"})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a chat, or who was; `rights` are those of an administrator, or what a restricted member still may."""

    user: Thing
    status: Status = Status.MEMBER
    rights: frozenset[str] = frozenset()
    is_anonymous: bool = False
    custom_title: str = ""
    until_date: int = 0

    @property
    def is_inside(self) -> bool:
        """Whether the member is in the chat at all."""
        return self.status in INSIDE

    @property
    def leads(self) -> bool:
        """Whether the member is the owner or an administrator."""
        return self.status in LEADING

    def manages(self, right: str) -> bool:
        """Say whether the member has a right as one who leads the chat."""
        return self.status is Status.CREATOR or (self.status is Status.ADMINISTRATOR and right in self.rights)

    def may(self, right: str, of_all: frozenset[str]) -> bool:
        """Say whether the member has a right; `of_all` are the permissions of the chat's ordinary members."""
        if self.status is Status.CREATOR or (self.leads and right.startswith("can_send")):
            return True
        if self.status is Status.MEMBER:
            return right in of_all
        return self.is_inside and right in self.rights


@cache
def all_rights() -> frozenset[str]:
    """Give the names of all rights that an administrator can have."""
    return frozenset(load_table().types["ChatAdministratorRights"]) - {"is_anonymous"}


@cache
def all_permissions() -> frozenset[str]:
    """Give the names of all permissions that an ordinary member can have."""
    return frozenset(load_table().types["ChatPermissions"])


def check_rights(rights: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    """Give the rights as a set. Raises ValueError where one is none, for a test that misspells one tests nothing."""
    chosen = frozenset(rights)
    if unknown := sorted(chosen - known):
        raise ValueError(f"no such right: {unknown[0]}; allowed: {', '.join(sorted(known))}")
    return chosen


def describe_member(member: Member, kind: Kind) -> Thing:
    """Give a member as the Bot API writes one, a ChatMember."""
    return {"user": member.user, "status": member.status.value, **_more(member, kind)}


def _more(member: Member, kind: Kind) -> Thing:
    if member.leads:
        hidden: Thing = {"is_anonymous": member.is_anonymous, **only_full({"custom_title": member.custom_title})}
        return hidden if member.status is Status.CREATOR else {**hidden, "can_be_edited": False, **_rights(member, kind)}
    if member.status is Status.RESTRICTED:
        allowed = {name: name in member.rights for name in sorted(all_permissions())}
        return {"is_member": True, "until_date": member.until_date, **allowed}
    return {"until_date": member.until_date} if member.status is Status.KICKED else {}


def _rights(member: Member, kind: Kind) -> Thing:
    """Give each right that exists in such a chat, and whether the administrator has it."""
    elsewhere = ONLY_IN_GROUPS if kind is Kind.CHANNEL else ONLY_IN_CHANNELS
    return {name: name in member.rights for name in sorted(all_rights() - elsewhere)}
