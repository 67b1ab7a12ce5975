"""Full names in an article, and whom a short name or a pronoun stands for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_NAME = re.compile(
    r"\b[A-Z\u00c0-\u00de][\w'-]*\.?(?:[ \u00a0](?:(?:de|del|della|da|dos|van|von|der|den|bin|ibn|al|el|la|le|of|the)[ \u00a0]){0,2}[A-Z\u00c0-\u00de][\w'-]*\.?)+"
)
_LONGEST = 5


@dataclass(slots=True)
class Names:
    """The names of one article by their last word, and the sources met so far, newest last.

    `person` answers "he" or "she", `group` "they", `thing` "it". A name is only ever resolved to one that the text itself spells out.
    """

    titles: frozenset[str]
    function_words: frozenset[str]
    genders: Mapping[str, str] = field(default_factory=dict)
    by_last: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)

    def learn(self, texts: Iterable[str]) -> None:
        """Take in every capitalised name of two to five words."""
        for text in texts:
            for found in _NAME.findall(text):
                self._learn(found.split())

    def _learn(self, parts: list[str]) -> None:
        while parts and (parts[0].lower().rstrip(".") in self.titles or parts[0].lower() in self.function_words):
            parts = parts[1:]
        if 2 <= len(parts) <= _LONGEST:
            self.by_last.setdefault(_bare(parts[-1]).lower(), _bare(" ".join(parts)))

    def full(self, last: str) -> str | None:
        """The full name that ends in this word, as the article spells it first; None where it spells none."""
        return self.by_last.get(last.lower())

    def meet(self, name: str, pronouns: str) -> None:
        """Remember a source: `pronouns` is "person", "group" or "thing"."""
        {"person": self.people, "group": self.groups, "thing": self.things}[pronouns].append(name)

    def person(self, pronoun: str, female: frozenset[str]) -> str | None:
        """Whom "he" or "she" stands for: the last person met whose known gender does not speak against it."""
        wanted = "f" if pronoun in female else "m"
        for name in reversed(self.people):
            if self.gender.setdefault(name, wanted) == wanted:
                return name
        return None

    def group(self) -> str | None:
        """Whom "they" stands for."""
        return self.groups[-1] if self.groups else self.things[-1] if self.things else None

    def thing(self) -> str | None:
        """What "it" stands for when it speaks."""
        return self.things[-1] if self.things else None


def _bare(name: str) -> str:
    name = name.rstrip(".,")
    return name[:-2] if name.endswith("'s") else name.rstrip("'")
