"""What each step of a note shows: the question, what was said so far, the note as the group will see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.chat.buttons import keyboard, with_links
from bot.chat.choosing import choose_statement
from bot.chat.composer import Composer, Shown
from bot.chat.notes.keys import cancel, for_choice, for_preview, for_verdicts, for_waiting, pick, turn
from bot.model import Reading
from bot.reply.label import quote
from bot.reply.noted import Noted, say_verdict, show_notes
from bot.reply.sections import Section
from bot.reply.telegram import as_html, render_sections
from bot.service.days import find_day
from bot.service.note_drafts import Draft, Step
from bot.service.note_match import Fit
from bot.service.notes import Note

LONG = 200
"""Code points of a statement above a question."""

QUESTIONS = {Step.WHO: "ask-who", Step.LINK: "ask-link", Step.LINE: "ask-line"}
"""What is asked for in writing."""
COMPLAINTS = {Step.WHO: "bad-who", Step.LINK: "bad-link", Step.LINE: "bad-line"}
"""What is said where it cannot be taken."""


@dataclass(frozen=True, slots=True)
class NoteViews:
    """Writes what is shown in one language."""

    composer: Composer

    def say(self, key: str) -> Shown:
        """Say one line, and leave no buttons."""
        return Shown(self.composer.say("note", key), keyboard([]))

    def list_statements(self, draft: Draft, reading: Reading, page: int) -> Shown:
        """List the statements that the note may be about."""
        out, title = cancel(draft, self.composer), self.composer.plain("note", "which")
        return choose_statement(title, reading.statements, page, self.composer, partial(pick, draft), partial(turn, draft), out)

    def ask(self, draft: Draft, *, again: bool = False) -> str:
        """Ask for what the draft wants in writing; `again` says that what was written could not be taken."""
        question = self.composer.say("note", QUESTIONS[draft.step])
        return f"{self.composer.say('note', COMPLAINTS[draft.step])}\n{question}" if again else question

    def show_step(self, draft: Draft, name: str | None, now: float) -> Shown:
        """Show where a draft stands, with the buttons that lead on."""
        if draft.step is Step.PREVIEW:
            return self._preview(draft, name, now)
        if draft.step is Step.VERDICT:
            return Shown(self._so_far(draft, "what-verdict"), for_verdicts(draft, self.composer))
        if draft.must_write:
            return self.show_waiting(draft)
        key = "want-link" if draft.step is Step.LINK else "want-line"
        return Shown(self._so_far(draft, key), for_choice(draft, self.composer))

    def show_waiting(self, draft: Draft) -> Shown:
        """Show what was said so far while something is being written."""
        return Shown(self._so_far(draft, "waiting"), for_waiting(draft, self.composer))

    def _so_far(self, draft: Draft, key: str) -> str:
        book = self.composer.phrasebook
        said = [quote(draft.text, LONG, book)] if draft.text else []
        if draft.verdict and (draft.who or not draft.wants_link):
            said.append(say_verdict(draft.verdict, draft.who, book))
        lines = [as_html(line) for line in said]
        return "\n".join([*lines, "", self.composer.say("note", key)] if lines else [self.composer.say("note", key)])

    def _preview(self, draft: Draft, name: str | None, now: float) -> Shown:
        note = draft.make_note(draft.note, name, now)
        sections = show_one(note, self.composer, draft.sentence if draft.sentence >= 0 else None, hidden=draft.accuses)
        html = "\n".join([self.composer.say("note", "preview"), *render_sections(sections)])
        return Shown(html, with_links(for_preview(draft, self.composer), sections))


def show_one(note: Note, composer: Composer, sentence: int | None = None, *, hidden: bool = False) -> tuple[Section, ...]:
    """Give the section of one note about its own statement."""
    return show_notes([_as_noted(note, sentence, "" if hidden else note.text or "")], composer.phrasebook)


def show_fits(fits: Sequence[Fit], hidden: Sequence[bool], composer: Composer) -> tuple[Section, ...]:
    """Give the section of the notes that fit a text; of a hidden one without any words of the statements."""
    return show_notes([_show_fit(fit, is_hidden=one) for fit, one in zip(fits, hidden, strict=True)], composer.phrasebook)


def _show_fit(fit: Fit, *, is_hidden: bool) -> Noted:
    before = "" if fit.is_same or is_hidden else fit.note.text or ""
    return _as_noted(fit.note, fit.statement.sentence, "" if is_hidden else fit.statement.text, before)


def _as_noted(note: Note, sentence: int | None, text: str, before: str = "") -> Noted:
    said = (note.verdict, note.who, note.link, note.host, note.line, note.name)
    return Noted(sentence, text, *said, find_day(note.at), find_day(note.ends), before)
