"""A statement of which somebody wants to hear: what they know of it, and what has come since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from bot.model import Certainty, Part, Polarity, Reading, Role, Source, SourceKind, Status, Time
from bot.reading.compare import Comparison, Likeness
from bot.reading.strength import Candidate, Shift, Version, count_nearest, find_alike, find_shift, list_candidates
from bot.service.days import DAY
from bot.service.records import Matter, Record, Removal

LASTS = 30 * DAY
"""Seconds after which a watch ends."""

MOST_WATCHED = 20
"""Statements that one person watches at the same time."""

LONGEST = 1_000
"""Code points of a statement, and of what a source is called, that are kept."""

MOST_SOURCES = 6
"""Sources of a version that are kept."""

MOST_COMPARED = 100
"""Watched statements of a chat that are compared with a text: those that share most words with it; at worst a second's work."""

WAITING = "waiting"
"""The key of a record's body under which something waits to be told."""

_VERSIONS = (Likeness.SAME, Likeness.NUMBER, Likeness.POLARITY)
_DOUBT = tuple(Status)


@dataclass(frozen=True, slots=True)
class Sighted:
    """A version of a statement, and when it was read."""

    version: Version
    at: float


@dataclass(frozen=True, slots=True)
class Watch:
    """A statement that a person watches in a group that they are in, or in their own private chat.

    `message` is the message it was made on, 0 where there is none. `last` is what the watcher knows: the version that they chose,
    or the one that they were told of at `told`. `waiting` is the latest that came since, where it has to wait for its day.
    """

    id: str
    chat: int
    person: int
    message: int
    at: float
    last: Sighted
    told: float | None = None
    waiting: Sighted | None = None

    @property
    def ends(self) -> float:
        """When it is over, in seconds since 1970."""
        return self.at + LASTS

    @property
    def slot(self) -> str:
        """Name the one message that tells what comes next: the same whenever it is put together, until that is noted."""
        return f"t:{self.id}:{int(1000 * (self.told or self.at))}"

    @property
    def removal(self) -> Removal:
        """What ends it."""
        return Removal(Matter.WATCH, self.chat, self.id)

    def is_due(self, now: float) -> bool:
        """Tell whether the watcher was told nothing for a day."""
        return self.told is None or now - self.told >= DAY


@dataclass(frozen=True, slots=True)
class News:
    """What became of a watched statement since the watcher last heard of it."""

    shift: Shift
    before: Sighted
    now: Sighted


def hear(watch: Watch, version: Version, now: float) -> Watch:
    """Give the watch with the latest version waiting to be told; with none where it is as the watcher knows it."""
    shift = find_shift(watch.last.version, version)
    return replace(watch, waiting=Sighted(shorten_version(version), now) if shift else None)


def find_news(watch: Watch, now: float) -> News | None:
    """Give what is to be told now: what waits, unless the watch is over or the watcher heard something today."""
    if watch.waiting is None or not watch.is_due(now) or watch.ends <= now:
        return None
    shift = find_shift(watch.last.version, watch.waiting.version)
    return News(shift, watch.last, watch.waiting) if shift else None


def note_told(watch: Watch, now: float) -> Watch:
    """Give the watch once the watcher was told what waited."""
    return replace(watch, last=watch.waiting or watch.last, told=now, waiting=None)


def find_version(version: Version, candidates: Sequence[Candidate]) -> Version | None:
    """Give what a text makes of a statement; None where it does not speak of it.

    What says the same goes before what gives another number or the opposite, the body before the headline, which seldom says how
    something is known, and then what is most doubtful: a text that doubts it anywhere doubts it.
    """
    alike = [pair for pair in find_alike(version, candidates) if pair[0].likeness in _VERSIONS]
    best = min(alike, key=_rank, default=None)
    return best[1].version if best else None


def _rank(pair: tuple[Comparison, Candidate]) -> tuple[int, bool, int]:
    comparison, candidate = pair
    is_headline = candidate.statement.role is Role.HEADLINE
    return _VERSIONS.index(comparison.likeness), is_headline, _DOUBT.index(candidate.version.status)


def shorten_version(version: Version) -> Version:
    """Give a version as it is kept: bounded, and its sources without their places in the text."""
    sources = tuple(map(_shorten_source, version.sources[:MOST_SOURCES]))
    return replace(version, text=version.text[:LONGEST], core=version.core[:LONGEST], sources=sources)


def hear_text(watches: Sequence[Watch], reading: Reading, now: float) -> tuple[Watch, ...]:
    """Give the watches of whose statements a text says something else than what waits, or waited, to be told."""
    candidates = list_candidates(reading.statements)
    shared = {last: count_nearest(last, candidates) for last in {watch.last.version for watch in watches}}
    nearest = nlargest(MOST_COMPARED, (last for last, n in shared.items() if n), key=shared.__getitem__)
    found = {last: find_version(last, candidates) for last in nearest}
    heard = [(watch, hear(watch, version, now)) for watch in watches if (version := found.get(watch.last.version))]
    return tuple(later for earlier, later in heard if later != earlier)


def _shorten_source(source: Source) -> Source:
    name = source.name[:LONGEST] if source.name else None
    return Source(source.text[:LONGEST], name, source.kind, source.part, None, 0, 0)


# --- as a record


def to_record(watch: Watch) -> Record:
    """Write it down."""
    body = {
        "message": watch.message,
        "last": _write(watch.last),
        "told": watch.told,
        WAITING: _write(watch.waiting) if watch.waiting else None,
    }
    return Record(Matter.WATCH, watch.chat, watch.id, watch.person, watch.at, body, watch.ends)


def from_record(record: Record) -> Watch | None:
    """Read what `to_record` wrote; None where it is nothing of the kind."""
    message, told, waiting = (record.body.get(key) for key in ("message", "told", WAITING))
    last = _read(record.body.get("last"))
    if last is None or record.person is None or not isinstance(message, int):
        return None
    known = float(told) if isinstance(told, int | float) else None
    return Watch(record.id, record.chat, record.person, message, record.at, last, known, _read(waiting))


def _write(sighted: Sighted) -> Mapping[str, object]:
    version = sighted.version
    sources = [[source.text, source.name, source.kind, source.part] for source in version.sources]
    words = {name: getattr(version, name) for name in ("text", "core", "status", "certainty", "polarity", "time")}
    return {**words, "sources": sources, "at": sighted.at}


def _read(value: object) -> Sighted | None:
    if not isinstance(value, Mapping):
        return None
    try:
        text, core, at = str(value["text"]), str(value["core"]), float(value["at"])
        labels = Status(value["status"]), Certainty(value["certainty"]), Polarity(value["polarity"]), Time(value["time"])
        return Sighted(Version(text, core, *labels, tuple(_read_source(*source) for source in value["sources"])), at)
    except (KeyError, TypeError, ValueError):
        return None


def _read_source(text: str, name: str | None, kind: str, part: str) -> Source:
    return Source(str(text), str(name) if name else None, SourceKind(kind), Part(part), None, 0, 0)
