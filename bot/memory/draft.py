"""A file that appears whole or not at all, and that this user alone can read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from bot.errors import StoreError


@contextmanager
def draft_of(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give an empty file beside `target`, which takes the target's place in the end; where anything is raised, it is gone.

    Raises StoreError where the target is there already and `force` is not given, and where it cannot be written.
    """
    target = Path(os.path.realpath(target))  # a link stays, and what it leads to is written
    _refuse_taken(target, force=force)
    try:
        with _open_draft(target) as draft:
            yield draft
            _sync(draft, os.O_RDWR)
            draft.replace(target)
            with suppress(PermissionError):  # Windows opens no folder
                _sync(target.parent, os.O_RDONLY)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}. Make room, or name a file in another folder.") from None


_BESIDE = ("", "-wal", "-shm", "-journal", ".lock")
"""Behind a database's name: the files that belong to it."""


def refuse_in_use(target: Path, path: Path) -> None:
    """Raise StoreError where the target belongs to the database at `path`, or is itself a database that is in use."""
    own, named = os.path.realpath(path), os.path.realpath(target)
    if named in {f"{own}{ending}" for ending in _BESIDE}:
        raise StoreError(f"{target} belongs to the file that is read: name another one.")
    if os.path.lexists(f"{named}-wal"):
        raise StoreError(f"{target} is a database in use, or one whose bot was killed: name another file.")


def _refuse_taken(target: Path, *, force: bool) -> None:
    if not os.path.lexists(target):
        return
    if not os.path.isfile(target):  # noqa: PTH113  Path.is_file raises where the folder cannot be looked into
        raise StoreError(f"{target} is no file that could be replaced: name another one.")
    if not force:
        raise StoreError(f"{target} is there already, and was left as it is: name another file, or add --force to replace it.")


@contextmanager
def _open_draft(target: Path) -> Iterator[Path]:
    handle, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)  # of mode 0600
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
