"""The page and the picture of an answer, sent as a file to whoever asks for it in private."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from telegram import CallbackQuery, InputFile, Message

from bot.chat.answered import say_why_not
from bot.chat.composer import Composer
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.place import Place, find_pressed
from bot.chat.rights import Rights
from bot.chat.showing import end_press
from bot.chat.transport.call import Call
from bot.chat.work import Work
from bot.files import load_sheet
from bot.model import Reading
from bot.pictures import make_picture
from bot.reply.phrasebook import Phrasebook
from bot.reply.report import render_report
from bot.reply.summary import RECEIPT_LENGTH, first_line
from bot.service.keeping import Want

DRAWING = "drawing"
"""In a payload: the answer whose page or picture is meant, in place of the file."""

MOST, HOUR = 20, 3_600.0
"""Pages and pictures for one person in one hour."""

LONGEST = 40
"""Characters of a title in the name of a file."""

_PRESS = re.compile(r"d:(report|picture):([0-9a-f]{1,32})", re.ASCII)
_SENT_BY = {"report": ("sendDocument", "upload_document"), "picture": ("sendPhoto", "upload_photo")}


@dataclass(frozen=True, slots=True)
class Drawing:
    """Sends pages and pictures. They repeat the whole article, so that none goes into a group, or to who is not in it."""

    here: Here
    rights: Rights
    letter: str = "d"

    def commands(self) -> Mapping[str, Do]:
        """Give none: there is a button for each."""
        return {}

    async def start(self, _message: Message, place: Place, _parameter: str, work: Work) -> None:
        """Say how to ask: no link leads here."""
        work.outgoing.append(place.saying((await self.here.composer(place)).say("report", "how"), place.slot))

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Have the page or the picture of an answer sent. Data: "d:report:answer", "d:picture:answer"."""
        found, place = _PRESS.fullmatch(data), find_pressed(query.message)
        if found is None or place is None or not place.private:
            end_press(query, work)
            return
        composer = await self.here.composer(place)
        why_not = await self._find_hindrance(found[2], query.from_user.id, composer, work)
        end_press(query, work, why_not)
        if not why_not:
            self._send(found[1], found[2], place, composer.phrasebook.language, work)

    async def _find_hindrance(self, answer: str, person: int, composer: Composer, work: Work) -> str:
        """Say why somebody gets no file of an answer; "" where they do. A link alone shows the reading, not the whole text."""
        kept = await self.here.memory.answers.get(answer)
        if kept is None or not kept.article.text:
            return composer.plain("chat", say_why_not(kept))
        if not await self.rights.is_member(kept.chat, person):
            return composer.phrasebook.say("report", "members-only")
        if not work.tries and await self._has_enough(person, work.now):
            return composer.phrasebook.say("report", "enough", n=MOST)
        return ""

    async def _has_enough(self, person: int, now: float) -> bool:
        return bool(await self.here.memory.limits.take([Want(f"drawings:{person}", MOST, HOUR)], now))

    def _send(self, kind: str, answer: str, place: Place, language: str, work: Work) -> None:
        """Put the call that sends it into the outbox: it names the file, which is made when the call is made."""
        method, action = _SENT_BY[kind]
        where = {key: value for key, value in place.aim().items() if key != "link_preview_options"}
        busy = {key: value for key, value in where.items() if key != "reply_parameters"}
        work.call(place.chat, "sendChatAction", {**busy, "action": action}, expires=work.now + HOUR / 60)
        work.call(place.chat, method, {**where, DRAWING: {"answer": answer, "kind": kind, "language": language}})

    async def make(self, call: Call, named: Mapping[str, Any]) -> Call:
        """Give the call with its file; what is kept no longer is told instead."""
        kept = await self.here.memory.answers.get(named["answer"])
        reading = await self.here.read_kept(kept) if kept and kept.article.text else None
        composer = self.here.speak(named["language"])
        if reading is None:
            return Call("sendMessage", {**call.payload, "text": composer.plain("chat", say_why_not(kept))})
        draw = _draw_picture if named["kind"] == "picture" else _draw_report
        field, file = await asyncio.to_thread(draw, reading, composer.phrasebook)
        return replace(call, payload={**call.payload, field: file, "caption": first_line(reading, composer.phrasebook)})


def _draw_report(reading: Reading, phrasebook: Phrasebook) -> tuple[str, InputFile]:
    page = render_report(reading, phrasebook, load_sheet())
    return "document", InputFile(page.encode(), f"{name_file(reading)}.html")


def _draw_picture(reading: Reading, phrasebook: Phrasebook) -> tuple[str, InputFile]:
    return "photo", InputFile(make_picture(reading, phrasebook), f"{name_file(reading)}.png")


def name_file(reading: Reading) -> str:
    """Give the name of a file without its ending: of plain letters, whatever the article is called."""
    title = re.sub(r"[^a-z0-9]+", "-", (reading.title or "").lower())[:LONGEST].strip("-")
    return "-".join(filter(None, ["caveat", title, reading.receipt[:RECEIPT_LENGTH]]))
