"""The phrasebook: every word the bot says in one language, checked when it is loaded."""

import string
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.errors import RuleError
from bot.reply.phrase_keys import PHRASES, PLURALS, Allowed

LANGUAGE = "language"
"""The one key of a phrase file that stands in no part: the language it is written in."""

Table = Mapping[str, object]

FORMS = ("one", "other")


@dataclass(frozen=True, slots=True)
class Plural:
    """A phrase in its form for one and its form for any other number."""

    one: str
    other: str

    def of(self, n: int) -> str:
        """Give the form that fits a number."""
        return self.one if n == 1 else self.other


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Every word the bot says in one language."""

    language: str
    phrases: Mapping[str, Mapping[str, str]]
    plurals: Mapping[str, Mapping[str, Plural]]

    def say(self, part: str, key: str, /, **values: object) -> str:
        """Give one phrase with its values filled in, such as `say("refusal", "too_short")`."""
        return self.phrases[part][key].format(**values)

    def count(self, part: str, key: str, by: int, /, **values: object) -> str:
        """Give one phrase in the form that fits the number `by`, with its values filled in."""
        return self.plurals[part][key].of(by).format(**values)


def parse_phrasebook(text: str, file: str) -> Phrasebook:
    """Parse a phrase file; a complaint names the file, the key and what is allowed there. Raises RuleError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not TOML: {error}") from error
    _want_keys(table, {LANGUAGE, *PHRASES, *PLURALS}, file, "the top")
    phrases = {part: _read_part(table[part], allowed, file, part) for part, allowed in PHRASES.items()}
    plurals = {part: _read_plurals(table[part], allowed, file, part) for part, allowed in PLURALS.items()}
    return Phrasebook(_read_phrase(table[LANGUAGE], frozenset(), file, LANGUAGE), phrases, plurals)


def _read_part(table: object, allowed: Allowed, file: str, part: str) -> Mapping[str, str]:
    entries = _want_table(table, allowed, file, part)
    return {str(key): _read_phrase(entries[key], names, file, f"{part}.{key}") for key, names in allowed.items()}


def _read_plurals(table: object, allowed: Allowed, file: str, part: str) -> Mapping[str, Plural]:
    entries = _want_table(table, allowed, file, part)
    return {str(key): _read_plural(entries[key], names, file, f"{part}.{key}") for key, names in allowed.items()}


def _read_plural(table: object, names: frozenset[str], file: str, place: str) -> Plural:
    """Read both forms; the form for one may leave placeholders out ("the only statement")."""
    forms = _want_table(table, dict.fromkeys(FORMS, names), file, place)
    one = _read_phrase(forms["one"], names, file, f"{place}.one", strict=False)
    return Plural(one, _read_phrase(forms["other"], names, file, f"{place}.other"))


def _read_phrase(value: object, allowed: frozenset[str], file: str, place: str, *, strict: bool = True) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{file}, {place}: must be a text that is not empty")
    used = _placeholders(value, file, place)
    if used - allowed:
        raise RuleError(f"{file}, {place}: unknown placeholder {_list(used - allowed, braces=True)}; {_allowed(allowed)}")
    if strict and allowed - used:
        raise RuleError(f"{file}, {place}: missing placeholder {_list(allowed - used, braces=True)}; {_allowed(allowed)}")
    return value


def _placeholders(phrase: str, file: str, place: str) -> frozenset[str]:
    try:
        fields = [field for field in string.Formatter().parse(phrase) if field[1] is not None]
    except ValueError as error:
        raise RuleError(f"{file}, {place}: {error}; a brace that is no placeholder is written twice") from error
    if any(layout or conversion for _, _, layout, conversion in fields):
        raise RuleError(f"{file}, {place}: a placeholder is a name in braces and nothing more, such as {{n}}")
    return frozenset(name or "" for _, name, _, _ in fields)


def _want_table(table: object, allowed: Allowed, file: str, place: str) -> Table:
    if not isinstance(table, dict):
        raise RuleError(f"{file}, {place}: must be a table with the keys {_list(allowed)}")
    _want_keys(table, set(allowed), file, place)
    return table


def _want_keys(table: Table, allowed: set[str], file: str, place: str) -> None:
    unknown, missing = table.keys() - allowed, allowed - table.keys()
    if unknown:
        raise RuleError(f"{file}, {place}: unknown key {_list(unknown)}; allowed: {_list(allowed)}")
    if missing:
        raise RuleError(f"{file}, {place}: missing key {_list(missing)}")


def _allowed(names: frozenset[str]) -> str:
    return f"allowed: {_list(names, braces=True)}" if names else "none is allowed here"


def _list(names: Collection[str], *, braces: bool = False) -> str:
    """List names in one fixed order, so that the same mistake gives the same complaint."""
    return ", ".join(sorted(f"{{{name}}}" if braces else str(name) for name in names))
