"""The places of the trie and the steps between them, made of its data where a text first leads to them."""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rulebook.elements import CAPITAL, NUMBER, Choice, Edge, Gap, Word
from bot.rulebook.trie import Border, Branch, Fork, Step, Trie

_SMALL = 12
"""Sets up to this size are entered word by word, larger ones are kept as a set."""
_NONE: dict[str, list["Node"]] = {}
"""Shared by all that hold nothing; never added to."""


class Node:
    """A place in the trie. The steps to the next word on a side are made of its branches when they are first asked for."""

    __slots__ = ("_known", "_sides", "rules")

    def __init__(self, branch: Branch, known: Sequence[Step]) -> None:
        """Take a place in the trie as data, and the steps that its numbers stand for."""
        _, self.rules, right, left = branch
        self._sides: list[Sequence[Branch] | Steps] = [left, right]
        self._known = known

    def leads(self, *, to_right: bool) -> bool:
        """Tell whether any phrase goes on to that side."""
        return bool(self._sides[to_right])

    def steps(self, *, to_right: bool) -> "Steps":
        """The ways on to that side."""
        side = self._sides[to_right]
        if isinstance(side, Steps):
            return side
        if not side:
            return _NOWHERE
        steps = self._sides[to_right] = Steps()
        for branch in side:
            self.enter(steps, branch[0], Node(branch, self._known), to_right=to_right)
        return steps

    def enter(self, steps: "Steps", number: int, node: "Node", *, to_right: bool) -> None:
        """Add the step of that number, which leads to a node."""
        step = self._known[number]
        if isinstance(step, Fork):
            for row in step.rows:
                self._enter_row(steps, row if to_right else row[::-1], node, to_right=to_right)
        else:
            _ENTER[type(step)](steps, step, node)

    def _enter_row(self, steps: "Steps", row: Sequence[int], node: "Node", *, to_right: bool) -> None:
        """Add the first step of one row of a fork; what lies between its steps are places of their own."""
        if not row:
            steps.skips = (*steps.skips, node)
        else:
            behind = Between(row[1:], node, self._known, to_right=to_right) if len(row) > 1 else node
            self.enter(steps, row[0], behind, to_right=to_right)


class Between(Node):
    """A place between two steps of a fork's row: only the rest of the row leads on, to the place behind the fork."""

    __slots__ = ("_behind", "_row", "_steps", "_to_right")

    def __init__(self, row: Sequence[int], behind: Node, known: Sequence[Step], *, to_right: bool) -> None:
        """Take the steps that are left, in the order in which they are walked."""
        super().__init__((0, (), (), ()), known)
        self._row = row
        self._behind = behind
        self._to_right = to_right
        self._steps: Steps | None = None

    def leads(self, *, to_right: bool) -> bool:
        """Tell whether the row goes on to that side."""
        return to_right is self._to_right

    def steps(self, *, to_right: bool) -> "Steps":
        """The next step of the row."""
        if to_right is not self._to_right:
            return _NOWHERE
        if self._steps is None:
            self._steps = Steps()
            self._enter_row(self._steps, self._row, self._behind, to_right=to_right)
        return self._steps


@dataclass(slots=True, eq=False)
class Steps:
    """The ways on from a node to one side. What is not there is shared and empty: most nodes have one way on."""

    words: dict[str, list[Node]] = field(default_factory=lambda: _NONE)
    capitals: dict[str, list[Node]] = field(default_factory=lambda: _NONE)
    sets: Sequence[tuple[frozenset[str], Node]] = ()
    number: Sequence[Node] = ()
    any_capital: Sequence[Node] = ()
    gaps: Sequence[tuple[int, int, Node]] = ()
    edge: Sequence[Node] = ()
    skips: Sequence[Node] = ()
    """What is reached past an optional word that is left out."""
    borders: Sequence[tuple[bool, Node]] = ()

    def list_names(self) -> Iterator[Container[str]]:
        """The words that these ways ask for by name."""
        yield from filter(None, (self.words, self.capitals))
        yield from (forms for forms, _ in self.sets)


_NOWHERE = Steps()


class Nodes:
    """The nodes of the anchors, each made once, by the word that stands there in a text."""

    def __init__(self, trie: Trie) -> None:
        """Take the trie whose anchors they are."""
        self._trie = trie
        self._made: dict[int, Node] = {}
        self._words: dict[str, list[int]] = {}
        self._capitals: dict[str, list[int]] = {}
        for number, anchor in enumerate(trie.anchors):
            step = trie.steps[anchor]
            table = self._capitals if isinstance(step, Word) and step.capital else self._words
            for form in _forms(step):
                table.setdefault(form, []).append(number)
        self.anchors = frozenset((*self._words, *self._capitals))

    def of_word(self, form: str) -> list[Node]:
        """The anchors that a word in any case may be."""
        return [self._node(number) for number in self._words.get(form, ())]

    def of_capital(self, form: str) -> list[Node]:
        """The anchors that ask for the word with a capital."""
        return [self._node(number) for number in self._capitals.get(form, ())]

    def _node(self, number: int) -> Node:
        if number not in self._made:
            self._made[number] = Node(json.loads(self._trie.branches[number]), self._trie.steps)
        return self._made[number]


def list_forms(trie: Trie) -> frozenset[str]:
    """Every word that any phrase names."""
    return frozenset().union(*map(_forms, trie.steps))


def _forms(step: Step) -> Iterable[str]:
    if isinstance(step, Choice):
        return step.forms
    return (step.form,) if isinstance(step, Word) else ()


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
        steps.sets = (*steps.sets, (choice.forms, node))
    else:
        for form in choice.forms:
            steps.words = _enter(steps.words, form, node)


def _enter(table: dict[str, list[Node]], form: str, node: Node) -> dict[str, list[Node]]:
    """The table with the node in it; a new one in place of the one that all share."""
    table = {} if table is _NONE else table
    table.setdefault(form, []).append(node)
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
