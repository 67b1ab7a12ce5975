"""A backup is whole, for this user alone, in nobody's way, and needs nothing but a copy to be used."""
# ruff: noqa: ASYNC240  the loop of these tests has nothing else to do

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.errors import StoreError
from bot.memory import SqliteMemory, open_memory
from bot.memory.backup import back_up, shrink
from bot.memory.examine import examine
from tests.memory.builder import CHAT, answer, arrival
from tests.memory.everything import keep_everything

NOW = 1000.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caveat.db"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "copy.db"


@pytest_asyncio.fixture
async def memory(path: Path, target: Path) -> AsyncIterator[SqliteMemory]:
    """A bot's memory in use, with an entry of each kind."""
    memory = await open_memory(path)
    await keep_everything(memory)
    target.parent.mkdir()
    yield memory
    await memory.close()


def list_folder(target: Path) -> list[str]:
    return sorted(file.name for file in target.parent.iterdir())


async def test_a_backup_is_made_while_the_bot_runs(memory: SqliteMemory, path: Path, target: Path) -> None:
    assert back_up(path, target) == target.stat().st_size
    assert examine(target, NOW).rows == examine(path, NOW).rows > 10
    assert await memory.inbox.put([arrival(99)], 0.0) == 1


async def test_what_the_bot_keeps_afterwards_is_not_in_it(memory: SqliteMemory, path: Path, target: Path) -> None:
    back_up(path, target)
    rows = examine(target, NOW).rows
    await memory.inbox.put([arrival(99)], 0.0)
    assert examine(target, NOW).rows == rows


@pytest.mark.usefixtures("memory")
async def test_a_copy_of_it_is_a_file_to_go_on_with(path: Path, target: Path, tmp_path: Path) -> None:
    back_up(path, target)
    restored = tmp_path / "restored.db"
    shutil.copyfile(target, restored)
    again = await open_memory(restored)
    assert await again.answers.get("a") == answer("a")
    assert await again.inbox.put([arrival(1)], 0.0) == 0
    await again.close()
    assert examine(restored, NOW).faults == ()


@pytest.mark.usefixtures("memory")
@pytest.mark.skipif(os.name != "posix", reason="Windows knows no file modes")
async def test_this_user_alone_can_read_it_and_nothing_lies_beside_it(path: Path, target: Path) -> None:
    back_up(path, target)
    assert target.stat().st_mode & 0o777 == 0o600
    assert list_folder(target) == ["copy.db"]


@pytest.mark.usefixtures("memory")
async def test_it_can_be_read_where_nothing_can_be_written(path: Path, target: Path) -> None:
    back_up(path, target)
    db = sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)
    assert db.execute("SELECT count(*) FROM answers").fetchone() == (1,)
    assert list_folder(target) == ["copy.db"]
    db.close()


@pytest.mark.usefixtures("memory")
async def test_a_file_that_is_there_stays_unless_told_otherwise(path: Path, target: Path) -> None:
    target.write_text("the last copy")
    with pytest.raises(StoreError) as caught:
        back_up(path, target)
    said = f"{target} is there already, and was left as it is: name another file, or add --force to replace it."
    assert (str(caught.value), target.read_text()) == (said, "the last copy")
    back_up(path, target, force=True)
    assert examine(target, NOW).faults == ()


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock"])
async def test_nothing_of_the_file_itself_is_ever_replaced(path: Path, ending: str) -> None:
    with pytest.raises(StoreError, match="belongs to the file that is read"):
        back_up(path, Path(f"{path}{ending}"), force=True)


@pytest.mark.usefixtures("memory")
async def test_the_file_of_another_running_bot_is_not_replaced(path: Path, tmp_path: Path) -> None:
    other = await open_memory(tmp_path / "other.db")
    with pytest.raises(StoreError, match="is a database in use"):
        back_up(path, tmp_path / "other.db", force=True)
    await other.close()


@pytest.mark.usefixtures("memory")
@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
async def test_a_link_stays_and_what_it_leads_to_is_written(path: Path, target: Path) -> None:
    link = target.with_name("link.db")
    link.symlink_to(target)
    back_up(path, link)
    assert link.is_symlink()
    assert examine(target, NOW).faults == ()


@pytest.mark.usefixtures("memory")
@pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
async def test_what_is_no_file_is_never_replaced(path: Path, target: Path, make: Callable[[Path], object]) -> None:
    make(target)
    with pytest.raises(StoreError, match="is no file that could be replaced"):
        back_up(path, target, force=True)
    assert list_folder(target) == ["copy.db"]


@pytest.mark.usefixtures("memory")
async def test_a_copy_that_cannot_be_written_leaves_nothing_behind(path: Path, target: Path) -> None:
    with pytest.raises(StoreError) as caught:
        back_up(path, target.parent / "missing" / "copy.db")
    assert "cannot be written: No such file or directory." in str(caught.value)
    assert list_folder(target) == []


async def test_of_a_damaged_file_no_copy_is_made(memory: SqliteMemory, path: Path, target: Path) -> None:
    await memory.inbox.put([arrival(number, number, "x" * 5000) for number in range(100, 150)], 0.0)
    await memory.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-100_000] + b"\xff" * 100_000)
    with pytest.raises(StoreError, match="is damaged"):
        back_up(path, target)
    assert list_folder(target) == []


# --- the file written anew


async def test_a_file_shrinks_when_much_was_removed(memory: SqliteMemory, path: Path) -> None:
    await memory.inbox.put([arrival(number, number, "x" * 5000) for number in range(100, 150)], 0.0)
    await memory.writer.run(lambda db: db.execute("DELETE FROM inbox"))
    await memory.close()
    before, after = shrink(path)
    assert before > 250_000 > after == path.stat().st_size
    assert examine(path, NOW).faults == ()


async def test_it_is_not_written_anew_under_a_running_bot(memory: SqliteMemory, path: Path) -> None:
    with pytest.raises(StoreError, match=f"used by another bot .process {os.getpid()}.. Stop that one first"):
        shrink(path)
    assert await memory.answers.find_same(CHAT, "d", 0.0)
