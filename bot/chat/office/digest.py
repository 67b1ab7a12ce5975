"""/digest: administrators choose when the weekly digest comes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, Message

from bot.chat.composer import Composer
from bot.chat.days import say_day
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.moderators import Moderators, note_change
from bot.chat.office.zones import find_zone, find_zone_name
from bot.chat.place import Place
from bot.chat.rights import Right
from bot.chat.showing import end_press
from bot.chat.work import Work
from bot.service import digests
from bot.service.changes import Deed
from bot.service.digests import Schedule, find_next, read_schedules
from bot.service.records import Matter

OFF = "off"

JOINER = "\u2060"
"""Stands in what we say so that it becomes no link, and so in what is copied out of it."""

_HOUR = re.compile(r"([01]?[0-9]|2[0-3])(?::00)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Digest:
    """Lets administrators choose when the digest comes."""

    here: Here
    moderators: Moderators
    letter: str = "g"

    def commands(self) -> Mapping[str, Do]:
        """Give its one command."""
        return {"digest": self._choose}

    async def press(self, query: CallbackQuery, _: str, work: Work) -> None:
        """End a press on a button that is none of ours."""
        end_press(query, work)

    async def start(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Say where the digest is chosen; no link of ours leads here."""
        composer = await self.here.composer(place)
        work.outgoing.append(place.saying(composer.say("digest", "in-group"), place.slot))

    # --- when

    async def _choose(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        composer = await self.here.composer(place)
        if place.private:
            said = composer.say("digest", "in-group")
        elif not await self.moderators.rights.may_write(message, Right.CHANGE_INFO):
            said = composer.say("chat", "only-admins")
        else:
            said = await self._do(message, place, arguments.replace(JOINER, "").split(), composer, work)
        work.outgoing.append(place.saying(said, place.slot))

    async def _do(self, message: Message, place: Place, words: Sequence[str], composer: Composer, work: Work) -> str:
        """Do what the words behind the command ask; give what is answered."""
        if not words:
            return await self._say_chosen(place, composer, work)
        if [word.casefold() for word in words] == [OFF]:
            work.removals.append(digests.to_removal(place.chat))
            await self._note(message, place, OFF, work)
            return composer.say("digest", "off")
        schedule = await self._read(place, words, composer, work)
        if schedule is None:
            return f"{composer.say('digest', 'wrong')}\n\n{self._say_how(composer)}"
        work.records.append(digests.to_record(schedule))
        await self._note(message, place, _name(schedule, composer), work)
        return self._say_schedule(schedule, composer, work.now)

    async def _read(self, place: Place, words: Sequence[str], composer: Composer, work: Work) -> Schedule | None:
        """Read a day, an hour and perhaps a time zone; None where they are none."""
        weekday = _find_weekday(words[0], composer)
        hour = _HOUR.fullmatch(words[1]) if len(words) > 1 else None
        zone = find_zone_name(" ".join(words[2:])) if len(words) > 2 else "UTC"
        if not weekday or not hour or not zone:
            return None
        before = await self._find_schedules(place.chat)
        settled = before[0].settled if before else ""
        return Schedule(place.chat, place.topic, weekday, int(hour[1]), zone, work.now, settled)

    async def _find_schedules(self, chat: int) -> Sequence[Schedule]:
        return read_schedules(await self.here.memory.records.list_chat(Matter.DIGEST, chat))

    async def _say_chosen(self, place: Place, composer: Composer, work: Work) -> str:
        chosen = await self._find_schedules(place.chat)
        holds = self._say_schedule(chosen[0], composer, work.now) if chosen else composer.say("digest", "none")
        return f"{holds}\n\n{self._say_how(composer)}"

    def _say_schedule(self, schedule: Schedule, composer: Composer, now: float) -> str:
        zone = find_zone(schedule.zone)
        day = say_day(find_next(schedule, zone, now).at, composer.phrasebook, zone)
        return composer.say("digest", "holds", when=_name(schedule, composer), next=day)

    def _say_how(self, composer: Composer) -> str:
        days = ", ".join(composer.plain("weekday", str(n)) for n in range(1, 8))
        return composer.say("digest", "how", days=days)

    async def _note(self, message: Message, place: Place, detail: str, work: Work) -> None:
        author = await self.moderators.find_writer(message)
        note_change(author, place.chat, Deed.DIGEST, detail, work)


def _name(schedule: Schedule, composer: Composer) -> str:
    """Name when a digest comes: "Monday, 09:00 (Europe/Berlin)"."""
    day = composer.plain("weekday", str(schedule.weekday))
    return composer.phrasebook.say("digest", "when", day=day, hour=f"{schedule.hour:02}:00", zone=schedule.zone)


def _find_weekday(word: str, composer: Composer) -> int:
    """Give the day that is named in full or by its first three letters or more, 1 for Monday; 0 for no day."""
    named = (composer.plain("weekday", str(n)).casefold() for n in range(1, 8))
    return next((n for n, name in enumerate(named, 1) if len(word) > 2 and name.startswith(word.casefold())), 0)
