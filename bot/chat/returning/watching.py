"""/watch: a person chooses a statement and hears in private when another version of it is read; the list of all they watch."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.chat.answered import Answered, find_asked
from bot.chat.buttons import Button, keyboard
from bot.chat.choosing import choose_statement, find_statement
from bot.chat.composer import Composer, Shown, digest, name_answer
from bot.chat.days import say_day
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.place import Place, find_pressed
from bot.chat.reader import Reader
from bot.chat.returning.herald import read_watches
from bot.chat.rights import Rights
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.model import Reading, Statement, Status
from bot.reading.strength import take_version
from bot.reply.watched import list_watched, say_version
from bot.service.keeping import KeptAnswer
from bot.service.records import Matter
from bot.service.watches import MOST_WATCHED, Sighted, Watch, shorten_version, to_record

ROW = 4
"""Buttons of the list side by side."""

SHORT = 200
"""Code points of a statement that was chosen."""

_PRESS = re.compile(r"t:([cpel]):([0-9a-f]{1,32})(?::([0-9]{1,6}))?", re.ASCII)
_START = re.compile(r"t_([0-9a-f]{1,32})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Watching:
    """Takes what people want to hear of. Only whoever watches sees and ends a watch."""

    here: Here
    reader: Reader
    rights: Rights
    letter: str = "t"

    def commands(self) -> Mapping[str, Do]:
        """Give its one command."""
        return {"watch": self._ask}

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Show statements ("t:c:answer:page"), watch one ("t:p:answer:n"), or end a watch ("t:e:id", in the list "t:l:id")."""
        found, place = _PRESS.fullmatch(data), find_pressed(query.message)
        if found is None or place is None or not place.private:
            end_press(query, work)
        elif found[1] in "el":
            await self._end(query, found[2], place, work, listed=found[1] == "l")
        else:
            await self._press_answer(query, found[2], int(found[3] or 0), place, work, picks=found[1] == "p")

    async def start(self, _message: Message, place: Place, parameter: str, work: Work) -> None:
        """Show the statements of an answer elsewhere. `parameter` is "t_answer"."""
        found = _START.fullmatch(parameter)
        await self._open(found[1] if found else "", place, work)

    # --- choosing

    async def _ask(self, message: Message, place: Place, _: str, work: Work) -> None:
        composer, asked = await self.here.composer(place), find_asked(message)
        answer = await Answered(self.here, self.reader).find_or_read(asked, place, work) if asked else None
        if place.private and asked is None:
            show(await self._list(place.sender or 0, composer, work.now), place, work)
        elif answer is None:
            work.outgoing.append(place.saying(composer.say("watch", "how"), place.slot))
        elif place.private:
            await self._open(answer, place, work)
        else:
            rows = [[composer.keys.watching(answer, private=False)]]
            show(Shown(composer.say("watch", "here"), keyboard(rows)), place, work)

    async def _open(self, answer: str, place: Place, work: Work) -> None:
        composer = await self.here.composer(place)
        kept, reading = await self._find(answer)
        if kept and reading:
            show(self._choose(kept, reading, 0, composer), place, work)
        else:
            work.outgoing.append(place.saying(composer.say(*_say_why_not(kept)), place.slot))

    async def _press_answer(
        self, query: CallbackQuery, answer: str, number: int, place: Place, work: Work, *, picks: bool
    ) -> None:
        composer = await self.here.composer(place)
        kept, reading = await self._find(answer)
        if kept is None or reading is None:
            end_press(query, work, composer.plain(*_say_why_not(kept)))
        elif picks:
            await self._pick(query, kept, find_statement(reading, number), place, work)
        else:
            end_press(query, work)
            show_instead(self._choose(kept, reading, number, composer), place, work)

    async def _find(self, answer: str) -> tuple[KeptAnswer | None, Reading | None]:
        kept = await self.here.memory.answers.get(answer)
        return kept, await self.here.read(kept.chat, kept.article) if kept else None

    def _choose(self, kept: KeptAnswer, reading: Reading, page: int, composer: Composer) -> Shown:
        """Ask which statement; what asserts nothing cannot become stronger or weaker."""
        return choose_statement(
            composer.plain("watch", "which"),
            [statement for statement in reading.statements if statement.status is not Status.OTHER],
            page,
            composer,
            lambda text, n: {"text": text, "callback_data": f"t:p:{kept.id}:{n}"},
            lambda text, n: {"text": text, "callback_data": f"t:c:{kept.id}:{n}"},
            composer.keys.way_out(kept.id),
        )

    async def _pick(self, query: CallbackQuery, kept: KeptAnswer, statement: Statement | None, place: Place, work: Work) -> None:
        """Keep a watch. What is no group's is watched in the person's own private chat."""
        composer, chat = await self.here.composer(place), kept.chat if kept.chat < 0 else place.chat
        if statement is None or statement.status is Status.OTHER:
            end_press(query, work)
            return
        watch, own = (
            self._make(kept, statement, chat, query.from_user.id, work),
            await self._list_own(query.from_user.id, work.now),
        )
        refusal = await self._refuse(watch, own, composer)
        if refusal:
            end_press(query, work, refusal)
            return
        end_press(query, work)
        told = next((one.told for one in own if one.id == watch.id), None)
        work.records.append(to_record(replace(watch, told=told)))
        show_instead(await self._confirm(watch, kept, composer), place, work)

    def _make(self, kept: KeptAnswer, statement: Statement, chat: int, person: int, work: Work) -> Watch:
        """Make a watch; whoever chooses the same words again in a chat gets the same one, from its beginning."""
        version = shorten_version(take_version(statement))
        identity = name_answer(self.here.secret, f"t:{chat}:{person}:{digest(version.text)}")
        return Watch(identity, chat, person, kept.asked, work.now, Sighted(version, kept.at))

    async def _refuse(self, watch: Watch, own: Sequence[Watch], composer: Composer) -> str:
        """Say why a statement cannot be watched; empty where it can."""
        if (await self.here.memory.settings.get(watch.chat)).hashes:
            return composer.plain("watch", "wordless")
        if not await self.rights.is_member(watch.chat, watch.person):
            return composer.plain("watch", "members")
        full = sum(one.id != watch.id for one in own) >= MOST_WATCHED
        return composer.phrasebook.say("watch", "full", most=MOST_WATCHED) if full else ""

    async def _confirm(self, watch: Watch, kept: KeptAnswer, composer: Composer) -> Shown:
        said = {
            "version": say_version(watch.last.version, SHORT, composer.phrasebook),
            "day": say_day(watch.ends, composer.phrasebook),
        }
        group = await self.here.name_group(watch.chat, composer) if watch.chat < 0 else ""
        html = composer.say("watch", "added-in", group=group, **said) if group else composer.say("watch", "added", **said)
        return Shown(html, keyboard([[_stop(composer.plain("watch", "stop"), "e", watch)], [composer.keys.way_out(kept.id)]]))

    # --- what somebody watches

    async def _list_own(self, person: int, now: float) -> list[Watch]:
        return read_watches(await self.here.memory.records.list_person(Matter.WATCH, person), now)

    async def _list(self, person: int, composer: Composer, now: float, without: str = "") -> Shown:
        """List what a person watches, each with a button that ends it."""
        watches = [watch for watch in await self._list_own(person, now) if watch.id != without]
        if not watches:
            return Shown(composer.say("watch", "none"), keyboard([]))
        names = await self.here.name_groups({watch.chat for watch in watches if watch.chat < 0}, composer)
        listed = [(watch.last.version, names.get(watch.chat, ""), say_day(watch.ends, composer.phrasebook)) for watch in watches]
        labels = [composer.phrasebook.say("watch", "stop-n", n=n) for n in range(1, len(watches) + 1)]
        stops = [_stop(text, "l", watch) for text, watch in zip(labels, watches, strict=True)]
        rows = [stops[start : start + ROW] for start in range(0, len(stops), ROW)]
        return Shown(list_watched(listed, composer.phrasebook), keyboard(rows))

    async def _end(self, query: CallbackQuery, identity: str, place: Place, work: Work, *, listed: bool) -> None:
        """End a watch of whoever pressed; one of somebody else is none of theirs."""
        composer, person = await self.here.composer(place), query.from_user.id
        found = next((watch for watch in await self._list_own(person, work.now) if watch.id == identity), None)
        end_press(query, work, composer.plain("watch", "stopped" if found else "over"), alert=False)
        if found:
            work.removals.append(found.removal)
        if listed:
            show_instead(await self._list(person, composer, work.now, without=identity), place, work)
        else:
            payload = {"chat_id": place.chat, "message_id": place.message, "reply_markup": keyboard([])}
            work.call(place.chat, "editMessageReplyMarkup", payload)


def _stop(text: str, where: str, watch: Watch) -> Button:
    return {"text": text, "callback_data": f"t:{where}:{watch.id}"}


def _say_why_not(kept: KeptAnswer | None) -> tuple[str, str]:
    """Give the phrase that says why there is nothing to choose from."""
    return ("chat", "gone") if kept is None or kept.article.text else ("watch", "wordless")
