"""What a statement asserts, in as few of its own words as say it."""

from bot.model import Cue, Family, Statement
from bot.reply.label import DECIDING, quote
from bot.reply.phrasebook import Phrasebook

SHORTEST_CONTENT = 4
"""The fewest words behind a verb of saying that may stand for what is said."""
_SAYING = frozenset((Family.ATTRIBUTION, Family.CONFIRMATION, Family.SECOND_HAND))
_GAP = 6
"""Characters between a verb of saying and what is said: " that "."""
_OPENED = {"\u201c": "\u201d", "\u2018": "\u2019"}
"""Quotation marks that must not stand alone in a quotation."""


def quote_content(statement: Statement, limit: int, phrasebook: Phrasebook) -> str:
    """Quote what a statement asserts: what stands right behind its verb of saying where that can stand alone, else all of it."""
    families = _SAYING.intersection(DECIDING.get(statement.status, ()))
    said = [_said(statement, cue) for cue in statement.cues if cue.family in families]
    longest = max(said, key=len, default="")
    return quote(longest or statement.text, limit, phrasebook)


def _said(statement: Statement, cue: Cue) -> str:
    """Give the words right behind a verb of saying; nothing where they are few, or cut off inside a quotation."""
    if not 0 <= cue.scope.start - cue.end <= _GAP:
        return ""
    named = [source.end for source in statement.sources if cue.end <= source.start <= cue.scope.start + _GAP]
    start, end = max([cue.scope.start, *named]), cue.scope.end
    words = statement.text[start - statement.start : max(0, end - statement.start)].strip(" ,:")
    whole = all(words.count(opened) == words.count(closed) for opened, closed in _OPENED.items()) and words.count('"') % 2 == 0
    return words if whole and len(words.split(maxsplit=SHORTEST_CONTENT)) >= SHORTEST_CONTENT else ""
