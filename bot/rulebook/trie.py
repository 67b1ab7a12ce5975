"""All forms of all phrases as one trie that begins at each form's rarest word, and what leads on from each of its places.

A form is stored as a path: its rarest element (the anchor), then what follows it, then what precedes it. Forms share their
paths as far as they agree, so ten times the phrases do not make a walk longer. The paths of an anchor stay a line of text until
an article holds its word: most never do, and as text they are loaded at once and take little memory.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.rulebook.grammar import Brace, Choice, Element, Form, Word, cut_braces, is_anchor

_VERY_COMMON = frozenset((",", ".", "the", "of", "to", "and", "a", "in"))
_COMMON_WORDS = """
the of to and a in that is was for on it with as be by at he his from are have has had not this but they or an were been
which their its will would who him her she we you i said one all there if can about no more when up out so what than
into some could them only over new after also two first may like other any such do did
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""The commonest English words: no matter for what is found, only for how soon a phrase is ruled out."""


@dataclass(frozen=True, slots=True)
class Border:
    """Where the cue begins or ends between words that only stand beside it."""

    start: bool


Step = Element | Border
Branch = tuple[int, Sequence[int], Sequence["Branch"], Sequence["Branch"]]
"""A place in the trie as plain data: the number of its step, its rules, its branches to the right and to the left."""


@dataclass(frozen=True, slots=True)
class Trie:
    """The steps that occur in any phrase, and for each anchor the paths from it: a `Branch` as JSON."""

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


class _Steps(dict[Step, int]):
    """Numbers the steps as they come, and weighs each of them once."""

    def __init__(self) -> None:
        super().__init__()
        self.weights: list[float] = []

    def __missing__(self, step: Step) -> int:
        number = self[step] = len(self)
        self.weights.append(_weigh(step))
        return number


def build(forms: Iterable[tuple[int, Form]]) -> Trie:
    """Build the trie of all (rule number, form) pairs."""
    steps, anchors = _Steps(), dict[int, _Place]()
    for rule, form in forms:
        _add(rule, [steps[step] for step in _bordered(form)], steps.weights, anchors)
    write = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
    branches = (write(_as_branch(number, place)) for number, place in anchors.items())
    return Trie(tuple(steps), tuple(branches), tuple(anchors))


def _add(rule: int, path: list[int], weights: list[float], anchors: dict[int, _Place]) -> None:
    anchor = min(range(len(path)), key=lambda place: weights[path[place]])
    here = anchors.setdefault(path[anchor], _Place())
    for number in path[anchor + 1 :]:
        here = here.right.setdefault(number, _Place())
    for number in reversed(path[:anchor]):
        here = here.left.setdefault(number, _Place())
    if rule not in here.rules:
        here.rules.append(rule)


def _bordered(form: Form) -> tuple[Step, ...]:
    """The form with a border where the cue begins and ends, in place of the braces around the words beside it."""
    if Brace not in map(type, form):
        return form
    lead, core, tail = cut_braces(form)
    return (*lead, *([Border(start=True)] if lead else []), *core, *([Border(start=False)] if tail else []), *tail)


def _as_branch(number: int, place: _Place) -> Branch:
    right = [_as_branch(*entry) for entry in place.right.items()]
    return (number, place.rules, right, [_as_branch(*entry) for entry in place.left.items()])


def _weigh(step: Step) -> float:
    """How often it may be met in English text, roughly: common and short words often, sets as often as their members together."""
    if isinstance(step, Word):
        return _word_weight(step.form)
    return sum(map(_word_weight, step.forms)) if isinstance(step, Choice) and is_anchor(step) else float("inf")


def _word_weight(form: str) -> float:
    if form in _VERY_COMMON:
        return 300.0
    return 60.0 if form in _COMMON or not form[0].isalnum() else 1.0 + 10.0 / len(form)
