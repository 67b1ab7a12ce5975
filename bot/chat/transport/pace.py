"""How fast the bot may send: one message a second to a chat, twenty a minute to a group, thirty a second in all."""

from collections import deque
from collections.abc import Callable

from bot.service.keeping import Limits, Outgoing, Want

MOST_A_SECOND = 30
MOST_A_MINUTE = 20
SLACK = 0.05
"""Seconds added to each window: what leaves a second apart may arrive a little closer together."""

SECOND, MINUTE = 1 + SLACK, 60 + SLACK

_LIGHT = frozenset(
    ("answerCallbackQuery", "answerInlineQuery", "answerGuestQuery", "sendChatAction", "setMessageReaction", "deleteMessage")
)
"""Methods that put no message into a chat: they count only among all."""

_ALL = Want("send", MOST_A_SECOND, SECOND)


def find_wants(outgoing: Outgoing, *, is_edit: bool = False) -> tuple[Want, ...]:
    """Give the limits that a call counts in.

    An edit puts no message into the chat and need not be a second behind one: who presses a button waits for it.
    """
    if outgoing.method in _LIGHT:
        return (_ALL,)
    edits = is_edit or outgoing.method == "editMessageText"
    chat = () if edits else (Want(f"send {outgoing.chat}", 1, SECOND),)
    group = (Want(f"send {outgoing.chat}, a minute", MOST_A_MINUTE, MINUTE),) if outgoing.chat < 0 else ()
    return _ALL, *chat, *group


class Pace:
    """Keeps to Telegram's limits, which all processes of a bot share; without `limits` everything may leave at once."""

    def __init__(self, limits: Limits | None, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._left: deque[float] = deque()

    def count_room(self, most: int) -> int:
        """Give how many calls may leave now, `most` at most: what could not leave is better left where it is kept."""
        self._forget()
        return min(most, MOST_A_SECOND - len(self._left)) if self._limits else most

    def find_wait(self) -> float:
        """Give how many seconds until another may leave, as far as this process knows."""
        self._forget()
        return max(0.0, self._left[0] + SECOND - self._clock()) if self._left else 0.0

    async def take(self, outgoing: Outgoing, *, is_edit: bool = False) -> float:
        """Count a call and give 0.0, or give how many seconds it has to wait."""
        if self._limits is None:
            return 0.0
        wait = await self._limits.take(find_wants(outgoing, is_edit=is_edit), self._clock())
        if not wait:
            self._left.append(self._clock())
        return wait

    def _forget(self) -> None:
        while self._left and self._left[0] + SECOND <= self._clock():
            self._left.popleft()
