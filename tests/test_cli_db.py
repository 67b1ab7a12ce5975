"""`caveat db`: the file is backed up, checked, written anew, exported and imported."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.memory import SqliteMemory, open_memory
from tests.command import ROOT, caveat, clean_environ
from tests.memory.builder import arrival
from tests.memory.everything import keep_everything

Done = subprocess.CompletedProcess[str]


def use(path: Path, work: Callable[[SqliteMemory], object]) -> None:
    """Let a bot use the file while something is done."""

    async def live() -> None:
        memory = await open_memory(path)
        await keep_everything(memory)
        work(memory)
        await memory.close()

    asyncio.run(live())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that no bot uses, with an entry of each kind."""
    use(tmp_path / "caveat.db", lambda _: None)
    return tmp_path / "caveat.db"


def db(action: str, path: Path, *arguments: str | Path, stdin: bytes = b"") -> Done:
    return caveat("db", action, *map(str, arguments), "--file", str(path), stdin=stdin)


def list_modes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


def test_the_file_is_that_of_the_settings_unless_another_is_named(path: Path, tmp_path: Path) -> None:
    named = caveat("db", "check", environ={"CAVEAT_MEMORY_FILE": str(path)})
    assert (named.returncode, named.stdout) == (0, db("check", path).stdout)
    (tmp_path / "config.toml").write_text("[memory]\nfile = 'other.db'\n", encoding="utf-8")
    assert caveat("db", "check", cwd=tmp_path).stderr.startswith(f"caveat: {tmp_path}/other.db is not there")


@pytest.mark.parametrize("action", ["backup", "check", "vacuum", "export"])
def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, action: str) -> None:
    missing = tmp_path / "folder" / "missing.db"
    done = db(action, missing, *([tmp_path / "copy.db"] if action == "backup" else []))
    said = f"caveat: {missing} is not there: nothing was kept yet, or it is elsewhere; name it with --file.\n"
    assert (done.stdout, done.stderr, list(tmp_path.iterdir())) == ("", said, [])
    assert done.returncode == (1 if action == "check" else 2)


def test_check_says_in_one_line_that_all_is_well(path: Path) -> None:
    done = db("check", path)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert done.stdout.startswith("All is well: ")


def test_check_says_what_is_wrong_and_what_to_do(path: Path) -> None:
    path.chmod(0o644)
    done = db("check", path)
    shown = f"{path} can be read or written by others: chmod 600 {path}\n1 to mend.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, shown, "")


