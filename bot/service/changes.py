"""Who changed what in a group: settings, notes, moderators, cues."""

from dataclasses import dataclass
from enum import StrEnum

from bot.service.days import DAY
from bot.service.records import Matter, Record


class Deed(StrEnum):
    """What was done; the words stand in stored records and are keys of the phrasebook."""

    SETTING = "setting"
    NOTE = "note"
    NOTE_EDITED = "note-edited"
    NOTE_WITHDRAWN = "note-withdrawn"
    MODERATOR_LISTED = "moderator-listed"
    MODERATOR_REMOVED = "moderator-removed"
    CUE_ADDED = "cue-added"
    CUE_REMOVED = "cue-removed"
    DIGEST = "digest"
    EXPORT = "export"
    HASHES = "hashes"


STAYS = 365 * DAY
"""Seconds for which it is kept who changed what."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that somebody changed. `name` is None for an anonymous administrator; `detail` is a few words: "mode: line".

    Where the detail is the name of a member, `member` is the number of their account: with /forget of theirs both go.
    """

    id: str
    chat: int
    person: int | None
    name: str | None
    deed: Deed
    detail: str
    at: float
    member: int | None = None


def to_record(change: Change) -> Record:
    """Write it down."""
    about = {"member": change.member} if change.member else {}
    body = {"name": change.name, "deed": change.deed, "detail": change.detail, **about}
    return Record(Matter.CHANGE, change.chat, change.id, change.person, change.at, body, change.at + STAYS)


def from_record(record: Record) -> Change | None:
    """Read what `to_record` wrote; None where it is nothing of the kind."""
    name, deed, detail, member = (record.body.get(key) for key in ("name", "deed", "detail", "member"))
    if deed not in list(Deed) or not isinstance(detail, str):
        return None
    said = name if isinstance(name, str) else None
    about = member if isinstance(member, int) else None
    return Change(record.id, record.chat, record.person, said, Deed(str(deed)), detail, record.at, about)
