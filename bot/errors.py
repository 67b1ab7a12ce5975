"""The one small tree of errors: each says where, what, and what would be right."""

from dataclasses import dataclass


class CaveatError(Exception):
    """An expected failure whose text can be shown to a person as it stands."""


class SettingsError(CaveatError):
    """A setting is unknown, has the wrong type or a value that is not allowed."""


class RuleError(CaveatError):
    """A rule file cannot be used; the text names file, line, rule and key."""


class StoreError(CaveatError):
    """Something could not be kept or looked up; the text names the file and says what to do."""


class InputError(CaveatError):
    """What was sent cannot be read; the text says what to do instead."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong in a rule file: where it stands and what is allowed there."""

    file: str
    line: int
    rule: str
    says: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}, rule {self.rule}: {self.says}" if self.rule else f"{where}: {self.says}"
