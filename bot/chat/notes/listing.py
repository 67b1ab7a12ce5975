"""/moderators: the members whom a group lets write notes, listed and removed by administrators who may change its info."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, User

from bot.chat.answered import find_asked
from bot.chat.here import Here
from bot.chat.moderators import Moderators, note_change
from bot.chat.notes.parts import say
from bot.chat.place import Place
from bot.chat.rights import Right
from bot.chat.work import Work
from bot.reply.label import NAME_LENGTH
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.service import moderators
from bot.service.changes import Deed
from bot.service.moderators import Listed
from bot.service.records import Matter, Removal

MOST_LISTED = 50
"""Members whom a group lists, at most."""

SHORT = 32
"""Code points of a name in the list, so that all fit one message."""

ADD, REMOVE = "add", "remove"


@dataclass(frozen=True, slots=True)
class Listing:
    """Shows and changes who is listed."""

    here: Here
    moderators: Moderators

    async def do(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        """Show who is listed; with "add" or "remove", list or remove whoever wrote the message that is replied to."""
        composer = await self.here.composer(place)
        if place.private:
            say("listing-not-here", place, composer, work)
        elif not await self.moderators.rights.may_write(message, Right.CHANGE_INFO):
            work.outgoing.append(place.saying(composer.say("chat", "only-admins"), place.slot))
        elif arguments.strip().lower() in (ADD, REMOVE):
            await self._change(message, place, arguments.strip().lower(), work)
        else:
            await self._show(place, work)

    async def _show(self, place: Place, work: Work) -> None:
        composer, listed = await self.here.composer(place), await self._list(place.chat)
        if not listed:
            say("listing-none", place, composer, work)
            return
        names = say_listed([one.name for one in listed], composer.phrasebook)
        say("listing", place, composer, work, names=names)

    async def _change(self, message: Message, place: Place, how: str, work: Work) -> None:
        composer, about = await self.here.composer(place), find_asked(message)
        member = about.from_user if about else None
        if about is None or member is None:
            say("listing-whom", place, composer, work)
        elif about.sender_chat or member.is_bot:
            say("listing-nobody", place, composer, work)
        else:
            key = await (self._add if how == ADD else self._remove)(message, place, member, work)
            say(key, place, composer, work, name=_name(member.full_name))

    async def _add(self, message: Message, place: Place, member: User, work: Work) -> str:
        """List a member, and give the key of what is said."""
        listed = await self._list(place.chat)
        if any(one.member == member.id for one in listed):
            return "listing-already"
        if len(listed) >= MOST_LISTED:
            return "listing-full"
        if not await self.moderators.rights.is_member(place.chat, member.id):
            return "listing-gone"
        author = await self.moderators.find_writer(message)
        one = Listed(place.chat, member.id, member.full_name, author.person, work.now)
        work.records.append(moderators.to_record(one))
        note_change(author, place.chat, Deed.MODERATOR_LISTED, _name(member.full_name), work, member.id)
        return "listing-added"

    async def _remove(self, message: Message, place: Place, member: User, work: Work) -> str:
        """Remove a member from the list, and give the key of what is said."""
        if all(one.member != member.id for one in await self._list(place.chat)):
            return "listing-unknown"
        work.removals.append(Removal(Matter.MODERATOR, place.chat, str(member.id)))
        author = await self.moderators.find_writer(message)
        note_change(author, place.chat, Deed.MODERATOR_REMOVED, _name(member.full_name), work, member.id)
        return "listing-removed"

    async def _list(self, chat: int) -> tuple[Listed, ...]:
        read = map(moderators.from_record, await self.here.memory.records.list_chat(Matter.MODERATOR, chat))
        return tuple(one for one in read if one)


def say_listed(names: Sequence[str], phrasebook: Phrasebook) -> str:
    """List names, each cut so that as many as may be listed fit one message."""
    return phrasebook.say("who", "comma").join(isolate(shorten(name, SHORT)) for name in names)


def _name(name: str) -> str:
    return isolate(shorten(name, NAME_LENGTH))
