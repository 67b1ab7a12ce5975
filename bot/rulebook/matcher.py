"""All phrases of all rules in one pass over the words: a trie that starts at each phrase's rarest word.

Each form of a phrase is stored as a path: its rarest element (the anchor), then what follows it, then what precedes it. A text's word is
looked up once among the anchors; from there every step is one dictionary look-up in a path that all phrases share. So the time does not
depend on how many phrases there are, only on how far the text agrees with them, and gaps are at most eight words wide: it is linear in
the text whatever a rule says.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from bot.rulebook.grammar import CAPITAL, NUMBER, Choice, Edge, Element, Form, Gap, Word, cut_braces, is_anchor
from bot.text.words import NOT, Words

Hit = tuple[int, int, int]
"""The number of the rule, the first word, and the word after the last."""

_VERY_COMMON = frozenset((",", ".", "the", "of", "to", "and", "a", "in"))
_COMMON = frozenset(
    "the of to and a in that is was for on it with as be by at he his from are have has had not this but they or an were been which their"
    " its will would who him her she we you i said one all there if can about no more when up out so what than into some could them only"
    " over new after also two first may like other any such do did".split()
)
_MARKS_BEFORE = frozenset("\"'([\u2022*>-#")
_MARKS_BEHIND = frozenset("\"')].!?\u2026")
_MARKS = _MARKS_BEFORE | _MARKS_BEHIND


@dataclass(frozen=True, slots=True)
class _Border:
    """Where the cue begins or ends between words that only stand beside it."""

    start: bool


_Way = tuple["_Node", int]
"""The next node and how many words it takes to get there."""


@dataclass(slots=True)
class _Node:
    """A place in the trie; `right` and `left` hold the steps to the next word on that side."""

    right: "_Steps | None" = None
    left: "_Steps | None" = None
    rules: list[int] = field(default_factory=list)
    """The rules whose phrase is complete here."""
    after_gap: bool = False
    """Whether several ways through a gap may lead here: then each place is walked from once only."""

    def only_way(self) -> "tuple[int, _Steps] | None":
        """The side (1 right, -1 left) on which the next word alone decides whether it can go on from here, where there is one."""
        if self.rules or (self.right and self.left):
            return None
        steps, side = (self.right, 1) if self.right else (self.left, -1)
        return (side, steps) if steps and not (steps.open or steps.skips or steps.borders) else None


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
    skips: list[_Node] = field(default_factory=list)
    borders: list[tuple[bool, _Node]] = field(default_factory=list)
    special: bool = False
    """Whether there is a way on that depends on more than the next word's form: a capital, a gap, the sentence's edge."""
    open: bool = False
    """Whether there is a way on through a gap or by a capital: no look at the next word can rule it out."""
    known: dict[str, "tuple[_Way, ...]"] = field(default_factory=dict)
    """The ways on by the form of the next word, filled as words are met."""


_NO_STEPS = _Steps()
_MOST_KNOWN = 2_000
"""Words remembered at one place of the trie."""
_SMALL = 12
"""Sets up to this size are entered word by word, larger ones are kept as a set."""


class Matcher:
    """Finds every phrase of every rule in one pass over the words."""

    def __init__(self, forms: Iterable[tuple[int, Form]], numbers: Set[str]) -> None:
        """Take (rule number, form) pairs and the number words of the language."""
        roots: dict[str, list[_Node]] = {}
        self._capital_roots: dict[str, list[_Node]] = {}
        self._anchors: dict[Element, _Node] = {}
        self._numbers = numbers
        self._weights: dict[Element, float] = {}
        for rule, form in forms:
            self._add(roots, rule, form)
        self._roots = {form: [(node, *(node.only_way() or (0, _NO_STEPS))) for node in nodes] for form, nodes in roots.items()}

    def _add(self, roots: dict[str, list[_Node]], rule: int, form: Form) -> None:
        form = _bordered(form)
        anchor = min((place for place, element in enumerate(form) if is_anchor(element)), key=lambda place: self._weigh(form[place]))
        node = self._root(roots, form[anchor])
        for element in form[anchor + 1 :]:
            node.right = node.right or _Steps()
            node = _step(node.right, element)
        for element in reversed(form[:anchor]):
            node.left = node.left or _Steps()
            node = _step(node.left, element)
        if rule not in node.rules:
            node.rules.append(rule)

    def _weigh(self, element: Element) -> float:
        if element not in self._weights:
            self._weights[element] = _weight(element)
        return self._weights[element]

    def _root(self, roots: dict[str, list[_Node]], element: Element) -> _Node:
        if element not in self._anchors:
            node = self._anchors[element] = _Node()
            if isinstance(element, Word):
                _enter(self._capital_roots if element.capital else roots, element.form, node)
            elif isinstance(element, Choice):
                for form in sorted(element.forms):
                    _enter(roots, form, node)
        return self._anchors[element]

    def find(self, words: Words, first: int, last: int) -> list[Hit]:
        """Find all hits in the sentence that begins at word `first` and ends before word `last`, in order of their first word."""
        forms, roots, capital_roots = words.forms, self._roots, self._capital_roots
        hits: list[Hit] = []
        for place in range(first, last):
            form = forms[place]
            if form in roots:
                for node, side, steps in roots[form]:
                    if side:
                        beside = place + side
                        if first <= beside < last:
                            form_beside = forms[beside]
                            ways = steps.known.get(form_beside)
                            if ways is None:
                                ways = self._learn(steps, form_beside)
                            if not ways and not (steps.edge and form_beside in _MARKS):
                                continue
                        elif not steps.edge:
                            continue
                    self._walk(node, words, place, first, last, hits)
            if form in capital_roots and words.is_capital(place):
                for node in capital_roots[form]:
                    self._walk(node, words, place, first, last, hits)
        if len(hits) > 1:
            hits = sorted(set(hits), key=_by_place)
        return hits

    def _walk(self, root: _Node, words: Words, place: int, first: int, last: int, hits: list[Hit]) -> None:
        forms = words.forms
        stack = [(root, place - 1, place + 1, -1, -1)]
        seen: set[tuple[int, int, int]] | None = None
        while stack:
            node, before, after, start, end = stack.pop()
            if node.after_gap:
                state = (id(node), before, after)
                seen = set() if seen is None else seen
                if state in seen:
                    continue
                seen.add(state)
            if node.rules:
                found = (before + 1 if start < 0 else start, after if end < 0 else end)
                hits += [(rule, *found) for rule in node.rules]
            steps = node.right
            if steps:
                if after < last:
                    ways = steps.known.get(forms[after])
                    for child, width in self._learn(steps, forms[after]) if ways is None else ways:
                        stack.append((child, before, after + width, start, end))
                else:
                    stack += [(child, before, after, start, end) for child in steps.skips]
                if steps.special:
                    stack += [(child, before, after + width, start, end) for child, width in self._special(steps, words, after, 1, last)]
                for is_start, child in steps.borders:
                    stack.append((child, before, after, after if is_start else start, end if is_start else after))
            steps = node.left
            if steps:
                if before >= first:
                    ways = steps.known.get(forms[before])
                    for child, width in self._learn(steps, forms[before]) if ways is None else ways:
                        stack.append((child, before - width, after, start, end))
                else:
                    stack += [(child, before, after, start, end) for child in steps.skips]
                if steps.special:
                    stack += [(child, before - width, after, start, end) for child, width in self._special(steps, words, before, -1, first - 1)]
                for is_start, child in steps.borders:
                    stack.append((child, before, after, before + 1 if is_start else start, end if is_start else before + 1))

    def _learn(self, steps: _Steps, form: str) -> tuple[_Way, ...]:
        """The ways on by the form of a word: as one word, in a large set, as a number, or past an optional one."""
        ways = [(child, 1) for child in steps.words.get(form, ())]
        ways += [(child, 1) for members, child in steps.sets if form in members]
        if steps.number and (form[0].isdigit() or form in self._numbers):
            ways += [(child, 1) for child in steps.number]
        ways += [(child, 0) for child in steps.skips]
        learned = tuple(ways)
        if len(steps.known) < _MOST_KNOWN:
            steps.known[form] = learned
        return learned

    def _special(self, steps: _Steps, words: Words, place: int, way: int, limit: int) -> Iterator[_Way]:
        """The ways on by a capital, through a gap, or at the sentence's edge."""
        if place != limit and (steps.any_capital or words.forms[place] in steps.capitals) and words.is_capital(place):
            yield from ((child, 1) for child in (*steps.capitals.get(words.forms[place], ()), *steps.any_capital))
        for least, most, child in steps.gaps:
            yield from ((child, width) for width in _widths(words.forms, place, way, limit, least, most))
        marks = _MARKS_BEHIND if way > 0 else _MARKS_BEFORE
        if steps.edge and all(words.forms[rest] in marks for rest in range(place, limit, way)):
            yield from ((child, 0) for child in steps.edge)


