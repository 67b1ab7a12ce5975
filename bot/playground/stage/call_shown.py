"""A call of the bot as the pages show it: files as their names, long results cut."""

import json
from typing import Any

from bot.playground.arrived import Upload
from bot.playground.record import Call
from bot.playground.things import Thing

LONGEST_RESULT = 20_000
"""Characters of JSON."""


def show_call(number: int, call: Call) -> Thing:
    """Give a call as an event."""
    return {
        "kind": "call",
        "n": number,
        "at": call.at,
        "method": call.method,
        "given": {name: _plain(value) for name, value in call.given.items()},
        "status": call.status,
        "description": call.description,
        "result": _cut(call.result),
    }


def _plain(value: object) -> Any:  # noqa: ANN401  whatever JSON can hold
    if isinstance(value, Upload):
        return {"file": value.name, "bytes": len(value.data)}
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return _read(value) if isinstance(value, str) else value


def _read(value: str) -> object:
    """Give what a form wrote as JSON text as what it is: a keyboard is easier to look through than its source."""
    if value[:1] not in ("{", "["):
        return str(value)
    try:
        return json.loads(value, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return str(value)


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and the like are no JSON: no page could read them


def _cut(result: object) -> object:
    written = json.dumps(result, ensure_ascii=False)
    return result if len(written) <= LONGEST_RESULT else f"{written[:LONGEST_RESULT]} … (cut here)"
