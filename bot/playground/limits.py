"""How fast a bot may send: one message a second to a chat, twenty a minute to a group, thirty a second in all."""

from collections import deque
from dataclasses import dataclass, field
from math import ceil

from bot.playground.refusal import too_many


@dataclass(slots=True)
class Pace:
    """At most `most` messages in any `seconds`."""

    most: int
    seconds: float
    _sent: "deque[float]" = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Give the seconds until the next message may go."""
        while self._sent and self._sent[0] <= now - self.seconds:
            self._sent.popleft()
        return 0 if len(self._sent) < self.most else self._sent[0] + self.seconds - now

    def note(self, now: float) -> None:
        """Count a message."""
        self._sent.append(now)


@dataclass(slots=True)
class SendLimits:
    """Telegram's limits as its FAQ for bots names them; bursts that Telegram lets pass at times are refused here."""

    in_all: Pace = field(default_factory=lambda: Pace(30, 1))
    chats: dict[int, Pace] = field(default_factory=dict)
    groups: dict[int, Pace] = field(default_factory=dict)

    def admit(self, chat_id: int, is_group: bool, now: float) -> None:
        """Count a message to a chat. Raises Refusal with the seconds to wait where it comes too soon."""
        paces = [self.in_all, self.chats.setdefault(chat_id, Pace(1, 1))]
        paces += [self.groups.setdefault(chat_id, Pace(20, 60))] if is_group else []
        wait = max(pace.wait(now) for pace in paces)
        if wait > 0:
            raise too_many(max(1, ceil(wait)))
        for pace in paces:
            pace.note(now)
