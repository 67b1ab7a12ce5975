"""What a group's moderators noted, as it stands beside a reading: theirs, with who, when, until when, and the link."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reply.label import where
from bot.reply.origin import say_date
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, quotable, shorten
from bot.reply.sections import QUOTE_LENGTH, Link, Section

MOST_SHOWN = 6
"""Notes that are shown beside one reading; of more the number is said."""

NAME_LENGTH, HOST_LENGTH, WHO_LENGTH, LINE_LENGTH = 48, 40, 80, 200
"""Code points."""

SAYS = {
    "confirmed": "says-confirmed",
    "denied": "says-denied",
    "open": "says-open",
    "satire": "says-satire",
    "needs-source": "says-needs-source",
}
"""The phrase for each verdict."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A note on a statement of a text. `day` and `until` are in ISO 8601; `author` is None for one who stays unnamed.

    `host` is that of the link.

    `sentence` is where the statement stands, None where no text is at hand. `text` is the statement, `before` the statement that
    was noted where that had other words; both are empty where the words may not be shown.
    """

    sentence: int | None
    text: str
    verdict: str
    who: str
    link: str
    host: str
    line: str
    author: str | None
    day: str
    until: str
    before: str = ""


def show_notes(notes: Sequence[Noted], phrasebook: Phrasebook) -> tuple[Section, ...]:
    """Give the section of the notes that stand beside a reading, with their links; none where there are no notes."""
    if not notes:
        return ()
    shown = notes[:MOST_SHOWN]
    lines = [line for note in shown for line in say_note(note, phrasebook)]
    if len(notes) > MOST_SHOWN:
        more = len(notes) - MOST_SHOWN
        lines.append(phrasebook.count("note-count", "more", more, n=more))
    hosts = {note.link: shorten(note.host, HOST_LENGTH) for note in shown if note.link}
    links = tuple(Link(phrasebook.say("note", "link", host=host), url) for url, host in hosts.items())
    return (Section(phrasebook.say("note", "title"), tuple(lines), links),)


def say_note(note: Noted, phrasebook: Phrasebook) -> tuple[str, ...]:
    """Write a note: what it is about, what it says and who says so; below it the moderators' own line, where there is one."""
    about, says = _say_about(note, phrasebook), say_verdict(note.verdict, note.who, phrasebook)
    line = phrasebook.say("note", "item" if about else "item-bare", about=about, says=says, facts=_say_facts(note, phrasebook))
    own = [_quote(note.line, LINE_LENGTH, phrasebook)] if note.line else []
    return (line, *own)


def say_verdict(verdict: str, who: str, phrasebook: Phrasebook) -> str:
    """Say what was noted, in a few words: "denied by the port authority"."""
    return phrasebook.say("note", SAYS[verdict], who=isolate(shorten(who, WHO_LENGTH)))


def _say_about(note: Noted, phrasebook: Phrasebook) -> str:
    place = "" if note.sentence is None else phrasebook.say("note", "where", where=where(note.sentence, phrasebook))
    quoted = _quote(note.text, QUOTE_LENGTH, phrasebook) if note.text else ""
    if note.text and note.before:
        quoted = phrasebook.say("note", "alike", quote=quoted, before=_quote(note.before, QUOTE_LENGTH, phrasebook))
    return " ".join(filter(None, [place, quoted]))


def _quote(text: str, length: int, phrasebook: Phrasebook) -> str:
    return phrasebook.say("line", "quote", text=quotable(text, length))


def _say_facts(note: Noted, phrasebook: Phrasebook) -> str:
    """List the host of the link, the author, and the days."""
    author = phrasebook.say("note", "nobody") if note.author is None else isolate(shorten(note.author, NAME_LENGTH))
    day, until = say_date(note.day, phrasebook, note.until), say_date(note.until, phrasebook, note.day)
    signed = phrasebook.say("note", "signed", author=author, day=day, until=until)
    return phrasebook.say("line", "separator").join(filter(None, [shorten(note.host, HOST_LENGTH), signed]))
