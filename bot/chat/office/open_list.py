"""/open: what was shared in a group as unconfirmed and followed up by nobody, most shared first; for moderators, in private."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message

from bot.chat.buttons import Button, keyboard
from bot.chat.composer import Composer, Shown
from bot.chat.days import say_day
from bot.chat.here import Here
from bot.chat.moderators import Moderators
from bot.chat.notes.parts import list_living
from bot.chat.office.backroom import Caller, turn_pages
from bot.chat.work import Work
from bot.reply.listed import say_shared
from bot.reply.pages import cut_list, render_list
from bot.reply.phrasebook import Phrasebook
from bot.service.statements import Seen
from bot.service.unsettled import LOOKED_AT, Candidate, find_open, is_unconfirmed

ON_A_PAGE = 8
"""Statements on a page."""

IN_A_ROW = 4
"""Buttons side by side."""

MOST = 50
"""Statements that are looked at, most shared first."""


async def find_open_in(here: Here, chat: int, now: float, since: float = 0.0) -> Sequence[Seen]:
    """Give the statements of a chat that are open and were seen since, most shared first; of a chat that keeps no texts none."""
    statements = here.memory.statements
    listed = await statements.list_last(chat, LOOKED_AT, since)
    seen = [one for one in listed if one.text and is_unconfirmed(one.last)][:MOST]
    alike = await statements.find_like_each([one.text or "" for one in seen], chat)
    candidates = [
        Candidate(one, await statements.list_sightings(one.number, chat), [other.seen for other in others])
        for one, others in zip(seen, alike, strict=True)
    ]
    return await asyncio.to_thread(find_open, candidates, await list_living(here, chat, now))


@dataclass(frozen=True, slots=True)
class OpenList:
    """Shows what is open."""

    here: Here
    moderators: Moderators
    letter: str = "o"
    command: str = "open"
    refusal: str = "only-moderators"

    async def may(self, chat: int, person: int) -> bool:
        """Tell whether a person moderates the group."""
        return await self.moderators.may(chat, person)

    async def may_write(self, message: Message) -> bool:
        """Tell whether whoever wrote a message moderates the group."""
        return await self.moderators.may_write(message)

    async def say(self, chat: int, composer: Composer) -> str:
        """Say how many statements are open."""
        n = len(await find_open_in(self.here, chat, self.here.clock()))
        return composer.count("open-here", n) if n else await self._say_none(chat, composer)

    async def show(self, caller: Caller, page: int, composer: Composer, work: Work) -> Shown:
        """Show one page of the list."""
        open_ = await find_open_in(self.here, caller.chat, work.now)
        if not open_:
            return Shown(await self._say_none(caller.chat, composer), keyboard([]))
        listed = cut_list(open_, page, ON_A_PAGE)
        lines = [say_seen(seen, composer.phrasebook) for _, seen in listed.items]
        title = composer.phrasebook.say("open", "title", group=caller.title)
        html = render_list(title, lines, listed, composer.phrasebook)
        notes = [await self._link_note(n, seen, composer) for n, seen in listed.items]
        rows = [[note for note in notes[n : n + IN_A_ROW] if note] for n in range(0, len(notes), IN_A_ROW)]
        return Shown(html, keyboard([*rows, turn_pages(self.letter, caller.chat, listed.number, listed.of, composer)]))

    async def _link_note(self, n: int, seen: Seen, composer: Composer) -> Button | None:
        """Give the button that leads to noting something about a statement, where the post is kept that it was last seen in."""
        kept = await self.here.memory.answers.find_asked(seen.last.chat, seen.last.message)
        if kept is None or not kept.article.text:
            return None
        label = composer.phrasebook.say("open", "note", n=n)
        return composer.keys.leading(label, f"n_{kept.id}")

    async def _say_none(self, chat: int, composer: Composer) -> str:
        return composer.say("open", "no-texts" if (await self.here.memory.settings.get(chat)).hashes else "none")


def say_seen(seen: Seen, phrasebook: Phrasebook, *, is_told: bool = True) -> str:
    """Say what is open and how often it was shared; where it may not be told, without its words."""
    last, day = seen.last, say_day(seen.first.at, phrasebook)
    return say_shared(seen.text or "" if is_told else "", seen.times, day, last.status, last.certainty, phrasebook)
