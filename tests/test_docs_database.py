"""The page on the database says what the code does: commands, tables, files, and what is printed."""

import asyncio
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.arguments import build_parser
from bot.cli.db import ACTIONS
from bot.memory import open_memory
from tests.command import ROOT, caveat
from tests.memory.everything import keep_everything
from tests.test_docs import find_blocks, find_code, is_as_shown

PAGE = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
COMMANDS = [
    (command, shown)
    for block in find_blocks(PAGE)
    if block.kind == "console"
    for command, _, shown in (part.partition("\n") for part in block.text.split("$ ")[1:])
]


def find_column(heading: str) -> list[str]:
    """The first column of the table whose heading begins so."""
    table = PAGE.split(f"\n| {heading} |")[1].split("\n\n")[0]
    return [line.split("|")[1].strip(" `") for line in table.splitlines()[2:]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file that no bot uses, in which something of each kind is kept."""
    asyncio.run(_keep(tmp_path / "caveat.db"))
    return tmp_path


async def _keep(path: Path) -> None:
    memory = await open_memory(path)
    await keep_everything(memory)
    await memory.close()


def follow(folder: Path, command: str) -> str:
    """What a command of the page prints in the folder."""
    program, *arguments = command.split()
    assert program == "caveat"
    done = caveat(*arguments, cwd=folder, environ={"CAVEAT_MEMORY_FILE": str(folder / "caveat.db")})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_table_is_on_the_page(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "caveat.db")) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert sorted(find_column("table")) == sorted(tables)


def test_every_action_is_on_the_page_as_it_is_typed() -> None:
    commands = find_column("command")
    assert {command.split()[2] for command in commands} == set(ACTIONS)
    for command in commands:
        build_parser().parse_args(command.split()[1:])


def test_the_files_are_those_of_a_bot_that_runs(tmp_path: Path) -> None:
    asyncio.run(_list_while_open(tmp_path / "caveat.db"))


async def _list_while_open(path: Path) -> None:
    memory = await open_memory(path)
    found = sorted(file.name for file in path.parent.iterdir())
    await memory.close()
    assert found == sorted(find_column("file"))


def test_the_commands_print_what_the_page_shows(folder: Path) -> None:
    for command, shown in COMMANDS:
        printed = follow(folder, command)
        assert is_as_shown(shown, printed), printed


def test_restoring_as_the_page_says_brings_back_what_was_in_the_backup(folder: Path) -> None:
    follow(folder, "caveat db backup copy.db")
    before = follow(folder, "caveat db export")
    asyncio.run(_change(folder / "caveat.db"))
    (restore,) = [block.text for block in find_blocks(PAGE) if block.kind == "sh"]
    *moves, check = restore.strip().splitlines()
    for move in moves:
        subprocess.run(move.split(), cwd=folder, check=True, timeout=10)
    assert follow(folder, check).startswith("All is well: ")
    assert follow(folder, "caveat db export") == before


async def _change(path: Path) -> None:
    memory = await open_memory(path)
    await memory.forget_chat(-40)
    await memory.close()


def test_every_link_and_option_exists() -> None:
    links = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
    helps = "".join(caveat("db", action, "--help").stdout for action in ACTIONS)
    options = {word for code in find_code(PAGE) for word in code.split() if re.fullmatch(r"--?[a-z]+", word)}
    assert sorted(option for option in options if option not in helps) == []
