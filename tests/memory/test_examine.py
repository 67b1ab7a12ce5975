"""A check names what is wrong with a file and says what to do, and finds nothing wrong with a file in use."""

import sqlite3
import time
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.memory import open_memory
from bot.memory.examine import MOST_SHOWN, examine
from tests.memory.builder import CHAT, arrival

NOW = 1000.0


@pytest.fixture
def path(full_path: Path) -> Path:
    return full_path


def change(path: Path, order: str) -> None:
    db = sqlite3.connect(path)
    db.executescript(order)
    db.close()


def complain(path: Path) -> str:
    """The only fault of a file."""
    (fault,) = examine(path, NOW).faults
    return fault


def test_a_file_in_which_everything_is_kept_is_well(path: Path) -> None:
    health = examine(path, NOW)
    assert health.faults == ()
    assert (health.size, health.schema) == (path.stat().st_size, "1")
    assert health.rows >= health.tables > 10


async def test_a_file_is_well_while_a_bot_works_with_it(path: Path) -> None:
    memory = await open_memory(path)
    await memory.inbox.put([arrival(50)], time.time())
    await memory.inbox.claim(time.time(), 90.0, 5)
    await memory.outbox.claim(time.time(), 120.0, 5)
    assert examine(path, time.time()).faults == ()
    await memory.close()


FAULTS = {
    "UPDATE slots SET slot = 's'; UPDATE outbox SET slot = 's', chat = 7": (
        f"outbox: a call for slot s is for chat 7, and the slot is in chat {CHAT}: "
    ),
    "DELETE FROM arrived WHERE update_id = 3": "inbox: update 3 waits and never arrived: ",
    "UPDATE feedback SET chat = 7": f"feedback: answer a is of chat {CHAT}, and what was said of it of chat 7: ",
    "UPDATE outbox SET method = 'sendPhoto'": "outbox, call 3: its digest is of another call: ",
    "UPDATE answers SET article = x'ff'": "answers: 1 with article that cannot be read, allowed is an article as JSON, ",
    "UPDATE answers SET page = x'00'": "answers: answer a would be found by the address of another page: ",
    "UPDATE answers SET article = CAST('{\"text\": 5}' AS BLOB)": "answers: 1 with article that cannot be read, ",
    "UPDATE records SET matter = 'birds' WHERE matter = 'cue'": "records: 1 with matter that cannot be read, ",
    "UPDATE records SET body = CAST('[]' AS BLOB) WHERE matter = 'cue'": "records: 1 with body that cannot be read, ",
    "UPDATE choices SET mode = 'loud'": "choices: 1 with mode that cannot be read, allowed is one of off, ask, whisper, line: ",
    "UPDATE inbox SET leased = 1e9": "inbox: 1 with a time to come (leased): see that this machine's clock is right",
    "UPDATE answers SET at = 1e9": "answers: 1 with a time to come (at): see that this machine's clock is right",
    "UPDATE shelves SET statements = 9 WHERE chat = -40": (
        f"shelves: chat {CHAT} is said to have 9 statements with a text, and has 1: "
    ),
    "DELETE FROM published": "shelves: 1 published fact-checks are said to be there, and there are 0: ",
    "DROP INDEX answers_same": "index answers_same is not as Caveat makes it: ",
    "CREATE TABLE birds (name)": "table birds is not Caveat's: keep it in a file of its own.",
    "DELETE FROM statements": "is damaged (an entry of sightings belongs to one of statements that is not there): ",
}


@pytest.mark.parametrize("order", FAULTS)
def test_a_fault_is_named_with_what_to_do(path: Path, order: str) -> None:
    change(path, order)
    said = complain(path)
    assert FAULTS[order] in said
    assert said.endswith(("put a backup in its place.", "start the bot anew.", "in a file of its own."))


def test_of_many_faults_of_a_kind_a_few_are_named(path: Path) -> None:
    change(path, _MANY)
    assert len(examine(path, NOW).faults) == MOST_SHOWN


_MANY = """
WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
INSERT INTO inbox (update_id, lane, body) SELECT i, i, x'' FROM n
"""


def test_a_file_that_others_can_read_is_named(path: Path) -> None:
    path.chmod(0o640)
    assert complain(path) == f"{path} can be read or written by others: chmod 600 {path}"


def test_damage_is_named(path: Path) -> None:
    db = sqlite3.connect(path)
    (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answers_same'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: (root - 1) * size] + b"\xff" * size + whole[root * size :])
    said = complain(path)
    assert said.startswith(f"{path} is damaged")
    assert said.endswith("stop the bot, move the file away and put a backup in its place.")


def test_a_file_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch(0o600)
    assert complain(path) == f"{path} holds nothing yet: the bot lays out its tables at its first start."


def test_a_file_of_another_program_is_not_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE birds (name)")
    with pytest.raises(StoreError, match="was not made by Caveat"):
        examine(path, NOW)
