"""Which words stand inside quotation marks, and which quotation they belong to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.text.words import Words, find_mark

LONGEST = 400
"""Words and marks in one quotation; an opening mark with no closing one within them opens nothing."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """For each word the number of the quotation it stands in, 0 for none; marks belong to their quotation."""

    number: Sequence[int]
    edges: Sequence[int]
    """The words at which another quotation begins, or what stands in none, in order."""

    def around(self, place: int, first: int, last: int) -> tuple[int, int]:
        """The stretch around a word that stands in the same quotation or outside all of them, between `first` and `last`."""
        if not self.edges:
            return first, last
        after = bisect_right(self.edges, place)
        low = self.edges[after - 1] if after else 0
        high = self.edges[after] if after < len(self.edges) else last
        return max(first, low), min(last, high)


def find_quotes(words: Words) -> Quotes:
    """Pair up quotation marks; linear in the number of marks.

    A quotation ends with its closing mark or, where that is missing, with the paragraph; newspapers leave the mark open when the
    next paragraph goes on with the quotation and open it anew there.
    """
    quoted = _double(words)
    number = [0] * len(words.forms)
    for count, (first, last) in enumerate(quoted, 1):
        _mark(number, first, last, count)
    for first, last in _single(words):
        if not number[first] and not number[last]:
            quoted.append((first, last))
            _mark(number, first, last, len(quoted))
    return Quotes(number, _edges(number, quoted))


def _mark(number: list[int], first: int, last: int, count: int) -> None:
    number[first : last + 1] = [count] * (last + 1 - first)


def _edges(number: Sequence[int], quoted: Sequence[tuple[int, int]]) -> list[int]:
    """Where the number changes: at either end of each quotation that stands in no other."""
    ends = {first for first, _ in quoted} | {last + 1 for _, last in quoted}
    return [place for place in sorted(ends) if 0 < place < len(number) and number[place - 1] != number[place]]


def _double(words: Words) -> list[tuple[int, int]]:
    """Quotations between double marks, the first and the last word of each."""
    pairs: list[tuple[int, int]] = []
    opened = -1
    for place in find_mark(words, '"'):
        if opened >= 0 and (place - opened > LONGEST or _paragraph_between(words, opened, place)):
            pairs.append((opened, _paragraph_end(words, opened, place)))
            opened = -1
        if opened < 0:
            opened = place if _may_open(words, place) else -1
        elif not (_may_open(words, place) and not _may_close(words, place)):
            pairs.append((opened, place))
            opened = -1
    return pairs if opened < 0 else [*pairs, (opened, _paragraph_end(words, opened, len(words.forms)))]


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
    return last - first > 1 and "\n" in "".join(words.gaps[first + 1 : last + 1])


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
