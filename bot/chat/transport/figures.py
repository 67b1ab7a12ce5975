"""What a running bot counts, for a monitor: numbers only, of no chat, no person and no text."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from telegram import Update

from bot.service.keeping import Outgoing

OTHER = "other"
MOST_TIMED = 10_000
"""How many updates may be timed at once; a new one takes the place of the oldest."""
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800)

_KINDS = frozenset(Update.ALL_TYPES)


def find_kind(update: Mapping[str, Any]) -> str:
    """Give what kind of update this is, by the names that are known; a new one of Telegram's is other."""
    return next((key for key in update if key in _KINDS), OTHER)


class Figures:
    """Everything that is counted, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.updates = Counter("caveat_updates", "Updates that arrived, by kind.", ["kind"], registry=registry)
        self.handled = Counter(
            "caveat_updates_handled",
            "Updates worked on, by outcome: done, failed, set_aside, left.",
            ["outcome"],
            registry=registry,
        )
        self.sent = Counter(
            "caveat_calls_sent", "Calls of the Bot API that Telegram took, by method.", ["method"], registry=registry
        )
        self.refused = Counter("caveat_calls_refused", "Calls that Telegram refused, by reason.", ["reason"], registry=registry)
        self.slowed = Counter("caveat_slow_downs", "Times that Telegram asked to slow down (429).", registry=registry)
        self.arrivals = Gauge("caveat_inbox_waiting", "Updates that are not done.", registry=registry)
        self.leaving = Gauge("caveat_outbox_waiting", "Calls that are still to be made.", registry=registry)
        self.answered = Histogram(
            "caveat_answer_seconds", "From an update's arrival until its answer was sent.", buckets=SECONDS, registry=registry
        )


class Stopwatch:
    """Times the way from an update to the message that answers it, for what arrived while this process runs."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._arrived: OrderedDict[int, float] = OrderedDict()
        self._awaited: OrderedDict[str, float] = OrderedDict()

    def note_arrival(self, update: int, now: float) -> None:
        """Begin to time an update."""
        _remember(self._arrived, update, now)

    def note_outcome(self, update: int, outgoing: Iterable[Outgoing]) -> None:
        """Note which slots answer an update; one that leads to none is timed no longer."""
        at = self._arrived.pop(update, None)
        for call in outgoing if at is not None else ():
            if call.slot is not None and call.due is None:
                _remember(self._awaited, call.slot, at)

    def note_sent(self, slot: str | None, now: float) -> None:
        """Count how long it took until the message of a slot was sent."""
        at = self._awaited.pop(slot, None) if slot is not None else None
        if at is not None:
            self._figures.answered.observe(max(0.0, now - at))


def _remember(times: OrderedDict[Any, float], key: object, at: float | None) -> None:
    if at is not None:
        times[key] = at
    if len(times) > MOST_TIMED:
        times.popitem(last=False)
