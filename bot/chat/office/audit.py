"""/audit: who changed what in a group, newest first; for administrators, in private."""

from dataclasses import dataclass

from telegram import Message

from bot.chat.buttons import keyboard
from bot.chat.composer import Composer, Shown
from bot.chat.days import say_day, say_time
from bot.chat.here import Here
from bot.chat.office.backroom import Caller, turn_pages
from bot.chat.office.hashes import KEPT
from bot.chat.rights import Right, Rights
from bot.chat.work import Work
from bot.reply.pages import cut_list, render_list
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.service import changes
from bot.service.changes import Change, Deed
from bot.service.records import Matter

ON_A_PAGE = 8
"""Changes on a page."""

LONGEST = 120
"""Code points of a name or a detail."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Shows who changed what."""

    here: Here
    rights: Rights
    letter: str = "a"
    command: str = "audit"
    refusal: str = "only-admins"

    async def may(self, chat: int, person: int) -> bool:
        """Tell whether a person may change the group's info."""
        return await self.rights.may(chat, person, Right.CHANGE_INFO)

    async def may_write(self, message: Message) -> bool:
        """Tell whether whoever wrote a message may."""
        return await self.rights.may_write(message, Right.CHANGE_INFO)

    async def say(self, _: int, composer: Composer) -> str:
        """Say that the list opens in private."""
        return composer.say("audit", "line")

    async def show(self, caller: Caller, page: int, composer: Composer, _: Work) -> Shown:
        """Show one page of the list."""
        records = await self.here.memory.records.list_chat(Matter.CHANGE, caller.chat)
        read = [change for change in map(changes.from_record, reversed(records)) if change]
        if not read:
            return Shown(composer.say("audit", "none"), keyboard([]))
        listed = cut_list(read, page, ON_A_PAGE)
        lines = [say_change(change, composer.phrasebook) for _, change in listed.items]
        title = composer.phrasebook.say("audit", "title", group=caller.title)
        html = render_list(title, lines, listed, composer.phrasebook)
        return Shown(html, keyboard([turn_pages(self.letter, caller.chat, listed.number, listed.of, composer)]))


def say_change(change: Change, phrasebook: Phrasebook) -> str:
    """Say when somebody changed what: "3 March 2026, 09:30 UTC · Ann: settings: How much I say: nothing"."""
    name = isolate(shorten(change.name, LONGEST)) if change.name else phrasebook.say("audit", "anonymous")
    day, time = say_day(change.at, phrasebook), say_time(change.at)
    deed, detail = phrasebook.say("deed", change.deed), say_detail(change, phrasebook)
    key = "change" if detail else "bare"
    return phrasebook.say("audit", key, day=day, time=time, name=name, deed=deed, **({"detail": detail} if detail else {}))


def say_detail(change: Change, phrasebook: Phrasebook) -> str:
    """Say what a change was about; of a setting, "mode: line", in the words of the menu."""
    key, _, value = change.detail.partition(": ")
    menu = phrasebook.phrases["menu"]
    if change.deed is Deed.SETTING and key in menu:
        return f"{menu[key]}: {menu.get(f'{key}-{value}', value)}" if value else menu[key]
    if change.deed is Deed.HASHES and change.detail in KEPT:
        return phrasebook.say("audit", change.detail)
    return isolate(shorten(change.detail, LONGEST))
