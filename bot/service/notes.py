"""What a group's moderators noted about a statement, and what whoever sent it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from urllib.parse import urlsplit

from bot.service.records import Matter, Record, Removal

DAYS = (1, 7, 30, 90)
"""Days for which a note may live."""
USUAL_DAYS = 7

MOST_LIVING = 200
"""Living notes of a group, at most."""
MOST_A_DAY = 20
"""New notes of one moderator in a day, at most."""

LONGEST_WHO, LONGEST_LINE, LONGEST_LINK, LONGEST_REPLY = 80, 200, 500, 300
"""Characters."""


class Verdict(StrEnum):
    """What moderators note; the words stand in stored records for ever."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    OPEN = "open"
    SATIRE = "satire"
    NEEDS_SOURCE = "needs-source"


BY_SOMEBODY = frozenset({Verdict.CONFIRMED, Verdict.DENIED})
"""Verdicts that say by whom, and have a link."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a group. `digest` is that of the statement's words; `text` is None where the group keeps none.

    `accuses` says that the statement accuses somebody, so that the group is not shown its words. `name` is None where the author
    is hidden among the administrators. `link` and `line` may be empty; `message` is the post that the note began with.
    """

    id: str
    chat: int
    text: str | None
    digest: str
    accuses: bool
    verdict: Verdict
    who: str
    link: str
    line: str
    person: int | None
    name: str | None
    at: float
    ends: float
    message: int

    @property
    def host(self) -> str:
        """The site of the link; empty where there is no link."""
        return find_host(self.link)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the sender of a noted post may answer; while `text` is empty, they have not. It is the sender's, not the author's."""

    note: str
    chat: int
    sender: int
    text: str
    at: float
    ends: float


def find_host(link: str) -> str:
    """Give the site of a link, without "www."; empty where there is none."""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


Kinds = Mapping[str, type | UnionType]

_NOTE: Kinds = {
    "text": str | None,
    "digest": str,
    "accuses": bool,
    "verdict": str,
    "who": str,
    "link": str,
    "line": str,
    "name": str | None,
    "message": int,
}
_REPLY: Kinds = {"note": str, "text": str}


def has_kinds(body: Mapping[str, object], kinds: Kinds) -> bool:
    """Tell whether the values of a stored body are what they should be; one that is missing is None."""
    return all(_is_kind(body.get(key), kind) for key, kind in kinds.items())


def _is_kind(value: object, kind: type | UnionType) -> bool:
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def note_to_record(note: Note) -> Record:
    """Write a note down; it belongs to its author."""
    body = {key: getattr(note, key) for key in _NOTE}
    return Record(Matter.NOTE, note.chat, note.id, note.person, note.at, body, note.ends)


def note_from_record(record: Record) -> Note | None:
    """Read what `note_to_record` wrote; None where it is nothing of the kind."""
    body = record.body
    verdict = body.get("verdict")
    if not has_kinds(body, _NOTE) or verdict not in list(Verdict) or record.ends is None:
        return None
    values = {**{key: body.get(key) for key in _NOTE}, "verdict": Verdict(str(verdict))}
    if values["verdict"] in BY_SOMEBODY and not (values["who"] and values["link"]):
        return None
    return Note(id=record.id, chat=record.chat, person=record.person, at=record.at, ends=record.ends, **values)  # type: ignore[arg-type]  # their kinds were looked at


def name_reply(note: str) -> str:
    """Give the id of the record in which the answer to a note is kept."""
    return f"{note}-reply"


def reply_to_record(reply: Reply) -> Record:
    """Write down what the sender answers, or may answer; it belongs to the sender."""
    body = {"note": reply.note, "text": reply.text}
    return Record(Matter.NOTE, reply.chat, name_reply(reply.note), reply.sender, reply.at, body, reply.ends)


def reply_from_record(record: Record) -> Reply | None:
    """Read what `reply_to_record` wrote; None where it is nothing of the kind."""
    if not has_kinds(record.body, _REPLY) or record.person is None or record.ends is None or "verdict" in record.body:
        return None
    note, text = str(record.body["note"]), str(record.body["text"])
    return Reply(note, record.chat, record.person, text, record.at, record.ends)


def remove_note(note: Note) -> tuple[Removal, Removal]:
    """Give the end of a note, and of what was answered to it."""
    return Removal(Matter.NOTE, note.chat, note.id), Removal(Matter.NOTE, note.chat, name_reply(note.id))
