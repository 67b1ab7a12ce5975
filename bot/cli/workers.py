"""Reads lines in several processes, a bounded number ahead, and gives what they became in the order they came."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from bot.cli.lines import Line, LineReader, Outcome
from bot.cli.opener import Opener
from bot.files import load_phrasebook, load_rulebook
from bot.settings import Settings

AHEAD = 4
"""Batches for each process that wait or are done and not yet asked for."""
BATCH_LINES = 64
BATCH_BYTES = 2**18

_reader: LineReader | None = None
"""The reader of this process; only a worker has one."""


def read_in_processes(lines: Iterable[Line], jobs: int, settings: Settings, *, with_text: bool) -> Iterator[Outcome]:
    """What every line became, in the order of the lines."""
    pool = ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(settings, with_text))
    try:
        waiting: deque[Future[list[Outcome]]] = deque()
        for batch in _batches(lines):
            waiting.append(pool.submit(_read_batch, batch))
            if len(waiting) >= jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines in lists that are few enough to hold and many enough to be worth sending."""
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line.raw)
        if len(batch) >= BATCH_LINES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _start_worker(settings: Settings, with_text: bool) -> None:
    global _reader  # noqa: PLW0603  the pool gives a process no other place to keep it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends the others
    rulebook = load_rulebook(settings.rules.directory, settings.rules.language, try_examples=False)
    _reader = LineReader(rulebook, load_phrasebook(settings.reply.language), with_text, Opener(settings.pages))


def _read_batch(batch: list[Line]) -> list[Outcome]:
    assert _reader is not None  # noqa: S101  the pool has run _start_worker
    return list(map(_reader.read, batch))
