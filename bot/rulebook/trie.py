"""All forms of all phrases as one trie that begins at each form's rarest word, and what leads on from each of its places.

A form is stored as a path: its rarest element (the anchor), then what follows it, then what precedes it. Forms share their paths as far as
they agree, so ten times the phrases do not make a walk longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.rulebook.grammar import CAPITAL, NUMBER, Choice, Edge, Element, Form, Gap, Word, cut_braces, is_anchor
from bot.text.words import NOT

_VERY_COMMON = frozenset((",", ".", "the", "of", "to", "and", "a", "in"))
_COMMON = frozenset(
    "the of to and a in that is was for on it with as be by at he his from are have has had not this but they or an were been which their"
    " its will would who him her she we you i said one all there if can about no more when up out so what than into some could them only"
    " over new after also two first may like other any such do did".split()
)
"""The commonest English words: no matter for what is found, only for how soon a phrase is ruled out."""
_SMALL = 12
"""Sets up to this size are entered word by word, larger ones are kept as a set."""

Way = tuple["Node", int]
"""The next node and how many words it takes to get there."""


@dataclass(frozen=True, slots=True)
class Border:
    """Where the cue begins or ends between words that only stand beside it."""

    start: bool


@dataclass(slots=True, eq=False)
class Node:
    """A place in the trie; `right` and `left` hold the steps to the next word on that side."""

    right: "Steps | None" = None
    left: "Steps | None" = None
    rules: list[int] = field(default_factory=list)
    """The rules whose phrase is complete here."""
    after_gap: bool = False
    """Whether several ways through a gap or past an optional word may lead here: then each place is walked from once only."""


@dataclass(slots=True, eq=False)
class Steps:
    """The ways on from a node to one side."""

    to_right: bool
    children: dict[Element | Border, Node] = field(default_factory=dict)
    words: dict[str, list[Node]] = field(default_factory=dict)
    capitals: dict[str, list[Node]] = field(default_factory=dict)
    sets: list[tuple[frozenset[str], Node]] = field(default_factory=list)
    any_capital: list[Node] = field(default_factory=list)
    gaps: list[tuple[int, int, Node]] = field(default_factory=list)
    edge: list[Node] = field(default_factory=list)
    number: list[Node] = field(default_factory=list)
    skips: list[Node] = field(default_factory=list)
    borders: list[tuple[bool, Node]] = field(default_factory=list)
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


@dataclass(frozen=True, slots=True)
class Roots:
    """The roots by the word they begin at: in any case, or only with a capital."""

    words: dict[str, Root]
    capitals: dict[str, Root]


def build(forms: Iterable[tuple[int, Form]]) -> Roots:
    """Build the trie of all (rule number, form) pairs."""
    anchors: dict[Element, Node] = {}
    weights: dict[Element, float] = {}
    for rule, form in forms:
        _add(rule, _bordered(form), anchors, weights)
    roots = Roots({}, {})
    for element, node in anchors.items():
        capital = isinstance(element, Word) and element.capital
        for form in _written(element):
            (roots.capitals if capital else roots.words).setdefault(form, Root()).add(node)
    return roots


def _written(element: Element) -> Iterable[str]:
    """The forms of the words an anchor may be in a text."""
    forms = sorted(element.forms) if isinstance(element, Choice) else [element.form] if isinstance(element, Word) else []
    return (*forms, *NOT) if "not" in forms else forms


def _add(rule: int, form: tuple[Element | Border, ...], anchors: dict[Element, Node], weights: dict[Element, float]) -> None:
    places = [place for place, element in enumerate(form) if not isinstance(element, Border) and is_anchor(element)]
    anchor = min(places, key=lambda place: _weigh(form[place], weights))
    node = anchors.setdefault(form[anchor], Node())  # type: ignore[arg-type]  # places holds no Border
    for element in form[anchor + 1 :]:
        node.right = node.right or Steps(to_right=True)
        node = _step(node.right, element)
    for element in reversed(form[:anchor]):
        node.left = node.left or Steps(to_right=False)
        node = _step(node.left, element)
    if rule not in node.rules:
        node.rules.append(rule)


def _bordered(form: Form) -> tuple[Element | Border, ...]:
    """The form with a border where the cue begins and ends, in place of the braces around the words beside it."""
    lead, core, tail = cut_braces(form)
    return (*lead, *([Border(start=True)] if lead else []), *core, *([Border(start=False)] if tail else []), *tail)


def _step(steps: Steps, element: Element | Border) -> Node:
    if element in steps.children:
        return steps.children[element]
    node = steps.children[element] = Node()
    if isinstance(element, Word):
        _enter(steps.capitals if element.capital else steps.words, element.form, node)
    elif isinstance(element, Gap):
        node.after_gap = True
        steps.gaps.append((element.least, element.most, node))
    elif isinstance(element, Edge):
        steps.edge.append(node)
    elif isinstance(element, Border):
        steps.borders.append((element.start, node))
    elif isinstance(element, Choice):
        _enter_choice(steps, element, node)
    steps.special = bool(steps.capitals or steps.any_capital or steps.gaps or steps.edge)
    return node


def _enter_choice(steps: Steps, choice: Choice, node: Node) -> None:
    if choice.optional:
        node.after_gap = True
        steps.skips.append(node)
    if choice.name == CAPITAL:
        steps.any_capital.append(node)
    elif choice.name == NUMBER:
        steps.number.append(node)
    elif len(choice.forms) > _SMALL:
        steps.sets.append((choice.forms.union(NOT) if "not" in choice.forms else choice.forms, node))
    else:
        for form in sorted(choice.forms):
            _enter(steps.words, form, node)


def _enter(table: dict[str, list[Node]], form: str, node: Node) -> None:
    for written in (form, *NOT) if form == "not" else (form,):
        table.setdefault(written, []).append(node)


def _weigh(element: Element | Border, weights: dict[Element, float]) -> float:
    """How often the element may be met in English text, roughly: common and short words often, sets as often as their members together."""
    if isinstance(element, Word):
        return _word_weight(element.form)
    if not isinstance(element, Choice):
        return float("inf")
    if element not in weights:
        weights[element] = sum(map(_word_weight, element.forms))
    return weights[element]


def _word_weight(form: str) -> float:
    if form in _VERY_COMMON:
        return 300.0
    return 60.0 if form in _COMMON or not form[0].isalnum() else 1.0 + 10.0 / len(form)
