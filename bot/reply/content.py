"""What a statement asserts, in as few of its own words as say it."""

from bot.model import Cue, Statement
from bot.reply.label import DECIDING, quote
from bot.reply.phrasebook import Phrasebook

SHORTEST_CONTENT = 3
"""The fewest words that a scope must have to stand for what the statement asserts."""


def quote_content(statement: Statement, limit: int, phrasebook: Phrasebook) -> str:
    """Quote what a statement asserts: the words that its deciding cues cover where they say enough, else all of it."""
    families = DECIDING.get(statement.status, ())
    scopes = [_covered(statement, cue) for cue in statement.cues if cue.family in families]
    longest = max(scopes, key=len, default="")
    enough = len(longest.split(maxsplit=SHORTEST_CONTENT)) >= SHORTEST_CONTENT
    return quote(longest if enough else statement.text, limit, phrasebook)


def _covered(statement: Statement, cue: Cue) -> str:
    """Give the words that a cue covers, without the source at their beginning; nothing where the cue itself is among them."""
    scope = cue.scope
    if scope.start < cue.end and cue.start < scope.end:
        return ""
    start = max([scope.start, *(source.end for source in statement.sources if source.start <= scope.start)])
    return statement.text[max(0, start - statement.start) : max(0, scope.end - statement.start)]
