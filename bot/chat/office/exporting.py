"""/export: a group's own data as two files, for those who may change its info, in private."""

import re
from dataclasses import dataclass

from telegram import Message

from bot.chat.buttons import keyboard
from bot.chat.composer import Composer, Shown
from bot.chat.here import Here
from bot.chat.moderators import Moderators, note_change
from bot.chat.office.backroom import Caller
from bot.chat.rights import Right
from bot.chat.transport.attached import name_export
from bot.chat.work import Work
from bot.service.changes import Deed
from bot.service.export import Form, say_time
from bot.service.keeping import Want

MOST_EXPORTS, HOUR = 3, 3_600.0
"""Exports of a group in one hour."""

LONGEST = 40
"""Characters of a group's name in the name of a file."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """Sends what is kept of a group to whoever may have it."""

    here: Here
    moderators: Moderators
    letter: str = "e"
    command: str = "export"
    refusal: str = "only-admins"

    async def may(self, chat: int, person: int) -> bool:
        """Tell whether a person owns the group or may change its info."""
        return await self.moderators.rights.may(chat, person, Right.CHANGE_INFO)

    async def may_write(self, message: Message) -> bool:
        """Tell whether whoever wrote a message may."""
        return await self.moderators.rights.may_write(message, Right.CHANGE_INFO)

    async def say(self, _: int, composer: Composer) -> str:
        """Say that the files are sent in private."""
        return composer.say("export", "line")

    async def show(self, caller: Caller, _: int, composer: Composer, work: Work) -> Shown:
        """Send both files; of too many exports in an hour, say so."""
        want = Want(f"exports:{caller.chat}", MOST_EXPORTS, HOUR)
        if not work.tries and await self.here.memory.limits.take([want], work.now):
            return Shown(composer.say("export", "enough", n=MOST_EXPORTS), keyboard([]))
        for form in Form:
            name = f"caveat-{_plain(caller.title)}-{say_time(work.now)[:10]}.{form}"
            work.call(caller.person, "sendDocument", {"chat_id": caller.person, **name_export(caller.chat, form, name)})
        author = await self.moderators.find_author(caller.chat, caller.person, caller.name)
        note_change(author, caller.chat, Deed.EXPORT, "", work)
        return Shown(composer.say("export", "title", group=caller.title), keyboard([]))


def _plain(title: str) -> str:
    """Give a group's name as part of the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:LONGEST].strip("-") or "group"
