"""What the parts of notes share: who may, which notes live, what a group is called, how something is shown or asked."""

from dataclasses import dataclass
from html import escape

from telegram import CallbackQuery
from telegram.error import TelegramError

from bot.chat.composer import Composer, Shown
from bot.chat.here import Here
from bot.chat.moderators import Moderators
from bot.chat.place import Place
from bot.chat.views import edit_message
from bot.chat.work import LIFE, Work
from bot.model import Reading
from bot.reply.quote import isolate, shorten
from bot.reply.telegram import disarm
from bot.service import notes
from bot.service.notes import Note, Reply, name_reply
from bot.service.records import Matter

LONGEST_TITLE = 40
"""Code points of a group's name."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts of notes work with."""

    here: Here
    moderators: Moderators

    async def list_living(self, chat: int, now: float) -> tuple[Note, ...]:
        """Give the living notes of a group, oldest first."""
        return await list_living(self.here, chat, now)

    async def find_note(self, chat: int, identity: str, now: float) -> Note | None:
        """Give a living note."""
        record = await self.here.memory.records.get(Matter.NOTE, chat, identity) if chat else None
        note = notes.note_from_record(record) if record else None
        return note if note and note.ends > now else None

    async def find_reply(self, note: Note) -> Reply | None:
        """Give what the sender of the noted post answered, or may answer."""
        record = await self.here.memory.records.get(Matter.NOTE, note.chat, name_reply(note.id))
        return notes.reply_from_record(record) if record else None

    async def find_title(self, chat: int, composer: Composer) -> str:
        """Give the name of a group, or what stands for it where Telegram does not tell."""
        try:
            title = (await self.here.bot.get_chat(chat)).title
        except TelegramError:
            title = None
        return isolate(shorten(title, LONGEST_TITLE)) if title else composer.plain("note", "the-group")

    async def read(self, answer: str) -> Reading | None:
        """Read again what was read for somebody; None where its text is kept no longer."""
        kept = await self.here.memory.answers.get(answer)
        if kept is None or not kept.article.text:
            return None
        return (await (await self.here.reads(kept.chat)).answer_later(kept.article)).reading


async def list_living(here: Here, chat: int, now: float) -> tuple[Note, ...]:
    """Give the living notes of a chat, oldest first."""
    read = map(notes.note_from_record, await here.memory.records.list_chat(Matter.NOTE, chat))
    return tuple(note for note in read if note and note.ends > now)


def say(key: str, place: Place, composer: Composer, work: Work, **values: object) -> None:
    """Say one line of the phrasebook."""
    work.outgoing.append(place.saying(composer.say("note", key, **values), place.slot))


def show(shown: Shown, place: Place, work: Work) -> None:
    """Answer with something that has buttons."""
    work.call(place.chat, "sendMessage", {**place.aim(), **shown.payload()}, slot=place.slot)


def show_instead(shown: Shown, place: Place, work: Work) -> None:
    """Let the message whose button was pressed show something else."""
    edit_message(place, shown, work)


def ask(html: str, slot: str, place: Place, work: Work) -> None:
    """Ask for something that is to be written as a reply; the slot names the question."""
    asking = {"text": html, "parse_mode": "HTML", "reply_markup": {"force_reply": True}}
    work.call(place.chat, "sendMessage", {**place.aim(), **asking}, slot=slot)


def end_press(query: CallbackQuery, work: Work, text: str = "") -> None:
    """End a press; with words, whoever pressed is shown them, and nobody else."""
    told = {"text": text, "show_alert": True} if text else {}
    payload: dict[str, object] = {"callback_query_id": query.id, **told}
    work.call(query.from_user.id, "answerCallbackQuery", payload, expires=work.now + LIFE)


def as_html(text: str) -> str:
    """Give a text as Telegram HTML in which nothing becomes a link."""
    return escape(disarm(text), quote=False)
