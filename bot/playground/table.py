"""The table of the Bot API's methods, and the check of a call against it: names, types, what is required, nothing unknown."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.playground.arrived import Packed, Upload
from bot.playground.refusal import Refusal, bad_request
from bot.playground.things import plain_emoji

WHOLE = re.compile(r"-?[0-9]{1,19}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
MISSING = {"text": "message text is empty", "chat_id": "chat_id is empty"}
"""What Telegram itself says where these are missing."""

NOT_ALLOWED = {"ReactionTypeEmoji.emoji": "REACTION_INVALID"}
"""What Telegram itself says where these hold another value than it knows."""

FILE = "InputFile"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method or field of a type; `kinds` are the types it may have, the first that fits is taken.

    `allowed` are the values that a text is confined to; none means any.
    """

    name: str
    required: bool
    kinds: tuple[str, ...]
    allowed: tuple[str, ...] = ()


Parameters = Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class Table:
    """Every method and every type that a parameter can hold, by name; and the kinds of update."""

    methods: Mapping[str, Parameters]
    types: Mapping[str, Parameters]
    unions: Mapping[str, tuple[str, ...]]
    updates: tuple[str, ...] = ()

    def check_call(self, method: str, given: Mapping[str, object]) -> dict[str, object]:
        """Give the parameters of a call as values of their types. Raises Refusal as Telegram would answer.

        Telegram ignores what it does not know; here it is refused, for it is a mistake of the caller.
        """
        return self._check_fields(method, self.methods[method], given, method)

    def _check_fields(self, kind: str, allowed: Parameters, given: Mapping[str, object], where: str) -> dict[str, object]:
        unknown = sorted(given.keys() - allowed.keys())
        if unknown:
            raise bad_request(f'unknown parameter "{unknown[0]}" in {where}; allowed: {", ".join(allowed)}')
        missing = [name for name, parameter in allowed.items() if parameter.required and name not in given]
        if missing:
            known = MISSING if where == kind else {}
            raise bad_request(known.get(missing[0], f'parameter "{missing[0]}" of {where} is required'))
        fitted = {name: self._fit_any(value, allowed[name].kinds, f"{where}.{name}") for name, value in given.items()}
        for name, value in fitted.items():
            _check_value(f"{kind}.{name}", allowed[name].allowed, value, f"{where}.{name}")
        return fitted

    def _fit_any(self, value: object, kinds: Iterable[str], where: str) -> object:
        """Give the value as the first kind that it fits; where it fits none, say what is wrong with the likeliest."""
        plain = tuple(self._plain(kinds))
        if len(plain) == 1:
            return self._fit(value, plain[0], where)
        if FILE in plain or not any(kind in self.types for kind in plain):
            return self._fit_one(value, plain, where)
        opened = _open_json(value, "|".join(plain), where)
        return self._fit_likeliest(opened, self._likeliest_first(plain, opened, where), where)

    def _fit_one(self, value: object, kinds: tuple[str, ...], where: str) -> object:
        for kind in kinds:
            with suppress(Refusal):
                return self._fit(value, kind, where)
        raise bad_request(f"{where} must be of type {'|'.join(kinds)}")

    def _fit_likeliest(self, opened: object, kinds: tuple[str, ...], where: str) -> object:
        refusals = []
        for kind in kinds:
            try:
                return self._fit(opened, kind, where)
            except Refusal as refusal:
                refusals.append(refusal)
        raise refusals[0]

    def _plain(self, kinds: Iterable[str]) -> Iterator[str]:
        """Give the kinds with every union taken apart."""
        for kind in kinds:
            if kind in self.unions:
                yield from self._plain(self.unions[kind])
            else:
                yield kind

    def _likeliest_first(self, kinds: tuple[str, ...], opened: object, where: str) -> tuple[str, ...]:
        if not isinstance(opened, dict):
            return kinds
        self._check_speaking(kinds, opened, where)
        return tuple(sorted(kinds, key=lambda kind: self._likeness(kind, opened), reverse=True))

    def _check_speaking(self, kinds: tuple[str, ...], opened: Mapping[str, object], where: str) -> None:
        """Raise Refusal where an object says that it is of a kind which is none of these."""
        fields = [field for kind in kinds for field in self.types.get(kind, {}).values() if len(field.allowed) == 1]
        for name in {field.name for field in fields} & opened.keys():
            known = list(dict.fromkeys(field.allowed[0] for field in fields if field.name == name))
            if opened[name] not in known:
                raise bad_request(f"{where}.{name} must be one of {', '.join(known)}")

    def _likeness(self, kind: str, opened: Mapping[str, object]) -> tuple[int, int]:
        """Count what an object says of being of a kind, and the fields that it shares with it."""
        fields = self.types.get(kind, {})
        speaking = [opened.get(field.name) == field.allowed[0] for field in fields.values() if len(field.allowed) == 1]
        return sum(speaking), len(fields.keys() & opened.keys())

    def _fit(self, value: object, kind: str, where: str) -> object:
        if kind in FORMS:
            return _fit_scalar(value, kind, where)
        if kind == FILE:
            return _fit_file(value, where)
        opened = _open_json(value, kind, where)
        if kind.startswith("[") and isinstance(opened, list):
            return [self._fit_any(item, (kind[1:-1],), where) for item in opened]
        if kind in self.types and isinstance(opened, dict):
            return self._check_fields(kind, self.types[kind], opened, where)
        raise bad_request(f"{where} must be of type {kind}")


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


def _fit_file(value: object, where: str) -> Upload:
    if not isinstance(value, Upload):
        raise bad_request(f"{where} must be of type {FILE}")
    return value


def _check_value(field: str, allowed: tuple[str, ...], value: object, where: str) -> None:
    if allowed and plain_emoji(str(value)) not in allowed:
        raise bad_request(NOT_ALLOWED.get(field, f"{where} must be one of {', '.join(allowed)}"))


def _open_json(value: object, kind: str, where: str) -> object:
    """Give what a form's text holds where the parameter is an array or an object."""
    if not isinstance(value, Packed):
        return value
    try:
        opened: object = json.loads(value)
    except (ValueError, RecursionError):
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
        updates=next(tuple(names) for word, *names in lines if word == "updates"),
    )


def _parameters(written: Iterable[str]) -> Parameters:
    return {parameter.name: parameter for parameter in map(_parameter, written)}


def _parameter(written: str) -> Parameter:
    name, _, rest = written.partition(":")
    kinds, _, allowed = rest.partition("=")
    return Parameter(
        name.removesuffix("!"), name.endswith("!"), tuple(kinds.split("|")), tuple(allowed.split("|")) if allowed else ()
    )
