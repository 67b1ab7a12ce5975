"""Tells those who watch a statement that another version of it was read: in private, once a day, only members of the group."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.asking import ask
from bot.chat.buttons import keyboard
from bot.chat.composer import Shown
from bot.chat.days import say_day
from bot.chat.here import Here
from bot.chat.place import Place, find_private
from bot.chat.rights import is_inside
from bot.chat.scene import Scene
from bot.chat.work import Work
from bot.model import Reading
from bot.reply.watched import say_shift
from bot.service.records import Matter, Record
from bot.service.watches import WAITING, News, Watch, find_news, from_record, hear_text, note_told, to_record

MOST_AT_ONCE = 10
"""Watchers who are told in one step, since Telegram is asked about each; the others are told within minutes."""

MANY = 100
"""Watches of a chat that are read without leaving the event loop."""

FEW = 4
"""Watches that are compared without leaving the event loop."""


@dataclass(frozen=True, slots=True)
class Herald:
    """Hears what is read, and tells watchers what has become of their statements."""

    here: Here

    async def notice(self, reading: Reading, scene: Scene, work: Work) -> None:
        """Tell those who watch a statement in this chat, unless it is their own message in a group or the one they chose it in.

        A chat that keeps no texts has no watches: those from before end.
        """
        records = scene.around.records.get(Matter.WATCH, ())
        if not records:
            return
        watches = await _read(records, work.now)
        if scene.around.choice.hashes:
            work.removals.extend(watch.removal for watch in watches)
            return
        heard = await _hear([watch for watch in watches if _listens(watch, scene.place)], reading, work.now)
        await self.tell(heard, work)

    async def tick(self, work: Work) -> None:
        """Tell what had to wait for another day."""
        records = await self.here.memory.records.list_all(Matter.WATCH)
        waiting = read_watches([record for record in records if record.body.get(WAITING)], work.now)
        await self.tell([watch for watch in waiting if find_news(watch, work.now)][:MOST_AT_ONCE], work)

    async def tell(self, watches: Sequence[Watch], work: Work) -> None:
        """Tell as many watchers as may be told now, and keep for later what the others wait for."""
        due = [(watch, news) for watch in watches if (news := find_news(watch, work.now))][:MOST_AT_ONCE]
        asked = {watch.id for watch, _ in due}
        work.records += [_renew(watch) for watch in watches if watch.id not in asked]
        await asyncio.gather(*(self._tell_one(watch, news, work) for watch, news in due))

    async def _tell_one(self, watch: Watch, news: News, work: Work) -> None:
        """Tell one watcher; who has left the group hears nothing more, and where Telegram does not say, the next minute will."""
        inside = await self._is_inside(watch)
        if inside:
            await self._say(watch, news, work)
            work.records.append(_renew(note_told(watch, work.now)))
        elif inside is None:
            work.records.append(_renew(watch))
        else:
            work.removals.append(watch.removal)

    async def _say(self, watch: Watch, news: News, work: Work) -> None:
        place = find_private(watch.person)
        composer = await self.here.composer(place)
        group = await self.here.name_group(watch.chat, composer) if watch.chat != watch.person else ""
        before, now = ((one.version, say_day(one.at, composer.phrasebook)) for one in (news.before, news.now))
        html = say_shift(news.shift, before, now, group, composer.phrasebook)
        rows = [[{"text": composer.plain("watch", "stop"), "callback_data": f"t:e:{watch.id}"}]]
        payload = {**place.aim(), **Shown(html, keyboard(rows)).payload()}
        work.call(watch.person, "sendMessage", payload, slot=watch.slot)

    async def _is_inside(self, watch: Watch) -> bool | None:
        """Tell whether the watcher is still in the group; None where Telegram does not say."""
        if watch.chat == watch.person:
            return True
        try:
            return is_inside(await ask(self.here.bot.get_chat_member(watch.chat, watch.person)))
        except (BadRequest, Forbidden):
            return False
        except TelegramError:
            return None


def _renew(watch: Watch) -> Record:
    """Write a watch down, unless whoever watched has ended it meanwhile."""
    return replace(to_record(watch), renews=True)


def read_watches(records: Sequence[Record], now: float) -> list[Watch]:
    """Give the watches that are not over."""
    return [watch for watch in map(from_record, records) if watch and watch.ends > now]


def _listens(watch: Watch, place: Place) -> bool:
    """Tell whether a watcher wants to hear of a message: it is not theirs, unless in private, nor the one they chose it in."""
    is_own = not place.private and place.sender == watch.person
    return not is_own and not (place.message and place.message == watch.message)


async def _read(records: Sequence[Record], now: float) -> list[Watch]:
    """Give the watches that are not over; many are read in a thread."""
    return read_watches(records, now) if len(records) <= MANY else await asyncio.to_thread(read_watches, records, now)


async def _hear(watches: Sequence[Watch], reading: Reading, now: float) -> Sequence[Watch]:
    """Give the watches whose statement a text says otherwise; many are compared in a thread."""
    if len(watches) <= FEW:
        return hear_text(watches, reading, now)
    return await asyncio.to_thread(hear_text, watches, reading, now)
