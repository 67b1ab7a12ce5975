"""Reads what somebody sent and puts the answer into the work: from a text at once, from a link when its page has come."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.chat.composer import Composer, Payload, digest, name_answer, quote_back
from bot.chat.here import Here
from bot.chat.place import Place
from bot.chat.post import Post
from bot.chat.work import Work
from bot.model import Article, Reading
from bot.reading.accusing import find_accusing
from bot.reply.edited import say_edited
from bot.service import Answer
from bot.service.keeping import KeptAnswer, Outgoing

PATIENCE = 2.0
"""Seconds after which somebody who waits for a page is told so."""

TYPING = 4.5
"""Seconds between two signs of typing: Telegram shows one for five."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Answers posts and links."""

    here: Here

    async def answer(self, post: Post, place: Place, work: Work) -> Answer:
        """Read a post, or the page behind its first link where it is little more than that; the answer goes into the work."""
        if post.is_link:
            return await self._answer_link(post, place, work)
        post = await self._with_album(post, place, work)
        answer = await self.here.service.answer_later(post.article())
        await self._put(answer, post, place, work, post.links)
        return answer

    async def open(self, url: str, place: Place, slot: str, passed_on: str, work: Work) -> None:
        """Read the page at an address that a button stands for."""
        answer = await self._wait_for(url, passed_on, place, slot)
        post = Post("", (), None, None, passed_on, quotes=False)
        await self._put(answer, post, place, work, (), slot)

    async def _with_album(self, post: Post, place: Place, work: Work) -> Post:
        """Give the post with the captions of its album that were read before."""
        before = await self.here.memory.answers.get(self._name(place, work)) if place.album else None
        if before is None or before.asked == place.message or post.text in before.article.text:
            return post
        return replace(post, text=f"{before.article.text}\n\n{post.text}", quotes=False)

    def _name(self, place: Place, work: Work) -> str:
        return name_answer(self.here.secret, place.slot if place.album else str(work.update))

    async def _answer_link(self, post: Post, place: Place, work: Work) -> Answer:
        answer = await self._wait_for(post.links[0], post.passed_on, place, place.slot)
        await self._put(answer, replace(post, quotes=False), place, work, post.links[1:])
        return answer

    async def _wait_for(self, url: str, passed_on: str, place: Place, slot: str) -> Answer:
        """Open a page; typing is shown meanwhile, and after two seconds a line that becomes the answer."""
        reading = asyncio.create_task(self.here.service.answer_link(url, passed_on))
        typing = asyncio.create_task(self._type(place))
        try:
            await asyncio.wait({reading}, timeout=PATIENCE)
            if not reading.done():
                await self._say_opening(place, slot)
            return await reading
        finally:
            for task in (reading, typing):
                task.cancel()

    async def _type(self, place: Place) -> None:
        while True:
            with suppress(TelegramError):  # a sign of life, no more
                await self.here.bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.topic)
            await asyncio.sleep(TYPING)

    async def _say_opening(self, place: Place, slot: str) -> None:
        composer = await self.here.composer(place)
        await self.here.memory.outbox.put([place.saying(composer.say("chat", "opening"), slot)], self.here.clock())
        self.here.wake()

    async def _put(
        self, answer: Answer, post: Post, place: Place, work: Work, links: tuple[str, ...], slot: str | None = None
    ) -> None:
        """Put the answer to a post into the work, into the slot that belongs to its message."""
        composer, slot = await self.here.composer(place), slot or place.slot
        if answer.reading is None:
            work.outgoing.append(place.saying(composer.refuse(answer), slot))
            return
        kept = self.keep(answer.reading.article, place, slot, links, work)
        note = await self._say_edited(answer.reading, kept, composer)
        work.outgoing.append(
            Outgoing(place.chat, "sendMessage", self.compose(answer.reading, kept, place, composer, post, note), slot)
        )

    def compose(
        self, reading: Reading, kept: KeptAnswer, place: Place, composer: Composer, post: Post | None = None, note: str = ""
    ) -> Payload:
        """Give the summary as a message, with its buttons; it quotes the post that it replies to where it can."""
        accusing = find_accusing(reading, self.here.service.rulebook)
        honest = composer.honest(reading, place, accusing)
        return {
            **place.aim(**(quote_back(reading, post) if post else {})),
            "text": composer.summary(reading, place, accusing, note),
            "parse_mode": "HTML",
            "reply_markup": composer.keys.under_answer(kept.id, honest, kept.links, private=place.private),
        }

    def keep(self, article: Article, place: Place, slot: str, links: tuple[str, ...], work: Work) -> KeptAnswer:
        """Have it kept what was read for whom, so that buttons answer later."""
        kept = KeptAnswer(
            id=self._name(place, work),
            chat=place.chat,
            topic=place.topic,
            asked=place.message,
            slot=slot,
            article=article,
            digest=digest(f"{article.title or ''}\n{article.text}"),
            at=work.now,
            links=links,
        )
        work.answers.append(kept)
        return kept

    async def _say_edited(self, reading: Reading, kept: KeptAnswer, composer: Composer) -> str:
        """Say what an edit changed, where the message was answered before and reads otherwise now."""
        before = await self.here.memory.answers.find_asked(kept.chat, kept.asked)
        if before is None or before.slot != kept.slot or before.digest == kept.digest:
            return ""
        earlier = (await self.here.service.answer_later(before.article)).reading
        return say_edited(earlier, reading, composer.phrasebook) if earlier else ""
