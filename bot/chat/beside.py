"""What stands beside a reading and is no part of it: what was seen before, what moderators noted, what was published about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.chat.scene import Scene
from bot.chat.work import Work
from bot.model import Reading
from bot.reading.accusing import Accusing
from bot.reply.sections import Section


class Teller(Protocol):
    """Knows something about statements that a text cannot say itself."""

    @property
    def marks(self) -> bool:
        """Whether what it tells is a reason to mark a post that nobody asked about."""
        ...

    async def tell(self, reading: Reading, scene: Scene, accusing: Accusing | None) -> Sequence[Section]:
        """Give what is known in the chat, before the reading itself is noted there; nothing where nothing is.

        Where `accusing` is given other people read it: of statements that accuse, no word may be repeated.
        """
        ...


class Noticer(Protocol):
    """Does something about a text that is read for the first time, or anew after an edit."""

    async def notice(self, reading: Reading, scene: Scene, work: Work) -> None:
        """Put what is to be done into the work. The same update may be worked on again."""
        ...


@dataclass(frozen=True, slots=True)
class Beside:
    """Asks everybody who knows something, in the order in which it is shown."""

    tellers: Sequence[Teller]
    noticers: Sequence[Noticer]

    async def tell(self, reading: Reading, scene: Scene, accusing: Accusing | None) -> tuple[Section, ...]:
        """Give all that is to stand beside a reading."""
        return await _ask(self.tellers, reading, scene, accusing)

    async def tell_marks(self, reading: Reading, scene: Scene, accusing: Accusing | None) -> tuple[Section, ...]:
        """Give what is a reason to mark a post."""
        return await _ask([teller for teller in self.tellers if teller.marks], reading, scene, accusing)

    async def notice(self, reading: Reading, scene: Scene, work: Work) -> None:
        """Have everything done that a text leads to once it was read."""
        for noticer in self.noticers:
            await noticer.notice(reading, scene, work)


async def _ask(tellers: Sequence[Teller], reading: Reading, scene: Scene, accusing: Accusing | None) -> tuple[Section, ...]:
    return tuple([section for teller in tellers for section in await teller.tell(reading, scene, accusing)])
