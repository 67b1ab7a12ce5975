"""How a moment is written for people: the day, or the day and the time, on a clock of theirs."""

from datetime import UTC, datetime, tzinfo

from bot.reply.origin import say_date
from bot.reply.phrasebook import Phrasebook
from bot.service.days import find_day


def say_day(at: float, phrasebook: Phrasebook, zone: tzinfo = UTC) -> str:
    """Write the day of a time in seconds since 1970: "3 March 2026"."""
    return say_date(find_day(at, zone), phrasebook)


def say_time(at: float) -> str:
    """Write the time of day in UTC: "09:30"."""
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M")
