"""What the parts of notes share: who may, which notes live, how something is said or asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message

from bot.chat.composer import Composer
from bot.chat.here import Here
from bot.chat.moderators import Moderators
from bot.chat.place import Place
from bot.chat.work import Work
from bot.model import Reading
from bot.service import notes
from bot.service.notes import Note, Reply, name_reply
from bot.service.records import Matter, Record


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts of notes work with."""

    here: Here
    moderators: Moderators

    async def find_note(self, chat: int, identity: str, now: float) -> Note | None:
        """Give a living note."""
        record = await self.here.memory.records.get(Matter.NOTE, chat, identity) if chat else None
        note = notes.note_from_record(record) if record else None
        return note if note and note.ends > now else None

    async def find_reply(self, note: Note) -> Reply | None:
        """Give what the sender of the noted post answered, or may answer."""
        record = await self.here.memory.records.get(Matter.NOTE, note.chat, name_reply(note.id))
        return notes.reply_from_record(record) if record else None

    async def is_asked(self, prompt: str, message: Message) -> bool:
        """Tell whether a message replies to the question in a slot."""
        asked = message.reply_to_message
        return asked is not None and await self.here.memory.outbox.find_message(prompt) == asked.message_id

    async def read(self, answer: str) -> Reading | None:
        """Read again what was read for somebody; None where its text is kept no longer."""
        kept = await self.here.memory.answers.get(answer)
        return await self.here.read(kept.chat, kept.article) if kept else None


async def list_living(here: Here, chat: int, now: float) -> tuple[Note, ...]:
    """Give the living notes of a chat, oldest first."""
    return keep_living(await here.memory.records.list_chat(Matter.NOTE, chat), now)


def keep_living(records: Sequence[Record], now: float) -> tuple[Note, ...]:
    """Give the notes among records that live."""
    return tuple(note for note in map(notes.note_from_record, records) if note and note.ends > now)


def say(key: str, place: Place, composer: Composer, work: Work, **values: object) -> None:
    """Say one line of the phrasebook."""
    work.outgoing.append(place.saying(composer.say("note", key, **values), place.slot))


def ask(html: str, slot: str, place: Place, work: Work) -> None:
    """Ask for something that is to be written as a reply; the slot names the question."""
    asking = {"text": html, "parse_mode": "HTML", "reply_markup": {"force_reply": True}}
    work.call(place.chat, "sendMessage", {**place.aim(), **asking}, slot=slot)
