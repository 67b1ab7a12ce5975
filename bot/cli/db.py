"""`caveat db`: looks after the file in which everything is kept."""

import os
import shutil
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import TextIO

from bot.cli.output import complain, json_output, plain_output
from bot.cli.parts import read_settings
from bot.cli.source import open_file
from bot.cli.status import DONE, UNREADABLE
from bot.errors import StoreError
from bot.memory.backup import back_up, shrink
from bot.memory.draft import draft_of, refuse_in_use
from bot.memory.examine import examine
from bot.memory.exchange import export
from bot.memory.exchange_back import restock
from bot.settings import find_memory


def run(arguments: Namespace) -> int:
    """Do what the action asks for."""
    return ACTIONS[arguments.action](arguments)


def _backup(arguments: Namespace) -> int:
    size = back_up(_find_file(arguments), arguments.target, force=arguments.force)
    return _say(f"{arguments.target} is a whole copy, {_measure(size)}.")


def _check(arguments: Namespace) -> int:
    """A file that cannot be opened at all is no wrong usage here: it is what was asked about."""
    try:
        health = examine(_find_file(arguments), time.time())
    except StoreError as error:
        complain(str(error))
        return UNREADABLE
    if health.faults:
        _say("\n".join([*health.faults, f"{len(health.faults)} to mend."]))
        return UNREADABLE
    return _say(
        f"All is well: {health.rows:,} entries in {health.tables} tables, {_measure(health.size)}, schema {health.schema}."
    )


def _vacuum(arguments: Namespace) -> int:
    path = _find_file(arguments)
    try:
        before, after = shrink(path)
    except StoreError as error:
        raise StoreError(f"nothing was written anew: {error}") from None
    return _say(f"{path} was {_measure(before)} and is {_measure(after)}.")


def _export(arguments: Namespace) -> int:
    path = _find_file(arguments)
    if arguments.output is None:
        return _print_export(path)
    refuse_in_use(arguments.output, path)
    with draft_of(arguments.output, force=arguments.force) as draft, draft.open("w", encoding="utf-8", newline="\n") as stream:
        count = export(path, stream)
    return _say(f"{arguments.output} holds {count:,} entries.")


def _print_export(path: Path) -> int:
    """Print when all is read: whoever reads slowly would keep the bot from emptying its log."""
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as spool:
        try:
            export(path, spool)
        except OSError as error:
            raise StoreError(
                f"there is no room in {gettempdir()} ({error.strerror}): make some, or name a file with -o."
            ) from None
        spool.seek(0)
        shutil.copyfileobj(spool, json_output())
    return DONE


def _import(arguments: Namespace) -> int:
    path = _name_file(arguments)
    with sys.stdin.buffer if arguments.input == "-" else open_file(arguments.input) as source:
        count = restock(path, source, arguments.input, time.time())
    return _say(f"{path} holds {count:,} entries.")


ACTIONS: Mapping[str, Callable[[Namespace], int]] = {
    "backup": _backup,
    "check": _check,
    "vacuum": _vacuum,
    "export": _export,
    "import": _import,
}


def _name_file(arguments: Namespace) -> Path:
    """The file that was named, or that of the settings, whichever name of it was given."""
    named = arguments.file or find_memory(read_settings(arguments).memory, os.environ)
    return Path(os.path.realpath(named))


def _find_file(arguments: Namespace) -> Path:
    """A file that is there. Raises StoreError."""
    path = _name_file(arguments)
    if not os.path.exists(path):  # noqa: PTH110  Path.exists raises where the folder cannot be looked into
        raise StoreError(f"{path} is not there: nothing was kept yet, or it is elsewhere; name it with --file.")
    return path


def _say(text: str) -> int:
    stream: TextIO = plain_output()
    stream.write(f"{text}\n")
    return DONE


def _measure(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
