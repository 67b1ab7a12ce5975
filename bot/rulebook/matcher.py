"""All phrases of all rules in one pass over the words: a trie that starts at each phrase's rarest word.

Each form of a phrase is stored as a path: its rarest element (the anchor), then what follows it, then what precedes it. A text's word is
looked up once among the anchors; from there every step is one dictionary look-up in a path that all phrases share. So the time does not
depend on how many phrases there are, only on how far the text agrees with them, and gaps are at most eight words wide: it is linear in
the text whatever a rule says.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from bot.rulebook.grammar import CAPITAL, NUMBER, Choice, Edge, Element, Form, Gap, Word
from bot.text.words import NOT, Words

Hit = tuple[int, int, int]
"""The number of the rule, the first word, and the word after the last."""

_COMMON = frozenset(
    "the of to and a in that is was for on it with as be by at he his from are have has had not this but they or an were been which their"
    " its will would who him her she we you i said one all there if can about no more when up out so what than into some could them only"
    " over new after also two first may like other any such do did".split()
)
_MARKS_BEFORE = frozenset("\"'([\u2022*>-#")
_MARKS_BEHIND = frozenset("\"')].!?\u2026")


@dataclass(slots=True)
class _Node:
    """A place in the trie; `right` and `left` hold the steps to the next word on that side."""

    right: "_Steps | None" = None
    left: "_Steps | None" = None
    rules: list[int] = field(default_factory=list)
    after_gap: bool = False
    """Whether several ways through a gap may lead here: then each place is walked from once only."""


@dataclass(slots=True)
class _Steps:
    """The ways on from a node: by word, by capitalised word, by large set, by gap, by the sentence's edge."""

    children: dict[Element, _Node] = field(default_factory=dict)
    words: dict[str, list[_Node]] = field(default_factory=dict)
    capitals: dict[str, list[_Node]] = field(default_factory=dict)
    sets: list[tuple[frozenset[str], _Node]] = field(default_factory=list)
    any_capital: list[_Node] = field(default_factory=list)
    gaps: list[tuple[int, int, _Node]] = field(default_factory=list)
    edge: list[_Node] = field(default_factory=list)
    number: list[_Node] = field(default_factory=list)


_SMALL = 12
"""Sets up to this size are entered word by word, larger ones are kept as a set."""


