"""Words and marks with their places: the alphabet that rules and sentences are written in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.text.fold import Folded, fold, is_hidden

NOT = ("\x00nt", "\x00t")
"""What "n't" and the end of "can't" become, as long as they were: rules match them wherever they say "not"."""

_TOKENS = r"\w+|'(?:s|re|ve|ll|d|m)\b|\x00n?t|[^\w\s-]|-(?<!\w-)-*"
_ADDRESS = r"""(?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?')\]]"""
_TOKEN = re.compile(rf"(?! )({_TOKENS})")  # a blank begins none: seen before anything else is tried
_TOKEN_OR_ADDRESS = re.compile(rf"(?! )({_ADDRESS}|{_TOKENS})")
_IN_NAME = re.compile(r"'(?!(?:s|re|ve|ll|d|m)\b)(?<=\w')(?=\w)")
_NOT_WITHOUT_MARK = re.compile(r"\b(do|does|did|is|was|has|had|could|would|should)nt\b")
_IN_NUMBER = re.compile(r"[.,:](?=\d)(?<=\d.)")
_IN_INITIALS = re.compile(r"\.(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)")
_LETTER_MARK = "\N{MODIFIER LETTER APOSTROPHE}"
"""Stands for the apostrophe inside a word ("o'malley"), as _ does for the mark in a number ("3.5"): a pattern sees letters."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text: lower-case form, and where each begins and ends in the text as given.

    `gaps[i]` is what stands before word i; the last entry is what stands behind the last word. `cased` is the folded text with
    its case and `places[i]` where word i begins in it.
    """

    forms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[str]
    cased: str
    places: Sequence[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to before `last` begin and end in the text as given."""
        return self.starts[first], self.ends[last - 1]

    def is_capital(self, index: int) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.cased[self.places[index]].isupper()

    def is_handle(self, index: int) -> bool:
        """Tell whether the word is the name of an account: "@ayle_news"."""
        place = self.places[index]
        return place > 0 and self.cased[place - 1] == "@"

    def is_all_capitals(self, index: int) -> bool:
        """Tell whether the word has no small letter and more than one capital."""
        place = self.places[index]
        word = self.cased[place : place + len(self.forms[index])]
        return len(word) > 1 and word.isupper()


def find_mark(words: Words, mark: str) -> list[int]:
    """The places at which a mark stands, in order."""
    if mark not in words.cased:
        return []
    places: list[int] = []
    place = -1
    for _ in range(words.forms.count(mark)):
        place = words.forms.index(mark, place + 1)
        places.append(place)
    return places


def split_words(text: str) -> Words:
    """Split a text into words and marks; linear in its length; a hyphen inside a word is a boundary and no mark."""
    return _split(text, fold(text))


def _split(text: str, folded: Folded) -> Words:
    lower = folded.lower
    if "'" in lower:
        lower = lower.replace("can't", "can\x00t").replace("n't", "\x00nt")
        lower = _IN_NAME.sub(_LETTER_MARK, lower)
    if "dnt" in lower or "snt" in lower or "dont" in lower:
        lower = _NOT_WITHOUT_MARK.sub("\\1\x00t", lower)
    lower = _IN_NUMBER.sub("_", _IN_INITIALS.sub("_", lower))
    parts = (_TOKEN_OR_ADDRESS if "://" in lower or "www." in lower else _TOKEN).split(lower)
    edges = list(accumulate(map(len, parts)))
    places, ends = edges[0:-1:2], edges[1::2]
    forms = parts[1::2]
    if folded.offsets is None:
        return Words(forms, places, ends, parts[0::2], folded.cased, places)
    offsets = folded.offsets
    starts = [offsets[place] for place in places]
    last = [_end(text, offsets[place - 1] + 1, offsets[place]) for place in ends]
    return Words(forms, starts, last, parts[0::2], folded.cased, places)


def _end(text: str, end: int, following: int) -> int:
    """Where a word ends in the given text: behind the accents or the rest of the entity that its last letter is written with."""
    while end < following and not is_hidden(text[end]):
        end += 1
    return end
