"""Keeps a note that is complete: the limits, the record, who changed what, and the word to whoever sent the post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import User
from telegram.error import TelegramError

from bot.chat.asking import ask
from bot.chat.buttons import keyboard
from bot.chat.composer import Composer, Shown, name_answer
from bot.chat.moderators import note_change
from bot.chat.notes.keys import for_reply, to_list
from bot.chat.notes.parts import Parts, list_living
from bot.chat.place import find_private
from bot.chat.work import Work
from bot.reply.label import quote
from bot.reply.noted import say_verdict
from bot.reply.origin import say_date
from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import as_html
from bot.service.changes import Deed
from bot.service.days import DAY, find_day
from bot.service.keeping import Want
from bot.service.note_drafts import Draft, end_draft
from bot.service.notes import MOST_A_DAY, MOST_LIVING, Note, Reply, note_to_record, remove_note, reply_to_record
from bot.service.sighting import digest_text, find_kept
from bot.service.statements import Sighting

MOST_ASKED = 6
"""Statements of a post by which its sender is looked for."""

SHORT = 120
"""Code points of a statement in a message to whoever sent it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a note is not kept: a key of the phrasebook and its values."""

    key: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps notes and withdraws them."""

    parts: Parts

    async def find_refusal(self, draft: Draft, work: Work) -> Refusal | None:
        """Give why a note cannot be kept now; where it can, it is counted."""
        if draft.note:
            return None if await self.parts.find_note(draft.group, draft.note, work.now) else Refusal("note-gone", {})
        if len(await list_living(self.parts.here, draft.group, work.now)) >= MOST_LIVING:
            return Refusal("too-many", {"most": MOST_LIVING})
        want = Want(f"notes:{draft.person}", MOST_A_DAY, DAY)
        if work.tries or await self.parts.here.memory.limits.take([want], work.now) == 0:
            return None
        return Refusal("too-many-today", {"most": MOST_A_DAY})

    async def keep(self, draft: Draft, user: User, composer: Composer, work: Work) -> Shown:
        """Have a note kept as its author's, and give what the author is shown. One that is edited becomes the editor's."""
        here = self.parts.here
        author = await self.parts.moderators.find_author(draft.group, user.id, user.full_name)
        identity = draft.note or name_answer(here.secret, f"n:{work.update}")
        choice = await here.memory.settings.get(draft.group)
        note = draft.make_note(identity, author.name, work.now, hashes=choice.hashes)
        sighting = await self._find_sighting(draft) if not draft.note else None
        if sighting:
            note = replace(note, message=sighting.message)
        work.records.append(note_to_record(note))
        work.removals.append(end_draft(user.id))
        note_change(author, note.chat, Deed.NOTE_EDITED if draft.note else Deed.NOTE, describe(note, composer.phrasebook), work)
        await self._tell_sender(note, sighting, work)
        until = say_date(find_day(note.ends), composer.phrasebook, find_day(work.now))
        html = composer.say("note", "kept", group=await self.parts.here.name_group(note.chat, composer), until=until)
        return Shown(html, keyboard([[to_list(note.chat, composer)]]))

    async def withdraw(self, note: Note, user: User, composer: Composer, work: Work) -> None:
        """End a note, and what was answered to it; whoever was told of it is told."""
        author = await self.parts.moderators.find_author(note.chat, user.id, user.full_name)
        note_change(author, note.chat, Deed.NOTE_WITHDRAWN, describe(note, composer.phrasebook), work)
        work.removals.extend(remove_note(note))
        reply = await self.parts.find_reply(note)
        if reply and await self.parts.here.memory.outbox.find_message(_name_told(note)):
            to = await self._find_private(reply.sender)
            html = to.say("note", "told-withdrawn", group=await self.parts.here.name_group(note.chat, to))
            self._tell(note, reply.sender, Shown(html, keyboard([])), work)

    async def _find_sighting(self, draft: Draft) -> Sighting | None:
        """Give a sighting of the post that a note began with: by its message, or by its text where it was forwarded."""
        reading = await self.parts.read(draft.answer)
        post = digest_text(reading.article.text) if reading else ""
        known = [draft.text or "", *(one.text for one in find_kept(reading))] if reading else []
        found = [one for text in known[:MOST_ASKED] for one in await self._list_sightings(text, draft.group)]
        return next(
            (one for one in found if one.message == draft.message), next((one for one in found if one.post == post), None)
        )

    async def _list_sightings(self, text: str, group: int) -> Sequence[Sighting]:
        statements = self.parts.here.memory.statements
        seen = await statements.find_same(text, group)
        return (await statements.list_sightings(seen.number, group))[::-1] if seen else ()

    async def _tell_sender(self, note: Note, sighting: Sighting | None, work: Work) -> None:
        """Tell whoever sent the noted post what was noted, where they are known; they may answer."""
        reply = await self.parts.find_reply(note)
        sender = reply.sender if reply else sighting.sender if sighting else None
        if sender is None or sender == note.person or not (reply or await self._is_person(note.chat, sender)):
            return
        place = reply or Reply(note.id, note.chat, sender, "", work.now, note.ends)
        work.records.append(reply_to_record(replace(place, ends=note.ends)))
        to = await self._find_private(sender)
        about = quote(note.text, SHORT, to.phrasebook) if note.text else to.plain("note", "your-post")
        says = say_verdict(note.verdict, note.who, to.phrasebook)
        group = await self.parts.here.name_group(note.chat, to)
        html = as_html(to.phrasebook.say("note", "told", group=group, about=about, says=says))
        self._tell(note, sender, Shown(html, for_reply(note, to)), work)

    async def _is_person(self, chat: int, sender: int) -> bool:
        try:
            return not (await ask(self.parts.here.bot.get_chat_member(chat, sender))).user.is_bot
        except TelegramError:
            return False

    async def _find_private(self, person: int) -> Composer:
        return await self.parts.here.composer(find_private(person))

    def _tell(self, note: Note, person: int, shown: Shown, work: Work) -> None:
        """Write to a person in private, once a note; where they never opened the bot, Telegram drops it."""
        payload = {**find_private(person).aim(), **shown.payload()}
        work.call(person, "sendMessage", payload, slot=_name_told(note))


def _name_told(note: Note) -> str:
    return f"n:told:{note.id}"


def describe(note: Note, phrasebook: Phrasebook) -> str:
    """Say in a few words what a note says, without the statement: the list of changes outlives the texts."""
    return phrasebook.say("line", "separator").join(filter(None, [say_verdict(note.verdict, note.who, phrasebook), note.host]))
