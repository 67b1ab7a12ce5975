"""The answer that a message in a chat is about: our own message, a post that was read, or one that is read now."""

from dataclasses import dataclass, replace

from telegram import Message

from bot.chat.buttons import find_answer
from bot.chat.here import Here
from bot.chat.place import Place, find_place
from bot.chat.post import find_post
from bot.chat.reader import Reader
from bot.chat.work import Work
from bot.service.keeping import KeptAnswer


def say_why_not(kept: KeptAnswer | None) -> str:
    """Give the key of the phrase in "chat" that says why nothing can be shown of an answer."""
    return "gone" if kept is None or kept.article.text else "wordless"


def find_asked(message: Message) -> Message | None:
    """Give the message that another replies to; in a topic, what replies to nothing points at its first one, which is none."""
    asked = message.reply_to_message
    return None if asked is None or asked.forum_topic_created else asked


@dataclass(frozen=True, slots=True)
class Answered:
    """Finds answers by what somebody replied to."""

    here: Here
    reader: Reader

    async def find(self, asked: Message, place: Place) -> str | None:
        """Give the id of the answer that a message is, or that it got."""
        named = find_answer(asked.reply_markup.to_dict()) if self.is_mine(asked) and asked.reply_markup else None
        kept = None if named else await self.here.memory.answers.find_asked(place.chat, asked.message_id)
        return kept.id if kept else named

    async def find_or_read(self, asked: Message, place: Place, work: Work) -> str | None:
        """Give the same; a post of a group that was marked with a reaction, or not at all, is read now."""
        found = await self.find(asked, place)
        if found or place.private or self.is_mine(asked):
            return found
        kept = await self.read_now(asked, place, work)
        return kept.id if kept else None

    def is_mine(self, message: Message) -> bool:
        """Tell whether the bot wrote a message, or somebody in its name."""
        return self.here.bot.id in [who.id for who in (message.from_user, message.via_bot) if who]

    async def read_now(self, asked: Message, place: Place, work: Work) -> KeptAnswer | None:
        """Read a message that was not read before; None where there is nothing to read."""
        post = find_post(asked)
        reading = await self.here.read(place.chat, post.article())
        if reading is None:
            return None
        there = replace(place, message=asked.message_id, sender=find_place(asked).sender)
        scene = await self.here.look_around(there)
        await self.reader.beside.notice(reading, scene, work)
        return self.reader.keep(reading.article, post.text, scene, there.aside, work, post.links)
