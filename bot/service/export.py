"""A group's own data as two texts, CSV for a spreadsheet and JSON for a program; without the number of any account."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum

from bot.service.keeping import ChatChoice
from bot.service.statements import Sighting

Fields = Mapping[str, object]


class Kind(StrEnum):
    """What an entry is; the words stand in files."""

    NOTE = "note"
    CUE = "cue"
    CHANGE = "change"


class Form(StrEnum):
    """The form of a file; the words stand in waiting calls and are the endings of names."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that people of the group wrote down: a note, a cue, a change. A `name` of None stays unsaid."""

    kind: Kind
    at: float
    name: str | None = None
    text: str = ""
    status: str = ""
    detail: str = ""
    link: str = ""
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is kept of a group, and when it was looked up."""

    at: float
    sightings: Sequence[Sighting]
    entries: Sequence[Entry]
    choice: ChatChoice


COLUMNS = (
    *("kind", "at", "text", "status", "certainty", "polarity", "times", "message", "sources", "origin"),
    *("name", "detail", "link", "until"),
)
"""The columns of the table; a row of one kind leaves those of the others empty."""

BOM = "\ufeff"
"""By this a spreadsheet knows that a file is UTF-8."""

_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet may carry out (OWASP, CSV Injection)."""

_WORD = re.compile(r"\w+")


def write_file(holdings: Holdings, form: Form) -> bytes:
    """Give the file in one of the forms, in UTF-8."""
    text = BOM + write_csv(holdings) if form is Form.CSV else write_json(holdings)
    return text.encode("utf-8", "replace")


def write_csv(holdings: Holdings) -> str:
    """Give one table of everything: statements with a row for each time they were seen, then entries, then settings (RFC 4180).

    No cell begins in a way that makes a spreadsheet take it for a formula: an apostrophe stands before it.
    """
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    rows = [*_list_seen(holdings.sightings), *map(_show_entry, holdings.entries), *_list_settings(holdings.choice)]
    writer.writerows({column: disarm_cell(_flat(value)) for column, value in row.items()} for row in rows)
    return page.getvalue()


def write_json(holdings: Holdings) -> str:
    """Give the same as an object: settings, statements with their sightings, and the entries of each kind."""
    made = {
        "made": say_time(holdings.at),
        "settings": dict(_read_choice(holdings.choice)),
        "statements": [_show_statement(seen) for seen in group_sightings(holdings.sightings)],
        **{f"{kind}s": [_show_bare(entry) for entry in holdings.entries if entry.kind == kind] for kind in Kind},
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def disarm_cell(text: str) -> str:
    """Give a text that a spreadsheet shows and does not carry out."""
    return f"'{text}" if _FORMULA.match(text) else text


def group_sightings(sightings: Sequence[Sighting]) -> Sequence[Sequence[Sighting]]:
    """Put the sightings of one statement together, which may differ in case, spaces and marks; those without words stay apart."""
    groups: dict[object, list[Sighting]] = {}
    for place, one in enumerate(sightings):
        words = tuple(_WORD.findall(one.text.casefold()))
        groups.setdefault(words or place, []).append(one)
    return tuple(groups.values())


def say_time(at: float) -> str:
    """Write a time as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _show_statement(seen: Sequence[Sighting]) -> Fields:
    return {"text": seen[0].text, "times": len(seen), "sightings": [_show_sighting(one) for one in seen]}


def _show_sighting(one: Sighting) -> Fields:
    shown = {"at": say_time(one.at), "status": one.status, "certainty": one.certainty, "polarity": one.polarity}
    return {**shown, "message": one.message, "sources": list(one.sources), "origin": one.origin}


def _list_seen(sightings: Sequence[Sighting]) -> Iterable[Fields]:
    for seen in group_sightings(sightings):
        for one in seen:
            yield {"kind": "statement", "text": one.text, "times": len(seen), **_show_sighting(one)}


def _show_entry(entry: Entry) -> Fields:
    return {"kind": entry.kind, **_show_bare(entry)}


def _show_bare(entry: Entry) -> Fields:
    shown: dict[str, object] = {"at": say_time(entry.at), "name": entry.name}
    said = {name: getattr(entry, name) for name in ("text", "status", "detail", "link")}
    ends = {} if entry.until is None else {"until": say_time(entry.until)}
    return {**shown, **{name: value for name, value in said.items() if value}, **ends}


def _read_choice(choice: ChatChoice) -> Iterable[tuple[str, object]]:
    return ((field.name, getattr(choice, field.name)) for field in fields(choice))


def _list_settings(choice: ChatChoice) -> Iterable[Fields]:
    for name, value in _read_choice(choice):
        yield {"kind": "setting", "detail": f"{name}: {'' if value is None else value}"}


def _flat(value: object) -> str:
    """Write a value in one cell."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.replace("\0", "\ufffd")
