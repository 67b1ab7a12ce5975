"""What an edit changed in how a post says it knows things."""

from bot.model import Reading
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import first_line, say_counts


def say_edited(before: Reading, after: Reading, phrasebook: Phrasebook) -> str:
    """Say what the reading was before the edit, or that it did not change."""
    if (before.level, before.counts) == (after.level, after.counts):
        return phrasebook.say("line", "edited-same")
    level = first_line(before, phrasebook)
    return phrasebook.say("line", "edited", level=level, counts=say_counts(before, phrasebook))
