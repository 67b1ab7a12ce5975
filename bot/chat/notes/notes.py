"""/note, /notes and /moderators: what moderators note about statements, from the command in the group to the private chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from telegram import CallbackQuery, Message, User

from bot.chat.answered import Answered, find_asked
from bot.chat.composer import Shown
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.moderators import Moderators
from bot.chat.notes.find import Finder, find_seen, offer_groups
from bot.chat.notes.flow import Flow
from bot.chat.notes.keep import Keeper
from bot.chat.notes.keys import Act, NotePress, decode_press, decode_start, link_list, link_note, link_private
from bot.chat.notes.list import NoteList
from bot.chat.notes.listing import Listing
from bot.chat.notes.parts import Parts, say
from bot.chat.notes.reply import Replies
from bot.chat.place import Place, find_pressed
from bot.chat.reader import Reader
from bot.chat.showing import end_press, show
from bot.chat.work import Work


@dataclass(frozen=True, slots=True)
class Notes:
    """The feature of notes."""

    parts: Parts
    finder: Finder
    flow: Flow
    list: NoteList
    replies: Replies
    listing: Listing

    @classmethod
    def build(cls, here: Here, reader: Reader, moderators: Moderators) -> Self:
        """Give the feature with all its parts."""
        parts = Parts(here, moderators)
        keeper = Keeper(parts)
        flow = Flow(parts, keeper)
        return cls(
            parts, Finder(Answered(here, reader)), flow, NoteList(parts, keeper, flow), Replies(parts), Listing(here, moderators)
        )

    @property
    def letter(self) -> str:
        """The letter of its callback data and deep links."""
        return "n"

    def commands(self) -> Mapping[str, Do]:
        """Give its commands."""
        return {"note": self._note, "notes": self._notes, "moderators": self.listing.do}

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Do what a button in a private chat asks."""
        press, place = decode_press(data), find_pressed(query.message)
        if press is None or place is None or not place.private:
            end_press(query, work)
        elif press.act is Act.DRAFT:
            await self.flow.press(query, press, place, work)
        elif press.act is Act.REPLY:
            await self.replies.press(query, press, place, work)
        elif press.act is Act.GROUP:
            await self._begin_for_group(query, press, place, work)
        else:
            await self.list.press(query, press, place, work)

    async def start(self, message: Message, place: Place, parameter: str, work: Work) -> None:
        """Begin a note about what was read in a group, or show the notes of a group."""
        found, composer = decode_start(parameter), await self.parts.here.composer(place)
        if found is None or message.from_user is None:
            work.outgoing.append(place.saying(composer.say("chat", "start"), place.slot))
        elif found[0]:
            await self.list.open(found[0], message.from_user, place, work)
        else:
            await self._begin(found[1], message.from_user, place, work)

    async def take_reply(self, message: Message, place: Place, work: Work) -> bool:
        """Take what was written as a reply to a question of a draft, or of an answer to a note."""
        return await self.flow.take(message, place, work) or await self.replies.take(message, place, work)

    async def _begin(self, answer: str, user: User, place: Place, work: Work) -> None:
        """Begin a note about what was read in a group, for whoever moderates it; a private text belongs to no group."""
        composer, kept = await self.parts.here.composer(place), await self.parts.here.memory.answers.get(answer)
        if kept is None or kept.chat >= 0:
            work.outgoing.append(place.saying(composer.say("chat", "gone"), place.slot))
        elif not await self.parts.moderators.may(kept.chat, user.id):
            say("not-yours", place, composer, work)
        else:
            await self.flow.begin(kept, kept.chat, user, place, work)

    async def _begin_for_group(self, query: CallbackQuery, press: NotePress, place: Place, work: Work) -> None:
        """Begin a note about a post that was forwarded here, for one of the groups that saw it."""
        composer, kept = await self.parts.here.composer(place), await self.parts.here.memory.answers.get(press.first)
        if kept is None or kept.chat != place.chat:
            end_press(query, work, composer.plain("chat", "gone"))
        elif press.chat not in await find_seen(self.parts, kept.article.text, query.from_user.id):
            end_press(query, work, composer.plain("note", "not-yours"))
        else:
            end_press(query, work)
            await self.flow.begin(kept, press.chat, query.from_user, place, work)

    async def _note(self, message: Message, place: Place, _: str, work: Work) -> None:
        """Give the way to writing a note about the message that is replied to."""
        composer, asked = await self.parts.here.composer(place), find_asked(message)
        if not place.private and not await self.parts.moderators.may_write(message):
            work.outgoing.append(place.saying(composer.say("chat", "only-moderators"), place.slot))
        elif asked is None:
            say("what-private" if place.private else "what", place, composer, work)
        elif place.private:
            await self._note_private(message, asked, place, work)
        else:
            await self._note_here(asked, place, work)

    async def _note_here(self, asked: Message, place: Place, work: Work) -> None:
        composer, kept = await self.parts.here.composer(place), await self.finder.find_kept(asked, place, work)
        if kept is None or kept.chat != place.chat:
            say("what" if self.finder.is_mine(asked) else "unread", place, composer, work)
        elif kept.article.text:
            show(Shown(composer.say("note", "here"), link_note(composer, kept.id)), place, work)
        else:
            show(Shown(composer.say("note", "wordless"), link_private(composer)), place, work)

    async def _note_private(self, message: Message, asked: Message, place: Place, work: Work) -> None:
        composer, kept = await self.parts.here.composer(place), await self.finder.find_kept(asked, place, work)
        if kept is None or kept.chat != place.chat or message.from_user is None:
            say("unread", place, composer, work)
            return
        if not kept.article.text:
            say("wordless-private", place, composer, work)
            return
        groups = await find_seen(self.parts, kept.article.text, message.from_user.id)
        await offer_groups(self.parts, groups, kept.id, place, work, place.slot)

    async def _notes(self, message: Message, place: Place, _: str, work: Work) -> None:
        """Show the notes: in a group only the way to the private chat."""
        composer = await self.parts.here.composer(place)
        if place.private and message.from_user:
            await self.list.choose(message.from_user, place, work)
        elif await self.parts.moderators.may_write(message):
            show(Shown(composer.say("note", "list-here"), link_list(composer, place.chat)), place, work)
        else:
            work.outgoing.append(place.saying(composer.say("chat", "only-moderators"), place.slot))
