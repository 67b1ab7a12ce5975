"""Words into sentences: where one ends, and which line and paragraph it stands in."""

from bisect import bisect_left
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from bot.text.words import Words, find_mark

_ENDERS = ".!?\u2026"
_CLOSERS = frozenset("\"')]\u00bb")
_OPENERS = frozenset("\"'([\u2022#*>-")


LONGEST = 300
"""Words and marks in one sentence; a longer run is cut, so that no sentence can be endless."""


class Sentence(NamedTuple):
    """A run of words: `first` inclusive, `last` exclusive, as indices into Words; `line` counts the lines that hold words."""

    first: int
    last: int
    line: int


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What a full stop does not end a sentence after.

    `titles` never do ("Gen. Salifou"); `others` only before a word that `starters` lists ("… Inc. The").
    """

    titles: AbstractSet[str]
    others: AbstractSet[str]
    starters: AbstractSet[str]


def split_sentences(words: Words, abbreviations: Abbreviations) -> list[Sentence]:
    """Split into sentences in order; every word is in exactly one. Linear in the number of words.

    A line break ends a sentence unless the next line goes on in small letters. A quotation does not keep sentences together.
    """
    forms = words.forms
    total = len(forms)
    breaks = {place for place in _line_starts(words) if _breaks_line(words, place, total)}
    marks = [place for mark in _ENDERS for place in find_mark(words, mark)]
    ends = {_end_after(words, place, total, abbreviations) for place in marks}
    sentences, first, line = [], 0, 0
    for end in sorted((breaks | ends | {total}) - {0}):
        while end - first > LONGEST:
            sentences.append(Sentence(first, first + LONGEST, line))
            first += LONGEST
        if end > first:
            sentences.append(Sentence(first, end, line))
        line += end in breaks
        first = end
    return sentences


def _line_starts(words: Words) -> list[int]:
    """The words that stand first behind a line break, and the number of words where one ends the text."""
    starts = []
    end = words.cased.find("\n")
    while end >= 0:
        place = bisect_left(words.places, end)
        starts.append(place)
        end = words.cased.find("\n", words.places[place]) if place < len(words.places) else -1
    return starts


def _breaks_line(words: Words, place: int, total: int) -> bool:
    """Tell whether the line break before a word ends the sentence: a hard-wrapped line goes on in small letters."""
    if place in (0, total) or words.gaps[place].count("\n") > 1:
        return True
    form = words.forms[place]
    return not (form[0].islower() and form == _as_written(words, place) and words.forms[place - 1][0] not in _ENDERS)


def _as_written(words: Words, place: int) -> str:
    start = words.places[place]
    return words.cased[start : start + len(words.forms[place])]


def _end_after(words: Words, place: int, total: int, abbreviations: Abbreviations) -> int:
    """Where the sentence ends that this mark would end, 0 where it ends none; closing quotes and brackets stay with it."""
    forms, gaps = words.forms, words.gaps
    after = place + 1
    while after < total and not gaps[after] and forms[after] in _CLOSERS:
        after += 1
    if after >= total:
        return total
    if not gaps[after]:
        return after if _runs_into_next(words, place, after) else 0
    head = after
    while head < total - 1 and forms[head] in _OPENERS:
        head += 1
    if not (words.is_capital(head) or forms[head][0].isdigit() or not forms[head][0].isalnum() or _uncased(forms[head][0])):
        return 0
    if forms[place] == "." and after == place + 1 and _is_abbreviation(words, place, head, abbreviations):
        return 0
    return after


def _uncased(letter: str) -> bool:
    return letter.isalpha() and not letter.islower()


def _runs_into_next(words: Words, place: int, after: int) -> bool:
    """Tell whether a space is missing after the mark ("… the depot.Police …"), unlike in "example.com" or "U.S."."""
    return (
        words.forms[after][0].isalpha()
        and words.is_capital(after)
        and not words.is_all_capitals(after)
        and len(words.forms[after]) > 1
        and place > 0
        and len(words.forms[place - 1]) > 2
        and not words.is_capital(place - 1)
    )


def _is_abbreviation(words: Words, place: int, head: int, abbreviations: Abbreviations) -> bool:
    if place == 0 or words.gaps[place]:
        return False
    before, following = words.forms[place - 1], words.forms[head]
    if before in abbreviations.titles:
        return True
    if "_" in before and not before[0].isdigit():  # "u_s": initials, as they stand in words
        return following not in abbreviations.starters
    if before.isdigit():
        return place == 1 or "\n" in words.gaps[place - 1] or words.forms[place - 2] == "\u2022"
    if len(before) == 1 and before.isalpha():
        return words.is_capital(place - 1) and following not in abbreviations.starters
    if before == "no":
        return following[0].isdigit()
    return before in abbreviations.others and following not in abbreviations.starters
