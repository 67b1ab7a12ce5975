"""What is said to be so, as its telling words, names and numbers: enough to see that two sentences say the very same thing."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from bot.reading.content import SHORTEST, SMALL, Stems, stem_word
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
    "numbers",
)


class _Families(Stems):
    """The same with the first word of its family in place of the stem ("struck" → "strike"); a number tells nothing here."""

    def __init__(self, families: frozenset[str], *untelling: frozenset[str]) -> None:
        super().__init__(frozenset[str]().union(*untelling))
        self._families = {word: entry.split()[0] for entry in sorted(families) for word in entry.split()}

    def find(self, form: str) -> str:
        """What is to be remembered of a word."""
        telling = len(form) >= SHORTEST and form[0].isalpha() and form not in self.untelling
        return (self._families.get(form) or stem_word(form)) if telling else SMALL


_families = lru_cache(maxsize=8)(_Families)


def stem_telling(words: Words, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, str]]:
    """The places of the telling words of a stretch, each with its family or stem."""
    known = _families(lists["same-words"], *map(lists.__getitem__, _UNTELLING))
    for place in range(first, last):
        stem = known[words.forms[place]]
        if stem != SMALL:
            yield place, stem


class Proposition:
    """The telling words of a stretch up to where a new thought begins, each as its family or stem.

    All but the stems is looked for when first asked for: most are compared by these alone.
    """

    def __init__(self, words: Words, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> None:
        self._words, self._lists = words, lists
        self._known = _families(lists["same-words"], *map(lists.__getitem__, _UNTELLING))
        self._first, self._last = first, _end_of_thought(words, first, last, lists)
        self._forms = words.forms[first : self._last]
        self.stems = {*map(self._known.__getitem__, self._forms)} - {SMALL}

    @cached_property
    def names(self) -> set[str]:
        """The stems of the words with a capital; none in title case, where a capital makes no name."""
        places = filter(self._words.is_capital, range(self._first, self._last))
        names = {self._known[self._words.forms[place]] for place in places} - {SMALL}
        return set() if len(names) > 2 and len(names) >= _MANY_CAPITALS * len(self.stems) else names

    @cached_property
    def numbers(self) -> set[str]:
        """The numbers, in digits or in words."""
        return {form for form in self._forms if form[0].isdigit() or form in self._lists["numbers"]}

    @cached_property
    def negative(self) -> bool:
        """Whether a word denies it."""
        return not self._lists["negations"].isdisjoint(self._forms)

    @cached_property
    def predicate(self) -> str:
        """The stem of the telling word behind the last helper verb: what is said of the rest."""
        predicate, helped = "", False
        for form in self._forms:
            helped = helped or form in self._lists["auxiliaries"]
            if helped and self._known[form] != SMALL:
                predicate, helped = self._known[form], False
        return predicate

    def join(self, subject: "Proposition") -> None:
        """Take in the words of its subject, where a pronoun stands for them."""
        self.names = self.names | subject.names  # before the stems: their share decides what is a name
        self.stems = self.stems | subject.stems

    def is_said_by(self, other: "Proposition") -> bool:
        """Tell whether `other` says this: its predicate, its names and numbers, and all but few of its telling words.

        A plain word must be among those shared: a shared name alone is only the same topic.
        """
        shared = self.stems & other.stems
        return (
            len(shared) >= FEWEST_SHARED
            and len(self.stems) - len(shared) <= len(self.stems) // FOR_EACH_MISSING
            and self.negative == other.negative
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
    last, enders = min(last, first + LOOKED_INTO), lists["thought-enders"]
    if enders.isdisjoint(words.forms[first + 1 : last]):
        return last
    return next((place for place in range(first + 1, last) if words.forms[place] in enders), last)


def leaves_detail(words: Words, cue: tuple[int, int], scope: tuple[int, int], lists: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether only a detail of something is open: "it is not known who", "the cause is not known"."""
    first, last = scope
    near = {*words.forms[cue[0] : cue[1]], *words.forms[max(0, first - 1) : min(first + 2, last)]}
    if not near.isdisjoint(lists["detail-openers"]):
        return True
    return not lists["detail-nouns"].isdisjoint(words.forms[first : min(first + 3, last)])
