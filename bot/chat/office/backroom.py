"""What those who look after a group see of it in private: in the group one line with a link, behind it the thing itself."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from telegram import CallbackQuery, Message

from bot.chat.buttons import Button, keyboard
from bot.chat.composer import Composer, Shown
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.place import Place, find_pressed
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.service import moderators
from bot.service.records import Matter, Record

MOST_GROUPS = 20
"""Groups that are looked through for somebody who asks without naming one."""

_PRESS = re.compile(r"[a-z]:(-[0-9]{1,15}):([0-9]{1,4})", re.ASCII)
_START = re.compile(r"[a-z]_(-[0-9]{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who looks into a group in private, and may."""

    chat: int
    """The group."""
    title: str
    person: int
    name: str


class Shelf(Protocol):
    """One thing that can be seen of a group."""

    @property
    def letter(self) -> str:
        """The letter of its feature."""
        ...

    @property
    def command(self) -> str:
        """Its command."""
        ...

    @property
    def refusal(self) -> str:
        """The key of the phrase in "chat" for those who may not."""
        ...

    async def may(self, chat: int, person: int) -> bool:
        """Tell whether a person may see it."""
        ...

    async def may_write(self, message: Message) -> bool:
        """Tell whether whoever wrote a message in the group may."""
        ...

    async def say(self, chat: int, composer: Composer) -> str:
        """Give the one line that the group is told, as Telegram HTML."""
        ...

    async def show(self, caller: Caller, page: int, composer: Composer, work: Work) -> Shown:
        """Give a page of it, from 0. What else is to be sent, or kept, goes into the work."""
        ...


@dataclass(frozen=True, slots=True)
class Backroom:
    """A feature that shows one thing of a group in private. Who may see it is asked anew at each step."""

    here: Here
    shelf: Shelf

    @property
    def letter(self) -> str:
        """The letter of its callback data and deep links."""
        return self.shelf.letter

    def commands(self) -> Mapping[str, Do]:
        """Give its one command."""
        return {self.shelf.command: self._ask}

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Turn to a page, or show the group that was chosen. `data` is "o:chat:page"."""
        found, place = _PRESS.fullmatch(data), find_pressed(query.message)
        if found is None or place is None or not place.private:
            end_press(query, work)
            return
        composer, chat = await self.here.composer(place), int(found[1])
        if not await self.shelf.may(chat, query.from_user.id):
            end_press(query, work, composer.plain("chat", self.shelf.refusal))
            return
        end_press(query, work)
        caller = Caller(chat, await self.here.name_group(chat, composer), query.from_user.id, query.from_user.full_name)
        show_instead(await self.shelf.show(caller, int(found[2]), composer, work), place, work)

    async def start(self, message: Message, place: Place, parameter: str, work: Work) -> None:
        """Show what a link in the group leads to. `parameter` is "o_chat"."""
        found = _START.fullmatch(parameter)
        await self._open(message, place, int(found[1]) if found else 0, work)

    async def _ask(self, message: Message, place: Place, _: str, work: Work) -> None:
        if place.private:
            await self._ask_which(message, place, work)
            return
        composer = await self.here.composer(place)
        if not await self.shelf.may_write(message):
            work.outgoing.append(place.saying(composer.say("chat", self.shelf.refusal), place.slot))
            return
        opens = composer.keys.leading(composer.plain("backroom", "open"), f"{self.letter}_{place.chat}")
        show(Shown(await self.shelf.say(place.chat, composer), keyboard([[opens]])), place, work)

    async def _ask_which(self, message: Message, place: Place, work: Work) -> None:
        """Show the one group that the person may look into, or let them choose; where there is none, say so."""
        person, composer = place.sender or 0, await self.here.composer(place)
        groups = await find_groups(self.here, person, self.shelf.may)
        if len(groups) == 1:
            await self._open(message, place, groups[0], work)
        elif groups:
            names = await self.here.name_groups(groups, composer)
            rows = [[{"text": name, "callback_data": name_page(self.letter, chat, 0)}] for chat, name in names.items()]
            show(Shown(composer.say("backroom", "which"), keyboard(rows)), place, work)
        else:
            work.outgoing.append(place.saying(composer.say("backroom", "none"), place.slot))

    async def _open(self, message: Message, place: Place, chat: int, work: Work) -> None:
        composer, person = await self.here.composer(place), message.from_user
        if person is None or chat >= 0 or not await self.shelf.may(chat, person.id):
            work.outgoing.append(place.saying(composer.say("chat", self.shelf.refusal), place.slot))
            return
        caller = Caller(chat, await self.here.name_group(chat, composer), person.id, person.full_name)
        show(await self.shelf.show(caller, 0, composer, work), place, work)


def name_page(letter: str, chat: int, page: int) -> str:
    """Give the callback data that lead to a page of a group."""
    return f"{letter}:{chat}:{page}"


def turn_pages(letter: str, chat: int, page: int, of: int, composer: Composer) -> Sequence[Button]:
    """Give the buttons that lead to the page before and to the page behind."""
    return composer.keys.turning(page, of, lambda text, n: {"text": text, "callback_data": name_page(letter, chat, n)})


async def find_groups(here: Here, person: int, may: Callable[[int, int], Awaitable[bool]]) -> Sequence[int]:
    """Give the groups in which a person wrote anything down, or is listed as a moderator, and still may; latest first.

    At most MOST_GROUPS are looked at.
    """
    records = here.memory.records
    written = [record for matter in Matter for record in await records.list_person(matter, person)]
    listed = [record for record in await records.list_all(Matter.MODERATOR) if _is_listed(record, person)]
    latest = sorted([*written, *listed], key=lambda record: record.at, reverse=True)
    groups = tuple(dict.fromkeys(record.chat for record in latest if record.chat < 0))[:MOST_GROUPS]
    return await keep_allowed(groups, person, may)


async def keep_allowed(groups: Sequence[int], person: int, may: Callable[[int, int], Awaitable[bool]]) -> Sequence[int]:
    """Give the groups in which a person may do something; Telegram is asked about all at once."""
    allowed = await asyncio.gather(*(may(chat, person) for chat in groups))
    return tuple(chat for chat, is_allowed in zip(groups, allowed, strict=True) if is_allowed)


def _is_listed(record: Record, person: int) -> bool:
    listed = moderators.from_record(record)
    return listed is not None and listed.member == person
