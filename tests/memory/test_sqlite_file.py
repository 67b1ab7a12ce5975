"""One bot a file; what is not ours is left as it is; every trouble is one sentence that says what to do."""
# ruff: noqa: ASYNC220, ASYNC240  the loop of these tests has nothing else to do

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.errors import StoreError
from bot.memory import SqliteMemory, open_memory
from bot.memory.database import explain
from bot.memory.writer import Care
from bot.service.keeping import ChatChoice, Mode
from tests.memory.builder import CHAT, arrival

OFF = ChatChoice(Mode.OFF)
NOBODY = 65_534
"""A user who owns nothing."""


@pytest.fixture
def memory(file: SqliteMemory) -> SqliteMemory:
    return file


async def complain(path: Path) -> str:
    """What is said instead of opening the file."""
    with pytest.raises(StoreError) as caught:
        await open_memory(path)
    return str(caught.value)


async def test_what_was_kept_is_there_after_a_restart(path: Path) -> None:
    first = await open_memory(path)
    await first.settings.put(CHAT, OFF)
    assert await first.limits.bump("raid", 60.0, 0.0) == 1
    await first.close()
    second = await open_memory(path)
    assert await second.settings.get(CHAT) == OFF
    assert await second.limits.bump("raid", 60.0, 1.0) == 2
    await second.close()


async def test_what_holds_everywhere_can_be_given(path: Path) -> None:
    memory = await open_memory(path, OFF)
    assert await memory.settings.get(CHAT) == OFF
    await memory.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no file modes")
async def test_only_this_user_can_read_the_file_its_log_and_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "caveat.db"
    memory = await open_memory(path)
    await memory.inbox.put([arrival(1)], 0.0)
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(("caveat.db", "caveat.db-wal", "caveat.db-shm", "caveat.db.lock"), "0o600")
    assert path.parent.stat().st_mode & 0o777 == 0o700
    await memory.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no file modes")
async def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    await (await open_memory(path)).close()
    path.chmod(0o644)
    await (await open_memory(path)).close()
    assert path.stat().st_mode & 0o777 == 0o600


async def test_promises_are_kept_in_a_log_that_reaches_the_disk(memory: SqliteMemory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)

    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    set_to = await memory.writer.run(lambda db: [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names], Care.SURE)
    assert set_to == ["wal", 2, 1, 1, 5000]


async def test_any_name_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "100% – what?#1 .db"
    await (await open_memory(path)).close()
    assert path.stat().st_size > 0


# --- two bots


async def test_a_second_bot_is_told_which_one_has_the_file(path: Path, memory: SqliteMemory) -> None:
    other = f"{path} is used by another bot (process {os.getpid()})."
    assert await complain(path) == f"{other} Stop that one first, or give this one a file of its own."
    assert await memory.inbox.put([arrival(1)], 0.0) == 1


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
async def test_another_name_of_the_same_file_does_not_help(path: Path, memory: SqliteMemory) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    assert "is used by another bot" in await complain(link)
    assert await memory.inbox.count_waiting() == 0


HOLD = """
import asyncio, sys
from pathlib import Path
from bot.memory import open_memory

async def hold():
    await open_memory(Path(sys.argv[1]))
    print("open", flush=True)
    await asyncio.sleep(60)

asyncio.run(hold())
"""


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
async def test_a_bot_that_was_killed_has_let_go(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert f"(process {other.pid})" in await complain(path)
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=10)
        await (await open_memory(path)).close()


# --- files that are not ours


async def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.write_text("Dear diary, " * 1000)
    said = f"{path} was not made by Caveat, and was left as it is: name another file, or move this one away."
    assert await complain(path) == said
    assert path.read_text() == "Dear diary, " * 1000


