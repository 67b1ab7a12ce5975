"""All phrases as one automaton: from an anchor to the right, then to the left, each next word decides at once what may follow.

A state is all that the words walked so far may be of any phrase, so that one look-up takes every phrase a word further. States
are made when a text first leads to them, and forgotten all together when they have become too many: a lazy DFA as in RE2
(Cox, "Regular Expression Matching in the Wild", 2010). What the automaton reads are letters: a word that some phrase names, or
the kind of any other; so strangers' texts cannot make it grow without end.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, repeat
from operator import contains
from typing import NamedTuple

from bot.rulebook.nodes import Node, Nodes, Steps, list_forms
from bot.rulebook.trie import Trie
from bot.text.words import NOT

OUTSIDE = ""
"""The letter that stands where the sentence has ended."""
MARKS_BEFORE = frozenset((OUTSIDE, *"\"'([\u2022*>-#"))
"""What may stand before a word that begins its sentence."""
MARKS_BEHIND = frozenset((OUTSIDE, *"\"')].!?\u2026"))
"""What may stand behind a word that ends its sentence."""
_MARKS = MARKS_BEFORE | MARKS_BEHIND
_MOST_STRANGERS = 10_000
_LONGEST_STRANGER = 40
_MOST_HELD = 200_000
"""Threads and look-ups of all states before they are forgotten: some 20 MB; thousands of articles lead to fewer."""


class Letters(dict[str, str]):
    """The letter of each word: the word itself where a phrase names it, else one that all words of its kind share."""

    def __init__(self, named: AbstractSet[str], numbers: AbstractSet[str]) -> None:
        known = named | _MARKS
        super().__init__(zip(known, known, strict=True))
        self.update(dict.fromkeys(NOT, "not"))
        self._most = len(self) + _MOST_STRANGERS
        self._numbers = numbers

    def __missing__(self, form: str) -> str:
        letter = self.find_kind(form)
        if len(self) < self._most and len(form) <= _LONGEST_STRANGER:
            self[form] = letter
        return letter

    def find_kind(self, form: str) -> str:
        """The letter that all words of a word's kind share where no phrase names them; it is its own kind."""
        return ("0" if self.is_number(form) else "\x00") + ("\x00a" if form[-1].isalnum() else "\x00\x00")

    def is_number(self, letter: str) -> bool:
        """Tell whether @number means the word, or the words of this letter."""
        return letter[0].isdigit() or letter in self._numbers


class Thread(NamedTuple):
    """One way to read the words walked so far: the node it is at once from `least` to `most` more words have gone by.

    `start` and `end` are where the cue begins and ends if borders said so, as places between the words walked: 0 before the
    first, 1 behind it; -1 behind the last, -2 before it.
    """

    node: Node
    least: int = 0
    most: int = 0
    start: int | None = None
    end: int | None = None

    def to(self, node: Node, least: int = 0, most: int = 0) -> "Thread":
        """The same way led on to another node, or into the gap before it."""
        return Thread(node, least, most, self.start, self.end)

    def border(self, node: Node, *, is_start: bool, to_right: bool) -> "Thread":
        """The same way led over a border of the cue."""
        place = -1 if to_right else 0
        return Thread(node, 0, 0, place, self.end) if is_start else Thread(node, 0, 0, self.start, place)

    def pass_word(self, *, to_right: bool) -> "Thread":
        """The same way with one word more walked."""
        if self.start is None and self.end is None:
            return self
        return self._replace(start=_shift(self.start, to_right=to_right), end=_shift(self.end, to_right=to_right))


def _shift(place: int | None, *, to_right: bool) -> int | None:
    """A place with one word more walked: what is counted from the end that moved is a word further from it."""
    if place is None or (place < 0) != to_right:
        return place
    return place - 1 if to_right else place + 1


Found = tuple[int, int, int]
"""A rule, and where its cue begins and ends, as places between the words walked."""
Threads = frozenset[Thread]
_NO_THREADS: Threads = frozenset()


class State(dict[str, "State | None"]):
    """What all phrases may be once some words have been walked; by the next letter, the state behind it, None where nothing fits.

    The states behind it are made as letters are met. Most letters lead to where any other of their kind leads, mostly nowhere.
    """

    __slots__ = ("_automaton", "_named", "capital", "edge", "found", "left", "stops", "threads", "to_right")

    def __init__(self, automaton: "Automaton", threads: Threads, *, to_right: bool) -> None:
        self._automaton = automaton
        self.threads = threads
        self.to_right = to_right
        self._named: Sequence[Container[str]] | None = None
        self.found: Sequence[Found] = ()
        """What is complete with the last word walked."""
        self.left: State | None = None
        """From where to walk to the left of the anchor, if any phrase goes on there and not to the right."""
        self.stops = False
        """Whether there is either of these."""
        self.edge: State | None = None
        """The state before the last word walked, if from that word on only marks stand in the sentence."""
        self.capital: State | None = None
        """The state to be in instead if the last word walked has a capital."""

    def __missing__(self, letter: str) -> "State | None":
        automaton = self._automaton
        automaton.hold(1)
        kind = letter if letter in _MARKS or self._names(letter) else automaton.letters.find_kind(letter)
        state = self[letter] = automaton.follow(self, letter) if kind == letter else self[kind]
        return state

    def _names(self, letter: str) -> bool:
        """Tell whether the letter may lead elsewhere than others of its kind do."""
        if self._named is None:
            ahead = [thread.node.steps(to_right=self.to_right) for thread in self.threads if not thread.least]
            self._named = [*chain.from_iterable(steps.list_names() for steps in ahead)]
        return any(map(contains, self._named, repeat(letter)))


