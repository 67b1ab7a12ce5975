"""All phrases of all rules in one pass over the words.

From each word that may be the rarest of a phrase, an automaton (a lazy DFA; Cox, "Regular Expression Matching in the Wild") is
walked to the right, one look-up a word, and from every place where some phrase is complete on that side, to the left. Most walks
end with the first look-up. The time depends on how far the text agrees with phrases, not on how many there are, and gaps are at
most eight words wide: it is linear in the text whatever a rule says.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from typing import NamedTuple

from bot.rulebook.automaton import MARKS_BEFORE, MARKS_BEHIND, OUTSIDE, Automaton, Found, State
from bot.rulebook.elements import Pattern
from bot.rulebook.trie import Trie, build
from bot.text.words import Words

Hit = tuple[int, int, int]
"""The number of the rule, the first word, and the word after the last."""


class Matcher:
    """Finds every phrase of every rule in one pass over the words."""

    def __init__(self, patterns: Iterable[tuple[int, Pattern]] | Trie, numbers: AbstractSet[str]) -> None:
        """Take (rule number, pattern) pairs, or the trie that was built of them, and the number words of the language."""
        self.trie = patterns if isinstance(patterns, Trie) else build(patterns)
        self._automaton = Automaton(self.trie, numbers)

    def find(self, words: Words, first: int, last: int) -> list[Hit]:
        """Find all hits in the sentence that begins at word `first` and ends before word `last`, in order of their first word."""
        automaton, roots, stops = self._automaton, self._automaton.roots, list[_Stop]()
        letters = [*map(automaton.letters.__getitem__, words.forms[first:last]), OUTSIDE]
        line = _Line(letters, words, first)
        for anchor in compress(range(last - first), map(automaton.anchors.__contains__, letters)):
            root = roots[letters[anchor]]
            if root.capital is not None and words.is_capital(first + anchor):
                root = root.capital
            if root.found:
                stops.append((root.found, anchor, anchor + 1))
            if root.left is not None:
                state = root.left[letters[anchor - 1]]
                if state is not None:
                    _walk_left(state, anchor, anchor + 1, line, stops)
            state = root[letters[anchor + 1]]
            if state is not None:
                _walk_right(state, anchor, line, stops)
        return _as_hits(stops, first) if stops else []


class _Line(NamedTuple):
    """A sentence to walk in: its letters with OUTSIDE behind them, so that it stands at place -1 as well."""

    letters: Sequence[str]
    words: Words
    first: int


_Stop = tuple[Sequence[Found], int, int]
"""What is complete where the words from one place of the sentence to before another have been walked."""


def _walk_right(state: State, anchor: int, line: _Line, stops: list[_Stop]) -> None:
    """Walk on from the state behind the first word on the right of the anchor, and from every stop there to the left."""
    for stop, after in _walk(state, anchor + 1, 1, line):
        if stop.found:
            stops.append((stop.found, anchor, after))
        if stop.left is not None:
            beside = stop.left[line.letters[anchor - 1]]
            if beside is not None:
                _walk_left(beside, anchor, after, line, stops)


def _walk_left(state: State, anchor: int, after: int, line: _Line, stops: list[_Stop]) -> None:
    """Walk on from the state behind the first word on the left of the anchor; on the right all is walked before word `after`."""
    for stop, before in _walk(state, anchor - 1, -1, line):
        stops.append((stop.found, before, after))


def _walk(state: State | None, place: int, way: int, line: _Line) -> Iterator[tuple[State, int]]:
    """Every state on the way that completes something, and where it ends; begins with the state behind the word at a place."""
    letters, words, first = line
    while state is not None:
        if state.capital is not None and words.is_capital(first + place):
            state = state.capital
        if state.stops:
            yield state, place + (way > 0)
        if state.edge is not None:
            if _only_marks(letters, place, way):
                yield state.edge, place + (way < 0)
            if letters[place] == OUTSIDE:
                return
        place += way
        state = state[letters[place]]


def _only_marks(letters: Sequence[str], place: int, way: int) -> bool:
    """Tell whether from a place on nothing but marks stands in the sentence."""
    rest, marks = (range(place, len(letters)), MARKS_BEHIND) if way > 0 else (range(place, -1, -1), MARKS_BEFORE)
    return all(letters[mark] in marks for mark in rest)


def _as_hits(stops: Iterable[_Stop], first: int) -> list[Hit]:
    """The hits of all stops in the sentence that begins at word `first`, each once and in order."""
    hits = {
        (rule, first + start + (before if start >= 0 else after + 1), first + end + (before if end >= 0 else after + 1))
        for found, before, after in stops
        for rule, start, end in found
    }
    return sorted(hits, key=_by_place) if len(hits) > 1 else list(hits)


def _by_place(hit: Hit) -> tuple[int, int, int]:
    return hit[1], -hit[2], hit[0]
