"""The buttons of notes, and what a press on one of them or a deep link means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.chat.buttons import Button, Keyboard, keyboard
from bot.chat.composer import Composer
from bot.reply.pages import ListPage
from bot.reply.quote import quotable
from bot.service.note_drafts import Draft, Step
from bot.service.notes import DAYS, Note, Verdict

MARK = "• "
"""Stands before what holds now."""

LABEL_LENGTH = 48
"""The longest label that holds words of others, in code points."""


class Act(StrEnum):
    """What a press is about; the letters stand in callback data for as long as the messages do."""

    DRAFT = "d"
    GROUP = "g"
    LIST = "l"
    OPEN = "o"
    EDIT = "e"
    WITHDRAW = "w"
    WITHDRAW_YES = "y"
    REPLY = "r"


class Verb(StrEnum):
    """What is done with a draft, beside choosing a verdict by its own word."""

    PICK = "pick"
    PAGE = "page"
    GIVE = "give"
    SKIP = "skip"
    DAYS = "days"
    KEEP = "keep"
    CANCEL = "cancel"
    REDO_VERDICT = "redo-verdict"
    REDO_WHO = "redo-who"
    REDO_LINK = "redo-link"
    REDO_LINE = "redo-line"


REDO = {Verb.REDO_VERDICT: "verdict", Verb.REDO_WHO: "who", Verb.REDO_LINK: "link-again", Verb.REDO_LINE: "line"}
"""What can be said anew under a preview, and the phrase on its button."""

VERDICTS = {
    Verdict.CONFIRMED: "verdict-confirmed",
    Verdict.DENIED: "verdict-denied",
    Verdict.OPEN: "verdict-open",
    Verdict.SATIRE: "verdict-satire",
    Verdict.NEEDS_SOURCE: "verdict-needs-source",
}
"""The phrase on the button of each verdict."""


@dataclass(frozen=True, slots=True)
class NotePress:
    """A press: what it is about, the two names that say of what, and a number."""

    act: Act
    first: str
    second: str
    number: int = 0

    def encode(self) -> str:
        """Write it in at most 64 bytes."""
        return f"n:{self.act}:{self.first}:{self.second}:{self.number}"

    @property
    def chat(self) -> int:
        """The group that is meant; 0 where none is, which no group is called."""
        name = self.second if self.act is Act.GROUP else self.first
        return int(name) if _GROUP.fullmatch(name) else 0


_GROUP = re.compile(r"-[0-9]{1,15}", re.ASCII)
_PRESS = re.compile(r"n:([a-z]):(-?[0-9a-f]{1,32}):(-?[0-9a-z][0-9a-z-]{0,31}):([0-9]{1,5})", re.ASCII)
_START = re.compile(r"n_(?:l_(-[0-9]{1,15})|([0-9a-f]{1,32}))", re.ASCII)


def decode_press(data: str) -> NotePress | None:
    """Read callback data; None for anything that is none."""
    found = _PRESS.fullmatch(data)
    if found is None or found[1] not in list(Act):
        return None
    return NotePress(Act(found[1]), found[2], found[3], int(found[4]))


def decode_start(parameter: str) -> tuple[int, str] | None:
    """Read a deep link: the group whose list is meant, or else the answer about which a note is to be written."""
    found = _START.fullmatch(parameter)
    return (int(found[1] or 0), found[2] or "") if found else None


def link_note(composer: Composer, answer: str) -> Keyboard:
    """Give the button in a group that leads to writing a note."""
    return keyboard([[_link("write", f"n_{answer}", composer)]])


def link_list(composer: Composer, chat: int) -> Keyboard:
    """Give the button in a group that leads to the list of its notes."""
    return keyboard([[_link("open-list", f"n_l_{chat}", composer)]])


def link_private(composer: Composer) -> Keyboard:
    """Give the button that opens the private chat."""
    return keyboard([[{"text": composer.plain("note", "open-private"), "url": f"https://t.me/{composer.keys.bot}"}]])


def _link(key: str, start: str, composer: Composer) -> Button:
    return composer.keys.leading(composer.plain("note", key), start)


def for_groups(answer: str, groups: Sequence[tuple[int, str]], composer: Composer) -> Keyboard:
    """Give a button for each group, by its name, for which a note may be written."""
    return keyboard(
        [
            [_button(composer.phrasebook.say("note", "for-group", group=title), NotePress(Act.GROUP, answer, str(chat)))]
            for chat, title in groups
        ]
    )


def for_choosing(groups: Sequence[tuple[int, str]]) -> Keyboard:
    """Give a button for each group whose notes can be listed."""
    return keyboard([[_button(title, NotePress(Act.LIST, str(chat), "page"))] for chat, title in groups])


def pick(draft: Draft, text: str, number: int) -> Button:
    """Give the button that chooses a statement."""
    return _act(text, draft, Verb.PICK, number)


def turn(draft: Draft, text: str, page: int) -> Button:
    """Give the button that leads to a page of the statements."""
    return _act(text, draft, Verb.PAGE, page)


def for_verdicts(draft: Draft, composer: Composer) -> Keyboard:
    """Give a button for each verdict."""
    rows = [[_act(composer.plain("note", key), draft, verdict)] for verdict, key in VERDICTS.items()]
    return keyboard([*rows, [cancel(draft, composer)]])


def for_choice(draft: Draft, composer: Composer) -> Keyboard:
    """Give the buttons that ask for, or leave out, what is not required."""
    keys = ("give-link", "no-link") if draft.step is Step.LINK else ("give-line", "no-line")
    verbs = zip(keys, (Verb.GIVE, Verb.SKIP), strict=True)
    return keyboard([[_act(composer.plain("note", key), draft, verb) for key, verb in verbs], [cancel(draft, composer)]])


def for_waiting(draft: Draft, composer: Composer) -> Keyboard:
    """Give the one button while an answer is being written."""
    return keyboard([[cancel(draft, composer)]])


def for_preview(draft: Draft, composer: Composer) -> Keyboard:
    """Give what can be done with a note that is complete."""
    days = [
        _act(f"{MARK * (n == draft.days)}{composer.phrasebook.count('note-count', 'days', n, n=n)}", draft, Verb.DAYS, n)
        for n in DAYS
    ]
    redo = [
        _act(composer.plain("note", key), draft, verb)
        for verb, key in REDO.items()
        if verb is not Verb.REDO_WHO or draft.wants_link
    ]
    return keyboard([days, redo, [_act(composer.plain("note", "keep"), draft, Verb.KEEP), cancel(draft, composer)]])


def for_list(chat: int, listed: ListPage[Note], composer: Composer) -> Keyboard:
    """Give a button for each note on a page of the list, eight at most, and the way to other pages."""
    opens = [_on(str(n), Act.OPEN, note) for n, note in listed.items]
    turns = composer.keys.turning(
        listed.number, listed.of, lambda text, n: _button(text, NotePress(Act.LIST, str(chat), "page", n))
    )
    return keyboard([opens, turns])


def for_note(note: Note, composer: Composer) -> Keyboard:
    """Give what can be done with a note of the list."""
    return keyboard(
        [
            [
                _on(composer.plain("note", "edit"), Act.EDIT, note),
                _on(composer.plain("note", "withdraw"), Act.WITHDRAW, note),
            ],
            [to_list(note.chat, composer)],
        ]
    )


def for_withdrawing(note: Note, composer: Composer) -> Keyboard:
    """Ask once before a note is withdrawn."""
    yes = _on(composer.plain("note", "withdraw-yes"), Act.WITHDRAW_YES, note)
    return keyboard([[yes], [_on(composer.plain("button", "back"), Act.OPEN, note)]])


def for_reply(note: Note, composer: Composer) -> Keyboard:
    """Give the button with which the sender of a noted post answers."""
    return keyboard([[_on(composer.plain("note", "reply"), Act.REPLY, note)]])


def to_list(chat: int, composer: Composer) -> Button:
    """Give the way to the list of a group's notes."""
    return _button(composer.plain("note", "to-list"), NotePress(Act.LIST, str(chat), "page"))


def cancel(draft: Draft, composer: Composer) -> Button:
    """Give the button that ends a draft."""
    return _act(composer.plain("note", "cancel"), draft, Verb.CANCEL)


def _act(text: str, draft: Draft, verb: str, number: int = 0) -> Button:
    return _button(text, NotePress(Act.DRAFT, draft.id, verb, number))


def _on(text: str, act: Act, note: Note) -> Button:
    return _button(text, NotePress(act, str(note.chat), note.id))


def _button(text: str, press: NotePress) -> Button:
    return {"text": quotable(text, LABEL_LENGTH) or MARK.strip(), "callback_data": press.encode()}
