"""Which words a cue touches: forward to its complement, backward to its subject, or around it, up to whatever ends it.

The method is ConText's (Harkema et al. 2009): a trigger with a direction, ended by a termination term or the end of the sentence.
Without it "There was no confirmation of the strike, but residents saw smoke" would call the smoke unconfirmed too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.reading.cues import Found
from bot.reading.lexicon import Lists
from bot.reading.outline import Passage
from bot.reading.quotes import Quotes
from bot.rulebook import Direction, Reach

_MARKS_AT_EDGE = frozenset(",.!?\u2026;:\"'()[]\u2014-")
_TELLING = frozenset(("tell", "tells", "told", "telling", "reminded", "assured", "informed", "warned"))
_TOLD = frozenset(("us", "me", "him", "them", "you", "reporters", "journalists"))
"""Who is told, in one word."""
_LONGEST_TOLD = 5
_SHORT_POINTER = 2
"""Words in "that figure"."""
_NONE: frozenset[str] = frozenset()
_FORWARD, _LOCAL, _PHRASE, _SENTENCE = Direction.FORWARD, Direction.LOCAL, Reach.PHRASE, Reach.SENTENCE
"""Members by a name of their own are found four times as fast, and each cue asks for all of them."""


class Touched(NamedTuple):
    """The words of a scope, `first` to `last` (exclusive), and the stop that ended it (its first and last word), if one did."""

    first: int
    last: int
    ended_by: tuple[int, int] | None = None


def find_scope(
    passage: Passage,
    cue: Found,
    stops: Sequence[Found],
    quotes: Quotes,
    voices: Sequence[tuple[int, int]],
    said: Sequence[int],
    lists: Lists,
) -> Touched:
    """The scope of one cue.

    `voices` are the stretches that name other sources: a scope ends before them when a comma does. `said` are the words behind
    verbs of saying: "The army said the video could not be verified" is about the video.
    """
    reach, direction = cue.rule.scope.reach, cue.rule.scope.direction
    high, after = _high(passage, cue, stops, quotes, voices) if reach is not _SENTENCE else (passage.last, None)
    if reach is _PHRASE:
        high = _phrase_end(passage, cue, high)
    openers = lists["complement-openers"]
    if direction is _FORWARD:
        return _trim(passage, _behind_told(passage, cue, high), high, after, openers)
    low, before = _low(passage, cue, stops, quotes, said) if reach is not _SENTENCE else (passage.first, None)
    if direction is _LOCAL:
        return _trim(passage, cue.first if reach is _PHRASE else low, high, after or before, _NONE)
    if reach is _PHRASE:
        low = _phrase_start(passage, cue, low)
    if _is_empty_subject(passage, cue, low, high, lists):
        return _trim(passage, cue.last, high, after, openers)
    return _trim_subject(passage, _trim(passage, low, cue.first, before, openers), lists)


def _behind_told(passage: Passage, cue: Found, high: int) -> int:
    """Where the content begins behind who is told: "told us | the lock leaks", "told reporters that | the lock leaks"."""
    forms, first = passage.words.forms, cue.last
    if forms[first - 1] not in _TELLING:
        return first
    for place in range(first, min(high, first + _LONGEST_TOLD)):
        if forms[place] == "that" and place > first:
            return place + 1
        if not forms[place][0].isalnum():
            break
    return first + 1 if first + 1 < high and forms[first] in _TOLD else first


def _is_empty_subject(passage: Passage, cue: Found, low: int, high: int, lists: Lists) -> bool:
    """ "It could not be confirmed that the gate was open": "it" stands for what follows."""
    forms = passage.words.forms
    words = [
        form
        for form in forms[low : cue.first]
        if form[0].isalnum() and form not in lists["auxiliaries"] and form not in lists["adverbs"]
    ]
    return words[-1:] == ["it"] and cue.last < high and forms[cue.last] in lists["complement-openers"]


def _trim_subject(passage: Passage, scope: Touched, lists: Lists) -> Touched:
    """Leave out the helper verb that a passive leaves behind its subject: "The arrest has | yet to be confirmed"."""
    forms, first, last = passage.words.forms, scope.first, scope.last
    while last > first and forms[last - 1] in lists["auxiliaries"]:
        last -= 1
    if last - 1 > first and forms[last - 1] in lists["relative-pronouns"]:
        last -= 1
        first = max((place + 1 for place in range(first, last - 1) if forms[place] == ","), default=first)
        last = last - 1 if forms[last - 1] == "," else last
    return Touched(first, last, scope.ended_by)


def _low(
    passage: Passage, cue: Found, stops: Sequence[Found], quotes: Quotes, said: Sequence[int]
) -> tuple[int, tuple[int, int] | None]:
    """Where a scope to the left begins, and the stop that ended it."""
    low, ended = passage.first, None
    if quotes.number[cue.first]:
        low = quotes.around(cue.first, passage.first, passage.last)[0]
    for stop in reversed(stops):
        if low < stop.last <= cue.first:
            low, ended = stop.last, (stop.first, stop.last)
            break
    return max([low, *(end for end in said if end <= cue.first)]), ended


def _high(
    passage: Passage, cue: Found, stops: Sequence[Found], quotes: Quotes, voices: Sequence[tuple[int, int]]
) -> tuple[int, tuple[int, int] | None]:
    """Where a scope to the right ends, and what ended it."""
    limit, ended = passage.last, None
    if quotes.number[cue.last - 1]:
        limit = quotes.around(cue.last - 1, passage.first, passage.last)[1]
    for stop in stops:
        if cue.last <= stop.first < limit:
            limit, ended = stop.first, (stop.first, stop.last)
            break
    for first, last in voices:
        if cue.last < first < limit and passage.words.forms[first - 1] in (",", '"'):
            return first - 1, (first, last)
    return limit, ended


def _phrase_start(passage: Passage, cue: Found, low: int) -> int:
    forms = passage.words.forms
    for place in range(cue.first - 1, low - 1, -1):
        if not forms[place][0].isalnum() and forms[place] != "'s":
            return place + 1
    return low


def _phrase_end(passage: Passage, cue: Found, high: int) -> int:
    forms = passage.words.forms
    for place in range(cue.last, high):
        if not forms[place][0].isalnum() and forms[place] != "'s":
            return place
    return high


def _trim(passage: Passage, first: int, last: int, ended_by: tuple[int, int] | None, openers: frozenset[str]) -> Touched:
    """Leave out marks at the edges and the small word that only opens the complement ("of", "that", "whether")."""
    forms = passage.words.forms
    while last > first and forms[last - 1] in _MARKS_AT_EDGE:
        last -= 1
    while first < last and (forms[first] in _MARKS_AT_EDGE or (forms[first] in openers and not _points(forms, first, last))):
        first += 1
    return Touched(first, max(first, last), ended_by)


def _points(forms: Sequence[str], first: int, last: int) -> bool:
    """Tell whether "that" belongs to a noun: "could not confirm that figure"."""
    return forms[first] == "that" and last - first == _SHORT_POINTER
