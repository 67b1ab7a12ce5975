"""What a statement is about, as a set of its telling words: enough to see that two sentences speak of the same thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.text.words import Words

SHARED = 0.6
"""Share of the telling words of what is doubted that a flat sentence must hold to say the same."""
SHORTEST = 3
"""Letters in a telling word."""
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")


@dataclass(frozen=True, slots=True)
class Content:
    """Telling words, shortened to their stems, and which of them are names."""

    stems: frozenset[str]
    names: frozenset[str]

    def says_same(self, other: "Content") -> bool:
        """Tell whether `other` holds most of these words, a plain word among them: a shared name alone is only the same topic."""
        shared = self.stems & other.stems
        return len(shared) >= 2 and bool(shared - self.names - other.names) and len(shared) >= SHARED * len(self.stems)

    def shares_names(self, other: "Content") -> bool:
        """Tell whether both name the same person, place or body."""
        return bool((self.names | self.stems) & other.names and self.names & (other.names | other.stems))


def find_content(words: Words, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> Content:
    """The telling words between two places."""
    stems, names = set(), set()
    small, forms = lists["function-words"], words.forms
    for place in [place for place in range(first, last) if forms[place] not in small and forms[place][0].isalnum()]:
        form = forms[place]
        if len(form) >= SHORTEST or form[0].isdigit():
            stem = stem_word(form)
            stems.add(stem)
            if words.is_capital(place):
                names.add(stem)
    return Content(frozenset(stems), frozenset(names))


@lru_cache(maxsize=50_000)
def stem_word(form: str) -> str:
    """Cut the commonest endings, so that "strikes" meets "strike" and "visited" meets "visit"."""
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)].rstrip("e") if ending != "s" else form[:-1].rstrip("e")
    return form.rstrip("e")
