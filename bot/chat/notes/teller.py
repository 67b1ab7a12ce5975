"""Tells beside a reading what the group's moderators noted about statements that come back."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.here import Here
from bot.chat.notes.parts import keep_living
from bot.chat.notes.views import show_fits
from bot.chat.scene import Scene
from bot.model import Reading
from bot.reading.accusing import Accusing
from bot.reply.sections import Section
from bot.service.note_match import find_fitting
from bot.service.records import Matter


@dataclass(frozen=True, slots=True)
class NoteTeller:
    """Knows the notes of each chat. None crosses into another, a private one least of all."""

    here: Here
    marks: bool = True

    async def tell(self, reading: Reading, scene: Scene, accusing: Accusing | None) -> Sequence[Section]:
        """Give the living notes that fit; where others read it, no words of a statement that accuses, nor of one that did."""
        living = keep_living(scene.around.records.get(Matter.NOTE, ()), self.here.clock())
        if not living:
            return ()
        fits = await asyncio.to_thread(find_fitting, reading.statements, living)
        hidden = [accusing is not None and (fit.statement.n in accusing or fit.note.accuses) for fit in fits]
        return show_fits(fits, hidden, scene.composer)
