"""Whether a phrase is to be read as a cue: it is tried on what was read before, then whoever may decides."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.chat.composer import Composer, Shown, name_answer
from bot.chat.cues.words import ask, say_wording
from bot.chat.groups import MINUTE, is_past
from bot.chat.here import Here
from bot.chat.moderators import Author, Moderators, note_change
from bot.chat.place import Place
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.model import Article, Family
from bot.reply.quote import shorten
from bot.reply.telegram import count_units
from bot.rulebook.extend import GROUP, OWN
from bot.service import cues
from bot.service.changes import Deed
from bot.service.cue_effect import MOST_READ, Effect, try_cue
from bot.service.cue_phrase import Fault, find_fault, find_known, name_rule, parse
from bot.service.cues import MANNERS, MOST, STAYS, OwnCue, Wording, add_cues
from bot.service.keeping import Want
from bot.service.records import Matter

LONGEST_ALERT = 200
"""UTF-16 units of an alert (Bot API, answerCallbackQuery); no character takes more than two."""
MOST_TRIED = 6
"""Phrases that a chat may try in one minute."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a button of a message that stands at a place: on the cue of that id of a chat."""

    query: CallbackQuery
    place: Place
    chat: int
    id: str
    page: int


@dataclass(frozen=True, slots=True)
class Question:
    """Asks whether a cue is to be kept, and does what is decided."""

    here: Here
    moderators: Moderators

    async def ask(self, message: Message, place: Place, text: str, work: Work) -> None:
        """Ask whether a phrase is to be kept, with what it would have changed; or say why it cannot be a cue."""
        composer = await self.here.composer(place)
        asked = parse(text)
        fault = await self._find_fault(*asked, place.chat, composer) if asked else EXPLAINED
        if asked and not fault and not await self._has_room(place.chat, work):
            fault = OFTEN
        if asked is None or fault:
            work.outgoing.append(place.saying(_say(fault or EXPLAINED, composer), place.slot))
            return
        author, wording = await self._find_writer(message, place), await self._name(asked[0], Family(asked[1]), place.chat)
        id_ = name_answer(self.here.secret, f"c:{work.update}")
        cue = OwnCue(id_, place.chat, wording, work.now, kept=False, person=author.person)
        shown = ask(cue, await self._try(wording, place), composer, private=place.private)
        work.records += cues.to_records(cue)
        show(shown, place, work)

    async def _has_room(self, chat: int, work: Work) -> bool:
        """Tell whether one more phrase may be tried in this minute: each has many texts read."""
        want = Want(f"cues:{chat}", MOST_TRIED, MINUTE)
        return bool(work.tries) or await self.here.memory.limits.take([want], work.now) == 0

    async def _find_fault(self, phrase: str, family: str, chat: int, composer: Composer) -> Fault | None:
        """Say why a phrase cannot be added: something is wrong with it, it counts already, or there are too many."""
        fault = find_fault(phrase, family, self.here.service.rulebook)
        if fault:
            return fault
        wordings = await self.here.wordings(chat)
        rulebook = add_cues(self.here.service.rulebook, wordings)
        rule = await asyncio.to_thread(find_known, phrase, Family(family), rulebook)
        if rule is None:
            return FULL if len(wordings) >= MOST else None
        known = say_wording(Wording(rule.id, rule.family or Family(family), phrase), composer.phrasebook)
        is_own = rule.id.partition(".")[0] in (GROUP, OWN)
        return Fault("known-own", known) if is_own else Fault("known", {**known, "rule": rule.id})

    async def _name(self, phrase: str, family: Family, chat: int) -> Wording:
        taken = [wording.rule for wording in await self.here.wordings(chat)]
        return Wording(name_rule(phrase, family, taken, private=chat > 0), family, phrase)

    async def _find_writer(self, message: Message, place: Place) -> Author:
        person = None if message.sender_chat else message.from_user
        return await self.find_author(place.chat, person.id, person.full_name) if person else Author(None, None)

    async def find_author(self, chat: int, person: int, name: str) -> Author:
        """Give a person as the list may show them; in the private chat there is nobody else, and no name."""
        return Author(person, None) if chat > 0 else await self.moderators.find_author(chat, person, name)

    async def _try(self, wording: Wording, place: Place) -> Effect:
        """Read the last texts of the chat without and with the cue, in a thread."""
        articles, threshold = await self.list_articles(place.chat), (await self.here.choice(place)).threshold
        before = await self.here.reads(place.chat)
        wordings = tuple(sorted([*await self.here.wordings(place.chat), wording]))
        after = replace(before, rulebook=add_cues(self.here.service.rulebook, wordings))
        return await asyncio.to_thread(
            try_cue, articles, before, after, wording.rule, lambda reading: is_past(reading, threshold)
        )

    async def list_articles(self, chat: int) -> Sequence[Article]:
        """Give the last texts that were read in a chat, newest first."""
        recent = await self.here.memory.answers.list_recent(chat, MOST_READ)
        return [answer.article for answer in recent if answer.article.text]

    # --- what is decided

    async def keep(self, pressed: Pressed, work: Work) -> None:
        """Read with the cue from now on; not if it came to be one meanwhile, or there are too many."""
        cue, composer = await self._find(pressed, work), await self.here.composer(pressed.place)
        if cue is None:
            self._alert(OVER, pressed, composer, work)
            return
        phrase, family = cue.wording.phrase, cue.wording.family
        fault = await self._find_fault(phrase, family, pressed.chat, composer)
        if fault:
            self._alert(fault, pressed, composer, work)
            return
        person = pressed.query.from_user
        author = await self.find_author(pressed.chat, person.id, person.full_name)
        wording = await self._name(phrase, family, pressed.chat)
        kept = replace(cue, wording=wording, at=work.now, kept=True, person=author.person, name=author.name)
        work.records += cues.to_records(kept)
        self.note(author, Deed.CUE_ADDED, kept, work)
        self._end(pressed, "kept", kept, composer, work)

    async def drop(self, pressed: Pressed, work: Work) -> None:
        """Forget that it was asked."""
        cue, composer = await self._find(pressed, work), await self.here.composer(pressed.place)
        if cue is None:
            self._alert(OVER, pressed, composer, work)
            return
        work.removals += cues.to_removals(cue)
        self._end(pressed, "dropped", cue, composer, work)

    async def _find(self, pressed: Pressed, work: Work) -> OwnCue | None:
        """Give the cue that waits for a decision, unless its time is over."""
        record = await self.here.memory.records.get(Matter.CUE, pressed.chat, pressed.id)
        cue = cues.from_record(record) if record else None
        return cue if cue and not cue.kept and work.now <= cue.at + STAYS else None

    def note(self, author: Author, deed: Deed, cue: OwnCue, work: Work) -> None:
        """Have it kept who changed the cues of a chat."""
        note_change(author, cue.chat, deed, f'"{cue.wording.phrase}" as {cue.wording.family}', work)

    def _end(self, pressed: Pressed, key: str, cue: OwnCue, composer: Composer, work: Work) -> None:
        """Show in place of the question what was decided."""
        end_press(pressed.query, work)
        text = composer.say("cue", key, **say_wording(cue.wording, composer.phrasebook))
        show_instead(Shown(text, {"inline_keyboard": []}), pressed.place, work)

    def _alert(self, fault: Fault, pressed: Pressed, composer: Composer, work: Work) -> None:
        text = composer.phrasebook.say("cue", fault.key, **fault.values)
        fits = count_units(text) <= LONGEST_ALERT
        end_press(pressed.query, work, text if fits else shorten(text, LONGEST_ALERT // 2))


EXPLAINED = Fault("help", {"families": ", ".join(MANNERS)})
FULL = Fault("full", {"most": MOST})
OVER = Fault("over", {})
OFTEN = Fault("often", {})


def _say(fault: Fault, composer: Composer) -> str:
    return composer.say("cue", fault.key, **fault.values)
