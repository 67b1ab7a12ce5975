"""Finds what a note is to be about: the text, read before or now, and the groups that saw it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message

from bot.chat.buttons import find_answer
from bot.chat.composer import Shown
from bot.chat.notes.keys import for_groups
from bot.chat.notes.parts import Parts
from bot.chat.place import Place, find_place
from bot.chat.post import find_post
from bot.chat.reader import Reader
from bot.chat.work import Work
from bot.service.keeping import KeptAnswer
from bot.service.sighting import digest_text

MOST_GROUPS = 20
"""Groups of which Telegram is asked whether somebody moderates them."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what a note may be about."""

    parts: Parts
    reader: Reader

    async def find_kept(self, asked: Message, place: Place, work: Work) -> KeptAnswer | None:
        """Give what was read of the message that a command replies to, or of the post that our own message answers.

        What was not read yet is read now; None where there is nothing to read.
        """
        memory, choice = self.parts.here.memory, await self.parts.here.choice(place)
        if self.is_mine(asked):
            named = find_answer(asked.reply_markup.to_dict()) if asked.reply_markup else None
            return await memory.answers.get(named) if named else None
        kept = await memory.answers.find_asked(place.chat, asked.message_id)
        return kept if kept and (kept.article.text or choice.hashes) else await self._read_now(asked, place, work)

    def is_mine(self, asked: Message) -> bool:
        """Tell whether a message is one of the bot's own."""
        return self.parts.here.bot.id in [who.id for who in (asked.from_user, asked.via_bot) if who]

    async def _read_now(self, asked: Message, place: Place, work: Work) -> KeptAnswer | None:
        post = find_post(asked)
        reading = (await (await self.parts.here.reads(place.chat)).answer_later(post.article())).reading
        if reading is None:
            return None
        there = replace(find_place(asked), topic=place.topic, private=place.private)
        await self.reader.beside.notice(reading, there, work)
        return await self.reader.keep(reading.article, post.text, there, there.slot, work, post.links)


async def find_seen(parts: Parts, text: str, person: int) -> Sequence[int]:
    """Give the groups that saw a post and that a person moderates. Of no other group anything is said."""
    seen = [chat for chat in await parts.here.memory.statements.find_chats(digest_text(text)) if chat < 0][:MOST_GROUPS]
    may = await asyncio.gather(*(parts.moderators.may(chat, person) for chat in seen))
    return tuple(chat for chat, allowed in zip(seen, may, strict=True) if allowed)


async def offer_groups(parts: Parts, groups: Sequence[int], answer: str, place: Place, work: Work, slot: str) -> None:
    """Offer a note for each of these groups, or say that none of the person's groups saw the post."""
    composer = await parts.here.composer(place)
    named = [(chat, await parts.find_title(chat, composer)) for chat in groups]
    board = for_groups(answer, named, composer)
    shown = Shown(composer.say("note", "seen" if groups else "seen-nowhere"), board)
    work.call(place.chat, "sendMessage", {**place.aim(), **shown.payload()}, slot=slot)
