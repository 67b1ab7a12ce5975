"""Statements that were seen, held in memory: every text is looked at for each question."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from operator import itemgetter

from bot.memory.nearest_rank import Weights, rank
from bot.memory.nearest_terms import find_terms
from bot.memory.sightings import hide_chat
from bot.model import Status
from bot.service.days import DAY
from bot.service.statements import MOST_LIKE, LookAlike, Seen, Sighting
from bot.text.digest import digest_words


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
        self.keep(sightings, hashes=hashes)

    def keep(self, sightings: Sequence[Sighting], *, hashes: bool) -> None:
        """Keep what was seen; with `hashes` no word of it."""
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

    async def list_repeats(self, texts: Sequence[str], chat: int, post: str) -> Sequence[Sighting]:
        """Give each message of the chat that held one of the texts as part of a post, by its first sighting, oldest first."""
        helds = [held for text in set(texts) if (held := self.kept.get((chat, digest_words(text))))]
        found = [(one.at, held.number, one) for held in helds for one in _order(held) if one.post == post]
        first = {one.message: replace(one, chat=chat) for _, _, one in sorted(found, key=itemgetter(0, 1), reverse=True)}
        return tuple(sorted(first.values(), key=_when))

    async def list_near(self, texts: Sequence[str], chat: int, message: int, reach: int) -> Sequence[Sequence[Sighting]]:
        """Give for each text its sightings in messages of the chat at most `reach` numbers away, oldest first."""
        return tuple(tuple(one for one in self._list(text, chat) if abs(one.message - message) <= reach) for text in texts)

    def _list(self, text: str, chat: int) -> Sequence[Sighting]:
        held = self.kept.get((chat, digest_words(text)))
        return [replace(one, chat=chat) for one in _order(held)] if held else []

    async def find_like(self, text: str, chat: int, *, everywhere: bool = False, most: int = MOST_LIKE) -> Sequence[LookAlike]:
        """Give the kept statements that look most like a text, best first; `everywhere` looks in all chats."""
        chats = {held.number: (home, held) for (home, _), held in self.kept.items() if everywhere or home == chat}
        terms = {number: find_terms(held.text) for number, (_, held) in chats.items() if held.text is not None}
        ranked = rank(_weigh(text, terms.values()), terms, most)
        if same := self.kept.get((chat, digest_words(text))):
            ranked = [(same.number, 1.0), *(one for one in ranked if one[0] != same.number)]
        found = [(*chats[number], likeness) for number, likeness in ranked[: max(most, 0)]]
        return tuple(LookAlike(_look_up(held, home, chat), likeness) for home, held, likeness in found)

    async def find_like_each(
        self, texts: Sequence[str], chat: int, *, everywhere: bool = False, most: int = MOST_LIKE
    ) -> Sequence[Sequence[LookAlike]]:
        """Give for each text what `find_like` gives, in one step."""
        return tuple([await self.find_like(text, chat, everywhere=everywhere, most=most) for text in texts])

    async def find_chats(self, post: str) -> Sequence[int]:
        """Give the chats in which a post was seen, by its digest, latest first. Not for the eyes of anybody in another chat."""
        seen = [(-one.at, chat) for (chat, _), held in self.kept.items() for one in held.sightings.values() if one.post == post]
        return tuple(dict.fromkeys(chat for _, chat in sorted(seen)))

    async def list_last(self, chat: int, statuses: Collection[Status], since: float) -> Sequence[Seen]:
        """Give the statements of a chat whose last sighting has one of the statuses, and is not before; most often seen first."""
        found = (_look_up(held, chat, chat) for (home, _), held in self.kept.items() if home == chat)
        meant = [seen for seen in found if seen.last.status in statuses and seen.last.at >= since]
        return tuple(sorted(meant, key=lambda seen: (-seen.times, -seen.last.at, seen.number)))

    async def list_chat(self, chat: int) -> Sequence[Sighting]:
        """Give all sightings in a chat, oldest first."""
        found = [(held.number, one) for (home, _), held in self.kept.items() if home == chat for one in _order(held)]
        ordered = sorted(found, key=lambda item: (item[1].at, item[1].message, item[0]))
        return tuple(replace(one, chat=chat) for _, one in ordered)

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

    def forget_sender(self, person: int) -> int:
        """Keep no longer that a person sent something; give how many sightings named them."""
        count = 0
        for held in self.kept.values():
            sent = {message: replace(one, sender=None) for message, one in held.sightings.items() if one.sender == person}
            held.sightings |= sent
            count += len(sent)
        return count

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
    return sorted(ones, key=_when)


def _when(one: Sighting) -> tuple[float, int]:
    return one.at, one.message


def _look_up(held: Held, home: int, chat: int) -> Seen:
    ones = [replace(one, chat=home) for one in _order(held)]
    seen = Seen(held.number, home, held.text, len(ones), ones[0], ones[-1])
    return seen if home == chat else hide_chat(seen)


def _weigh(text: str, kept: Collection[Sequence[str]]) -> Weights:
    return Weights(find_terms(text), Counter(term for terms in kept for term in set(terms)), len(kept))
