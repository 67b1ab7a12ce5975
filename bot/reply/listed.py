"""A statement in a list of what is kept of a group: how often and since when it was shared, and what it was said to be."""

from bot.model import Certainty, Status
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import quotable

LONGEST = 160
"""Code points of a statement in a list."""


def say_shared(text: str, times: int, day: str, status: Status, certainty: Certainty, phrasebook: Phrasebook) -> str:
    """Say how often something was shared, since which day, and what it was said to be; no text says that it is not repeated."""
    words = phrasebook.say("line", "quote", text=quotable(text, LONGEST)) if text else phrasebook.say("open", "unsaid")
    label = phrasebook.say("status", status)
    if certainty is Certainty.UNCONFIRMED and status is not Status.UNCONFIRMED:
        label = phrasebook.say("label", "also-unconfirmed", label=label)
    return phrasebook.count("counted", "shared", times, n=times, words=words, day=day, label=label)
