"""The sender of a noted post answers in private: kept with the note, shown to moderators, never in the group."""

from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.chat.composer import Composer, name_answer
from bot.chat.notes.keys import NotePress
from bot.chat.notes.parts import Parts, ask, say
from bot.chat.place import Place, find_private
from bot.chat.showing import end_press
from bot.chat.work import Work
from bot.reply.label import quote
from bot.reply.quote import clean
from bot.service import note_drafts, notes
from bot.service.note_drafts import Answering, name_answering
from bot.service.notes import LONGEST_REPLY, Note, Reply
from bot.service.records import Removal


@dataclass(frozen=True, slots=True)
class Replies:
    """Takes what the sender of a noted post answers; nobody else has the record that lets them."""

    parts: Parts

    async def press(self, query: CallbackQuery, press: NotePress, place: Place, work: Work) -> None:
        """Ask for the answer."""
        composer, person = await self.parts.here.composer(place), query.from_user.id
        if await self._find(press.chat, press.second, person, work.now) is None:
            end_press(query, work, composer.plain("note", "note-gone"))
            return
        end_press(query, work)
        name = name_answer(self.parts.here.secret, f"n:{work.update}")[:12]
        await self._ask(Answering(name, person, press.chat, press.second, work.now), "", place, composer, work)

    async def take(self, message: Message, place: Place, work: Work) -> bool:
        """Take what was written as a reply to that question; tell whether it was that."""
        record = await self.parts.here.memory.records.get(*name_answering(place.chat))
        answering = note_drafts.answering_from_record(record) if record and (record.ends or 0) > work.now else None
        if answering is None or not await self.parts.is_asked(answering.prompt, message):
            return False
        composer = await self.parts.here.composer(place)
        found = await self._find(answering.group, answering.note, place.chat, work.now)
        if found is None:
            say("note-gone", place, composer, work)
        else:
            await self._keep(*found, answering, message.text or "", place, composer, work)
        return True

    async def _keep(
        self, note: Note, reply: Reply, answering: Answering, text: str, place: Place, composer: Composer, work: Work
    ) -> None:
        said = clean(text)
        if not said or len(said) > LONGEST_REPLY or len(text) > 2 * LONGEST_REPLY:
            name = name_answer(self.parts.here.secret, f"n:{work.update}")[:12]
            await self._ask(replace(answering, id=name), "bad-reply", place, composer, work)
            return
        work.records.append(notes.reply_to_record(replace(reply, text=said, at=work.now, ends=note.ends)))
        work.removals.append(Removal(*name_answering(place.chat)))
        say("replied", place, composer, work, group=await self.parts.here.name_group(note.chat, composer))
        await self._tell_author(note, said, work)

    async def _tell_author(self, note: Note, said: str, work: Work) -> None:
        """Tell the author of a note, in one message that another answer changes, as long as they moderate the group."""
        if note.person is None or not await self.parts.moderators.may(note.chat, note.person):
            return
        to = find_private(note.person)
        composer = await self.parts.here.composer(to)
        group, quoted = await self.parts.here.name_group(note.chat, composer), quote(said, LONGEST_REPLY, composer.phrasebook)
        html = composer.say("note", "told-answer", group=group, quote=quoted)
        work.outgoing.append(to.saying(html, f"n:answered:{note.id}:{note.person}"))

    async def _ask(self, answering: Answering, complaint: str, place: Place, composer: Composer, work: Work) -> None:
        work.records.append(note_drafts.answering_to_record(answering))
        group = await self.parts.here.name_group(answering.group, composer)
        lines = [composer.say("note", complaint)] if complaint else []
        html = "\n".join([*lines, composer.say("note", "ask-reply", group=group)])
        ask(html, answering.prompt, place if complaint else replace(place, message=0), work)

    async def _find(self, chat: int, identity: str, person: int, now: float) -> tuple[Note, Reply] | None:
        """Give a living note and the place for the answer to it, where that is this person's."""
        note = await self.parts.find_note(chat, identity, now)
        reply = await self.parts.find_reply(note) if note else None
        return (note, reply) if note and reply and reply.sender == person else None
