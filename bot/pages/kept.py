"""What was fetched is kept for a while, in bounded room."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
Clock = Callable[[], float]


class Kept(Generic[Value]):
    """Values by key, each with its own life and size; where there is no more room, those not asked for longest go first."""

    def __init__(self, most: int, most_bytes: int, clock: Clock) -> None:
        self._entries: OrderedDict[str, tuple[Value, float, int]] = OrderedDict()
        self._most = most
        self._bytes_left = most_bytes
        self._clock = clock

    def get(self, key: str) -> Value | None:
        """Give the value of a key, None where there is none or its life is over."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        value, ends, _ = entry
        if self._clock() >= ends:
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return value

    def put(self, key: str, value: Value, seconds: float, size: int) -> None:
        """Keep a value for some seconds; `size` is in bytes. One that is larger than all the room is not kept."""
        if key in self._entries:
            self._drop(key)
        self._entries[key] = (value, self._clock() + seconds, size)
        self._bytes_left -= size
        while len(self._entries) > self._most or self._bytes_left < 0:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: str) -> None:
        _, _, size = self._entries.pop(key)
        self._bytes_left += size
