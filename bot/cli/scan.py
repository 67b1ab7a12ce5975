"""`caveat scan`: one JSON object a line goes in, one reading a line comes out, in the same order."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from bot.cli.lines import LineReader, Outcome, split_lines
from bot.cli.opener import Opener
from bot.cli.output import json_output, open_output
from bot.cli.parts import load_parts
from bot.cli.source import open_file
from bot.cli.status import DONE, UNREADABLE
from bot.errors import InputError

Advance = Callable[[int], object]


def run(arguments: Namespace) -> int:
    """Write a reading for every line; a bad line becomes an error with its number and the rest goes on."""
    with ExitStack() as stack:
        source = _open_source(arguments.input, stack)
        outcomes = _read(source, arguments, stack)
        target = _open_target(arguments, stack)
        return _write(outcomes, target, stack.enter_context(_progress(source)))


def _read(source: BinaryIO, arguments: Namespace, stack: ExitStack) -> Iterator[Outcome]:
    """What every line became, as it is asked for. The rules are loaded at once: a fault in them must not cost the output file."""
    settings, rulebook, phrasebook = load_parts(arguments)
    lines = split_lines(source)
    if arguments.jobs == 1:
        opener = stack.enter_context(Opener(settings.pages))
        return map(LineReader(rulebook, phrasebook, not arguments.no_text, opener).read, lines)
    from bot.cli.workers import read_in_processes

    return read_in_processes(lines, arguments.jobs, settings, with_text=not arguments.no_text)


def _write(outcomes: Iterator[Outcome], target: TextIO, advance: Advance) -> int:
    status = DONE
    for outcome in outcomes:
        target.write(f"{outcome.json}\n")
        advance(len(outcome.line.raw))
        status = status if outcome.well else UNREADABLE
    return status


def _open_source(name: str, stack: ExitStack) -> BinaryIO:
    return sys.stdin.buffer if name == "-" else stack.enter_context(open_file(name))


def _open_target(arguments: Namespace, stack: ExitStack) -> TextIO:
    if arguments.output is None:
        return json_output()
    if _is_same_file(arguments.input, arguments.output):
        raise InputError(f"{arguments.output}: is the file that is read; name another one to write")
    return stack.enter_context(open_output(arguments.output))


def _is_same_file(source: str, target: Path) -> bool:
    return source != "-" and target.exists() and target.samefile(source)


@contextmanager
def _progress(source: BinaryIO) -> Iterator[Advance]:
    """A progress bar over the bytes read, on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _size: None
        return
    from tqdm import tqdm

    status = os.fstat(source.fileno())
    with tqdm(total=status.st_size or None, unit="B", unit_scale=True, file=sys.stderr) as bar:
        yield bar.update
