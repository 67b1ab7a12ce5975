"""`caveat claims import` and `clear`: published fact-checks out of files, kept to be found again without any network."""

import asyncio
import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from bot.cli.output import complain, plain_output
from bot.cli.parts import read_settings
from bot.cli.source import open_file
from bot.cli.status import DONE, UNREADABLE
from bot.errors import StoreError
from bot.memory import SqliteMemory, open_memory
from bot.model import FactCheck
from bot.pages.claimfeed import Broken
from bot.pages.claimreview import Lack, Skipped, read_checks
from bot.service.published import Kept
from bot.settings import find_memory

AT_ONCE = 1_000
"""Fact-checks of one step: those that were kept stay kept, whatever comes behind them."""

MOST_NAMED = 10
"""Lines that are named for each reason; of what comes on top only the number is said."""

ALLOWED = "allowed: ClaimReview as JSON (a feed, a list, an object, one a line) or HTML with JSON-LD"


@dataclass(slots=True)
class _Tally:
    """What became of everything that was read."""

    kept: Kept = field(default_factory=Kept)
    skipped: Counter[Lack] = field(default_factory=Counter)
    broken: int = 0

    @property
    def used(self) -> int:
        """How many fact-checks there were."""
        return self.kept.new + self.kept.changed + self.kept.same

    def say(self) -> str:
        """Sum it up, one line each."""
        read, kept = self.used + self.skipped.total(), self.kept
        lines = [f"{read:,} read: {kept.new:,} kept, {kept.changed:,} changed, {kept.same:,} already there"]
        return "\n".join([*lines, *(f"{count:,} skipped: {lack}" for lack, count in self.skipped.most_common())])


def import_claims(arguments: Namespace) -> int:
    """Keep what the files hold and say how many; what is of no use is named with its line and left out.

    Feeds hold empty elements and reviews without a rating in words: to leave some out is no failure.
    """
    tally = _Tally()
    asyncio.run(_import_all(_find_file(arguments), arguments.files, tally))
    plain_output().write(f"{tally.say()}\n")
    return UNREADABLE if tally.broken or not tally.used else DONE


def clear_claims(arguments: Namespace) -> int:
    """Remove all fact-checks that were imported, and say how many there were."""
    count = asyncio.run(_clear(_find_file(arguments)))
    plain_output().write(f"{count:,} removed.\n")
    return DONE


def _find_file(arguments: Namespace) -> Path:
    return Path(os.path.realpath(arguments.file or find_memory(read_settings(arguments).memory, os.environ)))


async def _import_all(path: Path, names: Sequence[str], tally: _Tally) -> None:
    with ExitStack() as stack:
        streams = [(name, stack.enter_context(_open(name))) for name in names]  # a wrong name is noticed before anything is kept
        memory = await _open_memory(path, "imported")
        try:
            for name, stream in streams:
                await _import(memory, name, stream, tally)
        finally:
            await memory.close()


async def _clear(path: Path) -> int:
    memory = await _open_memory(path, "removed")
    try:
        return await memory.published.clear()
    finally:
        await memory.close()


async def _open_memory(path: Path, done: str) -> SqliteMemory:
    try:
        return await open_memory(path)
    except StoreError as error:
        raise StoreError(f"nothing was {done}: {error}") from None


async def _import(memory: SqliteMemory, name: str, stream: BinaryIO, tally: _Tally) -> None:
    with _progress(stream) as watched:
        checks = _sort(read_checks(watched), name, tally)
        while batch := tuple(islice(checks, AT_ONCE)):
            tally.kept += await memory.published.put(batch)


def _sort(found: Iterable[FactCheck | Skipped | Broken], name: str, tally: _Tally) -> Iterator[FactCheck]:
    """Give the fact-checks; name and count what is none."""
    for one in found:
        if isinstance(one, FactCheck):
            yield one
        elif isinstance(one, Broken):
            tally.broken += 1
            complain(f"{name}, line {one.line}: {one.says}; {ALLOWED}")
        else:
            tally.skipped[one.lack] += 1
            _name_skipped(one, name, tally.skipped[one.lack])


def _name_skipped(one: Skipped, name: str, count: int) -> None:
    if count <= MOST_NAMED:
        complain(f"{name}, line {one.line}, element {one.number}: {one.lack}; left out")
    elif count == MOST_NAMED + 1:
        complain(f"{name}: more of these are not named ({one.lack})")


def _open(name: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if name == "-" else open_file(name)


@dataclass(frozen=True, slots=True)
class _Watched:
    """A stream that tells how much was read of it."""

    stream: BinaryIO
    advance: Callable[[int], object]

    def read(self, size: int) -> bytes:
        """Read so many bytes, fewer at the end."""
        raw = self.stream.read(size)
        self.advance(len(raw))
        return raw


@contextmanager
def _progress(stream: BinaryIO) -> Iterator["_Watched"]:
    """A progress bar over the bytes read, on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield _Watched(stream, lambda _size: None)
        return
    from tqdm import tqdm

    size = os.fstat(stream.fileno()).st_size
    with tqdm(total=size or None, unit="B", unit_scale=True, file=sys.stderr) as bar:
        yield _Watched(stream, bar.update)
