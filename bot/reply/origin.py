"""What was read and where it comes from, in one line, and why a link gave nothing to read."""

import re

from bot.model import NoPage, Reading
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten

NAME_LENGTH = 60
"""The longest a site or an author is written, in code points."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def say_origin(reading: Reading, phrasebook: Phrasebook) -> str:
    """Say how many words were read, from where, by whom and dated when; empty where the article came as plain text."""
    article = reading.article
    if not (article.is_page or article.site or article.published or article.left_out):
        return ""
    values = {"site": _name(article.site), "author": _name(article.author), "date": say_date(article.published, phrasebook)}
    parts = [phrasebook.count("counted", "words-read", reading.words, n=reading.words)]
    parts += [phrasebook.say("origin", key, **{key: value}) for key, value in values.items() if value]
    if article.left_out:
        parts.append(phrasebook.count("counted", "left-out", article.left_out, n=article.left_out))
    return phrasebook.say("origin", "comma").join(parts)


def say_date(date: str | None, phrasebook: Phrasebook, today: str = "") -> str:
    """Write a date in ISO 8601 as the reader does: "3 March 2026", "3 March" in the year of `today`; empty where it is none."""
    found = _DAY.match(date or "")
    if not found or not 1 <= int(found[2]) <= 12:
        return ""
    named = {"day": int(found[3]), "month": phrasebook.say("month", str(int(found[2])))}
    if found[1] == today[:4]:
        return phrasebook.say("origin", "day-of-year", **named)
    return phrasebook.say("origin", "day", **named, year=found[1])


def say_no_page(page: NoPage, phrasebook: Phrasebook) -> str:
    """Say why a link gave no article and what to do next."""
    facts = {key: isolate(shorten(value, NAME_LENGTH)) for key, value in page.facts.items()}
    return phrasebook.say("page", page.fault, **{"host": "", "status": "", "words": "0"} | facts)


def _name(text: str | None) -> str:
    return isolate(shorten(text, NAME_LENGTH)) if text else ""
