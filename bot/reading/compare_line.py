"""A sentence as its words, in the shape in which two of them are compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.reading.content import stem_word
from bot.text.words import split_words

_SMALL_WORDS = """
a an the and or but nor of in on at by for from to with into onto over under about after before between against during through as
than that this these those it its he him his she her hers they them their we us our you your i my me who whom whose which what
when
where why how is are was were be been being am do does did done have has had having will would can could shall should may might
must
so if then there here just also only very too more most some any all each every such own same other up down out off again re ve
ll m
s said say says saying told tell tells according reported reportedly least fewer less while near since until because both
"""
KNOWN, LONGEST_KNOWN = 1_024, 1_000
"""Sentences that need not be split again, since one is compared with many; and the characters of the longest of them."""

SMALL = frozenset(_SMALL_WORDS.split())
"""Words by which no two sentences are alike."""

FAMILY = 5
"""Letters that two words of one family share: "confirm", "confirmation"."""


@dataclass(frozen=True)
class Line:
    """The words and marks of a sentence, in lower case and as they were written."""

    forms: tuple[str, ...]
    written: tuple[str, ...]
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each word; a mark is its own."""
        return tuple(map(find_root, self.forms))

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """Every stem once."""
        return frozenset(self.stems)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The stems of the words by which two sentences may be alike."""
        pairs = zip(self.forms, self.stems, strict=True)
        return frozenset(stem for form, stem in pairs if form[0].isalnum() and form not in SMALL)

    def quote(self, first: int, last: int) -> str:
        """The sentence's own words from `first` to before `last`."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def form(self, place: int) -> str:
        """The word at a place; nothing outside of the sentence."""
        return self.forms[place] if 0 <= place < len(self.forms) else ""

    def holds_any(self, first: int, last: int, words: Sequence[str] | frozenset[str]) -> bool:
        """Tell whether one of the words stands from `first` to before `last`."""
        return any(form in words for form in self.forms[max(first, 0) : max(last, 0)])


def find_root(form: str) -> str:
    """Give the stem of a word; "pass" and "loss" end in no plural."""
    return form if form.endswith("ss") else stem_word(form)


def split_line(text: str) -> Line:
    """Give the words of a sentence."""
    return _split_known(text) if len(text) <= LONGEST_KNOWN else _split(text)


def _split(text: str) -> Line:
    words = split_words(text)
    written = (words.cased[place : place + len(form)] for place, form in zip(words.places, words.forms, strict=True))
    return Line(tuple(words.forms), tuple(written), text, tuple(words.starts), tuple(words.ends))


_split_known = lru_cache(maxsize=KNOWN)(_split)


def find_kin(text: str) -> frozenset[str]:
    """Give the beginnings of the telling words of a sentence: those of one family have the same."""
    return frozenset(stem[:FAMILY] for stem in split_line(text).telling)