class Matcher:
    """Finds every phrase of every rule in one pass over the words."""

    def __init__(self, forms: Iterable[tuple[int, Form]], numbers: Set[str]) -> None:
        """Take (rule number, form) pairs and the number words of the language."""
        self._roots: dict[str, list[_Node]] = {}
        self._capital_roots: dict[str, list[_Node]] = {}
        self._anchors: dict[Element, _Node] = {}
        self._numbers = numbers
        for rule, form in forms:
            self._add(rule, form)

    def _add(self, rule: int, form: Form) -> None:
        anchor = min((place for place, element in enumerate(form) if is_anchor(element)), key=lambda place: _weight(form[place]))
        node = self._root(form[anchor])
        for element in form[anchor + 1 :]:
            node.right = node.right or _Steps()
            node = _step(node.right, element)
        for element in reversed(form[:anchor]):
            node.left = node.left or _Steps()
            node = _step(node.left, element)
        if rule not in node.rules:
            node.rules.append(rule)

    def _root(self, element: Element) -> _Node:
        if element not in self._anchors:
            node = self._anchors[element] = _Node()
            if isinstance(element, Word):
                _enter(self._capital_roots if element.capital else self._roots, element.form, node)
            elif isinstance(element, Choice):
                for form in sorted(element.forms):
                    _enter(self._roots, form, node)
        return self._anchors[element]

    def find(self, words: Words, first: int, last: int) -> list[Hit]:
        """Find all hits in the sentence that begins at word `first` and ends before word `last`, in order of their first word."""
        forms, roots, capital_roots = words.forms, self._roots, self._capital_roots
        hits: list[Hit] = []
        for place in range(first, last):
            form = forms[place]
            nodes = roots.get(form)
            if nodes:
                for node in nodes:
                    if node.right or node.left:
                        self._walk(node, words, place, first, last, hits)
                    else:
                        hits += [(rule, place, place + 1) for rule in node.rules]
            if form in capital_roots and words.is_capital(place):
                for node in capital_roots[form]:
                    self._walk(node, words, place, first, last, hits)
        hits.sort(key=_by_place)
        return list(dict.fromkeys(hits))

    def _walk(self, root: _Node, words: Words, place: int, first: int, last: int, hits: list[Hit]) -> None:
        forms = words.forms
        stack = [(root, place - 1, place + 1)]
        seen: set[tuple[int, int, int]] = set()
        while stack:
            node, before, after = stack.pop()
            if node.after_gap:
                state = (id(node), before, after)
                if state in seen:
                    continue
                seen.add(state)
            if node.rules:
                hits += [(rule, before + 1, after) for rule in node.rules]
            steps = node.right
            if steps:
                if after < last:
                    found = steps.words.get(forms[after])
                    if found:
                        stack += [(child, before, after + 1) for child in found]
                    if steps.sets or steps.capitals or steps.any_capital or steps.number or steps.gaps:
                        stack += [(child, before, after + width) for child, width in self._rare(steps, words, after, 1, last)]
                elif steps.gaps:
                    stack += [(child, before, after) for least, _, child in steps.gaps if not least]
                if steps.edge and all(forms[rest] in _MARKS_BEHIND for rest in range(after, last)):
                    stack += [(child, before, after) for child in steps.edge]
            steps = node.left
            if steps:
                if before >= first:
                    found = steps.words.get(forms[before])
                    if found:
                        stack += [(child, before - 1, after) for child in found]
                    if steps.sets or steps.capitals or steps.any_capital or steps.number or steps.gaps:
                        stack += [(child, before - width, after) for child, width in self._rare(steps, words, before, -1, first - 1)]
                elif steps.gaps:
                    stack += [(child, before, after) for least, _, child in steps.gaps if not least]
                if steps.edge and all(forms[rest] in _MARKS_BEFORE for rest in range(first, before + 1)):
                    stack += [(child, before, after) for child in steps.edge]

    def _rare(self, steps: _Steps, words: Words, place: int, way: int, limit: int) -> Iterator[tuple[_Node, int]]:
        """The less frequent steps from a word: large sets, capitals, numbers and gaps; yields the next node and how many words it took."""
        form = words.forms[place]
        for members, child in steps.sets:
            if form in members:
                yield child, 1
        if words.is_capital(place):
            for child in steps.capitals.get(form, ()):
                yield child, 1
            for child in steps.any_capital:
                yield child, 1
        if steps.number and (form[0].isdigit() or form in self._numbers):
            for child in steps.number:
                yield child, 1
        for least, most, child in steps.gaps:
            yield from ((child, width) for width in _widths(words.forms, place, way, limit, least, most))


def _widths(forms: Sequence[str], place: int, way: int, limit: int, least: int, most: int) -> Iterator[int]:
    """The widths a gap can take from a place: no mark may stand inside it."""
    for width in range(most + 1):
        if width >= least:
            yield width
        if place == limit or not forms[place][-1].isalnum():
            return
        place += way


def _step(steps: _Steps, element: Element) -> _Node:
    if element in steps.children:
        return steps.children[element]
    node = steps.children[element] = _Node()
    if isinstance(element, Word):
        _enter(steps.capitals if element.capital else steps.words, element.form, node)
    elif isinstance(element, Gap):
        node.after_gap = True
        steps.gaps.append((element.least, element.most, node))
    elif isinstance(element, Edge):
        steps.edge.append(node)
    elif element.name == CAPITAL:
        steps.any_capital.append(node)
    elif element.name == NUMBER:
        steps.number.append(node)
    else:
        _enter_set(steps, element.forms, node)
    return node


def _enter_set(steps: _Steps, forms: frozenset[str], node: _Node) -> None:
    if len(forms) > _SMALL:
        steps.sets.append((forms | frozenset(NOT) if "not" in forms else forms, node))
    else:
        for form in sorted(forms):
            _enter(steps.words, form, node)


def _enter(table: dict[str, list[_Node]], form: str, node: _Node) -> None:
    for written in (form, *NOT) if form == "not" else (form,):
        table.setdefault(written, []).append(node)


def is_anchor(element: Element) -> bool:
    """Tell whether a form can be looked up by this element: it names its words."""
    return isinstance(element, Word) or (isinstance(element, Choice) and bool(element.forms))


def _weight(element: Element) -> float:
    """How often the element may be met in English text, roughly: common and short words often, sets as often as their members together."""
    if isinstance(element, Word):
        return 100.0 if element.form in _COMMON or not element.form[0].isalnum() else 1.0 + 10.0 / len(element.form)
    if isinstance(element, Choice):
        return sum(_weight(Word(form)) for form in element.forms) / 2 + 1
    return float("inf")


def _by_place(hit: Hit) -> tuple[int, int, int]:
    return hit[1], -hit[2], hit[0]
