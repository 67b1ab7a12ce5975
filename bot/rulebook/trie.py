"""All forms of all phrases as one trie that begins at each form's rarest word, and what leads on from each of its places.

A form is stored as a path: its rarest element (the anchor), then what follows it, then what precedes it. Forms share their
paths as far as they agree, so ten times the phrases do not make a walk longer. The paths of an anchor stay a line of text until
an article holds its word: most never do, and as text they are loaded at once and take little memory.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rulebook.grammar import CAPITAL, NUMBER, Brace, Choice, Edge, Element, Form, Gap, Word, cut_braces, is_anchor
from bot.text.words import NOT

_VERY_COMMON = frozenset((",", ".", "the", "of", "to", "and", "a", "in"))
_COMMON_WORDS = """
the of to and a in that is was for on it with as be by at he his from are have has had not this but they or an were been
which their its will would who him her she we you i said one all there if can about no more when up out so what than
into some could them only over new after also two first may like other any such do did
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""The commonest English words: no matter for what is found, only for how soon a phrase is ruled out."""
_SMALL = 12
"""Sets up to this size are entered word by word, larger ones are kept as a set."""

Way = tuple["Node", int]
"""The next node and how many words it takes to get there."""


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


# --- building: forms become paths


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


# --- growing: paths become nodes when a text first holds their anchor

_NONE: dict[str, list["Node"]] = {}
"""Shared by all that hold nothing; never added to."""


@dataclass(slots=True, eq=False)
class Node:
    """A place in the trie; `right` and `left` hold the steps to the next word on that side."""

    right: "Steps | None"
    left: "Steps | None"
    rules: Sequence[int]
    """The rules whose phrase is complete here."""
    after_gap: bool
    """Whether several ways through a gap or past an optional word may lead here: then each place is walked from once only."""


@dataclass(slots=True, eq=False)
class Steps:
    """The ways on from a node to one side. What a node does not have is shared and empty: most have one way on."""

    to_right: bool
    words: dict[str, list[Node]] = field(default_factory=lambda: _NONE)
    capitals: dict[str, list[Node]] = field(default_factory=lambda: _NONE)
    sets: Sequence[tuple[frozenset[str], Node]] = ()
    any_capital: Sequence[Node] = ()
    gaps: Sequence[tuple[int, int, Node]] = ()
    edge: Sequence[Node] = ()
    number: Sequence[Node] = ()
    skips: Sequence[Node] = ()
    borders: Sequence[tuple[bool, Node]] = ()
    special: bool = False
    """Whether a way on depends on more than the next word's form: a capital, a gap, the sentence's edge."""
    known: dict[str, tuple[Way, ...]] = field(default_factory=dict)
    """The ways on by the form of the next word, filled as words are met."""

    def past(self, node: Node) -> "Steps | None":
        """The steps behind an optional word where they are all there is behind it and the next word's form decides them."""
        steps, other = (node.right, node.left) if self.to_right else (node.left, node.right)
        return steps if steps and not (node.rules or other or steps.special or steps.borders) else None

    def is_open(self) -> bool:
        """Tell whether no look at the next word alone can rule them out: a gap, a capital or a border may lead on."""
        if self.capitals or self.any_capital or self.gaps or self.borders:
            return True
        behind = [self.past(node) for node in self.skips]
        return any(steps is None or steps.is_open() for steps in behind)


@dataclass(slots=True, eq=False)
class Root:
    """Where the walks from one word begin: the rules it completes alone, and the steps to either side."""

    rules: list[int] = field(default_factory=list)
    right: list[Steps] = field(default_factory=list)
    left: list[Steps] = field(default_factory=list)
    right_open: list[Steps] = field(default_factory=list)
    left_open: list[Steps] = field(default_factory=list)
    right_known: dict[str, tuple[Steps, ...]] = field(default_factory=dict)
    left_known: dict[str, tuple[Steps, ...]] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        """Take in a node that the word leads to."""
        self.rules += [rule for rule in node.rules if rule not in self.rules]
        if node.right:
            (self.right_open if node.right.is_open() else self.right).append(node.right)
        if node.left:
            (self.left_open if node.left.is_open() else self.left).append(node.left)


