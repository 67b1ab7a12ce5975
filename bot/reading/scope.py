"""Which words a cue touches: forward to its complement, backward to its subject, or around it, up to whatever ends it.

The method is ConText's (Harkema et al. 2009): a trigger with a direction, ended by a termination term or the end of the sentence. Without
it "There was no confirmation of the strike, but residents saw smoke" would call the smoke unconfirmed too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.reading.cues import Found
from bot.reading.outline import Passage
from bot.reading.quotes import Quotes
from bot.rulebook import Direction, Reach

_MARKS_AT_EDGE = frozenset(",.!?\u2026;:\"'()[]\u2014-")


class Touched(NamedTuple):
    """The words of a scope, `first` to `last` (exclusive), and the stop that ended it (its first and last word), if one did."""

    first: int
    last: int
    ended_by: tuple[int, int] | None = None


def find_scope(passage: Passage, cue: Found, stops: Sequence[Found], quotes: Quotes, voices: Sequence[tuple[int, int]], openers: frozenset[str]) -> Touched:
    """The scope of one cue. `voices` are the stretches that name other sources: a scope ends before them when a comma does."""
    low, before = _low(passage, cue, stops, quotes)
    high, after = _high(passage, cue, stops, quotes, voices)
    reach, direction = cue.rule.scope.reach, cue.rule.scope.direction
    if reach in (Reach.SENTENCE, Reach.TEXT):
        low, high, before, after = passage.first, passage.last, None, None
    if direction is Direction.FORWARD:
        return _trim(passage, Touched(cue.last, high, after), openers)
    if direction is Direction.BACKWARD:
        return _trim(passage, Touched(low, cue.first, before), openers)
    if reach is Reach.PHRASE:
        return _trim(passage, Touched(cue.first, _phrase_end(passage, cue, high), after), frozenset())
    return _trim(passage, Touched(low, high, after or before), frozenset())


def _low(passage: Passage, cue: Found, stops: Sequence[Found], quotes: Quotes) -> tuple[int, tuple[int, int] | None]:
    for stop in reversed(stops):
        if stop.last <= cue.first:
            return stop.last, (stop.first, stop.last)
    return _quote_low(passage, cue, quotes), None


def _high(
    passage: Passage, cue: Found, stops: Sequence[Found], quotes: Quotes, voices: Sequence[tuple[int, int]]
) -> tuple[int, tuple[int, int] | None]:
    limit, ended = _quote_high(passage, cue, quotes), None
    for stop in stops:
        if cue.last <= stop.first < limit:
            limit, ended = stop.first, (stop.first, stop.last)
            break
    forms = passage.words.forms
    for first, last in voices:
        if cue.last < first < limit and forms[first - 1] in (",", '"'):
            limit, ended = first - 1, (first, last)
            break
    return limit, ended


def _quote_low(passage: Passage, cue: Found, quotes: Quotes) -> int:
    inside, low = quotes.number[cue.first], cue.first
    if not inside:
        return passage.first
    while low > passage.first and quotes.number[low - 1] == inside:
        low -= 1
    return low


def _quote_high(passage: Passage, cue: Found, quotes: Quotes) -> int:
    inside, high = quotes.number[cue.last - 1], cue.last
    if not inside:
        return passage.last
    while high < passage.last and quotes.number[high] == inside:
        high += 1
    return high


def _phrase_end(passage: Passage, cue: Found, high: int) -> int:
    forms = passage.words.forms
    for place in range(cue.last, high):
        if not forms[place][0].isalnum() and forms[place] != "'s":
            return place
    return high


def _trim(passage: Passage, scope: Touched, openers: frozenset[str]) -> Touched:
    """Leave out marks at the edges and the small word that only opens the complement ("of", "that", "whether")."""
    forms, first, last = passage.words.forms, scope.first, scope.last
    while last > first and forms[last - 1] in _MARKS_AT_EDGE:
        last -= 1
    while first < last and (forms[first] in _MARKS_AT_EDGE or forms[first] in openers):
        first += 1
    return Touched(first, max(first, last), scope.ended_by)
