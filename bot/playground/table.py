"""The table of the Bot API's methods, and the check of a call against it: names, types, what is required, nothing unknown."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.playground.refusal import Refusal, bad_request

WHOLE = re.compile(r"-?[0-9]{1,19}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
MISSING = {"text": "message text is empty", "chat_id": "chat_id is empty"}
"""What Telegram itself says where these are missing."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method or field of a type; `kinds` are the types it may have, the first that fits is taken."""

    name: str
    required: bool
    kinds: tuple[str, ...]


Parameters = Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class Table:
    """Every method and every type that a parameter can hold, by name."""

    methods: Mapping[str, Parameters]
    types: Mapping[str, Parameters]
    unions: Mapping[str, tuple[str, ...]]

    def check_call(self, method: str, given: Mapping[str, object]) -> dict[str, object]:
        """Give the parameters of a call as values of their types. Raises Refusal as Telegram would answer.

        Telegram ignores what it does not know; here it is refused, for it is a mistake of the caller.
        """
        return self._check_fields(self.methods[method], given, method)

    def _check_fields(self, allowed: Parameters, given: Mapping[str, object], where: str) -> dict[str, object]:
        unknown = sorted(given.keys() - allowed.keys())
        if unknown:
            raise bad_request(f'unknown parameter "{unknown[0]}" in {where}; allowed: {", ".join(allowed)}')
        missing = [name for name, parameter in allowed.items() if parameter.required and name not in given]
        if missing:
            raise bad_request(MISSING.get(missing[0], f'parameter "{missing[0]}" of {where} is required'))
        return {name: self._fit_any(value, allowed[name].kinds, f"{where}.{name}") for name, value in given.items()}

    def _fit_any(self, value: object, kinds: Iterable[str], where: str) -> object:
        """Give the value as the first kind that it fits; where it fits none, say what is wrong with the last."""
        refusal = bad_request(f"{where} has no type")
        for kind in kinds:
            try:
                return self._fit(value, kind, where)
            except Refusal as error:
                refusal = error
        raise refusal

    def _fit(self, value: object, kind: str, where: str) -> object:
        if kind in self.unions:
            return self._fit_any(value, self.unions[kind], where)
        if kind in FORMS:
            return _fit_scalar(value, kind, where)
        opened = _open_json(value, kind, where)
        if kind.startswith("[") and isinstance(opened, list):
            return [self._fit(item, kind[1:-1], where) for item in opened]
        if kind in self.types and isinstance(opened, dict):
            return self._check_fields(self.types[kind], opened, where)
        raise bad_request(f"{where} must be of type {kind}")


class Packed(str):
    """A value as a form carries it: a text that may stand for a number, a truth value or JSON."""

    __slots__ = ()


TRUTH = {"true": True, "false": False}
FROM_FORM: Mapping[str, Callable[[str], object]] = {
    "Integer": lambda text: int(text) if WHOLE.fullmatch(text) else None,
    "Float": lambda text: float(text) if NUMBER.fullmatch(text) else None,
    "Boolean": lambda text: TRUTH.get(text.lower()),
    "String": str,
}
FORMS: Mapping[str, tuple[type, ...]] = {"Integer": (int,), "Float": (int, float), "Boolean": (bool,), "String": (str,)}


def _fit_scalar(value: object, kind: str, where: str) -> object:
    plain = FROM_FORM[kind](value) if isinstance(value, Packed) else value
    if type(plain) not in FORMS[kind]:  # True is an int to isinstance
        raise bad_request(f"{where} must be of type {kind}")
    return plain


def _open_json(value: object, kind: str, where: str) -> object:
    """Give what a form's text holds where the parameter is an array or an object."""
    if not isinstance(value, Packed):
        return value
    try:
        opened: object = json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {where} as JSON: {kind} expected") from None
    return opened


@cache
def load_table() -> Table:
    """Give the table that ships with the project."""
    lines = [line.split(" ") for line in files(__package__).joinpath("methods.txt").read_text(encoding="utf-8").splitlines()]
    return Table(
        methods={name: _parameters(rest) for word, name, *rest in lines if word == "method"},
        types={name: _parameters(rest) for word, name, *rest in lines if word == "type"},
        unions={name: tuple(rest[0].split("|")) for word, name, *rest in lines if word == "union"},
    )


def _parameters(written: Iterable[str]) -> Parameters:
    return {parameter.name: parameter for parameter in map(_parameter, written)}


def _parameter(written: str) -> Parameter:
    name, _, kinds = written.partition(":")
    return Parameter(name.removesuffix("!"), name.endswith("!"), tuple(kinds.split("|")))