def _widths(forms: Sequence[str], place: int, way: int, limit: int, least: int, most: int) -> Iterator[int]:
    """The widths a gap can take from a place: no mark may stand inside it."""
    for width in range(most + 1):
        if width >= least:
            yield width
        if place == limit or not forms[place][-1].isalnum():
            return
        place += way


def _bordered(form: Form) -> Form:
    """The form with a border where the cue begins and ends, in place of the braces around the words beside it."""
    lead, core, tail = cut_braces(form)
    return (*lead, *([_Border(start=True)] if lead else []), *core, *([_Border(start=False)] if tail else []), *tail)


def _step(steps: _Steps, element: Element) -> _Node:
    if element in steps.children:
        return steps.children[element]
    node = steps.children[element] = _Node()
    optional = isinstance(element, Choice) and element.optional
    if optional:
        node.after_gap = True
        steps.skips.append(node)
    is_capital = isinstance(element, Word) and element.capital or isinstance(element, Choice) and element.name == CAPITAL
    steps.open = steps.open or is_capital or isinstance(element, Gap)
    steps.special = steps.open or steps.special or isinstance(element, Edge)
    if isinstance(element, Word):
        _enter(steps.capitals if element.capital else steps.words, element.form, node)
    elif isinstance(element, Gap):
        node.after_gap = True
        steps.gaps.append((element.least, element.most, node))
    elif isinstance(element, Edge):
        steps.edge.append(node)
    elif isinstance(element, _Border):
        steps.borders.append((element.start, node))
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


def _weight(element: Element) -> float:
    """How often the element may be met in English text, roughly: common and short words often, sets as often as their members together."""
    if isinstance(element, Word):
        return _word_weight(element.form)
    if isinstance(element, Choice):
        return sum(_word_weight(form) for form in element.forms)
    return float("inf")


def _word_weight(form: str) -> float:
    if form in _VERY_COMMON:
        return 300.0
    return 60.0 if form in _COMMON or not form[0].isalnum() else 1.0 + 10.0 / len(form)


def _by_place(hit: Hit) -> tuple[int, int, int]:
    return hit[1], -hit[2], hit[0]
