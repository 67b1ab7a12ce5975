"""What is said to be so, as its telling words, names and numbers: enough to see that two sentences say the very same thing."""

from collections.abc import Mapping
from functools import lru_cache

from bot.reading.content import SHORTEST, stem_word
from bot.text.words import Words

FOR_EACH_MISSING = 4
"""Telling words for each one of them that the other sentence may lack."""
FEWEST_SHARED = 2
FEWEST_OF_HEADLINE = 3
MOST_OF_HEADLINE = 0.6
LOOKED_INTO = 80
"""Words that are looked into: what is said to be so comes first."""
_MANY_CAPITALS = 0.6
"""Share of words with a capital from which a line is in title case, where a capital makes no name."""
_UNTELLING = (
    "function-words",
    "determiners",
    "pointers",
    "time-words",
    "adverbs",
    "person-pronouns",
    "group-pronouns",
    "auxiliaries",
)


@lru_cache(maxsize=8)
def _families(entries: frozenset[str]) -> Mapping[str, str]:
    """The first word of the family of each word: "struck" → "strike"."""
    return {word: entry.split()[0] for entry in entries for word in entry.split()}


class Proposition:
    """The telling words of a stretch up to where a new thought begins, each as its family or stem."""

    __slots__ = ("names", "negative", "numbers", "predicate", "stems")

    def __init__(self, words: Words, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> None:
        self.stems: set[str] = set()
        self.names: set[str] = set()
        self.numbers: set[str] = set()
        self.negative = False
        self.predicate = ""
        """The telling word behind the last helper verb: what is said of the rest."""
        self._read(words, first, _end_of_thought(words, first, last, lists), lists)

    def _read(self, words: Words, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> None:
        families, helped = _families(lists["same-words"]), False
        for place in range(first, last):
            form = words.forms[place]
            helped = helped or form in lists["auxiliaries"]
            self.negative = self.negative or form in lists["negations"]
            if form[0].isdigit() or form in lists["numbers"]:
                self.numbers.add(form)
            elif len(form) >= SHORTEST and form[0].isalpha() and not any(form in lists[name] for name in _UNTELLING):
                stem = families.get(form) or stem_word(form)
                self.stems.add(stem)
                if words.is_capital(place):
                    self.names.add(stem)
                if helped:
                    self.predicate, helped = stem, False
        if len(self.names) > 2 and len(self.names) >= _MANY_CAPITALS * len(self.stems):
            self.names = set()

    def join(self, subject: "Proposition") -> None:
        """Take in the words of its subject, where a pronoun stands for them."""
        self.stems |= subject.stems
        self.names |= subject.names

    def is_said_by(self, other: "Proposition") -> bool:
        """Tell whether `other` says this: its predicate, its names and numbers, and all but few of its telling words.

        A plain word must be among those shared: a shared name alone is only the same topic.
        """
        shared = self.stems & other.stems
        return (
            self.negative == other.negative
            and len(shared) >= FEWEST_SHARED
            and len(self.stems) - len(shared) <= len(self.stems) // FOR_EACH_MISSING
            and bool(shared - self.names)
            and self.names <= other.stems
            and self.numbers <= other.numbers
            and (not self.predicate or self.predicate in shared)
        )

    def is_mostly_said_by(self, other: "Proposition") -> bool:
        """Tell whether `other` holds most of the telling words of this headline, three at least."""
        shared = self.stems & other.stems
        return (
            len(shared) >= FEWEST_OF_HEADLINE
            and len(shared) >= MOST_OF_HEADLINE * len(self.stems)
            and self.negative == other.negative
        )


def _end_of_thought(words: Words, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> int:
    last = min(last, first + LOOKED_INTO)
    return next((place for place in range(first + 1, last) if words.forms[place] in lists["thought-enders"]), last)


def leaves_detail(words: Words, cue: tuple[int, int], scope: tuple[int, int], lists: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether only a detail of something is open: "it is not known who", "the cause is not known"."""
    first, last = scope
    near = {*words.forms[cue[0] : cue[1]], *words.forms[max(0, first - 1) : min(first + 2, last)]}
    if not near.isdisjoint(lists["detail-openers"]):
        return True
    return not lists["detail-nouns"].isdisjoint(words.forms[first : min(first + 3, last)])
