"""/recheck: a page is opened again, and only what moved since it was last read in the chat is said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.chat.answered import Answered, find_asked
from bot.chat.composer import Composer, Shown
from bot.chat.days import say_day
from bot.chat.feature import Do
from bot.chat.groups import Groups
from bot.chat.here import Here
from bot.chat.place import Place, find_pressed
from bot.chat.post import Post, find_post
from bot.chat.reader import Reader
from bot.chat.showing import end_press, show
from bot.chat.work import Work
from bot.model import Reading
from bot.pages.same_address import same_address
from bot.reply.moved import say_moved
from bot.service import Answer
from bot.service.keeping import KeptAnswer

MOST_LOOKED_AT = 50
"""Answers among which a page is looked for under another form of its address."""

_PRESS = re.compile(r"r:([0-9a-f]{1,32})", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A page that is to be opened again, the day on which its link was sent, and the answer that it was asked under."""

    url: str
    day: str
    answer: KeptAnswer | None = None


@dataclass(frozen=True, slots=True)
class Rechecking:
    """Reads pages again. In a group it counts as an answer, and repeats no accusation."""

    here: Here
    reader: Reader
    groups: Groups
    letter: str = "r"

    def commands(self) -> Mapping[str, Do]:
        """Give its one command."""
        return {"recheck": self._ask}

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Read the page of an answer again, as a message of its own; only in private is there such a button. Data: "r:answer"."""
        found, place = _PRESS.fullmatch(data), find_pressed(query.message)
        kept = await self.here.memory.answers.get(found[1]) if found else None
        if place is None or not place.private:
            end_press(query, work)
        elif kept is None or not kept.article.is_page or not kept.article.url:
            end_press(query, work, (await self.here.composer(place)).plain("chat", "gone"))
        else:
            end_press(query, work)
            below = replace(place, message=kept.asked if kept.chat == place.chat else 0, sender=query.from_user.id)
            wish = _Wish(kept.article.url, kept.article.passed_on or "", kept)
            await self._read_again(wish, below, f"r:{place.chat}:{work.update}", work)

    async def start(self, _message: Message, place: Place, _parameter: str, work: Work) -> None:
        """Say how to ask: no link leads here."""
        await self._say("how", place, work)

    # --- which page

    async def _ask(self, message: Message, place: Place, _: str, work: Work) -> None:
        wish = await self._find_wish(message, place)
        if wish is None:
            await self._say("how", place, work)
        elif place.private or await self.groups.has_room(place, work):
            await self._read_again(wish, replace(place, sender=None), place.slot, work)  # who asks again did not send it

    async def _find_wish(self, message: Message, place: Place) -> _Wish | None:
        """Give the page behind the command, else the one of the answer or the message that it replies to."""
        day, written = message.date.date().isoformat(), find_post(message).links
        if written:
            return _Wish(written[0], day)
        asked = find_asked(message)
        if asked is None:
            return None
        answered = Answered(self.here, self.reader)
        kept = await self._find_answer(await answered.find(asked, place), place)
        if kept and kept.article.is_page and kept.article.url:
            return _Wish(kept.article.url, day, kept)
        links = find_post(asked).links if not answered.is_mine(asked) else kept.links if kept else ()
        return _Wish(links[0], day) if links else None

    async def _find_answer(self, answer: str | None, place: Place) -> KeptAnswer | None:
        """Give an answer; in a group only one of the group's own."""
        kept = await self.here.memory.answers.get(answer) if answer else None
        return kept if kept and (place.private or kept.chat == place.chat) else None

    # --- what moved

    async def _read_again(self, wish: _Wish, place: Place, slot: str, work: Work) -> None:
        answer = await self.reader.wait_for(wish.url, wish.day, place, slot, anew=True)
        composer, reading = await self.here.composer(place), answer.reading
        earlier = await self._find_earlier(wish, reading, place) if reading else None
        before = await self._read_earlier(earlier, place)
        if reading and earlier and before:
            await self._say_moved((earlier, before), reading, place, slot, work)
        else:
            await self._put_new(answer, wish, place, slot, composer, work)

    async def _put_new(self, answer: Answer, wish: _Wish, place: Place, slot: str, composer: Composer, work: Work) -> None:
        """Answer as if the page had been sent, with a line that there is nothing to compare it with."""
        key = "wordless" if (await self.here.choice(place)).hashes else "new-here"
        post = Post("", (), None, None, wish.day, quotes=False)
        await self.reader.put(answer, post, place, work, slot, composer.plain("recheck", key))

    async def _find_earlier(self, wish: _Wish, reading: Reading, place: Place) -> KeptAnswer | None:
        """Give the newest answer about a page: in this chat, or the one that was pressed under.

        It is known by its address as it was fetched, as it was asked for, or in another dress: with trackers, on a mobile host.
        """
        answers, url = self.here.memory.answers, reading.article.url or wish.url
        known = [await answers.find_page(place.chat, one) for one in dict.fromkeys((url, wish.url))]
        recent = await answers.list_recent(place.chat, MOST_LOOKED_AT)
        found = [one for one in (*known, wish.answer, _find_dressed(recent, url)) if one and one.article.text]
        return max(found, key=lambda one: one.at, default=None)

    async def _read_earlier(self, earlier: KeptAnswer | None, place: Place) -> Reading | None:
        """Read the earlier page by the rules of today, so that only what moved in the page is told."""
        return await self.here.read(place.chat, earlier.article) if earlier else None

    async def _say_moved(
        self, earlier: tuple[KeptAnswer, Reading], reading: Reading, place: Place, slot: str, work: Work
    ) -> None:
        """Say what moved; from now on the page is compared with this reading."""
        scene = await self.here.look_around(replace(place, message=0))
        composer, kept = scene.composer, self.reader.keep(reading.article, "", scene, slot, work)  # nobody is pointed to this
        await self.reader.beside.notice(reading, scene, work)
        day, before = say_day(earlier[0].at, composer.phrasebook), earlier[1]
        accusing = None
        if not place.private:
            accusing = await self.reader.find_accusing(before, scene), await self.reader.find_accusing(reading, scene)
        html = await self.here.compose(reading.article, lambda: say_moved(before, reading, day, composer.phrasebook, accusing))
        keys = composer.keys.under_answer(kept.id, "", (), private=True, page=True)
        shown = Shown(html, keys if place.private else composer.keys.under_line(kept.id))
        show(shown, place, work, slot)

    async def _say(self, key: str, place: Place, work: Work) -> None:
        composer = await self.here.composer(place)
        work.outgoing.append(place.saying(composer.say("recheck", key), place.slot))


def _find_dressed(answers: Sequence[KeptAnswer], url: str) -> KeptAnswer | None:
    """Give the newest answer about the same page under another form of its address."""
    address = same_address(url)
    pages = (one for one in answers if one.article.is_page and one.article.url)
    return next((one for one in pages if same_address(one.article.url or "") == address), None)
