"""What people of a chat wrote down or asked for: notes, watches, cues, who changed what. One shape for all, kept by chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Matter(StrEnum):
    """What a record is about; the words stand in stored records for ever."""

    NOTE = "note"
    """What moderators noted about a statement."""
    DRAFT = "draft"
    """A note, or an answer to one, that is being written."""
    WATCH = "watch"
    """A statement of which somebody wants to hear."""
    MODERATOR = "moderator"
    """A member whom the group lets write notes."""
    CUE = "cue"
    """A phrase that the group wants read as a cue."""
    CHANGE = "change"
    """Who changed what."""
    DIGEST = "digest"
    """When the group wants its weekly digest, and which was the last."""
    CONSENT = "consent"
    """What a person was told of and agreed to."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was written down in a chat. `body` is JSON. After `ends`, where there is one, it is removed.

    `person` is whoever wrote it, None where that is not known: what is kept of a person goes with /forget.
    Without an end it stays until it is removed, or until the chat or the person is forgotten.
    """

    matter: Matter
    chat: int
    id: str
    """Names it among the records of its matter and chat; a record of the same id takes its place."""
    person: int | None
    at: float
    body: Mapping[str, object]
    ends: float | None = None
    renews: bool = False
    """Whether it is kept only where there is one of its id: what was removed meanwhile stays so. It is not itself kept."""


@dataclass(frozen=True, slots=True)
class Removal:
    """The end of a record."""

    matter: Matter
    chat: int
    id: str


class Records(Protocol):
    """Records of all matters. Those that an update leads to are kept by Inbox.finish, with everything else it leads to."""

    async def put(self, records: Sequence[Record], removals: Sequence[Removal] = ()) -> None:
        """Keep records and remove others, in one step."""
        ...

    async def get(self, matter: Matter, chat: int, identity: str) -> Record | None:
        """Give a record by its id."""
        ...

    async def list_chat(self, matter: Matter, chat: int) -> Sequence[Record]:
        """Give all records of one matter in a chat, oldest first."""
        ...

    async def list_person(self, matter: Matter, person: int) -> Sequence[Record]:
        """Give all records of one matter that a person wrote, in whichever chat, oldest first."""
        ...

    async def list_all(self, matter: Matter) -> Sequence[Record]:
        """Give all records of one matter, oldest first: for what is done by the clock."""
        ...
