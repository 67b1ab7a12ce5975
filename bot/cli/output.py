"""Writing to a terminal, a pipe or a file: no character of an article can make it fail."""

import io
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from bot.errors import InputError

ESCAPE = "backslashreplace"
"""A lone surrogate is written as \\udc80, which JSON reads back as the same character."""


def plain_output() -> TextIO:
    """Standard output for people, in the terminal's own encoding."""
    return _prepare(sys.stdout, None)


def json_output() -> TextIO:
    """Standard output for JSON, which is UTF-8 wherever it goes."""
    return _prepare(sys.stdout, "utf-8")


def open_output(path: Path) -> TextIO:
    """A file for JSON lines. Raises InputError where it cannot be written."""
    try:
        return path.open("w", encoding="utf-8", errors=ESCAPE, newline="\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({_reason(error)}); name another file") from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all. Raises InputError where it cannot be written; what was there stays then."""
    try:
        if path.exists() and not path.is_file():  # a device, a pipe
            path.write_bytes(content)
            return
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            aside.write_bytes(content)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({_reason(error)}); name another file") from error


def to_json(document: object, indent: int | None = None) -> str:
    """A document as JSON that keeps every letter readable."""
    return json.dumps(document, ensure_ascii=False, indent=indent)


def wants_colour(stream: TextIO) -> bool:
    """True on a terminal, unless NO_COLOR (no-color.org) is set or the terminal is dumb."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def complain(text: str) -> None:
    """Says on standard error what is wrong, one line each."""
    stream = _prepare(sys.stderr, None)
    for line in text.splitlines() or [""]:
        stream.write(f"caveat: {line}\n")


def _prepare(stream: TextIO, encoding: str | None) -> TextIO:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding or stream.encoding, errors=ESCAPE)
    return stream


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
