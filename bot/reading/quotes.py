"""Which words stand inside quotation marks, and which quotation they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.text.words import Words, find_mark

LONGEST = 400
"""Words and marks in one quotation; an opening mark with no closing one within them opens nothing."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """For each word the number of the quotation it stands in, 0 for none; marks belong to their quotation."""

    number: Sequence[int]

    def at(self, place: int) -> int:
        """The number of the quotation a word stands in, 0 for none."""
        return self.number[place]


def find_quotes(words: Words) -> Quotes:
    """Pair up quotation marks; linear in the number of marks.

    A quotation ends with its closing mark or, where that is missing, with the paragraph; newspapers leave the mark open when the
    next paragraph goes on with the quotation and open it anew there.
    """
    number = [0] * len(words.forms)
    count = 0
    opened = -1
    for place in find_mark(words, '"'):
        if opened >= 0 and (place - opened > LONGEST or _paragraph_between(words, opened, place)):
            count = _mark(number, opened, _paragraph_end(words, opened, place), count)
            opened = -1
        if opened < 0:
            opened = place if _may_open(words, place) else -1
        elif not (_may_open(words, place) and not _may_close(words, place)):
            count = _mark(number, opened, place, count)
            opened = -1
    if opened >= 0:
        count = _mark(number, opened, _paragraph_end(words, opened, len(number)), count)
    for first, last in _single(words):
        if not number[first] and not number[last]:
            count = _mark(number, first, last, count)
    return Quotes(number)


def _mark(number: list[int], first: int, last: int, count: int) -> int:
    number[first : last + 1] = [count + 1] * (last + 1 - first)
    return count + 1


def _may_open(words: Words, place: int) -> bool:
    """An opening mark stands at the beginning or behind a space, and right before its first word."""
    return (
        place + 1 < len(words.forms)
        and (bool(words.gaps[place]) or place == 0 or words.forms[place - 1] in "([\u2014:")
        and not words.gaps[place + 1]
    ) or (place == 0 or "\n" in words.gaps[place])


def _may_close(words: Words, place: int) -> bool:
    return not words.gaps[place] or place + 1 == len(words.forms) or bool(words.gaps[place + 1])


def _paragraph_between(words: Words, first: int, last: int) -> bool:
    return last - first > 1 and any("\n" in gap for gap in words.gaps[first + 1 : last + 1])


def _paragraph_end(words: Words, first: int, last: int) -> int:
    """The last word of the paragraph in which a quotation was opened, within the longest allowed."""
    limit = min(last, len(words.forms), first + LONGEST)
    for place in range(first + 1, limit):
        if "\n" in words.gaps[place]:
            return place - 1
    return limit - 1


def _single(words: Words) -> list[tuple[int, int]]:
    """Quotations between single marks on one line: 'like this', but not the residents' in between."""
    pairs: list[tuple[int, int]] = []
    opened = -1
    for place in find_mark(words, "'"):
        opens = (
            place + 1 < len(words.forms)
            and not words.gaps[place + 1]
            and (place == 0 or bool(words.gaps[place]) or words.forms[place - 1] in '"(\u2014')
        )
        if opens:
            opened = place
        elif opened >= 0 and not words.gaps[place] and place - opened <= 60 and not _paragraph_between(words, opened, place):
            pairs.append((opened, place))
            opened = -1
    return pairs
