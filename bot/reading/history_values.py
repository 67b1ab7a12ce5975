"""The values of a history: how a statement was seen before, the text in which it comes back, and what is told of that."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model import Polarity, Statement, Status
from bot.reading.compare import Comparison


class Turn(StrEnum):
    """What is told of a statement that came back, what matters most first; each is a phrase of the phrasebook."""

    DENIED = "denied"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    NUMBER = "number"
    POLARITY = "polarity"
    DRIFT = "drift"
    ONE_ORIGIN = "one-origin"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier sighting of a statement. `day` is in ISO 8601 and UTC, `at` the same moment in seconds.

    `message` is 0 where another chat saw it; then there is no origin.
    """

    message: int
    at: float
    day: str
    status: Status
    polarity: Polarity
    post: str
    sources: tuple[str, ...] = ()
    origin: str | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A statement that looks like a present one, and its sightings before that, oldest first; there is at least one.

    `statement` is its text read by itself, None where no text is kept, or none that says anything by itself.
    """

    comparison: Comparison
    pasts: tuple[Past, ...]
    statement: Statement | None
    same_words: bool


@dataclass(frozen=True, slots=True)
class Present:
    """The text in which statements come back. `published` is its day in ISO 8601 where that is known, else ""."""

    statements: Sequence[Statement]
    post: str
    at: float
    published: str = ""
    undated: bool = False
    """Whether it is a page that does not tell its day: then nobody can say which of two came first."""
    origin: str | None = None

    def follows(self, past: Past) -> bool:
        """Tell whether the text is surely no older than what was seen: an old post that is forwarded today is no news."""
        return not self.undated and (not self.published or self.published >= past.day)


@dataclass(frozen=True, slots=True)
class Recalled:
    """One statement that came back: what is told of it, and both sides.

    `past` is the sighting that is set against it, `before` its words. `times` counts the messages that said it before;
    `words` are what differs, of then and of now. `origin` is the first place it is known to come from.
    """

    turn: Turn
    now: Statement
    past: Past
    before: Statement | None
    same_words: bool
    times: int
    words: tuple[str, str] = ("", "")
    origin: str | None = None
    source: str = ""
    quiet: bool = False
    """Whether no word of either side may be shown, because others read it and it accuses somebody."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The whole text was there before: first when, how often since, and first from where."""

    past: Past
    since: int
    origin: str | None


@dataclass(frozen=True, slots=True)
class History:
    """What is told of a text: that it was there before as it stands, or else of some of its statements."""

    repeat: Repeat | None = None
    recalled: tuple[Recalled, ...] = ()
