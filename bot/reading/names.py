"""Full names in an article, and whom a short name or a pronoun stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.model import SourceKind
from bot.reading.lexicon import FUNCTION_WORD, HONORIFIC, OFFICE, Vocabulary

_NAME = re.compile(
    r"[A-Z\u00c0-\u00de](?<![\w'-].)[\w'-]*+\.?"  # a name begins at a word, and a word is taken whole: linear on "A-A-A-…"
    r"(?:[ \u00a0](?:(?:de|del|della|da|dos|van|von|der|den|bin|ibn|al|el|la|le|of|the)[ \u00a0]){0,2}"
    r"[A-Z\u00c0-\u00de][\w'-]*+\.?){1,8}"
)
_LONGEST = 5
"""Words in a name."""
_PEOPLE = 20
"""How many of the people met last a pronoun may stand for."""


class Met(NamedTuple):
    """A source met earlier: what a pronoun for it stands for. The name is None for somebody the text does not name.

    `words` are how the text called them: "the coastguard", "a port clerk".
    """

    kind: SourceKind
    name: str | None
    words: str | None = None


@dataclass(slots=True)
class Names:
    """The full names of one article by their last word, and the sources met so far, newest last, by the pronoun that fits them.

    A short name is only ever resolved to one that the text itself spells out.
    """

    texts: Sequence[str]
    vocabulary: Vocabulary
    met: dict[str, list[Met]] = field(default_factory=lambda: {"person": [], "group": [], "thing": []})
    gender: dict[Met, str] = field(default_factory=dict)
    _spelled: dict[str, list[str]] | None = None
    """All names by their last word, with the titles before them."""
    _full: dict[str, str | None] = field(default_factory=dict)

    def full(self, last: str) -> str | None:
        """The full name that ends in this word, as the article spells it first; None where it spells none."""
        last = last.lower()
        if last not in self._full:
            if self._spelled is None:
                self._spelled = self._find_names()
            self._full[last] = next(filter(None, map(self._without_title, self._spelled.get(last, ()))), None)
        return self._full[last]

    def _find_names(self) -> dict[str, list[str]]:
        spelled: dict[str, list[str]] = {}
        for text in self.texts:
            for found in _NAME.findall(text):
                spelled.setdefault(_bare(found.rsplit(None, 1)[1]).lower(), []).append(found)
        return spelled

    def _without_title(self, name: str) -> str | None:
        """The name alone; None where nothing of two words is left."""
        parts, look = name.split(), self.vocabulary.get
        for place in range(len(parts) - 1, 0, -1):
            if look(parts[place - 1].lower().rstrip("."), 0) & (HONORIFIC | OFFICE):
                parts = parts[place:]
                break
        while parts and look(parts[0].lower(), 0) & FUNCTION_WORD:
            parts = parts[1:]
        return _bare(" ".join(parts)) if 2 <= len(parts) <= _LONGEST else None

    def meet(self, met: Met, pronouns: str) -> None:
        """Remember a source by the pronoun that fits it: "person", "group" or "thing"."""
        self.met[pronouns].append(met)

    def person(self, gender: str) -> Met | None:
        """Whom "he" or "she" stands for: the last person met whose known gender does not speak against it."""
        for met in self.met["person"][: -_PEOPLE - 1 : -1]:
            if met.name is None or not gender or self.gender.setdefault(met, gender) == gender:
                return met
        return None

    def person_before(self, gender: str) -> Met | None:
        """Whom "his" or "her" stands for; nothing is learned from it, as many are spoken of who say nothing."""
        met = self.met["person"]
        return next((one for one in met[: -_PEOPLE - 1 : -1] if self.may_be(one, gender)), None)

    def may_be(self, met: Met, gender: str) -> bool:
        """Tell whether nothing known speaks against this gender."""
        return self.gender.get(met, gender) == gender

    def group(self) -> Met | None:
        """Whom "they" stands for."""
        return self._last("group") or self._last("thing")

    def thing(self) -> Met | None:
        """What "it" stands for when it speaks."""
        return self._last("thing")

    def _last(self, pronouns: str) -> Met | None:
        met = self.met[pronouns]
        return met[-1] if met else None


def _bare(name: str) -> str:
    name = name.rstrip(".,")
    return name[:-2] if name.endswith("'s") else name.rstrip("'")
