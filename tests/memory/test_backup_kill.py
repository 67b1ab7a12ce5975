"""A backup taken while the bot is killed again and again restores, with all that had been promised before it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.memory import open_memory
from bot.memory.backup import back_up
from bot.memory.examine import examine
from tests.memory.builder import arrival
from tests.memory.test_sqlite_kill import check

KILLS = 25
MOST_SECONDS = 60
"""Far more than it takes, about ten: only what hangs takes longer."""
CHANCE = random.Random()  # noqa: S311  no secret
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs kill -9")

Promises = list[tuple[str, int]]


@dataclass(slots=True)
class Writer:
    """A bot's file, and what a process that writes to it until it is killed has promised."""

    path: Path
    promised: Promises = field(default_factory=list)

    def write_until_killed(self, first: int, target: Path) -> Promises:
        """Let a backup begin after some promises and a kill come after some more; give those before the backup."""
        command = [sys.executable, "-m", "tests.memory.writing_process", str(self.path), str(first)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, ThreadPoolExecutor(1) as beside:
            self._listen(process, CHANCE.randrange(5, 60))
            before = list(self.promised)
            copy = beside.submit(back_up, self.path, target)
            self._listen(process, CHANCE.randrange(60))
            process.send_signal(signal.SIGKILL)
            self._listen(process, sys.maxsize)
            copy.result(timeout=30)
        return before

    def _listen(self, process: subprocess.Popen[str], lines: int) -> None:
        assert process.stdout is not None
        while lines and (line := process.stdout.readline()).endswith("\n"):
            what, number = line.split()
            self.promised.append((what, int(number)))
            lines -= 1


async def restore(backup: Path, path: Path, promised: Promises) -> None:
    """Put a backup in a file's place as the operator does, and see that all is there."""
    shutil.copyfile(backup, path)
    memory = await open_memory(path)
    await check(memory, promised)
    await memory.close()


async def test_each_backup_restores_and_nothing_promised_is_lost(tmp_path: Path) -> None:
    writer, began = Writer(tmp_path / "caveat.db"), time.monotonic()
    for number in range(KILLS):
        backup = tmp_path / f"backup {number}.db"
        before = writer.write_until_killed(number * 1_000_000, backup)
        assert examine(backup, time.time()).faults == ()
        assert examine(writer.path, time.time()).faults == ()
        await restore(backup, tmp_path / f"restored {number}.db", before)
        assert time.monotonic() - began < MOST_SECONDS
    memory = await open_memory(writer.path)
    await check(memory, writer.promised)
    await memory.close()


async def test_a_file_of_which_half_was_lost_is_replaced_by_its_backup(tmp_path: Path) -> None:
    writer, backup = Writer(tmp_path / "caveat.db"), tmp_path / "backup.db"
    before = writer.write_until_killed(0, backup)
    await (await open_memory(writer.path)).close()
    writer.path.write_bytes(writer.path.read_bytes()[:40_000])
    with pytest.raises(StoreError, match="is damaged: stop the bot, move the file away and put a backup in its place"):
        examine(writer.path, time.time())
    for ending in ("-wal", "-shm"):  # they are of the file that is gone
        writer.path.with_name(f"caveat.db{ending}").unlink(missing_ok=True)
    await restore(backup, writer.path, before)
    assert examine(writer.path, time.time()).faults == ()


BACK_UP = """
import sys
from pathlib import Path
from bot.memory.backup import back_up

print(flush=True)
back_up(*map(Path, sys.argv[1:]))
"""


async def test_a_backup_that_is_killed_leaves_a_whole_copy_or_none(tmp_path: Path) -> None:
    path, target = tmp_path / "caveat.db", tmp_path / "backup.db"
    memory = await open_memory(path)
    await memory.inbox.put([arrival(number, body="x" * 100_000) for number in range(200)], 0.0)
    await memory.close()
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", BACK_UP, str(path), str(target)], stdout=subprocess.PIPE) as process:  # noqa: ASYNC220
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(CHANCE.random() * 0.1)  # noqa: ASYNC251
            process.send_signal(signal.SIGKILL)
        assert not target.exists() or examine(target, time.time()).faults == ()
        target.unlink(missing_ok=True)
