"""What a press on a button shows: why, all statements, what is wrong, the page behind a link, and the way back."""

from dataclasses import dataclass, replace

from telegram import CallbackQuery

from bot.chat.answered import say_why_not
from bot.chat.buttons import PICKED, Press, View
from bot.chat.buttons import press as make_press
from bot.chat.choosing import choose_statement, find_statement
from bot.chat.composer import Composer, Shown
from bot.chat.groups import Groups
from bot.chat.here import Here
from bot.chat.place import Place, find_pressed
from bot.chat.reader import Reader
from bot.chat.rights import Rights
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.model import Reading, Statement
from bot.reply.explain import explain_blocks
from bot.reply.label import deciding_cues
from bot.reply.pages import paginate, render_page
from bot.reply.summary import summarise
from bot.service.keeping import Feedback, KeptAnswer

WRONG = {"w": "words", "c": "claim", "n": "not-a-claim"}
"""What may be wrong with a statement, by its letter in callback data."""


@dataclass(frozen=True, slots=True)
class Views:
    """Answers presses on the buttons under answers, and deep links that stand for such a press."""

    here: Here
    reader: Reader
    groups: Groups
    rights: Rights

    async def press(self, query: CallbackQuery, press: Press, work: Work) -> None:
        """Show what was asked for in place of what the message shows; a text that is kept no longer gets an alert."""
        kept = await self.here.memory.answers.get(press.answer)
        reading = await self.here.read_kept(kept) if kept else None
        place = find_pressed(query.message)
        if place is None or kept is None or reading is None:
            composer = self.here.speak(query.from_user.language_code or "")
            end_press(query, work, composer.plain("chat", say_why_not(kept)))
            return
        if press.view is View.PAGE:
            await self._open_page(query, kept, press, place, work)
        elif place.private:
            await self._turn(query, press, kept, reading, place, work)
        else:  # no button of ours: in a group they are links into the private chat
            end_press(query, work, (await self.here.composer(place)).plain("chat", "why-here"), alert=False)

    async def _turn(
        self, query: CallbackQuery, press: Press, kept: KeptAnswer, reading: Reading, place: Place, work: Work
    ) -> None:
        composer = await self.here.composer(place)
        noted = press.view is View.WRONG and press.choice in WRONG
        if noted:
            self._note(query, press, reading, work)
            press = replace(press, view=View.SUMMARY)
        end_press(query, work, composer.plain("chat", "noted") if noted else "", alert=noted)
        show_instead(await self._view(press, kept, reading, query.from_user.id, composer), place, work)

    async def open(self, press: Press, place: Place, work: Work) -> None:
        """Show in the private chat what was asked for under an answer elsewhere."""
        composer = await self.here.composer(place)
        kept = await self.here.memory.answers.get(press.answer)
        reading = await self.here.read_kept(kept) if kept else None
        if kept is None or reading is None:
            work.outgoing.append(place.saying(composer.say("chat", say_why_not(kept)), place.slot))
            return
        shown = await self._view(press, kept, reading, place.sender or 0, composer)
        show(shown, place, work)

    async def _open_page(self, query: CallbackQuery, kept: KeptAnswer, press: Press, place: Place, work: Work) -> None:
        """Read the page behind a link of the message, as an answer of its own below the same message."""
        end_press(query, work)
        is_here = kept.chat == place.chat
        if press.number >= len(kept.links) or not (place.private or (is_here and await self._may_open(place, work))):
            return
        below = Place(place.chat, place.topic, kept.asked if is_here else 0, place.private)
        slot, day = f"p:{place.chat}:{kept.id}:{press.number}", kept.article.passed_on or ""
        await self.reader.open(kept.links[press.number], below, slot, day, work)
        await self.groups.let_go(below, work)

    async def _may_open(self, place: Place, work: Work) -> bool:
        return not await self.groups.is_off(place) and await self.groups.has_room(place, work)

    async def _view(self, press: Press, kept: KeptAnswer, reading: Reading, person: int, composer: Composer) -> Shown:
        """Give what was asked for; what the chat knows beside the reading is for its own people, whoever has the link."""
        views = {View.WHY: self._why, View.STATEMENTS: self._statements, View.WRONG: self._wrong}
        view = views.get(press.view)
        if view:
            return await self.here.compose(kept.article, lambda: view(press, kept, reading, composer))
        there = Place(kept.chat, kept.topic, kept.asked, private=True)
        knows = await self.rights.is_member(kept.chat, person)
        beside = await self.reader.beside.tell(reading, await self.here.look_around(there), None) if knows else ()
        return await self.here.compose(kept.article, lambda: composer.answer(reading, None, kept, beside))

    def _why(self, press: Press, kept: KeptAnswer, reading: Reading, composer: Composer) -> Shown:
        pages = paginate(explain_blocks(reading, composer.phrasebook)) or [composer.phrasebook.say("explain", "nothing")]
        return self._page("why", pages, press, kept, composer)

    def _statements(self, press: Press, kept: KeptAnswer, reading: Reading, composer: Composer) -> Shown:
        pages = paginate(summarise(reading, composer.phrasebook).details) or [composer.phrasebook.say("explain", "nothing")]
        return self._page("all", pages, press, kept, composer)

    def _page(self, title: str, pages: list[str], press: Press, kept: KeptAnswer, composer: Composer) -> Shown:
        number = min(press.number, len(pages) - 1)
        html = render_page(composer.phrasebook.say("button", title), pages, number, composer.phrasebook)
        return Shown(html, composer.keys.under_page(press.view, kept.id, number, len(pages)))

    def _wrong(self, press: Press, kept: KeptAnswer, reading: Reading, composer: Composer) -> Shown:
        """Ask which statement is wrong, then in which way."""
        statement = find_statement(reading, press.number) if press.choice == PICKED else None
        if statement:
            block = explain_blocks(replace(reading, statements=(statement,), set_aside=()), composer.phrasebook)
            html = render_page(composer.phrasebook.say("chat", "wrong-how"), paginate(block)[:1], 0, composer.phrasebook)
            return Shown(html, composer.keys.for_wrong(kept.id, statement.n, tuple(WRONG)))
        return choose_statement(
            composer.plain("chat", "wrong-which"),
            reading.statements,
            press.number,
            composer,
            lambda text, n: make_press(text, View.WRONG, kept.id, n, PICKED),
            lambda text, n: make_press(text, View.WRONG, kept.id, n),
            composer.keys.way_out(kept.id),
        )

    def _note(self, query: CallbackQuery, press: Press, reading: Reading, work: Work) -> None:
        """Keep what is wrong, with the statement as an example that a rule file can take."""
        statement = find_statement(reading, press.number)
        if statement:
            rule, example = _as_example(statement)
            person = query.from_user.id
            work.feedback.append(Feedback(press.answer, statement.n, person, WRONG[press.choice], rule, example, work.now))


def _as_example(statement: Statement) -> tuple[str, str]:
    """Give the rule that decided the status, and the sentence with its words marked as in a rule file; no rule where none did."""
    cues = deciding_cues(statement)
    if not cues:
        return "", statement.text
    start, end = cues[0].start - statement.start, cues[0].end - statement.start
    text = statement.text
    return cues[0].rule, f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
