"""A sentence as its words, in the shape in which two of them are compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
SMALL = frozenset(_SMALL_WORDS.split())
"""Words by which no two sentences are alike."""


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
    words = split_words(text)
    written = (words.cased[place : place + len(form)] for place, form in zip(words.places, words.forms, strict=True))
    return Line(tuple(words.forms), tuple(written), text, tuple(words.starts), tuple(words.ends))
