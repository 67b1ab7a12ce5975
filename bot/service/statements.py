"""What was said before, as a small Protocol: statements that are kept, so that one that comes back is found again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.model import Certainty, Polarity, Status

MOST_LIKE = 5
"""Look-alikes that are given unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A statement as one message made it. `at` is seconds since 1970, `post` the digest of the whole normalised text.

    `sources` are the names of those who vouch, `origin` is the first place it came from that is known: an address or a channel.
    """

    chat: int
    message: int
    text: str
    status: Status
    certainty: Certainty
    polarity: Polarity
    at: float
    post: str
    sources: tuple[str, ...] = ()
    origin: str | None = None
    sender: int | None = None
    """Who sent it to the chat, where a person did: they may answer a note about it. Never shown, never given to another chat."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement that is kept, how often it was seen, and the first and the last time.

    `text` is None where the chat keeps hashes only. `chat` is None in what another chat saw: then both sightings name no
    message, no chat (0) and no origin.
    """

    number: int
    chat: int | None
    text: str | None
    times: int
    first: Sighting
    last: Sighting


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A statement that looks like the one that was asked for; the higher `likeness`, the more: 1.0 says the same words."""

    seen: Seen
    likeness: float


class Statements(Protocol):
    """Statements by chat. Whether a look-alike says the same is for `bot.reading.compare` to tell, not for this."""

    async def put(self, sightings: Sequence[Sighting], *, hashes: bool = False) -> None:
        """Keep what was seen; a message that says the same again is counted once, with what it said last.

        With `hashes` no word is kept, no source and no origin: only exact repeats are recognised.
        """
        ...

    async def find_same(self, text: str, chat: int) -> Seen | None:
        """Give the statement of a chat that is this one but for case, spaces and marks."""
        ...

    async def list_repeats(self, texts: Sequence[str], chat: int, post: str) -> Sequence[Sighting]:
        """Give each message of the chat that held one of the texts as part of a post, by its first sighting, oldest first.

        `post` is the digest of the post, `texts` are statements of it.
        """
        ...

    async def list_near(self, texts: Sequence[str], chat: int, message: int, reach: int) -> Sequence[Sequence[Sighting]]:
        """Give for each text its sightings in messages of the chat at most `reach` numbers away, oldest first."""
        ...

    async def find_like(self, text: str, chat: int, *, everywhere: bool = False, most: int = MOST_LIKE) -> Sequence[LookAlike]:
        """Give the kept statements that look most like a text, best first; `everywhere` looks in all chats.

        An exact repeat is always first. Never more than some dozens are given, however many are asked for.
        """
        ...

    async def find_like_each(
        self, texts: Sequence[str], chat: int, *, everywhere: bool = False, most: int = MOST_LIKE
    ) -> Sequence[Sequence[LookAlike]]:
        """Give for each text what `find_like` gives, in one step."""
        ...

    async def find_chats(self, post: str) -> Sequence[int]:
        """Give the chats in which a post was seen, by its digest, latest first. Not for the eyes of anybody in another chat."""
        ...

    async def list_last(self, chat: int, statuses: Collection[Status], since: float) -> Sequence[Seen]:
        """Give the statements of a chat whose last sighting has one of the statuses, and is not before; most often seen first."""
        ...

    async def list_chat(self, chat: int) -> Sequence[Sighting]:
        """Give all sightings in a chat, oldest first."""
        ...

    async def list_sightings(self, number: int, chat: int) -> Sequence[Sighting]:
        """Give all sightings of a statement of the chat, oldest first; none of another chat's."""
        ...

    async def count(self, chat: int) -> int:
        """Count the statements that are kept of a chat."""
        ...

    async def drop_texts(self, chat: int) -> int:
        """Keep only the hashes of a chat's statements; give how many had a text."""
        ...

    async def forget(self, chat: int) -> int:
        """Remove all statements of a chat; give how many there were."""
        ...

    async def move(self, old: int, new: int) -> None:
        """Let the statements of a chat belong to its new id; where both saw the same, the sightings are put together."""
        ...

    async def expire(self, now: float, days: Mapping[int, int], otherwise: int) -> int:
        """Remove sightings older than so many days of their chat, or `otherwise`; give how many statements went with them."""
        ...