def test_check_of_what_is_no_database_is_a_fault_too(tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("Dear diary, " * 1000)
    done = db("check", tmp_path / "diary")
    assert (done.returncode, done.stdout) == (1, "")
    assert "was not made by Caveat" in done.stderr


def test_while_a_bot_runs_all_that_only_reads_works(path: Path, tmp_path: Path) -> None:
    done: list[Done] = []
    use(
        path,
        lambda _: done.extend(
            [
                db("backup", path, tmp_path / "copy.db"),
                db("check", path),
                db("export", path),
                db("export", path, "-o", tmp_path / "out"),
            ]
        ),
    )
    assert [one.returncode for one in done] == [0, 0, 0, 0]
    assert (tmp_path / "out").read_text(encoding="utf-8") == done[2].stdout


@pytest.mark.parametrize("action", ["vacuum", "import"])
def test_while_a_bot_runs_what_writes_is_refused(path: Path, tmp_path: Path, action: str) -> None:
    (tmp_path / "in").write_bytes(b"")
    done: list[Done] = []
    use(path, lambda _: done.append(db(action, path, *([tmp_path / "in"] if action == "import" else []))))
    assert (done[0].returncode, done[0].stdout) == (2, "")
    assert f"{path} is used by another bot (process {os.getpid()}). Stop that one first" in done[0].stderr


def test_vacuum_says_that_it_did_nothing_under_a_running_bot(path: Path) -> None:
    done: list[Done] = []
    use(path, lambda _: done.append(db("vacuum", path)))
    assert done[0].stderr.startswith("caveat: nothing was written anew: ")


def test_vacuum_says_how_large_the_file_was_and_is(path: Path) -> None:
    done = db("vacuum", path)
    assert (done.returncode, done.stdout) == (0, f"{path} was 0.2 MB and is 0.2 MB.\n")


@pytest.mark.parametrize("action", ["backup", "export"])
def test_a_file_that_is_there_is_replaced_only_with_force(path: Path, tmp_path: Path, action: str) -> None:
    target = tmp_path / "target"
    target.write_text("old")
    named = [target] if action == "backup" else ["-o", target]
    done = db(action, path, *named)
    assert (done.returncode, done.stdout, target.read_text()) == (2, "", "old")
    assert "add --force to replace it" in done.stderr
    assert db(action, path, *named, "--force").returncode == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize("action", ["backup", "export"])
def test_the_file_itself_is_never_replaced(path: Path, action: str) -> None:
    before = path.read_bytes()
    done = db(action, path, *([path] if action == "backup" else ["-o", path]), "--force")
    assert (done.returncode, path.read_bytes()) == (2, before)


WITH_LITTLE_ROOM = 'ulimit -f 100; exec "$0" -m bot db "$@"'


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
@pytest.mark.parametrize("arguments", [["backup", "copy.db"], ["export", "-o", "all.jsonl"], ["export"]], ids=" ".join)
def test_without_room_one_line_says_so_and_nothing_is_left(path: Path, tmp_path: Path, arguments: list[str]) -> None:
    asyncio.run(_keep_much(path))
    before = set(tmp_path.iterdir())
    action, *target = arguments
    named = [str(tmp_path / word) if "." in word else word for word in target]
    command = ["sh", "-c", WITH_LITTLE_ROOM, sys.executable, action, *named, "--file", str(path)]
    done = subprocess.run(command, cwd=ROOT, env=clean_environ(), capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert re.match("caveat: (the disk of .* fails|.* cannot be written: File too large|there is no room in .*)", done.stderr)
    assert {file for file in tmp_path.iterdir() if not file.name.startswith("caveat.db-")} == before


async def _keep_much(path: Path) -> None:
    memory = await open_memory(path)
    await memory.inbox.put([arrival(70, body="x" * 1_000_000)], 0.0)
    await memory.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no file modes")
def test_all_that_is_written_is_for_this_user_alone(path: Path, tmp_path: Path) -> None:
    db("backup", path, tmp_path / "copy.db")
    db("export", path, "-o", tmp_path / "all.jsonl")
    db("import", tmp_path / "new.db", tmp_path / "all.jsonl")
    assert {"copy.db", "all.jsonl", "new.db"} <= list_modes(tmp_path).keys()
    assert set(list_modes(tmp_path).values()) == {0o600}


def test_an_export_goes_through_a_pipe_and_back(path: Path, tmp_path: Path) -> None:
    lines = db("export", path).stdout
    done = db("import", tmp_path / "new.db", "-", stdin=lines.encode())
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'new.db'} holds {lines.count(chr(10)) - 1} entries.\n")
    assert db("export", tmp_path / "new.db").stdout == lines


def test_an_import_names_the_line_that_is_not_right_and_keeps_nothing(tmp_path: Path) -> None:
    done = db("import", tmp_path / "new.db", "-", stdin=b'{"schema":1,"rows":1}\n{"table":"arrived","row":{"at":0.0}}\n')
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "caveat: -:2, arrived: update_id is missing; needed: update_id, at\n"
    assert not (tmp_path / "new.db").exists()


def test_an_import_of_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    done = db("import", tmp_path / "new.db", tmp_path / "missing.jsonl")
    assert (done.returncode, done.stderr) == (1, f"caveat: {tmp_path / 'missing.jsonl'}: no such file; check the name\n")
