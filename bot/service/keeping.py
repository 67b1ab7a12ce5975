"""What is kept between messages, as small Protocols: SQLite fulfils them by default, another database could.

Times are seconds since 1970 and always given by the caller; ids of chats, messages and updates are Telegram's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.model import Article, FindingKind, Level
from bot.service.published import PublishedChecks
from bot.service.records import Matter, Record, Records, Removal
from bot.service.statements import Sighting, Statements

MOST_TRIES = 3
"""How often an update is worked on before it is set aside."""


# --- what arrives


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as Telegram sent it, as JSON. Those of one lane (a chat, or a person outside of chats) are worked on in order."""

    update: int
    lane: int
    body: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that could not be worked on, with its last error; its text is gone."""

    update: int
    lane: int
    error: str
    at: float


# --- what leaves


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One call of the Bot API that is to be made.

    A `slot` names one message of ours for good: what is put into the same slot again takes the place of what still waits, and
    edits what has been sent; the same payload once more does nothing. A call without a slot is made once. Before `due` it is not
    in line, and nothing waits for it; after `expires` it is dropped unsent.
    """

    chat: int
    method: str
    payload: Mapping[str, object]
    slot: str | None = None
    due: float | None = None
    expires: float | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """An outgoing call that was claimed; `message` is the message that its slot already shows, which is to be edited."""

    number: int
    outgoing: Outgoing
    message: int | None
    tries: int


# --- what was said


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was read for whom, so that buttons answer after a restart. `digest` is of the normalised text."""

    id: str
    chat: int
    topic: int | None
    asked: int
    """The message that was read."""
    slot: str
    article: Article
    digest: str
    at: float
    links: tuple[str, ...] = ()
    """Addresses in the message that can still be opened."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A press on "Wrong?": what was wrong, in the words that a rule file holds. One a statement, person and answer."""

    answer: str
    statement: int
    person: int
    wrong: str
    rule: str
    example: str
    """The sentence with the cue's words in double square brackets."""
    at: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that one update leads to; kept all at once, or not at all."""

    outgoing: Sequence[Outgoing] = ()
    answers: Sequence[KeptAnswer] = ()
    feedback: Sequence[Feedback] = ()
    sightings: Sequence[Sighting] = ()
    hashes: bool = False
    """Whether of the sightings no word is kept."""
    records: Sequence[Record] = ()
    removals: Sequence[Removal] = ()


class Inbox(Protocol):
    """Updates from the moment Telegram gave them until they are done. Nothing is lost by a kill at any moment."""

    async def put(self, arrivals: Sequence[Arrival], now: float) -> int:
        """Keep updates for good and give how many were new; one that was there before is not worked on again."""
        ...

    async def claim(self, now: float, lease: float, most: int) -> Sequence[Arrival]:
        """Give the oldest waiting updates, at most one a lane and none of a lane that is being worked on, for `lease` seconds."""
        ...

    async def finish(self, update: int, outcome: Outcome, now: float) -> None:
        """Keep what the update led to and mark it done, in one step; its text is dropped."""
        ...

    async def fail(self, update: int, error: str, now: float) -> bool:
        """Count a failure; after MOST_TRIES the update is set aside and its text dropped. Tell whether it was."""
        ...

    async def release(self) -> None:
        """End all leases: the process that held them is gone."""
        ...

    async def count_waiting(self) -> int:
        """Count the updates that are not done."""
        ...

    async def list_set_aside(self) -> Sequence[SetAside]:
        """Give the updates that were set aside, newest first."""
        ...


class Outbox(Protocol):
    """Calls from the moment they are decided on until Telegram has taken them, in order for each chat."""

    async def put(self, outgoing: Sequence[Outgoing], now: float) -> None:
        """Keep calls that are to be made."""
        ...

    async def claim(self, now: float, lease: float, most: int) -> Sequence[Parcel]:
        """Give the oldest due calls, at most one a chat and none of a chat that has one under way, for `lease` seconds."""
        ...

    async def note_sent(self, number: int, message: int | None, now: float) -> None:
        """Note that Telegram took the call and which message came of it; its payload is dropped."""
        ...

    async def put_off(self, number: int, until: float) -> None:
        """Make the call due later; the calls behind it in its chat wait with it."""
        ...

    async def drop(self, number: int, error: str, now: float) -> None:
        """Give the call up for good, and note why."""
        ...

    async def drop_chat(self, chat: int) -> None:
        """Give up everything that waits for a chat that the bot can no longer write to."""
        ...

    async def release(self) -> None:
        """End all leases: the process that held them is gone."""
        ...

    async def find_message(self, slot: str) -> int | None:
        """Give the message that a slot shows."""
        ...

    async def count_waiting(self) -> int:
        """Count the calls that are still to be made."""
        ...


# --- what a chat wants


class Mode(StrEnum):
    """How much the bot says in a group."""

    OFF = "off"
    ASK = "ask"
    WHISPER = "whisper"
    LINE = "line"


Threshold = Level | FindingKind
"""From which level on (most doubtful first), or at which finding, a post is marked."""


@dataclass(frozen=True, slots=True)
class ChatChoice:
    """What a chat has chosen. `lifetime` is how many seconds the bot's own messages stay, None for good."""

    mode: Mode = Mode.ASK
    threshold: Threshold = Level.DOUBTED
    lifetime: int | None = None
    language: str = "en"
    members: bool = False
    """Whether posts that members wrote themselves are looked at too, not only forwards."""
    reaction: str = "👀"
    retention_days: int = 30
    hashes: bool = False
    """Whether no text is kept, so that only exact repeats are recognised."""


