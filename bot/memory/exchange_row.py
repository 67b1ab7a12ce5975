"""A line of an export becomes the entry of a table, or a complaint that says where, what, and what is allowed."""

import json
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from bot.errors import InputError
from bot.memory.exchange import BASE64
from bot.memory.readable import FORMS
from bot.memory.tables import Column, Table

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an export, with its place for complaints: the file's name and the line's number, from 1 on."""

    file: str
    number: int
    raw: bytes

    def refuse(self, where: str, says: str) -> InputError:
        """Give the error of something in this line; `where` is the table or key, or nothing for all of it."""
        return InputError(f"{self.file}:{self.number}{where and f', {where}'}: {says}")

    def read_object(self, keys: Mapping[str, type]) -> dict[str, Any]:
        """Give the object that the line holds, which has these keys with values of these types. Raises InputError."""
        document = self._parse()
        if not isinstance(document, dict):
            raise self.refuse("", f"{shorten(document)} is not allowed; allowed: a JSON object with {', '.join(keys)}")
        self.compare_keys("", document, tuple(keys))
        for key, kind in keys.items():
            if type(document[key]) is not kind:
                raise self.refuse(key, f"{shorten(document[key])} is not allowed; allowed: {_KINDS[kind]}")
        return document

    def compare_keys(self, where: str, found: Mapping[str, object], keys: Sequence[str]) -> None:
        """Raise InputError where a key is missing or unknown."""
        for key in sorted(found.keys() - set(keys)):
            raise self.refuse(where, f"unknown key {shorten(key)}; allowed: {', '.join(keys)}")
        for key in keys:
            if key not in found:
                raise self.refuse(where, f"{key} is missing; needed: {', '.join(keys)}")

    def _parse(self) -> object:
        try:
            return json.loads(self.raw.decode(), object_pairs_hook=_refuse_twice)
        except UnicodeDecodeError as error:
            raise self.refuse("", f"is not UTF-8 text (byte {error.start})") from None
        except (ValueError, RecursionError) as error:
            raise self.refuse("", f"is not JSON: {error}") from None


_KINDS: Mapping[type, str] = {int: "a whole number", str: "a text", dict: "a JSON object"}


def _refuse_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def read_row(line: Line, table: Table, row: Mapping[str, object]) -> tuple[object, ...]:
    """Give the values of an entry in the order of the table's columns. Raises InputError."""
    line.compare_keys(table.name, row, table.names)
    return tuple(_read_value(line, table.name, column, row[column.name]) for column in table.columns)


def _read_value(line: Line, table: str, column: Column, shown: object) -> object:
    if shown is None and not column.needed:
        return None
    says, read = _READERS[column.kind]
    try:
        value = read(shown)
    except (ValueError, TypeError, OverflowError):
        raise line.refuse(f"{table}.{column.name}", f"{shorten(shown)} is not allowed; allowed: {says}") from None
    form = FORMS.get((table, column.name))
    if form and not form.fits(value):
        raise line.refuse(f"{table}.{column.name}", f"{shorten(shown)} is not allowed; allowed: {form.says}")
    return value


def _read_integer(shown: object) -> int:
    if type(shown) is not int or not -(1 << 63) <= shown < 1 << 63:
        raise ValueError
    return shown


def _read_real(shown: object) -> float:
    if not isinstance(shown, int | float) or isinstance(shown, bool) or not isfinite(shown):
        raise ValueError
    return float(shown)


def _read_text(shown: object) -> str:
    if not isinstance(shown, str):
        raise TypeError
    shown.encode()  # half a surrogate pair is no text
    return shown


def _read_bytes(shown: object) -> bytes:
    if isinstance(shown, dict) and shown.keys() == {BASE64}:
        return b64decode(shown[BASE64], validate=True)
    return _read_text(shown).encode()


def _read_anything(shown: object) -> object:
    return _read_integer(shown) if isinstance(shown, int) else _read_text(shown)


_READERS: Mapping[str, tuple[str, Callable[[object], object]]] = {
    "INTEGER": ("a whole number of at most 64 bits", _read_integer),
    "REAL": ("a number", _read_real),
    "TEXT": ("a text", _read_text),
    "BLOB": (f'a text, or bytes as {{"{BASE64}": "…"}}', _read_bytes),
    "": ("a text or a whole number of at most 64 bits", _read_anything),
}


def shorten(shown: object) -> str:
    """Give a value as JSON, cut where it is long."""
    text = json.dumps(shown, ensure_ascii=True)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
