"""How a note is written in the private chat: one question after the other, each step kept, buttons in one message."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message, User

from bot.chat.choosing import find_statement
from bot.chat.composer import Composer, name_answer
from bot.chat.notes.keep import Keeper
from bot.chat.notes.keys import NotePress, Verb
from bot.chat.notes.parts import Parts, ask, say
from bot.chat.notes.typed import read_line, read_link, read_who
from bot.chat.notes.views import NoteViews
from bot.chat.place import Place
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.model import Reading
from bot.reading.accusing import find_accusing
from bot.reading.compare import LONGEST
from bot.service import note_drafts
from bot.service.keeping import KeptAnswer
from bot.service.note_drafts import TYPED, Draft, Step, edit_note, end_draft, name_draft
from bot.service.note_match import digest_statement
from bot.service.notes import DAYS, Note, Verdict

READ: Mapping[Step, Callable[[str], str | None]] = {Step.WHO: read_who, Step.LINK: read_link, Step.LINE: read_line}


@dataclass(frozen=True, slots=True)
class Flow:
    """Leads from a statement to a note. A draft is found by whoever presses or writes, never by what they name."""

    parts: Parts
    keeper: Keeper

    async def begin(self, kept: KeptAnswer, group: int, user: User, place: Place, work: Work) -> None:
        """Ask which statement of a text the note is about; whoever asks was found to moderate the group."""
        composer, reading = await self.parts.here.composer(place), await self.parts.read(kept.id)
        if reading is None:
            work.outgoing.append(place.saying(composer.say("chat", "gone"), place.slot))
            return
        message = kept.asked if kept.chat == group else 0
        draft = Draft(self._name(work), user.id, group, work.now, answer=kept.id, message=message)
        work.records.append(note_drafts.draft_to_record(draft))
        show(NoteViews(composer).list_statements(draft, reading, 0), place, work)

    async def edit(self, note: Note, user: User, place: Place, work: Work) -> None:
        """Begin with a note as it stands; the message that showed it shows the draft."""
        await self._go_on(edit_note(note, self._name(work), user.id, work.now), user, place, work, is_pressed=True)

    async def press(self, query: CallbackQuery, press: NotePress, place: Place, work: Work) -> None:
        """Do what a button of a draft asks, for whoever writes it and still moderates the group."""
        composer = await self.parts.here.composer(place)
        draft = await self._find(query.from_user.id, work.now)
        if draft is None or draft.id != press.first:
            end_press(query, work, composer.plain("note", "over"))
        elif not await self.parts.moderators.may(draft.group, query.from_user.id):
            end_press(query, work, composer.plain("note", "not-yours"))
        elif press.second == Verb.KEEP and draft.step is Step.PREVIEW:
            await self._keep(draft, query, place, composer, work)
        else:
            end_press(query, work)
            await self._do(draft, press, query.from_user, place, work)

    async def take(self, message: Message, place: Place, work: Work) -> bool:
        """Take what was written as a reply to the question of a draft; tell whether it was that."""
        user = message.from_user
        draft = await self._find(place.chat, work.now)
        if user is None or draft is None or draft.step not in TYPED or not await self.parts.is_asked(draft.prompt, message):
            return False
        composer = await self.parts.here.composer(place)
        if not await self.parts.moderators.may(draft.group, user.id):
            say("not-yours", place, composer, work)
            return True
        said = READ[draft.step](message.text or "")
        if said is None:
            self._ask(draft, place, composer, work, again=True)
        else:
            await self._go_on(draft.take(said), user, place, work, is_pressed=False)
        return True

    async def _do(self, draft: Draft, press: NotePress, user: User, place: Place, work: Work) -> None:
        if press.second == Verb.CANCEL:
            composer = await self.parts.here.composer(place)
            work.removals.append(end_draft(user.id))
            show_instead(NoteViews(composer).say("cancelled"), place, work)
        elif press.second in (Verb.PICK, Verb.PAGE):
            await self._choose(draft, press, user, place, work)
        elif press.second == Verb.GIVE and draft.step in TYPED:
            composer = await self.parts.here.composer(place)
            show_instead(NoteViews(composer).show_waiting(draft), place, work)
            self._ask(draft, place, composer, work)
        else:
            changed = _change(draft, press)
            if changed:
                await self._go_on(changed, user, place, work, is_pressed=True)

    async def _choose(self, draft: Draft, press: NotePress, user: User, place: Place, work: Work) -> None:
        """Choose the statement, or turn to another page of the list."""
        composer, reading = await self.parts.here.composer(place), await self.parts.read(draft.answer)
        if draft.step is not Step.STATEMENT:
            return
        if reading is None:
            show_instead(NoteViews(composer).say("over"), place, work)
        elif press.second == Verb.PAGE:
            show_instead(NoteViews(composer).list_statements(draft, reading, press.number), place, work)
        else:
            chosen = await self._pick(draft, reading, press.number)
            if chosen:
                await self._go_on(chosen, user, place, work, is_pressed=True)

    async def _pick(self, draft: Draft, reading: Reading, number: int) -> Draft | None:
        statement = find_statement(reading, number)
        if statement is None:
            return None
        rulebook = (await self.parts.here.reads(draft.group)).rulebook
        accusing = await self.parts.here.compose(reading.article, lambda: find_accusing(reading, rulebook))
        words, accuses = statement.text[: LONGEST + 1], number in accusing
        return replace(draft, text=words, digest=digest_statement(statement.text), sentence=statement.sentence, accuses=accuses)

    async def _go_on(self, draft: Draft, user: User, place: Place, work: Work, *, is_pressed: bool) -> None:
        """Keep a draft and show, or ask for, what it wants next."""
        composer = await self.parts.here.composer(place)
        author = await self.parts.moderators.find_author(draft.group, user.id, user.full_name)
        if is_pressed or not draft.must_write:
            shown = NoteViews(composer).show_step(draft, author.name, work.now)
            (show_instead if is_pressed else show)(shown, place, work)
        if draft.must_write:
            self._ask(draft, place, composer, work)
        else:
            work.records.append(note_drafts.draft_to_record(draft))

    def _ask(self, draft: Draft, place: Place, composer: Composer, work: Work, *, again: bool = False) -> None:
        """Ask for what is to be written; only a reply to this question is taken for it."""
        asked = replace(draft, asked=draft.asked + 1)
        work.records.append(note_drafts.draft_to_record(asked))
        here = place if again else replace(place, message=0)
        ask(NoteViews(composer).ask(asked, again=again), asked.prompt, here, work)

    async def _keep(self, draft: Draft, query: CallbackQuery, place: Place, composer: Composer, work: Work) -> None:
        refusal = await self.keeper.find_refusal(draft, work)
        if refusal:
            end_press(query, work, composer.phrasebook.say("note", refusal.key, **refusal.values))
            return
        end_press(query, work)
        show_instead(await self.keeper.keep(draft, query.from_user, composer, work), place, work)

    async def _find(self, person: int, now: float) -> Draft | None:
        record = await self.parts.here.memory.records.get(*name_draft(person))
        return note_drafts.draft_from_record(record) if record and (record.ends or 0) > now else None

    def _name(self, work: Work) -> str:
        return name_answer(self.parts.here.secret, f"n:{work.update}")[:12]


def _change(draft: Draft, press: NotePress) -> Draft | None:
    """Give the draft as a press changes it; None for what cannot be pressed now."""
    verb, step = press.second, draft.step
    if verb in list(Verdict) and step is Step.VERDICT:
        return replace(draft, verdict=Verdict(verb))
    if verb == Verb.SKIP and step in (Step.LINK, Step.LINE) and not draft.must_write:
        return draft.take("")
    if step is not Step.PREVIEW:
        return None
    if verb == Verb.DAYS and press.number in DAYS:
        return replace(draft, days=press.number)
    redone = {
        Verb.REDO_VERDICT: replace(draft, verdict=None),
        Verb.REDO_WHO: replace(draft, who=""),
        Verb.REDO_LINK: replace(draft, link=None),
        Verb.REDO_LINE: replace(draft, line=None),
    }
    return redone.get(Verb(verb)) if verb in list(Verb) else None
