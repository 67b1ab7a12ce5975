"""All phrases as one trie that begins at each phrase's rarest word, and what leads on from each of its places.

A phrase is stored as a path: its rarest element (the anchor), then what follows it, then what precedes it. Phrases share their
paths as far as they agree, so ten times the phrases do not make a walk longer. A bracket is one step, a fork, whose rows meet
again behind it: phrases do not multiply with the ways to read them. Only a bracket that holds the rarest word is taken apart,
a path for each of its rows. The paths of an anchor stay a line of text until an article holds its word: most never do, and as
text they are loaded at once and take little memory.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.rulebook.elements import Brace, Choice, Element, Group, Pattern, Word, is_anchor
from bot.rulebook.grammar import cut_braces

_VERY_COMMON = frozenset((",", ".", "the", "of", "to", "and", "a", "in"))
_COMMON_WORDS = """
the of to and a in that is was for on it with as be by at he his from are have has had not this but they or an were been
which their its will would who him her she we you i said one all there if can about no more when up out so what than
into some could them only over new after also two first may like other any such do did
"""
_MOST = float("inf")
_COMMON = frozenset(_COMMON_WORDS.split())
"""The commonest English words: no matter for what is found, only for how soon a phrase is ruled out."""


@dataclass(frozen=True, slots=True)
class Border:
    """Where the cue begins or ends between words that only stand beside it."""

    start: bool


@dataclass(frozen=True, slots=True, eq=False)
class Fork:
    """Any one of several rows of steps, by their numbers; an empty one among them where all may be left out."""

    rows: Sequence[Sequence[int]]


Step = Element | Border | Fork
Branch = tuple[int, Sequence[int], Sequence["Branch"], Sequence["Branch"]]
"""A place in the trie as plain data: the number of its step, its rules, its branches to the right and to the left."""


@dataclass(frozen=True, slots=True)
class Trie:
    """The steps that occur in any phrase or fork, and for each anchor the paths from it: a `Branch` as JSON."""

    steps: tuple[Step, ...]
    branches: tuple[str, ...]
    anchors: tuple[int, ...]
    """The numbers of the steps that the branches begin with."""


@dataclass(slots=True, eq=False)
class _Place:
    """A place while the trie is built."""

    rules: list[int] = field(default_factory=list)
    right: "dict[int, _Place]" = field(default_factory=dict)
    left: "dict[int, _Place]" = field(default_factory=dict)


Part = Element | Group | Border
Path = tuple[Part, ...]


class _Steps(dict[Part, int]):
    """Numbers the parts of phrases as they come, and weighs each of them once."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.weights: list[float] = []

    def __missing__(self, part: Part) -> int:
        step = Fork([[self[one] for one in branch] for branch in part.branches]) if isinstance(part, Group) else part
        number = self[part] = len(self)
        self.steps.append(step)
        self.weights.append(self._weigh(step))
        return number

    def _weigh(self, step: Step) -> float:
        """How often it may be met in English text, roughly: common and short words often, sets as often as all their members.

        What may be left out, or names no words, is never looked up: it weighs most.
        """
        if isinstance(step, Fork):
            return sum(min((self.weights[number] for number in row), default=_MOST) for row in step.rows)
        if isinstance(step, Word):
            return _word_weight(step.form)
        return sum(map(_word_weight, step.forms)) if isinstance(step, Choice) and is_anchor(step) else _MOST

    def unfold(self, path: Path) -> Iterator[tuple[int, list[int]]]:
        """The path with the place of its rarest step in front; where that is a fork, a path for each of its rows."""
        numbers = [self[part] for part in path]
        place = min(range(len(path)), key=lambda place: self.weights[numbers[place]])
        rarest = path[place]
        if not isinstance(rarest, Group):
            yield place, numbers
            return
        for branch in rarest.branches:
            for inner, row in self.unfold(branch):
                yield place + inner, [*numbers[:place], *row, *numbers[place + 1 :]]


def build(patterns: Iterable[tuple[int, Pattern]]) -> Trie:
    """Build the trie of all (rule number, pattern) pairs."""
    steps, anchors = _Steps(), dict[int, _Place]()
    for rule, pattern in patterns:
        for anchor, path in steps.unfold(_bordered(pattern)):
            _add(rule, anchor, path, anchors)
    write = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
    branches = (write(_as_branch(number, place)) for number, place in anchors.items())
    return Trie(tuple(steps.steps), tuple(branches), tuple(anchors))


def _add(rule: int, anchor: int, path: Sequence[int], anchors: dict[int, _Place]) -> None:
    here = anchors.setdefault(path[anchor], _Place())
    for number in path[anchor + 1 :]:
        here = here.right.setdefault(number, _Place())
    for number in reversed(path[:anchor]):
        here = here.left.setdefault(number, _Place())
    if rule not in here.rules:
        here.rules.append(rule)


def _bordered(pattern: Pattern) -> Path:
    """The pattern with a border where the cue begins and ends, in place of the braces around the words beside it."""
    if Brace not in map(type, pattern):
        return pattern
    lead, core, tail = cut_braces(pattern)
    return (*lead, *([Border(start=True)] if lead else []), *core, *([Border(start=False)] if tail else []), *tail)


def _as_branch(number: int, place: _Place) -> Branch:
    right = [_as_branch(*entry) for entry in place.right.items()]
    return (number, place.rules, right, [_as_branch(*entry) for entry in place.left.items()])


def _word_weight(form: str) -> float:
    if form in _VERY_COMMON:
        return 300.0
    return 60.0 if form in _COMMON or not form[0].isalnum() else 1.0 + 10.0 / len(form)
