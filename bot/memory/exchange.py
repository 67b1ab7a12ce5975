"""Everything in a file as JSON lines, which other programs can read and `restock` turns into a file again."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from sqlite_utils import Database

from bot.errors import StoreError
from bot.memory.database import look_into
from bot.memory.examine import find_schema
from bot.memory.tables import Column, Table, count_rows, list_tables

BASE64 = "base64"
"""The key under which bytes stand that are no text."""


def export(path: Path, stream: TextIO) -> int:
    """Write all entries as they are at one moment, while a bot may be using the file; give how many there are.

    The first line holds the schema and the number of entries, every other one an entry with its table. The same entries give the
    same lines. Raises StoreError where the file cannot be used.
    """
    with look_into(path) as db:
        db.execute("BEGIN")  # all is seen as at one moment
        schema, rows = find_schema(db), count_rows(db)
        if not schema:
            raise StoreError(f"{path} holds nothing yet: the bot lays out its tables at its first start.")
        _write(stream, {"schema": int(schema), "rows": rows})
        for table in list_tables(db):
            for row in _read_rows(db, table):
                _write(stream, {"table": table.name, "row": row})
        return rows


def _write(stream: TextIO, document: object) -> None:
    stream.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")


def _read_rows(db: Database, table: Table) -> Iterator[dict[str, object]]:
    names, key = (", ".join(f'"{name}"' for name in names) for names in (table.names, table.key))
    for row in db.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {key}'):  # noqa: S608  names that the file itself gave
        yield {column.name: _show(column, value) for column, value in zip(table.columns, row, strict=True)}


def _show(column: Column, value: object) -> object:
    if not isinstance(value, bytes):
        return value
    return value.decode() if column.kind == "BLOB" and _is_text(value) else {BASE64: b64encode(value).decode()}


def _is_text(value: bytes) -> bool:
    """Tell whether bytes are text. Half a surrogate pair is none: JSON would make one character of two halves."""
    try:
        return "\0" not in value.decode()
    except UnicodeDecodeError:
        return False
