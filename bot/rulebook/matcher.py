"""All phrases of all rules in one pass over the words.

A text's word is looked up once among the roots of the trie; one look at the word beside it rules out nearly all phrases; what
is left is walked word by word. The time depends on how far the text agrees with phrases, not on how many there are, and gaps are
at most eight words wide: it is linear in the text whatever a rule says.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from bot.rulebook.grammar import Form
from bot.rulebook.trie import Node, Roots, Steps, Trie, Way, build, plant
from bot.text.words import Words

Hit = tuple[int, int, int]
"""The number of the rule, the first word, and the word after the last."""

_MARKS_BEFORE = frozenset("\"'([\u2022*>-#")
_MARKS_BEHIND = frozenset("\"')].!?\u2026")
_MOST_KNOWN = 256
"""Words remembered at one place of the trie: texts are strangers' and hold any words, and memory stays bounded."""
_OUTSIDE = ""
"""In place of a word where the sentence has ended."""

T = TypeVar("T")

_State = tuple[Node, int, int, int, int]
"""A node, the words before and after what has been walked, and where the cue begins and ends if borders said so (else -1)."""


class Matcher:
    """Finds every phrase of every rule in one pass over the words."""

    def __init__(self, forms: Iterable[tuple[int, Form]] | Trie, numbers: AbstractSet[str]) -> None:
        """Take (rule number, form) pairs, or the trie that was built of them, and the number words of the language."""
        self.trie = forms if isinstance(forms, Trie) else build(forms)
        self._words, self._capitals = plant(self.trie)
        self._numbers = numbers

    def find(self, words: Words, first: int, last: int) -> list[Hit]:
        """Find all hits in the sentence that begins at word `first` and ends before word `last`, in order of their first word."""
        forms, anchors, capitals = words.forms, self._words.anchors, self._capitals.anchors
        hits: list[Hit] = []
        places = [place for place in range(first, last) if forms[place] in anchors]
        self._find(self._words, places, words, first, last, hits)
        if not capitals.keys().isdisjoint(forms[first:last]):
            places = [place for place in range(first, last) if forms[place] in capitals and words.is_capital(place)]
            self._find(self._capitals, places, words, first, last, hits)
        return sorted(set(hits), key=_by_place) if len(hits) > 1 else hits

    def _find(self, roots: Roots, places: Sequence[int], words: Words, first: int, last: int, hits: list[Hit]) -> None:
        """Add the hits whose anchor is the word at one of these places."""
        forms, grown = words.forms, roots.grown
        for place in places:
            root = grown.get(forms[place]) or roots.grow(forms[place])
            if root.rules:
                hits += [(rule, place, place + 1) for rule in root.rules]
            before, after = place - 1, place + 1
            beside = forms[after] if after < last else _OUTSIDE
            right = root.right_known.get(beside)
            if right is None:
                right = self._rule_out(root.right, root.right_open, beside, _MARKS_BEHIND)
                _remember(root.right_known, beside, right)
            beside = forms[before] if before >= first else _OUTSIDE
            left = root.left_known.get(beside)
            if left is None:
                left = self._rule_out(root.left, root.left_open, beside, _MARKS_BEFORE)
                _remember(root.left_known, beside, left)
            if right or left:
                states = [state for steps in right for state in self._to_right(steps, words, before, after, -1, -1, last)]
                states += [state for steps in left for state in self._to_left(steps, words, before, after, -1, -1, first)]
                self._walk(states, words, first, last, hits)

    def _rule_out(
        self, choices: Sequence[Steps], always: Sequence[Steps], beside: str, marks: AbstractSet[str]
    ) -> tuple[Steps, ...]:
        """The steps that may lead on with this word beside the anchor."""
        at_edge = beside == _OUTSIDE or beside in marks
        left = (steps for steps in choices if (at_edge and steps.edge) or (beside != _OUTSIDE and self._ways(steps, beside)))
        return (*left, *always)

    def _walk(self, stack: list[_State], words: Words, first: int, last: int, hits: list[Hit]) -> None:
        """Follow every way on and add a hit for each phrase that is complete."""
        seen: set[tuple[int, int, int, int, int]] | None = None
        while stack:
            node, before, after, start, end = stack.pop()
            if node.after_gap:
                state = (id(node), before, after, start, end)
                seen = set() if seen is None else seen
                if state in seen:
                    continue
                seen.add(state)
            if node.rules:
                found = (before + 1 if start < 0 else start, after if end < 0 else end)
                hits += [(rule, *found) for rule in node.rules]
            if node.right:
                stack += self._to_right(node.right, words, before, after, start, end, last)
            if node.left:
                stack += self._to_left(node.left, words, before, after, start, end, first)

    def _to_right(self, steps: Steps, words: Words, before: int, after: int, start: int, end: int, last: int) -> list[_State]:
        if after < last:
            form = words.forms[after]
            states = [(child, before, after + width, start, end) for child, width in self._ways(steps, form)]
        else:
            states = [(child, before, after, start, end) for child in steps.skips]
        if steps.special:
            states += [(child, before, after + width, start, end) for child, width in _special(steps, words, after, 1, last)]
        for is_start, child in steps.borders:
            states.append((child, before, after, after if is_start else start, end if is_start else after))
        return states

    def _to_left(self, steps: Steps, words: Words, before: int, after: int, start: int, end: int, first: int) -> list[_State]:
        if before >= first:
            form = words.forms[before]
            states = [(child, before - width, after, start, end) for child, width in self._ways(steps, form)]
        else:
            states = [(child, before, after, start, end) for child in steps.skips]
        if steps.special:
            states += [
                (child, before - width, after, start, end) for child, width in _special(steps, words, before, -1, first - 1)
            ]
        for is_start, child in steps.borders:
            states.append((child, before, after, before + 1 if is_start else start, end if is_start else before + 1))
        return states

    def _ways(self, steps: Steps, form: str) -> tuple[Way, ...]:
        """The ways on by the form of a word: as one word, in a large set, as a number, or past an optional one."""
        known = steps.known.get(form)
        if known is not None:
            return known
        ways = [(child, 1) for child in steps.words.get(form, ())]
        ways += [(child, 1) for members, child in steps.sets if form in members]
        if steps.number and (form[0].isdigit() or form in self._numbers):
            ways += [(child, 1) for child in steps.number]
        for child in steps.skips:
            behind = steps.past(child)
            ways += [(child, 0)] if behind is None else self._ways(behind, form)
        _remember(steps.known, form, tuple(ways))
        return tuple(ways)