class Roots:
    """The roots by the word they begin at; each is grown when it is first asked for."""

    def __init__(self, anchors: Mapping[str, Sequence[int]], grower: "_Grower") -> None:
        self.anchors = anchors
        self.grown: dict[str, Root] = {}
        self._grower = grower

    def grow(self, form: str) -> Root:
        """The root of a word that is among the anchors."""
        root = Root()
        for number in self.anchors[form]:
            root.add(self._grower.grow(number))
        self.grown[form] = root
        return root


def plant(trie: Trie) -> tuple[Roots, Roots]:
    """The roots of words in any case, and of those that ask for a capital."""
    words: dict[str, list[int]] = {}
    capitals: dict[str, list[int]] = {}
    for number, anchor in enumerate(trie.anchors):
        step = trie.steps[anchor]
        table = capitals if isinstance(step, Word) and step.capital else words
        for form in _written(step):
            table.setdefault(form, []).append(number)
    grower = _Grower(trie)
    return Roots(words, grower), Roots(capitals, grower)


def _written(step: Step) -> Iterable[str]:
    """The forms of the words an anchor may be in a text."""
    forms = sorted(step.forms) if isinstance(step, Choice) else [step.form] if isinstance(step, Word) else []
    return (*forms, *NOT) if "not" in forms else forms


class _Grower:
    """Makes nodes out of branches, those of each anchor once."""

    def __init__(self, trie: Trie) -> None:
        self._trie = trie
        self._grown: dict[int, Node] = {}

    def grow(self, number: int) -> Node:
        """The node of an anchor."""
        if number not in self._grown:
            _, self._grown[number] = self._node(json.loads(self._trie.branches[number]))
        return self._grown[number]

    def _node(self, branch: Branch) -> tuple[Step, Node]:
        number, rules, right, left = branch
        step = self._trie.steps[number]
        after_gap = isinstance(step, Gap) or (isinstance(step, Choice) and step.optional)
        return step, Node(self._side(right, to_right=True), self._side(left, to_right=False), rules, after_gap)

    def _side(self, branches: Sequence[Branch], *, to_right: bool) -> Steps | None:
        if not branches:
            return None
        steps = Steps(to_right)
        for branch in branches:
            step, node = self._node(branch)
            _ENTER[type(step)](steps, step, node)
        steps.special = bool(steps.capitals or steps.any_capital or steps.gaps or steps.edge)
        return steps


def _enter_word(steps: Steps, word: Word, node: Node) -> None:
    if word.capital:
        steps.capitals = _enter(steps.capitals, word.form, node)
    else:
        steps.words = _enter(steps.words, word.form, node)


def _enter_choice(steps: Steps, choice: Choice, node: Node) -> None:
    if choice.optional:
        steps.skips = (*steps.skips, node)
    if choice.name == CAPITAL:
        steps.any_capital = (*steps.any_capital, node)
    elif choice.name == NUMBER:
        steps.number = (*steps.number, node)
    elif len(choice.forms) > _SMALL:
        steps.sets = (*steps.sets, (choice.forms.union(NOT) if "not" in choice.forms else choice.forms, node))
    else:
        for form in sorted(choice.forms):
            steps.words = _enter(steps.words, form, node)


def _enter(table: dict[str, list[Node]], form: str, node: Node) -> dict[str, list[Node]]:
    """The table with the node in it; a new one in place of the one that all share."""
    table = {} if table is _NONE else table
    for written in (form, *NOT) if form == "not" else (form,):
        table.setdefault(written, []).append(node)
    return table


def _enter_gap(steps: Steps, gap: Gap, node: Node) -> None:
    steps.gaps = (*steps.gaps, (gap.least, gap.most, node))


def _enter_edge(steps: Steps, _: Edge, node: Node) -> None:
    steps.edge = (*steps.edge, node)


def _enter_border(steps: Steps, border: Border, node: Node) -> None:
    steps.borders = (*steps.borders, (border.start, node))


_ENTER: Mapping[type, Callable[[Steps, Any, Node], None]] = {
    Word: _enter_word,
    Choice: _enter_choice,
    Gap: _enter_gap,
    Edge: _enter_edge,
    Border: _enter_border,
}
