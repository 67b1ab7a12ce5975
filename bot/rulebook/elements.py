"""What a phrase is made of: words, choices, gaps, edges, braces and groups of them; and what holds for all ways to read it.

A group is never written out but where somebody wants to see every way: a few brackets in a row make thousands of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product
from math import prod

NUMBER = "number"
CAPITAL = "capital"
BUILT_IN = {NUMBER: "a number in figures or words", CAPITAL: "any word that begins with a capital letter"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word in its folded form; `capital` where the phrase writes it with a capital and so asks for one."""

    form: str
    capital: bool = False

    def __hash__(self) -> int:
        """Cheap: each word of each form is looked up while rules are compiled, and a text knows its hash."""
        return hash(self.form)


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one word of a set, or none where it is optional. The name is that of the list, empty for a choice in brackets."""

    forms: frozenset[str]
    name: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """From `least` to `most` words of any kind, no marks among them."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning (^) or end ($) of the sentence."""

    last: bool


@dataclass(frozen=True, slots=True)
class Brace:
    """Where words begin or end that must stand beside the cue and are no part of it: "{survey} shows"."""

    closes: bool


BEGINNING, END = Edge(last=False), Edge(last=True)
OPENS, CLOSES = Brace(closes=False), Brace(closes=True)


@dataclass(frozen=True, slots=True)
class Group:
    """Any one of several patterns, not all of them single words; an empty one among them where all may be left out."""

    branches: "tuple[Pattern, ...]"

    def __hash__(self) -> int:
        """Cheap: a list of hundreds of names is looked up in each phrase that holds it."""
        return hash((len(self.branches), self.branches[-1]))


Element = Word | Choice | Gap | Edge | Brace
Form = tuple[Element, ...]
"""One way to read a phrase: no choices left but between single words."""
Pattern = tuple[Element | Group, ...]
"""A phrase or a part of it as it was written: its brackets are no longer than they stand there, however many ways they make."""


def count_ways(pattern: Pattern) -> int:
    """In how many ways the pattern may be read, counted without reading it in any."""
    return prod(sum(map(count_ways, element.branches)) for element in pattern if isinstance(element, Group))


def write_out(pattern: Pattern) -> Iterator[Form]:
    """Every way to read the pattern."""
    for ways in product(*map(_list_ways, pattern)):
        yield tuple(chain.from_iterable(ways))


def _list_ways(element: Element | Group) -> Sequence[Form]:
    return [*chain.from_iterable(map(write_out, element.branches))] if isinstance(element, Group) else [(element,)]


def hides_border(pattern: Pattern) -> bool:
    """Tell whether a brace or an edge stands inside a bracket."""
    inner = chain.from_iterable(element.branches for element in pattern if isinstance(element, Group))
    return any(any(isinstance(element, Brace | Edge) for element in branch) or hides_border(branch) for branch in inner)


def is_anchor(element: Element | Group) -> bool:
    """Tell whether a form can be looked up by this element: it must be there and names its words."""
    return isinstance(element, Word) or (isinstance(element, Choice) and bool(element.forms) and not element.optional)


def always_has(fits: Callable[[Element | Group], bool], pattern: Pattern) -> bool:
    """Tell whether in every way to read the pattern some element fits."""
    return any(
        all(always_has(fits, branch) for branch in element.branches) if isinstance(element, Group) else fits(element)
        for element in pattern
    )


def longest(pattern: Pattern) -> int:
    """How many elements the longest way to read the pattern has."""
    return sum(max(map(longest, element.branches)) if isinstance(element, Group) else 1 for element in pattern)


def list_ends(pattern: Pattern, *, last: bool) -> Iterator[Element]:
    """What the pattern may begin or end with."""
    for element in reversed(pattern) if last else pattern:
        if not isinstance(element, Group):
            yield element
            return
        for branch in element.branches:
            yield from list_ends(branch, last=last)
        if () not in element.branches:
            return


def holds(edge: Edge, pattern: Pattern) -> bool:
    """Tell whether an edge stands anywhere in the pattern."""
    return any(
        any(holds(edge, branch) for branch in element.branches) if isinstance(element, Group) else element is edge
        for element in pattern
    )
