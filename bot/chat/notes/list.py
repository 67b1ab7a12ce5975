"""The living notes of a group in private: listed, opened, edited, withdrawn."""

from dataclasses import dataclass

from telegram import CallbackQuery, User

from bot.chat.buttons import keyboard, with_links
from bot.chat.composer import Composer, Shown
from bot.chat.notes.flow import Flow
from bot.chat.notes.keep import Keeper
from bot.chat.notes.keys import Act, NotePress, for_choosing, for_list, for_note, for_withdrawing, to_list
from bot.chat.notes.parts import Parts, list_living, say
from bot.chat.notes.views import show_one
from bot.chat.office.backroom import find_groups
from bot.chat.place import Place
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.reply.label import quote
from bot.reply.noted import say_verdict
from bot.reply.origin import say_date
from bot.reply.pages import cut_list, render_list
from bot.reply.telegram import render_sections
from bot.service.days import find_day
from bot.service.notes import LONGEST_REPLY, Note

ON_A_PAGE = 8
"""Notes on a page of the list."""

SHORT = 60
"""Code points of a statement in the list."""


@dataclass(frozen=True, slots=True)
class NoteList:
    """Shows the notes of a group to whoever moderates it, which is asked anew at each press."""

    parts: Parts
    keeper: Keeper
    flow: Flow

    async def open(self, chat: int, user: User, place: Place, work: Work) -> None:
        """Show the list of a group."""
        composer = await self.parts.here.composer(place)
        if not await self.parts.moderators.may(chat, user.id):
            say("not-yours", place, composer, work)
            return
        show(await self._list(chat, 0, composer, work.now), place, work)

    async def choose(self, user: User, place: Place, work: Work) -> None:
        """Show the list of the one group that somebody moderates, or ask which; where none is known, say how to get there."""
        composer = await self.parts.here.composer(place)
        groups = await find_groups(self.parts.here, user.id, self.parts.moderators.may)
        if len(groups) == 1:
            await self.open(groups[0], user, place, work)
        elif groups:
            names = await self.parts.here.name_groups(groups, composer)
            show(Shown(composer.say("note", "list-which"), for_choosing(tuple(names.items()))), place, work)
        else:
            say("list-none", place, composer, work)

    async def press(self, query: CallbackQuery, press: NotePress, place: Place, work: Work) -> None:
        """Turn to a page, open a note, or do with it what a button asks."""
        composer = await self.parts.here.composer(place)
        if not press.chat or not await self.parts.moderators.may(press.chat, query.from_user.id):
            end_press(query, work, composer.plain("note", "not-yours"))
            return
        note = None if press.act is Act.LIST else await self.parts.find_note(press.chat, press.second, work.now)
        if press.act is not Act.LIST and note is None:
            end_press(query, work, composer.plain("note", "note-gone"))
            return
        end_press(query, work)
        if note is None:
            show_instead(await self._list(press.chat, press.number, composer, work.now), place, work)
        elif press.act is Act.EDIT:
            await self.flow.edit(note, query.from_user, place, work)
        else:
            show_instead(await self._show(note, press.act, query.from_user, composer, work), place, work)

    async def _show(self, note: Note, act: Act, user: User, composer: Composer, work: Work) -> Shown:
        if act is Act.WITHDRAW_YES:
            await self.keeper.withdraw(note, user, composer, work)
            return Shown(composer.say("note", "withdrawn"), keyboard([[to_list(note.chat, composer)]]))
        sections = show_one(note, composer)
        lines = render_sections(sections)[1:]
        reply = await self.parts.find_reply(note)
        if reply and reply.text:
            said = quote(reply.text, LONGEST_REPLY, composer.phrasebook)
            lines.append(composer.say("note", "sender-answers", quote=said))
        if act is Act.WITHDRAW:
            return Shown("\n".join([*lines, "", composer.say("note", "withdraw-sure")]), for_withdrawing(note, composer))
        return Shown("\n".join(lines), with_links(for_note(note, composer), sections))

    async def _list(self, chat: int, page: int, composer: Composer, now: float) -> Shown:
        """Give one page of the list, newest first."""
        living, group = (await list_living(self.parts.here, chat, now))[::-1], await self.parts.here.name_group(chat, composer)
        if not living:
            return Shown(composer.say("note", "list-empty", group=group), keyboard([]))
        listed = cut_list(living, page, ON_A_PAGE)
        lines = [await self._say(note, composer) for _, note in listed.items]
        html = render_list(composer.phrasebook.say("note", "list", group=group), lines, listed, composer.phrasebook)
        return Shown(html, for_list(chat, listed, composer))

    async def _say(self, note: Note, composer: Composer) -> str:
        book, reply = composer.phrasebook, await self.parts.find_reply(note)
        about = quote(note.text, SHORT, book) if note.text else book.say("note", "no-words")
        until = say_date(find_day(note.ends), book, find_day(note.at))
        key = "listed-answered" if reply and reply.text else "listed"
        says = say_verdict(note.verdict, note.who, book)
        return book.say("note", key, about=about, says=says, until=until)
