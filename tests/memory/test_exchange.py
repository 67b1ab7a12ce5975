"""What is exported can be imported: the same entries give the same lines, and a line that is not right names itself."""

import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Migrations

from bot.errors import InputError, StoreError
from bot.memory import examine as examining
from bot.memory import exchange_back, open_memory, schema
from bot.memory.examine import examine
from bot.memory.exchange import export
from bot.memory.exchange_back import restock
from bot.service.records import Matter
from tests.memory.builder import answer, arrival, call

NOW = 1000.0


@pytest.fixture
def path(full_path: Path) -> Path:
    return full_path


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Where nothing is yet."""
    return tmp_path / "new" / "caveat.db"


def write_out(path: Path) -> list[bytes]:
    stream = io.StringIO()
    export(path, stream)
    return stream.getvalue().encode().splitlines(keepends=True)


def take_in(path: Path, lines: list[bytes]) -> int:
    return restock(path, lines, "all.jsonl", NOW)


def list_schema(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as db:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


# --- there and back


def test_every_table_of_the_schema_is_in_it(path: Path) -> None:
    tables = {json.loads(line)["table"] for line in write_out(path)[1:]}
    assert tables == list_schema(path) - {"_sqlite_migrations"}


def test_the_first_line_says_the_schema_and_how_many_follow(path: Path) -> None:
    first, *rest = write_out(path)
    assert json.loads(first) == {"schema": 1, "rows": len(rest)}


def test_texts_are_texts(path: Path) -> None:
    assert "The dam at Velmora holds, a says." in b"".join(write_out(path)).decode()


def test_an_export_that_is_imported_gives_the_same_bytes(path: Path, fresh: Path) -> None:
    lines = write_out(path)
    assert take_in(fresh, lines) == len(lines) - 1
    assert write_out(fresh) == lines
    assert examine(fresh, NOW).faults == ()


async def test_the_order_in_which_things_were_kept_does_not_matter(tmp_path: Path) -> None:
    exports = []
    for name, order in (("up", (1, 2)), ("down", (2, 1))):
        memory = await open_memory(tmp_path / name)
        for number in order:
            await memory.limits.bump(f"raid {number}", 60.0, 0.0)
        await memory.close()
        exports.append(write_out(tmp_path / name))
    assert exports[0] == exports[1]


async def test_a_bot_goes_on_with_an_imported_file(path: Path, fresh: Path) -> None:
    take_in(fresh, write_out(path))
    memory = await open_memory(fresh)
    assert await memory.answers.get("a") == answer("a")
    assert await memory.inbox.put([arrival(1)], 0.0) == 0
    await memory.close()


async def test_a_number_that_was_given_is_not_given_again(path: Path, fresh: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM outbox")
    take_in(fresh, write_out(path))
    memory = await open_memory(fresh)
    await memory.outbox.put([call("next")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, 30.0, 1)
    assert parcel.number == 4
    await memory.close()


NUMBERS = count()
BYTES = st.binary() | st.text(st.characters()).map(lambda text: text.encode("utf-8", "surrogatepass"))


@given(body=BYTES, text=st.text(), at=st.floats(max_value=NOW, allow_nan=False, allow_infinity=False))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_text_and_time_come_back(path: Path, body: bytes, text: str, at: float) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE inbox SET body = ?", (body,))
        db.execute("UPDATE feedback SET rule = ?, at = ?", (text, at))
    lines = write_out(path)
    copy = path.with_name(f"{next(NUMBERS)}.db")
    take_in(copy, lines)
    assert write_out(copy) == lines
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT body, rule, at FROM inbox, feedback").fetchall() == [(body, text, at)]


def test_an_export_of_an_earlier_schema_becomes_a_file_of_the_newest(
    path: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = write_out(path)
    later = {**schema.STEPS, "2": lambda db: db.executescript("ALTER TABLE answers ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")}
    steps = Migrations("caveat")
    for name, step in later.items():
        steps(name=name)(step)
    monkeypatch.setattr(schema, "_MIGRATIONS", steps)
    for module in (schema, examining, exchange_back):
        monkeypatch.setattr(module, "STEPS", later)
    take_in(fresh, lines)
    assert json.loads(write_out(fresh)[0]) == {"schema": 2, "rows": len(lines) - 1}
    assert b'"mood":"calm"' in write_out(fresh)[1]
    assert examine(fresh, NOW).faults == ()


# --- what is refused


async def test_a_file_that_holds_something_is_left_as_it_is(path: Path) -> None:
    lines = write_out(path)
    with pytest.raises(StoreError, match="entries, and was left as it is: move it away, or name another"):
        take_in(path, lines)
    assert write_out(path) == lines


async def test_a_file_with_tables_and_nothing_in_them_is_filled(path: Path, fresh: Path) -> None:
    await (await open_memory(fresh)).close()
    take_in(fresh, write_out(path))
    assert write_out(fresh) == write_out(path)


async def test_the_file_of_a_running_bot_is_left_as_it_is(path: Path, fresh: Path) -> None:
    memory = await open_memory(fresh)
    with pytest.raises(StoreError, match="is used by another bot"):
        take_in(fresh, write_out(path))
    await memory.close()


def test_nothing_is_exported_from_a_file_without_tables(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="holds nothing yet"):
        write_out(tmp_path / "empty.db")


Change = Callable[[dict[str, Any]], object]


def find_line(lines: list[bytes], table: str) -> int:
    return next(number for number, line in enumerate(lines) if json.loads(line).get("table") == table)


def complain(fresh: Path, lines: list[bytes]) -> str:
    """Why lines are refused; nothing of them is kept then."""
    with pytest.raises(InputError) as caught:
        take_in(fresh, lines)
    assert [file.name for file in fresh.parent.iterdir() if file.suffix != ".lock"] == []
    return str(caught.value)


WHOLE = "a whole number of at most 64 bits"
BYTES_TOO = 'a text, or bytes as {"base64": "…"}'
ARTICLE = 'an article as JSON, with at least a "text"'
VALUES = [
    ("answers", "asked", "5", WHOLE),
    ("answers", "asked", True, WHOLE),
    ("answers", "asked", 1 << 63, WHOLE),
    ("answers", "asked", None, WHOLE),
    ("answers", "place", None, WHOLE),
    ("answers", "at", "now", "a number"),
    ("answers", "at", False, "a number"),
    ("answers", "at", float("inf"), "a number"),
    ("answers", "at", 10**400, "a number"),
    ("answers", "id", 7, "a text"),
    ("answers", "id", "\ud800", "a text"),
    ("inbox", "body", {"base64": "?"}, BYTES_TOO),
    ("inbox", "body", {"base64": 5}, BYTES_TOO),
    ("inbox", "body", ["x"], BYTES_TOO),
    ("choices", "mode", "loud", "one of off, ask, whisper, line"),
    ("answers", "article", "{}", ARTICLE),
    ("answers", "article", "[" * 100_000, ARTICLE),
    ("answers", "links", "[7]", "a list of texts as JSON"),
    ("records", "matter", "birds", f"one of {', '.join(Matter)}"),
    ("records", "body", "[]", "a JSON object"),
    ("records", "chat", None, WHOLE),
    ("sightings", "sender", "Pia", WHOLE),
    ("sqlite_sequence", "seq", 0.5, f"a text or {WHOLE}"),
]


@pytest.mark.parametrize(("table", "key", "value", "allowed"), VALUES, ids=lambda part: str(part)[:20])
def test_a_value_that_is_not_allowed_is_named(path: Path, fresh: Path, table: str, key: str, value: object, allowed: str) -> None:
    lines = write_out(path)
    number = find_line(lines, table)
    entry = json.loads(lines[number])
    entry["row"][key] = value
    lines[number] = json.dumps(entry).encode()
    said = complain(fresh, lines)
    assert said.startswith(f"all.jsonl:{number + 1}, {table}.{key}: {json.dumps(value)[:59]}")
    assert said.endswith(f" is not allowed; allowed: {allowed}")
    assert len(said) < 200


def change_row(lines: list[bytes], change: Change) -> list[bytes]:
    """The lines with a change in that of the answer, which is the second."""
    entry = json.loads(lines[1])
    change(entry)
    return [lines[0], json.dumps(entry).encode(), *lines[2:]]


KEYS: dict[str, Change] = {
    ', answers: unknown key "ad"; allowed: place, id, chat, ': lambda entry: entry["row"].update(ad=1),
    ", answers: asked is missing; needed: place, id, chat, ": lambda entry: entry["row"].pop("asked"),
    ': unknown key "tabel"; allowed: table, row': lambda entry: entry.update(tabel=1),
    ": row is missing; needed: table, row": lambda entry: entry.pop("row"),
    ", row: 7 is not allowed; allowed: a JSON object": lambda entry: entry.update(row=7),
    ', table: "birds" is not allowed; allowed: answers, ': lambda entry: entry.update(table="birds"),
    ', table: "_sqlite_migrations" is not allowed; allowed: answers, ': lambda entry: entry.update(table="_sqlite_migrations"),
}


@pytest.mark.parametrize("says", KEYS)
def test_a_key_that_is_not_known_or_missing_is_named(path: Path, fresh: Path, says: str) -> None:
    assert complain(fresh, change_row(write_out(path), KEYS[says])).startswith(f"all.jsonl:2{says}")


BROKEN = {
    b"": "is not JSON",
    b"{": "is not JSON",
    b'{"table":"answers","table":"answers","row":{}}': "is not JSON: a key stands there twice",
    b"\xff": "is not UTF-8 text (byte 0)",
    b"[" * 100_000: "is not JSON",
    b"9" * 5000: "is not JSON",
    b"[]": "[] is not allowed; allowed: a JSON object with table, row",
}


@pytest.mark.parametrize("raw", BROKEN, ids=lambda raw: str(raw[:30]))
def test_a_line_that_is_no_object_is_named(path: Path, fresh: Path, raw: bytes) -> None:
    lines = write_out(path)
    assert complain(fresh, [lines[0], raw, *lines[2:]]).startswith(f"all.jsonl:2: {BROKEN[raw]}")


FIRST = {
    b"": "all.jsonl:1: is not JSON",
    b'{"schema":99,"rows":0}': "all.jsonl:1, schema: 99 is not allowed; allowed: 1",
    b'{"schema":1,"rows":-1}': "all.jsonl:1, rows: -1 is not allowed; allowed: a whole number, 0 or more",
    b'{"schema":true,"rows":0}': "all.jsonl:1, schema: true is not allowed; allowed: a whole number",
    b'{"rows":0}': "all.jsonl:1: schema is missing; needed: schema, rows",
}


@pytest.mark.parametrize("raw", FIRST, ids=lambda raw: raw.decode() or "nothing")
def test_a_first_line_that_is_not_right_is_named(fresh: Path, raw: bytes) -> None:
    fresh.parent.mkdir()
    assert complain(fresh, [raw] if raw else []).startswith(FIRST[raw])


def test_half_an_export_is_none(path: Path, fresh: Path) -> None:
    lines = write_out(path)
    there = len(lines) - 2
    said = f"all.jsonl: line 1 says {there + 1} entries, and there are {there}: take it whole, as it was written."
    assert complain(fresh, lines[:-1]) == said


def test_more_than_an_export_is_none(path: Path, fresh: Path) -> None:
    lines = write_out(path)
    assert f"and there are {len(lines)}: take it whole" in complain(fresh, [*lines, lines[-1]])


def test_the_same_entry_twice_is_named(path: Path, fresh: Path) -> None:
    lines = write_out(path)
    said = complain(fresh, [lines[0], lines[1], lines[1], *lines[2:]])
    assert said == "all.jsonl:3, answers: UNIQUE constraint failed: answers.place; each entry stands there once"


def test_entries_that_do_not_go_together_are_named(path: Path, fresh: Path) -> None:
    lines = write_out(path)
    del lines[find_line(lines, "arrived") + 2]
    lines[0] = json.dumps({"schema": 1, "rows": len(lines) - 1}).encode()
    assert complain(fresh, lines).startswith("all.jsonl: inbox: update 3 waits and never arrived")
