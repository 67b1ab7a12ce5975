"""/digest: once a week, when the group wants it, what is open there, what was settled and which notes run out; or silence."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cache
from html import escape
from zoneinfo import ZoneInfo, available_timezones

from telegram import CallbackQuery, Message

from bot.chat.buttons import Button, keyboard, with_links
from bot.chat.composer import Composer
from bot.chat.feature import Do
from bot.chat.groups import Groups
from bot.chat.here import Here
from bot.chat.moderators import Moderators, note_change
from bot.chat.notes.parts import list_living
from bot.chat.notes.views import show_one
from bot.chat.office.days import say_day
from bot.chat.office.open_list import find_open_in, say_seen
from bot.chat.place import Place
from bot.chat.rights import Right
from bot.chat.transport.log import describe
from bot.chat.views import Views
from bot.chat.work import Work
from bot.model import Article
from bot.reading import read
from bot.reading.accusing import find_accusing
from bot.reply.sections import Section
from bot.reply.telegram import LIMIT, render_sections
from bot.rulebook import Rulebook
from bot.service import digests
from bot.service.changes import Deed
from bot.service.digests import LATEST, WEEK, Due, Schedule, find_due, find_next, read_schedules, settle
from bot.service.keeping import Mode
from bot.service.notes import Note, Verdict
from bot.service.records import Matter
from bot.service.statements import Seen

log = logging.getLogger(__name__)

MOST = 5
"""Lines of one section."""

MOST_AT_ONCE = 50
"""Digests that are written in one minute; the others follow in the next."""

SETTLED = frozenset((Verdict.CONFIRMED, Verdict.DENIED, Verdict.SATIRE))

OFF = "off"

JOINER = "\u2060"
"""Stands in what we say so that it becomes no link, and so in what is copied out of it."""

_HOUR = re.compile(r"([01]?[0-9]|2[0-3])(?::00)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Digest:
    """Lets administrators choose when the digest comes, and sends it."""

    here: Here
    views: Views
    groups: Groups
    moderators: Moderators
    letter: str = "g"

    def commands(self) -> Mapping[str, Do]:
        """Give its one command."""
        return {"digest": self._choose}

    async def press(self, query: CallbackQuery, _: str, work: Work) -> None:
        """End a press on a button that is none of ours."""
        self.views.tell(query, "", work)

    async def start(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Say where the digest is chosen; no link of ours leads here."""
        composer = await self.here.composer(place)
        work.outgoing.append(place.saying(composer.say("digest", "in-group"), place.slot))

    async def take_reply(self, _message: Message, _place: Place, _work: Work) -> bool:
        """Take none: nothing is asked."""
        return False

    # --- when

    async def _choose(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        composer = await self.here.composer(place)
        if place.private:
            said = composer.say("digest", "in-group")
        elif not await self.moderators.rights.may_write(message, Right.CHANGE_INFO):
            said = composer.say("chat", "only-admins")
        else:
            said = await self._do(message, place, arguments.replace(JOINER, "").split(), composer, work)
        work.outgoing.append(place.saying(said, place.slot))

    async def _do(self, message: Message, place: Place, words: Sequence[str], composer: Composer, work: Work) -> str:
        """Do what the words behind the command ask; give what is answered."""
        if not words:
            return await self._say_chosen(place, composer, work)
        if [word.casefold() for word in words] == [OFF]:
            work.removals.append(digests.to_removal(place.chat))
            await self._note(message, place, OFF, work)
            return composer.say("digest", "off")
        schedule = await self._read(place, words, composer, work)
        if schedule is None:
            return f"{composer.say('digest', 'wrong')}\n\n{self._say_how(composer)}"
        work.records.append(digests.to_record(schedule))
        await self._note(message, place, _name(schedule, composer), work)
        return self._say_schedule(schedule, composer, work.now)

    async def _read(self, place: Place, words: Sequence[str], composer: Composer, work: Work) -> Schedule | None:
        """Read a day, an hour and perhaps a time zone; None where they are none."""
        weekday = _find_weekday(words[0], composer)
        hour = _HOUR.fullmatch(words[1]) if len(words) > 1 else None
        zone = find_zone_name(" ".join(words[2:])) if len(words) > 2 else "UTC"
        if not weekday or not hour or not zone:
            return None
        before = await self._find_schedules(place.chat)
        settled = before[0].settled if before else ""
        return Schedule(place.chat, place.topic, weekday, int(hour[1]), zone, work.now, settled)

    async def _find_schedules(self, chat: int) -> Sequence[Schedule]:
        return read_schedules(await self.here.memory.records.list_chat(Matter.DIGEST, chat))

    async def _say_chosen(self, place: Place, composer: Composer, work: Work) -> str:
        chosen = await self._find_schedules(place.chat)
        holds = self._say_schedule(chosen[0], composer, work.now) if chosen else composer.say("digest", "none")
        return f"{holds}\n\n{self._say_how(composer)}"

    def _say_schedule(self, schedule: Schedule, composer: Composer, now: float) -> str:
        zone = find_zone(schedule.zone)
        day = say_day(find_next(schedule, zone, now).at, composer.phrasebook, zone)
        return composer.say("digest", "holds", when=_name(schedule, composer), next=day)

    def _say_how(self, composer: Composer) -> str:
        days = ", ".join(composer.plain("weekday", str(n)) for n in range(1, 8))
        return composer.say("digest", "how", days=days)

    async def _note(self, message: Message, place: Place, detail: str, work: Work) -> None:
        author = await self.moderators.find_writer(message)
        note_change(author, place.chat, Deed.DIGEST, detail, work)

    # --- sending

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
        return {"text": composer.plain("digest", "open"), "url": f"https://t.me/{self.here.bot.username}?start=o_{chat}"}

    async def _write(self, schedule: Schedule, composer: Composer, now: float) -> Sequence[Section]:
        """Give the sections that have something to say."""
        week, book = now - WEEK.total_seconds(), composer.phrasebook
        rulebook = (await self.here.reads(schedule.chat)).rulebook
        seen = await find_open_in(self.here, schedule.chat, now, week)
        notes = await list_living(self.here, schedule.chat, now)
        settled = [note for note in reversed(notes) if note.at >= week and note.verdict in SETTLED][:MOST]
        ending = [note for note in notes if note.ends <= now + WEEK.total_seconds() and note not in settled]
        sections = (
            Section(book.say("digest", "still-open"), tuple(_say_open(one, rulebook, composer) for one in seen[:MOST])),
            _show_notes("settled", settled, composer),
            _show_notes("ending", sorted(ending, key=lambda note: note.ends)[:MOST], composer),
        )
        return [section for section in sections if section.lines]


def _say_open(seen: Seen, rulebook: Rulebook, composer: Composer) -> str:
    """Say what is open; of a statement that accuses somebody, no word."""
    accusing = find_accusing(read(Article(seen.text or ""), rulebook), rulebook)
    return say_seen(seen, composer.phrasebook, is_told=not accusing.statements)


def _show_notes(key: str, notes: Sequence[Note], composer: Composer) -> Section:
    """Give the section of some notes as the group sees them elsewhere, with their links."""
    shown = [section for note in notes for section in show_one(note, composer, hidden=note.accuses)]
    lines, links = (tuple(one for section in shown for one in getattr(section, part)) for part in ("lines", "links"))
    return Section(composer.phrasebook.say("digest", key), lines, tuple(dict.fromkeys(links)))


def _name(schedule: Schedule, composer: Composer) -> str:
    """Name when a digest comes: "Monday, 09:00 (Europe/Berlin)"."""
    day = composer.plain("weekday", str(schedule.weekday))
    return composer.phrasebook.say("digest", "when", day=day, hour=f"{schedule.hour:02}:00", zone=schedule.zone)


def _find_weekday(word: str, composer: Composer) -> int:
    """Give the day that is named in full or by its first three letters or more, 1 for Monday; 0 for no day."""
    named = (composer.plain("weekday", str(n)).casefold() for n in range(1, 8))
    return next((n for n, name in enumerate(named, 1) if len(word) > 2 and name.startswith(word.casefold())), 0)


def find_zone(name: str) -> tzinfo:
    """Give a time zone by its IANA name; one that this machine does not know is that of Greenwich."""
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return UTC


def find_zone_name(words: str) -> str:
    """Give the IANA name that is meant, whatever its case and blanks; empty for none."""
    return _list_zones().get("_".join(words.casefold().split()), "")


@cache
def _list_zones() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}
