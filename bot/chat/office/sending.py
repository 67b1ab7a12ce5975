"""The weekly digest of a group: what is open there, what was settled and which notes run out; or silence."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.chat.buttons import Button, keyboard, with_links
from bot.chat.composer import Composer
from bot.chat.groups import Groups
from bot.chat.here import Here
from bot.chat.notes.parts import list_living
from bot.chat.notes.views import show_one
from bot.chat.office.open_list import find_open_in, say_seen
from bot.chat.office.zones import find_zone
from bot.chat.place import Place
from bot.chat.transport.log import describe
from bot.chat.work import Work
from bot.model import Article, Reading
from bot.reading import read
from bot.reading.accusing import find_accusing
from bot.reply.sections import Section
from bot.reply.telegram import LIMIT, render_sections
from bot.rulebook import Rulebook
from bot.service.digests import LATEST, WEEK, Due, Schedule, find_due, read_schedules, settle
from bot.service.keeping import Mode
from bot.service.notes import Note, Verdict
from bot.service.records import Matter
from bot.service.statements import Seen

log = logging.getLogger(__name__)

MOST = 5
"""Lines of one section."""

MOST_AT_ONCE = 20
"""Digests that are written in one minute; the others follow in the next."""

SETTLED = frozenset((Verdict.CONFIRMED, Verdict.DENIED, Verdict.SATIRE))


@dataclass(frozen=True, slots=True)
class Sending:
    """Sends the digests that are due."""

    here: Here
    groups: Groups

    async def tick(self, work: Work) -> None:
        """Write the digests that are due, each once. One that cannot be written is left out that week."""
        schedules = read_schedules(await self.here.memory.records.list_all(Matter.DIGEST))
        found = ((schedule, find_due(schedule, find_zone(schedule.zone), work.now)) for schedule in schedules)
        due = [(schedule, due) for schedule, due in found if due][:MOST_AT_ONCE]
        left = set(await self.here.memory.settings.list_left(work.now + 1)) if due else set()
        for schedule, this in due:
            work.records.append(settle(schedule.chat, this))
            if schedule.chat not in left:
                await self._try(schedule, this, work)

    async def _try(self, schedule: Schedule, due: Due, work: Work) -> None:
        own = Work(work.update, work.now)
        try:
            await self._send(schedule, due, own)
        except Exception as error:  # noqa: BLE001  one group must not keep the others from theirs; its words may quote somebody
            log.warning("A digest cannot be written: %s", describe(error))
        else:
            work.outgoing.extend(own.outgoing)

    async def _send(self, schedule: Schedule, due: Due, work: Work) -> None:
        place = Place(schedule.chat, schedule.topic, 0, private=False)
        if (await self.here.choice(place)).mode is Mode.OFF:
            return
        composer = await self.here.composer(place)
        sections = await self._write(schedule, composer, work.now)
        if not sections:
            return
        title = escape(composer.plain("digest", "title"), quote=False)
        html = "\n".join([f"<b>{title}</b>", *render_sections(sections, LIMIT - len(title) - 1)])
        keys = with_links(keyboard([[self._open(place.chat, composer)]]), sections)
        shown = {"text": html, "parse_mode": "HTML", "reply_markup": keys}
        slot = f"digest:{place.chat}:{due.week}"
        work.call(place.chat, "sendMessage", {**place.aim(), **shown}, slot=slot, expires=due.at + LATEST)
        await self.groups.let_go(place, work)

    def _open(self, chat: int, composer: Composer) -> Button:
        return composer.keys.leading(composer.plain("digest", "open"), f"o_{chat}")

    async def _write(self, schedule: Schedule, composer: Composer, now: float) -> Sequence[Section]:
        """Give the sections that have something to say."""
        week, book = now - WEEK.total_seconds(), composer.phrasebook
        seen = (await find_open_in(self.here, schedule.chat, now, week))[:MOST]
        notes = await list_living(self.here, schedule.chat, now)
        settled = [note for note in reversed(notes) if note.at >= week and note.verdict in SETTLED][:MOST]
        ending = [note for note in notes if note.ends <= now + WEEK.total_seconds() and note not in settled]
        sections = (
            Section(book.say("digest", "still-open"), tuple([await self._say_open(one, composer) for one in seen])),
            _show_notes("settled", settled, composer),
            _show_notes("ending", sorted(ending, key=lambda note: note.ends)[:MOST], composer),
        )
        return [section for section in sections if section.lines]

    async def _say_open(self, seen: Seen, composer: Composer) -> str:
        """Say what is open; of a statement that accuses somebody, by itself or in its post where that is kept, no word."""
        kept = await self.here.memory.answers.find_asked(seen.last.chat, seen.last.message)
        service, text = await self.here.reads(seen.last.chat), seen.text or ""
        post = (await service.answer_later(kept.article)).reading if kept else None
        readings = [read(Article(text), service.rulebook), *([post] if post else [])]
        accuses = any(_accuses(text, reading, service.rulebook) for reading in readings)
        return say_seen(seen, composer.phrasebook, is_told=not accuses)


def _accuses(text: str, reading: Reading, rulebook: Rulebook) -> bool:
    """Tell whether a reading has an accusing statement in these words."""
    accusing = find_accusing(reading, rulebook)
    return any(one.n in accusing for one in reading.statements if one.text in text)


def _show_notes(key: str, notes: Sequence[Note], composer: Composer) -> Section:
    """Give the section of some notes as the group sees them elsewhere, with their links."""
    shown = [section for note in notes for section in show_one(note, composer, hidden=note.accuses)]
    lines, links = (tuple(one for section in shown for one in getattr(section, part)) for part in ("lines", "links"))
    return Section(composer.phrasebook.say("digest", key), lines, tuple(dict.fromkeys(links)))
