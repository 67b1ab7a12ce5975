"""Makes methods.txt, the table of the Bot API's methods, from a description of that API.

Run it as `python -m bot.playground.derive_table api.json`.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Described = Mapping[str, Mapping[str, Any]]

_ONLY = re.compile(r'(?:always|must be) "?(\w+)"?$')
_SEVERAL = re.compile(r'(?:one of|can be|either) (".*)', re.DOTALL)
_QUOTED = re.compile(r'"([^"\s|=]+)"')


def derive_table(description: Mapping[str, Any]) -> str:
    """Keep the facts alone: every method and every type that a parameter can hold, with names, types and what is required.

    What a text is confined to, where the description says so, and the kinds of update that there are, stand beside them.
    """
    methods, types = description["methods"], description["types"]
    lines = [f"api {description['version'].removeprefix('Bot API ')}", *(_line("method", methods[name]) for name in methods)]
    lines += [_type_line(types[name]) for name in sorted(_reachable(methods, types))]
    lines += [f"updates {' '.join(_update_kinds(types['Update']))}"] if "Update" in types else []
    return "\n".join(lines) + "\n"


def _update_kinds(update: Mapping[str, Any]) -> list[str]:
    return [field["name"] for field in update["fields"] if field["name"] != "update_id"]


def _line(word: str, entry: Mapping[str, Any]) -> str:
    return " ".join([word, entry["name"], *(_parameter(field) for field in entry.get("fields", ()))])


def _type_line(entry: Mapping[str, Any]) -> str:
    if "subtypes" in entry:
        return f"union {entry['name']} {'|'.join(entry['subtypes'])}"
    return _line("type", entry)


def _parameter(field: Mapping[str, Any]) -> str:
    """Write one parameter: `text!:String` is required, `[X]` is an array of X, `|` stands for or, `=` before values."""
    allowed = _allowed(field) if field["types"] == ["String"] else ()
    kinds = "|".join(map(_short, field["types"]))
    return f"{field['name']}{'!' if field['required'] else ''}:{kinds}{'=' if allowed else ''}{'|'.join(allowed)}"


def _allowed(field: Mapping[str, Any]) -> Iterable[str]:
    """Give the values that a text is confined to, as far as its description names them."""
    described = field.get("description", "")
    if only := _ONLY.search(described):
        return (only[1],)
    several = _SEVERAL.search(described)
    return dict.fromkeys(_QUOTED.findall(several[1])) if several else ()


def _short(name: str) -> str:
    return f"[{_short(name.removeprefix('Array of '))}]" if name.startswith("Array of ") else name


def _reachable(methods: Described, types: Described) -> set[str]:
    found: set[str] = set()
    waiting = [name for method in methods.values() for name in _mentioned(method)]
    while waiting:
        name = waiting.pop()
        if name in types and name not in found:
            found.add(name)
            waiting += _mentioned(types[name])
    return found


def _mentioned(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from entry.get("subtypes", ())
    for field in entry.get("fields", ()):
        yield from (name.replace("Array of ", "") for name in field["types"])


if __name__ == "__main__":
    table = derive_table(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    Path(__file__).with_name("methods.txt").write_text(table, encoding="utf-8")
