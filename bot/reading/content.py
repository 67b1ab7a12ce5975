"""What a statement is about, as a set of its telling words: enough to see that two sentences speak of the same thing."""

from collections.abc import Mapping
from functools import lru_cache

from bot.text.words import Words

SHARED = 0.6
"""Share of the telling words of what is doubted that a flat sentence must hold to say the same."""
SHORTEST = 3
"""Letters in a telling word."""
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")
SMALL = " "
"""In place of the stem of a word that tells nothing: no stem holds a blank."""
_MOST_KNOWN = 20_000
_LONGEST_KNOWN = 30


class Stems(dict[str, str]):
    """The stem of each word, `SMALL` for words that tell nothing, marks and scraps; remembered within bounds."""

    def __init__(self, untelling: frozenset[str]) -> None:
        super().__init__()
        self.untelling = untelling

    def __missing__(self, form: str) -> str:
        stem = self.find(form)
        if len(self) < _MOST_KNOWN and len(form) <= _LONGEST_KNOWN:
            self[form] = stem
        return stem

    def find(self, form: str) -> str:
        """What is to be remembered of a word; a number tells as a word does."""
        telling = form[0].isdigit() or (form[0].isalnum() and len(form) >= SHORTEST)
        return stem_word(form) if telling and form not in self.untelling else SMALL


@lru_cache(maxsize=8)
def _stems_beside(function_words: frozenset[str]) -> Stems:
    return Stems(function_words)


def stem_word(form: str) -> str:
    """Cut the commonest endings, so that "strikes" meets "strike" and "visited" meets "visit"."""
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)].rstrip("e") if ending != "s" else form[:-1].rstrip("e")
    return form.rstrip("e")


class Content:
    """Telling words, shortened to their stems, and which of them are names."""

    __slots__ = ("_known", "_names", "_stretch", "_words", "stems")

    def __init__(self, words: Words, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> None:
        self._words, self._stretch, self._known = words, range(first, last), _stems_beside(lists["function-words"])
        self.stems = {*map(self._known.__getitem__, words.forms[first:last])} - {SMALL}
        self._names: set[str] | None = None

    @property
    def names(self) -> set[str]:
        """The stems of the words with a capital, looked for when first asked for: most are compared by other words alone."""
        if self._names is None:
            words = self._words
            self._names = {self._known[words.forms[place]] for place in self._stretch if words.is_capital(place)} - {SMALL}
        return self._names

    def says_same(self, other: "Content") -> bool:
        """Tell whether `other` holds most of these words, a plain word among them: a shared name alone is only the same topic."""
        shared = self.stems & other.stems
        return len(shared) >= 2 and len(shared) >= SHARED * len(self.stems) and bool(shared - self.names - other.names)
