"""Ten times the rules: the shipped pack and nine copies of it whose ids, lists and phrases are different ones.

Two ways, because they are hard in different places:

- other words: every word of a phrase and of a list gets another ending ("confirmation" becomes "confirmationqb"), but for the
  small words of the language ("of", "the"); so the rarest word of each phrase is one that no other phrase has.
- same rarest word: the longest word of each phrase stays and all others get another ending, or a made-up word follows it where
  it stands alone; so the copies are looked up at the very words that the text is full of, ten times as many phrases at each.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

COPIES = 9

_PART = re.compile(r"<[^>]*>|@(?P<list>[a-z][a-z0-9-]*)|(?P<word>[^\s()|\[\]{}^$<>@]+)")
_BUILT_IN = ("number", "capital")


def ten_times(files: Mapping[str, str], *, same_rarest: bool) -> dict[str, str]:
    """The texts of a pack's files and of nine altered copies, by file name."""
    small = frozenset(
        entry for text in files.values() for entry in tomllib.loads(text).get("lists", {}).get("function-words", ())
    )
    grown = dict(files)
    for number in range(1, COPIES + 1):
        copy = _Copy(f"q{'bcdfghjklm'[number]}", small, same_rarest)
        for name, text in files.items():
            folder, _, file = name.rpartition("/")
            grown[f"{folder}/copy-{number}-{file}"] = copy.alter(tomllib.loads(text))
    return grown


@dataclass(frozen=True, slots=True)
class _Copy:
    """One altered copy of the pack; `mark` is what makes its words other words."""

    mark: str
    small: AbstractSet[str]
    same_rarest: bool

    def alter(self, data: Mapping[str, Any]) -> str:
        lists = {
            f"{name}-{self.mark}": [self._entry(entry) for entry in entries] for name, entries in data.get("lists", {}).items()
        }
        lines = ["[lists]", *(f"{name} = {_toml(entries)}" for name, entries in lists.items())]
        for rule in data.get("rule", ()):
            altered = {**rule, "id": f"{rule['id']}-{self.mark}", "phrases": [self._phrase(phrase) for phrase in rule["phrases"]]}
            lines += ["[[rule]]", *(f"{key} = {_toml(value)}" for key, value in altered.items())]
        return "\n".join(lines) + "\n"

    def _entry(self, entry: str) -> str:
        return (
            f"{entry}-{self.mark}"
            if entry.startswith("@")
            else " ".join(word if word in self.small else self._word(word) for word in entry.split())
        )

    def _phrase(self, phrase: str) -> str:
        words = [found["word"] for found in _PART.finditer(phrase) if found["word"] and found["word"][0].isalnum()]
        telling = [word for word in words if word.lower() not in self.small]
        kept = max(telling, key=len, default="") if self.same_rarest else ""
        others = {word for word in words if word != kept} if kept else set(telling or words)
        altered = _PART.sub(lambda found: self._part(found, others), phrase)
        return (
            re.sub(rf"(?<![\w'@-]){re.escape(kept)}(?![\w'-])", f"{kept} {self.mark}", altered)
            if altered == phrase and kept
            else altered
        )

    def _part(self, found: re.Match[str], others: AbstractSet[str]) -> str:
        if found["list"]:
            return found[0] if found["list"] in _BUILT_IN else f"{found[0]}-{self.mark}"
        return self._word(found[0]) if found[0] in others else found[0]

    def _word(self, word: str) -> str:
        return word + self.mark if word[-1].isalnum() else word


def _toml(value: object) -> str:
    """A value as TOML, which writes texts and lists of texts as JSON does."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(entry)}" for key, entry in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