class Roots(dict[str, State]):
    """The states in which an anchor has been walked, by its letter. They are made as anchors are met."""

    def __init__(self, automaton: "Automaton") -> None:
        super().__init__()
        self._automaton = automaton

    def __missing__(self, letter: str) -> State:
        state = self[letter] = self._automaton.begin(letter)
        return state


class Automaton:
    """Makes the states, each once."""

    def __init__(self, trie: Trie, numbers: AbstractSet[str]) -> None:
        """Take the trie, and the number words of the language."""
        self._nodes = Nodes(trie)
        self._states: dict[tuple[bool, Threads, Threads, Threads], State] = {}
        self._held = 0
        self.letters = Letters(list_forms(trie), numbers)
        self.anchors = self._nodes.anchors
        self.roots = Roots(self)

    def begin(self, letter: str) -> State:
        """The state in which an anchor has been walked."""
        threads = [Thread(node) for node in self._nodes.of_word(letter)]
        capital = [Thread(node) for node in self._nodes.of_capital(letter)]
        return self._state(threads, (), capital, to_right=True)

    def follow(self, state: State, letter: str) -> State | None:
        """The state in which one word more has been walked, None where no phrase goes on."""
        to_right = state.to_right
        ahead = [(thread, thread.node.steps(to_right=to_right)) for thread in state.threads if not thread.least]
        at_edge = letter in (MARKS_BEHIND if to_right else MARKS_BEFORE)
        edge = [thread.to(node) for thread, steps in ahead for node in steps.edge] if at_edge else []
        threads, capital = list[Thread](), list[Thread]()
        if letter != OUTSIDE:
            ahead = [(thread.pass_word(to_right=to_right), steps) for thread, steps in ahead]
            threads = [thread.to(node) for thread, steps in ahead for node in self._take(steps, letter)]
            threads += _pass_gaps(state, letter)
            capital = [thread.to(node) for thread, steps in ahead for node in _take_capital(steps, letter)]
        return self._state(threads, edge, capital, to_right=to_right) if threads or edge or capital else None

    def _state(self, threads: Iterable[Thread], edge: Iterable[Thread], capital: Sequence[Thread], *, to_right: bool) -> State:
        """The state of these threads, and of those that are in it only at the sentence's edge or if the word has a capital."""
        plain = _spread(threads, to_right=to_right)
        key = (to_right, plain, frozenset(edge), _spread([*plain, *capital], to_right=to_right) if capital else _NO_THREADS)
        state = self._states.get(key)
        if state is None:
            self.hold(len(plain))
            state = self._states[key] = State(self, plain, to_right=to_right)
            state.found, state.left = self._complete(plain, to_right=to_right)
            state.stops = bool(state.found) or state.left is not None
            state.edge = self._state(edge, (), (), to_right=to_right) if edge else None
            state.capital = self._state(key[3], (), (), to_right=to_right) if capital else None
        return state

    def _complete(self, threads: Threads, *, to_right: bool) -> tuple[Sequence[Found], State | None]:
        """What is complete at these threads, and the state from where they go on to the left: where right has come to its end."""
        left = None
        if to_right:
            threads = _spread([thread.to(thread.node) for thread in threads if not thread.least], to_right=False)
            further = [thread for thread in threads if thread.most or thread.node.leads(to_right=False)]
            left = self._state(further, (), (), to_right=False) if further else None
        return sorted({_found(rule, thread) for thread in threads if not thread.least for rule in thread.node.rules}), left

    def hold(self, more: int) -> None:
        """Forget all states before more would be too much."""
        self._held += more
        if self._held > _MOST_HELD:
            self._held = more
            self.roots.clear()
            self._states.clear()

    def _take(self, steps: Steps, letter: str) -> Sequence[Node]:
        """The nodes that a word leads to, no matter whether it has a capital."""
        taken: Sequence[Node] = steps.words.get(letter, ())
        if steps.sets:
            taken = [*taken, *(node for forms, node in steps.sets if letter in forms)]
        return [*taken, *steps.number] if steps.number and self.letters.is_number(letter) else taken


def _take_capital(steps: Steps, letter: str) -> Sequence[Node]:
    """The nodes that a word leads to besides if it has a capital."""
    return (*steps.capitals.get(letter, ()), *steps.any_capital) if steps.any_capital else steps.capitals.get(letter, ())


def _pass_gaps(state: State, letter: str) -> list[Thread]:
    """The threads that take the word as one of a gap: no mark may stand there."""
    if not letter[-1].isalnum():
        return []
    passed = [thread.pass_word(to_right=state.to_right) for thread in state.threads if thread.most]
    return [thread.to(thread.node, max(0, thread.least - 1), thread.most - 1) for thread in passed]


def _spread(threads: Iterable[Thread], *, to_right: bool) -> Threads:
    """The threads and all they lead to without a word: past optional words, into gaps, over borders."""
    spread, stack = set[Thread](), list(threads)
    while stack:
        thread = stack.pop()
        if thread not in spread and not thread.least:
            steps = thread.node.steps(to_right=to_right)
            if steps.skips or steps.gaps or steps.borders:
                stack += _pass_none(thread, steps, to_right=to_right)
        spread.add(thread)
    return frozenset(spread)


def _pass_none(thread: Thread, steps: Steps, *, to_right: bool) -> Iterator[Thread]:
    """The threads that one of them leads to without a word."""
    yield from (thread.to(node) for node in steps.skips)
    yield from (thread.to(node, least, most) for least, most, node in steps.gaps)
    yield from (thread.border(node, is_start=is_start, to_right=to_right) for is_start, node in steps.borders)


def _found(rule: int, thread: Thread) -> Found:
    """Where no border says otherwise, the cue is all that has been walked."""
    return rule, 0 if thread.start is None else thread.start, -1 if thread.end is None else thread.end
