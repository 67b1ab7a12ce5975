"""The honest line: one statement to pass on with its doubt and its source kept, short enough for a copy button."""

import re

from bot.model import Reading, Role, Statement, Status
from bot.reply.content import quote_content
from bot.reply.label import label, quote
from bot.reply.lead import find_lead
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.reply.telegram import count_units

LIMIT = 256
"""The most UTF-16 units that a copy button holds (Bot API, CopyTextButton)."""

_LONGEST, _SHORTEST, _STEP = 140, 20, 20
_SITE_LENGTH = 40
_WORD = re.compile(r"[^\W_]")


def find_honest(reading: Reading) -> Statement | None:
    """Give the statement that the line is about: the leading one, else the first that asserts anything and has words."""
    asserting = (one for one in reading.statements if one.status is not Status.OTHER)
    found = (one for one in (find_lead(reading), *asserting) if one and _WORD.search(one.text))
    return next(found, None)


def say_honestly(reading: Reading, phrasebook: Phrasebook) -> str:
    """Give that statement with its label and where it stands; empty where nothing is asserted."""
    statement = find_honest(reading)
    if statement is None:
        return ""
    for limit in range(_LONGEST, _SHORTEST - 1, -_STEP):
        line = _line(statement, reading, limit, phrasebook)
        if count_units(line) <= LIMIT:
            return line
    return ""


def _line(statement: Statement, reading: Reading, limit: int, phrasebook: Phrasebook) -> str:
    quoted = _quoted(statement, limit, phrasebook)
    site = reading.article.site
    if not site:
        return phrasebook.say("line", "honest", quote=quoted, label=label(statement, phrasebook))
    name = isolate(shorten(site, _SITE_LENGTH))
    return phrasebook.say("line", "honest-site", quote=quoted, label=label(statement, phrasebook), site=name)


def _quoted(statement: Statement, limit: int, phrasebook: Phrasebook) -> str:
    """Quote what is unconfirmed by its own words; of anything else what it asserts."""
    if statement.status is Status.UNCONFIRMED or statement.role is Role.HEADLINE:
        return quote(statement.text, limit, phrasebook)
    return quote_content(statement, limit, phrasebook)
