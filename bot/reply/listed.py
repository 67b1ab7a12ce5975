"""Lists of what is kept of a group: statements with how often and since when they were seen, and their pages."""

from collections.abc import Sequence
from html import escape

from bot.model import Certainty, Status
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import quotable
from bot.reply.telegram import disarm

LONGEST = 160
"""Code points of a statement in a list."""


def say_shared(text: str, times: int, day: str, status: Status, certainty: Certainty, phrasebook: Phrasebook) -> str:
    """Say how often something was shared, since which day, and what it was said to be; no text says that it is not repeated."""
    words = phrasebook.say("line", "quote", text=quotable(text, LONGEST)) if text else phrasebook.say("open", "unsaid")
    label = phrasebook.say("status", status)
    if certainty is Certainty.UNCONFIRMED and status is not Status.UNCONFIRMED:
        label = phrasebook.say("label", "also-unconfirmed", label=label)
    return phrasebook.count("counted", "shared", times, n=times, words=words, day=day, label=label)


def list_page(title: str, lines: Sequence[str], page: int, on_a_page: int, phrasebook: Phrasebook) -> tuple[str, int, int]:
    """Lay out one page of a numbered list as Telegram HTML; give it with its number, from 0, and how many there are.

    A number past the end gives the last page.
    """
    of = max(1, -(-len(lines) // on_a_page))
    page = min(max(page, 0), of - 1)
    first = page * on_a_page
    head = title if of == 1 else phrasebook.say("line", "page", title=title, n=page + 1, of=of)
    listed = [f"{n}. {line}" for n, line in enumerate(lines[first : first + on_a_page], first + 1)]
    body = "\n\n".join(escape(disarm(line), quote=False) for line in listed)
    return f"<b>{escape(disarm(head), quote=False)}</b>\n\n{body}", page, of
