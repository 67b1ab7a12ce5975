"""What a page asks for, field by field; whatever cannot be done is said in one calm sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class CannotBe(Exception):  # noqa: N818  an answer like any other, not a fault of the server
    """What a page asks cannot be done; the text says why, or what can be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of what a page asks."""

    fields: Mapping[str, object]

    def number(self, name: str) -> int:
        """Give a whole number. Raises CannotBe where it is none."""
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise CannotBe(f"“{name}” must be a whole number.")
        return value

    def number_or_none(self, name: str) -> int | None:
        """Give a whole number, or None where none was given."""
        return None if self.fields.get(name) is None else self.number(name)

    def words(self, name: str, otherwise: str | None = None) -> str:
        """Give a text, or what stands for it where none was given. Raises CannotBe where it is no text."""
        value = self.fields.get(name, otherwise)
        if not isinstance(value, str):
            raise CannotBe(f"“{name}” must be a text.")
        return value

    def parts(self, name: str) -> list["Asked"]:
        """Give a list of objects. Raises CannotBe where it is none."""
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            raise CannotBe(f"“{name}” must be a list of objects.")
        return [Asked(part) for part in value]


def as_sentence(words: str) -> str:
    """Give words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"


def list_allowed(names: Iterable[str]) -> str:
    """Give names as the end of a sentence that says what is allowed."""
    return f"allowed: {', '.join(names)}."