@pytest.mark.parametrize("order", ["CREATE TABLE birds (name TEXT)", "PRAGMA application_id = 7"])
async def test_the_database_of_another_program_is_left_as_it_is(path: Path, order: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(order)
    db.close()
    before, mode = path.read_bytes(), path.stat().st_mode
    assert "was not made by Caveat" in await complain(path)
    assert (path.read_bytes(), path.stat().st_mode) == (before, mode)


async def test_what_another_program_has_in_its_log_stays_there(tmp_path: Path, path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE birds (name TEXT)")
    files = {path: tmp_path / "other.db", path.with_name("caveat.db-wal"): tmp_path / "other.db-wal"}
    before = {file: file_of_other.read_bytes() for file, file_of_other in files.items()}
    other.close()
    for file, held in before.items():
        file.write_bytes(held)
    assert "was not made by Caveat" in await complain(path)
    assert {file: file.read_bytes() for file in files} == before


async def test_an_empty_file_is_filled(path: Path) -> None:
    path.touch()
    await (await open_memory(path)).close()
    assert path.stat().st_size > 0


async def test_a_file_of_a_newer_caveat_is_left_as_it_is(path: Path) -> None:
    await (await open_memory(path)).close()
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('caveat', '99', '')")
    db.close()
    before = path.read_bytes()
    said = f"{path} was last used by a newer Caveat (schema 99; this one knows 1): install that one again."
    assert await complain(path) == said
    assert path.read_bytes() == before


async def test_a_file_whose_beginning_is_damaged_says_so(path: Path) -> None:
    await (await open_memory(path)).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    said = f"{path} is damaged: stop the bot, move the file away and put a backup in its place."
    assert await complain(path) == said


async def test_damage_that_is_met_later_says_so(path: Path) -> None:
    first = await open_memory(path)
    await first.inbox.put([arrival(number, number, "x" * 5000) for number in range(50)], 0.0)
    await first.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-100_000] + b"\xff" * 100_000)
    second = await open_memory(path)
    with pytest.raises(StoreError, match="is damaged: stop the bot"):
        await second.inbox.claim(0.0, 1.0, 50)
    await second.close()


# --- places that cannot be used


async def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert await complain(tmp_path) == f"{tmp_path} is a folder: name a file in it."


async def test_a_file_inside_a_file_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "caveat.db"
    assert "Name one in a folder that can be written to." in await complain(path)


UNWRITABLE = "{path} cannot be written to: see who owns it and its folder, and whether the disk is read-only."


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of a user who may not write everywhere, which for the time of the test we are."""
    with TemporaryDirectory() as folder:
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, NOBODY, -1)
            os.seteuid(NOBODY)
        yield Path(folder)
        Path(folder).chmod(0o700)
        if is_root:
            os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no file modes")
async def test_a_folder_that_cannot_be_written_to_says_so(own_folder: Path) -> None:
    path = own_folder / "caveat.db"
    await (await open_memory(path)).close()
    own_folder.chmod(0o500)
    assert await complain(path) == UNWRITABLE.format(path=path)


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no file modes")
async def test_a_file_that_cannot_be_written_to_says_so(own_folder: Path) -> None:
    path = own_folder / "caveat.db"
    await (await open_memory(path)).close()
    path.chmod(0o400)
    assert await complain(path) == UNWRITABLE.format(path=path)


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no file modes")
async def test_a_folder_that_cannot_be_looked_into_says_so(own_folder: Path) -> None:
    own_folder.chmod(0)
    path = own_folder / "caveat.db"
    said = f"{path} cannot be kept there: Permission denied. Name one in a folder that can be written to."
    assert await complain(path) == said


def test_a_database_that_cannot_be_written_to_says_so(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as caught:
        db.execute("INSERT INTO t VALUES (1)")
    db.close()
    assert str(explain(caught.value, path)) == UNWRITABLE.format(path=path)


async def test_a_full_disk_says_so_and_keeps_what_was_kept(memory: SqliteMemory, path: Path) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    pages = await memory.writer.run(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
    await memory.writer.run(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchall())
    with pytest.raises(StoreError) as caught:
        await memory.inbox.put([arrival(2, body="x" * 1_000_000)], 0.0)
    assert str(caught.value) == f"there is no room left for {path}: make room on its disk; nothing that was kept is lost."
    await memory.writer.run(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchall())
    assert await memory.inbox.put([arrival(1), arrival(2)], 0.0) == 1


async def test_another_program_that_keeps_the_file_busy_is_blamed(memory: SqliteMemory, path: Path) -> None:
    await memory.writer.run(lambda db: db.execute("PRAGMA busy_timeout = 50").fetchall())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="kept busy by another program"):
        await memory.inbox.put([arrival(1)], 0.0)
    other.execute("ROLLBACK")
    other.close()
    assert await memory.inbox.put([arrival(1)], 0.0) == 1


async def test_a_number_that_no_database_holds_is_refused_calmly(memory: SqliteMemory) -> None:
    with pytest.raises(StoreError):
        await memory.inbox.put([arrival(1), arrival(1 << 70)], 0.0)
    assert await memory.inbox.count_waiting() == 0
