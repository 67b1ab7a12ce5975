"""Fact-checks that others published: what is kept of them, and small Protocols to find them here and elsewhere."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.model import FactCheck

MOST_CANDIDATES = 5
"""Fact-checks of which one may look like a statement, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of fact-checks that were to be kept: how many are new, say something new, or were there just so."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        """Put two counts together."""
        return Kept(self.new + other.new, self.changed + other.changed, self.same + other.same)


class PublishedChecks(Protocol):
    """Fact-checks that were imported. They belong to no chat, and no look-up among a chat's statements ever meets them."""

    async def put(self, checks: Sequence[FactCheck]) -> Kept:
        """Keep fact-checks; one of the same claim at the same address takes the place of the earlier one."""
        ...

    async def find_like_each(self, texts: Sequence[str], most: int = MOST_CANDIDATES) -> Sequence[Sequence[FactCheck]]:
        """Give for each text the fact-checks whose claims share the most telling words with it, best first.

        Whether they look alike is for `bot.reading.alike` to tell, not for this.
        """
        ...

    async def count(self) -> int:
        """Count the fact-checks that are kept."""
        ...

    async def clear(self) -> int:
        """Remove all of them; give how many there were."""
        ...


class SearchFault(StrEnum):
    """Why a search elsewhere gave nothing; the words are keys of the phrasebook."""

    BAD_KEY = "bad-key"
    REFUSED = "refused"
    BUSY = "busy"
    DOWN = "down"
    TOO_SLOW = "too-slow"
    UNREADABLE = "unreadable"
    NO_MORE_TODAY = "no-more-today"


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search elsewhere gave: fact-checks, those before a fault among them. `wait` is in seconds, 0 where nobody said."""

    checks: Sequence[FactCheck] = ()
    fault: SearchFault | None = None
    wait: int = 0


Admit = Callable[[], Awaitable[bool]]
"""Counts one more request and tells whether it may be made."""


class CheckSearch(Protocol):
    """Looks for fact-checks elsewhere. Whatever is asked leaves this machine."""

    @property
    def a_day(self) -> int:
        """How many requests may be made in a day."""
        ...

    async def search(self, text: str, admit: Admit) -> Searched:
        """Give published fact-checks about a text. Never raises for what the other side does."""
        ...

    async def aclose(self) -> None:
        """Let go of the line."""
        ...
