"""A post that a moderator forwards in private: which of their groups saw it, with the way to a note for each."""

from dataclasses import dataclass

from bot.chat.notes.find import find_seen, offer_groups
from bot.chat.notes.parts import Parts
from bot.chat.scene import Scene
from bot.chat.work import Work
from bot.model import Reading
from bot.service.notes import note_from_record
from bot.service.records import Matter


@dataclass(frozen=True, slots=True)
class Forwards:
    """Offers notes about forwarded posts. A forward is never an order: it is read as always, and then something is offered."""

    parts: Parts

    async def notice(self, reading: Reading, scene: Scene, work: Work) -> None:
        """Say below the answer to a forward which groups of the person's saw the post; nothing to whoever moderates none."""
        article, place = reading.article, scene.place
        if not place.private or place.sender is None or article.is_page or not article.published or not _is_kept(work):
            return
        groups = await find_seen(self.parts, article.text, place.sender)
        if groups or await self._is_author(place.sender):
            slot = f"n:f:{place.chat}:{place.album or place.message}"
            await offer_groups(self.parts, groups, work.answers[-1].id, place, work, slot)

    async def _is_author(self, person: int) -> bool:
        records = await self.parts.here.memory.records.list_person(Matter.NOTE, person)
        return any(map(note_from_record, records))


def _is_kept(work: Work) -> bool:
    """Tell whether the text that was just read can be read again when a note is written."""
    return bool(work.answers and work.answers[-1].article.text)
