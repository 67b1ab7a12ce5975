"""How a moment is written for people: the day, or the day and the time, on a clock of theirs."""

from datetime import UTC, datetime, tzinfo

from bot.reply.origin import say_date
from bot.reply.phrasebook import Phrasebook


def say_day(at: float, phrasebook: Phrasebook, zone: tzinfo = UTC) -> str:
    """Write the day of a time in seconds since 1970: "3 March 2026"."""
    return say_date(datetime.fromtimestamp(at, zone).date().isoformat(), phrasebook)


def say_time(at: float, zone: tzinfo = UTC) -> str:
    """Write the time of day: "09:30"."""
    return datetime.fromtimestamp(at, zone).strftime("%H:%M")
