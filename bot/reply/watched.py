"""What is said of a watched statement: what became of it, both versions side by side, and the list of all."""

from collections.abc import Sequence

from bot.model import Role, Statement
from bot.reading.strength import Shift, Standing, Version
from bot.reply.label import label, quote
from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import LIMIT, as_html, count_units

LONGEST = 600
"""Code points of a sentence that stands beside another version of it."""

IN_LISTS = (100, 50, 25)
"""Code points of a sentence in a list, by how much room there is."""

WORDS = 40
"""Code points of a number."""


def say_shift(shift: Shift, before: tuple[Version, str], now: tuple[Version, str], group: str, phrasebook: Phrasebook) -> str:
    """Say as Telegram HTML what became of a statement, with both versions and their days; `group` is empty in private."""
    title = phrasebook.say("watch", "told-in", group=group) if group else phrasebook.say("watch", "told")
    lines = (
        _say_standing(shift, phrasebook),
        phrasebook.say("watch", "before", day=before[1], version=say_version(before[0], LONGEST, phrasebook)),
        phrasebook.say("watch", "now", day=now[1], version=say_version(now[0], LONGEST, phrasebook)),
    )
    return "\n\n".join([f"<b>{as_html(title)}</b>", *map(as_html, lines)])


def _say_standing(shift: Shift, phrasebook: Phrasebook) -> str:
    if shift.standing is Standing.NUMBER and shift.before and shift.now:
        words = {"before": quote(shift.before, WORDS, phrasebook), "now": quote(shift.now, WORDS, phrasebook)}
        return phrasebook.say("watch", "numbers", **words)
    return phrasebook.say("watch", shift.standing)


def say_version(version: Version, limit: int, phrasebook: Phrasebook) -> str:
    """Quote a version and say what it is: "the bridge is closed" · confirmed by the harbour office."""
    shown = Statement(
        n=0,
        sentence=0,
        start=0,
        end=len(version.text),
        text=version.text,
        role=Role.BODY,
        status=version.status,
        certainty=version.certainty,
        polarity=version.polarity,
        time=version.time,
        about=None,
        sources=version.sources,
        cues=(),
    )
    return phrasebook.say("watch", "version", quote=quote(version.text, limit, phrasebook), label=label(shown, phrasebook))


def list_watched(watched: Sequence[tuple[Version, str, str]], phrasebook: Phrasebook) -> str:
    """List as Telegram HTML what somebody watches: each version, its group or nothing, and the day on which it ends.

    The more there are, the shorter they are quoted, so that all fit one message.
    """
    lists = (_list(watched, limit, phrasebook) for limit in IN_LISTS)
    return next((html for html in lists if count_units(html) <= LIMIT), _list(watched, IN_LISTS[-1], phrasebook))


def _list(watched: Sequence[tuple[Version, str, str]], limit: int, phrasebook: Phrasebook) -> str:
    title = f"<b>{as_html(phrasebook.say('watch', 'title'))}</b>"
    return "\n\n".join([title, *(f"{n}. {as_html(_say_item(*one, limit, phrasebook))}" for n, one in enumerate(watched, 1))])


def _say_item(version: Version, group: str, day: str, limit: int, phrasebook: Phrasebook) -> str:
    status, words = phrasebook.say("status", version.status), quote(version.text, limit, phrasebook)
    said = phrasebook.say("watch", "version", quote=words, label=status)
    key = "item-in" if group else "item"
    return phrasebook.say("watch", key, version=said, day=day, **({"group": group} if group else {}))
