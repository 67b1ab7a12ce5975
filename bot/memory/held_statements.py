"""Statements that were seen, held in memory: every text is looked at for each question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from bot.memory.nearest_rank import Weights, rank
from bot.memory.nearest_terms import digest_words, find_terms
from bot.memory.statements import hide_chat
from bot.memory.times import DAY
from bot.service.statements import MOST_LIKE, LookAlike, Seen, Sighting


@dataclass(slots=True)
class Held:
    """A statement of a chat with its sightings by message; the text is None where only its hash is kept."""

    number: int
    text: str | None
    sightings: dict[int, Sighting] = field(default_factory=dict)


@dataclass(slots=True)
class HeldStatements:
    """Statements by chat and digest."""

    kept: dict[tuple[int, bytes], Held] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def put(self, sightings: Sequence[Sighting], *, hashes: bool = False) -> None:
        """Keep what was seen; a message that says the same again is counted once, with what it said last."""
        for one in sightings:
            held = self._hold(one.chat, digest_words(one.text))
            if not hashes and held.text is None:
                held.text = one.text
            held.sightings[one.message] = replace(one, sources=(), origin=None) if hashes else one

    def _hold(self, chat: int, digest: bytes) -> Held:
        if (chat, digest) not in self.kept:
            self.kept[chat, digest] = Held(next(self.numbers), None)
        return self.kept[chat, digest]

    async def find_same(self, text: str, chat: int) -> Seen | None:
        """Give the statement of a chat that is this one but for case, spaces and marks."""
        held = self.kept.get((chat, digest_words(text)))
        return _look_up(held, chat, chat) if held else None

    async def find_like(self, text: str, chat: int, *, everywhere: bool = False, most: int = MOST_LIKE) -> Sequence[LookAlike]:
        """Give the kept statements that look most like a text, best first; `everywhere` looks in all chats."""
        chats = {held.number: (home, held) for (home, _), held in self.kept.items() if everywhere or home == chat}
        texts = {number: held.text for number, (_, held) in chats.items() if held.text is not None}
        ranked = rank(_weigh(text, texts.values()), texts, most)
        if same := self.kept.get((chat, digest_words(text))):
            ranked = [(same.number, 1.0), *(one for one in ranked if one[0] != same.number)]
        found = [(*chats[number], likeness) for number, likeness in ranked[: max(most, 0)]]
        return tuple(LookAlike(_look_up(held, home, chat), likeness) for home, held, likeness in found)

    async def list_sightings(self, number: int, chat: int) -> Sequence[Sighting]:
        """Give all sightings of a statement of the chat, oldest first; none of another chat's."""
        found = [held for (home, _), held in self.kept.items() if (home, held.number) == (chat, number)]
        return tuple(replace(one, chat=chat) for held in found for one in _order(held))

    async def count(self, chat: int) -> int:
        """Count the statements that are kept of a chat."""
        return sum(home == chat for home, _ in self.kept)

    async def drop_texts(self, chat: int) -> int:
        """Keep only the hashes of a chat's statements; give how many had a text."""
        bare = [held for (home, _), held in self.kept.items() if home == chat]
        had = sum(held.text is not None for held in bare)
        for held in bare:
            held.text = None
            held.sightings = {message: replace(one, sources=(), origin=None) for message, one in held.sightings.items()}
        return had

    async def forget(self, chat: int) -> int:
        """Remove all statements of a chat; give how many there were."""
        gone = [key for key in self.kept if key[0] == chat]
        for key in gone:
            del self.kept[key]
        return len(gone)

    async def move(self, old: int, new: int) -> None:
        """Let the statements of a chat belong to its new id; where both saw the same, the sightings are put together."""
        for home, digest in [key for key in self.kept if key[0] == old and old != new]:
            moved = self.kept.pop((home, digest))
            stays = self.kept.setdefault((new, digest), Held(moved.number, moved.text))
            stays.text = moved.text if stays.text is None else stays.text
            stays.sightings |= {-abs(message): one for message, one in moved.sightings.items()}

    async def expire(self, now: float, days: Mapping[int, int], otherwise: int) -> int:
        """Remove sightings older than so many days of their chat, or `otherwise`; give how many statements went with them."""
        for (chat, _), held in self.kept.items():
            since = now - DAY * days.get(chat, otherwise)
            held.sightings = {message: one for message, one in held.sightings.items() if one.at >= since}
        gone = [key for key, held in self.kept.items() if not held.sightings]
        for key in gone:
            del self.kept[key]
        return len(gone)


def _order(held: Held) -> Sequence[Sighting]:
    """The sightings with the statement's own chat and text, oldest first."""
    ones = [replace(one, message=message, text=held.text or "") for message, one in held.sightings.items()]
    return sorted(ones, key=lambda one: (one.at, one.message))


def _look_up(held: Held, home: int, chat: int) -> Seen:
    ones = [replace(one, chat=home) for one in _order(held)]
    seen = Seen(held.number, home, held.text, len(ones), ones[0], ones[-1])
    return seen if home == chat else hide_chat(seen)


def _weigh(text: str, texts: Iterable[str]) -> Weights:
    terms = find_terms(text)
    held = [set(find_terms(one)) for one in texts]
    return Weights(terms, Counter(term for one in held for term in one), len(held))
