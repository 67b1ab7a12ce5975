"""What a statement asserts, without the words that say how it is known: by this two versions of it are compared."""

import re
from collections.abc import Iterator

from bot.model import Cue, Family, Span, Statement

FEWEST_WORDS = 3
"""The fewest words that may stand for an assertion."""

_WORD = re.compile(r"\w+")
_SPEAKERS = frozenset(("i", "we", "he", "she", "they"))
"""Where one of these is left, it is about whoever said it: "she had not been told" is another thing of another mayor."""


def find_core(statement: Statement) -> str:
    """Give the words of a statement without its cues and sources; all of them where too few would be left.

    "There was no confirmation that the lock is shut" and "The lock is shut, the mayor said" come to the same. Without this the
    "no" of the first would count as a denial of the lock.
    """
    kept, end = [], statement.start
    for span in sorted(_find_apart(statement), key=lambda span: span.start):
        kept.append(_cut(statement, end, span.start))
        end = max(end, span.end)
    core = " ".join(" ".join([*kept, _cut(statement, end, statement.end)]).split()).strip(" ,;:")
    words = _WORD.findall(core.lower())
    return core if len(words) >= FEWEST_WORDS and _SPEAKERS.isdisjoint(words) else statement.text


def _cut(statement: Statement, start: int, end: int) -> str:
    return statement.text[max(0, start - statement.start) : max(0, end - statement.start)]


def _find_apart(statement: Statement) -> Iterator[Span]:
    """Give the places of cues and sources; a cue that may hold a name or a number stays: "Lindt charged with"."""
    yield from (Span(cue.start, cue.end) for cue in statement.cues if _is_plain(cue))
    yield from (Span(source.start, source.end) for source in statement.sources)


def _is_plain(cue: Cue) -> bool:
    may_be_name = cue.family is Family.HEDGE and " " in cue.text
    return not any(letter.isupper() or letter.isdigit() for letter in cue.text[0 if may_be_name else 1 :])
