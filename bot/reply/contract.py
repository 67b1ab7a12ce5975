"""The JSON of a reading, a public contract, and its JSON Schema, both built from the values of the model."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from operator import attrgetter
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from bot.model import About, Aside, Cue, Finding, FindingKind, Level, Reading, Source, Span, Statement, Status
from bot.reply.phrasebook import Phrasebook
from bot.reply.says import finding_says
from bot.reply.summary import first_line

VERSION = 1
"""Goes up when a key changes its meaning or goes away; a new key does not raise it."""

Json = dict[str, object]
_MERGED = frozenset(("parties",))
"""Written among the sources: their `part` tells them apart."""


def _writer(kind: type) -> Callable[[object], Json]:
    """Make a function that writes the fields of a dataclass in their order; nested values stay as they are."""
    names = tuple(field.name for field in fields(kind) if field.name not in _MERGED)
    values = attrgetter(*names)
    return lambda value: dict(zip(names, values(value), strict=True))


_span, _about, _aside = _writer(Span), _writer(About), _writer(Aside)
_source, _cue_fields, _statement_fields = _writer(Source), _writer(Cue), _writer(Statement)


def _cue(cue: Cue) -> Json:
    return _cue_fields(cue) | {"scope": _span(cue.scope)}


def _statement(statement: Statement) -> Json:
    return _statement_fields(statement) | {
        "about": _about(statement.about) if statement.about else None,
        "sources": [_source(source) for source in (*statement.sources, *statement.parties)],
        "cues": [_cue(cue) for cue in statement.cues],
    }


def _finding(finding: Finding, phrasebook: Phrasebook) -> Json:
    return {"kind": finding.kind, "says": finding_says(finding, phrasebook), "statements": list(finding.statements)}


def reading_to_json(reading: Reading, phrasebook: Phrasebook, *, id: str | None = None, with_text: bool = True) -> Json:  # noqa: A002
    """Give a reading as plain values for `json.dumps`; every key is there, null where unknown, only `text` can be left out."""
    article = reading.article
    values: Json = {
        "schema": VERSION,
        "id": id,
        "receipt": reading.receipt,
        "rules": reading.rules,
        "language": reading.language,
        "title": reading.title,
        "text": article.text,
        "url": article.url,
        "site": article.site,
        "author": article.author,
        "published": article.published,
        "level": reading.level,
        "summary": first_line(reading, phrasebook),
        "counts": {status.value: reading.counts[status] for status in Status if status in reading.counts},
        "statements": [_statement(statement) for statement in reading.statements],
        "findings": [_finding(finding, phrasebook) for finding in reading.findings],
        "set_aside": [_aside(aside) for aside in reading.set_aside],
    }
    return values if with_text else {key: value for key, value in values.items() if key != "text"}


_TEXT: Json = {"type": "string"}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_NUMBER: Json = {"type": "integer", "minimum": 0}

_SIMPLE: Mapping[object, Json] = {str: _TEXT, int: _NUMBER, bool: {"type": "boolean"}, NoneType: {"type": "null"}}


def schema() -> Json:
    """Give the JSON Schema (2020-12) that every reading fulfils."""
    properties: Json = {
        "schema": {"const": VERSION},
        "id": {"type": ["string", "integer", "null"]},
        "receipt": _TEXT,
        "rules": _TEXT,
        "language": _TEXT,
        "title": _TEXT_OR_NULL,
        "text": _TEXT,
        "url": _TEXT_OR_NULL,
        "site": _TEXT_OR_NULL,
        "author": _TEXT_OR_NULL,
        "published": _TEXT_OR_NULL,
        "level": _schema_of(Level),
        "summary": _TEXT,
        "counts": {"type": "object", "propertyNames": _schema_of(Status), "additionalProperties": _NUMBER},
        "statements": _list_of(_schema_of(Statement)),
        "findings": _list_of(_object({"kind": _schema_of(FindingKind), "says": _TEXT, "statements": _list_of(_NUMBER)})),
        "set_aside": _list_of(_schema_of(Aside)),
    }
    head: Json = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A reading by Caveat"}
    return head | _object(properties, optional={"text"})


def _schema_of(kind: object) -> Json:
    """Describe a type of the model: a plain value, a closed set, a list, a choice with null, or a dataclass."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if isinstance(kind, UnionType):
        return {"anyOf": [_schema_of(choice) for choice in get_args(kind)]}
    if get_origin(kind) is tuple:
        return _list_of(_schema_of(get_args(kind)[0]))
    return _schema_of_class(kind)


def _schema_of_class(kind: object) -> Json:
    if not isinstance(kind, type):
        raise TypeError(f"no schema for {kind}")
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return _object({name: _schema_of(hint) for name, hint in get_type_hints(kind).items() if name not in _MERGED})


def _list_of(item: Json) -> Json:
    return {"type": "array", "items": item}


def _object(properties: Json, optional: set[str] | None = None) -> Json:
    required = [name for name in properties if name not in (optional or set())]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
