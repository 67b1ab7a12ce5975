"""What is said of a chat's own cues: the question before one is kept, the list of them, and the rule file."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from bot.chat.buttons import Button, Keyboard, keyboard
from bot.chat.composer import Composer, Shown
from bot.chat.days import say_day
from bot.reply.label import quote, where
from bot.reply.pages import cut_list, render_list
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.reply.telegram import as_html, count_units
from bot.service.cue_effect import Effect, Hit
from bot.service.cues import LONGEST, OwnCue, Wording

ON_A_PAGE = 8
"""Cues on a page of the list."""
LONGEST_QUOTE = 120
LONGEST_NAME = 40
LEAD = 40
"""Code points that may stand before the words that were found."""
ROOM = 3_500
"""UTF-16 units of one message of a rule file."""


def say_wording(wording: Wording, phrasebook: Phrasebook) -> Mapping[str, str]:
    """Give what every phrase about a cue is filled with."""
    return {"phrase": quote(wording.phrase, LONGEST, phrasebook), "family": wording.family}


def ask(cue: OwnCue, effect: Effect, composer: Composer, *, private: bool) -> Shown:
    """Ask whether a cue is to be kept, with what it would have changed and where its words stand."""
    lines = [_say_effect(cue.wording, effect, composer.phrasebook, private=private)]
    lines += [_say_hit(hit, composer.phrasebook, private=private) for hit in effect.hits]
    rows = [[_button(composer, "keep", f"c:k:{cue.chat}:{cue.id}"), _button(composer, "drop", f"c:d:{cue.chat}:{cue.id}")]]
    return Shown(as_html("\n".join(lines)), keyboard(rows))


def _say_effect(wording: Wording, effect: Effect, phrasebook: Phrasebook, *, private: bool) -> str:
    values = say_wording(wording, phrasebook)
    if not effect.read:
        return phrasebook.say("cue", "nothing-read", **values)
    numbers = {"n": effect.read, "changed": effect.changed}
    if private:
        return phrasebook.count("counted", "cue-effect-own", effect.read, **values, **numbers)
    return phrasebook.count("counted", "cue-effect", effect.read, **values, **numbers, flagged=effect.flagged)


def _say_hit(hit: Hit, phrasebook: Phrasebook, *, private: bool) -> str:
    """Quote the statement from a little before the words on; where others read and it accuses, only the words themselves."""
    words = hit.shown if hit.accuses and not private else _cut_before(hit, phrasebook)
    place = where(hit.statement.sentence, phrasebook)
    return phrasebook.say("cue", "example", quote=quote(words, LONGEST_QUOTE, phrasebook), where=place)


def _cut_before(hit: Hit, phrasebook: Phrasebook) -> str:
    text, start = hit.statement.text, hit.cue.start - hit.statement.start
    return text if start <= LEAD else phrasebook.say("cue", "example-from", words=text[start:])


def list_cues(cues: Sequence[OwnCue], chat: int, page: int, composer: Composer, *, may_remove: bool) -> Shown:
    """Give one page of a chat's cues, from 0; whoever may gets a button behind each that removes it."""
    private, book = chat > 0, composer.phrasebook
    if not cues:
        return Shown(composer.say("cue", "none-own" if private else "none"), keyboard([]))
    listed = cut_list(cues, page, ON_A_PAGE)
    lines = [_say_item(cue, book, private=private) for _, cue in listed.items]
    html = render_list(book.say("cue", "title-own" if private else "title"), lines, listed, book)
    removing = [[_remove(n, cue, listed.number, composer)] for n, cue in listed.items if may_remove]
    turns = composer.keys.turning(listed.number, listed.of, lambda text, n: {"text": text, "callback_data": f"c:l:{chat}::{n}"})
    return Shown(html, keyboard([*removing, turns]))


def _say_item(cue: OwnCue, phrasebook: Phrasebook, *, private: bool) -> str:
    values = {"day": say_day(cue.at, phrasebook), **say_wording(cue.wording, phrasebook)}
    if private:
        return phrasebook.say("cue", "item-own", **values)
    if not cue.name:
        return phrasebook.say("cue", "item-somebody", **values)
    return phrasebook.say("cue", "item", name=isolate(shorten(cue.name, LONGEST_NAME)), **values)


def _remove(n: int, cue: OwnCue, page: int, composer: Composer) -> Button:
    text = composer.phrasebook.say("cue", "remove", n=n)
    return {"text": text, "callback_data": f"c:r:{cue.chat}:{cue.id}:{page}"}


def link(key: str, parameter: str, composer: Composer) -> Keyboard:
    """Give the one button that opens something in the private chat."""
    return keyboard([[composer.keys.leading(composer.plain("cue", key), parameter)]])


def lay_out_file(blocks: Sequence[str]) -> Iterator[str]:
    """Lay a rule file out as messages to copy from; a block that fills one by itself is cut off."""
    waiting = ""
    for block in blocks:
        joined = f"{waiting}\n\n{block}" if waiting else block
        if waiting and count_units(joined) > ROOM:
            yield _copyable(waiting)
            joined = block
        waiting = joined
    yield _copyable(waiting)


def _copyable(text: str) -> str:
    return f"<pre>{escape(text, quote=False)}</pre>"


def _button(composer: Composer, key: str, data: str) -> Button:
    return {"text": composer.plain("cue", key), "callback_data": data}
