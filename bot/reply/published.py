"""Published fact-checks that look like statements of a reading: beside it, in their publishers' words, and never a verdict."""

import re
from collections.abc import Iterator, Sequence

from bot.model import FactCheck
from bot.reading.alike import Alike
from bot.reply.label import quote, where
from bot.reply.origin import say_date
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.reply.sections import Link, Section

CLAIM_LENGTH, RATING_LENGTH, NAME_LENGTH = 120, 80, 48
"""Code points of a quoted claim or statement, of a rating and of a name below a reading."""

WHOLE_CLAIM, WHOLE_RATING = 250, 150
"""The same on a page of their own, a headline among them."""

_HOST = re.compile(r"^https?://(?:www\.)?([^/?#]+)")

LABEL_LENGTH = 30
"""The same of either part of a button's label."""


def section_of(found: Sequence[Alike], phrasebook: Phrasebook) -> tuple[Section, ...]:
    """Give what stands below a reading, with a button for each fact-check; nothing where none was found."""
    lines = tuple(line for alike in found for line in _say_short(alike, phrasebook))
    return (Section(phrasebook.say("published", "title"), lines, links_of(found, phrasebook)),) if lines else ()


def links_of(found: Sequence[Alike], phrasebook: Phrasebook) -> tuple[Link, ...]:
    """Give the addresses of fact-checks, each labelled with its publisher and the beginning of the claim."""
    return tuple(Link(_label(alike.check, phrasebook), alike.check.url) for alike in found)


def _label(check: FactCheck, phrasebook: Phrasebook) -> str:
    name = isolate(shorten(check.publisher, LABEL_LENGTH))
    return phrasebook.say("published", "open", publisher=name, quote=quote(check.claim, LABEL_LENGTH, phrasebook))


def page_of(found: Sequence[Alike], phrasebook: Phrasebook) -> list[str]:
    """Give each fact-check as a block of lines, with all that is known of it."""
    return ["\n".join(_say_whole(alike, phrasebook)) for alike in found]


def _say_short(alike: Alike, phrasebook: Phrasebook) -> Iterator[str]:
    yield from _say_sides(alike, phrasebook, CLAIM_LENGTH)
    yield _say_rating(alike.check, phrasebook, RATING_LENGTH)


def _say_whole(alike: Alike, phrasebook: Phrasebook) -> Iterator[str]:
    check = alike.check
    yield from _say_sides(alike, phrasebook, WHOLE_CLAIM)
    if check.claimant:
        name, day = isolate(shorten(check.claimant, NAME_LENGTH)), say_date(check.claimed, phrasebook)
        yield phrasebook.say("published", "claimed-on" if day else "claimed", name=name, **({"day": day} if day else {}))
    if check.title:
        yield phrasebook.say("published", "headed", title=quote(check.title, WHOLE_RATING, phrasebook))
    yield _say_rating(check, phrasebook, WHOLE_RATING)


def _say_sides(alike: Alike, phrasebook: Phrasebook, length: int) -> Iterator[str]:
    """Quote the claim as its publisher put it; side by side with the statement where that may say something else."""
    place, claim = where(alike.statement.sentence, phrasebook), quote(alike.check.claim, length, phrasebook)
    if alike.is_same:
        yield phrasebook.say("published", "checked-like", quote=claim, where=place)
    else:
        yield phrasebook.say("published", "here", quote=quote(alike.statement.text, length, phrasebook), where=place)
        yield phrasebook.say("published", "checked", quote=claim)


def _say_rating(check: FactCheck, phrasebook: Phrasebook, length: int) -> str:
    name, rating = isolate(shorten(check.publisher, NAME_LENGTH)), quote(check.rating, length, phrasebook)
    said = phrasebook.say("published", "rating", publisher=name, rating=rating)
    parts = [said, say_date(check.reviewed, phrasebook), *_HOST.findall(check.url)]
    return phrasebook.say("line", "separator").join(filter(None, parts))
