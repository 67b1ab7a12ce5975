"""Finds what a note is to be about: the text, read before or now, and the groups that saw it."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message

from bot.chat.answered import Answered
from bot.chat.composer import Shown
from bot.chat.notes.keys import for_groups
from bot.chat.notes.parts import Parts
from bot.chat.office.backroom import keep_allowed
from bot.chat.place import Place
from bot.chat.showing import show
from bot.chat.work import Work
from bot.service.keeping import KeptAnswer
from bot.service.sighting import digest_text

MOST_GROUPS = 20
"""Groups of which Telegram is asked whether somebody moderates them."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what a note may be about."""

    answered: Answered

    async def find_kept(self, asked: Message, place: Place, work: Work) -> KeptAnswer | None:
        """Give what was read of the message that a command replies to, or of the post that our own message answers.

        What was not read yet, or is kept no longer, is read now; None where there is nothing to read.
        """
        here = self.answered.here
        answer = await self.answered.find(asked, place)
        kept = await here.memory.answers.get(answer) if answer else None
        is_enough = kept and (kept.article.text or (await here.choice(place)).hashes)
        return kept if is_enough or self.is_mine(asked) else await self.answered.read_now(asked, place, work)

    def is_mine(self, asked: Message) -> bool:
        """Tell whether a message is one of the bot's own."""
        return self.answered.is_mine(asked)


async def find_seen(parts: Parts, text: str, person: int) -> Sequence[int]:
    """Give the groups that saw a post and that a person moderates. Of no other group anything is said."""
    seen = [chat for chat in await parts.here.memory.statements.find_chats(digest_text(text)) if chat < 0][:MOST_GROUPS]
    return await keep_allowed(seen, person, parts.moderators.may)


async def offer_groups(parts: Parts, groups: Sequence[int], answer: str, place: Place, work: Work, slot: str) -> None:
    """Offer a note for each of these groups, or say that none of the person's groups saw the post."""
    composer = await parts.here.composer(place)
    names = await parts.here.name_groups(groups, composer)
    board = for_groups(answer, tuple(names.items()), composer)
    shown = Shown(composer.say("note", "seen" if groups else "seen-nowhere"), board)
    show(shown, place, work, slot)
