"""Sees to it that one bot alone uses a file; a process that is killed lets go of it at once."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    _BEHIND_THE_NUMBER = 1 << 30
    """Windows lets nobody read what is locked: the lock lies behind the process number."""

    def _lock(handle: int) -> None:
        os.lseek(handle, _BEHIND_THE_NUMBER, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_alone(path: Path) -> Iterator[None]:
    """Keep other bots from the file at `path`, by a lock on a file beside it that holds our process number.

    Raises StoreError where another bot has it, with that bot's process, and where the folder cannot be written to.
    """
    handle = _open_beside(path)
    try:
        _take(handle, path)
        _write(handle, str(os.getpid()))
        yield
        _write(handle, "")
    finally:
        os.close(handle)


def _open_beside(path: Path) -> int:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(f"{path} cannot be kept there: {error.strerror}. Name one in a folder that can be written to.") from None


def _take(handle: int, path: Path) -> None:
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):  # Windows says the latter
        holder = _read(handle) or "not known yet"
        raise StoreError(
            f"{path} is used by another bot (process {holder}). Stop that one first, or give this one a file of its own."
        ) from None
    except OSError as error:
        raise StoreError(f"{path} cannot be locked: {error.strerror}. Name a file on a disk of this machine.") from None


def _read(handle: int) -> str:
    with suppress(OSError, ValueError):
        return str(int(os.read(handle, 20)))
    return ""


def _write(handle: int, text: str) -> None:
    with suppress(OSError):  # the number is a help to people; the lock holds without it
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text.encode())
