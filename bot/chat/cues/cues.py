"""/cue: phrases that a chat wants read as cues. They are added, listed, removed, and given as a rule file."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, Message

from bot.chat.composer import Shown
from bot.chat.cues.question import EXPLAINED, Pressed, Question
from bot.chat.cues.words import lay_out_file, link, list_cues
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.moderators import Moderators
from bot.chat.place import Place, find_pressed
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.reply.cue_texts import write_rules
from bot.service import cues
from bot.service.changes import Deed
from bot.service.cue_effect import find_examples
from bot.service.cues import OwnCue, as_rule
from bot.service.records import Matter

_PRESS = re.compile(r"c:([kdrl]):(-?[0-9]{1,15}):([0-9a-f]{0,32})(?::([0-9]{1,3}))?", re.ASCII)
_START = re.compile(r"c_(-[0-9]{1,15})(_x)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cues:
    """Adds, lists, removes and exports the cues of a chat."""

    here: Here
    moderators: Moderators
    letter: str = "c"

    def commands(self) -> Mapping[str, Do]:
        """Give its one command, by both of its names."""
        return {"cue": self._do, "cues": self._do}

    async def _do(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        verb, rest = (*arguments.split(maxsplit=1), "", "")[:2]
        for_all: Mapping[str, Do] = {"": self._list, "list": self._list}
        for_moderators: Mapping[str, Do] = {"add": self._question.ask, "export": self._export}
        do = for_moderators.get(verb.casefold())
        if do and not place.private and not await self.moderators.may_write(message):
            await self._say("chat", "only-moderators", place, work)
            return
        await (do or for_all.get(verb.casefold(), self._help))(message, place, rest, work)

    async def _help(self, _: Message, place: Place, __: str, work: Work) -> None:
        await self._say("cue", EXPLAINED.key, place, work, **EXPLAINED.values)

    async def _say(self, part: str, key: str, place: Place, work: Work, **values: object) -> None:
        composer = await self.here.composer(place)
        work.outgoing.append(place.saying(composer.say(part, key, **values), place.slot))

    @property
    def _question(self) -> Question:
        return Question(self.here, self.moderators)

    # --- buttons

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Keep, drop or remove a cue, or turn a page of the list. `data` is "c:what:chat:id:page"."""
        found, place = _PRESS.fullmatch(data), find_pressed(query.message)
        if found is None or place is None or (found[1] in "lr" and not place.private):  # a list stands in private only
            end_press(query, work)
            return
        chat = int(found[2]) if place.private else place.chat  # a group may have got another number since
        pressed = Pressed(query, place, chat, found[3], int(found[4] or 0))
        if found[1] == "l":
            await self._turn(pressed, work)
        elif await self._may(chat, query.from_user.id):
            await {"k": self._question.keep, "d": self._question.drop, "r": self._remove}[found[1]](pressed, work)
        else:
            composer = await self.here.composer(place)
            end_press(query, work, composer.plain("chat", "only-moderators"))

    async def _may(self, chat: int, person: int) -> bool:
        """Tell whether a person may change the cues of a chat: their own, or those of a group that they moderate."""
        return chat == person or (chat < 0 and await self.moderators.may(chat, person))

    async def _remove(self, pressed: Pressed, work: Work) -> None:
        """Remove a cue and show the list without it."""
        composer, listed = await self.here.composer(pressed.place), await self._list_kept(pressed.chat)
        for cue in [one for one in listed if one.id == pressed.id]:
            work.removals += cues.to_removals(cue)
            person = pressed.query.from_user
            author = await self._question.find_author(pressed.chat, person.id, person.full_name)
            self._question.note(author, Deed.CUE_REMOVED, cue, work)
        end_press(pressed.query, work, composer.plain("cue", "removed"), alert=False)
        left = [one for one in listed if one.id != pressed.id]
        show_instead(list_cues(left, pressed.chat, pressed.page, composer, may_remove=True), pressed.place, work)

    # --- the list and the rule file

    async def _list(self, _: Message, place: Place, __: str, work: Work) -> None:
        """List the cues; in a group only say how many there are, with the way to the list."""
        composer, kept = await self.here.composer(place), await self._list_kept(place.chat)
        if place.private or not kept:
            shown = list_cues(kept, place.chat, 0, composer, may_remove=True)
        else:
            shown = Shown(composer.count("cues", len(kept)), link("open", f"c_{place.chat}", composer))
        show(shown, place, work)

    async def _list_kept(self, chat: int) -> Sequence[OwnCue]:
        return cues.list_kept(await self.here.memory.records.list_chat(Matter.CUE, chat))

    async def _turn(self, pressed: Pressed, work: Work) -> None:
        shown = await self._show(pressed.chat, pressed.query.from_user.id, pressed.page, pressed.place)
        end_press(pressed.query, work)
        show_instead(shown, pressed.place, work)

    async def _show(self, chat: int, person: int, page: int, place: Place) -> Shown:
        """Show a page of the list to a member of the group; buttons that remove only to whoever may."""
        composer = await self.here.composer(place)
        if not await self.moderators.rights.is_member(chat, person):
            return Shown(composer.say("cue", "members"), {"inline_keyboard": []})
        may = await self._may(chat, person)
        return list_cues(await self._list_kept(chat), chat, page, composer, may_remove=may)

    async def start(self, _: Message, place: Place, parameter: str, work: Work) -> None:
        """Show what a link in a group leads to: "c_chat" its list, "c_chat_x" its rule file."""
        found, person = _START.fullmatch(parameter), place.sender or 0
        chat = int(found[1]) if found else 0
        if found and found[2]:
            await self._send_file(chat, person, place, work)
            return
        shown = await self._show(chat, person, 0, place)
        show(shown, place, work)

    async def _export(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Send the rule file; in a group only the way to it."""
        if place.private:
            await self._send_file(place.chat, place.chat, place, work)
            return
        composer = await self.here.composer(place)
        shown = Shown(composer.say("cue", "file-here"), link("open-file", f"c_{place.chat}_x", composer))
        show(shown, place, work)

    async def _send_file(self, chat: int, person: int, place: Place, work: Work) -> None:
        composer, kept = await self.here.composer(place), await self._list_kept(chat)
        if not await self._may(chat, person):
            await self._say("chat", "only-moderators", place, work)
            return
        if not kept:
            shown = list_cues(kept, chat, 0, composer, may_remove=True)
            work.outgoing.append(place.saying(shown.html, place.slot))
            return
        rules = [as_rule(cue.wording) for cue in kept]
        service, articles = await self.here.reads(chat), await self._question.list_articles(chat)
        examples = await asyncio.to_thread(find_examples, articles, service, [rule.id for rule in rules])
        blocks = write_rules(rules, examples, service.rulebook.language, composer.phrasebook)
        for n, html in enumerate(lay_out_file(blocks)):
            work.outgoing.append(place.saying(html, f"{place.slot}:{n}" if n else place.slot))