class ChatSettings(Protocol):
    """What each chat has chosen; a topic's choice goes before its chat's."""

    async def get(self, chat: int, topic: int | None = None) -> ChatChoice:
        """Give the choice that holds in the topic: its own, else the chat's, else what holds everywhere."""
        ...

    async def put(self, chat: int, choice: ChatChoice, topic: int | None = None) -> None:
        """Keep a choice."""
        ...

    async def clear(self, chat: int, topic: int) -> None:
        """Let the topic follow its chat again."""
        ...

    async def note_member(self, chat: int, *, inside: bool, now: float) -> None:
        """Note that the bot was added to a chat or removed from it."""
        ...

    async def list_left(self, before: float) -> Sequence[int]:
        """Give the chats that the bot was removed from before that time, and has not come back to."""
        ...


class Limits(Protocol):
    """How often something may happen, counted where all processes see it."""

    async def take(self, wants: Sequence["Want"], now: float) -> float:
        """Take one from each of the windows, or none: give 0.0, or how many seconds to wait."""
        ...

    async def bump(self, name: str, seconds: float, now: float) -> int:
        """Count one more event and give how many there were since the count began; it begins anew after so long without any."""
        ...


@dataclass(frozen=True, slots=True)
class Want:
    """A sliding window: at most so many in so many seconds."""

    name: str
    most: int
    seconds: float


SURROUNDING = (Matter.CUE, Matter.NOTE, Matter.WATCH)
"""Matters that concern every text that is read in a chat."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is kept of a chat and concerns a text that is read there, all as it was at one moment."""

    choice: ChatChoice
    """What holds in the topic, but for `hashes`, which is chosen for the whole chat."""
    before: KeptAnswer | None
    """The newest answer to the message."""
    records: Mapping[Matter, Sequence[Record]]
    """Those of SURROUNDING, oldest first; a matter of which there is none is left out."""
    published: bool
    """Whether any fact-checks were imported."""


class Answers(Protocol):
    """What was read, for as long as the chat's retention time. Inbox.finish keeps them."""

    async def get(self, answer: str) -> KeptAnswer | None:
        """Give an answer by its id."""
        ...

    async def find_asked(self, chat: int, message: int) -> KeptAnswer | None:
        """Give the newest answer to a message."""
        ...

    async def find_same(self, chat: int, digest: str, since: float) -> KeptAnswer | None:
        """Give the first answer in a chat to the same text since that time."""
        ...

    async def find_page(self, chat: int, url: str) -> KeptAnswer | None:
        """Give the newest answer in a chat about the page at an address: the `url` of its article."""
        ...

    async def list_recent(self, chat: int, most: int) -> Sequence[KeptAnswer]:
        """Give the newest answers in a chat that have a text, newest first."""
        ...


class Feedbacks(Protocol):
    """What people said is wrong. Inbox.finish keeps it."""

    async def list_all(self) -> Sequence[Feedback]:
        """Give everything that was said, oldest first."""
        ...


class Memory(Protocol):
    """Everything that is kept, in one place."""

    @property
    def inbox(self) -> Inbox:
        """What has arrived."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What is to be sent."""
        ...

    @property
    def settings(self) -> ChatSettings:
        """What chats have chosen."""
        ...

    @property
    def limits(self) -> Limits:
        """How often what happened."""
        ...

    @property
    def answers(self) -> Answers:
        """What was read for whom."""
        ...

    @property
    def feedback(self) -> Feedbacks:
        """What people said is wrong."""
        ...

    @property
    def statements(self) -> Statements:
        """What was said before."""
        ...

    @property
    def records(self) -> Records:
        """What people wrote down or asked for."""
        ...

    @property
    def published(self) -> PublishedChecks:
        """What fact-checks were imported."""
        ...

    async def look_around(self, chat: int, topic: int | None, message: int) -> Surroundings:
        """Give all that is kept around a message, in one step."""
        ...

    async def move_chat(self, old: int, new: int) -> None:
        """Let a group that became a supergroup keep everything under its new id."""
        ...

    async def forget_chat(self, chat: int) -> Mapping[str, int]:
        """Remove all that is kept of a chat; give how many entries of what."""
        ...

    async def forget_person(self, person: int) -> Mapping[str, int]:
        """Remove all that is kept of a person, their private chat included; give how many entries of what."""
        ...

    async def drop_texts(self, chat: int) -> int:
        """Keep of a chat's statements and answers what tells exact repeats, and no text; give how many texts were dropped."""
        ...

    async def expire(self, now: float) -> None:
        """Remove what is past its time: answers by their chat's retention, notes of what is done after a day."""
        ...

    async def close(self) -> None:
        """Finish what is under way and let go of the file."""
        ...
