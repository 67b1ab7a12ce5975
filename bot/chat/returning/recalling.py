"""Statements that come back: what the chat saw of a text before stands beside its reading, and its statements are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.chat.here import Here
from bot.chat.place import Place
from bot.chat.scene import Scene
from bot.chat.work import Work
from bot.model import Reading
from bot.reading.accusing import Accusing
from bot.reply.recalled import say_history
from bot.reply.sections import Section
from bot.service.days import find_day
from bot.service.recall import Asked, find_own, hush, recall
from bot.service.sighting import make_sightings


@dataclass(frozen=True, slots=True)
class Recalling:
    """Tells what was seen before, and notices what is seen now."""

    here: Here
    marks: bool = False

    async def tell(self, reading: Reading, scene: Scene, accusing: Accusing | None) -> Sequence[Section]:
        """Give what the chat saw before of a text; where the operator says so, other chats too, as elsewhere."""
        rulebook = scene.service.rulebook
        history = await recall(self.here.memory.statements, rulebook, reading, self._ask(reading, scene))
        if accusing:
            history = hush(history, accusing, rulebook)
        return say_history(history, find_day(self.here.clock()), scene.composer.phrasebook)

    async def notice(self, reading: Reading, scene: Scene, work: Work) -> None:
        """Have the statements of a text kept; those that an edit left as they were stay as old as they are."""
        place, work.hashes = scene.place, scene.around.choice.hashes
        asked = Asked(place.chat, _number(reading, place), work.now, album=bool(place.album))
        own = await find_own(self.here.memory.statements, reading, asked)
        message = min([asked.message, *(one.message for one in own.values())])
        known = {text: one.at for text, one in own.items()}
        work.sightings += make_sightings(reading, place.chat, message, place.sender, work.now, known)

    def _ask(self, reading: Reading, scene: Scene) -> Asked:
        """Find out which message it is about, when that was read, and whether it is of an album."""
        place, everywhere = scene.place, self.here.across_chats and not scene.around.choice.hashes
        kept = scene.around.before if place.message else None
        of_album = kept is not None and kept.slot.rpartition(":")[2] != str(kept.asked)
        at = kept.at if kept else self.here.clock()
        return Asked(place.chat, _number(reading, place), at, bool(place.album) or of_album, everywhere)


def _number(reading: Reading, place: Place) -> int:
    """Give the number of the message; the page of a link has none of Telegram's, and gets one that its address tells."""
    if place.message:
        return place.message
    name = reading.article.url or reading.article.text
    return -int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[:6], "big") - 1
