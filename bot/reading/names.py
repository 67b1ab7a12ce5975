"""Full names in an article, and whom a short name or a pronoun stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model import SourceKind

_NAME = re.compile(
    r"(?<![\w'-])[A-Z\u00c0-\u00de][\w'-]*+\.?"  # a name begins at a word, and a word is taken whole: linear on "A-A-A-…"
    r"(?:[ \u00a0](?:(?:de|del|della|da|dos|van|von|der|den|bin|ibn|al|el|la|le|of|the)[ \u00a0]){0,2}"
    r"[A-Z\u00c0-\u00de][\w'-]*+\.?){1,8}"
)
_LONGEST = 5
"""Words in a name."""
_PEOPLE = 20
"""How many of the people met last a pronoun may stand for."""


@dataclass(frozen=True, slots=True)
class Met:
    """A source met earlier: what a pronoun for it stands for. The name is None for somebody the text does not name."""

    kind: SourceKind
    name: str | None


@dataclass(slots=True)
class Names:
    """The full names of one article by their last word, and the sources met so far, newest last, by the pronoun that fits them.

    A short name is only ever resolved to one that the text itself spells out.
    """

    texts: Sequence[str]
    titles: frozenset[str]
    function_words: frozenset[str]
    met: dict[str, list[Met]] = field(default_factory=lambda: {"person": [], "group": [], "thing": []})
    gender: dict[Met, str] = field(default_factory=dict)
    _by_last: dict[str, str] | None = None

    def full(self, last: str) -> str | None:
        """The full name that ends in this word, as the article spells it first; None where it spells none."""
        if self._by_last is None:
            self._by_last = {}
            for text in self.texts:
                for found in _NAME.findall(text):
                    self._learn(found.split(), self._by_last)
        return self._by_last.get(last.lower())

    def _learn(self, parts: list[str], by_last: dict[str, str]) -> None:
        for place in range(len(parts) - 1, 0, -1):
            if parts[place - 1].lower().rstrip(".") in self.titles:
                parts = parts[place:]
                break
        while parts and parts[0].lower() in self.function_words:
            parts = parts[1:]
        if 2 <= len(parts) <= _LONGEST:
            by_last.setdefault(_bare(parts[-1]).lower(), _bare(" ".join(parts)))

    def meet(self, met: Met, pronouns: str) -> None:
        """Remember a source by the pronoun that fits it: "person", "group" or "thing"."""
        self.met[pronouns].append(met)

    def person(self, gender: str) -> Met | None:
        """Whom "he" or "she" stands for: the last person met whose known gender does not speak against it."""
        for met in self.met["person"][: -_PEOPLE - 1 : -1]:
            if met.name is None or not gender or self.gender.setdefault(met, gender) == gender:
                return met
        return None

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
