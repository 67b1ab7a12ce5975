"""Reads what somebody sent and puts the answer into the work: from a text at once, from a link when its page has come."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.chat.beside import Beside
from bot.chat.composer import Payload, digest, name_answer, quote_back
from bot.chat.here import Here
from bot.chat.place import Place
from bot.chat.post import Post
from bot.chat.scene import Scene
from bot.chat.work import Work
from bot.model import Article, Reading
from bot.reading.accusing import Accusing, find_accusing
from bot.reply.edited import say_edited
from bot.service import Answer
from bot.service.keeping import KeptAnswer

PATIENCE = 2.0
"""Seconds after which somebody who waits for a page is told so."""

TYPING = 4.5
"""Seconds between two signs of typing: Telegram shows one for five."""


WORDLESS = Article("")
"""What is kept of an article where no text is."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Answers posts and links."""

    here: Here
    beside: Beside

    async def answer(self, post: Post, place: Place, work: Work) -> None:
        """Read a post, or the page behind its first link where it is little more than that; the answer goes into the work."""
        if post.is_link:
            await self.put(*await self.read_page(post, place), place, work)
        else:
            post, scene = await self.join_album(post, place, work), await self.here.look_around(place)
            answer = await scene.service.answer_later(post.article())
            await self._put(answer, post, place, scene, place.slot, work)

    async def read_page(self, post: Post, place: Place) -> tuple[Answer, Post]:
        """Read the page behind the first link of a post; give what came of it, and the post with its other links alone."""
        answer = await self.wait_for(post.links[0], post.passed_on, place, place.slot)
        return answer, replace(post, text="", quotes=False, links=post.links[1:])

    async def open(self, url: str, place: Place, slot: str, passed_on: str, work: Work) -> None:
        """Read the page at an address that a button stands for."""
        answer = await self.wait_for(url, passed_on, place, slot)
        await self.put(answer, Post("", (), None, None, passed_on, quotes=False), place, work, slot)

    async def join_album(self, post: Post, place: Place, work: Work) -> Post:
        """Give the post with the captions of its album that were read before."""
        before = await self.here.memory.answers.get(self._name(place, work)) if place.album else None
        if before is None or before.asked == place.message or post.text in before.article.text:
            return post
        return replace(post, text=f"{before.article.text}\n\n{post.text}", quotes=False)

    def _name(self, place: Place, work: Work) -> str:
        return name_answer(self.here.secret, place.slot if place.album else str(work.update))

    async def wait_for(self, url: str, passed_on: str, place: Place, slot: str, *, anew: bool = False) -> Answer:
        """Open a page; typing is shown meanwhile, and after two seconds a line that becomes the answer.

        `anew` opens it though it was fetched minutes ago.
        """
        service = await self.here.reads(place.chat)
        reading = asyncio.create_task(service.answer_link(url, passed_on, anew=anew))
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

    async def put(self, answer: Answer, post: Post, place: Place, work: Work, slot: str | None = None, note: str = "") -> None:
        """Put the answer to a post into the work, into the slot that belongs to its message or into the one that is named.

        A `note` stands below the counts; without one what an edit changed does.
        """
        slot = slot or place.slot
        asked = place if slot == place.slot else replace(place, message=0)  # the page of a link is no answer to the message
        await self._put(answer, post, place, await self.here.look_around(asked), slot, work, note)

    async def _put(self, answer: Answer, post: Post, place: Place, scene: Scene, slot: str, work: Work, note: str = "") -> None:
        composer = scene.composer
        if answer.reading is None:
            work.outgoing.append(place.saying(composer.refuse(answer), slot))
            return
        reading, text = answer.reading, post.text or answer.reading.article.text
        kept = self.keep(reading.article, text, scene, slot, work, post.links)
        note = note or await self._say_edited(reading, kept, scene)
        accusing = None if place.private else await self.find_accusing(reading, scene)
        beside = await self.beside.tell(reading, scene, accusing)

        def compose() -> Payload:
            """Give the summary as a message, with its buttons; it quotes the post that it replies to where it can."""
            shown = composer.answer(reading, accusing, kept, beside, note)
            return {**place.aim(**quote_back(reading, post, accusing)), **shown.payload()}

        work.call(place.chat, "sendMessage", await self.here.compose(reading.article, compose), slot=slot)
        await self.beside.notice(reading, scene, work)

    async def find_accusing(self, reading: Reading, scene: Scene) -> Accusing:
        """Find what accuses in a reading that was made in a chat."""
        return await self.here.compose(reading.article, lambda: find_accusing(reading, scene.service.rulebook))

    def keep(self, article: Article, text: str, scene: Scene, slot: str, work: Work, links: tuple[str, ...] = ()) -> KeptAnswer:
        """Have it kept what was read for whom, so that buttons answer later; by the `text` it is known when it comes again.

        Where the chat keeps no texts, only the digests are.
        """
        place, work.hashes = scene.place, scene.around.choice.hashes
        known, name = digest(text, place.topic), self._name(place, work)
        article, links = (WORDLESS, ()) if work.hashes else (article, links)
        kept = KeptAnswer(name, place.chat, place.topic, place.message, slot, article, known, work.now, links)
        work.answers.append(kept)
        return kept

    async def _say_edited(self, reading: Reading, kept: KeptAnswer, scene: Scene) -> str:
        """Say what an edit changed, where the message was answered before and reads otherwise now."""
        before = scene.around.before
        if before is None or before.slot != kept.slot or before.digest == kept.digest:
            return ""
        earlier = (await scene.service.answer_later(before.article)).reading
        return say_edited(earlier, reading, scene.composer.phrasebook) if earlier else ""
