"""Published fact-checks: imported ones stand beside a reading; elsewhere is asked only when somebody presses for it."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from telegram import CallbackQuery, Message

from bot.chat.answered import say_why_not
from bot.chat.buttons import Button, keyboard, with_links
from bot.chat.composer import Composer, Shown
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.place import Place, find_pressed
from bot.chat.scene import Scene
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.model import FactCheck, Reading, Statement, Status
from bot.reading.accusing import Accusing, accuses
from bot.reading.alike import find_alike
from bot.reading.level import is_main
from bot.reply.pages import paginate, render_page
from bot.reply.published import links_of, page_of, section_of
from bot.reply.sections import Section
from bot.rulebook import Rulebook
from bot.service.days import DAY
from bot.service.keeping import Want
from bot.service.published import CheckSearch, Searched, SearchFault
from bot.service.records import Matter, Record

MOST_SHOWN = 3
"""Fact-checks that are shown."""
MOST_LOOKED_FOR = 20
"""Statements of a reading that are looked for among the imported fact-checks, the main ones first."""
MOST_ASKED = 4
"""Statements that are asked for elsewhere: the headline and the first three sentences."""

ROOM = 3_400
"""UTF-16 units of the page that shows what was found."""

LETTER = "k"
_PRESS = re.compile(r"k:([0-9a-f]{1,32})(:y)?", re.ASCII)
_START = re.compile(r"k_([0-9a-f]{1,32})", re.ASCII)
_AGREED = "factchecks"


@dataclass(frozen=True, slots=True)
class PublishedTeller:
    """Knows the imported fact-checks."""

    here: Here
    marks: bool = False

    async def tell(self, reading: Reading, scene: Scene, accusing: Accusing | None) -> Sequence[Section]:
        """Give the fact-checks that look like a statement; among others no statement and no fact-check that accuses."""
        statements = _choose(reading, MOST_LOOKED_FOR, accusing) if scene.around.published else ()
        if not statements:
            return ()
        checks = await self.here.memory.published.find_like_each([statement.text for statement in statements])
        if not any(checks):
            return ()
        phrasebook, rulebook = scene.composer.phrasebook, self.here.service.rulebook

        def choose() -> Sequence[Section]:
            fit = [[one for one in tried if accusing is None or not _accuses(one, rulebook)] for tried in checks]
            return section_of(find_alike(statements, fit, MOST_SHOWN), phrasebook)

        return await self.here.compose(reading.article, choose)


def _choose(reading: Reading, most: int, accusing: Accusing | None = None) -> Sequence[Statement]:
    """Give the statements that assert something, each sentence once, the main ones first."""
    asserted = [one for one in reading.statements if one.status is not Status.OTHER and not (accusing and one.n in accusing)]
    once = {one.text: one for one in reversed(asserted)}
    return sorted(once.values(), key=lambda statement: (not is_main(statement), statement.n))[:most]


def _accuses(check: FactCheck, rulebook: Rulebook) -> bool:
    return any(accuses(text, rulebook) for text in (check.claim, check.rating, check.publisher))


@dataclass(frozen=True, slots=True)
class PublishedSearch:
    """Asks elsewhere for the main statements of a reading when somebody presses for it in private; the first time it warns."""

    here: Here
    letter: str = LETTER

    def commands(self) -> Mapping[str, Do]:
        """Give no command."""
        return {}

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Show what was found in place of what the message shows, or say first that words leave this machine."""
        found = _PRESS.fullmatch(data)
        place = find_pressed(query.message)
        if place is None or found is None or not place.private:
            end_press(query, work)
            return
        agrees = bool(found[2])
        shown = await self._show(found[1], place, work, agrees=agrees)
        end_press(query, work, shown if isinstance(shown, str) else "", alert=isinstance(shown, str))
        if isinstance(shown, Shown):
            show_instead(shown, place, work)

    async def start(self, _: Message, place: Place, parameter: str, work: Work) -> None:
        """Do the same behind a link in a group."""
        found = _START.fullmatch(parameter)
        shown = await self._show(found[1], place, work, agrees=False) if found else ""
        if isinstance(shown, str):
            composer = await self.here.composer(place)
            said = shown or composer.plain("chat", "gone")
            work.outgoing.append(place.saying(escape(said, quote=False), place.slot))
        else:
            show(shown, place, work)

    async def _show(self, answer: str, place: Place, work: Work, *, agrees: bool) -> Shown | str:
        """Give what a message is to show, or the plain words that say why there is nothing."""
        composer, search = await self.here.composer(place), self.here.service.checks
        if search is None:
            return composer.plain("published", "off")
        kept = await self.here.memory.answers.get(answer)
        reading = await self.here.read(kept.chat, kept.article) if kept else None
        if reading is None:
            return composer.plain("chat", say_why_not(kept))
        statements = [statement for statement in _choose(reading, MOST_ASKED) if is_main(statement)]
        if not statements:
            return composer.plain("published", "nothing-to-ask")
        if not agrees and await self.here.memory.records.get(Matter.CONSENT, place.chat, _AGREED) is None:
            return _ask_first(answer, composer)
        work.records.append(Record(Matter.CONSENT, place.chat, _AGREED, place.chat, work.now, {}))
        return await self._search(search, statements, answer, composer, work)

    async def _search(
        self, search: CheckSearch, statements: Sequence[Statement], answer: str, composer: Composer, work: Work
    ) -> Shown:
        texts = [statement.text for statement in statements]

        async def admit() -> bool:
            want = Want("factchecks", search.a_day, DAY)
            return await self.here.memory.limits.take([want], work.now) == 0

        imported = await self.here.memory.published.find_like_each(texts)
        searched = await asyncio.gather(*(search.search(text, admit) for text in texts))
        tried = [[*mine, *theirs.checks] for mine, theirs in zip(imported, searched, strict=True)]
        found = find_alike(statements, tried, MOST_SHOWN)
        book, fault = composer.phrasebook, _find_fault(searched)
        told = [book.say("published", "apart")] if found else [] if fault else [book.say("published", "none")]
        told += [book.say("published", f"fault-{fault}")] if fault else []
        page = render_page(book.say("published", "title"), paginate([*told, *page_of(found, book)], ROOM)[:1], 0, book)
        section = Section("", (), links_of(found, book))
        return Shown(page, with_links(keyboard([[composer.keys.way_out(answer)]]), [section]))


def _find_fault(searched: Sequence[Searched]) -> SearchFault | None:
    return next((one.fault for one in searched if one.fault), None)


def _ask_first(answer: str, composer: Composer) -> Shown:
    """Say what would be sent and to whom, with the button that has it sent."""
    yes: Button = {"text": composer.plain("published", "yes"), "callback_data": f"{LETTER}:{answer}:y"}
    return Shown(composer.say("published", "tell", most=MOST_ASKED), keyboard([[yes], [composer.keys.way_out(answer)]]))


async def say_privacy(here: Here, composer: Composer) -> list[str]:
    """Say what /privacy has to say of this, as Telegram HTML: what leaves this machine, and what does not."""
    keys = {"privacy": here.service.checks is not None, "privacy-imported": await here.memory.published.count() > 0}
    return [composer.say("published", key) for key, holds in keys.items() if holds]