def _remember(known: dict[str, tuple[T, ...]], form: str, ways: tuple[T, ...]) -> None:
    """Keep what a word leads to, within bounds."""
    if len(known) < _MOST_KNOWN:
        known[form] = ways


def _special(steps: Steps, words: Words, place: int, way: int, limit: int) -> Iterator[Way]:
    """The ways on by a capital, through a gap, or at the sentence's edge; `limit` is the first place outside it on that side."""
    forms = words.forms
    if place != limit and (steps.any_capital or forms[place] in steps.capitals) and words.is_capital(place):
        yield from ((child, 1) for child in (*steps.capitals.get(forms[place], ()), *steps.any_capital))
    for least, most, child in steps.gaps:
        yield from ((child, width) for width in _widths(forms, place, way, limit, least, most))
    if steps.edge:
        marks = _MARKS_BEHIND if way > 0 else _MARKS_BEFORE
        if all(forms[rest] in marks for rest in range(place, limit, way)):
            yield from ((child, 0) for child in steps.edge)


def _widths(forms: Sequence[str], place: int, way: int, limit: int, least: int, most: int) -> Iterator[int]:
    """The widths a gap can take from a place: no mark may stand inside it."""
    for width in range(most + 1):
        if width >= least:
            yield width
        if place == limit or not forms[place][-1].isalnum():
            return
        place += way


def _by_place(hit: Hit) -> tuple[int, int, int]:
    return hit[1], -hit[2], hit[0]
