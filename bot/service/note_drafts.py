"""A note while it is written, and the answer to one: kept after each step, so that a restart loses nothing."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from bot.reading.compare import LONGEST
from bot.service.days import DAY
from bot.service.notes import BY_SOMEBODY, USUAL_DAYS, Kinds, Note, Verdict, has_kinds
from bot.service.records import Matter, Record, Removal

DRAFT_STAYS = DAY
"""Seconds after which a draft is over."""

_NOTE_DRAFT, _ANSWERING = "note", "answer"


class Step(StrEnum):
    """What a draft still wants, in this order."""

    STATEMENT = "statement"
    VERDICT = "verdict"
    WHO = "who"
    LINK = "link"
    LINE = "line"
    PREVIEW = "preview"


TYPED = frozenset({Step.WHO, Step.LINK, Step.LINE})
"""Steps whose answer is written, not pressed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that a person writes for a group, one at a time. What was not said yet is None or empty.

    `answer` is the answer whose text the statement is chosen from; `note` the note that is edited, which ends at `ends` unless
    `days` are chosen anew (0 for as it was). `message` is the post in the group, `asked` how often something was asked for.
    """

    id: str
    person: int
    group: int
    at: float
    answer: str = ""
    message: int = 0
    text: str | None = ""
    digest: str = ""
    sentence: int = -1
    accuses: bool = False
    verdict: Verdict | None = None
    who: str = ""
    link: str | None = None
    line: str | None = None
    days: int = USUAL_DAYS
    note: str = ""
    ends: float = 0.0
    asked: int = 0

    @property
    def step(self) -> Step:
        """What comes next: the first thing that is missing."""
        if not self.digest:
            return Step.STATEMENT
        if self.verdict is None:
            return Step.VERDICT
        if self.verdict in BY_SOMEBODY and not self.who:
            return Step.WHO
        if self.link is None or (self.wants_link and not self.link):
            return Step.LINK
        return Step.LINE if self.line is None else Step.PREVIEW

    @property
    def wants_link(self) -> bool:
        """Whether a link is required."""
        return self.verdict in BY_SOMEBODY

    @property
    def must_write(self) -> bool:
        """Whether what comes next is required, and can only be written."""
        return self.step is Step.WHO or (self.step is Step.LINK and self.wants_link)

    @property
    def prompt(self) -> str:
        """The slot of the question that waits for a written answer."""
        return f"n:{self.id}:{self.step}:{self.asked}"

    def take(self, said: str) -> "Draft":
        """Give the draft with what was written for the step at which it is."""
        if self.step is Step.WHO:
            return replace(self, who=said)
        return replace(self, link=said) if self.step is Step.LINK else replace(self, line=said)

    def find_end(self, now: float) -> float:
        """Give the time until which the note lives."""
        return now + self.days * DAY if self.days or not self.note else self.ends

    def make_note(self, identity: str, name: str | None, now: float, *, hashes: bool = False) -> Note:
        """Give the note as it stands, which must be complete; without the statement's words where the group keeps none."""
        if self.verdict is None:
            raise ValueError("the draft says nothing yet")
        text = None if hashes or len(self.text or "") > LONGEST else self.text
        who = self.who if self.wants_link else ""
        said = (text, self.digest, self.accuses, self.verdict, who, self.link or "", self.line or "")
        return Note(identity, self.group, *said, self.person, name, now, self.find_end(now), self.message)


@dataclass(frozen=True, slots=True)
class Answering:
    """An answer that the sender of a noted post is about to write, one at a time."""

    id: str
    person: int
    group: int
    note: str
    at: float

    @property
    def prompt(self) -> str:
        """The slot of the question that waits for the answer."""
        return f"n:{self.id}:answer"


_DRAFT: Kinds = {
    "id": str,
    "group": int,
    "answer": str,
    "message": int,
    "text": str | None,
    "digest": str,
    "sentence": int,
    "accuses": bool,
    "verdict": str | None,
    "who": str,
    "link": str | None,
    "line": str | None,
    "days": int,
    "note": str,
    "ends": int | float,
    "asked": int,
}


def edit_note(note: Note, identity: str, person: int, now: float) -> Draft:
    """Give the draft that begins with a note as it stands."""
    said = {key: getattr(note, key) for key in ("text", "digest", "accuses", "verdict", "who", "link", "line", "message", "ends")}
    return replace(Draft(identity, person, note.chat, now), **said, days=0, note=note.id)


def name_draft(person: int) -> tuple[Matter, int, str]:
    """Give what the draft of a person is kept under."""
    return Matter.DRAFT, person, _NOTE_DRAFT


def name_answering(person: int) -> tuple[Matter, int, str]:
    """Give what the answer that a person is writing is kept under."""
    return Matter.DRAFT, person, _ANSWERING


def end_draft(person: int) -> Removal:
    """Give the end of a person's draft."""
    return Removal(*name_draft(person))


def draft_to_record(draft: Draft) -> Record:
    """Write a draft down."""
    body = {key: getattr(draft, key) for key in _DRAFT}
    return Record(*name_draft(draft.person), draft.person, draft.at, body, draft.at + DRAFT_STAYS)


def draft_from_record(record: Record) -> Draft | None:
    """Read what `draft_to_record` wrote; None where it is nothing of the kind."""
    verdict = record.body.get("verdict")
    if not has_kinds(record.body, _DRAFT) or record.person is None or verdict not in [None, *Verdict]:
        return None
    values = {field.name: record.body.get(field.name) for field in fields(Draft)}
    known = {"verdict": Verdict(str(verdict)) if verdict else None, "person": record.person, "at": record.at}
    return Draft(**{**values, **known})  # type: ignore[arg-type]  # their kinds were looked at


def answering_to_record(answering: Answering) -> Record:
    """Write down that somebody is about to answer a note."""
    body = {"id": answering.id, "group": answering.group, "note": answering.note}
    end = answering.at + DRAFT_STAYS
    return Record(*name_answering(answering.person), answering.person, answering.at, body, end)


def answering_from_record(record: Record) -> Answering | None:
    """Read what `answering_to_record` wrote; None where it is nothing of the kind."""
    body = record.body
    if not has_kinds(body, {"id": str, "group": int, "note": str}) or record.person is None:
        return None
    return Answering(str(body["id"]), record.person, int(str(body["group"])), str(body["note"]), record.at)
