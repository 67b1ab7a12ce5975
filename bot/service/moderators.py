"""Members whom a group lets write notes although Telegram gives them no right for that."""

from dataclasses import dataclass

from bot.service.records import Matter, Record


@dataclass(frozen=True, slots=True)
class Listed:
    """A member whom a group lists as a moderator, by whom and since when."""

    chat: int
    member: int
    name: str
    by: int | None
    at: float


def to_record(listed: Listed) -> Record:
    """Write it down."""
    body = {"member": listed.member, "name": listed.name}
    return Record(Matter.MODERATOR, listed.chat, str(listed.member), listed.by, listed.at, body)


def from_record(record: Record) -> Listed | None:
    """Read what `to_record` wrote; None where it is nothing of the kind."""
    member, name = record.body.get("member"), record.body.get("name")
    if not isinstance(member, int) or not isinstance(name, str):
        return None
    return Listed(record.chat, member, name, record.person, record.at)
