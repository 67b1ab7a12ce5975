"""What people wrote down or asked for, held in memory."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.memory.forgetting import REFERENCES, WORDS, is_draft_for, leave_out
from bot.memory.forms import from_json, to_json
from bot.service.records import Matter, Record, Removal

Key = tuple[Matter, int, str]


@dataclass(frozen=True, slots=True)
class HeldRecords:
    """Records by matter, chat and id."""

    kept: dict[Key, Record] = field(default_factory=dict)

    async def put(self, records: Sequence[Record], removals: Sequence[Removal] = ()) -> None:
        """Keep records and remove others, in one step."""
        self.keep(copy_records(records), removals)

    def keep(self, records: Sequence[Record], removals: Sequence[Removal]) -> None:
        """Keep records, each in the place of an earlier one of its id, and then remove others."""
        for one in records:
            key = (one.matter, one.chat, one.id)
            if key in self.kept or not one.renews:
                self.kept[key] = replace(one, renews=False)
        for gone in removals:
            self.kept.pop((gone.matter, gone.chat, gone.id), None)

    async def get(self, matter: Matter, chat: int, identity: str) -> Record | None:
        """Give a record by its id."""
        return self.kept.get((matter, chat, identity))

    async def list_chat(self, matter: Matter, chat: int) -> Sequence[Record]:
        """Give all records of one matter in a chat, oldest first."""
        return self._list(matter, lambda one: one.chat == chat)

    async def list_person(self, matter: Matter, person: int) -> Sequence[Record]:
        """Give all records of one matter that a person wrote, in whichever chat, oldest first."""
        return self._list(matter, lambda one: one.person == person)

    async def list_all(self, matter: Matter) -> Sequence[Record]:
        """Give all records of one matter, oldest first: for what is done by the clock."""
        return self._list(matter, lambda _: True)

    def _list(self, matter: Matter, is_meant: Callable[[Record], bool]) -> Sequence[Record]:
        found = [one for one in self.kept.values() if one.matter == matter and is_meant(one)]
        return tuple(sorted(found, key=lambda one: (one.at, one.chat, one.id)))

    def move(self, old: int, new: int) -> None:
        """Let records belong to the new id of a chat, where that has none of the same id."""
        for matter, chat, identity in list(self.kept):
            if chat == old:
                one = self.kept.pop((matter, old, identity))
                self.kept.setdefault((matter, new, identity), replace(one, chat=new))

    def forget_chat(self, chat: int) -> Mapping[str, int]:
        """Remove the records of a chat, and what others are writing for it; give how many of what."""
        gone = [key for key, one in self.kept.items() if one.chat == chat or is_draft_for(one, chat)]
        for key in gone:
            del self.kept[key]
        return Counter(WORDS[matter] for matter, *_ in gone)

    def forget_writer(self, person: int) -> Mapping[str, int]:
        """Remove a person's records, and the person from those that stay; give how many of what."""
        counts: Counter[str] = Counter()
        for key, one in list(self.kept.items()):
            left = leave_out(one, person)
            if left is None:
                del self.kept[key]
                counts[WORDS[one.matter]] += 1
            elif left is not one:
                self.kept[key] = left
                counts[REFERENCES] += 1
        return counts

    def expire(self, now: float) -> None:
        """Remove the records that have ended."""
        for key in [key for key, one in self.kept.items() if one.ends is not None and one.ends < now]:
            del self.kept[key]


def copy_records(records: Sequence[Record]) -> Sequence[Record]:
    """Give the records as a file would give them back: who put them may go on changing their bodies."""
    return [replace(one, body=from_json(to_json(one.body))) for one in records]
