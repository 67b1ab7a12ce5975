"""What one update leads to: collected while it is handled, kept in one step when it is done."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from telegram import Update

from bot.service.keeping import Feedback, KeptAnswer, Outcome, Outgoing
from bot.service.records import Record, Removal
from bot.service.statements import Sighting

LIFE = 12.0
"""Seconds after which Telegram no longer takes the answer to a press or a query."""


@dataclass(slots=True)
class Work:
    """One update while it is handled. Nothing that is put here leaves before the update is done."""

    update: int
    now: float
    """Seconds since 1970, the same for everything that the update leads to."""
    tries: int = 0
    """How often it was tried before."""
    outgoing: list[Outgoing] = field(default_factory=list)
    answers: list[KeptAnswer] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    hashes: bool = False
    """Whether the chat keeps no texts."""
    records: list[Record] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)

    def call(self, chat: int, method: str, payload: Mapping[str, object], *, slot: str | None = None, **times: float) -> None:
        """Have one method of the Bot API called; `due` and `expires` are seconds since 1970."""
        self.outgoing.append(Outgoing(chat, method, payload, slot, times.get("due"), times.get("expires")))

    def outcome(self) -> Outcome:
        """Give everything that was collected."""
        return Outcome(
            tuple(self.outgoing),
            tuple(self.answers),
            tuple(self.feedback),
            tuple(self.sightings),
            self.hashes,
            tuple(self.records),
            tuple(self.removals),
        )


Handle = Callable[[Update, Work], Awaitable[None]]
"""Handles one update; what it wants said it puts into the work."""
